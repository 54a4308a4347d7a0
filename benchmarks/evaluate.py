"""Read the gold bulletins, score what was read, and fail where a field falls below its floor.

`real`, `written` and both as `all` lie beside the project (`../shared/gold`), and so does the scorer; what is not
there is skipped, and that is said. `tuned` (`tests/bulletins`) and `unseen` (`tests/heldout`) are synthetic and
of one kind, but the rules are tuned on the first alone: the gap between the two shows how far they go beyond what
they were written for. What their gold says was planted in their numbers is compared with what the checks find
(`benchmarks/auditing.py`). `files` and `scans` are bulletins as files (`../shared/files`): with text, and without.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

import tongbao
from benchmarks import auditing
from schemas.model import Model

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
BUILD = ROOT / "build" / "eval"
FLOORS = Path(__file__).with_name("floors.yaml")
TUNED = ROOT / "tests" / "bulletins"
UNSEEN = ROOT / "tests" / "heldout"
SCANS = ("scan",)
FIRST_LETTERS = {"real": "0", "written": "w", "all": ""}

Scores = dict[str, float]


class Floors(Model):
    """`floors.yaml`: for each group the least that each field must reach."""

    digest: str = ""
    groups: dict[str, dict[str, float]]


@dataclass(frozen=True)
class Pair:
    """A bulletin and its gold file; `None` where the gold has no bulletin beside it."""

    bulletin: Path | None
    gold: Path


@dataclass(frozen=True)
class Group:
    """A group of pairs that is scored together; `place` is where they lie."""

    name: str
    place: Path
    pairs: tuple[Pair, ...]


def main() -> int:
    """Score every group and print the scores side by side; 1 where one is below its floor."""
    floors = Floors.model_validate(yaml.safe_load(FLOORS.read_text(encoding="utf-8")))
    groups = [group for group in collect(SHARED, TUNED, UNSEEN) if can_be_scored(group, SHARED / "score.py")]
    if not groups:
        return 0
    shutil.rmtree(BUILD, ignore_errors=True)
    scores = {}
    for group in groups:
        read(group, BUILD / group.name / "read")
        folder = BUILD / group.name
        scores[group.name] = score(group, SHARED / "score.py", folder)
        scores[group.name] |= auditing.scores(folder / "gold", folder / "read")
    show(scores, floors)
    for group in groups:
        print(size(group))
    tell_digest(groups, floors)
    return report(below(scores, floors))


def collect(shared: Path, tuned: Path, unseen: Path) -> list[Group]:
    """The groups: those beside the project by the first letter of the gold file's name, then those inside it."""
    gold = shared / "gold"
    beside = [
        Group(name, gold, _pairs(gold, shared / "bulletins", letter))
        for name, letter in FIRST_LETTERS.items()
    ]
    files = _pairs(shared / "files-gold", shared / "files")
    return [
        *beside,
        Group("files", shared / "files-gold", tuple(pair for pair in files if not _is_scan(pair))),
        Group("scans", shared / "files-gold", tuple(pair for pair in files if _is_scan(pair))),
        Group("tuned", tuned, _pairs(tuned, tuned)),
        Group("unseen", unseen, _pairs(unseen, unseen)),
    ]


def _is_scan(pair: Pair) -> bool:
    return pair.gold.stem.startswith(SCANS)


def _pairs(gold: Path, bulletins: Path, letter: str = "") -> tuple[Pair, ...]:
    return tuple(Pair(_bulletin(bulletins, path), path) for path in sorted(gold.glob(f"{letter}*.json")))


def _bulletin(folder: Path, gold: Path) -> Path | None:
    others = sorted(path for path in folder.glob(f"{gold.stem}.*") if path.suffix != ".json")
    return others[0] if others else None


def can_be_scored(group: Group, scorer: Path) -> bool:
    """Whether the group's gold and the scorer are there; says so where they are not."""
    lacking = next(
        (path for path, there in ((group.place, group.pairs), (scorer, scorer.exists())) if not there), None
    )
    if lacking is not None:
        print(f"{group.name}: skipped, {os.path.relpath(lacking, ROOT)} is not there")
    return lacking is None


def read(group: Group, target: Path) -> None:
    """Read each bulletin of the group into the folder `target`."""
    target.mkdir(parents=True)
    for pair in group.pairs:
        if pair.bulletin is None:
            print(f"{pair.gold.name}: no bulletin beside it", file=sys.stderr)
            continue
        try:
            text = tongbao.extract(pair.bulletin).model_dump_json()
        except Exception as error:  # one failing bulletin must not hide the others: it scores nothing
            print(f"{pair.bulletin.name}: {type(error).__name__}: {error}", file=sys.stderr)
            text = "{}"
        (target / pair.gold.name).write_text(text, encoding="utf-8")


def score(group: Group, scorer: Path, folder: Path) -> Scores:
    """What the scorer says of the group that was read into `folder/read`; it pairs files by name."""
    gold = folder / "gold"
    gold.mkdir(parents=True)
    for pair in group.pairs:
        shutil.copyfile(pair.gold, gold / pair.gold.name)
    command = [sys.executable, str(scorer), str(gold), str(folder / "read"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: Scores = json.loads(done.stdout)
    return scores


def show(scores: dict[str, Scores], floors: Floors) -> None:
    """Print a line a field and a column a group, with the floor where there is one, and the gap of tuned to unseen."""
    table = Table(title="score (floor)", box=None, pad_edge=False)
    table.add_column("field")
    for name in (*scores, "gap"):
        table.add_column(name, justify="right")
    for field in dict.fromkeys(field for figures in scores.values() for field in figures):
        cells = [
            _cell(figures.get(field), floors.groups.get(name, {}).get(field))
            for name, figures in scores.items()
        ]
        table.add_row(field, *cells, gap(scores, field))
    Console(width=100).print(table)
    print("gap: tuned less unseen")


def _cell(value: float | None, floor: float | None) -> str:
    shown = "" if value is None else f"{value:.3f}"
    return shown if floor is None else f"{shown} ({floor:.2f})"


def gap(scores: dict[str, Scores], field: str) -> str:
    """How much better the bulletins are read that the rules were tuned on.

    >>> gap({"tuned": {"links": 0.9}, "unseen": {"links": 0.75}}, "links")
    '+0.150'
    >>> gap({"tuned": {"links": 0.9}}, "links")
    ''
    """
    tuned, unseen = (scores.get(name, {}).get(field) for name in ("tuned", "unseen"))
    return "" if tuned is None or unseen is None else f"{tuned - unseen:+.3f}"


def size(group: Group) -> str:
    """How much gold a group holds: a score over a few records says little."""
    golds = [json.loads(pair.gold.read_text(encoding="utf-8")) for pair in group.pairs]
    counts = (
        f"{sum(not record.get('optional') for gold in golds for record in gold.get(kind, []))} {kind}"
        for kind in ("numbers", "rankings", "rosters")
    )
    return f"{group.name}: {len(golds)} bulletins, {', '.join(counts)}"


def below(scores: dict[str, Scores], floors: Floors) -> list[str]:
    """A line for each field under its floor; a field that the scorer no longer prints is under it too.

    >>> below({"real": {"links": 0.4}}, Floors(groups={"real": {"links": 0.5}}))
    ['real: links 0.400 is below its floor 0.500']
    >>> below({"real": {"links": 0.5}}, Floors(groups={"real": {"links": 0.5}, "unseen": {"links": 0.5}}))
    []
    """
    lines = []
    for name, figures in scores.items():
        for field, floor in floors.groups.get(name, {}).items():
            value = figures.get(field, 0.0)
            if value < floor:
                lines.append(f"{name}: {field} {value:.3f} is below its floor {floor:.3f}")
    return lines


def digest(paths: Sequence[Path]) -> str:
    """A hash over the names and the bytes of files."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def tell_digest(groups: Iterable[Group], floors: Floors) -> None:
    """Say so where the gold beside the project is not the gold that the floors were set with."""
    gold = [pair.gold for group in groups if group.name in FIRST_LETTERS for pair in group.pairs]
    if gold and floors.digest != digest(gold):
        print(f"note: the gold has changed since the floors were set; its digest is now {digest(gold)}")


def report(failures: Sequence[str]) -> int:
    """Print what is below its floor; the exit code."""
    for line in failures:
        print(line, file=sys.stderr)
    print(f"{len(failures)} below the floor" if failures else "every floor is reached")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

"""Read the gold bulletins, score what was read, and fail where a field falls below its floor.

The gold lies beside the project (`../shared`), not in it; without it there is nothing to do. A group is
the gold files whose names begin in a certain way. `tests/heldout` holds pairs of its own, the group `unseen`.
"""

from __future__ import annotations

import hashlib
import json
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
from schemas.model import Model

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
BUILD = ROOT / "build" / "eval"
FLOORS = Path(__file__).with_name("floors.yaml")
HELDOUT = ROOT / "tests" / "heldout"

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
    """A group of pairs that is scored together."""

    name: str
    pairs: tuple[Pair, ...]


def main() -> int:
    """Score every group and print the scores side by side; 1 where one is below its floor."""
    scorer = SHARED / "score.py"
    if not scorer.exists():
        print("no gold beside the project (../shared): nothing to evaluate")
        return 0
    floors = Floors.model_validate(yaml.safe_load(FLOORS.read_text(encoding="utf-8")))
    shutil.rmtree(BUILD, ignore_errors=True)
    groups = [group for group in collect(SHARED, HELDOUT) if group.pairs]
    read_all(groups)
    scores = {group.name: score(group, scorer) for group in groups}
    show(scores, floors)
    tell_digest(groups, floors)
    return report(below(scores, floors))


def collect(shared: Path, heldout: Path) -> list[Group]:
    """The groups: by the first letter of the gold file's name, all of them, and the held-out pairs."""
    gold = [
        Pair(_bulletin(shared / "bulletins", path), path) for path in sorted((shared / "gold").glob("*.json"))
    ]
    unseen = [Pair(_bulletin(heldout, path), path) for path in sorted(heldout.glob("*.json"))]
    return [
        Group("real", tuple(pair for pair in gold if pair.gold.name.startswith("0"))),
        Group("written", tuple(pair for pair in gold if pair.gold.name.startswith("w"))),
        Group("all", tuple(gold)),
        Group("unseen", tuple(unseen)),
    ]


def _bulletin(folder: Path, gold: Path) -> Path | None:
    others = sorted(path for path in folder.glob(f"{gold.stem}.*") if path.suffix != ".json")
    return others[0] if others else None


def read_all(groups: Iterable[Group]) -> None:
    """Read each bulletin once, into `build/eval/read`."""
    target = BUILD / "read"
    target.mkdir(parents=True, exist_ok=True)
    for pair in {pair.gold: pair for group in groups for pair in group.pairs}.values():
        if pair.bulletin is None:
            print(f"{pair.gold.name}: no bulletin beside it", file=sys.stderr)
            continue
        try:
            text = tongbao.extract(pair.bulletin).model_dump_json()
        except (
            Exception
        ) as error:  # one failing bulletin must not hide the score of the others: it scores nothing
            print(f"{pair.bulletin.name}: {type(error).__name__}: {error}", file=sys.stderr)
            text = "{}"
        (target / f"{pair.gold.stem}.json").write_text(text, encoding="utf-8")


def score(group: Group, scorer: Path) -> Scores:
    """What the scorer says of the group; it pairs files by name, so the group's gold is put into a folder."""
    folder = BUILD / group.name
    folder.mkdir(parents=True, exist_ok=True)
    for pair in group.pairs:
        shutil.copyfile(pair.gold, folder / pair.gold.name)
    command = [sys.executable, str(scorer), str(folder), str(BUILD / "read"), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    scores: Scores = json.loads(done.stdout)
    return scores


def show(scores: dict[str, Scores], floors: Floors) -> None:
    """Print a line a field and a column a group, with the floor where there is one."""
    table = Table(title="score (floor)", box=None, pad_edge=False)
    table.add_column("field")
    for name in scores:
        table.add_column(name, justify="right")
    for field in dict.fromkeys(field for figures in scores.values() for field in figures):
        cells = [
            _cell(figures.get(field), floors.groups.get(name, {}).get(field))
            for name, figures in scores.items()
        ]
        table.add_row(field, *cells)
    Console(width=100).print(table)


def _cell(value: float | None, floor: float | None) -> str:
    shown = "" if value is None else f"{value:.3f}"
    return shown if floor is None else f"{shown} ({floor:.3f})"


def below(scores: dict[str, Scores], floors: Floors) -> list[str]:
    """A line for each field under its floor; a field that the scorer no longer prints is under it too.

    >>> below({"all": {"links": 0.4}}, Floors(groups={"all": {"links": 0.5}}))
    ['all: links 0.400 is below its floor 0.500']
    >>> below({"all": {"links": 0.5}}, Floors(groups={"all": {"links": 0.5}, "unseen": {"links": 0.5}}))
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
    """Say so where the gold is not the gold that the floors were set with."""
    now = digest([pair.gold for group in groups if group.name == "all" for pair in group.pairs])
    if floors.digest != now:
        print(f"note: the gold has changed since the floors were set; its digest is now {now}")


def report(failures: Sequence[str]) -> int:
    """Print what is below its floor; the exit code."""
    for line in failures:
        print(line, file=sys.stderr)
    print(f"{len(failures)} below the floor" if failures else "every floor is reached")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

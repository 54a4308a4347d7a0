"""The gate of the evaluation, on gold made for the purpose (synthetic)."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks import evaluate
from benchmarks.evaluate import FLOORS, Floors, Pair, below, can_be_scored, collect, digest

ROOT = Path(__file__).parents[2]
GROUPS = {"real", "written", "files", "scans", "tuned", "unseen"}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    for folder in ("gold", "bulletins", "files", "files-gold", "tuned", "unseen"):
        (tmp_path / folder).mkdir()
    for name in ("000_a", "w101", "w102"):
        (tmp_path / "gold" / f"{name}.json").write_text("{}")
        (tmp_path / "bulletins" / f"{name}.txt").write_text("全县新签约项目52个。", encoding="utf-8")
    for name, form in (("notice", "pdf"), ("scan", "pdf"), ("page", "html")):
        (tmp_path / "files-gold" / f"{name}.json").write_text("{}")
        (tmp_path / "files" / f"{name}.{form}").write_text("全县新签约项目52个。", encoding="utf-8")
    (tmp_path / "unseen" / "h1.json").write_text("{}")
    (tmp_path / "unseen" / "h1.html").write_text("")
    return tmp_path


def test_groups_go_by_the_first_letter_and_pair_by_stem(shared: Path) -> None:
    groups = {group.name: group for group in collect(shared, shared / "tuned", shared / "unseen")}
    assert {name: len(group.pairs) for name, group in groups.items()} == {
        "real": 1,
        "written": 2,
        "all": 3,
        "files": 2,
        "scans": 1,
        "tuned": 0,
        "unseen": 1,
    }
    assert groups["unseen"].pairs == (Pair(shared / "unseen" / "h1.html", shared / "unseen" / "h1.json"),)


def test_every_bulletin_of_the_project_has_its_gold_and_none_is_both_tuned_and_unseen() -> None:
    folders = [ROOT / "tests" / name for name in ("bulletins", "heldout")]
    tuned, unseen = (
        {(path.stem, path.suffix) for path in folder.iterdir() if path.suffix != ".md"} for folder in folders
    )
    for files in (tuned, unseen):
        assert {stem for stem, suffix in files if suffix == ".json"} == {
            stem for stem, suffix in files if suffix == ".txt"
        }
    assert not tuned & unseen
    assert all(stem.startswith("e") for stem, _ in unseen)


def test_the_pinned_floors_are_of_known_groups() -> None:
    import yaml

    floors = Floors.model_validate(yaml.safe_load(FLOORS.read_text(encoding="utf-8")))
    assert set(floors.groups) == GROUPS
    assert all(0 < floor <= 1 for fields in floors.groups.values() for floor in fields.values())


@pytest.mark.parametrize(
    ("value", "failures"), [({"links": 0.8}, 0), ({"links": 0.81}, 0), ({"links": 0.79}, 1), ({}, 1)]
)
def test_below_a_floor_fails(value: dict[str, float], failures: int) -> None:
    assert len(below({"real": value}, Floors(groups={"real": {"links": 0.8}}))) == failures


def test_the_digest_sees_a_changed_byte_and_a_changed_name(shared: Path) -> None:
    paths = sorted((shared / "gold").glob("*.json"))
    before = digest(paths)
    assert digest(paths[::-1]) == before
    paths[0].write_text("{ }")
    assert digest(paths) != before
    paths[0].write_text("{}")
    renamed = paths[0].rename(paths[0].with_name("001_a.json"))
    assert digest([renamed, *paths[1:]]) != before


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("gold", ["real: skipped, {}/gold is not there", "written: skipped, {}/gold is not there"]),
        (
            "score.py",
            [f"{name}: skipped, {{}}/score.py is not there" for name in ("real", "written", "unseen")],
        ),
    ],
)
def test_what_is_not_there_is_skipped_and_said_so(
    shared: Path, capsys: pytest.CaptureFixture[str], missing: str, told: list[str]
) -> None:
    (shared / "score.py").touch()
    (shared / missing).rename(shared / "elsewhere")
    groups = collect(shared, shared / "tuned", shared / "unseen")
    scored = [group.name for group in groups if can_be_scored(group, shared / "score.py")]
    out = capsys.readouterr().out
    place = os.path.relpath(shared, evaluate.ROOT)
    assert [line for line in told if line.format(place) not in out] == []
    assert scored == (["files", "scans", "unseen"] if missing == "gold" else [])


def test_without_a_scorer_there_is_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "SHARED", tmp_path)
    assert evaluate.main() == 0


SCORER = """
import json, pathlib, sys
gold, read = map(pathlib.Path, sys.argv[1:3])
names = [path.name for path in gold.glob("*.json")]
found = [len(json.loads((read / name).read_text(encoding="utf-8"))["figures"]) > 0 for name in names]
print(json.dumps({"numbers.found.f1": sum(found) / len(names)}))
"""


@pytest.mark.parametrize(("floor", "code"), [(0.9, 0), (1.1, 1)])
def test_a_run_scores_what_is_really_read(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], floor: float, code: int
) -> None:
    floors = shared / "floors.yaml"
    floors.write_text(json.dumps({"groups": {"written": {"numbers.found.f1": floor}}}))
    (shared / "score.py").write_text(SCORER)
    (shared / "gold" / "w101.json").write_text('{"rankings": [{}, {"optional": true}]}')
    for name, value in {
        "SHARED": shared,
        "TUNED": shared / "none",
        "UNSEEN": shared / "none",
        "BUILD": shared / "build",
        "FLOORS": floors,
    }.items():
        monkeypatch.setattr(evaluate, name, value)
    assert evaluate.main() == code
    out = capsys.readouterr().out
    assert f"1.000 ({floor:.2f})" in out
    assert "written: 2 bulletins, 0 numbers, 1 rankings, 0 rosters" in out

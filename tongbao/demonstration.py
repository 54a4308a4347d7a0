"""`tongbao demo`: the bundled synthetic bulletins go into a store, and its districts stand side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import yaml

from schemas import Message
from schemas.model import Model
from tongbao import tables
from tongbao.asking import Question
from tongbao.batch import Way
from tongbao.compared import remarks
from tongbao.inputs import find
from tongbao.messages import current, say
from tongbao.reading import Added, add_all, exit_code

if TYPE_CHECKING:
    from corpus import Comparison, ComparisonRow, Store

FOLDER = Path(str(files("tongbao").joinpath("demo")))


class Column(Model):
    """One column of the overview."""

    indicator: str
    measure: Literal["figure", "growth", "completion"] | None = None
    head: Message


class Plan(Model):
    """`demo/plan.yaml`: what is put side by side; the first column gives the order."""

    period: str
    columns: tuple[Column, ...]


def bundled() -> list[Path]:
    """The bundled bulletins, in the order of their names.

    >>> len(bundled())
    12
    """
    return sorted(FOLDER.glob("*.txt"))


def run(db: str, *, debug: bool = False) -> int:
    """Read the bundled bulletins into the store at `db`, compare their districts; the exit code."""
    from tongbao.stores import open_store

    plan = Plan.model_validate(yaml.safe_load((FOLDER / "plan.yaml").read_text(encoding="utf-8")))
    with open_store(db) as store:
        results = list(add_all(store, find([str(path) for path in bundled()]).inputs, Way(debug=debug)))
        failures = [result for result in results if result.detail and result.bulletin is None]
        for failure in failures:
            print(failure.detail)
        summaries = store.bulletins()
        print(say("demo.intro", count=len(summaries), areas=len({row.area_code for row in summaries}), db=db))
        answers = [_ask(store, plan.period, column) for column in plan.columns]
    print()
    _overview(plan, answers)
    _findings(results)
    print(say("demo.next", db=db, indicator=plan.columns[0].indicator, period=plan.period))
    return exit_code(len(results) - len(failures), len(failures))


def _ask(store: Store, period: str, column: Column) -> Comparison:
    """Districts only: beside its own counties, a prefecture would always come first."""
    areas = {row.area for row in store.bulletins() if row.area and not (row.area_code or "00").endswith("00")}
    return Question((column.indicator,), (period,), tuple(sorted(areas)), measure=column.measure).ask(store)


def _overview(plan: Plan, answers: Sequence[Comparison]) -> None:
    cells = [{row.area: _amount(row) for row in answer.rows} for answer in answers]
    areas = dict.fromkeys(area for column in cells for area in column)
    heads = [getattr(column.head, current()) for column in plan.columns]
    rows = [
        {"area": area, **{head: column.get(area, "—") for head, column in zip(heads, cells, strict=True)}}
        for area in areas
    ]
    tables.show(rows, ("area", *heads), plan.period)
    for head, answer in zip(heads, answers, strict=True):
        for line in remarks(answer):
            print(f"{head}: {line}")


def _amount(row: ComparisonRow) -> str:
    """The number as a person writes it; the quote of a table's cell has no unit."""
    return f"{'' if row.bound == '=' else row.bound}{row.value}{row.unit or ''}"


def _findings(results: Sequence[Added]) -> None:
    """Silent where no check has run."""
    found = Counter(
        finding.severity for result in results if result.bulletin for finding in result.bulletin.findings
    )
    if found:
        print(say("demo.findings", errors=found["error"], warnings=found["warning"]))
    for result in results:
        for finding in result.bulletin.findings if result.bulletin else ():
            if finding.severity == "error":
                print(f"  {Path(result.name).name}  {getattr(finding.message, current())}")

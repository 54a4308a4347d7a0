"""From a time line to rows of data: which numbers a line joins, where it breaks, where its name stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from tongbao.charts.marks import Row, row_of
from tongbao.charts.points import Point, Who
from tongbao.charts.steps import year_of
from tongbao.charts.timeline import Timeline
from tongbao.charts.words import bound_word, clipped

LABEL_EM: Final = 14


def line_rows(line: Timeline, whos: Sequence[Who], names: Mapping[Who, str]) -> list[Row]:
    """A row a point, with the line that it belongs to; then two rows for each task of a year.

    A line joins the numbers of one district and status; it breaks where the district has no number at a step at
    which another has one, and where a sum from January on begins anew.
    """
    wanted = set(whos)
    places = {head: number for number, head in enumerate(line.columns)}
    points = [point for point in line.points if point.who in wanted and point.column in places]
    rows = [_row(point, names, places[point.column]) for point in points]
    rows.sort(key=lambda row: (row["name"], row["status"], row["step"]))
    _join([row for row in rows if not row["missing"]], line.span)
    return rows + _goals(line, names, wanted, places)


def _row(point: Point, names: Mapping[Who, str], step: float) -> Row:
    row = row_of(point, names)
    return row | {
        "step": step,
        "panel": row["name"],
        "year": year_of(point.column),
        "missing": point.amount is None,
        "hollow": point.bound != "=" or point.status != "actual",
        "bound": bound_word(point.bound),
        "dot": True,
        "line": "",
    }


def _join(drawn: Sequence[Row], span: str) -> None:
    """Gives each row the number of its line."""
    steps = {step: number for number, step in enumerate(sorted({row["step"] for row in drawn}))}
    run = 0
    for before, row in pairwise([None, *drawn]):
        if row is not None:
            run += before is None or not _goes_on(before, row, steps, span)
            row["line"] = f"run {run}"


def _goes_on(before: Row, row: Row, steps: Mapping[float, int], span: str) -> bool:
    same = all(before[name] == row[name] for name in ("name", "status"))
    anew = span == "ytd" and before["year"] != row["year"]
    return same and not anew and steps[row["step"]] == steps[before["step"]] + 1


def _goals(
    line: Timeline, names: Mapping[Who, str], wanted: set[Who], places: Mapping[str, int]
) -> list[Row]:
    """The task of a year as a level line over the steps of that year."""
    rows = []
    for point in line.goals:
        steps = [place for head, place in places.items() if year_of(head) == point.column]
        if point.who in wanted and steps:
            name = f"goal {names[point.who]} {point.column}"
            for step in (steps[0] - 0.3, steps[-1] + 0.3):
                rows.append(_row(point, names, step) | {"line": name, "dot": False})
    return rows


def domain(rows: Sequence[Row]) -> list[float]:
    """From 0, or from below, to the largest number, with some room."""
    amounts = [row["amount"] for row in rows if not row["missing"]]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    room = ((high - low) or 1.0) * 0.06
    return [low - (room if low < 0 else 0), high + room]


def end_labels(rows: Sequence[Row], line: Timeline, apart: float) -> list[Row]:
    """The names beside the ends of their lines, at least `apart` from one another, none below the lowest amount.

    A line that ends early says when.
    """
    low, high = domain(rows)
    ends: dict[str, Row] = {}
    for row in rows:
        if not row["missing"] and row["dot"] and (row["status"] == "actual" or row["name"] not in ends):
            ends[row["name"]] = row
    ordered = sorted(ends.values(), key=lambda row: (-row["amount"], row["name"]))
    placed: list[Row] = []
    for number, row in enumerate(ordered):
        above = placed[-1]["amount"] - apart if placed else high
        # So high that all below it still have room.
        least = low + apart * (len(ordered) - 1 - number)
        early = "" if row["column"] == line.columns[-1] else f"（–{row['column']}）"
        placed.append(
            {
                "name": row["name"],
                "amount": max(min(row["amount"], above), least),
                "step": len(line.columns) - 1,
                "said": clipped(row["name"], LABEL_EM) + early,
            }
        )
    return placed

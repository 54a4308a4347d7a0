"""Dates the rows of `areas.csv` and writes `successors.csv`, from a public table of the codes' history.

    python -m extract.gazetteer.history AREACODES_DIRECTORY [TARGET_DIRECTORY]

The argument is the repository `yescallop/areacodes` (its `result.csv`: a code under a name and a prefecture, the
years in which it was in use, and the codes that hold its territory since). Runs after `build`.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import regex

from extract.gazetteer.build import (
    HERE,
    AreaRow,
    level_of,
    parent_of,
    read,
    read_peoples,
    short_name,
    write,
)

FIRST_YEAR = 2002
OPEN = "9999-12"
COLUMNS = ("code_old", "name_old", "code_new", "name_new", "kind", "year")
TARGET = regex.compile(r"(?P<code>\d{6}) (?: \[ (?P<year>\d{4}) \] )?", regex.VERBOSE)


class Held(NamedTuple):
    """A code under a name, in use from the year `start` on, until `end`; `went`: where its territory went, and when."""

    code: str
    name: str
    start: int
    end: int | None
    went: tuple[tuple[str, int], ...]


class Change(NamedTuple):
    """A line of `successors.csv`."""

    code_old: str
    name_old: str
    code_new: str
    name_new: str
    kind: str
    year: int


def main(arguments: list[str]) -> int:
    """Write both tables anew, beside this file unless a second argument names another folder."""
    source, target = (Path(argument) for argument in [*arguments, str(HERE)][:2])
    held = read_history(source / "result.csv")
    rows = [AreaRow(**row) for row in read(target / "areas.csv")]
    dated = sorted(dated_rows(rows, held), key=lambda row: (row.code, row.valid_from))
    write(target / "areas.csv", AreaRow._fields, dated)
    lines = [tuple(str(cell) for cell in change) for change in changes(held, dated)]
    write(target / "successors.csv", COLUMNS, lines)
    return 0


def read_history(path: Path) -> list[Held]:
    """The rows of the table; those that differ only in the name of their prefecture are one."""
    found: list[Held] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: (row["代码"], row["启用时间"])):
            end = int(row["变更/弃用时间"]) if row["变更/弃用时间"] else None
            went = tuple(
                (match["code"], int(match["year"] or end or 0)) for match in TARGET.finditer(row["新代码"])
            )
            one = Held(row["代码"], row["名称"], int(row["启用时间"]), end, went)
            last = found[-1] if found else None
            if last and (last.code, last.name, last.end) == (one.code, one.name, one.start):
                stays = tuple(place for place in last.went if place != (one.code, one.start))
                found[-1] = one._replace(start=last.start, went=(*stays, *one.went))
            else:
                found.append(one)
    return found


def dated_rows(rows: Iterable[AreaRow], held: Iterable[Held]) -> Iterator[AreaRow]:
    """The rows with the tighter of both bounds, and those that no snapshot showed.

    A change of a year lies somewhere in it: the old row is valid to December, the new one from January on.
    """
    by_name: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for one in held:
        if one.end is None or one.end >= FIRST_YEAR:
            by_name[one.code, one.name].append(one)
    by_spell: dict[Held, list[AreaRow]] = defaultdict(list)
    for row in rows:
        spells = [one for one in by_name[row.code, row.name] if overlaps(row, one)]
        if len(spells) == 1:
            by_spell[spells[0]].append(row)
        else:
            yield row
    peoples = read_peoples()
    for one in (one for spells in by_name.values() for one in spells):
        if one in by_spell:
            yield tightened(by_spell[one], one)
        else:
            place = level_of(one.code), parent_of(one.code)
            yield AreaRow(one.code, one.name, short_name(one.name, peoples), *place, *bounds(one))


def bounds(one: Held) -> tuple[str, str]:
    """The first and the last month in which it may have been in use; empty where open.

    >>> bounds(Held("330183", "富阳市", 1994, 2014, ())), bounds(Held("330111", "富阳区", 2014, None, ()))
    (('', '2014-12'), ('2014-01', ''))
    """
    start = f"{one.start}-01" if one.start > FIRST_YEAR else ""
    return start, f"{one.end}-12" if one.end else ""


def overlaps(row: AreaRow, one: Held) -> bool:
    """Whether both may be the same time in use."""
    start, end = bounds(one)
    return start <= (row.valid_to or "9999") and row.valid_from <= (end or "9999")


def tightened(rows: list[AreaRow], one: Held) -> AreaRow:
    """One row for all the time in which the snapshots and the history agree that it may have been in use."""
    start, end = bounds(one)
    last = max(row.valid_to or OPEN for row in rows)
    return rows[0]._replace(
        valid_from=max(start, min(row.valid_from for row in rows)),
        valid_to=min(end or OPEN, last).replace(OPEN, ""),
    )


def inside(code: str, above: str) -> bool:
    """Whether a code lies below that of a province or a prefecture, which then loses nothing.

    >>> inside("460202", "460200"), inside("460202", "460202")
    (True, False)
    """
    return (
        code != above
        and above.endswith("00")
        and code.startswith(above[:2] if above.endswith("0000") else above[:4])
    )


def changes(held: list[Held], rows: Iterable[AreaRow]) -> list[Change]:
    """What took the place of what since `FIRST_YEAR`, by code and year."""
    history = History(held)
    found = {change for one in held for change in history.changes_of(one) if change.year >= FIRST_YEAR}
    return sorted(found | {change for row in rows if (change := history.alias(row))})


class History:
    """The codes by the years in which they were in use."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._peoples = read_peoples()
        self._by_code: dict[str, list[Held]] = defaultdict(list)
        self._sources: dict[tuple[str, int], set[str]] = defaultdict(set)
        for one in held:
            self._by_code[one.code].append(one)
            for code, year in one.went:
                self._sources[code, year].add(one.code)

    def changes_of(self, one: Held) -> Iterator[Change]:
        """Every change by which territory of `one` went elsewhere, or it got another name."""
        went = (*one.went, *(self._counties_went(one) if one.end and one.code.endswith("00") else ()))
        at_end = sorted({code for code, year in went if year == one.end})
        heir = self._heir(one, at_end)
        for code, year in went:
            new = self._at(code, year)
            if new is None or (code == one.code and new.name == one.name) or inside(code, one.code):
                continue
            if code == one.code:
                kind = "renamed"
            elif year == one.end and code == heir:
                kind = self._kind(one, code, year)
            else:
                kind = "ceded" if year != one.end or heir else "split"
            yield Change(one.code, one.name, code, new.name, kind, year)

    def alias(self, row: AreaRow) -> Change | None:
        """A code that the history does not know, where one that it knows goes on under the same name."""
        if (
            row.level == "zone"
            or not row.valid_to
            or any(one.name == row.name for one in self._by_code[row.code])
        ):
            return None
        year = int(row.valid_to[:4])
        same = [
            one
            for spells in list(self._by_code.values())
            for one in spells
            if one.name == row.name and one.code[:2] == row.code[:2] and self._at(one.code, year) == one
        ]
        return Change(row.code, row.name, same[0].code, row.name, "recoded", year) if len(same) == 1 else None

    def _heir(self, one: Held, targets: list[str]) -> str | None:
        """Who carries it on: itself, the only target, or the only new one of the same name but for its ending."""
        if one.code in targets or len(targets) == 1:
            return one.code if one.code in targets else targets[0]
        name = short_name(one.name, self._peoples)
        year = one.end or 0
        heirs = [
            code
            for code in targets
            if (new := self._at(code, year))
            and new.start == year
            and short_name(new.name, self._peoples) == name
        ]
        return heirs[0] if len(heirs) == 1 else None

    def _kind(self, one: Held, code: str, year: int) -> str:
        """Alone into a code that was free: the same territory; into one that was there, or with others: a merger."""
        before = self._at(code, year - 1)
        gone = before is not None and before.end == year and code not in {target for target, _ in before.went}
        free = before is None or gone
        return "recoded" if free and self._sources[code, year] <= {one.code} else "merged"

    def _counties_went(self, one: Held) -> tuple[tuple[str, int], ...]:
        """Where a prefecture went, by its counties; under its own code where that got another name."""
        year = one.end or 0
        if self._at(one.code, year):
            return ((one.code, year),)
        prefixes: Counter[str] = Counter()
        for county in (held for spells in self._by_code.values() for held in spells):
            if county.code[:4] == one.code[:4] and county.end == year:
                prefixes.update(code[:4] for code, when in county.went if when == year)
        targets = [f"{prefix}00" for prefix in prefixes if self._at(f"{prefix}00", year)]
        for target in targets:
            self._sources[target, year].add(one.code)
        return tuple((target, year) for target in targets)

    def _at(self, code: str, year: int) -> Held | None:
        """Who bore the code at the end of `year`."""
        spells = self._by_code.get(code, [])
        return next(
            (one for one in spells if one.start <= year and (one.end is None or year < one.end)), None
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

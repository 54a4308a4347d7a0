"""Places: from what bulletins say of areas to reference areas as they stood at a date.

Names are resolved against what was registered, inside the area of the bulletin: 28 county names occur twice
in the country. What fits several areas equally well stays a named unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from corpus.areas import AreaRow, ChangeKind, ChangeRow
from corpus.observation import Mark, Place

AUTONOMOUS = "自治"
LEVELS = ("province", "prefecture", "county", "township", "zone")
SHORTEST_NAME = 2
TODAY = "9999-12"
GAPS: Mapping[ChangeKind, Mark] = {"merged": "merged", "split": "split", "ceded": "ceded"}


class Resolved(NamedTuple):
    """What a name stands for: an area, or none; `ambiguous` where it fits several."""

    place: Place | None
    ambiguous: tuple[str, ...] = ()


class Places:
    """The registered areas by code and by name; empty where none are registered."""

    def __init__(self, rows: Iterable[AreaRow] = (), changes: Iterable[ChangeRow] = ()) -> None:
        self._by_code: dict[str, list[AreaRow]] = defaultdict(list)
        for row in rows:
            if row.level not in ("zone", "township"):
                self._by_code[row.code].append(row)
        self._from: dict[str, list[ChangeRow]] = defaultdict(list)
        self._to: dict[str, list[ChangeRow]] = defaultdict(list)
        for change in sorted(changes, key=lambda change: change.year):
            self._from[change.code_old].append(change)
            self._to[change.code_new].append(change)
        self._places: dict[tuple[str | None, str, str | None, str], Place] = {}
        self._resolved: dict[tuple[str, str, str, str], Resolved] = {}

    @property
    def known(self) -> bool:
        """Whether any area is registered."""
        return bool(self._by_code)

    def place(self, code: str | None, name: str, level: str | None, month: str) -> Place:
        """The area of a bulletin as it stood in `month`, or today where `month` is empty.

        A zone, and what has no code, stays as the bulletin names it.
        """
        key = code, name, level, month
        if key not in self._places:
            self._places[key] = self._place(*key)
        return self._places[key]

    def resolve(self, name: str, scope: Place, month: str) -> Resolved:
        """The area that `name` stands for in a bulletin of `scope`: itself, what lies inside, above or beside it.

        Inside, names without their ending count too (张湾); above and beside, whole names only.
        """
        key = name, scope.code or "", scope.name, month
        if key not in self._resolved:
            self._resolved[key] = self._resolve(name, scope, month)
        return self._resolved[key]

    def series_of(self, code: str, month: str) -> tuple[str, bool]:
        """The code under which a series of `code` goes on today, and whether another one took its place.

        >>> moved = ChangeRow(code_old="990181", name_old="东溪市", code_new="990101", name_new="东溪区",
        ...                   kind="recoded", year=2020)
        >>> Places(changes=[moved]).series_of("990181", "2019-12")
        ('990101', True)
        """
        year, now = int(month[:4] or TODAY[:4]), code
        # A code that was given back (定州 became directly governed for a year) must not go round for ever.
        seen: set[tuple[str, int]] = set()
        while (now, year) not in seen and (following := self._next(now, year)):
            seen.add((now, year))
            now, year = following.code_new, max(year, following.year)
        return now, now != code

    def members(self, words: str) -> frozenset[str]:
        """The ids and the series ids of every area that `words`, a code or a name, may mean; else `words`."""
        rows = self._by_code.get(words) or self._by_name.get(words, [])
        found = {words} | {row.code for row in rows}
        return frozenset(found | {self.series_of(row.code, row.valid_to or TODAY)[0] for row in rows})

    def spellings(self, series_ids: Iterable[str]) -> frozenset[str]:
        """Every form in which bulletins may name areas of these series, parents before them included."""
        wanted = set(series_ids)
        forms: set[str] = set()
        for code, rows in self._by_code.items():
            if self.series_of(code, rows[-1].valid_to or TODAY)[0] in wanted:
                for row in rows:
                    heads = {head for above in self._above(code) for head in (above.name, above.short)}
                    own = _forms(row)
                    forms |= own | {head + form for head in heads if head for form in own}
        return frozenset(forms)

    def children(self, words: str, month: str) -> list[Place]:
        """What lay directly in the area of that code or name in `month`, by code."""
        above = {row.code for row in self._by_code.get(words) or self._by_name.get(words, [])}
        rows = (row for rows in self._by_code.values() for row in rows if row.parent in above)
        found = {row.code: row for row in rows if row.valid(month or TODAY)}
        return [self.place(code, row.name, row.level, month) for code, row in sorted(found.items())]

    def parent(self, code: str) -> str | None:
        """The code of the area in which it lies; `None` for a province, and for what is not registered."""
        rows = self._by_code.get(code)
        return (rows[-1].parent or None) if rows else None

    def level(self, code: str) -> str | None:
        """The level of the area that has the code."""
        rows = self._by_code.get(code)
        return rows[-1].level if rows else None

    def gaps(self, series_id: str) -> list[ChangeRow]:
        """The mergers and splits that change what a series covers, by year."""
        changes = {
            id(change): change
            for change in (*self._to[series_id], *self._from[series_id])
            if not change.continues
        }
        return sorted(changes.values(), key=lambda change: change.year)

    def _place(self, code: str | None, name: str, level: str | None, month: str) -> Place:
        if code is None and level != "zone":
            rows = [
                row for row in self._by_name.get(name, []) if row.name == name and row.valid(month or TODAY)
            ]
            code = rows[0].code if len(rows) == 1 else None
        if code is None or level in ("zone", "township"):
            identity = f"{code or ''}:{name}"
            return Place(identity, identity, code, name, level)
        return self._dated(code, name, level, month or TODAY)

    def _dated(self, code: str, name: str, level: str | None, on: str) -> Place:
        series, moved = self.series_of(code, on)
        rows = self._by_code.get(code, [])
        valid = [row for row in rows if row.valid(on)]
        if valid:
            row = next((row for row in valid if row.name == name), valid[-1])
            return Place(code, series, code, row.name, row.level, self._marks(code, moved, rows, row, on))
        then = [row for other in self._lineage(code) for row in self._by_code.get(other, ()) if row.valid(on)]
        if rows and then:
            return self._dated(then[-1].code, then[-1].name, then[-1].level, on)
        return Place(code, series, code, name, level, ("predecessor",) if moved else ())

    def _lineage(self, code: str) -> list[str]:
        """The codes under which the area was and will be, itself left out."""
        found = [code]
        for one in found:
            later = [change.code_new for change in self._from[one] if change.continues]
            before = [change.code_old for change in self._to[one] if change.continues]
            found += [other for other in dict.fromkeys(later + before) if other not in found]
        return found[1:]

    def _marks(
        self, code: str, moved: bool, rows: Sequence[AreaRow], row: AreaRow, on: str
    ) -> tuple[Mark, ...]:
        renamed = any(other.name != row.name and other.valid_from > on for other in rows)
        marks: list[Mark] = ["predecessor"] if moved or renamed else []
        for change in self.gaps(code):
            if change.year >= int(on[:4]):
                marks.append(GAPS[change.kind])
        return tuple(dict.fromkeys(marks))

    def _resolve(self, name: str, scope: Place, month: str) -> Resolved:
        if name in (scope.name, _short_of(self._by_code.get(scope.code or "", ()))) and scope.level != "zone":
            return Resolved(scope)
        if name == scope.name:
            return Resolved(scope)
        if scope.code is None or len(name) < SHORTEST_NAME:
            return Resolved(None)
        near = self._near(name, scope.code, month or TODAY)
        # A bare name means the larger area: 长沙 is the city, not the county in it.
        highest = min((LEVELS.index(row.level) for row in near), default=0)
        near = [row for row in near if LEVELS.index(row.level) == highest]
        series = {self.series_of(row.code, month or TODAY)[0]: row for row in near}
        if len(series) == 1:
            row = next(iter(series.values()))
            return Resolved(self.place(row.code, row.name, row.level, month))
        return Resolved(None, tuple(sorted(f"{row.name} {row.code}" for row in series.values())))

    def _near(self, name: str, scope: str, month: str) -> list[AreaRow]:
        """The rows of that name that are nearest to the scope: inside, then above, then beside it."""
        rows = self._spelt(name, scope)
        rows = [row for row in rows if row.valid(month)] or rows
        inside = [row for row in rows if is_within(row.code, scope)]
        if inside:
            return inside
        whole = [row for row in rows if row.name == name]
        above = [row for row in whole if is_within(scope, row.code)]
        parents = {row.parent for row in self._by_code.get(scope, ()) if row.parent}
        return above or [row for row in whole if row.parent in parents]

    def _spelt(self, name: str, scope: str) -> list[AreaRow]:
        """The rows of that name, or of the rest of it where it begins with what they lie in (溪州市西溪区)."""
        if name in self._by_name:
            return self._by_name[name]
        for cut in range(len(name) - SHORTEST_NAME, SHORTEST_NAME - 1, -1):
            rest = self._by_name.get(name[cut:], [])
            heads = {row.code for row in self._by_name.get(name[:cut], [])} if rest else ()
            near = [head for head in heads if is_within(head, scope) or is_within(scope, head)]
            inside = [row for row in rest if any(is_within(row.code, head) for head in near)]
            if inside:
                return inside
        return []

    def _above(self, code: str) -> list[AreaRow]:
        found: list[AreaRow] = []
        parents = [row.parent for row in self._by_code.get(code, ()) if row.parent]
        while parents:
            rows = self._by_code.get(parents[-1], [])
            found += rows
            parents = [row.parent for row in rows if row.parent]
        return found

    def _next(self, code: str, year: int) -> ChangeRow | None:
        """The change by which the series of `code` went on in `year` or later; where it had ended before, the last."""
        changes = [change for change in self._from[code] if change.continues and change.code_new != code]
        later = next((change for change in changes if change.year >= year), None)
        if later or not changes or any(row.valid(f"{year:04d}-12") for row in self._by_code.get(code, ())):
            return later
        return changes[-1]

    @cached_property
    def _by_name(self) -> dict[str, list[AreaRow]]:
        found: dict[str, list[AreaRow]] = defaultdict(list)
        for row in (row for rows in self._by_code.values() for row in rows):
            for form in _forms(row):
                found[form].append(row)
        return dict(found)


def is_within(code: str, above: str) -> bool:
    """Whether the area of `code` is that of `above` or lies in it.

    >>> is_within("420303", "420300"), is_within("420303", "420000"), is_within("420303", "420304")
    (True, True, False)
    """
    return code.startswith(above[:2] if above.endswith("0000") else above.removesuffix("00"))


def _forms(row: AreaRow) -> set[str]:
    """A name in full, without its ending, and of an autonomous area without its peoples (湘西州)."""
    forms = {row.name, row.short}
    if AUTONOMOUS in row.name:
        forms |= {row.short + row.name[-1], f"{row.short}{AUTONOMOUS}{row.name[-1]}"}
    return {form for form in forms if len(form) >= SHORTEST_NAME}


def _short_of(rows: Sequence[AreaRow]) -> str | None:
    return rows[-1].short if rows and len(rows[-1].short) >= SHORTEST_NAME else None

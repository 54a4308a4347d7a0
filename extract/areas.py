"""Areas: from the names that bulletins use to the codes of GB/T 2260.

>>> areas = gazetteer()
>>> areas.resolve("七星关"), areas.resolve("湘西自治州").name
(Area(code='520502', name='七星关区', level='county'), '湘西土家族苗族自治州')
>>> areas.resolve("鼓楼区") is None, areas.resolve("鼓楼区", context=["福州市"]).code
(True, '350102')
>>> areas.resolve("重庆市黔江区").code, areas.resolve("龙游经济开发区")
('500114', Area(code='330825', name='龙游经济开发区', level='zone'))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from importlib import resources
from itertools import takewhile
from operator import add
from typing import NamedTuple

from extract.area_rows import AreaRow, SuccessorRow, SuffixRow, TownshipRow
from extract.lexicon import parse_rows
from schemas.area import Area, AreaLevel

LEVELS: tuple[AreaLevel, ...] = ("province", "prefecture", "county", "township", "zone")
DIVIDED_INTO = {"province": "prefecture", "prefecture": "county"}
SHORTEST_NAME = 2
LONGEST_ZONE_NAME = 24


class AreaMention(NamedTuple):
    """A full name of an area in a text: `text[start:end] == name`."""

    start: int
    end: int
    name: str


class Gazetteer:
    """The administrative divisions by name and by code."""

    def __init__(self, rows: Iterable[AreaRow], suffixes: Sequence[SuffixRow]) -> None:
        self._by_name: dict[str, list[AreaRow]] = defaultdict(list)
        self._by_short: dict[str, list[AreaRow]] = defaultdict(list)
        self._by_code: dict[str, list[AreaRow]] = defaultdict(list)
        for row in rows:
            self._by_name[row.name].append(row)
            self._by_short[row.short].append(row)
            self._by_code[row.code].append(row)
        self._suffixes: dict[str, tuple[str, ...]] = {}
        for kind in ("generic", "informal", "zone", "vague", "before"):
            words = [suffix.word for suffix in suffixes if suffix.kind == kind]
            self._suffixes[kind] = tuple(sorted(words, key=len, reverse=True))

    def find(self, name: str, within: Area | str | None = None, on: date | None = None) -> list[Area]:
        """Every area that bears the name, the higher levels first; `[]` where there is none.

        Args:
            name: in full, without its ending (七星关), without its peoples (湘西自治州), or with its parents
                before it (重庆市黔江区). Townships are looked up where nothing above them bears the name.
            within: only areas inside this one; an `Area`, a code or a name.
            on: as of this day. Where nothing bore the name then, those that bore it at another time.

        >>> [area.code for area in gazetteer().find("长沙")]
        ['430100', '430121']
        >>> [area.code for area in gazetteer().find("长安区", within="河北省")]
        ['130102']
        """
        inside = self._code_of(within, on)
        if within is not None and inside is None:
            return []
        rows = [row for row in self._rows(name, on) if inside is None or is_within(row.code, inside)]
        if rows:
            return [row.as_area() for row in rows]
        zones = [zone] if (zone := self._zone(name, (), on)) else []
        found = zones or self._find_townships(name, inside)
        return [area for area in found if inside is None or is_within(area.code or "", inside)]

    def resolve(self, name: str, *, context: Iterable[str] = (), on: date | None = None) -> Area | None:
        """The one area that is meant, or `None` where the name fits several equally well or none.

        Args:
            name: as for `find`.
            context: names that speak for one or the other, such as the parent, the area of the issuer, and
                other places of the same text.
            on: as of this day.
        """
        context = tuple(context)
        if not self._rows(name, on) and (zone := self._zone(name, context, on)):
            return zone
        candidates = self.find(name, on=on)
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        scores = self._scores(candidates, context, on)
        best = [area for area, score in zip(candidates, scores, strict=True) if score == max(scores)]
        # A bare name means the larger area: 长沙 is the city, not the county of that name.
        highest = [area for area in best if area.level == best[0].level]
        return highest[0] if len(highest) == 1 else None

    def children(self, code: str, on: date | None = None) -> tuple[str, ...]:
        """Names of the areas one level down: of the townships for a county.

        >>> gazetteer().children("420300")[:3]
        ('茅箭区', '张湾区', '郧阳区')
        """
        rows = [row for rows in self._by_code.values() for row in rows if row.parent == code]
        names = tuple(row.name for row in rows if row.level != "zone" and row.valid(on))
        return names or self.townships(code)

    def townships(self, code: str) -> tuple[str, ...]:
        """Names of the townships of a county, as of 2023.

        >>> "黄龙镇" in gazetteer().townships("420303")
        True
        """
        return self._townships.get(code, ())

    def parent(self, code: str) -> Area | None:
        """The area one level up.

        >>> gazetteer().parent("420303").name
        '十堰市'
        """
        rows = self._by_code.get(code, [])
        above = self._by_code.get(rows[-1].parent, []) if rows else []
        return above[-1].as_area() if above else None

    def successors(self, code: str) -> tuple[str, ...]:
        """Codes of what took the place of an area that ended.

        >>> gazetteer().successors("360782")
        ('360703',)
        """
        return tuple(row.code_new for row in self._successors if row.code_old == code and row.kind != "ceded")

    def short_name(self, area: Area) -> str | None:
        """The name of a province, prefecture or county without its ending.

        >>> gazetteer().short_name(Area(code="331000", name="台州市", level="prefecture"))
        '台州'
        """
        rows = self._by_code.get(area.code or "", ())
        return next((row.short for row in rows if row.name == area.name and len(row.short) > 1), None)

    def divisions(self, area: Area, on: date | None = None, deeper: bool = False) -> list[tuple[str, str]]:
        """The name and the short name of what a province or a prefecture is divided into; `deeper`: its counties.

        >>> gazetteer().divisions(Area(code="140400", name="长治市", level="prefecture"))[0]
        ('潞州区', '潞州')
        """
        code = area.code or ""
        level = DIVIDED_INTO.get(area.level or "", "")
        level = DIVIDED_INTO.get(level, "") if deeper else level
        below = self._of_province.get((code[:2], level), ())
        return [(row.name, row.short) for row in below if is_within(row.code, code) and row.valid(on)]

    def neighbours(self, area: Area | None, on: date | None = None) -> list[tuple[str, str]]:
        """The name and the short name of the areas beside a province or a prefecture; of every large one without it.

        >>> ("苏州市", "苏州") in gazetteer().neighbours(Area(code="320100", name="南京市", level="prefecture"))
        True
        >>> {("苏州市", "苏州"), ("上海市", "上海")} <= set(gazetteer().neighbours(None))
        True
        """
        if area is not None and (area.level not in DIVIDED_INTO or not area.code):
            return []
        province = (area.code or "")[:2] if area is not None and area.level == "prefecture" else ""
        levels = ("province", "prefecture") if area is None else (area.level,)
        rows = [
            row
            for (first, level), rows in self._of_province.items()
            if level in levels and first.startswith(province)
            for row in rows
        ]
        return [(row.name, row.short) for row in rows if row.valid(on)]

    def mentions(self, text: str) -> list[AreaMention]:
        """The full names of areas in a text, from left to right, the longest at each place.

        >>> [mention.name for mention in gazetteer().mentions("关于毕节市七星关区和湘西州的通报")]
        ['毕节市', '七星关区', '湘西州']
        """
        found: list[AreaMention] = []
        lengths = self._lengths
        starts = [place for place, pair in enumerate(map(add, text, text[1:])) if pair in lengths]
        for start in starts:
            mention = self._mention_at(text, start, found) if not found or start >= found[-1].end else None
            if mention:
                found.append(mention)
        return found

    def zone_at(self, text: str, start: int) -> int | None:
        """Where the name of a zone that begins at `start` ends, the longest ending at the first place of one.

        >>> gazetteer().zone_at("龙游经济开发区一季度", 0)
        7
        """
        window = "".join(takewhile(str.isalpha, text[start : start + LONGEST_ZONE_NAME]))
        places = [(place, -len(word)) for word in self._suffixes["zone"] if (place := window.find(word)) >= 2]
        return start + min(places)[0] - min(places)[1] if places else None

    def zone(self, name: str, *, context: Iterable[str] = (), on: date | None = None) -> Area | None:
        """A zone by its name: it lies in the area whose name it begins with.

        >>> gazetteer().zone("赣州高新区").code, gazetteer().zone("星辰高新区")
        ('360700', None)
        """
        return self._zone(name, tuple(context), on, guess=False)

    def is_short(self, name: str) -> bool:
        """Whether an area bears this name without its ending."""
        return len(name) >= SHORTEST_NAME and name in self._by_short

    def _mention_at(self, text: str, start: int, found: list[AreaMention]) -> AreaMention | None:
        for length in self._lengths[text[start : start + 2]]:
            name = text[start : start + length]
            if name not in self._full_names or text.endswith(self._suffixes["before"], 0, start + 1):
                # Its first character belongs to the word before: 中共 + 和县, not 中 + 共和县.
                continue
            if length > SHORTEST_NAME or self._stands_free(text, start, found):
                return AreaMention(start, start + length, name)
        return None

    def _stands_free(self, text: str, start: int, found: list[AreaMention]) -> bool:
        """Whether a name of two characters is no part of other words, as in 召开县委会议."""
        follows = bool(found) and found[-1].end == start
        alone = start == 0 or not text[start - 1].isalpha()
        return follows or alone or text.endswith(self._suffixes["before"], 0, start)

    @cached_property
    def _full_names(self) -> frozenset[str]:
        """Names with an ending, of autonomous areas also without their peoples; no common words."""
        names = {name for name, rows in self._by_name.items() if rows[0].level != "zone"}
        for row in (row for rows in self._by_name.values() for row in rows):
            if "自治" in row.name and row.level in {"prefecture", "county"}:
                names |= {row.short + row.name[-1], f"{row.short}自治{row.name[-1]}"}
        return frozenset(names - set(self._suffixes["vague"]))

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """For two characters, how long the names that begin with them are: the longest first."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._full_names:
            lengths[name[:2]].add(len(name))
        return {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}

    @cached_property
    def _of_province(self) -> dict[tuple[str, str], list[AreaRow]]:
        """The areas by the first two digits of their codes and their level."""
        found: dict[tuple[str, str], list[AreaRow]] = defaultdict(list)
        for row in (row for rows in self._by_code.values() for row in rows):
            found[row.code[:2], row.level].append(row)
        return found

    @cached_property
    def _townships(self) -> dict[str, tuple[str, ...]]:
        rows = parse_rows(_read("townships.csv"), "townships.csv", TownshipRow)
        return {row.county: tuple(row.townships.split("|")) for row in rows}

    @cached_property
    def _counties_of_township(self) -> dict[str, list[str]]:
        counties: dict[str, list[str]] = defaultdict(list)
        for county, names in self._townships.items():
            for name in names:
                counties[name].append(county)
        return counties

    @cached_property
    def _successors(self) -> tuple[SuccessorRow, ...]:
        return parse_rows(_read("successors.csv"), "successors.csv", SuccessorRow)

    def _rows(self, name: str, on: date | None) -> list[AreaRow]:
        rows = self._named(name) or list(self._in_parents(name, on))
        newest_first = sorted(rows, key=lambda row: row.valid_from, reverse=True)
        valid = [row for row in newest_first if row.valid(on)] or newest_first
        by_code = {row.code: row for row in reversed(valid)}
        replaced = {code for code, row in by_code.items() if self._goes_on(row, by_code)}
        kept = [row for row in by_code.values() if row.code not in replaced]
        return sorted(kept, key=lambda row: (LEVELS.index(row.level), row.code))

    def _goes_on(self, old: AreaRow, by_code: dict[str, AreaRow]) -> bool:
        """Whether the area goes on under a newer code: between two snapshots both codes count as valid."""
        if len(by_code) == 1:
            return False
        newer = [by_code[code] for code in self.successors(old.code) if code in by_code and code != old.code]
        return any(row.name == old.name for row in newer)

    def _named(self, name: str) -> list[AreaRow]:
        exact = self._by_name.get(name)
        if exact:
            return exact
        if name in self._by_short and len(name) >= SHORTEST_NAME:
            return self._by_short[name]
        for ending in (*self._suffixes["generic"], *self._suffixes["informal"]):
            stem = name.removesuffix(ending)
            if stem != name and len(stem) >= SHORTEST_NAME:
                rows = self._by_short.get(stem, [])
                return [row for row in rows if row.name.endswith(ending[-1])]
        return []

    def _in_parents(self, name: str, on: date | None) -> Iterator[AreaRow]:
        """A name with its parents before it: the longest head that is an area, and the rest inside it."""
        for cut in range(len(name) - SHORTEST_NAME, SHORTEST_NAME - 1, -1):
            heads = self._named(name[:cut])
            rest = self._rows(name[cut:], on) if heads else []
            inside = [row for row in rest if any(is_within(row.code, head.code) for head in heads)]
            if inside:
                yield from inside
                return

    def _zone(self, name: str, context: tuple[str, ...], on: date | None, guess: bool = True) -> Area | None:
        """A zone by its ending; it lies where its name begins, as a guess in the context's first area."""
        ending = next((word for word in self._suffixes["zone"] if name.endswith(word)), None)
        if ending is None:
            return None
        for cut in range(len(name) - len(ending), SHORTEST_NAME - 1, -1):
            place = self.resolve(name[:cut], context=context, on=on) if self._rows(name[:cut], on) else None
            if place:
                return Area(code=place.code, name=name, level="zone")
        around = (area for word in context if (area := self.resolve(word, on=on))) if guess else iter(())
        return next((Area(code=area.code, name=name, level="zone") for area in around), None)

    def _find_townships(self, name: str, inside: str | None) -> list[Area]:
        codes = self._counties_of_township.get(name, [])
        return [
            Area(code=code, name=name, level="township")
            for code in codes
            if inside is None or is_within(code, inside)
        ]

    def _code_of(self, area: Area | str | None, on: date | None) -> str | None:
        if isinstance(area, Area):
            return area.code
        if area is None or area.isdigit():
            return area
        found = self.resolve(area, on=on)
        return found.code if found else None

    def _scores(self, candidates: list[Area], context: tuple[str, ...], on: date | None) -> list[int]:
        """For each candidate, how many names of the context stand above, below or beside it."""
        scores = [0] * len(candidates)
        for word in context:
            near = {area.code for area in self.find(word, on=on) if area.code}
            for place, candidate in enumerate(candidates):
                scores[place] += any(are_near(candidate.code or "", code) for code in near)
        return scores


def is_within(code: str, above: str) -> bool:
    """Whether `code` is `above` or lies inside it.

    >>> is_within("420303", "420300"), is_within("420303", "420000"), is_within("420303", "420100")
    (True, True, False)
    """
    return code.startswith(above[:2] if above.endswith("0000") else above.removesuffix("00"))


def are_near(one: str, other: str) -> bool:
    """Whether one lies in the other, or both in the same prefecture.

    >>> are_near("420303", "420304"), are_near("420303", "420000"), are_near("420303", "421003")
    (True, True, False)
    """
    return is_within(one, other) or is_within(other, one) or one[:4] == other[:4]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the project, built once; townships are read when they are first asked for."""
    rows = parse_rows(_read("areas.csv"), "areas.csv", AreaRow)
    return Gazetteer(rows, parse_rows(_read("suffixes.csv"), "suffixes.csv", SuffixRow))


def _read(name: str) -> str:
    return resources.files("extract.gazetteer").joinpath(name).read_text(encoding="utf-8")

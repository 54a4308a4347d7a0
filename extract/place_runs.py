"""Place runs: places of several units by one criterion, told one after the other, are one ranking."""

from __future__ import annotations

from dataclasses import replace

from extract.place import Place

# 仁怀|市: what a name may leave out
CLASSES = "市县区旗州"


def side_by_side(found: list[Place]) -> list[Place]:
    """甲市居首，乙区列第二: places of different units by one criterion are one ranking.

    A change (乙区由第五升至第二) is told by itself, unless the next place goes on from it.
    """
    told: list[Place] = []
    last: int | None = None
    for before, place, behind in zip([None, *found], found, [*found[1:], None], strict=False):
        if last is not None and _says_again(told[last], place):
            continue
        leaves = _moves(place, behind)
        if _moves(before, place) and (behind is None or behind.rank != place.rank + 1):
            leaves = True
        if last is not None and not leaves and _goes_on(told[last], place):
            more = (*told[last].more, (place.subject or "", place.rank), *place.more)
            told[last] = replace(told[last], end=place.end, more=more)
            continue
        told.append(place)
        last = last if leaves and last is not None else len(told) - 1
    return told


def _moves(place: Place | None, other: Place | None) -> bool:
    """Whether two places are both ends of a change."""
    if place is None or other is None or place.subject is None:
        return False
    same = (place.start, place.subject) == (other.start, other.subject)
    return same and place.rank != other.rank


def _says_again(last: Place, place: Place) -> bool:
    """甲市、乙市垫底，甲市最低: what the list before has told."""
    same = (last.order, last.criterion) == (place.order, place.criterion) and place.scope in (
        None,
        last.scope,
    )
    if not same or place.subject is None:
        return False
    return all(any(_same(entry, other) for other in last.entries()) for entry in place.entries())


def _same(entry: tuple[str | None, int], other: tuple[str | None, int]) -> bool:
    """甲市 has the place of 甲, as it is called elsewhere in the sentence."""
    (name, rank), (listed, taken) = entry, other
    return rank == taken and (name or "").rstrip(CLASSES) == (listed or "").rstrip(CLASSES)


def _goes_on(last: Place, place: Place) -> bool:
    if last.subject is None or place.subject is None or place.subject in dict(last.entries()):
        return False
    if last.earlier != place.earlier:
        return False
    if (last.order, last.criterion, last.scope) != (place.order, place.criterion, place.scope):
        return False
    first, rank = place.entries()[0]
    return rank in next_ranks(last) or each_placed(last, first or "", rank, place.start)


def next_ranks(last: Place) -> tuple[int, int]:
    """The rank behind a place; behind two firsts it is the second or the third."""
    entries = last.entries()
    return entries[-1][1] + 1, entries[0][1] + len(entries)


def each_placed(last: Place, name: str, rank: int, start: int) -> bool:
    """甲县第2，乙县第5，丙县第9: right behind a place, a name and a later one."""
    return last.order == "top" and rank > last.entries()[-1][1] and start - last.end == len(name) + 1

"""Sums: neighbours that add up to one figure have it as their whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.amounts import amount, digits, sums_to
from extract.draft import Draft
from extract.facets import Narrowing
from extract.kinship import clash, comparable, facets_within, implied, other_sort, same_indicator, same_time

# So many figures may have a total behind them
LEAST_OF_TOTAL = 3
# How far back the whole of neighbours may stand: of three or more, a sum that agrees is hardly chance
NEAR, FAR = 12, 40
# Digits of a sum of two that is hardly chance
DIGITS = 4
# Two counts that add up to less are no proof
FEW = 20


def group_sums(drafts: Sequence[Draft]) -> None:
    """Gives a common whole to neighbours that add up to one earlier (or the next) figure.

    Three neighbours or more with the same unit count, or two behind a mark such as 其中 or in one run.
    """
    figures = [
        draft
        for draft in drafts
        if draft.role in ("level", "goal") and not draft.is_percent and draft.table is None
    ]
    for key in {(draft.unit_kind, draft.role) for draft in figures}:
        same = [draft for draft in figures if (draft.unit_kind, draft.role) == key]
        _group(same)
        # Once more without what stands in brackets: 苹果33.7万吨(内花牛18.9万吨)，桃6.2万吨
        _group([draft for draft in same if draft.bracket is None and draft.summed is None])
        # Once more without the parts of parts, which stand between the parts of a wider whole.
        _group([draft for draft in same if draft.summed is None])


def _group(same: list[Draft]) -> None:
    index = 0
    while index < len(same):
        size = _longest(same, index)
        alike = _alike(same, index, size)
        ends = _ends(same, index, size) if size > 1 else ()
        index = next((end for end in ends if _add_up(same, index, end, alike)), index + 1)


def _add_up(same: list[Draft], index: int, end: int, alike: int) -> bool:
    """Whether the figures from `index` to `end` add up to one before or behind them, which is noted.

    Only those before `alike` can be parts of one figure before them.
    """
    reach = FAR if end - index > 2 else NEAR
    before = same[max(0, index - reach) : index] if end <= alike else []
    total = same[end] if end < len(same) and end - index >= LEAST_OF_TOTAL else None
    if total is not None and (total.sentence, total.unit) != (same[index].sentence, same[index].unit):
        total = None
    if not (before or total) or not _all_of_list(same, index, end):
        return False
    members = same[index:end]
    whole = _sum_of(members, before) if before else None
    behind = total if whole is None and total is not None and _is_total(total, members) else None
    for member in members:
        member.summed, member.subtotal = whole or member.summed, behind or member.subtotal
    return whole is not None or behind is not None


def _all_of_list(same: list[Draft], index: int, end: int) -> bool:
    """Whether no further unit of the list stands beside them: a sum of some of them is chance."""
    first = same[index]
    beside = same[max(0, index - 1) : index] + same[end : end + 1]
    return first.subject is None or not any(
        other.sentence == first.sentence and other.subject is not None and other.head == first.head
        for other in beside
    )


def _ends(same: list[Draft], index: int, size: int) -> Iterator[int]:
    """Where a group from `index` on may end: where its mark ends, else as far on as possible."""
    mark = same[index].part_mark
    marked = index
    while mark is not None and marked < index + size and same[marked].part_mark == mark:
        marked += 1
    if marked > index + 1:
        yield marked
    yield from (end for end in range(index + size, index + 1, -1) if end != marked)


def _longest(same: list[Draft], index: int) -> int:
    """How many neighbours from `index` on stand in the same paragraph, at most twelve."""
    size = 1
    while index + size < len(same) and size < 12 and same[index + size].paragraph == same[index].paragraph:
        size += 1
    return size


def _alike(same: list[Draft], index: int, size: int) -> int:
    """Up to where the neighbours from `index` on are of one unit, time and bracket, all of the own area or none."""
    first, end = same[index], index + 1
    while end < index + size:
        member = same[end]
        one_run = (member.subject is None) == (first.subject is None) and member.bracket is first.bracket
        if member.unit[-1:] != first.unit[-1:] or not one_run or not same_time(member, first):
            break
        end += 1
    return end


def _sum_of(members: list[Draft], before: list[Draft]) -> Draft | None:
    """The nearest figure before the members that they add up to, and may be parts of."""
    if not _could_be_parts(members):
        return None
    if not _told_apart(members):
        before = [other for other in before[-1:] if other.sentence == members[0].sentence]
    marked = all(member.part_mark is not None for member in members)
    for place, other in enumerate(reversed(before)):
        if not _is_sum(other, members) or any(clash(other, member) for member in members):
            continue
        if not all(_may_stand_in(member, other) for member in members):
            continue
        chance = amount(other) < FEW and other.sentence != members[0].sentence and not marked
        if chance and not _say_the_same(members, other):
            continue
        if place >= NEAR and not marked and digits(other) < DIGITS - 1:
            continue
        if len(members) == 2 and other is not before[-1] and not _say_the_same(members, other):
            sure = digits(other) >= DIGITS and other.paragraph == members[0].paragraph
            if not sure or min(map(digits, members)) < DIGITS - 1:
                continue
        return other
    return None


def _could_be_parts(members: list[Draft]) -> bool:
    """Whether figures of one unit and time stand in one run; two small ones add up to much by chance."""
    first = members[0]
    if len(members) == 2 and first.part_mark is None and amount(first) + amount(members[1]) < FEW:
        return False
    return _one_run(members)


def _told_apart(members: list[Draft]) -> bool:
    """Whether words, subjects or facets tell the members apart, or a mark says that they are parts."""
    distinct = {(member.head, member.subject, member.narrowing, member.other) for member in members}
    return len(distinct) == len(members) or all(m.part or m.part_mark is not None for m in members)


def _is_sum(whole: Draft, members: list[Draft]) -> bool:
    if whole.subject is not None and any(member.subject != whole.subject for member in members):
        return False
    if amount(whole) <= max(map(amount, members)) or not sums_to(members, whole):
        return False
    if len({member.status for member in members}) > 1:
        return False
    alike = not any(other_sort(whole.head, member.head) for member in members[1:])
    return alike and comparable(whole, members[0])


def _say_the_same(members: list[Draft], whole: Draft) -> bool:
    """Whether more than the sum speaks for two figures: a mark such as 其中, or what their heads measure."""
    return all(member.part_mark is not None or same_indicator(whole, member) for member in members)


def _may_stand_in(member: Draft, whole: Draft) -> bool:
    """Whether nothing narrows the whole that does not narrow the member; what only names a part may leave it out."""
    silent = member.narrowing == Narrowing() and (
        member.part or (member.subject is None and not member.other)
    )
    return silent or facets_within(implied(whole), member.narrowing)


def _one_run(members: list[Draft]) -> bool:
    """Whether one mark holds all, or opens a sentence of which it holds the first: 其中A3个，占…；B5个."""
    marks = {member.part_mark for member in members}
    if len(marks - {None}) > 1 or (members[0].part_mark is None and len(marks) > 1):
        return False
    return len(marks) == 1 or members[0].sentence == members[-1].sentence


def _is_total(total: Draft, members: list[Draft]) -> bool:
    """A、B、C…，合计4,102件: whether what follows is the total of its parts."""
    return amount(total) > max(map(amount, members)) and sums_to(members, total)

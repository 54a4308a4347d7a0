"""Wholes: which earlier figure one is a part of, by wording, by facets, and by arithmetic where wording is silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

import regex

from extract.amounts import amount, sums_to
from extract.codes import code_of
from extract.draft import Draft
from extract.facets import Narrowing
from extract.heads import noun_of, resembles

COUNTED = ("count", "people", "times")
FILLER = regex.compile(
    r"实际|完成|累计|新增|新|共|全[市县区省]|情况|总量|总额|数$|个数|招商引资|金额|发生|各类|正式|已|的"
)
GENERIC = regex.compile(r"各类|各级|总|全部|累计|生产安全|受理")
SIZE = regex.compile(
    r"(?P<side>[≥>])?(?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?))?(?P<unit>万元|亿元)?"
)
SET_OF = regex.compile(r"[^，。；、\d]{0,20}?(?:中(?![心央国小型华])|里|，其中)")
OUTER_ORIGIN = {"省外": ("市外", "县外", "区外"), "境外": ("省外", "市外")}


def find_whole(draft: Draft, before: Sequence[Draft], text: str) -> Draft | None:
    """The earlier figure that `draft` is a part of; `None` where nothing tells."""
    candidates = [
        other
        for other in reversed(before)
        if comparable(other, draft) and (draft.table is None or other.number.start < draft.number.start)
    ]
    if draft.role == "level":
        if draft.bracket is not None and comparable(draft.bracket, draft):
            return draft.bracket
        announced = _announced(draft, candidates, text) or draft.summed
        if announced is not None:
            return announced
        if draft.via is not None and draft.via.whole is not None:
            beside = _beside(draft, draft.via.whole, candidates)
            if beside is not None:
                return beside
        if draft.part_mark is not None:
            marked = _marked(draft, candidates)
            if marked is not None:
                return marked
    return broadest(draft, candidates)


def _beside(draft: Draft, whole: Draft, candidates: Iterable[Draft]) -> Draft | None:
    """The money of the whole, where `draft` is the money of a part of it."""
    for other in candidates:
        if other.via is whole and same_indicator(other, draft):
            return other
    return None


def comparable(whole: Draft, part: Draft) -> bool:
    """Whether the two can be whole and part at all: same role, kind of unit, time; the whole not smaller."""
    if whole.is_percent or whole.role != part.role or whole is part:
        return False
    if whole.unit_kind != part.unit_kind or (part.unit_kind in COUNTED and whole.unit[-1:] != part.unit[-1:]):
        return part.unit_kind == whole.unit_kind == "count" and {whole.unit, part.unit} <= {
            "个",
            "家",
            "项",
            "户",
        }
    return amount(whole) >= amount(part) and (
        same_time(whole, part)
        or (part.part_mark is not None and (covers(whole, part) or part.subject is not None))
    )


def same_time(one: Draft, other: Draft) -> bool:
    """Whether two figures are of the same time, as far as is known."""
    a, b = one.period, other.period
    if a is None or b is None:
        return True
    if a.end is None or b.end is None:
        return a.end == b.end and (a.text == b.text or not a.text or not b.text)
    if "as_of" in (a.kind, b.kind):
        return a.end == b.end
    return (a.start, a.end) == (b.start, b.end)


def covers(outer: Draft, inner: Draft) -> bool:
    """Whether the span of `outer` holds that of `inner`."""
    a, b = outer.period, inner.period
    if a is None or b is None or not (a.start and a.end and b.start and b.end):
        return False
    return a.start <= b.start and a.end >= b.end


def _announced(draft: Draft, candidates: Iterable[Draft], text: str) -> Draft | None:
    """46个新签约项目中有14个未开工: the set that the sentence announces."""
    for other in candidates:
        if other.sentence == draft.sentence and other.number.end < draft.number.start:
            if SET_OF.match(text, other.number.end, draft.number.start):
                return other
    if draft.topic and draft.unit_kind in COUNTED:
        for other in candidates:
            if (
                resembles(draft.topic, other.head) >= 0.8
                and other.subject is None
                and draft.topic not in draft.head[:0] + ""
            ):
                if resembles(other.head, draft.topic) >= 0.5 and amount(other) > amount(draft):
                    return other
    return _planned(draft, candidates)


def _planned(draft: Draft, candidates: Iterable[Draft]) -> Draft | None:
    """年初计划入库18个，实际完成7个: what was planned holds what is done."""
    for other in candidates:
        if other.sentence != draft.sentence or draft.status != "actual":
            return None
        if other.status != "actual" and other.subject == draft.subject and same_indicator(other, draft):
            return other if not _extra(other.head, draft.head + "计划年初") else None
    return None


def _marked(draft: Draft, candidates: Sequence[Draft]) -> Draft | None:
    """Behind 其中: the newest figure before the mark that is not a part in brackets and measures the same."""
    code = code_of(draft.head, draft.unit_kind)
    alike = [d for d in candidates if code is not None and code_of(d.head, d.unit_kind) == code]
    return _before_mark(draft, alike) or _before_mark(draft, candidates)


def _before_mark(draft: Draft, candidates: Sequence[Draft]) -> Draft | None:
    mark = draft.part_mark or 0
    for other in candidates:
        if other.number.start >= mark or other.bracket is not None:
            continue
        if other.paragraph != draft.paragraph and draft.paragraph - other.paragraph > 2:
            return None
        if other.part_mark is not None and other.sentence != draft.sentence:
            continue
        if draft.subject is not None and other.subject not in (None, draft.subject):
            continue
        if _same_measure(other, draft):
            return other
    return None


def _same_measure(whole: Draft, part: Draft) -> bool:
    one, other = code_of(whole.head, whole.unit_kind), code_of(part.head, part.unit_kind)
    return one == other or one is None or other is None


def broadest(draft: Draft, candidates: Sequence[Draft]) -> Draft | None:
    """The nearest figure of the same measure that is less narrow in every respect."""
    best, score = None, 0.0
    for distance, other in enumerate(candidates[:70]):
        if other.status != draft.status or not is_broader(other, draft):
            continue
        fit = 1.0 - distance * 0.008 - 0.25 * len(_extra(other.head, draft.head)) / max(len(other.head), 1)
        fit -= 0.2 * (other.sentence != draft.sentence and other.part_mark is not None)
        if fit > score:
            best, score = other, fit
    return best if score > 0.35 else None


def is_broader(whole: Draft, part: Draft) -> bool:
    """Whether `whole` measures the same with fewer restrictions than `part`."""
    if whole.subject not in (None, part.subject) or (whole.other and whole.other != part.other):
        return False
    if whole.via is not None and whole.via.whole is not None and whole.via is not part.via:
        return False
    outer = implied(whole)
    if part.narrowing == Narrowing() and (part.subject is not None or bool(part.other)):
        outer = Narrowing(outer.industry)
    if not facets_within(outer, part.narrowing):
        return False
    if not same_indicator(whole, part):
        return False
    narrower = (
        (part.subject is not None and whole.subject is None)
        or (part.narrowing != whole.narrowing)
        or (bool(part.other) and not whole.other)
        or (part.part and bool(_extra(part.head, whole.head)))
        or (_longer(part, whole) and amount(part) < amount(whole))
    )
    return narrower and not _extra_modifier(whole.head, part.head)


def _longer(part: Draft, whole: Draft) -> bool:
    """Whether the part's head is the whole's with something added (重点在谈项目 of 在谈项目)."""
    if part.paragraph - whole.paragraph > 3 or not part.own_head:
        return False
    if resembles(whole.head, part.head) == 1.0:
        return bool(_extra(part.head, whole.head))
    same_noun = noun_of(part.head) != "" and noun_of(part.head) == noun_of(whole.head)
    return same_noun and bool(GENERIC.search(whole.head)) and whole.unit_kind in COUNTED


def implied(draft: Draft) -> Narrowing:
    """The facets without those that the indicator itself implies (技改投资 is industrial)."""
    code = code_of(draft.head, draft.unit_kind)
    if draft.narrowing.industry == "工业" and code in (
        "investment_technical",
        "industry_value_added",
        "projects_filed",
    ):
        return Narrowing(None, draft.narrowing.size, draft.narrowing.origin)
    return draft.narrowing


def same_indicator(one: Draft, other: Draft) -> bool:
    """Whether the heads name the same indicator, narrowing words aside."""
    first, second = code_of(one.head, one.unit_kind), code_of(other.head, other.unit_kind)
    if first is not None and second is not None:
        return first == second
    a, b = one.head.removesuffix("数"), other.head.removesuffix("数")
    return resembles(a, b) >= 0.8 or resembles(b, a) >= 0.85


def facets_within(outer: Narrowing, inner: Narrowing) -> bool:
    """Whether everything that narrows `outer` narrows `inner` too."""
    industry = outer.industry in (None, inner.industry)
    origin = outer.origin in (None, inner.origin) or outer.origin in OUTER_ORIGIN.get(inner.origin or "", ())
    return industry and origin and size_within(outer.size, inner.size)


@lru_cache(maxsize=1024)
def size_within(outer: str | None, inner: str | None) -> bool:
    """Whether one size class lies within another.

    >>> size_within("≥1亿元", "≥10亿元"), size_within("≥1亿元", "5-10亿元"), size_within("5-10亿元", "≥1亿元")
    (True, True, False)
    """
    if outer is None or outer == inner:
        return True
    if inner is None:
        return False
    a, b = SIZE.search(outer), SIZE.search(inner)
    return bool(a and b and a["side"] and _low(a) <= _low(b))


def _low(match: regex.Match[str]) -> Decimal:
    return Decimal(match["low"]) * (10000 if match["unit"] == "亿元" else 1)


def _extra(one: str, other: str) -> str:
    """What `one` says that `other` does not, fillers aside."""
    rest = list(FILLER.sub("", other))
    extra = ""
    for char in FILLER.sub("", one):
        if char in rest:
            rest.remove(char)
        else:
            extra += char
    return extra


def _extra_modifier(whole: str, part: str) -> bool:
    return len(_extra(whole, part)) > max(4, len(FILLER.sub("", whole)) * 0.6)


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
        _group([draft for draft in figures if (draft.unit_kind, draft.role) == key])


def _group(same: list[Draft]) -> None:
    index = 0
    while index < len(same):
        size = _longest(same, index)
        whole = None
        for end in range(index + size, index + 1, -1):
            members = same[index:end]
            whole = _sum_of(members, same[max(0, index - 12) : index]) or _total_behind(
                members, same[end : end + 1]
            )
            if whole is not None:
                for member in members:
                    member.summed = whole
                index = end
                break
        if whole is None:
            index += 1


def _longest(same: list[Draft], index: int) -> int:
    """How many neighbours from `index` on stand in the same paragraph, at most twelve."""
    size = 1
    while index + size < len(same) and size < 12 and same[index + size].paragraph == same[index].paragraph:
        size += 1
    return size


def _sum_of(members: list[Draft], before: list[Draft]) -> Draft | None:
    distinct = len({(m.head, m.subject, m.narrowing, m.other) for m in members}) == len(members)
    if len(members) < 2 or not (distinct or all(m.part_mark is not None for m in members)):
        return None
    marked = all(member.part or member.part_mark is not None for member in members)
    if len(members) == 2 and not marked and amount(members[0]) + amount(members[1]) < 20:
        return None
    if len({(member.part_mark, member.subject is None) for member in members}) > 1:
        return None
    if any(
        member.unit[-1:] != members[0].unit[-1:] or not same_time(member, members[0]) for member in members
    ):
        return None
    for other in reversed(before):
        if len(members) == 2 and other is not before[-1] and not marked:
            return None
        if other.subject is not None and any(member.subject != other.subject for member in members):
            continue
        if (
            comparable(other, members[0])
            and sums_to(members, other)
            and all(amount(other) > amount(m) for m in members)
        ):
            if all(facets_within(implied(other), m.narrowing) or m.narrowing == Narrowing() for m in members):
                return other
    return None


def _total_behind(members: list[Draft], behind: list[Draft]) -> Draft | None:
    """A、B、C…，合计4,102件: the total that follows its parts."""
    if not behind or len(members) < 3 or behind[0].sentence != members[0].sentence:
        return None
    total = behind[0]
    if (
        amount(total) > max(map(amount, members))
        and total.unit == members[0].unit
        and sums_to(members, total)
    ):
        return total
    return None

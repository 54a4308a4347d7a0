"""Ratios proven by arithmetic: the figures that a structure a:b:c, a ratio a:b or a bare rate is taken of.

Only what is printed exactly is proof; figures are looked for among the last few, so the work stays in proportion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.amounts import amount, is_exact, is_ratio, step
from extract.draft import Draft
from extract.kinship import same_unit

NEAR = 8
STRUCTURE_NEAR = 24


def link_structures(drafts: Sequence[Draft]) -> None:
    """三次产业结构为26.4:41.6:32.0: the shares of the three figures before that stand in these proportions."""
    for key, run in groupby(enumerate(drafts), key=_structure_of):
        if key is None:
            continue
        members = list(run)
        shares = [share for _, share in members]
        before = drafts[max(0, members[0][0] - 60) : members[0][0]]
        if any(share.of is None for share in shares):
            parts = _proportioned(shares, before)
            for share, part in zip(shares, parts, strict=False):
                share.of, share.base_of = part, share.base_of or part.whole


def _structure_of(place: tuple[int, Draft]) -> tuple[int, str] | None:
    """What the shares of one structure have in common."""
    _, draft = place
    if draft.rule != "percent.structure":
        return None
    period = draft.period
    return draft.sentence, f"{period.start}{period.end}" if period is not None else ""


def _proportioned(shares: Sequence[Draft], before: Sequence[Draft]) -> Sequence[Draft]:
    """The newest neighbours of one unit whose proportions are those of the shares."""
    levels = [draft for draft in before if draft.role == "level" and not draft.is_percent]
    size = len(shares)
    for kind in dict.fromkeys(draft.unit_kind for draft in reversed(levels)):
        same = [draft for draft in levels if draft.unit_kind == kind][-STRUCTURE_NEAR:]
        for start in range(len(same) - size, -1, -1):
            parts = same[start : start + size]
            if _in_proportion(shares, parts):
                return parts
    return ()


def _in_proportion(shares: Sequence[Draft], parts: Sequence[Draft]) -> bool:
    total = sum(map(amount, parts))
    return total > 0 and all(
        abs(amount(part) / total * 100 - share.value) <= step(share)
        for share, part in zip(shares, parts, strict=True)
    )


def link_ratio(draft: Draft, before: Sequence[Draft], after: Sequence[Draft] = ()) -> None:
    """性别比为109.3:100, 余额存贷比65.3%: the two figures nearby of which it is the ratio."""
    if draft.of is not None or draft.base_of is not None or not is_exact(draft):
        return
    figures = [other for other in reversed(before[-24:]) if other.role in ("level", "goal")]
    near = [other for other in figures if _speaks_of_the_same(draft, other)]
    behind = [(near[0], d) for d in after if near and d.bracket is draft and same_unit(near[0], d)]
    for part, base in (*behind, *_with_newest(near), *_pairs(near[:NEAR])):
        if part.paragraph == base.paragraph and _is_taken(draft, part, base):
            draft.of, draft.base_of = part, base
            return


def _speaks_of_the_same(draft: Draft, figure: Draft) -> bool:
    """A figure of the same sentence, or of the same subject before it."""
    if figure.is_percent:
        return False
    alike = figure.subject == draft.subject and figure.status == draft.status and figure.role == "level"
    return alike or figure.sentence == draft.sentence


def _with_newest(figures: Sequence[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """The newest figure as a part of each before it."""
    for other in figures[1:]:
        if same_unit(figures[0], other):
            yield figures[0], other


def _pairs(figures: Sequence[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Each two of one unit; of different counts (线索47条, 项目15个) only the newest two."""
    for later, one in enumerate(figures):
        for other in figures[later + 1 :]:
            newest = later == 0 and other is figures[1] and one.unit_kind == other.unit_kind == "count"
            if same_unit(one, other) or newest:
                yield one, other
                yield other, one


def _is_taken(draft: Draft, part: Draft, base: Draft) -> bool:
    if draft.rule != "percent.ratio":
        return part.paragraph == draft.paragraph and is_ratio(draft, part, base)
    first, second = draft.number.parts
    if not second:
        return False  # 3:0 is no ratio of two figures
    printed = first / second
    return amount(base) > 0 and abs(amount(part) / amount(base) - printed) <= step(draft) / 2 / second

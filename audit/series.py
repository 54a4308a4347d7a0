"""Series: parts that are told next to one another in the same way, and may add up to one figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from audit.claims import Claim, Claims, same_time
from audit.words import words

# From one part to the next: a separator and a name, no other number and no 其中
NEXT = regex.compile(r"\)?[、，；;,和及与\s]{1,2}[^\d、，；;。：:\n]{0,24}\(?")
INSIDE = regex.compile(r"其中|[^\p{Han}]含|包括|\p{Han}中[，\p{Han}]")
BREAK = regex.compile(r"[；;。\n][^；;。\n]{0,4}(?:按|分|从)\p{Han}{1,8}(?:[分看：:，,])")
CLAUSE = regex.compile(r"[^，；、。：:;,\n()]*$")
# Kinds of areas are one class of subjects; other subjects are told apart by their last two characters.
AREAS = regex.compile(r"(?:[省市县区旗镇乡州盟村]|街道|街办|园区|开发区|街道办|场|高新区|新区|办事处)$")
LONGEST = 60


@dataclass(frozen=True)
class Series:
    """Parts in the order of the text, and the figure that they are linked to."""

    parts: tuple[Claim, ...]
    whole: Claim | None
    kind: str

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(part.id for part in self.parts)


def is_additive(claim: Claim) -> bool:
    """Whether numbers of its unit add up to anything: rates, scores and levels do not."""
    lists = words()
    return claim.unit in lists.additive or claim.unit in lists.counted


def dimension(part: Claim, whole: Claim | None) -> str:
    """By what the parts of one whole differ from it."""
    one, other = part.record, whole.record if whole else None
    if one.subject != (other.subject if other else None):
        return "subject"
    for name in ("size", "industry", "origin"):
        if getattr(one.facets, name) != (getattr(other.facets, name) if other else None):
            return name
    return "other" if one.facets.other != (other.facets.other if other else []) else "indicator"


def all_series(claims: Claims) -> list[Series]:
    """Those that the reader linked, and those that stand side by side; none twice."""
    found: dict[frozenset[str], Series] = {}
    for series in (*_linked(claims), *_side_by_side(claims)):
        if len(series.parts) > 1:
            known = found.get(series.ids)
            if known is None or known.whole is None:
                found[series.ids] = series
    return list(found.values())


def _linked(claims: Claims) -> Iterator[Series]:
    for name, parts in claims.parts.items():
        whole = claims.get(name)
        if whole is None or not is_additive(whole):
            continue
        run: list[Claim] = []
        for part in parts:
            if not _may_be_part(claims, part, whole) or is_total(claims, part):
                continue
            if run and not _goes_on(claims, run[-1], part, whole):
                yield Series(tuple(run), whole, dimension(run[0], whole))
                run = []
            run.append(part)
        if run:
            yield Series(tuple(run), whole, dimension(run[0], whole))


def _may_be_part(claims: Claims, part: Claim, whole: Claim) -> bool:
    same = part.unit == whole.unit and part.record.status == whole.record.status
    return same and part.record.table is None and not is_change(claims, part)


def is_total(claims: Claims, claim: Claim) -> bool:
    """Whether 合计 or the like stands before the number: it sums up what was told before it."""
    clause = CLAUSE.search(claims.before(claim, 16))
    return clause is not None and any(word in clause[0] for word in words().announced_sum)


def is_change(claims: Claims, claim: Claim) -> bool:
    """Whether the words before the number make it a change of something, or a mark that was passed."""
    clause = CLAUSE.search(claims.before(claim, 12))
    before = (clause[0] if clause else "") + claim.quote
    return (claim.record.rule or "").endswith("delta") or any(word in before for word in words().changes)


def _goes_on(claims: Claims, last: Claim, part: Claim, whole: Claim) -> bool:
    kind = dimension(part, whole)
    if dimension(last, whole) != kind or not same_time(last.record.period, part.record.period):
        return False
    if claims.position(part) - claims.position(last) > LONGEST:
        return False
    between = claims.between(last, part)
    if BREAK.search(between) or INSIDE.search(between):
        return False
    if kind == "subject":
        return subject_class(last) == subject_class(part)
    return "。" not in between and "\n" not in between


def subject_class(claim: Claim) -> str:
    """What kind of unit the subject is: areas are one, 专班 another."""
    subject = claim.record.subject or ""
    return "area" if AREAS.search(subject) else subject[-2:]


def _side_by_side(claims: Claims) -> Iterator[Series]:
    figures = [claim for claim in claims.figures if claim.record.table is None and is_additive(claim)]
    run: list[Claim] = []
    for claim in figures:
        if run and (not _is_next(claims, run[-1], claim) or len(run) > LONGEST):
            yield from _told(claims, run)
            run = []
        run.append(claim)
    yield from _told(claims, run)


def _is_next(claims: Claims, last: Claim, claim: Claim) -> bool:
    between = claims.between(last, claim)
    near = last.unit == claim.unit and last.end <= claim.start and last.record.status == claim.record.status
    return (
        near
        and NEXT.fullmatch(between) is not None
        and not INSIDE.search(between)
        and not is_change(claims, claim)
        and not is_total(claims, claim)
    )


def _told(claims: Claims, run: Sequence[Claim]) -> Iterator[Series]:
    if len(run) < 2:
        return
    inside = {claim.id for claim in run}
    wholes = Counter(claim.record.whole for claim in run if claim.record.whole not in (None, *inside))
    name = wholes.most_common(1)[0][0] if wholes else None
    whole = claims.get(name)
    if whole is None or whole.unit == run[0].unit:
        yield Series(tuple(run), whole, dimension(run[0], whole))

"""Sums: parts that are told one after the other, and the figure that they make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims, same_time
from audit.intervals import Interval, total
from audit.numerals import numeral
from audit.relations import Relation
from audit.series import Series, all_series, is_additive, is_change, is_total, subject_class
from audit.words import words
from schemas import Facets, Message, Verdict

SHORTEST = 2
LONGEST = 30
TELLING_DIGITS = 4
# An indicator of fewer characters, such as 完成投资, may be that of another total
TELLING_NAME = 6
CLOSE = Decimal("0.05")
# Parts that exceed their whole by more than that, and by no one digit, are hardly parts of it.
SLIP = Decimal("0.15")
# Doubts that leave it possible that the parts belong to the whole
OPEN_DOUBTS = ("whole_apart", "not_parallel")
REACH = 40
# 其中, 分产业看 and the like before the first part
OPENS = regex.compile(
    r"""(?: 其中 [:：，,]? | 分别 [是为有]? | [（(：:] | (?: 按|分|从 ) \p{Han}{1,10} [分看]? [:：，,]
        | ^ \p{Han}{0,8} 中 [，,] )
        [^，,；;。\n]{0,20} $""",
    regex.VERBOSE,
)
EACH = regex.compile(r"(?:各|均)\p{Han}{0,4}$")
NAMES = regex.compile(r"[、和及与]")
LISTED = regex.compile(r"\)?[、和及与]")
# 工业类, 省级; 因征地受阻, 因资金未落实
CLASS = regex.compile(r"[类型级档]\p{Han}?$|^因")
LISTED_PART = regex.compile(r"\)?[、，；和及与]{1,2}[^\d、，；;。：:\n]{0,24}\(?")
RIGHT_BEHIND = regex.compile(r"[)）]?\s?[，,、；;]?[^，,、；;。：:\n]{0,12}")
NUMBER_OF = regex.compile(r"(?P<n>[\d两二三四五六七八九十]{1,3})(?:个|大)?\p{Han}{1,4}$")
# The rest taken together, or a sum of another time
OTHERS = regex.compile(r"(?:其[他它余]|余下|剩余|另外)[^，。；\n]{0,20}$|[比较占去上]\p{Han}{0,6}$")
SENTENCE_END = regex.compile(r"[。；;]")
OPENS_ANEW = regex.compile(r"\s*(?:其中|按|分|从)")
CLAUSE = regex.compile(r"[^，；、。：:;,\n()\d%]*$")
DIVISION = regex.compile(r"(?:按|分|从)\p{Han}{1,8}(?:划?分|看)[^。\n]{0,8}[:：，,\s]")


def sums(claims: Claims) -> Iterator[Relation]:
    """Every series of parts that has a whole."""
    series = all_series(claims)
    settled: set[frozenset[str]] = set()
    for one in series:
        relation = relation_of(claims, one)
        if relation is not None:
            settled.add(one.ids)
            yield relation


def relation_of(claims: Claims, series: Series) -> Relation | None:
    """The relation of the parts and their whole, `None` where they need not add up to it."""
    whole = series.whole
    if whole is None:
        return _unlinked(claims, series)
    summed = sum_of(claims, series.parts)
    if summed.overlaps(whole.interval):
        return _relation(claims, series.parts, whole, "consistent")
    doubt = doubt_of(claims, series)
    less = summed.below(whole.interval)
    close = is_slip(summed, whole) or _missed(series.parts, whole) <= whole.value * SLIP
    if doubt is None and (close if not less else is_complete(claims, series, close)):
        return _relation(claims, series.parts, whole, "contradiction")
    run, other = matching_run(claims, series.parts, whole), other_whole(claims, series)
    if doubt is not None and (run or other):
        return _relation(claims, run or series.parts, whole if run else other or whole, "consistent")
    may_belong = doubt in OPEN_DOUBTS and (not less or is_exhaustive(claims, series))
    suspicious = (doubt is None and not less) or (is_slip(summed, whole) and (doubt is None or may_belong))
    if less and not suspicious:
        return None
    reason = doubt or "slip"
    return replace(_relation(claims, series.parts, whole, "not_checkable", reason), suspicious=suspicious)


def _unlinked(claims: Claims, series: Series) -> Relation | None:
    """Parts that are known to be all there is, and the figure before them that they miss by one digit."""
    first = series.parts[0]
    if not is_exhaustive(claims, series):
        return None
    before = reversed(claims.all[max(claims.position(first) - REACH, 0) : claims.position(first)])
    whole = next((claim for claim in before if _may_be_whole(claim, first)), None)
    if whole is None:
        return None
    summed = sum_of(claims, series.parts)
    if summed.overlaps(whole.interval):
        return _relation(claims, series.parts, whole, "consistent")
    if not is_slip(summed, whole) or doubt_of(claims, replace(series, whole=whole)) == "rough":
        return None
    return replace(_relation(claims, series.parts, whole, "not_checkable", "slip"), suspicious=True)


def _may_be_whole(claim: Claim, part: Claim) -> bool:
    one, other = claim.record, part.record
    alike = claim.unit == part.unit and one.status == other.status and one.subject == other.subject
    return alike and same_time(one.period, other.period) and claim.value > part.value


def is_slip(summed: Interval, whole: Claim) -> bool:
    """Whether the sum misses the whole by one digit: 171.4 for 173.4. Parts left out seldom make such a difference."""
    if summed.middle is None or not whole.value:
        return False
    step = Decimal(1).scaleb(int(whole.record.value.as_tuple().exponent)) * whole.factor
    missed = abs(summed.middle - whole.value) / step
    digits = str(int(missed.to_integral_value())).rstrip("0")
    long_enough = len(whole.record.value.as_tuple().digits) >= TELLING_DIGITS
    return len(digits) == 1 and (long_enough or missed <= 2)


def sum_of(claims: Claims, parts: Iterable[Claim]) -> Interval:
    """The sum; 各5件 of three units counts three times."""
    return total(part.interval.scaled(times(claims, part)) for part in parts)


def times(claims: Claims, part: Claim) -> int:
    """For how many units a number is told: three for 甲镇、乙镇、丙镇各5件."""
    each = EACH.search(claims.before(part, 8)) is not None
    return len(NAMES.split(part.record.subject)) if each and part.record.subject else 1


def matching_run(claims: Claims, parts: tuple[Claim, ...], whole: Claim) -> tuple[Claim, ...]:
    """Parts next to one another, the more the better, that add up to the whole; empty where none do.

    Only the first `LONGEST` are tried: the search takes the cube of their number.
    """
    parts = parts[:LONGEST]
    for length in range(len(parts), SHORTEST - 1, -1):
        for first in range(len(parts) - length + 1):
            run = parts[first : first + length]
            if sum_of(claims, run).overlaps(whole.interval):
                return run
    return ()


def other_whole(claims: Claims, series: Series) -> Claim | None:
    """Another figure before or right behind the parts that they add up to."""
    summed = sum_of(claims, series.parts)
    first, last = claims.position(series.parts[0]), claims.position(series.parts[-1])
    around = claims.all[max(first - REACH, 0) : first][::-1] + claims.all[last + 1 : last + 3]
    unit = series.parts[0].unit
    return next(
        (
            claim
            for claim in around
            if claim.unit == unit and claim.is_exact and claim.interval.overlaps(summed)
        ),
        None,
    )


def doubt_of(claims: Claims, series: Series) -> str | None:
    """Why the parts may not be parts of that whole, or may overlap."""
    whole, parts = series.whole, series.parts
    assert whole is not None
    if not all(part.is_exact for part in (*parts, whole)):
        return "rough"
    if not same_time(parts[0].record.period, whole.record.period):
        return "other_period"
    if overlapping(claims, series):
        return "overlapping"
    if not parallel(claims, parts):
        return "not_parallel"
    beside = claims.position(parts[0]) - claims.position(whole) == 1
    if whole.start > parts[0].start or (beside and LISTED.match(claims.between(whole, parts[0]))):
        return "whole_apart"
    if series.kind == "subject":
        return _subject_doubt(claims, series, whole)
    return None if follows(claims, whole, parts[0]) else "whole_apart"


def follows(claims: Claims, whole: Claim, first: Claim) -> bool:
    """Whether the parts are opened as parts of what has just been told."""
    if claims.sentence(first) - claims.sentence(whole) > 1 or not claims.same_line(whole, first):
        return False
    between = claims.between(whole, first)
    opening = SENTENCE_END.split(between)
    if len(opening) > 3:
        return False
    return (len(opening) == 1 and OPENS.search(between) is not None) or OPENS_ANEW.match(
        opening[-1]
    ) is not None


def _subject_doubt(claims: Claims, series: Series, whole: Claim) -> str | None:
    parts = series.parts
    names = [part.record.subject for part in parts if "*" not in (part.record.subject or "")]
    if len(set(names)) < len(names) or len({subject_class(part) for part in parts}) > 1:
        return "overlapping"
    one, other = whole.record, parts[0].record
    if (
        one.subject is not None
        or is_total(claims, whole)
        or one.code != other.code
        or not _within(one.facets, other.facets)
    ):
        return "whole_apart"
    if follows(claims, whole, parts[0]):
        return None
    telling = len(one.indicator) >= TELLING_NAME and "、" not in one.indicator
    telling = telling or _missed(parts, whole) <= whole.value * CLOSE
    same = telling and all(part.record.indicator == one.indicator for part in parts)
    sure = same or divided(claims, series) or companions_add_up(claims, series)
    return None if sure and one.whole is None else "whole_apart"


def _missed(parts: Sequence[Claim], whole: Claim) -> Decimal:
    return abs(sum((part.value for part in parts), Decimal(0)) - whole.value)


def _within(wide: Facets, narrow: Facets) -> bool:
    """Whether what narrows the whole narrows the part too; the 市外 of a total is not said again of each part."""
    same = all(getattr(wide, name) in (None, getattr(narrow, name)) for name in ("industry", "size"))
    return same and set(wide.other) <= set(narrow.other)


def overlapping(claims: Claims, series: Series) -> bool:
    """Whether the parts may count the same things: steps (开工, 投产), sizes (1亿元以上, 5亿元以上), kinds."""
    parts = series.parts
    if sum("≥" in (part.record.facets.size or "") for part in parts) > 1:
        return True
    labels = [label(claims, part) for part in parts]
    if series.kind != "subject" and any(word in text for text in labels[1:] for word in words().stages):
        return True
    if series.kind == "subject" or any(word in labels[-1] for word in words().remainder):
        return False
    listed = all(LISTED.match(claims.between(one, other)) for one, other in pairwise(parts))
    alike = all(CLASS.search(text) for text in labels)
    return not (listed or alike or divided(claims, series) or companions_add_up(claims, series))


def divided(claims: Claims, series: Series) -> bool:
    """Whether 分产业看, 按规模分 or the like opens the parts."""
    return DIVISION.search(claims.before(series.parts[0], 40)) is not None


def companions_add_up(claims: Claims, series: Series) -> bool:
    """Whether the numbers of another unit beside the parts add up to their whole: the parts are all there are."""
    places = [claims.position(part) for part in series.parts]
    for offset in (-1, 1):
        if not all(0 <= place + offset < len(claims.all) for place in places):
            continue
        beside = [claims.all[place + offset] for place in places]
        whole = claims.get(beside[0].record.whole)
        units = {claim.unit for claim in (*beside, whole)} if whole is not None else set()
        if whole is not None and len(units) == 1 and series.parts[0].unit not in units:
            if total(claim.interval for claim in beside).overlaps(whole.interval):
                return True
    return False


def label(claims: Claims, part: Claim) -> str:
    """The words of its clause right before a number."""
    clause = CLAUSE.search(claims.before(part, 24))
    return clause[0] if clause else ""


def parallel(claims: Claims, parts: Sequence[Claim]) -> bool:
    """Whether as many numbers stand between any two, and the same stop."""
    strides = {claims.position(other) - claims.position(one) for one, other in pairwise(parts)}
    stops = {stop_of(claims.between(one, other)) for one, other in pairwise(parts)}
    return len(strides) == 1 and len(stops - {None}) <= 1


def stop_of(between: str) -> str | None:
    """The strongest stop in a text, `None` for 和 and the like."""
    return next((stop for stop in ("\n", "。", "；", ";", "，", "、") if stop in between), None)


def is_complete(claims: Claims, series: Series, close: bool) -> bool:
    """Whether these are all parts: what is left over is named, or they are known to be all.

    Where they come `close` to the whole, it is enough that the numbers beside them add up.
    """
    last = series.parts[-1]
    told = claims.before(last, 14) + last.record.indicator + (last.record.subject or "")
    if any(word in told for word in words().remainder):
        return True
    return is_exhaustive(claims, series) or (close and companions_add_up(claims, series))


def is_exhaustive(claims: Claims, series: Series) -> bool:
    """Whether these kinds are known to be all: 城镇 and 乡村, the three industries."""
    labels = [label(claims, part) + (part.record.facets.industry or "") for part in series.parts]
    return any(
        len(kinds) == len(labels) and all(any(kind in text for text in labels) for kind in kinds)
        for kinds in words().exhaustive
    )


def _relation(
    claims: Claims, parts: tuple[Claim, ...], whole: Claim, verdict: Verdict, doubt: str | None = None
) -> Relation:
    addends = (f"{part.shown} × {n}" if (n := times(claims, part)) > 1 else part.shown for part in parts)
    formula = " + ".join(addends) + f" = {whole.shown}"
    summed = sum_of(claims, parts)
    return Relation(
        operands=(*parts, whole),
        formula=formula,
        verdict=verdict,
        tested=whole,
        reported=whole.interval,
        expected=summed,
        why=doubt,
    )


def announced(claims: Claims) -> Iterator[Relation]:
    """三县合计3.26亿元, after the three."""
    for claim in claims.figures:
        if not is_total(claims, claim) or not is_additive(claim) or claim.record.table is not None:
            continue
        run = run_before(claims, claim)
        if OTHERS.search(claims.before(claim, 24)):
            continue
        count = NUMBER_OF.search(claims.before(claim, 12))
        wanted = numeral(count["n"]) if count else None
        fitting = next(
            (run[i:] for i in range(len(run) - 1) if sum_of(claims, run[i:]).overlaps(claim.interval)), None
        )
        if fitting:
            yield _relation(claims, fitting, claim, "consistent")
        elif not run or not RIGHT_BEHIND.fullmatch(claims.between(run[-1], claim)):
            continue
        elif wanted is not None and len(run) >= wanted > 1:
            yield _relation(claims, run[-wanted:], claim, "contradiction")
        elif wanted is None and len(run) > 1 and claims.clauses_between(run[-1], claim) == 1:
            yield _relation(claims, run, claim, "contradiction")


def run_before(claims: Claims, claim: Claim) -> tuple[Claim, ...]:
    """The figures of the same unit right before, told one after the other."""
    run: list[Claim] = []
    place = claims.position(claim) - 1
    last: Claim = claim
    while place >= 0 and len(run) < LONGEST and claims.same_sentence(claims.all[place], claim):
        one = claims.all[place]
        beside = not run or LISTED_PART.fullmatch(claims.between(one, last)) is not None
        if one.unit != claim.unit or not beside or is_change(claims, one):
            break
        run.insert(0, one)
        last, place = one, place - 1
    return tuple(run)


ROWS = (
    Check(
        id="sum.parts",
        rule="sum",
        title=Message(zh="分项合计", en="Sum of parts"),
        relate=sums,
        examples=(
            Example(
                "全县共有学校26所，其中小学14所、初中9所、高中4所。",
                {"14所 + 9所 + 4所 = 26所": "contradiction"},
            ),
        ),
        counterexamples=(
            "46个重点项目开复工41个。其中新建项目27个，开工22个；续建项目19个，全部复工。",
            "完成固定资产投资58.3亿元。其中，制造业投资41.7亿元，增长14.2%；高新技术产业投资26.9亿元，增长两成。",
            "签约项目43个，已注册37个，注册率86.0%；已供地26个，已开工22个，已投产8个。",
        ),
    ),
    Check(
        id="sum.announced",
        rule="sum",
        title=Message(zh="合计数", en="Announced sum"),
        relate=announced,
        examples=(
            Example(
                "怀远县、五河县、固镇县到位资金分别为1.46亿元、0.92亿元和0.88亿元，三县合计3.36亿元。",
                {"1.46亿元 + 0.92亿元 + 0.88亿元 = 3.36亿元": "contradiction"},
            ),
        ),
    ),
)

"""Growth: against the earlier level, against the change in absolute numbers, over several years on average."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims
from audit.intervals import Interval
from audit.ratios import quotient
from audit.relations import Relation, tested, verdict_on
from audit.words import words
from schemas import Figure, Message, Percentage, Period

ONE = Interval.exactly(1)
AVERAGE = regex.compile(r"年均|年平均|平均每年|两年平均")
# Growth in real terms, or against a corrected base: the printed levels need not give it
REAL_TERMS = regex.compile(r"可比|不变价|扣除|实际增长|同口径|剔除|生产总值|GDP|增加值|总产值|名义")
YEAR_ON_YEAR = regex.compile(r"同比|[比较]上年|[比较]去年")
SINCE = regex.compile(r"年初|上月|上周|上季|上年末|去年底|上年底|环比|净增")
COMPARED = regex.compile(r"[比较](?P<what>[^，。；\n比较]*)$")
TIME = regex.compile(r"[年月季周日期]|同")
# 增加2068元，增长9.7%, or the other way round
NEXT = regex.compile(
    r"""[，、,(（；]? \s? (?: 同比 | 环比 | 比\p{Han}{1,6} | 较\p{Han}{1,6} | 净 | 实际 )?
    (?: 增长 | 增加 | 增幅 | 增收 | 减收 | 上升 | 下降 | 降幅 | 减少 | 降低 | 提高
      | 多 | 少 | 增 | 减 | 降 | 升 ) (?: 了 | 为 | 达 )? \s?""",
    regex.VERBOSE,
)
FALLS = regex.compile(r"减|降|少|落|跌|缩|收窄")
NEAR = 3


def against_previous(claims: Claims) -> Iterator[Relation]:
    """增长14.8%（上年同期为124.61亿元）: the level over the earlier one, less one."""
    for growth in claims.percentages:
        level, earlier = _linked(claims, growth)
        if level is None or earlier is None or _averaged(claims, growth):
            continue
        ratio = quotient(level, earlier)
        if ratio is not None:
            operands = (level, earlier, growth)
            told = f"{level.shown} / {earlier.shown} − 1 = {signed(growth)}"
            yield tested(growth, ratio - ONE, operands, told, doubt=_doubt(claims, level, earlier, growth))


def _linked(claims: Claims, growth: Claim) -> tuple[Claim | None, Claim | None]:
    record = growth.record
    if not isinstance(record, Percentage) or record.kind != "growth" or record.unit in ("百分点", "千分点"):
        return None, None
    level, earlier = claims.get(record.of), claims.get(record.base_of)
    if level is None or earlier is None or level.unit is None or level.unit != earlier.unit:
        return None, None
    return level, earlier


def signed(growth: Claim) -> str:
    """The growth as printed, with the sign of its value: −26.7% for 下降26.7%."""
    falls = growth.record.value < 0 and not growth.quote.startswith("-")
    return f"−{growth.shown}" if falls else growth.shown


def _averaged(claims: Claims, growth: Claim) -> bool:
    return AVERAGE.search(claims.before(growth, 24)) is not None


def _doubt(claims: Claims, level: Claim, earlier: Claim, growth: Claim) -> str | None:
    if {level.record.status, earlier.record.status, growth.record.status} != {"actual"}:
        return "not_actual"
    cells = [claim.record.table for claim in (level, earlier, growth)]
    rows = {cell and (cell.index, cell.row) for cell in cells}
    places = [claims.position(claim) for claim in (level, earlier, growth)]
    side_by_side = max(places) - min(places) == 2 or growth.record.table is not None
    shared_out = side_by_side or _neighbour_holds(claims, growth, places)
    if growth.record.rule in words().guessing_rules or len(rows) > 1 or not shared_out:
        return "linked_by_place"
    if not claims.same_sentence(level, growth):
        return "apart"
    first, last = min(level.start, earlier.start, growth.start), max(level.end, earlier.end, growth.end)
    if REAL_TERMS.search(claims.text[first:last] + level.record.indicator):
        return "real_terms"
    told_so = YEAR_ON_YEAR.search(claims.between(earlier, growth)) is not None
    if (
        told_so
        and earlier.end <= growth.start
        and not _year_before(level.record.period, earlier.record.period)
    ):
        return "other_period"
    return None


def _neighbour_holds(claims: Claims, growth: Claim, places: list[int]) -> bool:
    """Whether the growth beside it, of the number beside its own, holds: they are shared out in one order."""
    for step in (-1, 1):
        if not all(0 <= place + step < len(claims.all) for place in places):
            continue
        level, earlier, other = (claims.all[place + step] for place in places)
        linked = _linked(claims, other) == (level, earlier)
        ratio = quotient(level, earlier) if linked else None
        if ratio is not None and verdict_on(other, ratio - ONE) == "consistent":
            return True
    return False


def _year_before(one: Period | None, earlier: Period | None) -> bool:
    return one is not None and earlier is not None and one.year_before().end == earlier.end


def on_average(claims: Claims) -> Iterator[Relation]:
    """年均增长8.3%: compounded over the years between two levels it leads from the one to the other."""
    for growth in claims.percentages:
        level, earlier = _linked(claims, growth)
        if level is None or earlier is None or not _averaged(claims, growth):
            continue
        years = _years(level.record.period, earlier.record.period)
        if not years:
            continue
        expected, factor = earlier.interval, growth.interval + ONE
        for _ in range(years):
            expected = expected * factor
        told = f"{earlier.shown} × (1 + {signed(growth)})^{years} = {level.shown}"
        yield tested(level, expected, (earlier, growth, level), told, doubt="average")


def _years(one: Period | None, earlier: Period | None) -> int:
    if one is None or earlier is None or one.year is None or earlier.year is None:
        return 0
    return max(one.year - earlier.year, 0)


def from_change(claims: Claims) -> Iterator[Relation]:
    """比上年增加2068元，增长9.7%: level, change and growth make one triple."""
    for growth in claims.percentages:
        record = growth.record
        if not isinstance(record, Percentage) or record.kind != "growth" or record.unit == "百分点":
            continue
        level = claims.get(record.of)
        change = level and _change(claims, level, growth)
        if level is None or change is None or _averaged(claims, growth):
            continue
        falls = FALLS.search(change.record.indicator) is not None
        earlier = level.interval + change.interval if falls else level.interval - change.interval
        try:
            expected = level.interval / earlier - ONE
        except ZeroDivisionError:
            continue
        sign = "+" if falls else "−"
        told = f"{level.shown} / ({level.shown} {sign} {change.shown}) − 1 = {signed(growth)}"
        doubt = _change_doubt(claims, level, change, growth)
        yield tested(growth, expected, (level, change, growth), told, doubt=doubt)


def _change(claims: Claims, level: Claim, growth: Claim) -> Claim | None:
    """The change in absolute numbers that is told between the level and its growth, or right behind it."""
    first = claims.position(level)
    near = claims.all[first + 1 : claims.position(growth) + 2]
    return next((claim for claim in near if _is_change_of(claims, claim, level, growth)), None)


def _is_change_of(claims: Claims, claim: Claim, level: Claim, growth: Claim) -> bool:
    record = claim.record
    delta = isinstance(record, Figure) and (record.rule or "").endswith("delta")
    same = (
        claim.unit == level.unit
        and record.code == level.record.code
        and record.subject == level.record.subject
    )
    apart = abs(claims.position(claim) - claims.position(growth)) + abs(
        claims.position(claim) - claims.position(level)
    )
    if not (delta and same and apart <= NEAR and claims.same_sentence(claim, level, growth)):
        return False
    compared = COMPARED.search(claims.before(claim, 24))
    return compared is None or TIME.search(compared["what"]) is not None


def _change_doubt(claims: Claims, level: Claim, change: Claim, growth: Claim) -> str | None:
    if {level.record.status, change.record.status, growth.record.status} != {"actual"}:
        return "not_actual"
    if REAL_TERMS.search(
        claims.between(level, max(change, growth, key=lambda c: c.start)) + level.record.indicator
    ):
        return "real_terms"
    if abs(claims.position(change) - claims.position(growth)) > 1 or not NEXT.fullmatch(
        claims.between(change, growth)
    ):
        return "linked_by_place"
    since = SINCE.search(claims.before(change, 12)) is not None
    if since != (SINCE.search(claims.before(growth, 6)) is not None) and YEAR_ON_YEAR.search(
        claims.before(growth, 8)
    ):
        return "other_period"
    return None


ROWS = (
    Check(
        id="growth.previous",
        rule="growth",
        title=Message(zh="增幅与上期数", en="Growth and earlier level"),
        relate=against_previous,
        examples=(
            Example(
                "完成固定资产投资138.46亿元，增长14.8%（上年同期为124.61亿元）。",
                {"138.46亿元 / 124.61亿元 − 1 = 14.8%": "contradiction"},
            ),
        ),
        counterexamples=(
            "8月当月，全市进出口243.1亿元，环比下降6.2%（7月为259.2亿元），同比下降11.7%。",
            "地区生产总值98.64亿元（上年为85.12亿元），按可比价格计算增长13.8%。",
        ),
    ),
    Check(
        id="growth.average",
        rule="growth",
        title=Message(zh="年均增幅", en="Average growth"),
        relate=on_average,
        examples=(
            Example(
                "全县财政收入由2015年的36.8亿元增加到2020年的112.5亿元，年均增长25%。",
                {"36.8亿元 × (1 + 25%)^5 = 112.5亿元": "consistent"},
            ),
        ),
    ),
    Check(
        id="growth.change",
        rule="growth",
        title=Message(zh="增量与增幅", en="Change and growth"),
        relate=from_change,
        examples=(
            Example(
                "城镇居民人均可支配收入23486元，比上年增加2068元，增长9.7%。",
                {"23486元 / (23486元 − 2068元) − 1 = 9.7%": "consistent"},
            ),
        ),
    ),
)

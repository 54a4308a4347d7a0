"""Kinship: whether one figure can be a part of another, by unit, time, area, facets and words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import regex

from extract.amounts import amount, base_unit
from extract.codes import code_of
from extract.draft import Draft
from extract.facets import Narrowing
from extract.heads import noun_of, resembles, stage_of

COUNTED = ("count", "people", "times")
# Units of cases and of who suffered from them
OF_CASES = ("起", "件", "例", "宗", "人")
COUNTERS = frozenset(("个", "家", "项", "户"))
WORKS = frozenset(("项目", "工程"))
FILLER = regex.compile(
    r"实际|完成|累计|新增|新|共|全[市县区省]|情况|总量|总额|数$|个数|招商引资|金额|发生|各类|正式|接待|国内外|已|的"
)
GENERIC = regex.compile(r"各类|各级|总|全部|累计|生产安全|受理")
SIZE = regex.compile(
    r"(?P<side>[≥>])?(?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?))?(?P<unit>万元|亿元)?"
)
DENIED = ("未", "不", "没有")
# A mean is no part of a total
MEAN = regex.compile(
    r"[日周月年人户亩场]均|平均(?!水平)|均价|单价|顺差|逆差|^超.{0,4}(?:任务|计划|预算|目标)"
)
# What is invested or earned: planned, done, turned out, paid in taxes
SORT = regex.compile(
    r"""(?P<annual> (?: 年度? | 当年 | 年内 ) (?: 计划 )? (?: 完成 )? 投资 (?: 计划 )? $ )
      | (?P<planned> (?= .*投资 ) .* (?: 计划 | 任务 | 目标 | 概算 ) | 总投资
          | (?: 协议 | 合同 | 签约 ) [总投资引]* (?: 金? 额 | 资金? ) $ )
      | (?P<done> 到位 | 到账 | 完成 .* 投资 | 投资完成 )
      | (?P<output> 产值 | 营业收入 | 营收 | 销售收入 | 销售额 )
      | (?P<earned> 税收 $ | 税金 | 利税 | 创税 | 纳税 | 利润 )""",
    regex.VERBOSE,
)
PROJECT = regex.compile(r"(?:项目|工程|[一二三四]期|生产线|公司|集团)$")
SEVERAL = regex.compile(r"(?:[两二三四五六七八九十]|\d+)(?:[个家大]|地|县|市|省)|[全各]\p{Han}|上述")
SIDE = regex.compile(r"(?:收入|支出|(?<!进)出口|(?<!进出)(?<!出)进口|存款|贷款)(?=余额|总?[额值]|$)")
OPPOSED = frozenset(
    pair
    for one, other in (("收入", "支出"), ("出口", "进口"), ("存款", "贷款"))
    for pair in ((one, other), (other, one))
)
# What money of another code comes from
SOURCES = (("fiscal_revenue", "tax_revenue"), ("funds_in_place", "funds_foreign"))
SUMMANDS = (("trade_total", "exports"), ("trade_total", "imports"))
OUTER_ORIGIN = {"省外": ("市外", "县外", "区外"), "境外": ("省外", "市外")}


def comparable(whole: Draft, part: Draft) -> bool:
    """Whether the two can be whole and part at all: same role, kind of unit, time; the whole not smaller."""
    if whole.role != part.role or whole is part or amount(whole) < amount(part) or whole.is_percent:
        return False
    if not (additive(whole) and additive(part)):
        return False
    if opposed(whole.head, part.head):
        return False
    if not same_unit(whole, part) and not _same_things(whole, part):
        return False
    if whole.unit_kind == "money" and other_sort(whole.head, part.head):
        return False
    return (
        same_time(whole, part)
        or of_longer_time(whole, part)
        or (part.part_mark is not None and (covers(whole, part) or part.subject is not None))
    )


@lru_cache(maxsize=8192)
def opposed(whole: str, part: str) -> bool:
    """Whether two heads measure the two sides of an account: 税收收入, 教育支出.

    >>> opposed("税收收入", "教育支出"), opposed("存款余额", "住户存款余额")
    (True, False)
    """
    first, second = SIDE.search(whole), SIDE.search(part)
    return first is not None and second is not None and (first[0], second[0]) in OPPOSED


def same_unit(one: Draft, other: Draft) -> bool:
    """Whether amounts of both can be compared: money with money, 个 with 个."""
    if one.unit_kind != other.unit_kind:
        return False
    if one.unit == other.unit:
        return True
    if base_unit(one.unit) != base_unit(other.unit):
        return False
    return one.unit_kind not in COUNTED or one.unit[-1:] == other.unit[-1:]


def other_sort(one: str, other: str) -> bool:
    """Whether two sums of money are of such different sorts that neither can be a part of the other.

    >>> other_sort("总投资", "年产值"), other_sort("总投资", "完成投资"), other_sort("总投资", "投资")
    (True, True, False)
    """
    first, second = _sort_of(one), _sort_of(other)
    return "" not in (first, second) and first != second


@lru_cache(maxsize=8192)
def _sort_of(head: str) -> str:
    match = SORT.search(head)
    return match.lastgroup or "" if match else ""


def _same_things(one: Draft, other: Draft) -> bool:
    """30家企业, 12户企业: two counters for the same things."""
    first, second = noun_of(one.head), noun_of(other.head)
    alike = first == second != "" or {first, second} == WORKS
    return alike and {one.unit, other.unit} <= COUNTERS


def additive(draft: Draft) -> bool:
    """Whether amounts of it can be added up: no mean, no concentration, no score."""
    return "/" not in draft.unit and draft.unit != "分" and not _is_mean(draft.head)


@lru_cache(maxsize=8192)
def _is_mean(head: str) -> bool:
    return MEAN.search(head) is not None


def same_time(one: Draft, other: Draft) -> bool:
    """Whether two figures are of the same time, as far as is known."""
    a, b = one.period, other.period
    if a is None or b is None or a is b:
        return True
    if a.end is None or b.end is None:
        return a.end == b.end and (a.text == b.text or not a.text or not b.text)
    if "as_of" in (a.kind, b.kind):
        return a.end == b.end
    return (a.start, a.end) == (b.start, b.end)


def covers(outer: Draft, inner: Draft) -> bool:
    """Whether the span of `outer` holds that of `inner`."""
    a, b = outer.period, inner.period
    if a is None or b is None or not (a.end and b.start and b.end):
        return False
    # 截至9月底到位…: what has come in since January
    return (a.start or f"{a.end[:4]}-01") <= b.start and a.end >= b.end


def of_longer_time(whole: Draft, part: Draft) -> bool:
    """7月份当月13.5亿元 of what was done since January, by the same unit."""
    if part.period is None or part.period.kind != "interval" or whole.subject != part.subject:
        return False
    if amount(whole) <= amount(part) or same_time(whole, part) or not covers(whole, part):
        return False
    return part.part_mark is not None or whole.whole is None or not extra(whole.head, part.head)


def is_broader(whole: Draft, part: Draft) -> bool:
    """Whether `whole` measures the same with fewer restrictions than `part`."""
    if not _of_wider_area(whole, part) or (whole.other and whole.other != part.other):
        return False
    if not _counted_together(whole, part) or _beside(whole, part):
        return False
    outer = implied(whole)
    if part.narrowing == Narrowing() and (part.subject is not None or bool(part.other)):
        outer = Narrowing(outer.industry)
    if not facets_within(outer, part.narrowing):
        return False
    if not (same_indicator(whole, part) or _summand(whole, part)):
        return False
    narrower = (
        _summand(whole, part)
        or part.subject != whole.subject
        or (part.narrowing != whole.narrowing)
        or (bool(part.other) and not whole.other)
        or (part.part and bool(extra(part.head, whole.head)))
        or (_longer(part, whole) and amount(part) < amount(whole))
        or of_longer_time(whole, part)
    )
    modified = _extra_modifier(whole.head, part.head) and not _synonyms(whole, part)
    if not narrower or (modified and not _all_there_is(whole, part)):
        return False
    return part.subject is None or not _at_later_stage(whole, part)


def _of_wider_area(whole: Draft, part: Draft) -> bool:
    """Whether the whole is of the own area, of the same unit, or of several units (四个专班)."""
    if whole.subject == part.subject:
        return True
    if part.subject is not None and PROJECT.search(part.subject):
        return False
    if whole.subject is None:
        return True
    return part.subject is not None and SEVERAL.match(whole.subject) is not None


def _beside(whole: Draft, part: Draft) -> bool:
    """煤矿企业发生事故, 建筑企业发生事故: whether a part of something is told apart from another by its first words."""
    if whole.unit.lstrip("万亿千百") not in OF_CASES or not (whole.part or whole.whole is not None):
        return False
    one, other = bare(whole.head), bare(part.head)
    tail = next((n for n in range(min(len(one), len(other)), 0, -1) if one[-n:] == other[-n:]), 0)
    first, second = one[: len(one) - tail], other[: len(other) - tail]
    return tail > 1 and bool(first) and bool(second) and resembles(first, second) < 1.0


def _counted_together(whole: Draft, part: Draft) -> bool:
    """Whether the money of two counts can be whole and part: not what is planned for projects at another stage."""
    if whole.via is None or whole.via is part.via:
        return True
    if whole.via.whole is not None:
        return False
    if part.via is None or part.subject is not None or part.via.whole is whole.via:
        return True
    return stage_of(part.via.head) in ("", stage_of(whole.via.head))


def _synonyms(whole: Draft, part: Draft) -> bool:
    """地区生产总值 of the province, GDP of a city: two names of one indicator, with no character in common."""
    code = code_of(whole.head, whole.unit_kind)
    known = code is not None and whole.unit_kind == "money" and code == code_of(part.head, part.unit_kind)
    return known and part.subject is not None and not set(whole.head) & set(part.head)


def _all_there_is(whole: Draft, part: Draft) -> bool:
    """46个重点项目开复工 for a town's 9个项目: the total of the own area is named at length, its parts in short."""
    if whole.subject is not None or part.subject is None or whole.whole is not None:
        return False
    words = bare(part.head)
    return len(words) <= 4 and resembles(words, whole.head) == 1.0 and len(extra(whole.head, words)) <= 6


def _summand(whole: Draft, part: Draft) -> bool:
    """出口 and 进口 make up 进出口."""
    codes = code_of(whole.head, whole.unit_kind), code_of(part.head, part.unit_kind)
    return codes in SUMMANDS


def clash(whole: Draft, part: Draft) -> bool:
    """Whether two known indicators of money differ, so that a sum that agrees is chance (进出口 beside 出口)."""
    if whole.unit_kind != "money":
        return False
    codes = code_of(whole.head, whole.unit_kind), code_of(part.head, part.unit_kind)
    return None not in codes and codes[0] != codes[1] and codes not in (*SUMMANDS, *SOURCES)


def _at_later_stage(whole: Draft, part: Draft) -> bool:
    """89个开工项目 does not hold a town's 48个项目."""
    stage = stage_of(whole.head) if whole.unit_kind in COUNTED else ""
    return stage != "" and stage_of(part.head) == "" and resembles(stage, part.head) < 1.0


def stands_in(part: Draft, whole: Draft) -> bool:
    """Whether `part` says all that sets `whole` apart, where that is a part itself.

    Of 46个项目 of which 41个 are begun, a town's 9个项目 are a part of the 46.
    """
    outer = whole.whole
    if outer is None or outer is part:
        return True
    words = extra(whole.head, outer.head + (outer.whole.head if outer.whole is not None else ""))
    if words:
        denied = any(no + words in part.head for no in DENIED)
        return not denied and resembles(words, part.head) == 1.0
    if whole.subject not in (None, outer.subject, part.subject) or whole.other not in (
        (),
        outer.other,
        part.other,
    ):
        return False
    named = whole.subject != outer.subject or whole.other != outer.other
    return named or not facets_within(whole.narrowing, outer.narrowing) or not same_time(whole, outer)


def _longer(part: Draft, whole: Draft) -> bool:
    """Whether the part's head is the whole's with something added (重点在谈项目 of 在谈项目)."""
    if part.paragraph - whole.paragraph > 3 or not part.own_head:
        return False
    if resembles(whole.head, part.head) == 1.0:
        return bool(extra(part.head, whole.head))
    code = code_of(whole.head, whole.unit_kind)
    earlier = whole.paragraph < part.paragraph and _is_top(whole)
    if earlier and code is not None and code == code_of(part.head, part.unit_kind):
        if extra(part.head, whole.head):
            return True
    same_noun = noun_of(part.head) != "" and noun_of(part.head) == noun_of(whole.head)
    return same_noun and bool(GENERIC.search(whole.head)) and whole.unit_kind in COUNTED


def _is_top(draft: Draft) -> bool:
    """Whether it is reported of the own area, without any restriction."""
    return (
        draft.subject is None and draft.whole is None and not draft.other and draft.narrowing == Narrowing()
    )


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
    words = bare(one.head)
    if words and words == bare(other.head):
        return True
    first, second = code_of(one.head, one.unit_kind), code_of(other.head, other.unit_kind)
    if first is not None and second is not None:
        return first == second
    a, b = one.head.removesuffix("数"), other.head.removesuffix("数")
    if noun_of(a) == a and not b.endswith(a):
        # 国家 is not what 国家重点专科 counts
        return False
    short, long = bare(a), bare(b)
    # 投资 is not what 投入财政帮扶资金 measures
    within = short in long if len(short) < 3 else resembles(short, long) == 1.0
    return resembles(a, b) >= 0.8 or resembles(b, a) >= 0.85 or within


@lru_cache(maxsize=8192)
def bare(head: str) -> str:
    """A head without the words that say no more than that something was counted."""
    return FILLER.sub("", head)


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


def extra(one: str, other: str) -> str:
    """What `one` says that `other` does not, fillers aside."""
    rest = list(bare(other))
    extra = ""
    for char in bare(one):
        if char in rest:
            rest.remove(char)
        else:
            extra += char
    return extra


def _extra_modifier(whole: str, part: str) -> bool:
    if len(part) > 2 and whole.endswith(part):
        return False
    return len(extra(whole, part)) > max(4, len(bare(whole)) * 0.6)


def without_stage(draft: Draft, candidates: Sequence[Draft]) -> Draft | None:
    """项目90个，已开工37个。其中工业项目13个，已开工10个: those of no stage are a part of the 90, not of the 37."""
    mark = draft.part_mark or 0
    if draft.unit_kind != "count" or noun_of(draft.head) != "项目" or stage_of(draft.head):
        return None
    before = [
        other
        for other in candidates[:8]
        if other.number.start < mark and other.sentence >= draft.sentence - 1 and other.bracket is None
    ]
    if not before or before[0].subject != draft.subject or not stage_of(before[0].head):
        return None
    plain = (d for d in before if not stage_of(d.head) and noun_of(d.head) == "项目")
    return next(plain, None)

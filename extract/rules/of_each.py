"""Percentages told once and meant for each of a list: 辍学率小学0.4%、初中1.5%; 增长7.5%，其中城镇7.2%."""

from __future__ import annotations

import regex

from extract.draft import Draft
from extract.drafting import percentage
from extract.heads import measure_of
from extract.situation import Situation
from schemas import PercentageKind

# 辍学率|小学, and the names that follow it
RATE_OF = regex.compile(r"(?P<rate>.{0,12}\p{Han}{2}率)(?P<who>(?!为|达|超)\p{Han}{2,4})")
ONE_NAME = regex.compile(r"[、，](?!其)\p{Han}{2,6}(?:为|则|则为|达|有|只有|仅)?")
# ，其中|蔬菜, 、水果
ONE_KIND = regex.compile(r"[，、；]?(?:其中)?[，：]?(?!其)\p{Han}{2,8}(?:为|达|有|只有|仅|仅为)?")
# What is a rate by its name, and the bare name of a thing between two ratios
RATE_NAME = regex.compile(r"[率比度面重]$|指数|得分|进度|比例|水平")
THING = regex.compile(r"[，；、]\s*(?!其中|达|为|仅|只|约|近|超)[\p{Han}“”()、]{2,16}(?<![为达是到于的])")

# 城镇, 农村: who live on the other side
OTHER_SIDE = {
    "农村": ("城镇", "城市"),
    "乡村": ("城镇", "城市"),
    "农民": ("城镇", "城市"),
    "城镇": ("农村", "乡村", "农民"),
    "城市": ("农村", "乡村"),
}
# 城区, 农村地区, 城镇居民: of whom a rate that was announced is told
OF_WHOM = regex.compile(r"[城农乡牧县州府镇村]\p{Han}{0,4}[区村镇城民市]|\p{Han}{2,6}(?:居民|人口|企业|学校)")

# 原油1189万吨、天然气158亿立方米，|一降一增，幅度分别为|2.2%、4.9%: what each of two did
EACH_WAY = regex.compile(
    r"一(?P<one>[升增涨降减跌])一(?P<other>[升增涨降减跌])，?(?:[增升涨][降减跌]幅度?|幅度)?(?:分别|依次)(?:[为是达]|达到)?"
    r"(?P<first>[\d.]{1,6}%(?:[和、及与]|，))?$"
)
EACH_WAY_REACH = 40


def each_way(situation: Situation) -> Draft | None:
    """一升一降，幅度分别为0.7%和6.3%: the growth of the one and the fall of the other of the two figures before."""
    at = situation.number.start
    found = EACH_WAY.search(situation.text, max(0, at - EACH_WAY_REACH), at)
    run = situation.memory.last_run(2, situation.sentence) if found else []
    if found is None or not run:
        return None
    told = run[found["first"] is not None]
    result = percentage(situation, "growth", told.head, told)
    result.comparison, result.subject = "yoy", told.subject
    fell = (found["one"] if found["first"] is None else found["other"]) in "降减跌"
    result.value = -abs(result.value) if fell else result.value
    return result


def told_apart(situation: Situation, words: str) -> Draft | None:
    """辍学率小学0.4%、初中1.5%: one rate of several, each named behind it; the next ones repeat the construction."""
    named = RATE_OF.fullmatch(words)
    if named is not None:
        result = percentage(situation, "rate", named["rate"], None)
        result.other = (named["who"],)
        return result
    last = situation.memory.drafts[-1] if situation.memory.drafts else None
    if last is None or not last.other or last.kind is None or last.sentence != situation.sentence:
        return None
    if not ONE_NAME.fullmatch(situation.wide) or last.number.kind != situation.number.kind:
        return None
    result = percentage(situation, last.kind, last.head, None)
    result.other, result.comparison, result.base = (words,), last.comparison, last.base
    return result


def by_topic(situation: Situation, words: str, kind: PercentageKind) -> Draft | None:
    """守法率，城区96.1%，农村地区82.7%: the rate that was announced, of one kind of those it is taken of."""
    topic, percent = situation.topic, situation.number.kind == "percent"
    if not (percent and topic.endswith("率") and OF_WHOM.fullmatch(words)) or situation.override:
        return None
    result = percentage(situation, kind, topic, None)
    result.other = (words,)
    return result


def residents_too(situation: Situation, words: str) -> Draft | None:
    """城镇居民恩格尔系数36.8%，农村41.5%: the same ratio of those on the other side."""
    other = OTHER_SIDE.get(words.removesuffix("居民"))
    last = situation.memory.last
    if other is None or last is None or not last.is_percent or last.sentence != situation.sentence:
        return None
    told = next((side for side in other if side in last.head[:8]), None)
    if told is None or last.kind is None or last.number.kind != situation.number.kind or situation.override:
        return None
    head = last.head.replace(told, words.removesuffix("居民"), 1)
    result = percentage(situation, last.kind, head, None)
    result.comparison, result.base = last.comparison, last.base
    return result


def part_of_a_rate(situation: Situation, words: str) -> Draft | None:
    """抽检合格率98.3%，其中蔬菜97.1%: the rate named before the mark, of one kind of what it is taken of."""
    mark = situation.part_mark
    if mark is None or situation.soft or situation.override or RATE_NAME.search(words) or measure_of(words):
        return None
    if not ONE_KIND.fullmatch(situation.wide) or situation.number.kind != "percent":
        return None
    rate = next((d for d in situation.memory.back(8) if d.is_percent and d.number.start < mark), None)
    if rate is None or rate.kind not in ("rate", "completion") or rate.sentence != situation.sentence:
        return None
    if not rate.head.endswith(("率", "度", "比例")):
        return None
    result = percentage(situation, rate.kind, rate.head, None)
    result.other = (words,) if words else ()
    return result


def like_the_last(situation: Situation, head: str) -> Draft | None:
    """咨询类占77%，其他类5%; 教育支出增长25%，农林水支出20%: one verb for a list of things."""
    last = situation.memory.last
    if last is None or last.kind not in ("share", "growth") or last.sentence != situation.sentence:
        return None
    if situation.number.kind != "percent" or situation.override or situation.context.subject != last.subject:
        return None
    if not last.own_head or RATE_NAME.search(head) or not THING.fullmatch(situation.wide):
        return None
    result = percentage(situation, last.kind, head, None)
    result.base, result.base_of, result.comparison = last.base, last.base_of, last.comparison
    if last.value < 0:
        result.value = -abs(result.value)
    return result


# 增长7.5%|，其中城镇|7.2%、乡村8.3%: the parts of what grew
PARTS = regex.compile(
    r"[，、；(]\s*(?:其中[，：:]?)?(?!达|为|仅|只|约|近|超)[\p{Han}“”]{2,16}(?<![为达是到于的占])"
)
# By these words alone it is not said what grew
SIDES = regex.compile(
    r"城镇|城市|城区|县城|乡村|农村|[省市县境国]内|[省市县境国]外|本地|外地|线[上下]|(?:限|规模)额?以[上下]"
)


def parts_grow(situation: Situation, head: str) -> Draft | None:
    """零售总额增长7.5%，其中城镇7.2%，乡村8.3%: of the parts of what grew, growth is told without its verb."""
    last = situation.memory.last
    if last is None or last.kind != "growth" or last.sentence != situation.sentence or situation.override:
        return None
    if situation.number.kind != "percent" or last.number.kind != "percent" or situation.part_mark is None:
        return None
    if RATE_NAME.search(head) or not PARTS.fullmatch(situation.wide):
        return None
    if not situation.wide.startswith("，其中") and last.rule != "percent.other":
        return None
    grown = next((d for d in situation.memory.back(12) if d.kind == "growth" and not d.part), None)
    named = head + grown.head if grown is not None and SIDES.fullmatch(head) else head
    result = percentage(situation, "growth", named, None)
    result.comparison = last.comparison
    if last.value < 0 < result.value:
        result.value = -result.value
    return result

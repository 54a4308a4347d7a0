"""Rates with names of their own, and ratios that only repeat."""

from __future__ import annotations

import regex

from extract.draft import Draft
from extract.drafting import as_goal, percentage
from extract.heads import clean, resembles
from extract.meant import last_head, last_level, quantity_meant
from extract.rules.base import Example, Match, Rule
from extract.rules.growth import negative
from extract.rules.of_each import (
    by_topic,
    each_way,
    like_the_last,
    part_of_a_rate,
    parts_grow,
    residents_too,
    told_apart,
)
from extract.rules.ratio_changes import GROWTH_TAIL, SHARE_TAIL
from extract.situation import Situation
from extract.spoken_measures import measure_before
from extract.topics import CHANGE_TOPIC
from schemas import PercentageKind

RATE_WORDS = regex.compile(r"(?:实际|项目|按时|率|度)")
BARE_DONE = regex.compile(r"(?:仅|只|才|已)?完成$")
# 签约项目44个，签约额58亿元，个数完成73.3%
COUNT_ALONE = ("个数", "项目数", "数量", "户数", "家数")
PLACES_IT = ("以", "分别以")
# 长治以|91.6%领跑: the measure was announced before
PLACED = regex.compile(r"\s*(?:分别)?以")
COMPLETES = regex.compile(r"(?:完成率|进度|执行率|完成比例|完成情况)$")
# 税收占比提高2.1个百分点|，达到
REACHED = regex.compile(
    r"，?(?:现|目前|已|已经|(?:\d{4}\s?年)?[年\d]{0,3}月?[底末]|\d{4}\s?年)?(?:已|已经)?(?:达到?|升至|升到|降至|降到|为)了?"
)
# 甲县、乙县、丙县|分别以
SHARED_OUT = regex.compile(r"(?:分别|依次|各)以?$")
# 二产、三产增速(14.9%、21.0%)
CHANGE_IN_BRACKET = regex.compile(r"(?:[增降涨升减跌]幅|增速|增长率)\(\s*$")
# 上半年降幅收窄到15.4%，前三季度收窄到|7.6%: a fall still
NARROWED_TO = regex.compile(r"(?:收窄|缩小|缩窄|收缩|扩大)[到至为]\s*$")
AGAINST = regex.compile(r"[与和同跟](?P<whom>\p{Han}{2,12}?)(?:相比|对比|比较|比)，")
BARE_MEAN = regex.compile(r"(?:[一二三四五六七八九十两\d]{1,2}年)?(?:[来间内])?(?:年均|平均|年平均)")
GROWTH_NEAR = regex.compile(r"增速|增幅|增长|下降|为负")


def _rate(situation: Situation, match: Match) -> Draft:
    words = clean(situation.cue[: match.end("name")])
    if situation.override is not None and situation.override.head:
        words = situation.override.head
    result = percentage(situation, "rate", words, None)
    core = RATE_WORDS.sub("", words)
    for level in situation.memory.levels(situation.sentence, limit=4):
        if level.unit_kind != "money" and resembles(core, level.head) == 1.0:
            result.of = level
            result.narrowing = result.narrowing.over(level.narrowing)
            break
    return result


def _sibling(situation: Situation, match: Match) -> Draft | None:
    changes = CHANGE_TOPIC.fullmatch(situation.topic) or CHANGE_IN_BRACKET.search(situation.wide)
    near = [d for d in situation.memory.back(12) if d.is_percent]
    near = [d for d in near if d.paragraph == situation.paragraph or changes]
    last = next(iter(near), None)
    said = situation.override
    named = said is not None and not (said.head or said.criterion) and SHARED_OUT.search(situation.cue)
    if last is None or last.kind is None or (clean(situation.cue) and not named):
        return None
    if not situation.cue.strip("，、 ").startswith(PLACES_IT) and measure_before(situation.wide, "percent"):
        return None
    if situation.number.kind == "points" and last.number.kind != "points":
        return None
    if last.number.kind == "points" != situation.number.kind and REACHED.fullmatch(situation.wide):
        return _reached(situation, last)
    if situation.number.kind == "percent" and last.number.kind == "points":
        # 优良率89%，提高2个百分点。甲市以96%居首: not by how much it changed
        last = next((d for d in near if d.number.kind == "percent" and d.kind is not None), last)
    head, of = quantity_meant(situation, "" if named else situation.cue)
    if situation.listed and last.kind == "rate" and last.sentence == situation.sentence and of is None:
        head = last.head
    unnamed = situation.in_bracket and situation.bracket is None and last.sentence == situation.sentence
    if unnamed and last.kind in ("rate", "completion") and last.of is None:
        head, of = last.head, None
    kind: PercentageKind = "growth" if changes else _announced(situation) or last.kind or "rate"
    return _repeated(situation, last, percentage(situation, kind, head, of))


def _each_way(situation: Situation, match: Match) -> Draft | None:
    return each_way(situation)


def _gap(situation: Situation, match: Match) -> Draft | None:
    """优良天数比例84%，距年度目标88%尚差4个百分点: the goal that the rate before falls short of."""
    last = situation.memory.last
    if (
        last is None
        or last.kind not in ("rate", "share", "completion")
        or last.sentence != situation.sentence
    ):
        return None
    result = percentage(situation, last.kind, last.head, None)
    result.narrowing, result.subject, result.base = last.narrowing, last.subject, last.base
    return as_goal(result, situation.wide)


def _goal_again(situation: Situation, match: Match) -> Draft | None:
    """完成省定任务的130%，市定任务的127%: how much of another goal the same figure is."""
    last = situation.memory.last
    if last is None or last.kind != "completion" or last.sentence != situation.sentence:
        return None
    result = percentage(situation, "completion", last.head, last.of)
    result.base = match["base"].strip()
    return result


def _repeated(situation: Situation, last: Draft, result: Draft) -> Draft:
    """The draft with the base, the comparison and the sign of the one that it repeats, where its kind is the same."""
    result.comparison, result.base = last.comparison, last.base
    result.base_of = situation.base or (last.base_of if last.kind == "share" else None)
    if result.kind == "growth" and last.kind != "growth":
        result.comparison, result.base, result.base_of = "yoy", None, None
        result.value = -result.value if negative(situation.topic or situation.wide) else result.value
    narrows = last.kind == "growth" and NARROWED_TO.search(situation.wide) is not None
    if last.kind == "growth" and last.value < 0 < result.value and (situation.listed or narrows):
        result.value = -result.value
    return result


def _announced(situation: Situation) -> PercentageKind | None:
    """按完成率排，甲镇以170%居首; 开工率，甲市、乙市达到100%: the kind of ratio that the sentence speaks of."""
    topic = situation.topic
    if COMPLETES.search(topic):
        return "completion"
    if SHARE_TAIL.search(topic):
        return "share"
    return "rate" if topic.endswith("率") else None


def _reached(situation: Situation, change: Draft) -> Draft:
    """税收占比提高2.1个百分点，达到57.3%: what the change in percentage points led to."""
    kind: PercentageKind = change.of.kind if change.of is not None and change.of.kind else "rate"
    words = change.head
    if SHARE_TAIL.search(words):
        kind = "share"
        words = SHARE_TAIL.sub("", words)
    elif GROWTH_TAIL.search(words):
        kind = "growth"
        words = GROWTH_TAIL.sub("", words)
    head, of = quantity_meant(situation, words) if words and kind != "rate" else (change.head, None)
    return percentage(situation, kind, head, of)


def _fraction(situation: Situation, match: Match) -> Draft | None:
    part = last_level(situation)
    if not situation.number.han or clean(situation.cue) or part is None or situation.override is not None:
        return None
    return percentage(situation, "share", part.head, part)


def _done(situation: Situation, match: Match) -> Draft:
    words = clean(match["what"])
    if words in COUNT_ALONE:
        counted = (d for d in situation.memory.levels(situation.sentence, limit=8) if d.unit_kind == "count")
        level = next(counted, None)
        if level is not None:
            return percentage(situation, "completion", level.head, None)
    return percentage(situation, "completion", words, None)


def _against(situation: Situation) -> Draft | None:
    """与乙区比，开工率(64.5%对|71.9%): the same rate of whom it is compared with; `None` where nobody is named."""
    text, at = situation.text, situation.number.start
    left = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    whom, last = AGAINST.search(text, left, at), situation.memory.last
    if whom is None or last is None or last.kind is None or last.sentence != situation.sentence:
        return None
    result = percentage(situation, last.kind, last.head, None)
    result.narrowing, result.subject = last.narrowing, whom["whom"]
    return result


def _completed_too(situation: Situation) -> Draft | None:
    """甲镇完成任务的48.2%，乙镇仅完成19.6%: completion of what was completed before."""
    if not BARE_DONE.search(situation.cue) or clean(situation.cue).removesuffix("完成"):
        return None
    last = next((d for d in situation.memory.back(12) if d.kind == "completion"), None)
    if last is None or last.paragraph != situation.paragraph:
        return None
    result = percentage(situation, "completion", last.head, None)
    result.base = last.base
    return result


AIM = regex.compile(r"的?(?:增长|增速|预期)?目标(?:同样?|均|都|则|也|定|设)?[为是在]?")


def _aimed_too(situation: Situation) -> Draft | None:
    """甲市提出生产总值增长8%，乙市目标为7%: the aim of another unit for what is to grow."""
    last = situation.memory.last
    if last is None or last.kind != "growth" or last.sentence != situation.sentence:
        return None
    if situation.context.subject in (None, last.subject) or not AIM.fullmatch(situation.cue):
        return None
    result = percentage(situation, "growth", last.head, None)
    result.status = "target"
    return result


def _other(situation: Situation, match: Match) -> Draft | None:
    growth = (
        situation.number.value < 0
        or situation.number.quote.startswith("+")
        or CHANGE_TOPIC.fullmatch(situation.topic)
        or GROWTH_NEAR.search(situation.wide[-24:])
    )
    if situation.cue == "对" and situation.in_bracket:
        return _against(situation)
    done = _completed_too(situation) or _aimed_too(situation)
    if done is not None:
        return done
    words = "" if PLACED.fullmatch(situation.cue) else situation.cue
    words = words if clean(words) else measure_before(situation.wide, "percent")
    if not clean(words) and not situation.override and not growth and not situation.topic:
        return None
    said = clean(words)
    one = told_apart(situation, said) or residents_too(situation, said) or part_of_a_rate(situation, said)
    one = one or by_topic(situation, said, _announced(situation) or "rate")
    if one is not None:
        return one
    head, of = quantity_meant(situation, words)
    if not head:
        return None
    like = parts_grow(situation, head) or (None if growth else like_the_last(situation, head))
    if like is not None:
        return like
    if growth:
        grown = GROWTH_TAIL.sub("", head)
        # 从五年年均增速看: a mean of nothing that is named
        grown = head if BARE_MEAN.fullmatch(grown) else grown
        return percentage(situation, "growth", grown or last_head(situation), of)
    return percentage(situation, "rate", head, of)


RATES: tuple[Rule, ...] = (
    Rule(
        id="percent.rate",
        reads="any other named rate: 开工率55.3%",
        anchors=("percent",),
        before=r"""(?P<name> [^，。；]{0,30}?
                (?: (?<= [^，。；] ) (?: 率 | 比例 | 技改面 | 满意度 | 集中度 | 贡献度 | 指数 )
                    | (?: 增长 | 下降 | 亏损 | 扩大 | 扩张 | 收缩 | 覆盖 | 受益 | 惠及 | 停产 | 开工 | 盈利
                        | 减产 | 上涨 | 获奖 | 达标 | 合格 ) 面 ) )
            (?: 的 | 平均 )? (?: 由 [^，。；]{1,10} 的? | 稳定在 | 保持在 )? <be>*""",
        build=_rate,
        examples=(
            Example(
                "新签约项目38个，开工21个，开工率55.3%。", "55.3%", {"kind": "rate", "code": "rate_start"}
            ),
        ),
    ),
    Rule(
        id="percent.each_way",
        reads="the growth of one figure and the fall of another: 一升一降，幅度分别为0.7%和6.3%",
        anchors=("percent",),
        build=_each_way,
        examples=(
            Example(
                "出口21亿元、进口13亿元，一升一降，幅度分别为2.7%和6.1%。",
                "6.1%",
                {"value": "-6.1", "kind": "growth", "indicator": "进口", "of": "13亿元"},
            ),
        ),
    ),
    Rule(
        id="percent.sibling",
        reads="a bare percentage that repeats the construction before it",
        anchors=("percent", "times_as", "points"),
        build=_sibling,
        examples=(
            Example(
                "完成投资60亿元，其中工业类30亿元，占50%；民生类15亿元，25%。",
                "25%",
                {"kind": "share", "of": "15亿元"},
            ),
            Example(
                "到位资金8.2亿元，占全市的三成；增幅方面，甲镇以91%称冠。",
                "91%",
                {"kind": "growth", "subject": "甲镇"},
            ),
            Example("到位资金8.2亿元，占全市的三成；论速度，甲镇以91%称冠。", "91%", {"kind": "growth"}),
            Example("税收占比提高2.1个百分点，达到57.3%。", "57.3%", {"kind": "share", "indicator": "税收"}),
            Example("优良率方面，全市平均为89%，提高2个百分点。甲县以96%居首。", "96%", {"kind": "rate"}),
            Example(
                "到位资金增长8%。按完成率排，甲镇以107%居首。",
                "107%",
                {"kind": "completion", "indicator": "完成率"},
            ),
            Example(
                "零售额增长4.4%，甲县、乙县分别以8.6%、8.1%包揽前二。",
                "8.1%",
                {"kind": "growth", "subject": "乙县", "indicator": "零售额"},
            ),
        ),
    ),
    Rule(
        id="percent.fraction",
        reads="a fraction without a verb: 其中台资企业114家，不到一成",
        anchors=("percent",),
        build=_fraction,
        examples=(
            Example(
                "入驻企业1300家，其中台资企业114家，不到一成。", "不到一成", {"kind": "share", "of": "114家"}
            ),
        ),
    ),
    Rule(
        id="percent.short_of_goal",
        reads="the goal that a rate falls short of or exceeds: 距年度目标88%尚差3.5个百分点",
        anchors=("percent",),
        before=r"(?: 距离? | 离 | [与比较] ) [^，。；\d]{0,8} <goal> 值? (?: 的 | 为 )?",
        after=r"\s* 的? (?: [还尚仍]? (?: 有 | 差 | 相差 | 存在 | 欠 ) | 仅差 )",
        build=_gap,
        examples=(
            Example(
                "优良天数比例84.5%，距年度目标88%尚差3.5个百分点。",
                "88%",
                {"status": "target", "indicator": "优良天数比例", "period.end": "2021-12"},
            ),
        ),
    ),
    Rule(
        id="percent.goal_again",
        reads="completion of another goal by the same figure: 完成省定任务的130%，市定任务的127%",
        anchors=("percent",),
        before=r"^ [，、]? (?P<base> [^，。；\d]{0,14} <goal> ) 的",
        build=_goal_again,
        examples=(
            Example(
                "签约项目52个，完成省定任务的130%，市定任务的127%。",
                "127%",
                {"kind": "completion", "of": "52个", "base": "市定任务"},
            ),
        ),
    ),
    Rule(
        id="percent.done",
        reads="how much of a work is done: 设备安装已完成80%",
        anchors=("percent",),
        before=r"(?P<what> [^，。；]{2,20} ) (?<= \p{Han} ) 完成",
        build=_done,
        examples=(Example("设备安装已完成80%。", "80%", {"kind": "completion", "indicator": "设备安装"}),),
    ),
    Rule(
        id="percent.other",
        reads="any other ratio with a head of its own",
        anchors=("percent", "times_as", "points"),
        build=_other,
        examples=(
            Example(
                "垃圾分类参与率小学98.3%、初中91.4%。",
                "91.4%",
                {"kind": "rate", "indicator": "垃圾分类参与率"},
            ),
            Example(
                "零售额增长5%，其中城镇4.1%，乡村6.2%。",
                "6.2%",
                {"kind": "growth", "indicator": "乡村零售额"},
            ),
            Example(
                "甲山镇完成任务的48.2%，乙山镇仅完成19.6%。",
                "19.6%",
                {"kind": "completion", "subject": "乙山镇"},
            ),
        ),
    ),
)

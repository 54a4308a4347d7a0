"""Rates with names of their own, levels that they are compared with, and ratios that only repeat."""

from __future__ import annotations

import regex

from extract.draft import Draft
from extract.drafting import change_period, percentage
from extract.heads import clean, resembles
from extract.meant import CHANGE_TOPIC, last_head, last_level, quantity_meant
from extract.rules.base import Example, Match, Rule
from extract.rules.growth import SIGNS, negative
from extract.situation import Situation
from schemas import PercentageKind

RATE_WORDS = regex.compile(r"(?:实际|项目|按时|率|度)")
SHARE_WORDS = regex.compile(r"占|比重|占比|的比例")
SHARE_TAIL = regex.compile(r"占[^，]*?(?:的)?(?:比重|比例)$|占比$|比重$")
SHARE_BASE = regex.compile(r"占(?P<base>[^，]{1,20}?)的?(?:比重|比例)")
REQUIRED = regex.compile(r"要求|目标|任务|计划")
BARE_DONE = regex.compile(r"(?:仅|只|才|已)?完成$")
# 长治以|91.6%领跑: the measure was announced before
PLACED = regex.compile(r"\s*(?:分别)?以")
# From how many characters on the part of a share is taken as it is written
MIN_HEAD = 4
# 辍学率|小学, and the names that follow it
RATE_OF = regex.compile(r"(?P<rate>.{0,12}\p{Han}{2}率)(?P<who>(?!为|达|超)\p{Han}{2,4})")
ONE_NAME = regex.compile(r"[、，](?!其)\p{Han}{2,6}(?:为|则|则为|达|有|只有|仅)?")
COMPLETES = regex.compile(r"(?:完成率|进度|执行率|完成比例|完成情况)$")
# 税收占比提高2.1个百分点|，达到
REACHED = regex.compile(r"，?(?:现|目前|已|已经)?(?:达到?|升至|升到|降至|降到|为)了?")
# 甲县、乙县、丙县|分别以
SHARED_OUT = regex.compile(r"(?:分别|依次|各)以?$")
# 二产、三产增速(14.9%、21.0%)
CHANGE_IN_BRACKET = regex.compile(r"(?:[增降涨升减跌]幅|增速|增长率)\(\s*$")
GROWTH_NEAR = regex.compile(r"增速|增幅|增长|下降|为负")
GROWTH_TAIL = regex.compile(r"(?:同比)?(?:增速|增幅|涨幅|降幅|增长率?)(?:为负)?$")
CHANGES_TO = r"(?: <up> | <down> | 跃升 | 跃 | [转变] | 扭转 | 调整 | 变化 | 攀升 | 延伸 ) \p{Han}{0,3}? (?: 到 | 至 | 为 )"


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


def _compared(situation: Situation, match: Match) -> Draft | None:
    last = next(
        (d for d in situation.memory.back(8) if d.is_percent and d.sentence == situation.sentence), None
    )
    if last is None or last.kind is None:
        return None
    result = percentage(situation, last.kind, last.head, None)
    result.narrowing, result.subject, result.role = last.narrowing, last.subject, "previous"
    if REQUIRED.search(match["what"]) or REQUIRED.match(situation.after.lstrip("的")):
        result.status = "target"
    elif situation.reference is not None:
        result.period = situation.reference
    return result


def _from(situation: Situation, match: Match) -> Draft:
    words = match["words"]
    verb = match["verb"] or ""
    grows = GROWTH_TAIL.search(words)
    signed = situation.number.quote[0] in SIGNS
    kind: PercentageKind = (
        "share" if SHARE_WORDS.search(words) else "growth" if grows or signed or verb else "rate"
    )
    bare = SHARE_TAIL.sub("", words[: grows.start()] if grows else words)
    head, of = quantity_meant(situation, bare)
    if kind == "share" and len(clean(bare)) >= MIN_HEAD:
        head = clean(bare)
    result = percentage(situation, kind, head, None)
    shared = SHARE_BASE.search(words)
    result.base = shared["base"] if shared else None
    result.of, result.role = of, "previous"
    result.period = change_period(situation, "from")
    result.status = "actual"
    if negative(verb):
        result.value = -abs(result.value)
    return result


def _to(situation: Situation, match: Match) -> Draft | None:
    last = situation.memory.drafts[-1] if situation.memory.drafts else None
    if last is None or last.rule != "percent.from" or last.kind is None:
        return None
    result = percentage(situation, last.kind, last.head, None)
    result.of, result.base = last.of, last.base
    result.narrowing, result.subject = last.narrowing, last.subject
    last.of = None
    if negative(match["verb"] or ""):
        result.value = -abs(result.value)
    result.period = change_period(situation, "to")
    return result


def _sibling(situation: Situation, match: Match) -> Draft | None:
    changes = CHANGE_TOPIC.fullmatch(situation.topic) or CHANGE_IN_BRACKET.search(situation.wide)
    last = next(
        (
            d
            for d in situation.memory.back(12)
            if d.is_percent and (d.paragraph == situation.paragraph or changes)
        ),
        None,
    )
    said = situation.override
    named = said is not None and not (said.head or said.criterion) and SHARED_OUT.search(situation.cue)
    if last is None or last.kind is None or (clean(situation.cue) and not named):
        return None
    if situation.number.kind == "points" and last.number.kind != "points":
        return None
    if last.number.kind == "points" != situation.number.kind and REACHED.fullmatch(situation.wide):
        return _reached(situation, last)
    head, of = quantity_meant(situation, "" if named else situation.cue)
    unnamed = situation.in_bracket and situation.bracket is None and last.sentence == situation.sentence
    if unnamed and last.kind in ("rate", "completion") and last.of is None:
        head, of = last.head, None
    kind = "growth" if changes else _announced(situation) or last.kind
    result = percentage(situation, kind, head, of)
    result.comparison, result.base = last.comparison, last.base
    result.base_of = situation.base or (last.base_of if last.kind == "share" else None)
    if changes and last.kind != "growth":
        result.comparison, result.base, result.base_of = "yoy", None, None
        result.value = -result.value if negative(situation.topic or situation.wide) else result.value
    if last.kind == "growth" and last.value < 0 < result.value and situation.listed:
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
    return percentage(situation, "completion", clean(match["what"]), None)


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


# 增长面, 亏损面: how many of all, whatever word of change stands before
# What is a rate by its name, and the bare name of a thing between two ratios
RATE_NAME = regex.compile(r"[率比度面重]$|指数|得分|进度|比例|水平")
THING = regex.compile(r"[，；、]\s*(?!其中|达|为|仅|只|约|近|超)[\p{Han}“”()、]{2,16}(?<![为达是到于的])")
OF_A_SHARE = regex.compile(r"(?:增长|下降|亏损|盈利|停产|覆盖|获奖|受益|达标|合格)面$")


def _told_apart(situation: Situation, words: str) -> Draft | None:
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


def _like_the_last(situation: Situation, head: str) -> Draft | None:
    """咨询类占77%，其他类5%; 教育支出增长25%，农林水支出20%: one verb for a list of things."""
    last = next(situation.memory.back(1), None)
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


def _other(situation: Situation, match: Match) -> Draft | None:
    growth = (
        situation.number.value < 0
        or situation.number.quote.startswith("+")
        or GROWTH_NEAR.search(situation.wide[-24:])
    )
    done = _completed_too(situation)
    if done is not None:
        return done
    words = "" if PLACED.fullmatch(situation.cue) else situation.cue
    if not clean(words) and not situation.override and not growth and not situation.topic:
        return None
    told_apart = _told_apart(situation, clean(words))
    if told_apart is not None:
        return told_apart
    head, of = quantity_meant(situation, words)
    if not head:
        return None
    like = None if growth else _like_the_last(situation, head)
    if like is not None:
        return like
    if growth:
        return percentage(situation, "growth", GROWTH_TAIL.sub("", head) or last_head(situation), of)
    return percentage(situation, "rate", head, of)


CHANGES: tuple[Rule, ...] = (
    Rule(
        id="percent.from",
        reads="the share or rate that a change starts from: 由上年的81.2%",
        anchors=("percent",),
        before=r"(?P<words> [^，。；]{0,40} ) (?: 由 | 从 ) [^，。；]{0,10}? (?: 的 | 为 )? (?P<verb> <up> | <down> )?",
        after=r"\s* [^，。；\d]{0,3}?" + CHANGES_TO,
        build=_from,
        examples=(
            Example(
                "落地率由上年的68.5%提高到74.6%。",
                "68.5%",
                {"kind": "rate", "indicator": "落地率", "period.end": "2020-12"},
            ),
            Example(
                "规上工业增加值增速由一季度的5.1%提高到上半年的7.2%。",
                "5.1%",
                {"kind": "growth", "indicator": "规上工业增加值", "period.end": "2021-03"},
            ),
        ),
    ),
    Rule(
        id="percent.to",
        reads="the share or rate that a change ends at: 提高到84.6%",
        anchors=("percent",),
        before=CHANGES_TO
        + r"(?: 了 | 目前的 | 今年的 | \d{4} 年 末? 的? | [一二三四] 季度的 | [上下] 半年的 | 的 )?"
        + r"(?P<verb> <up> | <down> )?",
        build=_to,
        examples=(
            Example(
                "落地率由上年的68.5%提高到74.6%。",
                "74.6%",
                {"kind": "rate", "indicator": "落地率", "period.end": "2021-08"},
            ),
            Example(
                "规上工业增加值增速由一季度的5.1%提高到上半年的7.2%。",
                "7.2%",
                {"kind": "growth", "indicator": "规上工业增加值", "period.end": "2021-06"},
            ),
            Example(
                "第三产业增加值占生产总值的比重由23.5%提高到25.1%。",
                "25.1%",
                {"kind": "share", "base": "生产总值"},
            ),
            Example("外贸由增长5.3%转为下降2.8%。", "2.8%", {"kind": "growth", "value": "-2.8"}),
            Example(
                "明年，力争使集中供养率由目前的36.4%提高到四成。",
                "四成",
                {"status": "target", "period.end": "2022-12"},
            ),
        ),
    ),
    Rule(
        id="percent.compared",
        reads="the level that is compared with: 比市上要求的65%低, 较二季度的94.9%提高",
        anchors=("percent",),
        before=r"(?: 比 | 较 | 与 | 低于 | 高于 ) (?P<what> [^，。；]{0,14}? ) (?: 的 | 为 )",
        after=r"\s* (?: ，? [已也又则均仍还]? (?: 相比 | <up> | <down> ) | 的? (?: 目标 | 要求 | 任务 | 水平 ) )",
        build=_compared,
        examples=(
            Example(
                "开工率55.3%，比市上要求的65%低9.7个百分点。", "65%", {"kind": "rate", "status": "target"}
            ),
            Example("开工率65%，高于市里下达的60%的目标。", "60%", {"kind": "rate", "status": "target"}),
        ),
    ),
    Rule(
        id="percent.previous",
        reads="the rate or share of an earlier period: 去年同期为52.7%",
        anchors=("percent",),
        before=r"""(?P<what> 同期 | 上年 | 去年 | 上月 | 上季度 | 上半年 | 上周 ) (?: 末 | 底 | 份 | 数 )?
            (?: 为 | 是 | 仅 | 仅为 | 只有 | 约 )+""",
        build=_compared,
        examples=(
            Example("开工率60.5%，去年同期为52.7%。", "52.7%", {"kind": "rate", "period.end": "2020-08"}),
        ),
    ),
)
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
                "甲山镇完成任务的48.2%，乙山镇仅完成19.6%。",
                "19.6%",
                {"kind": "completion", "subject": "乙山镇"},
            ),
        ),
    ),
)

"""Changes of ratios: from where and to where, and the levels that they are compared with."""

from __future__ import annotations

import regex

from extract.draft import Draft
from extract.drafting import change_period, percentage
from extract.heads import clean
from extract.meant import quantity_meant
from extract.rules.base import Example, Match, Rule
from extract.rules.goals import whose_average
from extract.rules.growth import SIGNS, negative
from extract.situation import Situation
from schemas import PercentageKind

SHARE_WORDS = regex.compile(r"占|比重|占比|的比例")
SHARE_TAIL = regex.compile(r"占[^，]*?(?:的)?(?:比重|比例)$|占比$|比重$")
SHARE_BASE = regex.compile(r"占(?P<base>[^，]{1,20}?)的?(?:比重|比例)")
REQUIRED = regex.compile(r"要求|目标|任务|计划")
GROWTH_TAIL = regex.compile(r"(?:同比)?(?:增速|增幅|涨幅|降幅|增长率?)(?:为负)?$")
CHANGES_TO = r"(?: <up> | <down> | 跃升 | 跃 | [转变] | 扭转 | 调整 | 变化 | 攀升 | 延伸 ) \p{Han}{0,3}? (?: 到 | 至 | 为 )"
# From how many characters on the part of a share is taken as it is written
MIN_HEAD = 4


def _compared(situation: Situation, match: Match) -> Draft | None:
    last = next(
        (d for d in situation.memory.back(8) if d.is_percent and d.sentence == situation.sentence), None
    )
    if last is None or last.kind is None:
        return None
    result = percentage(situation, last.kind, last.head, None)
    result.narrowing, result.subject, result.role = last.narrowing, last.subject, "previous"
    if match.groupdict().get("average"):
        result.subject, result.role = whose_average(situation) or last.subject, "base"
        return result
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
        before=r"""(?: (?<! 占 ) 比 (?! 重 | 例 ) | 较 | 与 | 低于 | 高于 ) (?P<what> [^，。；]{0,14}? )
            (?: 的 | 为 | (?<= 目标 | 任务 | 要求 | 计划 | 红线 | 标准 | 均值 ) )
          | (?: 为 | 是 | 相当于 | 仅为 | 达到? ) (?P<what> [^，。；]{0,6}? (?P<average> 平均 (?: 水平 | 值 )? | 均值 ) )""",
        after=r"\s* (?: 的 (?= [\d约近不] ) | ，? [已也又则均仍还]? (?: 相比 | <up> | <down> | 低 | 高 ) | 的? (?: 目标 | 要求 | 任务 | 水平 ) )",
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

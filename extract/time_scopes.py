"""Scopes of times: which times only narrow the words around them and are not when something happened."""

from __future__ import annotations

import regex

from extract.patterns import compile_pattern
from extract.periods import PeriodMention
from extract.time_spans import whole_year
from schemas import Period

# 2018年春运(2月1日至3月12日): the days of a season, which is no year; 2018年春运期间 are those days again
SEASON = regex.compile(
    r"的?(?:春运|暑运|春节|国庆|中秋|元旦|五一|“五一”|“十一”|清明|端午|长假|假期|黄金周|小长假)"
)
# 占全年任务的…: the period belongs to the task, not to the number
GOAL_WORDS = compile_pattern(
    r"(?: 的 )? (?: (?! 完成 | 超额 | 突破 | 力争 | 确保 | 增长 | 下降 ) [^，。；] ){0,10}? <goal>"
)
QUALIFIES = compile_pattern(r"(?: 占 | 完成 | 达 | 超 | 为 | 较 | 距 | 的 | 年度 ) [^，。；]{0,6} $")
# 举行二季度项目集中开工活动，: a time inside the name of something held or done, without a number
HELD = regex.compile(r"(?:举行|举办|召开|参加|抓好|做好|按照|根据|对照|落实|受|随着|由于)[^，。；\d]{0,6}$")
# 计划2021年12月建成，二期投资…: when something will be ready
READY = regex.compile(r"(?:计划|预计|拟|将|可望|有望)[于在到]?$")
BY_THEN = regex.compile(
    r"[^，。；\d]{0,8}(?:建成|投产|竣工|开工|完工|投用|使用|达产|试产|试生产|交付|开业|通车)[^，。；\d]{0,6}[，。；]"
)
WITHOUT_NUMBER = regex.compile(r"\p{Han}{2,30}[，。；]")
# 8月28日至9月5日，督查组对…: when somebody looked
INSPECTION = regex.compile(
    r"[^。；\d]{0,40}?(?:督查组|督导组|检查组|调研组|暗访组|督查室|进行了?(?:专项|实地|集中|现场)*(?:督查|检查|暗访|抽查))"
)
# 2022年度…评价结果5月公布：: when it was made known
MADE_KNOWN = regex.compile(r"(?:正式|统一|对外|全部)?(?:公布|发布|揭晓|出炉|印发|下发|公示)(?:的|[：，])")


# 为2015年以来同期最低, 创2018年以来新高: since when it is the best or the worst
RECORD = regex.compile(
    r"的?(?:同期|历史|历年|单月|当月)*(?:的?最[高低好差快慢多少大小优]|新[高低]|峰值|首次|首个)"
)
# 上年结转项目35个: carried over from that year
CARRIED_OVER = regex.compile(r"(?:度)?(?:结转|续建|转入|遗留|跨年|滚存|结余)")


def narrows(mention: PeriodMention, text: str, base: Period | None) -> bool:
    """Whether a time only narrows the words around it: a goal's year, an event's name, the days of an inspection."""
    before = text[max(0, mention.start - 8) : mention.start]
    season = base is not None and base.year == mention.period.year and whole_year(mention.period)
    if season and SEASON.match(text, mention.end):
        return True
    if GOAL_WORDS.match(text, mention.end, mention.end + 16):
        if QUALIFIES.search(before) or text[mention.start : mention.end] in ("全年", "年底", "年末"):
            return True
    if HELD.search(text, max(0, mention.start - 10), mention.start):
        return bool(WITHOUT_NUMBER.match(text, mention.end))
    if mention.period.text.endswith("以来") and RECORD.match(text, mention.end):
        return True
    if mention.period.text in ("上年", "去年") and CARRIED_OVER.match(text, mention.end):
        return True
    if mention.period.length_months == 1 and MADE_KNOWN.match(text, mention.end):
        return mention.start > 0 and text[mention.start - 1] not in "。\n"
    if READY.search(text, max(0, mention.start - 4), mention.start):
        return bool(BY_THEN.match(text, mention.end))
    days = len(mention.period.end or "") > 7 and mention.period.start is not None
    of_months = base is not None and len(base.end or "") == 7
    return days and of_months and bool(INSPECTION.match(text, mention.end))

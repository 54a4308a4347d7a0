"""Structures: a ratio a:b:c is one share for each part."""

from __future__ import annotations

from dataclasses import replace

from extract.draft import Draft
from extract.drafting import change_period, percentage
from extract.heads import clean
from extract.patterns import compiled
from extract.situation import Situation

THREE = ("第一产业", "第二产业", "第三产业")
COLON = compiled(r"[:∶：]")
# 收入比|由2.8:1缩小到
RATIO_NAMED = compiled(r"(?P<head>[^，。；：、\d\n]{2,20}?(?:之比|比例|比))[由从][^，。；]{1,24}$")
# 三次产业比(不变价)由12:45:43调整为: not of three numbers told before it
INDUSTRIES = compiled(r"(?:三次产业|产业|三产)(?:增加值)?(?:结构|比)")
LONGEST_CHANGE = 50
# 由17.6:43.5:38.9|调整为12.3:54.6:33.1
BEFORE_CHANGE = compiled(r"[由从][^，。；]{0,14}$")
CHANGED_TO = compiled(
    r"(?:调整|优化|演变|变化|转变|改善|缩小|扩大|下降|降低|收窄|拉大|上升|提高|变|调|缩|降|升)[为到至成][^，。；]{0,10}$"
)


def _of_ratio(situation: Situation) -> str:
    """城乡居民收入比由2.8:1缩小到|2.3:1: the name of the ratio, before what it was."""
    start = max(0, situation.number.start - LONGEST_CHANGE)
    named = RATIO_NAMED.search(situation.text, start, situation.number.start)
    return clean(named["head"]) if named else ""


def read_structure(situation: Situation) -> list[Draft]:
    """The shares of a structure; with three members and no list before, those of the three industries."""
    number = situation.number
    drafts = []
    industries = len(number.parts) == 3 and INDUSTRIES.search(situation.wide)
    run = None if industries else situation.memory.last_run(len(number.parts), situation.sentence)
    if len(number.parts) == 2:
        head = clean(situation.cue) or _of_ratio(situation)
        result = percentage(situation, "rate", head, None)
        result.rule = "percent.ratio"
        result.value = number.parts[0]
        return [_then_and_now(result, situation)]
    offset = number.start
    for index, value in enumerate(number.parts):
        of = run[index] if run else None
        head = of.head if of else (THREE[index] + "比重" if len(number.parts) == 3 else clean(situation.cue))
        result = percentage(situation, "share", head, of)
        result.rule = "percent.structure"
        printed = COLON.split(number.quote)[index]
        start = situation.text.index(printed, offset)
        offset = start + len(printed)
        result.number = replace(number, start=start, end=offset, quote=printed, value=value)
        result.value = value
        drafts.append(_then_and_now(result, situation) if of is None else result)
    return drafts


def _then_and_now(result: Draft, situation: Situation) -> Draft:
    """由12:45:43|调整为10:44:46: of the period in which the change starts, or ends."""
    if BEFORE_CHANGE.search(situation.wide):
        result.period = situation.reference or change_period(situation, "from")
    elif CHANGED_TO.search(situation.wide):
        result.period = change_period(situation, "to")
    return result

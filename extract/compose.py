"""Compose: the full head of a figure from the words of its clause and from what the reader carries over."""

from __future__ import annotations

import regex

from extract.composition import (
    COUNTED,
    DEED,
    DEED_OF,
    GENERAL,
    MODIFIER,
    OPENS_WITH_VERB,
    Head,
    by_theme,
    spoken_of,
)
from extract.counted import compose_counted
from extract.heads import clean, measure_of, noun_of
from extract.measured import compose_measured
from extract.patterns import compile_pattern
from extract.situation import Situation
from extract.spoken_measures import ONE_OF_TWO, measure_before, one_of_two

# 进口方面，大豆287.6万吨: goods by which way they went
DIRECTIONS = ("进口", "出口")
# 机电产品仍是出口主力，出口541亿元: what says nothing of whose trade it measures
BARE_TRADE = (
    "进口",
    "出口",
    "进出口",
    "进口额",
    "出口额",
    "进出口额",
    "进口值",
    "出口值",
    "进出口值",
    "进出口总值",
    "出口总值",
    "进口总值",
)

CONCENTRATION = ("浓度", "平均浓度", "月均浓度", "年均浓度", "日均浓度", "浓度均值", "均值", "浓度值")
SUBSTANCE = regex.compile(
    r"PM ?2\.5|PM ?10|细颗粒物|可吸入颗粒物|臭氧|O3|二氧化硫|SO2|二氧化氮|NO2"
    r"|一氧化碳|氨氮|总磷|总氮|化学需氧量|高锰酸盐指数|降尘"
)
# What somebody did, behind the noun that is counted
THEY_DID = compile_pattern(
    r"(?: 分别 | 各 | 共 | 已 | 均 | 就 | 合计 | 累计 | 全部 | [只仅] )*"
    r" (?: (?: (?! 完成 | 实现 ) <verb_only> | <light_verb> | 促成 )+ 了? $"
    r" | (?<! ^ 项目 ) 完成投资 $ | 的 (?! 项目 ) )"
)
# 向|57名困难学生|发放助学金: what is given to those that were counted
GIVES_TO = ("向", "为", "给", "对")
TO_THEM = compile_pattern(
    r"(?: 分别 | 各 | 共 | 已 | 累计 | 合计 )* (?: <verb_only> | <paying> | 提供 | 赠送 | 发给 )"
)
# 出口总体平稳，完成32亿元: of the measure that is spoken of
DONE = ("完成", "实现", "共完成", "仅完成", "录得")
# 养老金再次上调，人均月增120元
EACH = regex.compile(r"(?:[人户亩月年日]均)+[月年]?")
IN_A_ROW = regex.compile(r"\s*[、和及][\p{Han}A-Za-z\d“”+]{2,12}$")
__all__ = ["MODIFIER", "Head", "compose"]


def compose(situation: Situation, words: str) -> Head:
    """The head of a figure, or of the quantity behind a percentage, whose clause says `words`."""
    head = clean(_without_last_noun(situation, words))
    if head in ONE_OF_TWO:
        head = one_of_two(situation.text, situation.number.start, head) or head
    if head in GENERAL or head in DONE:
        head = measure_before(situation.wide, situation.number.kind) or head
        head = by_theme(situation, head) or head
    if head in BARE_TRADE or _each_of(situation, head) or _total_of_thing(situation, head):
        head = situation.thing.removesuffix(head) + head
    if head in CONCENTRATION:
        head = _substance(situation) + head
    head = _of_the_thing(situation, head) + head
    meant = spoken_of(situation, head) if head and not _beside_a_change(situation) else None
    if meant is not None:
        return Head(meant.head, meant.narrowing, meant)
    number = situation.number
    counted = number.kind in COUNTED or (number.is_percent and noun_of(head))
    found = compose_counted(situation, head) if counted else compose_measured(situation, head)
    traded = _traded(situation) if found.own and situation.part else ""
    if traded and not any(word in found.words for word in DIRECTIONS):
        return found._replace(words=found.words + traded)
    if situation.topic in DIRECTIONS and found.own and not any(word in found.words for word in DIRECTIONS):
        return found._replace(words=situation.topic + found.words)
    verb = _verb_before(situation) if found.own and IN_A_ROW.match(situation.wide) else ""
    if (
        verb
        and found.source is None
        and not OPENS_WITH_VERB.match(found.words)
        and not measure_of(found.words)
    ):
        return found._replace(words=verb + found.words)
    return found


def _of_the_thing(situation: Situation, head: str) -> str:
    """发明专利申请量140万件，授权量45万件: the thing of the deed that was measured right before."""
    deed = DEED.fullmatch(head)
    last = next(situation.memory.levels(situation.sentence, limit=3), None) if deed else None
    if deed is None or last is None or last.subject != situation.context.subject:
        return ""
    told = DEED_OF.search(last.head)
    same = told is not None and told["measure"] == deed["measure"] and told["deed"] != deed["deed"]
    return last.head[: told.start()] if told is not None and same else ""


def _without_last_noun(situation: Situation, words: str) -> str:
    """12家主力单位|拿下11亿元: the words without the noun that the number before counts, where a verb follows it."""
    last = situation.memory.last
    if last is None or last.rule != "figure.number_first" or last.number.end != situation.cue_start:
        return words
    for length in range(len(last.head), 1, -1):
        if words.startswith(last.head[-length:]):
            given = situation.text[last.number.start - 1 : last.number.start] in GIVES_TO
            found = (TO_THEM if given else THEY_DID).match(words, length)
            return words[length:].removeprefix("的") if found else words
    return words


def _substance(situation: Situation) -> str:
    """PM2.5低于35微克的有3个县；浓度最高的…: the last substance named before, of which the concentration is told."""
    start = max(situation.text.rfind("\n", 0, situation.number.start), situation.number.start - 160, 0)
    found = SUBSTANCE.findall(situation.text, start, situation.number.start)
    return found[-1] if found else ""


def _total_of_thing(situation: Situation, head: str) -> bool:
    """经营主体不断壮大，总量突破50万户: whether a total is that of the thing spoken of."""
    none_yet = next(situation.memory.levels(situation.sentence), None) is None
    return head in ("总量", "总数", "数量", "规模", "总规模") and bool(situation.thing) and none_yet


def _each_of(situation: Situation, head: str) -> bool:
    """养老金再次上调，人均月增120元: whether a mean is that of the thing spoken of, as nothing was measured yet."""
    return bool(EACH.fullmatch(head)) and next(situation.memory.levels(situation.sentence), None) is None


def _beside_a_change(situation: Situation) -> bool:
    """增长10%、总量突破8600亿元: whether the clause before tells of what all is meant."""
    last = situation.memory.last
    return (
        last is not None and last.sentence == situation.sentence and last.subject == situation.context.subject
    )


def _verb_before(situation: Situation) -> str:
    """新改建农村公路320公里、桥梁12座: the verb of the figure before, which holds for a row of things."""
    last = situation.memory.last
    if last is None or last.role != "level" or last.is_percent or last.sentence != situation.sentence:
        return ""
    opened = OPENS_WITH_VERB.match(last.head)
    return opened[0] if opened else ""


def _traded(situation: Situation) -> str:
    """机电产品出口741亿元，其中手机2106万台: the way that goods went which are counted beside their value."""
    number = situation.number
    if number.kind not in ("count", "weight") or number.unit in ("个", "家", "户", "项"):
        return ""
    level = next(
        (d for d in situation.memory.levels(situation.sentence, limit=4) if d.unit_kind == "money"), None
    )
    return level.head[-2:] if level is not None and level.head.endswith(DIRECTIONS) else ""

"""Shared back: numbers that go to the figures, changes and ratios told before, one each or all to one."""

from __future__ import annotations

import regex

from extract.draft import Draft
from extract.heads import clean, is_verb, measure_of, noun_of, stage_of
from extract.memory import Memory
from extract.patterns import compile_pattern, compiled
from extract.situation import Override

OTHERS = regex.compile(r"(?:其余|其他|余下)\p{Han}{0,3}$")
# 分别由A、B|增加到C、D
CHANGES_TO = compile_pattern(r"\s* \p{Han}{0,3}? (?: <up> | <down> ) (?: 到 | 至 | 为 )")
BARE_CHANGE = regex.compile(
    r"\s*(?:同比|环比|年均|名义|实际|按可比价|同口径|(?:比|较)(?:上年|去年|上月|\d{4}年|“?十[一二三四]五”?)[^，。；]{0,6})*"
    r"(?:、?(?:同比|环比))?(?:均|都|各|也)?(?:增长|下降|增加|减少|提高|缩短|延长|压缩|降低|上升|净增加?|净减|增收)\s*"
    # 同比+3.6%、-5.2%; 占比27%、68%: with a sign or a noun instead of a verb
    r"|\s*(?:同比|环比|增速|增幅|涨幅|降幅|占比|(?:占|完成|为)(?:[^，。；\d]{1,12}的)?)(?:为|达)?\s*"
)
EARLIER_TAIL = compiled(
    r"(?:同期|上年|去年|上月)(?:(?![增减升降缩提压延多少高低上下]|实现|完成)[^，。；]){0,6}[(（为是的]?\s*$"
)
# 比2022年、2019年|分别: one change of the same figure since each
TIMES_ONLY = regex.compile(
    r"[比较与]?(?:\d{4}年(?:同期)?|上年(?:同期)?|去年(?:同期)?|前年(?:同期)?|上月|上季度?|年初|疫情?前)"
    r"(?:[、和与及][比较与]?(?:\d{4}年(?:同期)?|上年(?:同期)?|去年(?:同期)?|前年(?:同期)?|上月|上季度?|年初|疫情?前)){1,3}(?:相比)?"
)


def _of_figure(draft: Draft, measure: str, kind: str) -> Override:
    """工业签约项目18个、…，投资额依次为…: what is measured of that which was counted."""
    if draft.unit_kind == kind or kind in ("percent", "points") or not measure_of(measure):
        return Override(of=draft)
    noun, stage = noun_of(draft.head), stage_of(draft.head)
    words = draft.head
    if noun == "项目" and (draft.narrowing.industry or draft.narrowing.size):
        words = ""
    elif noun == "项目":
        words = draft.head.removeprefix(stage).removesuffix(noun) or draft.head
    elif is_verb(draft.head):
        words = ""
    return Override(
        subject=draft.subject,
        head=words + measure,
        narrowing=draft.narrowing,
        other=draft.other[0] if draft.other else None,
    )


def all_but(listed: str, count: int, memory: Memory, sentence: int) -> list[Override] | None:
    """对甲、乙、丙出口分别为…，除乙下降0.6%外，其余依次增长8%、7%: those whose change has not been told."""
    if not OTHERS.search(listed):
        return None
    told = [draft.of for draft in memory.back(6) if draft.sentence == sentence and draft.of is not None]
    run = memory.last_run(count + len(told), sentence)
    rest = [draft for draft in run if draft not in told]
    return [Override(of=draft) for draft in rest] if len(rest) == count else None


def since_each(listed: str, count: int, memory: Memory, sentence: int) -> list[Override] | None:
    """游客97万人次，比2022年、2019年分别增长7%和2%: each change of the one figure."""
    last = next(memory.levels(sentence, limit=4), None) if count > 1 else None
    if last is None or not TIMES_ONLY.fullmatch(listed.strip("，")):
        return None
    return [Override(of=last) for _ in range(count)]


def told_here(listed: str, kinds: list[str], memory: Memory, sentence: int) -> list[Override] | None:
    """One number for each of the changes, figures or ratios that stand right before."""
    count = len(kinds)
    here = [draft for draft in memory.back(count) if draft.sentence == sentence]
    deltas = [draft.of for draft in here if draft.role == "delta"]
    if len(deltas) == count and all(deltas):
        return [Override(of=draft) for draft in deltas[::-1]]
    run = memory.last_run(count, sentence)
    recent = [draft for draft in here if draft.kind == "rate"]
    if kinds[-1] == "points" and len(recent) == count:
        return [Override(of=draft, head=draft.head) for draft in recent[::-1]]
    if run:
        measure = clean(listed)
        return [_of_figure(draft, measure, kind) for draft, kind in zip(run, kinds, strict=True)]
    ratios = [draft for draft in here if draft.is_percent]
    if len(ratios) == count:
        return [Override(of=draft, head=draft.head) for draft in ratios[::-1]]
    return None


def each_of_last(cue: str, kinds: list[str], memory: Memory, sentence: int) -> list[Override] | None:
    """分别达到…、…、…，同比增长7%、9.2%、4.4%: one change for each of the figures right before."""
    count, changes_to = len(kinds), CHANGES_TO.match(cue) is not None
    if count < 2 or not (changes_to or BARE_CHANGE.fullmatch(cue)):
        return None
    by_kind = _newest_by_kind(kinds, memory, sentence) if not changes_to else None
    if by_kind is not None:
        return by_kind
    last = [
        draft
        for draft in list(memory.back(count))[::-1]
        if draft.sentence == sentence
        and (draft.rule == "figure.from" if changes_to else draft.role in ("level", "delta", "ratio"))
    ]
    if all(draft.role == "ratio" and draft.kind == "growth" for draft in last):
        last = [draft.of for draft in last if draft.of is not None]
    if any(draft.role == "delta" for draft in last):
        last = [draft.of for draft in last if draft.of is not None]
    return [Override(of=draft) for draft in last] if len(last) == count else None


def _newest_by_kind(kinds: list[str], memory: Memory, sentence: int) -> list[Override] | None:
    """事故8起、死亡9人，环比减少2起、3人: each change in the unit of the newest figure that has it."""
    if len(set(kinds)) < len(kinds) or {"percent", "points", "times_as"} & set(kinds):
        return None
    levels = list(memory.levels(sentence, limit=12))
    found = [next((d for d in levels if d.unit_kind == kind), None) for kind in kinds]
    told = [Override(of=draft) for draft in found if draft is not None]
    return told if len(told) == len(kinds) else None


def earlier(wide: str, count: int, memory: Memory, sentence: int, kinds: list[str]) -> list[Override] | None:
    """与去年同期(345起、78人)相比: earlier levels of the figures just listed."""
    if count < 2 or not EARLIER_TAIL.search(wide):
        return None
    run = memory.last_run(count, sentence)
    if not run and kinds:
        wanted = [
            next(
                (
                    d
                    for d in memory.levels(limit=30)
                    if d.unit_kind == kind and d.part_mark is None and d.narrowing.size is None
                ),
                None,
            )
            for kind in kinds
        ]
        run = [draft for draft in wanted if draft is not None]
    return [Override(of=draft, previous=True) for draft in run] if len(run) == count else None

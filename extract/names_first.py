"""Lists whose names stand before their mark: 甲镇、乙镇居前两位; 甲县9.1%，乙县8.4%，包揽前两位."""

from __future__ import annotations

from typing import Literal

import regex

from extract.clause_runs import named_clauses
from extract.criteria import clause_start, criterion_before, valued
from extract.criterion_phrases import (
    ENDS_MEASURE,
    MEASURE,
    among,
    criterion_words,
    fuller,
    grown,
    in_points,
    with_measure,
)
from extract.enumerations import counted_names, enumeration_before
from extract.list_patterns import compile_listed
from extract.members import LONGEST_LIST, Member, RankedList, count_of
from extract.patterns import compile_pattern
from extract.subjects import SubjectReader

RANK_HIGH = compile_pattern(r"<rank_high>")
# 等3个乡镇: how many the names before are
OF_THEM = compile_listed(
    r"^ (?: 等 | 这 )? NUM (?: [个家] <roster_noun>? | <roster_noun> ) (?: 的 | 均 | 都 )?"
)
VALUES_TAIL = regex.compile(r"[\d.%,、和亿万元个]+.*$")
CHANGE_WORDS = regex.compile(r"增长|下降")
# 甲县、乙县没有完成任务，在9个县市区中|位列末两位
UNDONE = regex.compile(r"没有|尚?未|[均都]?[不无]|为[负正零]|负增长")
# So many clauses are looked at for what is measured
CLAUSES_BACK = 4
# 甲市、乙市|继续|稳坐前两位
HOW = regex.compile(r"(?:继续|仍旧?|仍然|依然|依旧|双双|再次|再度|稳|均|都|牢牢|连续|一直|始终|首次|同时)+$")
# 诉求类别中，|噪声类51件、物业类48件，居前两位: what is counted by kinds
KINDS = regex.compile(r"(?:从|按|在)?(?P<what>\p{Han}{2,8}?)(?:类别|类型|种类|事项)[里中内来]?[看上]?，$")
INSIDE_BEHIND = regex.compile(r"在(?P<scope>[^，。；]{2,20}?)[中内里]$")


def names_first(
    match: regex.Match[str],
    text: str,
    sentence: int,
    found: list[RankedList],
    before: RankedList | None,
    names: SubjectReader,
    said: str | None,
) -> RankedList | None:
    """A ranking whose members stand before its mark, in the same clause or in the one before."""
    since = max(sentence, found[-1].end) if found else sentence
    since = max(since, match.start() - LONGEST_LIST)
    since = max(since, text.rfind("；", since, match.start()) + 1)
    count = 3 if match["podium"] else count_of(match["n"]) or 0
    told = _members_before(match, text, since, count, names)
    if told is None:
        return None
    members, start, end, opened = told
    criterion, scope = criterion_before(text, sentence, start, found, said=said)
    criterion = fuller(criterion, before.criterion) if criterion and before else criterion
    criterion = _without_name(criterion, text, (sentence, start), names)
    kinds = KINDS.search(text, sentence, start) if not criterion else None
    criterion = _opened(opened, kinds["what"] if kinds else criterion)
    inside = INSIDE_BEHIND.search(text, end, match.start())
    own = _said_between(text[end : match.start()]) or among(match["what"] or "")[1]
    criterion = in_points(criterion, text[start : match.start()]) if not own else criterion
    if MEASURE.match(own):
        own = with_measure(criterion, own)
    if not own and not criterion:
        return None
    order: Literal["top", "bottom"] = "top" if RANK_HIGH.fullmatch(match["side"] or "前") else "bottom"
    return RankedList(
        own or criterion,
        scope or match["among"] or (inside["scope"] if inside else None),
        order,
        members,
        start,
        match.end(),
        "ranking.names_first",
    )


def _without_name(criterion: str, text: str, span: tuple[int, int], names: SubjectReader) -> str:
    """增加值全省增长5%，甲市|增长8%|；乙市、丙市居后两位: on with the measure before it."""
    sentence, left = span
    for _ in range(CLAUSES_BACK):
        name = names.leading(criterion)
        if name is None or not (name in names.known or name in names.short):
            return criterion
        rest = criterion.removeprefix(name)
        if rest and not MEASURE.match(rest):
            return rest
        left = clause_start(text, sentence, left - 1, []) if left > sentence else sentence
        if left <= sentence:
            return rest
        criterion = valued(text, sentence, left) or criterion
    return ""


def _members_before(
    match: regex.Match[str], text: str, since: int, count: int, names: SubjectReader
) -> tuple[tuple[Member, ...], int, int, str] | None:
    """The names before a mark, where they open and end, and what the first clause of a run says."""
    listed = enumeration_before(text, since, match.start(), names)
    if listed is None or len(listed.members) != count:
        told = text[match.end() : match.end() + 1] in ("", *"，。；、)")
        listed = counted_names(text, since, match.start(), count) if told else None
        stop = max(text.rfind("，", since, match.start()), since)
        run = named_clauses(text, since, stop, count, names) if told and listed is None else None
        if run is not None:
            return run.members, run.start, stop, run.said
    return (listed.members, listed.start, listed.end, "") if listed else None


def _opened(said: str, criterion: str) -> str:
    """投资方面，甲县|增长9%|，乙县8%: what a run of clauses ranks, by its first one or by what stands before it."""
    own = criterion_words(said) if said else ""
    if own or not said:
        return own or criterion
    return grown(criterion) if CHANGE_WORDS.search(said) and not ENDS_MEASURE.search(criterion) else criterion


def _said_between(words: str) -> str:
    """到位资金分别为3.2亿元、2.8亿元，居: what is said to be measured between the names and their mark."""
    words = HOW.sub("", OF_THEM.sub("", words))
    if UNDONE.search(words):
        return ""
    said, each, values = among(words)[1].partition("分别")
    said = VALUES_TAIL.sub("", said.rpartition("，")[2])
    if each and CHANGE_WORDS.match(values):
        said = f"{said}增速" if said else ""
    return said if len(said) >= 2 and not CHANGE_WORDS.search(said) else ""

"""Extremes: the highest and the lowest unit, which is a place too: 开工率最高的是甲镇; 开工率甲镇最高，乙镇最低."""

from __future__ import annotations

from typing import Literal

import regex

from extract.criteria import clause_start, criterion_before
from extract.criterion_phrases import among, fuller
from extract.list_patterns import BEST_WORD, low_comes_first
from extract.patterns import compile_pattern
from extract.place import Place, Site
from extract.place_figures import measured
from extract.place_words import credible, full_measure, leading, standing
from extract.superlatives import CHANGE as MERE_CHANGE
from extract.superlatives import TOLD, criterion_head, superlative

ONE_OF_SEVERAL = regex.compile(r"(?:\([^()]*\))?(?:、|和|及|的)")
# 全市|最高: among whom, and no word of its own
SCOPE_ALONE = compile_pattern(
    r"[为是居在]? (?P<scope> <scope_word> (?: \d{1,3} 个? <roster_noun> )? ) [中里内]? [为是]?"
)
# 甲县增长9.6%，增速|最快: the measure of the clause before
MERE_MEASURE = compile_pattern(
    r"(?P<what> 增速 | 增幅 | 总量 | 规模 | 占比 | 进度 | 完成率 | 增长率 ) (?P<scope> )?"
)
# 甲县9.6%|为全市|最低
SCOPE_TAIL = compile_pattern(
    r"(?<= \d [%\p{Han}]{0,4} ) [，为是居在]{1,2} (?P<scope> <scope_word> ) [中里内]? [为是]? $"
)
VALUED = regex.compile(r"\d[%万亿]")
# 完成率全市|最低: what is measured, and among whom
WHOLE_EXTREME = compile_pattern(
    r"(?P<what> (?! 其中 | 第 ) [\p{Han}A-Z]{2,14}? ) [为是在]? (?P<scope> <scope_word> ) [中里内]?"
)
VALUE = regex.compile(r"(?:为|达到?|高达|完成|实现|仅)?[约近超]?[\d.,]+(?:[%\p{Han}/]{1,8})?，?$")
# 最低的甲县|1204元: the value follows the name
APPOSED = regex.compile(r"[-−+]?\d|\(|[为达仅只有]{1,2}\d|(?:完成|达到|高达|不足|不到)\d|[增下][长降]")


def extreme_place(site: Site) -> list[Place]:
    """PM2.5浓度最低的是甲镇: the first place, or the last, of a named unit."""
    match, text = site.match, site.text
    if match["bare"] is not None:
        return _highest(site)
    name = site.reader.names.leading(text[match.end() : match.end() + 30])
    if name is None or not credible(name, site.reader) or len(name) < 2:
        return []
    if match["apposed"] and not APPOSED.match(text, match.end() + len(name)):
        return []
    if ONE_OF_SEVERAL.match(text[match.end() + len(name) : match.end() + len(name) + 30]):
        return []
    criterion, scope = criterion_before(
        text, site.sentence, match.start(), [], site.clause, site.last or None
    )
    criterion, scope = criterion or site.last, scope or site.last_scope
    return _extreme(site, name, criterion, scope, match.end() + len(name))


def _highest(site: Site) -> list[Place]:
    """开工率甲镇最高，乙镇最低: the extreme one stands before the word."""
    whole = WHOLE_EXTREME.fullmatch(site.text[site.clause : site.match.start()].strip())
    if whole is not None:
        return _of_the_whole(site, whole)
    mere = MERE_MEASURE.fullmatch(site.text[site.clause : site.match.start()].strip())
    if mere is not None:
        return _of_the_whole(site, mere)
    found = superlative(site.text[site.clause : site.match.end()], site.reader.names)
    if found is None or VALUED.search(found.criterion) or not credible(found.name, site.reader):
        return _valued(site)
    criterion, scope = criterion_before(site.text, site.sentence, site.clause, [], site.clause)
    told = "" if found.criterion or site.last else measured(site.reader, site.sentence, site.clause)
    if criterion and criterion in told:
        # 投资方面，甲市固定资产投资增长9%，乙市最低: the field, and what is measured in it
        criterion = told
    criterion = found.criterion or site.last or criterion
    criterion = fuller(criterion, site.last) if site.last else criterion
    if criterion_head(criterion) is None and (criterion in TOLD or MERE_CHANGE.fullmatch(criterion)):
        return []
    return _extreme(site, found.name, criterion, scope or site.last_scope, site.match.end())


def _of_the_whole(site: Site, whole: regex.Match[str]) -> list[Place]:
    """甲县完成投资8.1亿元，完成率全市最低: the unit that an earlier clause names."""
    mark = site.match.start()
    owner = standing(site.text, site.sentence, site.clause, whole["what"], mark, 1, False, site.reader)
    if len(owner.subjects) != 1 or owner.clause == site.clause:
        return _valued(site)
    base = measured(site.reader, site.sentence, site.clause) or site.last
    criterion = full_measure(base, whole["what"]) if base else whole["what"]
    return _extreme(site, owner.subjects[0], criterion, whole["scope"] or None, site.match.end())


def _valued(site: Site) -> list[Place]:
    """各县市装机以甲县628万千瓦最多; 甲区人均1802元，全市最高: the value stands between the name and the word."""
    words = site.text[site.clause : site.match.start()]
    scoped = SCOPE_ALONE.fullmatch(words)
    clause = site.clause
    if scoped:
        clause = clause_start(site.text, site.sentence, max(site.sentence, site.clause - 1), [])
        words = site.text[clause : site.clause - 1]
    tail = None if scoped else SCOPE_TAIL.search(words)
    scoped, words = (tail, words[: tail.start()]) if tail else (scoped, words)
    value = VALUE.search(words)
    if value is None:
        return []
    name, said, _ = leading(words[: value.start()], site.reader)
    if name is None:
        return []
    scope, own = among(said)
    criterion = own or site.last
    if scoped is None and not said and not site.last:
        # 投资全省增长7%，甲市13%最高: of what the sentence has measured
        criterion = measured(site.reader, site.sentence, site.match.start())
    if len(criterion) < 2:
        return []
    return _extreme(
        site, name, criterion, scope or (scoped["scope"] if scoped else site.last_scope), site.match.end()
    )


def _extreme(site: Site, name: str, criterion: str, scope: str | None, end: int) -> list[Place]:
    match = site.match
    best = match["extreme"] == "为最" or BEST_WORD.match(match["extreme"]) is not None
    low_first = low_comes_first(match["extreme"], criterion)
    order: Literal["top", "bottom"] = "top" if best != low_first else "bottom"
    if not criterion:
        return []
    return [Place(criterion, scope, order, 1, name, match.start(), end)]

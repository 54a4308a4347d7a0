"""Lists of names: rankings counted from the first or the last place. Rosters are read in `rosters`.

>>> text = "签约项目个数排名前三位的是甲镇、乙镇、丙镇，排名后两位的是丁乡、戊乡。"
>>> [(r.criterion, r.order, [m.name for m in r.members]) for r in find_rankings(text, 0, len(text))]
[('签约项目个数', 'top', ['甲镇', '乙镇', '丙镇']), ('签约项目个数', 'bottom', ['丁乡', '戊乡'])]
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

import regex

from extract.both_ends import BOTH_ENDS, both_ends
from extract.criteria import clause_start, criterion_before
from extract.criterion_phrases import (
    criterion_in,
    criterion_words,
    fuller,
    in_points,
    whole_scope,
)
from extract.enumerations import without_measures
from extract.list_patterns import BEST_WORD, LOW_IS_GOOD, compile_listed, low_comes_first
from extract.listed_members import (
    apposed_members,
    as_good_as,
    listed_members,
    overflow,
    ranked_names,
    tied_ranks,
)
from extract.members import (
    LONGEST_ITEM,
    Member,
    NamedList,
    RankedList,
    count_of,
    members_of,
)
from extract.names_first import names_first
from extract.patterns import Beginnings, compile_pattern
from extract.placed_lists import placed_lists, with_tied_last, with_ties
from extract.rosters import find_rosters
from extract.subjects import SubjectReader

__all__ = ["Member", "NamedList", "RankedList", "find_rankings", "find_rosters", "may_rank", "members_of"]

COPULA = r"""
    (?: (?: 分别 | 依次 | 则 | 仍然? | 依然 | 依旧 | 均 | 排序 | 排名 | 排列 | 顺序 ){0,3}
        (?: 是 | 为 | 有 | 系 | 包括 )
        (?: 依次 | 分别 )? (?: 是 | 为 )? \s? [：:]?
      | (?<= [名位] ) \s? [—－–-]{1,2} (?= \p{Han}{2} )
      | (?<= [名位] 的 ) (?P<apposed> ) (?= \p{Han}{2,12} [、和] )
      | (?: 依次 | 分别 ) \s? [：:]? | \s? [：:] \s? (?: (?: 依次 | 分别 )? [为是] )? | \s? (?P<open> \( ) )
"""
# 排名前三位的是 · 后3名： · 第一至第三名分别为 · 并列第二的是 · 末位为
MARK = r"""
    (?: (?: 并列 | 分别 | 均 )? (?! (?<= [总得评积均] ) 分居 ) <rank_verb>
        (?: (?P<among> <scope_word> (?: 各? \d{0,3} 个? <roster_noun> )? ) 的? )? )?
    (?P<tied> 并列 )? \s?
    (?: (?P<low1> <rank_low> )? 第 (?P<from> NUM ) [位名]? \s?
        (?: [至到—~～-] | (?: 、 第? NUM [位名]? ){0,6} [、和及] ) \s? 第? (?P<to> NUM )
        (?: [位名] | (?= 的? (?: <roster_noun> )? (?: 分别 | 依次 | [是为：:] ) ) )
      | (?P<side> <rank_high> | 倒数后 | <rank_low> ) \s? (?P<n> NUM ) \s?
        (?: [位名甲强席] | 把交椅 | [户家类项] (?= COPULA ) | 大 (?P<big> \p{Han}{2,8}? ) (?= COPULA )
          | 个? (?= 的 | <roster_noun> ) | (?= COPULA ) )
      | (?P<podium> 三甲 ) (?= 的? (?: 分别 | 依次 | [是为：:] ) )
      | (?P<low2> 倒数 )? 第 \s? (?P<k> NUM ) \s? (?: [位名] | (?= 的? (?: 仍然? | 依然 | 依旧 )? [是为：:]
          | \( [^()]{1,14} \) [：:] ) )
      | (?P<first> 首位 | 榜首 | 首名 | (?<= [居列排] ) 首 (?= 的 ) )
      | (?P<last> (?: 末位 | 末尾 | (?: 敬陪 )? 末座 | 末名 | 垫底 (?! 的 (?: 分别 | 依次 )? [是为有] ) | 最后一 [位名]
          | (?: (?<= [居列排] ) 末 | 最后 ) (?= 的 ) ) (?! 的 (?: [后末] | 倒数 )? NUM [位名个家市县区镇乡州] ) )
      | (?P<tail> 倒数 | 垫底 | 殿后 | 末几位 | 末位 | 最后 ) 的
        (?: (?: [后末] | 倒数 )? (?P<m> NUM ) (?: [位名] | [个家] (?= <roster_noun> ) | (?= [市县区镇乡州] ) )
          | (?= (?: 分别 | 依次 )? [是为有] \p{Han} ) )
      | (?P<extreme> <best_word> | <worst_word> | (?: 相对 | 比较 )? 较 [好差优劣] ) 的 前? (?P<m> NUM ) (?: 个
          | [位名家] )
      | (?P<near> [靠居] [前后] ) 的 (?P<m> NUM ) (?: 个 | [位名家] ) )
    (?: 的? (?P<noun> <roster_noun> (?: \( \p{Han}{1,6} \) )? ) (?= 分别 | 依次 | [是为有系：:(] )
      | 的 (?P<kind> (?! 原因 | 问题 | 主要 | 依次 | 分别 ) \p{Han}{2,8}? ) (?= 分别 | 依次 | [是为：:] )
      | 的 )?
    (?: \( [^()]{1,14} \) (?= [：:为是] | 分别 | 依次 ) )? COPULA
"""
ORDERED = r"""
    (?: [从由按] (?: [高多大快好优] [到至] [低少小慢差] | (?P<up> [低少小慢差] [到至] [高多大快好优] ) ) 的?
        (?: 排名 | 排序 | 排列 | 排位 | 顺序 | 次序 | 先后 | 排 (?= [，：:是为依分] ) )*
      | (?<= [按以] (?: 照 )? [^，。；]{2,16} ) (?: 高低 | 大小 | 多少 | 快慢 | 好坏 | 优劣 | 先后 )
        (?: 排名 | 排序 | 排列 | 排位 | 顺序 | 次序 | 为序 | 排 (?= [，：:是为依分] ) )*
        (?: 排名 | 排序 | 排列 | 排位 | 顺序 | 次序 | 先后 | 排 (?= [，：:是为依分] ) )*
      | (?<= [\p{Han}\d] ) (?: 排名 | 排序 | 排位 | 名次 | 位次 ) (?: 情况 | 结果 )? )
    (?: ， (?= 依次 | 分别 ) )?
    (?: ， (?P<noun> (?: 各 | NUM 个 | NUM (?= [市县区镇乡州省旗] ) )? <roster_noun> )
      (?= 依次 | 分别 | 排[名序列] | [是为：:] ) )?
    (?: COPULA | ， (?= (?! \p{Han}{1,9} [为是] ) \p{Han}{2,10} [省市县区旗州镇乡道] \(? \d ) )
"""
# 甲县、乙县列后三位 · 甲镇、乙镇、丙镇居前三位
BEHIND = r"""
    (?: 分别 | 均 )? <rank_verb> (?: (?P<among> <scope_word> (?: 各? \d{0,3} 个? <roster_noun> )?
        | (?: 各 | NUM 个 )? <roster_noun> (?= 的? (?: <rank_high> | <rank_low> ) ) ) 的? )?
    (?P<what> (?! [第前后倒末] ) [\p{Han}A-Z]{2,14}? (?<! [第前后倒末] ) )??
    (?: (?P<side> <rank_high> | <rank_low> ) (?P<n> NUM ) (?: [位名甲席] | 把交椅 | 强 (?= [，。；] ) | (?= [，。；] ) )
      | (?P<podium> 三甲 ) )
    (?! 的 | 以内 | 之内 )
"""
# 相对较好的3个县依次是: what is vague without an order
IN_ORDER = regex.compile(r"依次|从第|[一第]1?名")
# 有2项|居全市首位：A增速、B增速: so many measures of one unit, not units
OF_SEVERAL = compile_listed(r"NUM 项 (?: 指标 )? (?: 均 | 都 | 分别 )? $")
# 位居前三的工单：噪声类582件: what is counted is what is ranked
COUNTED_KIND = regex.compile(r"\p{Han}*(?:工单|诉求|投诉|举报|咨询|案件|警情|信访|订单|问题)$")
CUE = regex.compile(
    r"排[名序位]|[名位]次|[前后末数]\s?[一二两三四五六七八九十\d]|第\s?[一二两三四五六七八九十\d]|[首末]位|末座|[靠居][前后]的|末尾|垫底|榜首|[到至][低少小慢差高多大快好优]|(?:高低|大小|多少|快慢|好坏|优劣)(?=[排依为顺次，：])|[最较].的|三甲|殿后|倒数"
)
CUE_BEGINS = Beginnings(CUE)
RANK_HIGH = compile_pattern(r"<rank_high>")
NEW_TOPIC = regex.compile(r"[从按]|中，")
MARKS = tuple(
    (rule, compile_listed(source.replace("COPULA", COPULA)))
    for rule, source in (
        ("ranking.side", MARK),
        ("ranking.ordered", ORDERED),
        ("ranking.names_first", BEHIND),
    )
)
ITEM_MARK = regex.compile(r"[、，；。]")
# 后两名是甲镇、乙镇，|其中乙镇连续垫底
GOES_ON = regex.compile(r"其中|[而但且]|分别")
CLAUSE_MARK = regex.compile(r"[，；。]")


def find_rankings(
    text: str,
    start: int,
    end: int,
    names: SubjectReader | None = None,
    before: RankedList | None = None,
    said: str | None = None,
) -> list[RankedList]:
    """The ranked lists of one sentence; one that opens it without a word (倒数三名：…) goes on from `before`.

    `said` is what the text before the sentence speaks of.
    """
    if not may_rank(text, start, end):
        return []
    found = placed_lists(text, start, end, before)
    reader = names or _plain_names()
    both = BOTH_ENDS.search(text, start, end)
    found += both_ends(both, text, (start, end), said) if both else []
    matches = [(rule, match) for rule, pattern in MARKS for match in pattern.finditer(text, start, end)]
    for rule, match in sorted(matches, key=lambda pair: pair[1].start()):
        if any(ranking.start - 4 < match.start() < ranking.end for ranking in found):
            continue
        if rule == "ranking.ordered" and _announces(match, matches, text):
            continue
        ranking = (
            names_first(match, text, start, found, before, reader, said)
            if rule == "ranking.names_first"
            else _listed(rule, match, text, (start, end), found, before, reader, said)
        )
        if ranking is not None:
            found.append(ranking)
    return _merged(found)


def _announces(match: regex.Match[str], matches: list[tuple[str, regex.Match[str]]], text: str) -> bool:
    """得分名次为：甲类县第1至第3名为…: the list has marks of its own behind the colon."""
    sides = [other for rule, other in matches if rule == "ranking.side" and other.start() >= match.end()]
    return bool(sides) and ITEM_MARK.search(text, match.end(), sides[0].start()) is None


def may_rank(text: str, start: int, end: int) -> bool:
    """Whether a sentence holds a word that lists of places are told by."""
    return CUE_BEGINS.stand_in(text[start:end]) and CUE.search(text, start, end) is not None


@lru_cache(maxsize=1)
def _plain_names() -> SubjectReader:
    return SubjectReader()


def _members_of(
    rule: str,
    match: regex.Match[str],
    text: str,
    span: tuple[int, int],
    found: list[RankedList],
    names: SubjectReader,
) -> tuple[list[Member], tuple[int, ...]] | None:
    """The members behind a mark, with the places that are told of them; none where they are too few or no list."""
    groups = match.groupdict()
    sentence, end = span
    if groups.get("extreme") and "较" in match[0] and not IN_ORDER.search(match[0]):
        return None
    if OF_SEVERAL.search(text, max(sentence, match.start() - 12), match.start()):
        return None
    wanted = _wanted(groups)
    members = listed_members(text, match.end(), end, wanted, bool(groups.get("open")))
    members = without_measures(members, names)
    if groups.get("apposed") is not None:
        if text[clause_start(text, sentence, match.start(), found) : match.start()].strip() in ("", "对"):
            return None
        members = apposed_members(text, match.end(), end, wanted, names)
    if wanted is not None and len(members) > wanted and not groups.get("k") and "并列" not in match[0]:
        members = members[: as_good_as(text, members, wanted)]
    members, ranks = ranked_names(members)
    least = 2 if rule == "ranking.ordered" or (wanted or 1) > 1 else 1
    if len(members) < least:
        return None
    return members, ranks


def _listed(
    rule: str,
    match: regex.Match[str],
    text: str,
    span: tuple[int, int],
    found: list[RankedList],
    before: RankedList | None,
    names: SubjectReader,
    said: str | None,
) -> RankedList | None:
    """A ranking whose members follow its mark; none where nothing tells what is ranked."""
    groups, (sentence, end) = match.groupdict(), span
    told = _members_of(rule, match, text, span, found, names)
    if told is None:
        return None
    members, said_ranks = told
    criterion, scope = criterion_before(text, sentence, match.start(), found, said=said)
    if not criterion and before is not None and not text[sentence : match.start()].strip():
        criterion, scope = before.criterion, before.scope
    criterion = fuller(criterion, before.criterion) if criterion and before else criterion
    criterion = criterion or groups.get("big") or _said_behind(text, members[-1].values_end, end)
    criterion = in_points(criterion, text[members[0].values_start : members[0].values_end])
    counted = (
        COUNTED_KIND.search(groups.get("kind") or "")
        if members[0].values_start < members[0].values_end
        else None
    )
    criterion = criterion or (counted[0] if counted else "")
    if not criterion:
        return None
    same = bool(found) and not _new_topic(text, found[-1].end, match.start())
    lead = text[clause_start(text, sentence, match.start(), found) : match.start()]
    noun = groups.get("noun") or (None if counted else groups.get("kind"))
    scope = _scope(scope or groups.get("among"), noun, found[-1].scope if same else None, lead)
    ranks = (
        said_ranks
        or _ranks(groups, len(members))
        or tied_ranks(text, members)
        or overflow(len(members), _wanted(groups))
    )
    ranking = RankedList(
        criterion,
        scope,
        _order(groups, criterion),
        tuple(members),
        match.start(),
        members[-1].values_end,
        rule,
        tied=bool(groups.get("tied")),
        ranks=ranks,
    )
    return with_ties(ranking, text, end) if rule == "ranking.ordered" else with_tied_last(ranking, text, end)


def _scope(told: str | None, noun: str | None, before: str | None, lead: str) -> str | None:
    """Among whom a list ranks: as told, by its own noun (前三名的乡镇) or the list before, or the whole before it."""
    if told is None and before and (noun is None or noun in before):
        return before
    return told or noun or whole_scope(lead)


def _said_behind(text: str, start: int, end: int) -> str:
    """第一名为甲镇，得分98.2: what is told of the one just named."""
    behind = text[start : min(end, start + LONGEST_ITEM)]
    clause = CLAUSE_MARK.split(behind[1:])[0] if behind.startswith("，") else ""
    return criterion_in(criterion_words(clause)) if not GOES_ON.match(clause) else ""


def _wanted(groups: dict[str, str | None]) -> int | None:
    """How many members the mark announces; `None` where it does not tell."""
    if groups.get("from"):
        return max(1, (count_of(groups["to"]) or 1) - (count_of(groups["from"]) or 1) + 1)
    if groups.get("k"):
        return None if groups.get("tied") else 1
    if groups.get("first") or groups.get("last"):
        return 1
    if groups.get("podium"):
        return 3
    return count_of(groups.get("n")) or count_of(groups.get("m"))


def _order(groups: dict[str, str | None], criterion: str) -> Literal["top", "bottom"]:
    """Whether the places are counted from the first or from the last."""
    if groups.get("extreme"):
        best = bool(BEST_WORD.match(groups["extreme"] or "")) or (groups["extreme"] or "").endswith(
            ("较好", "较优")
        )
        return "top" if best != low_comes_first(groups["extreme"] or "", criterion) else "bottom"
    if groups.get("up") and LOW_IS_GOOD.search(criterion):
        return "top"
    if groups.get("near"):
        return "bottom" if (groups["near"] or "").endswith("后") else "top"
    from_last = any(groups.get(key) for key in ("low1", "low2", "last", "tail", "up"))
    side = groups.get("side")
    return "bottom" if from_last or (side and not RANK_HIGH.fullmatch(side)) else "top"


def _ranks(groups: dict[str, str | None], count: int) -> tuple[int, ...]:
    """The printed ranks, where they do not simply run from 1."""
    first = count_of(groups.get("from") or groups.get("k"))
    if first is None:
        return ()
    if groups.get("tied") or groups.get("k"):
        return (first,) * count
    return tuple(range(first, first + count)) if first > 1 else ()


def _new_topic(text: str, start: int, end: int) -> bool:
    """Whether the words between two lists open another scope (从…看, 各单位中)."""
    return bool(NEW_TOPIC.search(text[start:end]))


def _merged(found: list[RankedList]) -> list[RankedList]:
    """第一名是A，第二名是B: lists whose ranks go on from one another are one ranking."""
    merged: list[RankedList] = []
    for ranking in found:
        last = merged[-1] if merged else None
        if last is not None and ranking.ranks and _follows(last, ranking):
            ranks = tuple(rank for _, rank in (*last.places(), *ranking.places()))
            merged[-1] = replace(last, members=last.members + ranking.members, ranks=ranks, end=ranking.end)
        else:
            merged.append(ranking)
    return merged


def _follows(last: RankedList, ranking: RankedList) -> bool:
    same = (last.order, last.criterion, last.scope) == (ranking.order, ranking.criterion, ranking.scope)
    return same and ranking.places()[0][1] == last.places()[-1][1] + 1

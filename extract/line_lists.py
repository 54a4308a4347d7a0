"""Lists in lines: an introduction that ends in a colon, and one name a line below it.

截至9月底仍为零签约的乡镇：        各县综合指数由好到差排名如下：
大境瑶族乡                        第1名 建平县 3.62
公平乡                            第2名 喀左县 3.85
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

import regex

from extract.criterion_phrases import (
    among,
)
from extract.lists import Member, NamedList, RankedList
from extract.members import count_of
from extract.patterns import compile_pattern
from schemas import Block

RANKED = regex.compile(
    r"""第? (?P<rank> \d{1,3} | [一二三四五六七八九十]{1,3} ) [名位、.]? [：:]? \s* (?P<name> [\p{Han}*×()·]{2,16}? )
        (?: [:：\s]* -? \d[\d.,]* \S{0,8} )?""",
    regex.VERBOSE,
)
NAMED = regex.compile(r"(?:\d{1,2}[、.]\s*)?(?P<name>[\p{Han}A-Za-z*×()·“”]{2,20})[；;、，。]?")
# 排名如下：, 名单如下：, 有：
ANNOUNCES = regex.compile(
    r"(?:的?(?:排名|排序|名次|位次)(?:情况)?)?(?:名单)?(?:如下|为|是|有|分别是|分别为)?[:：]$"
)
HEADED = regex.compile(r"(?:排名|排序|名次|位次)(?:情况|表)?(?:\([^()]{2,10}\))?[:：]?$")
NUMBERING = regex.compile(
    r"^\s*(?:[一二三四五六七八九十\d]{1,3}[、.．]|\([一二三四五六七八九十\d]{1,3}\))\s*"
)
ORDERED = compile_pattern(
    r"由好到差 | 由高到低 | 从高到低 | 从好到差 | 由多到少 | 由快到慢 | 由大到小 | 依次"
)
LOW_FIRST = regex.compile(r"由低到高|从低到高|由小到大|由少到多")
SHARED = compile_pattern(r"<negation> | 零 | 未 | 完成 | 超额 | 达标 | 的")
TIME = regex.compile(r"^(?:截至|截止)?(?:\d{4}年)?\d{1,2}月(?:份|底|末|\d{1,2}日)?")


def line_lists(text: str, blocks: Sequence[Block]) -> tuple[list[RankedList], list[NamedList]]:
    """The rankings and rosters whose members stand each on a line of its own; `text` is canonical."""
    rankings: list[RankedList] = []
    rosters: list[NamedList] = []
    for intro, lines in _listed(text, blocks):
        words = text[intro.start : intro.end]
        ranked = [RANKED.fullmatch(text, block.start, block.end) for block in lines]
        counted = [match for match in ranked if match is not None]
        if len(counted) == len(lines):
            rankings += _ranking(words, counted)
        else:
            rosters += _roster(words, lines, text)
    return rankings, rosters


def _listed(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Block]]]:
    """Each introduction with the lines below it, at least two."""
    for index, block in enumerate(blocks):
        if _opens(text, block):
            below = takewhile(lambda other: _is_item(text, other), blocks[index + 1 : index + 60])
            lines = list(below)
            if len(lines) > 1:
                yield block, lines


def _opens(text: str, block: Block) -> bool:
    """Whether a block opens a list: a paragraph that ends in a colon, or a heading that announces places."""
    if block.kind == "paragraph" and text[block.end - 1 : block.end] in (":", "："):
        return True
    return block.kind in ("paragraph", "heading") and bool(HEADED.search(text, block.start, block.end))


def _is_item(text: str, block: Block) -> bool:
    numbered = block.kind == "heading" and (block.level or 0) > 2
    if not (numbered or block.kind == "paragraph") or block.end - block.start > 40:
        return False
    return any(pattern.fullmatch(text, block.start, block.end) for pattern in (RANKED, NAMED))


def _ranking(words: str, matches: Sequence[regex.Match[str]]) -> list[RankedList]:
    lead = NUMBERING.sub("", ANNOUNCES.sub("", HEADED.sub("", words)))
    lead = f"{lead}排名" if lead.endswith("综合") else lead
    scope, criterion = among(ORDERED.sub("", LOW_FIRST.sub("", lead)))
    ranks = tuple(count_of(match["rank"]) or 0 for match in matches)
    if not criterion or ranks != tuple(sorted(ranks)):
        return []
    members = tuple(
        Member(match["name"], match.start("name"), match.end("name"), match.end("name"), match.end())
        for match in matches
    )
    start, end = matches[0].start(), matches[-1].end()
    return [RankedList(criterion, scope, "top", members, start, end, "ranking.lines", ranks=ranks)]


def _roster(words: str, lines: Sequence[Block], text: str) -> list[NamedList]:
    condition = TIME.sub("", ANNOUNCES.sub("", words)).lstrip("，,")
    if not SHARED.search(condition) or len(condition) > 40:
        return []
    names = [NAMED.fullmatch(text, block.start, block.end) for block in lines]
    members = tuple(
        Member(match["name"], match.start("name"), match.end("name"), match.end("name"), match.end("name"))
        for match in names
        if match is not None
    )
    if len(members) < len(lines):
        return []
    return [NamedList(condition, members, None, members[0].start, members[-1].end, "roster.lines")]

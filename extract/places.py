"""Single places: 排名全市第八, 总量居全省第2, 由第15位升至第5位, 末位."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import regex

from extract.draft import Draft
from extract.heads import clean
from extract.members import RankedList
from extract.numerals import read_numeral
from extract.patterns import compile_pattern

if TYPE_CHECKING:
    from extract.reader import Reader

NUM = r"(?: \d{1,3} | [一二三四五六七八九十]{1,3} )"
SCOPE = r"(?: 全 [国省市州盟县区旗] (?: 各? [^，。；第]{0,12}? )? | [^，。；、第\d]{2,16}? (?: \( [^()]{1,8} \) [^，。；、第]{0,6}? )? (?: 中 | 内 | 里 )? )"
PLACE = rf"""
    (?P<verb> 分别排名? | 分别居 | 分别位居 | 分别列 | 分别位列 | 分列 | 分居 | 均排名? | 均居 | 均列 | 均位列 | 均位居 | 排名 | 排位 | 位居 | 位列 | 名列 | 列居 | 排在 | 跃居 | 跃升至? | 升至 | 升到 | 上升至 | 上升到 | 提升至 | 提升到 | 前移至 | 稳居 | 保持 | 居于 | 由 | 从 | 排 | 居 | 列 )
    (?P<scope> {SCOPE} )? (?: 的 )?
    (?: (?P<bottom> 倒数 )? 第 \s? (?P<n> {NUM} ) (?! [季产期届批次轮一二三] ) \s? (?: 位 | 名 )? | (?P<first> 首位 | 之首 | 榜首 | 第1 ) | (?P<end> 末位 | 末尾 | 最后一位 ) )
    (?P<more> (?: [、和及与] \s? 第 {NUM} (?: 位 | 名 )? )+ )?
"""
AFTER_NAMES = regex.compile(r"的(?:乡镇|单位|镇|部门|县|街道|园区|企业|地区|[乡市区])")
EVENT = regex.compile(
    r"(?P<scope>全[国省市县区州盟旗](?:各?\d*个?\p{Han}{0,4}(?:\([^()]*\)\p{Han}?)?)??|\p{Han}{2,6}?[省市县区州盟](?:各?\d*个?\p{Han}{0,3}(?:\([^()]*\)\p{Han}?)?)??)?"
    r"(?P<event>(?:(?:\d{1,2}月份?|[一二三四]季度|上半年|下半年|前三季度|全年|\d{4}年)[、和及与]?)*\p{Han}{0,20}(?:考核|考评|评比|评价|测评|排名|龙虎榜|竞赛|比武|督查).*)$"
)
MEASURE_WORDS = regex.compile(r"(?:总量|增速|增幅|降幅|均值|涨幅|规模|人均|位次|占比|完成率)$")
CHANGED = regex.compile(r"(?:由|从)")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the bulletin's area, or of a named one."""

    criterion: str
    scope: str | None
    order: Literal["top", "bottom"]
    rank: int
    subject: str | None
    start: int
    end: int
    earlier: bool = False


@lru_cache(maxsize=1)
def _pattern() -> regex.Pattern[str]:
    return compile_pattern(PLACE)


def find_places(text: str, start: int, end: int, reader: Reader, rankings: list[RankedList]) -> list[Place]:
    """The single places of one sentence, once its numbers have been read."""
    if not regex.search(r"第|[首末]位|之首|榜首", text[start:end]):
        return []
    found: list[Place] = []
    for match in _pattern().finditer(text, start, end):
        if any(match.start() < r.end and match.end() > r.start for r in rankings):
            continue
        if match["verb"] in ("由", "从", "列", "居", "排") and not match["n"] and not match["first"] and not match["end"]:
            continue
        found += _places(match, text, start, reader, found)
    return found


def _places(match: regex.Match[str], text: str, start: int, reader: Reader, found: list[Place]) -> list[Place]:
    ranks = [_rank(match["n"])] if match["n"] else [1]
    for more in regex.findall(rf"第\s?(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})", match["more"] or ""):
        ranks.append(_rank(more))
    clause_start = max(text.rfind(mark, start, match.start()) for mark in "，,；;：:。") + 1
    lead = text[max(clause_start, start) : match.start()]
    lead = regex.sub(r"(?:\d+|[一两二三四五六七八九])次$", "", lead)
    scope = (match["scope"] or "").strip("的 ").removesuffix("中").removesuffix("各") or None
    if AFTER_NAMES.match(text, match.end()) or regex.search(r"^对|连续", lead):
        return []
    lead_scope = regex.search(r"(?P<words>.*?)在(?P<scope>[^，]{2,24}?)(?:中|里|内)?$", lead)
    outer = None
    for outer in regex.finditer(r"在(?P<scope>[^，。；居列第]{2,30}?)(?:中|里|内)?[，,]", text[start:clause_start]):
        pass
    what = outer["scope"] if outer else None
    if lead_scope and scope is None:
        inner, event = split_scope(lead_scope["scope"])
        lead, scope = lead_scope["words"], inner
        what = lead_scope["scope"] if event else what
    earlier = match["verb"] in ("由", "从") and bool(regex.match(r"\s*(?:位|名)?\s*(?:上升|升|前移|提升|跃升|跃|下降|降|后移|下滑)", text[match.end() : match.end() + 6]))
    if match["verb"] in ("由", "从") and not earlier:
        return []
    bottom = bool(match["bottom"] or match["end"])
    subject, words = _subject(lead, reader)
    criteria, scope = _criteria(words, what, scope, len(ranks), match, text, start, reader, found)
    members = list(zip(criteria, ranks * (len(criteria) if len(ranks) == 1 else 1)))
    return [
        Place(criterion, scope, "bottom" if bottom else "top", rank, subject, match.start(), match.end(), earlier)
        for criterion, rank in members
        if criterion
    ]


def _rank(text: str) -> int:
    return int(read_numeral(text))


def _subject(lead: str, reader: Reader) -> tuple[str | None, str]:
    name = reader.names.leading(clean(lead))
    words = clean(lead)
    if name is not None:
        return name, clean(words[len(name) :])
    return None, words


def _criteria(
    words: str, outer: str | None, scope: str | None, count: int, match: regex.Match[str], text: str, start: int,
    reader: Reader, found: list[Place],
) -> tuple[list[str], str | None]:
    """What is ranked: the clause's own words, the outer 在…中, or the last figure of the sentence."""
    if found and found[-1].earlier and not words:
        return [found[-1].criterion], scope or found[-1].scope
    distributive = match["verb"].startswith(("分", "均"))
    before = [d for d in reader.memory.back(30) if d.sentence == reader.sentence and d.number.end <= match.start()]
    head = _measured(before[0]) if before else ""
    if outer:
        inner, event = split_scope(outer)
        scope = scope or inner
        if event and not words and not before:
            return _by_period(event), scope
    if scope is None and found:
        scope = found[-1].scope
    if words and distributive:
        members = [member for member in regex.split(r"[、和及与]", words) if member]
        return [head + m if MEASURE_WORDS.fullmatch(m) else m for m in members], scope
    if distributive and count > 1:
        drafts = before[:count]
        if len(drafts) == count:
            return [draft.head for draft in drafts[::-1]], scope
    if words and not MEASURE_WORDS.fullmatch(words):
        return [words], scope
    return [head + words if head or words else ""], scope


def split_scope(words: str) -> tuple[str | None, str | None]:
    """Among whom, and in what contest: 全市上半年招商引资考核 is 全市 and 上半年招商引资考核.

    >>> split_scope("全省招商引资考核"), split_scope("黄冈市各县(市、区)")
    (('全省', '招商引资考核'), ('黄冈市各县(市、区)', None))
    """
    match = EVENT.fullmatch(words)
    if match is None:
        return words.removesuffix("中"), None
    return match["scope"], match["event"]


def _measured(draft: Draft) -> str:
    """What a place right behind a number ranks: the share by its full name, else the number's head."""
    return f"{draft.head}占{draft.base}比重" if draft.kind == "share" and draft.base else draft.head


def _by_period(what: str) -> list[str]:
    """一季度和上半年招商引资考核: one criterion for each period named."""
    periods = regex.findall(r"\d{1,2}月份?|[一二三四]季度|上半年|下半年|前三季度|全年|\d{4}年", what)
    plain = regex.sub(r"(?:\d{1,2}月份?|[一二三四]季度|上半年|下半年|前三季度|全年|\d{4}年)[、和及与]?", "", what)
    plain = regex.sub(r"(?:的|排名|排位)$", "", plain)
    return [plain] * max(1, len(periods))

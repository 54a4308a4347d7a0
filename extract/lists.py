"""Lists of names: rankings from the first or the last place, and rosters of units that share a condition.

>>> text = "签约项目个数排名前三位的是甲镇、乙镇、丙镇，排名后两位的是丁乡、戊乡。"
>>> [(r.criterion, r.order, [m.name for m in r.members]) for r in find_rankings(text, 0, len(text))]
[('签约项目个数', 'top', ['甲镇', '乙镇', '丙镇']), ('签约项目个数', 'bottom', ['丁乡', '戊乡'])]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from extract.heads import clean
from extract.numerals import read_numeral
from extract.patterns import compile_pattern
from extract.subjects import SubjectReader, split_names

MEMBER = r"(?: [^，,。；;()（）：:、\n]{1,30} (?: \( [^()\n]{0,40} \) )? )"
LIST = rf"(?: {MEMBER} (?: 、 {MEMBER} )* )"
RANK_LIST = rf"""
    (?P<lead> [^，。；;：:\n]{{0,40}}? )
    (?P<verb> (?: 分别 )? 排名 | 排名 | 位居 | 位列 | 列居 | 居于 | 排在 | 处于 | 名列 | 分居 | 排 | 居 | 列 )?
    (?: (?P<side> 前 | 后 | 末 | 倒数 ) (?P<n> [一二两三四五六七八九十] | \d{{1,2}} )? (?: [位名] | 个 (?: 单位 | 乡镇 | 县 ) | (?= 的 [是为] ) ) | (?P<last> 末位 | 末尾 | 垫底 ) (?= 的? (?: 是 | 为 ) ) )
    (?: 的 (?P<noun> 单位 | 部门 | 乡镇 (?: 街道 )? | 镇 \(街道?\) | 镇\(街道\) | 县 (?: [市区] | \([市、区]+\) )? | 街道 | 镇街 | 镇乡 | 市州 | 城市 | 企业 | 国家 | 地区 | 行业 | 园区 | 镇 | 专班 | 景区 | 乡镇\(街道\) | 县\(市、区\) | 县\(市\)区 )? )?
    (?: (?: 分别 | 依次 )? (?: 是 | 为 | 有 ) | 依次 | 分别 | \s? [：:] ) \s? (?: 依次为 | 分别为 | 是 | ： )?
    (?P<list> {LIST} )
"""
ORDERED = rf"""
    (?P<lead> [^，。；;：:\n]{{0,40}}? )
    (?: 从高到低 | 由高到低 | 从多到少 | 由多到少 | 从大到小 | 由大到小 | (?P<up> 从低到高 | 由低到高 ) ) (?: 排名 | 排序 | 排列 | 的?顺序 )? (?: 依次 | 分别 )? (?: 为 | 是 | ： | : )+
    (?P<list> {LIST} )
"""
NAMES_FIRST = rf"""
    (?P<list> {LIST} )
    (?: 分别 )? (?: 位列 | 位居 | 居 | 列 | 排名? | 分列 | 分居 | 处于 | 排在 ) (?P<side> 前 | 后 | 末 | 倒数 ) (?P<n> [一二两三四五六七八九十] | \d{{1,2}} ) [位名]
"""
CRITERION_CLAUSE = compile_pattern(
    r"(?: ^ | [，。；;：:] ) \s* (?: (?: 分别 )? (?: 从 | 按照? | 以 | 就 ) (?P<words> [^，。；;]{2,50}? ) (?: 来看 | 看 | 来说 | 排名 | 排序 | 统计 | 计算 )? | (?P<bare> [^，。；;：:\d]{2,30} ) ) \s* [，：:] \s* $",
    backwards=False,
)
NOISE_HEAD = regex.compile(r"^(?:其中|从|按照?|以|在)?\s*")
TIES = regex.compile(r"并列")


@dataclass(frozen=True, slots=True)
class Member:
    """A name in a list with its place in the text; `values` is the bracket behind it."""

    name: str
    start: int
    end: int
    values_start: int
    values_end: int


@dataclass(frozen=True, slots=True)
class RankedList:
    """A ranking as read: its members in printed order."""

    criterion: str
    scope: str | None
    order: Literal["top", "bottom"]
    members: tuple[Member, ...]
    start: int
    end: int
    rule: str
    tied: bool = False


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return (
        ("ranking.side", compile_pattern(RANK_LIST)),
        ("ranking.ordered", compile_pattern(ORDERED)),
        ("ranking.names_first", compile_pattern(NAMES_FIRST)),
    )


def find_rankings(text: str, start: int, end: int) -> list[RankedList]:
    """The ranked lists of one sentence."""
    found: list[RankedList] = []
    if not regex.search(r"[前后末][一二两三四五六七八九十\d]{0,2}[位名个]|末[位尾]|到[低少小高]|垫底|倒数", text[start:end]):
        return found
    for rule, pattern in _patterns():
        for match in pattern.finditer(text, start, end):
            if any(match.start("list") < r.end and match.end("list") > r.start for r in found):
                continue
            ranking = _ranking(rule, match, text, start, found)
            if ranking is not None:
                found.append(ranking)
    return sorted(found, key=lambda ranking: ranking.start)


def _ranking(
    rule: str, match: regex.Match[str], text: str, sentence: int, found: list[RankedList]
) -> RankedList | None:
    groups = match.groupdict()
    members = members_of(text, match.start("list"), match.end("list"))
    side = groups.get("side")
    wanted = _count(groups.get("n"))
    if groups.get("last") or (side == "末" and not groups.get("n")):
        wanted = 1
    if rule != "ranking.names_first" and wanted and len(members) > wanted and not TIES.search(match[0]):
        members = members[:wanted] if len(members) > wanted and _stray(members[wanted:]) else members
    if not members or (len(members) == 1 and wanted not in (1, None)):
        return None
    bottom = bool(groups.get("last")) or side in ("后", "末", "倒数") or bool(groups.get("up"))
    lead = groups.get("lead") or ""
    criterion, scope = _criterion(rule, lead, text, sentence, match, found)
    scope = scope or groups.get("noun") or _scope_before(text, sentence, match.start())
    if scope is None and found and text[found[-1].end : match.start()].count("从") == 0 and found[-1].scope:
        scope = found[-1].scope
    return RankedList(
        criterion, scope, "bottom" if bottom else "top", tuple(members), match.start(), members[-1].values_end, rule,
        bool(TIES.search(match[0])),
    )


def _scope_before(text: str, sentence: int, end: int) -> str | None:
    """14个市州中，…: among whom the sentence ranks."""
    match = regex.match(r"(?:其中，?)?(?P<scope>(?:全[市县区省州])?\d+个[\p{Han}()（）、]{1,10}?)中，", text[sentence:end])
    return match["scope"] if match else None


def _stray(members: list[Member]) -> bool:
    return True


def _count(digits: str | None) -> int | None:
    return int(read_numeral(digits)) if digits else None


def members_of(text: str, start: int, end: int) -> list[Member]:
    """The members of `text[start:end]` with their offsets; brackets with digits are values, not names."""
    members, cursor = [], start
    for raw in split_names(text[start:end]):
        place = text.find(raw, cursor, end)
        cursor = place + len(raw)
        bracket = regex.search(r"\s*\([^()]*\d[^()]*\)$|\s*\([^()]*[一二三四五六七八九十百]+[^()]*\)$", raw)
        name = (raw[: bracket.start()] if bracket else raw).strip()
        name = regex.sub(r"^(?:为|是|有|依次|分别|并列)+|(?:等)$", "", name)
        name = regex.sub(r"(?<=[镇乡区县市局班])\s*\d.*$", "", name)
        if not name or regex.search(r"\d{2,}(?:亿元|万元|%)|[%％]", name):
            continue
        offset = text.find(name, place, cursor)
        inner = place + bracket.start() if bracket else cursor
        members.append(Member(name, offset, offset + len(name), inner, cursor))
    return members


def _criterion(
    rule: str, lead: str, text: str, sentence: int, match: regex.Match[str], found: list[RankedList]
) -> tuple[str, str | None]:
    own = NOISE_HEAD.sub("", lead).strip("， ")
    own = regex.sub(r"(?:中|里|内)$", "", own)
    scope = None
    scoped = regex.match(r"(?P<scope>(?:\d+个|各|全[市县区省])?(?:[\p{Han}]{0,4}(?:镇\(街道?\)|乡镇|镇街|园区|街道|部门|县\([市、区]+\)|市州|专班|单位|企业|景区|平台)))(?:中|里)?$", own)
    if scoped:
        scope, own = scoped["scope"], ""
    own = clean(own)
    if own and len(own) >= 2:
        outer = _clause_criterion(text, sentence, match.start())
        return (own if len(own) > 2 or not outer else outer + own), scope
    since = found[-1].end if found else sentence
    outer = _clause_criterion(text, since, match.start())
    if outer:
        return outer, scope
    return (found[-1].criterion if found else ""), scope


def _clause_criterion(text: str, sentence: int, end: int) -> str:
    """The words of 从…看 or of the clause before the list."""
    before = text[sentence:end]
    match = None
    for match in regex.finditer(r"(?:从|按照?|以|就)(?P<words>[^，。；;]{2,50}?)(?:来看|看|来说|排名|排序|统计|方面)?[，：:]", before):
        pass
    if match is not None:
        return _named(match["words"])
    bare = regex.search(r"(?:^|[；;：:])\s*(?P<words>[^，。；;：:、\d]{2,30})(?:方面)?[，：:]\s*$", before)
    return _named(bare["words"]) if bare else ""


def _named(words: str) -> str:
    words = regex.sub(r"^(?:\d+[-至]\d+月份?|今年|前\S{1,2}季度|上半年)", "", words)
    words = regex.sub(r"(?:的?(?:完成)?情况|的|来)$", "", clean(words))
    return words


@dataclass(frozen=True, slots=True)
class NamedList:
    """A roster as read."""

    condition: str
    members: tuple[Member, ...]
    count: int | None
    start: int
    end: int
    rule: str


NUM = r"(?:\d+|[两二三四五六七八九十]+)"
UNIT_NOUN = r"(?:[区市县省镇]直)?(?:责任|招商|成员|承办|任务)?(?:单位|部门|乡镇\(街道\)|镇\(街道?\)|乡镇|镇乡|镇街|街道|镇|乡|县\(市、区\)|县|区|市|园区|企业|专班|学校|断面|家单位|家企业|家)"
# 完成目标任务50%以上的区直单位有A、B
HAVE = rf"(?P<condition> [^，。；;：:\n]{{2,40}}? 的 (?P<noun> {UNIT_NOUN} )? ) (?: 仅 | 只 | 共 )? (?: 有 | 是 | 为 | 包括 | 分别是 | 分别为 )+ [：:]? (?P<list> {MEMBER} (?: 、 {MEMBER} )+ )"
# …的部门有7个，分别是：A、B
NAMED_AFTER = rf"(?P<condition> [^，。；;：:\n]{{2,40}}? ) (?: 有 | 共 | 共有 | 仅有 | 为 )? (?P<count> {NUM} ) (?: 个 | 家 ) [，,：:（(] \s? (?: 其中 )? (?: 分别 | 依次 )? (?: 是 | 为 | 有 ) [：:]? (?P<list> {MEMBER} (?: 、 {MEMBER} )+ )"
# 有4个单位外出招商少于5次，分别是：A、B
PREDICATED = rf"(?P<count> {NUM} ) (?: 个 | 家 ) (?P<noun> {UNIT_NOUN} ) (?P<predicate> [^，。；：\n]{{2,24}} ) [，,] (?: 分别 | 依次 )? (?: 是 | 为 ) [：:]? (?P<list> {MEMBER} (?: 、 {MEMBER} )+ )"
# A、B、C等4个部门完成年度签约任务
COUNTED_NAMES = rf"(?P<list> {MEMBER} (?: 、 {MEMBER} )+? ) (?: 等 | 这 )? (?P<count> {NUM} ) (?: 个 | 家 )? (?P<noun> {UNIT_NOUN} ) (?P<predicate> [^，。；;、\n\d]{{2,30}} (?: ，又 [^，。；;\n]{{2,20}} )? )"
# A、B未开展外出招商
NEGATED_NAMES = rf"(?P<list> {MEMBER} (?: 、 {MEMBER} )+? ) (?P<predicate> (?: 均 | 都 | 尚 | 仍 | 至今 | 目前 )* (?: 未 | 没有 | 无 (?!锡|棣|为|极) | 尚无 | 零 ) [^，。；;、\n\d]{{2,24}} )"
# 乡镇仅有A、B有到位资金
ONLY = rf"(?P<noun> {UNIT_NOUN} ) (?: 中 )? (?: 仅 | 只 ) 有 (?P<list> {MEMBER} (?: 、 {MEMBER} )+? ) (?P<predicate> (?: 有 | 完成 | 实现 ) [^，。；;、\n\d]{{2,20}} )"


@lru_cache(maxsize=1)
def _roster_patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return (
        ("roster.only", compile_pattern(ONLY)),
        ("roster.named_after", compile_pattern(NAMED_AFTER)),
        ("roster.predicated", compile_pattern(PREDICATED)),
        ("roster.counted", compile_pattern(COUNTED_NAMES)),
        ("roster.have", compile_pattern(HAVE)),
        ("roster.negated", compile_pattern(NEGATED_NAMES)),
    )


def find_rosters(text: str, start: int, end: int, names: SubjectReader, taken: list[RankedList]) -> list[NamedList]:
    """The rosters of one sentence; what is part of a ranking is left to it."""
    found: list[NamedList] = []
    if "、" not in text[start:end]:
        return found
    for rule, pattern in _roster_patterns():
        for match in pattern.finditer(text, start, end):
            span = match.span("list")
            if any(span[0] < other.end and span[1] > other.start for other in (*found, *taken)):
                continue
            roster = _roster(rule, match, text, names)
            if roster is not None:
                found.append(roster)
    return sorted(found, key=lambda roster: roster.start)


def _roster(rule: str, match: regex.Match[str], text: str, names: SubjectReader) -> NamedList | None:
    groups = match.groupdict()
    members = members_of(text, match.start("list"), match.end("list"))
    first = members[0] if members else None
    if first is not None and rule in ("roster.counted", "roster.negated"):
        trimmed = regex.sub(r"^.*(?:其中|招商|中|，|上|：)(?=[\p{Han}*]{2,})", "", first.name) if not names.is_name(first.name) else first.name
        members[0] = Member(trimmed, first.end - len(trimmed), first.end, first.values_start, first.values_end)
    good = [member for member in members if names.is_name(member.name) or member.name.endswith(("公司", "集团", "办", "局", "会", "联", "馆", "院", "部", "协", "中心", "银行", "学校", "厂", "*"))]
    if len(members) < 2 or len(good) * 3 < len(members) * 2:
        return None
    condition = groups.get("condition") or ""
    if not condition:
        condition = (groups.get("predicate") or "") + ("的" + groups["noun"] if groups.get("noun") else "")
    count = groups.get("count")
    return NamedList(
        clean(condition).removesuffix("的"), tuple(members), int(read_numeral(count)) if count else None, match.start(), match.end(), rule
    )

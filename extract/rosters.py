"""Rosters: units that share a condition, named side by side.

>>> text = "完成全年任务八成以上的有甲镇、乙镇、丙镇3个镇；丁乡、戊乡尚无新项目。"
>>> for r in find_rosters(text, 0, len(text), SubjectReader(), []):
...     print(r.condition, [m.name for m in r.members], r.count)
完成全年任务八成以上的镇 ['甲镇', '乙镇', '丙镇'] 3
尚无新项目 ['丁乡', '戊乡'] None
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from extract.criteria import topic_of
from extract.criterion_phrases import (
    strip_time,
)
from extract.enumerations import Enumeration, enumerations
from extract.list_patterns import compile_listed
from extract.members import Member, NamedList, RankedList, count_of, members_of, runs_on
from extract.patterns import compile_pattern
from extract.roster_claims import (
    ABOUT,
    CLAIM,
    GOAL,
    LOCATED,
    NOT_DONE,
    PLACED,
    RELATIVE,
    VAGUE,
    is_condition,
    is_value,
)
from extract.subjects import SubjectReader

COPULA = compile_listed(r"""
    (?: 其中 [：:，]? | (?: 仅 | 只 | 共 | 还 | 分别 | 依次 )* (?: 有 | 是 | 为 | 包括 ) (?: 分别 | 依次
        | 以下 )? (?: 是 | 为 )? [：:]?
      | 即 [：:]? | [：:] | 分别 ) \s* $
""")
# 等4个部门 · 3个镇 · 四家
COUNT = compile_listed(r"""
    ^ \s? (?: 等 | 这 | 共 | 共计 | 合计 )? (?P<count> NUM )
    (?: (?: 个 | 家 ) (?P<noun> <roster_noun> )?
      | (?P<noun> 县市区? | 县区 | 区县 | 市县 | 市州 | 州市 | 镇街 | 乡镇 )
      | (?P<short> [镇乡县区市局州] (?! \p{Han}{0,2} [局委办] ) )
      | 地 (?! [区方市级块产处理域段] ) )
""")
CLASS = compile_listed(r"^ 等 (?P<noun> <roster_noun> )")
SAID = compile_listed(r"""
    (?: 另 | 还 | 仍 | 尚 | 已 | 共 | 仅 | 只 )* 有?
    (?P<count> NUM ) (?: 个 (?! 月 | 季 | 百分 | 工作日 | 小时 ) | 家 | (?= <roster_noun> ) )
    (?P<noun> <roster_noun> )? (?P<behind> .{0,30} ) $
""")
# 有4个单位(…)未开展外出招商
OF_THESE = compile_listed(
    r"^ [^的]{0,12} (?: 有 | 另 | 其中 | ^ ) (?P<count> NUM ) (?: 个 | 家 ) (?P<noun> <roster_noun> )? $"
)
COUNTED_CLASS = compile_listed(r"""
    (?: (?<! <threshold_word> | [在达超\d] ) \(? 共? 有? NUM (?: 个 | 家 ) (?: <roster_noun> )? \)?
      | (?<= 单位 | 乡镇 ) 名单 | (?: 名单 )? 如下 | 的 | 共 | 仅 | 只 )+ $
""")
EXCEPTED = compile_pattern(
    r"(?: 以 | 之 )? 外 ，? (?P<rest> (?: 其余 | 其他 | 其它 | 各 | 所有 | 全部 ) [^，。；]{2,30} )"
)
# 完成投资不足30%的项目9项，涉及责任单位6个：
INVOLVED = compile_listed(
    r"(?: 共 | 分别 )? (?: 涉及 | 分属 | 属于 ) (?P<noun> <roster_noun> ) (?P<count> NUM ) [个家]"
)
OWN_COUNT = compile_listed(r"\(? 共? (?P<count> NUM ) (?: 个 | 家 ) (?: <roster_noun> )? \)? $")
ITEMISED = compile_listed(
    r"(?P<condition> [^，。；：:]{2,40}? ) (?: 共? 有 | 为 ) (?P<count> NUM ) [个家] [：:]"
)
TOLD = compile_listed(r"""
    (?: ^ | (?<= [，。；：:\n] ) ) (?P<condition> [^，。；：:\d]{2,30}? \d{0,3} %? [^，。；：:\d]{0,12}? ) 的
    (?: (?P<count> NUM ) [个家] (?P<class> \p{Han}{2,4}? )? (?: 分别 )? (?: 为 | 是 | [：:] )
      | (?P<noun> \p{Han}{2,4}? ) (?: 共? 有 | 共 ) (?P<count> NUM ) [个家] [：:] )
    (?P<names> [^，。；：:]{4,200} ) (?= [，。；] | $ )
""")
TOLD_MARK = compile_listed(r"的 NUM [个家] | 有? 共 NUM [个家] | 有 NUM [个家]")
PREDICATE = compile_listed(r"""
    ^ [^，。；、：:\n]{0,36} (?: 、 [^，。；、：:\n]{2,16} )? (?: ，又 [^，。；\n]{2,20} )?
""")
HAN_BEHIND = regex.compile(r"\s?[\p{Han}]")
ONLY = compile_pattern(r"^ \s* (?P<noun> <roster_noun> )? 中? (?: 仅 | 只 ) 有? $")
OWNED = compile_pattern(r"^ \s? (?: 等 .{0,6} )? (?P<words> (?: 有 | 完成 | 实现 ) [^，。；、\n\d]{2,20} )")
# 有6个乡镇，|它们|是
PRONOUN = regex.compile(r"(?:^|(?<=，))\s*(?:[它他]们|(?:具体)?名单(?:如下)?|具体)$")
# 除甲镇、乙镇|外, but not 甲镇、乙镇|外资到位为零
OUTSIDE = regex.compile(r"外(?![资贸出来商汇债销向省埠联部包])")
# 甲县、乙县进度分别为41%、38%，|均未达到: what the clause behind says of each
BOTH_BEHIND = compile_pattern(
    r"^ [^，。；：:\n]{0,16} 分别? [^，。；：:\n]{1,80} ， (?P<claim> (?: 均 | 都 | 双双 | 全部 ) [^，。；\n]{2,30} )"
)
# 甲市、乙市两个直管市|中，…: whom the rest speaks of
AMONG_THEM = regex.compile(r"(?:之?[中间内里]|当中|方面|等地)")
SHARED_LEAD = compile_pattern(r"^ (?: 均 | 都 | 各 | 也 )+")
WHOLE_LEAD = compile_pattern(r"^ <whole_area> (?= [\p{Han}] {3} )")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an enumeration in its sentence."""

    text: str
    listed: Enumeration
    sentence: int
    clause: str
    before: str
    after: str
    bracketed: bool


Reading = Callable[[Surroundings], tuple[str, int | None, int] | None]


def find_rosters(
    text: str, start: int, end: int, names: SubjectReader, taken: list[RankedList]
) -> list[NamedList]:
    """The rosters of one sentence; what is part of a ranking is left to it."""
    found: list[NamedList] = []
    for listed in enumerations(text, start, end, names):
        if any(listed.start < ranking.end and listed.end > ranking.start for ranking in taken):
            continue
        if any(listed.start < roster.end and listed.end > roster.start for roster in found):
            continue
        around = _surroundings(text, listed, start, end)
        for rule, reading in READINGS:
            read = reading(around)
            if read is not None:
                condition, count, stop = read
                members = _all_told(listed, count, text, end)
                stop = max(stop, members[-1].end)
                found.append(NamedList(condition, members, count, listed.start, stop, rule))
                break
    found += [] if found else _itemised(text, start, end, names) or _told_number(text, start, end, taken)
    return [_settled(roster, text, start, taken) for roster in sorted(found, key=lambda roster: roster.start)]


def _all_told(listed: Enumeration, count: int | None, text: str, end: int) -> tuple[Member, ...]:
    """尚有6个未开工，分别是…: as many names as were told, though some of them read like none."""
    if count is None or count <= len(listed.members) or text[listed.end : listed.end + 1] == "等":
        return listed.members
    left, right = next(runs_on(text, listed.start, end, None), (listed.start, listed.end))
    members = members_of(text, left, right)
    return tuple(members) if len(members) == count else listed.members


def _itemised(text: str, start: int, end: int, names: SubjectReader) -> list[NamedList]:
    """死亡人数上升的县区有两个：甲县，上升两成；乙区，翻了一番: each name opens a part of its own."""
    listed = text.find("：", start, end) >= 0 or text.find(":", start, end) >= 0
    match = ITEMISED.match(text, start, end) if listed else None
    if match is None or not is_condition(match["condition"]):
        return []
    members, left = [], match.end()
    for part in text[left:end].split("；"):
        name = names.leading(part)
        if name is None:
            return []
        members.append(Member(name, left, left + len(name), left + len(name), left + len(part)))
        left += len(part) + 1
    if len(members) != count_of(match["count"]):
        return []
    stop = members[-1].end
    return [
        NamedList(
            _phrase(match["condition"], ""), tuple(members), len(members), start, stop, "roster.itemised"
        )
    ]


def _told_number(text: str, start: int, end: int, taken: list[RankedList]) -> list[NamedList]:
    """停工的3个项目为A、B、C: names of any kind, as many as are told."""
    match = TOLD.search(text, start, end) if TOLD_MARK.search(text, start, end) else None
    if match is None or not is_condition(match["condition"] + "的"):
        return []
    members = members_of(text, *match.span("names"))
    count = count_of(match["count"])
    if len(members) != count or any(member.values_start < member.values_end for member in members):
        return []
    if any(match.start("names") < ranking.end and match.end() > ranking.start for ranking in taken):
        return []
    condition = _phrase(match["condition"], match["noun"] or match["class"])
    return [NamedList(condition, tuple(members), count, *match.span("names"), "roster.told")]


def _surroundings(text: str, listed: Enumeration, start: int, end: int) -> Surroundings:
    left = max((text.rfind(mark, start, listed.start) for mark in "，；。\n"), default=-1) + 1
    left = max(left, start)
    bracketed = text[listed.start - 1 : listed.start] == "("
    return Surroundings(
        text,
        listed,
        start,
        text[left : listed.start],
        text[start : listed.start],
        text[listed.end : end],
        bracketed,
    )


def _counted(around: Surroundings) -> tuple[int | None, str, int]:
    """The count behind the names, its noun, and how many characters it takes."""
    match = COUNT.match(around.after)
    if match is not None:
        return count_of(match["count"]), match["noun"] or match["short"] or "", match.end()
    plain = CLASS.match(around.after)
    return (None, plain["noun"], plain.end()) if plain else (None, "", 0)


def _have(around: Surroundings) -> tuple[str, int | None, int] | None:
    """完成任务50%以上的单位有A、B; 满意率低于90%的乡镇：A、B."""
    copula = COPULA.search(around.clause)
    if copula is None:
        return None
    condition = PRONOUN.sub("", around.clause[: copula.start()])
    count, noun, taken = _counted(around)
    stop = around.listed.end + taken
    if not condition.strip():
        return _as_many(_announced(around, stop), around)
    involved = INVOLVED.fullmatch(condition)
    if involved is not None:
        said = around.before[: len(around.before) - len(around.clause)].rstrip("，；")
        said = said[max((said.rfind(mark) for mark in "，；。\n"), default=-1) + 1 :]
        shared = _phrase(said, "") if is_condition(said) else ""
        return (f"{shared}的{involved['noun']}", count_of(involved["count"]), stop) if shared else None
    if not is_condition(condition) or HAN_BEHIND.match(around.after[taken:]):
        return None
    told = SAID.search(condition)
    if told is not None and "有" in told[0] and told["noun"] and CLAIM.search(told["behind"]):
        return _as_many(
            (_phrase(told["behind"], told["noun"] or noun), count_of(told["count"]), stop), around
        )
    own = OWN_COUNT.search(condition)
    if own is not None:
        count = count_of(own["count"])
    read = _phrase(condition, noun), count, stop
    each = CLAIM.search(condition) and RELATIVE.search(condition) and count is None
    return read if each else _as_many(read, around)


def _as_many(
    read: tuple[str, int | None, int] | None, around: Surroundings
) -> tuple[str, int | None, int] | None:
    """完成率超过80%的有3个镇，其中甲镇98%、乙镇91%、丙镇82%: names with values are all of them, if they are as many."""
    some = around.listed.valued or around.clause.rstrip("：:，").endswith("其中")
    return read if read is not None and (not some or read[1] == len(around.listed.members)) else None


def _announced(around: Surroundings, stop: int) -> tuple[str, int | None, int] | None:
    """有4个单位引资为零，分别是A、B: the clause before says the condition and the count."""
    said = around.before.rstrip("，：: ")
    said = PRONOUN.sub("", COPULA.sub("", said)).rstrip("，：: ")
    said = said[max((said.rfind(mark) for mark in "，；。\n"), default=-1) + 1 :]
    if (
        said.endswith("的")
        and not said.startswith(("值得", "需要", "令人", "尤", "特别"))
        and "有" in around.clause
        and is_condition(said)
    ):
        count, noun, _ = _counted(around)
        return _phrase(said[:-1], noun), count, stop
    return _said(said, stop)


def _said(said: str, stop: int) -> tuple[str, int | None, int] | None:
    match = SAID.search(said)
    if match is None or not is_condition(said):
        return None
    predicate = match["behind"] or said[: match.start()]
    return _phrase(predicate, match["noun"] or ""), count_of(match["count"]), stop


def _bracket(around: Surroundings) -> tuple[str, int | None, int] | None:
    """有4个单位未开展外出招商(A、B、C、D)."""
    if not around.bracketed or not around.after.startswith(")") or around.listed.valued:
        return None
    said = around.clause[:-1]
    counted = OF_THESE.search(said)
    following = PREDICATE.match(around.after[1:])
    if counted and following and CLAIM.search(following[0]) and not GOAL.search(following[0]):
        return _phrase(following[0], counted["noun"] or ""), count_of(counted["count"]), around.listed.end + 1
    return _said(said, around.listed.end + 1)


def _relative(around: Surroundings) -> tuple[str, int | None, int] | None:
    """完成率低于65%的A、B、C: the condition stands right before the names."""
    if not around.clause.endswith("的") or around.listed.valued:
        return None
    condition = around.clause[:-1]
    if (
        not CLAIM.search(condition)
        or PLACED.search(condition)
        or VAGUE.search(condition)
        or GOAL.search(condition)
        or LOCATED.search(condition)
    ):
        return None
    count, noun, taken = _counted(around)
    return _phrase(condition, noun), count, around.listed.end + taken


def _predicated(around: Surroundings) -> tuple[str, int | None, int] | None:
    """A、B等4个部门完成年度签约任务; A、B尚无新项目."""
    if around.listed.valued:
        return None
    count, noun, taken = _counted(around)
    match = PREDICATE.match(around.after[taken:])
    predicate = match[0].strip() if match else ""
    behind = around.after[taken + len(match[0] if match else "") :]
    if (
        not predicate
        or predicate[0] in "()"
        or OUTSIDE.match(predicate)
        or GOAL.search(predicate)
        or VAGUE.search(predicate)
        or predicate.startswith(("各", "等"))
        or AMONG_THEM.fullmatch(predicate)
        or PLACED.search(around.clause)
    ):
        return None
    if behind.startswith("，并列") and count is None:
        return None
    claimed = CLAIM.search(predicate) is not None
    shared = behind.startswith("，分别") and not NOT_DONE.match(predicate)
    both = BOTH_BEHIND.match(around.after[taken:]) if "分别" in predicate else None
    if both is not None and CLAIM.search(both["claim"]) and not GOAL.search(both["claim"]):
        return _phrase(both["claim"], noun), count, around.listed.end + taken + both.end()
    if "分别" in predicate:
        return _told_before(around)
    if count is None and (not claimed or shared or is_value(predicate)):
        return None
    if count is not None and (is_value(predicate) or (shared and not claimed)):
        return None
    return _phrase(predicate, noun), count, around.listed.end + taken + len(predicate)


def _told_before(around: Surroundings) -> tuple[str, int | None, int] | None:
    """增长一成以上的县3个，甲县、乙县、丙县分别增长…: the clause before counts those that are named."""
    said = around.before.removesuffix("，")
    said = said[max((said.rfind(mark) for mark in "，；。\n"), default=-1) + 1 :]
    own = OWN_COUNT.search(said) if not around.clause.strip() and "的" in said else None
    if own is None or count_of(own["count"]) != len(around.listed.members) or not is_condition(said):
        return None
    return _phrase(said, ""), count_of(own["count"]), around.listed.end


def _excepted(around: Surroundings) -> tuple[str, int | None, int] | None:
    """除A、B外，其余乡镇均完成任务."""
    count, _, taken = _counted(around)
    rest = EXCEPTED.match(around.after[taken:])
    if not around.clause.endswith("除") or rest is None or around.listed.valued:
        return None
    if not CLAIM.search(rest["rest"]) or GOAL.search(rest["rest"]):
        return None
    return "除外，" + rest["rest"], count, around.listed.end + taken + rest.end()


def _owned(around: Surroundings) -> tuple[str, int | None, int] | None:
    """乡镇仅有A、B有到位资金."""
    match = ONLY.match(around.clause)
    predicate = OWNED.match(around.after)
    if match is None or predicate is None or around.listed.valued:
        return None
    return _phrase(predicate["words"], match["noun"] or ""), None, around.listed.end + predicate.end()


def _phrase(condition: str, noun: str) -> str:
    words = SHARED_LEAD.sub("", strip_time(condition))
    words = WHOLE_LEAD.sub("", words)
    words = COUNTED_CLASS.sub("", words)
    return f"{words}的{noun}" if noun and not words.endswith(noun) else words


def _settled(roster: NamedList, text: str, start: int, taken: list[RankedList]) -> NamedList:
    """低于50%的有A、B behind a list by 完成率: the condition takes up what is measured."""
    if not ABOUT.match(roster.condition) or roster.condition.startswith("完成"):
        return roster
    listed = [ranking.criterion for ranking in taken if ranking.end <= roster.start]
    topic = listed[-1] if listed else topic_of(text, start, roster.start)
    return NamedList(
        topic + roster.condition, roster.members, roster.count, roster.start, roster.end, roster.rule
    )


READINGS: tuple[tuple[str, Reading], ...] = (
    ("roster.except", _excepted),
    ("roster.only", _owned),
    ("roster.have", _have),
    ("roster.bracket", _bracket),
    ("roster.relative", _relative),
    ("roster.predicated", _predicated),
)

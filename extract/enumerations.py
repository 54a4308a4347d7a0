"""Enumerations of units: where several names stand side by side, whatever is said of them.

>>> text = "其中甲镇、乙镇和丙乡尚无新项目。"
>>> [(tuple(m.name for m in e.members), e.end) for e in enumerations(text, 0, len(text), SubjectReader())]
[(('甲镇', '乙镇', '丙乡'), 10)]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.lexicon import parts
from extract.list_patterns import compile_listed
from extract.members import LONGEST_ITEM, LONGEST_LIST, Member, items_of, member_of
from extract.patterns import compile_pattern
from extract.subjects import LAST, SubjectReader, apart

# Words that stand before the first name of an enumeration in its clause
CUT = compile_listed(r"""
    (?: <roster_noun> [有是为] | (?: 仍 | 尚 | 还 | 另 | 共 | 也 ) 有 | 其中 | 其余 | 其他 | 包括 | 仅有? | 只有
        | 除 | 的? 有 | 分别是
      | 是 | 为 | 的 | 中 | 上 | 由 | 对 | 在 | 如 | 即 | 以及 | 另 | ： | : | \s )
""")
COUNTED = compile_listed(r"(?: 等 | 这 )? NUM (?: 个 | 家 | (?= [镇乡县区市] ) )? (?: <roster_noun> )?")
ORGANISATION = compile_listed(r"""
    ^ (?: [\p{Han}A-Za-z*×“”]{3,20} | [县市区州省旗镇乡团] [\p{Han}*×]{1,18} ) (?<= <member_suffix> )
    (?: \( [^()]{1,20} \) )? $
""")
# 宏达电子项目, but not 签约项目, 重点工业项目
PROJECT = compile_pattern(r"""
    ^ (?! .* (?: <stage> | <project_kind> | <negation> | [元有无个的\d] | 完成 | 总投资 ) )
    (?! (?: <general_project> ){1,3} (?: 项目 | 工程 ) ) [\p{Han}A-Za-z*×“”]{2,20} (?: 项目 | 工程 ) $
""")
# What may stand between a name and its value
MEASURED = compile_pattern(r"""
    (?: 重大 | 重点 | 产业 | 工业 | 年度 | 新建 | 项目 | 固定资产 | 实际 | 累计 | 综合 | 平均 | 总 | 亩均 | 人均 | 利用
      | 规上 | 协议 | 合同 | 到位 | 完成 | 招商 | <stage> )*
    (?: <measure> | <bare_measure> | (?: (?! [市县区镇乡] ) \p{Han} ){2} 率 | 项目数? ) (?: 完成 | 达到? | 为 )? $
""")
# 甲市、乙市、丙市|三市: how many they are, and no name
OF_ALL = regex.compile(
    r"(?<=.{2})(?:[两三四五六七八九十]|\d{1,2})(?:个?[市县区镇乡]|[家个](?:基层)?(?:法院|检察院|单位|部门|企业|公司|乡镇|镇街|县区|区县|园区|街道))$"
)
BRACKET = regex.compile(r"(?<=[^、)])\((?:[^()、]{2,20}、){1,20}[^()、]{2,20}\)")
BRACKET_BEHIND = regex.compile(r"\s?\([^()]{1,40}\)")
# What ends a clause, and what keeps it open
MARKS = regex.compile(r"[()，；。\n：:]")
JOINTS = frozenset("、和及与")
MASKED = regex.compile(r"^[\p{Han}]{0,3}[*×]{2,3}[\p{Han}]{0,8}$")
GENERIC = compile_pattern(r"^ <generic_area> $")
# By what any of these is told (`$` stands before a last line break, too)
UNIT_SIGNS = frozenset("*×")
UNIT_ENDS = frozenset("目程)\n").union(word[-1] for word in parts()["member_suffix"])
# 上饶|规模以上工业增加值: where an indicator goes on behind a name
BEHIND_NAME = regex.compile(
    r"(?:规模以上|规上|限额以上|限上|固定资产|一般公共|地方财政|社会消费品|社消零|地区生产|生产总值|GDP|实际[利使]用|进出口|工业|城镇居民|农村居民|城乡居民|农民|粮食|增速|总量)"
)
LONGEST_NAME = 10
NO_NAME = regex.compile(r"\d|总量|增速|增幅|分别|[上下]半年|季度|和$|指标|排[名在位]")
NAME_STOP = compile_pattern(r"(?: <adverb> | <negation> | <threshold_word> | 等 | 分别 | \d )")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Two or more names side by side; `end` is behind the last of them and its values."""

    members: tuple[Member, ...]
    start: int
    end: int

    @property
    def valued(self) -> bool:
        """Whether bare values stand behind the names (甲镇3个、乙镇2个); values in brackets do not count."""
        return any(member.bare for member in self.members)


def is_unit(name: str, names: SubjectReader) -> bool:
    """Whether a member of an enumeration reads like an area, an office, a team or an enterprise."""
    if names.is_name(name):
        return True
    if UNIT_SIGNS.isdisjoint(name) and name[-1:] not in UNIT_ENDS:
        return False
    if MASKED.match(name) or PROJECT.match(name):
        return True
    generic = GENERIC.match(name)
    return not generic and bool(ORGANISATION.match(name))


def without_measures(members: list[Member], names: SubjectReader) -> list[Member]:
    """固原市开工率100%、宁东开工率95%: names end before the measure that stands between them and their values.

    >>> found = [member_of(text, 0, len(text)) for text in ("固原市开工率100%", "宁东开工率95%")]
    >>> [member.name for member in without_measures([m for m in found if m], SubjectReader())]
    ['固原市', '宁东']
    """
    tails = [MEASURED.search(member.name, 2) if member.bare else None for member in members]
    known = {tail[0] for tail in tails if tail and names.is_name(tail.string[: tail.start()])}
    return [
        member._replace(name=member.name[: tail.start()], end=member.start + tail.start())
        if tail is not None and tail[0] in known
        else member
        for member, tail in zip(members, tails, strict=True)
    ]


def enumerations(text: str, start: int, end: int, names: SubjectReader) -> Iterator[Enumeration]:
    """The enumerations of one sentence, clause by clause."""
    if JOINTS.isdisjoint(text[start:end]):
        return
    for left, right in _clauses(text, start, end):
        if not JOINTS.isdisjoint(text[left:right]):
            yield from _in_clause(text, left, right, names)


def enumeration_before(text: str, start: int, mark: int, names: SubjectReader) -> Enumeration | None:
    """The last enumeration before the mark (甲县、乙县分别增长5.3%、5.1%，排在后两位)."""
    start = max(start, mark - LONGEST_LIST // 4)
    return next(iter(list(enumerations(text, start, mark, names))[-1:]), None)


def counted_names(text: str, start: int, mark: int, count: int) -> Enumeration | None:
    """甲某、乙某、丙某产值|居前三位: as many items as are counted are names, whatever they are called.

    >>> [m.name for m in counted_names("船舶、纺织服装产值居前两位", 0, 9, 2).members]
    ['船舶', '纺织服装']
    """
    left = _clause_before(text, start, mark)
    alone = left == mark and left > start and text[left - 1] == "，"
    left, mark = (_clause_before(text, start, left - 1), left - 1) if alone else (left, mark)
    items = items_of(text, left, mark)
    members = [member for member in (member_of(text, a, b) for a, b in items) if member is not None]
    if count < 2 or len(items) != count or len(members) != count:
        return None
    if alone and not all(member.values_start < member.values_end for member in members):
        return None
    last = members[-1]
    tail = None if last.bare else BEHIND_NAME.search(last.name, 2) or MEASURED.search(last.name, 2)
    if tail is not None:
        members[-1] = last._replace(
            name=last.name[: tail.start()],
            end=last.start + tail.start(),
            values_end=last.start + tail.start(),
        )
    if any(len(member.name) > LONGEST_NAME or NO_NAME.search(member.name) for member in members):
        return None
    return Enumeration(tuple(members), members[0].start, max(members[-1].values_end, members[-1].end))


def _clause_before(text: str, start: int, stop: int) -> int:
    return max(start, 1 + max(text.rfind(mark, start, stop) for mark in "，；。：:"))


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left, depth = start, 0
    for mark in MARKS.finditer(text, start, end):
        char, index = mark[0], mark.start()
        if char in "()":
            depth += 1 if char == "(" else -1
        elif depth <= 0 or char in "：:":
            if left < index:
                yield left, index
            left, depth = index + 1, 0
    if left < end:
        yield left, end
    for bracket in BRACKET.finditer(text, start, end):
        yield bracket.start() + 1, bracket.end() - 1


def _in_clause(text: str, left: int, right: int, names: SubjectReader) -> Iterator[Enumeration]:
    run: list[Member] = []
    for a, b in items_of(text, left, right):
        whole = _whole(text, a, b, names)
        if whole is not None and run and not _is_total(whole, run):
            run.append(whole)
            continue
        last = _leading(text, a, b, names) if run else None
        if last is not None:
            run.append(last)
        yield from _closed(run)
        first = None if last is not None else whole or _trailing(text, a, b, names)
        run = [first] if first is not None else []
    yield from _closed(run)


def _is_total(member: Member, run: list[Member]) -> bool:
    """丙镇3个镇 behind 甲镇、乙镇: the number counts them all."""
    return member.bare and not any(other.bare for other in run)


def _closed(run: list[Member]) -> Iterator[Enumeration]:
    if len(run) > 1:
        yield Enumeration(tuple(run), run[0].start, max(run[-1].values_end, run[-1].end))


def _whole(text: str, start: int, end: int, names: SubjectReader) -> Member | None:
    """An item that is nothing but a name and its values."""
    member = member_of(text, start, end)
    if member is None:
        return None
    if not is_unit(member.name, names):
        ends = member.name[-1] in LAST or not names.short.isdisjoint((member.name[-2:], member.name[-3:]))
        before, name = apart(member.name, names) if ends else ("", "")
        return member._replace(name=name, start=member.start + len(before)) if before else None
    if _lead_in(member.name, names):
        return None
    if OF_ALL.search(member.name) or names.overruns(member.name):
        return None
    before, name = apart(member.name, names)
    return member._replace(name=name, start=member.start + len(before)) if before else member


def _lead_in(name: str, names: SubjectReader) -> bool:
    """Whether words that belong to the clause still stand before the name (其中甲镇)."""
    cuts = (cut for cut in CUT.finditer(name) if cut.start() >= 2 or len(cut[0]) > 1)
    return any(is_unit(name[cut.end() :], names) for cut in cuts)


def _trailing(text: str, start: int, end: int, names: SubjectReader) -> Member | None:
    """The name at the end of an item: the first member behind the words of its clause."""
    for cut in CUT.finditer(text, max(start, end - LONGEST_ITEM), end):
        member = member_of(text, cut.end(), end)
        if member is not None and is_unit(member.name, names) and not _lead_in(member.name, names):
            return member
    return None


def _leading(text: str, start: int, end: int, names: SubjectReader) -> Member | None:
    """The name at the start of an item: the last member before what is said of all."""
    raw = text[start : min(end, start + LONGEST_ITEM)]
    lead = len(raw) - len(raw.lstrip())
    counted = COUNTED.search(raw)
    name = raw[lead : counted.start()] if counted and is_unit(raw[lead : counted.start()], names) else None
    name = name or names.leading(raw[lead:]) or _before_words(raw[lead:], names)
    if name is None:
        return None
    stop = start + lead + len(name)
    bracket = BRACKET_BEHIND.match(text, stop, end)
    return Member(name, start + lead, stop, stop, bracket.end() if bracket else stop)


def _before_words(raw: str, names: SubjectReader) -> str | None:
    """The longest name at the start of an item that ends before an adverb, a negation or a number."""
    stop = NAME_STOP.search(raw, 2)
    words = raw[: stop.start() if stop else 20]
    return next(
        (
            words[:length]
            for length in range(len(words), 1, -1)
            if words[:length] not in names.short and is_unit(words[:length], names)
        ),
        None,
    )

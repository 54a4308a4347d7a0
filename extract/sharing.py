"""Sharing: values that go to names just listed, one each or all together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extract.distribution import SHARED
from extract.draft import Draft
from extract.enumerations import enumeration_before, is_unit
from extract.facets import Narrowing
from extract.heads import clean
from extract.lists import NamedList, RankedList
from extract.memory import Memory
from extract.numerals import read_numeral
from extract.patterns import compile_pattern
from extract.quantities import Number
from extract.situation import Override
from extract.subjects import SubjectReader, names_in, printed_in
from extract.superlatives import measured_by

RELATED = regex.compile(r"占(?!地)|比重|任务|目标|计划(?!总?投资)|[高低快慢]于")
VERB = regex.compile(r"增[长加]|下降|提高|下滑|回落|上升|减少|[升降涨跌增减][了近约超逾]?$")
CHANGE = regex.compile(r"(?:同比)?(?:增速|[增降减升涨]幅|增长率)$")
# By these words alone it is not said what was completed
ONLY_DONE = regex.compile(r"(?:任务|目标|计划)*(?:完成率|完成比例|完成进度)")
# An amount behind 完成率 is what was completed
DONE = regex.compile(r"(投资|产值|任务)?完成率$")
# 三镇完成率分别为: as many units of one class as there are values
OF_THEIR_CLASS = compile_pattern(
    r"""(?: 这 | 上述 | 以上 | 该 )? (?P<count> [两二三四五六七八九十] | \d{1,2} ) 个?
        (?P<class> 乡 | 镇 | 县 | 区 | 市 | 州 | 旗 | 街道 | 省 | 园区 | 局 )
        (?: 的? (?! [有为] ) [^，。；：、\d]{0,12} )? (?P<shared> 分别 | 依次 )"""
)
# 甲市、乙市列二、三位，|进出口额为|20亿元及15亿元
EACH_IS = compile_pattern(
    r"(?P<said> \p{Han}{0,6}? (?: <measure> | <bare_measure> | [额值量] ) ) (?: 为 | 达到? | 是 )"
)
OWN_MEASURE = compile_pattern(r"(?: <measure> | \p{Han}{2} 率 | 项目数 ) $")
# By these words alone it is not said of what
BARE = regex.compile(r"(?:总量|总额|总数|总?规模|体量|数量|个数)$")
# 甲县、乙县新签约项目个数|12个、9个
LONGEST_MEASURE = 14
# 头两家|承接586件、433件
FIRST_OF = regex.compile(r"\s*(?P<which>[头前首后末])(?P<count>[两二三四五六])(?:[家名位个强镇县市区乡])")
# 深圳、佛山3个|驻点招商组|分别, 甲、乙两个|小分队|各
OF_A_CLASS = compile_pattern(
    r"(?: (?: [两二三四五六七八九十] | \d{1,2} ) [个家支大]? )? \p{Han}{0,4} <team> 则? 各?"
)
# What names nothing that could be measured: 仅增长, 完成
NO_MORE = compile_pattern(
    r"(?: 同比 | 累计 | 实际 | 则 | 也 | 仅 | 只有 | 只 | 高达 | 达到? | 为 | 以 | 完成 | 实现 | 有 | <up> | <down> )*"
)
# 跑不过时序, 落后于进度: how units run, and no measure
RUNNING = regex.compile(r"跑|赶|落后|滞后|慢过|快过|率先|提前")
# 甲镇、乙镇竣工率|较高, 进展|不够理想
FARES = regex.compile(
    r"(?:总体|整体|相对|明显|均|都)?(?<!最)(?:较为?|偏|很|不够|不太|不|比较)?"
    r"(?<!最)(?:好|快|高|低|慢|差|理想|滞后|缓慢|突出|领先|靠前|靠后|落后|良好|顺利|迅速|居前|明显)$"
)
FARED_BY = regex.compile(
    r"(?<=.{2})(?:(?:项目|重点|工业|投资|任务|资金|签约|总体|综合|平均)*"
    r"(?:(?<=[市县区镇乡道园区业目资施类])(?:\p{Han}{2,4}率|增速|增幅|降幅|得分|占比|比重)|进展(?:情况)?|进度|推进(?:情况)?|完成(?:情况)?|增长|发展|表现))$"
)
# 甲股份、乙新材|两家企业产值|双双过百亿: a class that all of them are in; 甲县、乙县法院收案|最多
IN_ONE_CLASS = regex.compile(
    r"(?:双双|均|都|全部|同时|各)?(?:已|首次|再次|一举|继续)?(?:(?:突破|超过|超|过|破|逾|跨过|迈过)[一二两三五八十百千]{0,3}[万亿]{1,2}元?(?:大关|门槛)?|最[多少高低大小])$"
)
CLASSED_BY = compile_pattern(
    r"(?<= .{2} ) (?P<measure> (?: 工业 | 年 | 规上 )? (?: <measure> | 营收 | [收结受执]案 | 收结案 ) ) $"
)
SO_MANY = regex.compile(
    r"(?:这)?(?P<count>[两二三四五六七八九])(?:[家个](?:龙头|骨干|重点)?(?:企业|公司|法院|单位|园区|县区|区县|乡镇|镇街|街道|县|区|市|镇|乡)?|[县市区镇乡])$"
)
SINCE_MARK = regex.compile(r"^.*[，。；：]|^(?:其中|而|但|从[^，]{1,6}看)")
MEMBER_JOINT = regex.compile(r"、|以及|和(?!平)|及|与")
KIND_OF_PROJECTS = regex.compile(r"(?:类|领域|行业|产业)?(?:项目|方面)$|类$")
# 完成投资|超10亿元: the class that the units are in is no part of what is measured
IN_CLASS = regex.compile(
    r"(?<=额|资|率|量|值|数|入|收|度|金|口|价|GDP|比|贷|利润|支出|投入)(?:均|都|已)?(?:超过|超出|超|突破|达到|达|不足|低于|高于|大于|小于|少于|多于|不到|未达到?|过|在|为)"
    r"(?:年度|全年)?(?:任务|目标|计划)?[\d.]+(?:[万亿千百]*(?:美元|欧元|元|人次|人|吨|辆|套|亩)|%|‰|[个家户天分]|[微毫]克/立方米)?"
    r"(?:大关|门槛)?(?:以[上下内外])?(?:的(?:\p{Han}{0,3}[省市州盟县区旗镇乡]|街道|城市|地区|园区|开发区|单位|企业)?)?$"
)
NAMES_RATE = ("率", "增速", "增幅", "降幅", "得分", "占比", "比重")
LONGEST_FARING, LONGEST_FARER, LONGEST_ITEM = 80, 12, 9
ALL_OF_THEM = regex.compile(r"\s*(?:均|都|各)")


def ranked_values(
    text: str, lists: Sequence[RankedList | NamedList], cursor: int, number: int, count: int
) -> list[Override] | None:
    """居前三位的是A、B、C，分别增长…; A、B排在末两位，只完成66%、57%: the values of the names just listed."""
    shared = SHARED.search(text, cursor, number) is not None
    for listed in lists:
        near = cursor <= listed.end <= number and number - listed.end < 16
        ranked = isinstance(listed, RankedList)
        close = listed.members[-1].end
        if ranked and cursor <= listed.start < close <= number < listed.end:
            # 甲市、乙市|仅增长1.9%和3%|，居后两位
            near = NO_MORE.fullmatch(text, close, number) is not None
        if near and len(listed.members) == count > 1 and (shared or ranked):
            by = listed.criterion if isinstance(listed, RankedList) else _by(listed.condition)
            by = "" if BARE.fullmatch(by) else by
            return [Override(subject=member.name, criterion=by) for member in listed.members]
    return None


def just_listed(
    text: str, span: tuple[int, int], cue: str, count: int, names: SubjectReader
) -> list[Override] | None:
    """降幅居前的是A、B，分别下降…: the names that the clause before ends in."""
    close = span[1] - len(cue) - 1
    if count > 1 and SHARED.search(cue):
        faring = _faring(text[max(span[0], close - LONGEST_FARING) : close], cue, count, names)
        if faring is not None:
            return faring
    before = enumeration_before(text, span[0], close, names) if count > 1 and SHARED.match(cue) else None
    if before is None or before.valued or before.end < close or len(before.members) != count:
        return None
    return [Override(subject=member.name) for member in before.members]


def _faring(before: str, cue: str, count: int, names: SubjectReader) -> list[Override] | None:
    """甲镇、乙镇|竣工率|较高，分别为; 科技、农业项目|进展较好，完成率分别: who fares so or so, and by which measure."""
    fares = FARES.search(before) if "、" in before or "和" in before else None
    if fares is None:
        return _in_one_class(before, cue, count, names)
    words = SINCE_MARK.sub("", before[: fares.start()])
    measure = measure_of_faring(words)
    if not measure:
        return None
    said = cue[: cue.find("分别")] if "分别" in cue else ""
    head = measure if measure.endswith(NAMES_RATE) and not clean(said) else None
    listed = [item for item in MEMBER_JOINT.split(words.removesuffix(measure)) if item]
    if len(listed) != count or any(len(item) > LONGEST_FARER for item in listed):
        return None
    units = sum(names.is_name(item) for item in listed)
    if units * 2 >= count:
        return [Override(subject=item, head=head) for item in listed]
    items = [KIND_OF_PROJECTS.sub("", item) for item in listed]
    if units or not all(1 < len(item) < LONGEST_ITEM for item in items):
        return None
    return [Override(head=head, narrowing=Narrowing(industry=item)) for item in items]


def _in_one_class(before: str, cue: str, count: int, names: SubjectReader) -> list[Override] | None:
    """甲股份、乙新材两家企业产值双双过百亿，分别为: whose measure it is, and which."""
    classed = IN_ONE_CLASS.search(before)
    words = SINCE_MARK.sub("", before[: classed.start()]) if classed else ""
    by = CLASSED_BY.search(words)
    if by is None or clean(cue[: cue.find("分别")] if "分别" in cue else ""):
        return None
    named = words[: by.start()]
    counted = SO_MANY.search(named)
    listed = [item for item in MEMBER_JOINT.split(named[: counted.start()] if counted else named) if item]
    if len(listed) != count or any(not 1 < len(item) <= LONGEST_FARER for item in listed):
        return None
    told = counted is not None and read_numeral(counted["count"]) == count
    if not told and not names.is_name(listed[-1]):
        return None
    return [Override(subject=item, head=by["measure"]) for item in listed]


def measure_of_faring(words: str) -> str:
    """What the words say of those that they name: 开工率, 项目完成率, or no more than how they get on.

    >>> measure_of_faring("甲镇、乙镇项目开工率"), measure_of_faring("甲镇、乙镇进展情况")
    ('项目开工率', '进展情况')
    """
    measure = FARED_BY.search(words)
    return measure[0] if measure else ""


def ranked_again(
    rankings: Sequence[RankedList], offset: int, said: Override, rate: Draft | None = None
) -> Override:
    """增幅前三名为A、B、C，A增长1.7倍，B、C分别增长…: a unit just ranked, and nothing said of what is measured.

    A `rate` that was told by its own name since then (乙镇开工率达95%，丙镇83%) is what they are compared by.
    """
    if said.subject is None or said.head or said.of is not None or said.criterion:
        return said
    since = rate.number.start if rate is not None else 0
    near = (ranking for ranking in reversed(rankings) if since <= ranking.end <= offset)
    by = next((r.criterion for r in near if any(m.name == said.subject for m in r.members)), "")
    return replace(said, criterion=by) if by else said


def listed_together(
    cue: str, cue_start: int, rankings: Sequence[RankedList], subject: str | None, rate: Draft | None = None
) -> Override | None:
    """后两位是A、B，均只有1个: the names just listed, all of them, or the one that the clause opens with."""
    if not rankings:
        return None
    just = rankings[-1]
    if len(just.members) == 1 and 0 <= cue_start - just.end <= 1 and cue and NO_MORE.fullmatch(cue):
        # 收入第一仍是甲市，达1.8万元: the value of the one just named
        return Override(subject=just.members[0].name, head=just.criterion, criterion=just.criterion)
    if not ALL_OF_THEM.match(cue):
        bare = subject is not None and subject in cue and NO_MORE.fullmatch(cue.partition(subject)[2])
        again = ranked_again(rankings, cue_start, Override(subject=subject), rate) if bare else None
        return again if again is not None and again.criterion else None
    for ranking in rankings:
        if 0 <= cue_start - ranking.end <= 2:
            names = "、".join(member.name for member in ranking.members)
            return Override(subject=names, criterion=ranking.criterion)
    return None


def project_values(cue: str, count: int, memory: Memory) -> list[Override] | None:
    """总投资…的A项目和总投资…的B项目分别完成投资…: one value for each of the projects just named."""
    marker = SHARED.search(cue) if count > 1 else None
    last = list(memory.back(count))[::-1] if marker else []
    if marker is None or len(last) < count or any(draft.rule != "figure.project" for draft in last):
        return None
    head = clean(cue[: marker.start()] + cue[marker.end() :]) or None
    return [Override(subject=draft.subject, head=head) for draft in last]


def subject_values(cue: str, kinds: list[str], subject: str | None) -> list[Override] | None:
    """One value for each of the plural subject's names, or for the first of them.

    A、B、C尚未完成…，缺口分别为…; A、B排在末位，只完成66%、57%; A、B、C三个小分队各收集…; 头两家承接….
    """
    first = FIRST_OF.match(cue) if subject is not None else None
    told = _first_of(subject, first) if subject is not None else []
    count, alike = len(kinds), len(set(kinds)) == 1
    if count < 2 or len(told) != count:
        return None
    printed = printed_in(subject, cue) if subject is not None and first is None else None
    if printed is not None:
        behind = cue.rpartition(printed)[2]
        team, marker = OF_A_CLASS.match(behind), SHARED.search(behind)
        # 甲镇、乙镇签约项目金额分别为: a measure that begins like a class of units
        shared_by = team is not None and (marker is None or team.end() >= marker.start())
        if (marker and not shared_by) or not alike or "、" in behind:
            return None
        head = clean(behind[team.end() : marker.start() if marker else None]) if team else ""
        close = team is not None or len(behind) <= LONGEST_MEASURE
        return [Override(subject=name, head=head or None) for name in told] if close else None
    marker = SHARED.search(cue)
    each = EACH_IS.fullmatch(cue) if marker is None and first is None and alike else None
    if marker is None and first is None and (not alike or (len(cue) > 4 and each is None)):
        return None
    said = cue[first.end() :] if first else cue[: marker.start()] if marker else each["said"] if each else ""
    if marker and OF_A_CLASS.fullmatch(said):
        said = cue[marker.end() :]
    return [Override(subject=name, head=clean(said) or None) for name in told]


def told_before(
    shared: list[Override], rankings: Sequence[RankedList], offset: int, memory: Memory, sentence: int
) -> list[Override]:
    """What was told of each before: the figure that it completed, the criterion that it was ranked by."""
    told = completed(shared, memory, sentence)
    return [ranked_again(rankings, offset, said) for said in told]


def completed(shared: list[Override], memory: Memory, sentence: int) -> list[Override]:
    """甲镇、乙镇到位资金分别为…，完成率分别为…: what each of them completed is the figure just told of it."""
    if not all(said.of is None and said.head and ONLY_DONE.fullmatch(said.head) for said in shared):
        return shared
    run = memory.last_run(len(shared), sentence)
    same = [draft.subject for draft in run] == [said.subject for said in shared] and len(run) > 1
    return [replace(said, of=draft) for said, draft in zip(shared, run, strict=True)] if same else shared


def _first_of(subject: str, first: regex.Match[str] | None) -> list[str]:
    """The names of a plural subject, or as many from its front or its end as are told of (头两家, 后三位)."""
    names = names_in(subject)
    if first is None:
        return names
    many = int(read_numeral(first["count"]))
    return names[:many] if first["which"] in "头前首" else names[-many:]


def named_before(cue: str, count: int, memory: Memory) -> list[Override] | None:
    """城关镇…；威戎镇…；界石铺镇…。三镇完成率分别为…: the names of that class that the last figures were about."""
    said = OF_THEIR_CLASS.search(cue) if count > 1 else None
    if said is None or read_numeral(said["count"]) != count:
        return None
    found: list[str] = []
    for draft in memory.back(12 * count):
        name = draft.subject
        if name is None or "、" in name or not name.endswith(said["class"]):
            break
        if name not in found:
            found.append(name)
    if len(found) != count:
        return None
    head = clean(cue[: said.start()] + cue[said.end("class") : said.start("shared")]) or None
    return [Override(subject=name, head=head) for name in found[::-1]]


def borrow_unit(members: list[Number]) -> None:
    """分别提高4.1个、6.3个、2.8个百分点: the last unit serves all."""
    last = members[-1]
    if last.kind == "points" and any(number.kind == "count" for number in members):
        for number in members:
            number.kind, number.unit = last.kind, last.unit
    if last.unit == "亿元":
        # 依次为1895亿、1860亿及1823亿元
        for number in members:
            if number.unit == "亿":
                number.kind, number.unit = last.kind, last.unit


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed name with the stretch that holds its values; `unit` tells a unit from a kind of things (噪声扰民)."""

    name: str
    criterion: str
    unit: bool
    start: int
    end: int


def entries(
    text: str, rankings: list[RankedList], rosters: list[NamedList], names: SubjectReader
) -> list[Entry]:
    """Every listed name that has values of its own, in the order of the text."""
    found = [
        Entry(member.name, _by(roster.condition), True, member.values_start, member.values_end)
        for roster in rosters
        if roster.rule != "roster.itemised"
        for member in roster.members
    ]
    for ranking in rankings:
        units = any(is_unit(member.name, names) for member in ranking.members)
        found += [
            Entry(member.name, ranking.criterion, units, member.end, member.values_end)
            for member in ranking.members
        ]
        found += _in_mark(text, ranking, units)
    return sorted(found, key=lambda entry: entry.start)


def _in_mark(text: str, ranking: RankedList, units: bool) -> list[Entry]:
    """满意率并列第一(均为100%)：A、B: the value of all stands before them."""
    first = ranking.members[0].start
    opened = text.find("(", ranking.start, first)
    together = "、".join(member.name for member in ranking.members)
    return [Entry(together, ranking.criterion, units, opened, first)] if opened >= 0 else []


def _by(condition: str) -> str:
    """What the values of a roster's members measure; a condition that only says how they run names nothing."""
    return "" if RUNNING.match(condition) else IN_CLASS.sub("", condition)


def entry_at(found: list[Entry], offset: int) -> Entry | None:
    """The listed name whose values hold `offset`."""
    index = bisect_right(found, offset, key=lambda entry: entry.start) - 1
    return found[index] if index >= 0 and offset < found[index].end else None


def value_of(entry: Entry, cue: str, percent: bool) -> tuple[str, Override]:
    """The words that a value of a listed name stands behind, and whose it is and what by.

    By the criterion (前三名：甲县36.4%), by its change (甲县下降0.5%), or by words of its own (甲县计划投资5亿元).
    """
    said = cue.rpartition(entry.name)[2].lstrip("(，、 ")
    head, base = entry.criterion or None, CHANGE.sub("", entry.criterion)
    own = OWN_MEASURE.search(clean(said))
    if BARE.match(entry.criterion) and not percent:
        said, head = "", None
    elif percent and VERB.search(said):
        said, head = base + said, None
    elif (own and own[0] not in entry.criterion) or RELATED.search(said):
        head = None
    elif percent:
        said, head = measured_by(entry.criterion), None
    else:
        said, head = "", DONE.sub(r"完成\1", base) or head
    if not entry.unit:
        return said, Override(other=entry.name, head=head)
    return said, Override(subject=entry.name, head=head)


def names_behind(rosters: list[NamedList]) -> list[NamedList]:
    """Those whose names stand behind what is said of them, so that no clause of theirs opens with a subject."""
    return [roster for roster in rosters if roster.rule in ("roster.have", "roster.bracket")]

"""Place criteria: what single places rank, among whom and in which periods; one criterion for each where they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from extract.criteria import clause_start, points_at_nothing, spoken_of, topic_of
from extract.criterion_phrases import (
    ENDS_MEASURE,
    MEASURE,
    among,
    criterion_words,
    fuller,
    strip_time,
)
from extract.list_patterns import compile_listed
from extract.members import count_of
from extract.patterns import compile_pattern
from extract.periods import find_periods
from extract.place import Site
from extract.place_figures import (
    measured,
    measured_all,
    measured_each,
    measured_things,
    names_unit,
    run_before,
    whole_shared,
)
from extract.place_words import (
    AMONG_THESE,
    Standing,
    among_whom,
    carried,
    contested,
    full_measure,
    is_listed,
    outer_scope,
)
from schemas import Period

if TYPE_CHECKING:
    from extract.reader import Reader

# 两项指标均居全市首位: so many of those just named
MEASURES = compile_listed(r"""
    (?: 等 | 有 | 这 | 上述 )? (?P<n> NUM ) [项个大] (?: 主要 | 核心 | 考核 | 经济 )* (?: 指标 )?
    (?P<tail> <bare_measure> )? $
""")
SHARED = regex.compile(r"分别|均|都|双双|分列|分居")
JOINTS = regex.compile(r"[、和及与]")
VALUE_ONLY = compile_pattern(r"以? [近约超]? [-+]? [\d.,]+ [%\p{Han}/]{0,8} $")
# 则下降1.2%: words that lead on to what is said
UNFIT_LEAD = regex.compile(
    r"^(?:虽然?|尽管|然而?|但是?|不过|而且?|则|却|也|仍|还|再|又|已|只|仅|同(?!比)|均|都)+(?=.)"
)
# How units stand to a line or to each other is nothing to be ranked by
UNFIT = compile_pattern(
    r"""跑[赢输] | [高低快慢优好]于 | 超过 | 低过 | 不足 | 站上 | 迈[上过]
      | 突破 | 第 (?! [一二三] 产业 ) [一二三四五六七八九十\d] | ^ 分别 | 高出
      | ^ (?: 农村 | 城镇 | 乡村 ) (?: 地区 )? $ | \( $ | 显示 $ | 表明 $ | 最 [高低] | ^ (?: 连续 | 持续 | 已 )
      | ^ (?: 先后 | 对 | 相继 | 陆续 | 上述 | [这该] 一?[项类点] .* | [两三四] 项 ) $
      | ^ [比较] (?: 上年 | 去年 | 上月 | 年初 | 上期 )
      # 依托石化产业|，以9%的增幅领先: why, and not by what
      | ^ (?: 依[托靠] | 受[惠益] | 得益 | 凭借? | 借[助力] | 靠着? | 作为 | 由于 | 随着 | 聚焦 | 围绕 | 坚持 | 抓住?
        | 时隔 | 历时 | [“「] [^”」]{1,6} [”」]? $ )
      | ^ (?: <generic_area> | <no_topic> | <goal> | <rank_verb> | 全 [市县省区] .{0,3} ) $"""
)
# 只有制造业投资|跻身全市前五|，列第五位
AMONG_FIRST = compile_listed(r"""
    (?: (?<= [，。；] ) | ^ ) (?: 只有 | 仅有? | 其中 )? (?P<what> [^，。；]{2,16}? )
    (?: 跻身 | 进入 | 挤进 | 迈入 | 跃入 | 闯入 | 位居 | 排在 | 位列 ) (?P<scope> <scope_word> )? 前 NUM [位名强]? $
""")
# 甲收入和乙收入|双双增长：前者…
PAIR = regex.compile(
    r"(?:^|[，。；：])\s*(?P<one>\p{Han}{2,14}?)[和与、](?P<other>\p{Han}{2,14}?)(?=双双|均|都|分别|同时|齐|实现|保持|[两二]项|“)"
)
# GDP在|全国百强县|中居: the listed ones themselves
LISTED = regex.compile(r"[百千\d][强佳][县市区镇村]?$")
# 收入分别为2.8万元、0.9万元，水平|分居: the figures themselves
LEVELS = ("水平", "绝对额", "绝对值", "绝对量", "实际值", "名次", "位次")
# 在全市招商考核中，得分92分，列: the score of a contest
SCORES = ("得分", "总分", "总得分", "成绩")
CONTEST_TAIL = regex.compile(r"(?:的|排名|排位|中|结果)+$")
TOLD_OF = compile_pattern(
    r"""^ (?P<what> [\p{Han}A-Z]{2,14}? )
    (?: 也 | 继续 | 持续 | 保持 | 实现 | 呈 | 有所? | 大幅 | 快速 | 平稳 | 稳步 | 较快 | 明显 | 同比 | 稳定 | 逆势 )
    \p{Han}{0,8} (?: 增长 | 下降 | 回升 | 回落 | 改善 | 向好 | 回暖 ) (?: 态势 | 势头 )? $"""
)
# 装机总量、发电量: members that each name a measure
NAMES_MEASURE = compile_pattern(r"(?: <measure> | <bare_measure> ) $")
NAMED_BEHIND = regex.compile(
    r"(?:\((?:其中)?[^()]{0,16}\))?(?:，|：|\()?(?P<said>(?:分别|依次|即)*(?:是|为)?[：:]?)"
    r"(?P<names>(?:[^，。；：、()和与及]{2,20}(?:\([^()]{0,14}\)[^，。；：、()和与及]{0,6})?[、和与及]){0,9}"
    r"[^，。；：、()]{2,20}(?:\([^()]{0,14}\)[^，。；：、()]{0,6})?)(?=[，。；)]|$)"
)
BRACKET = regex.compile(r"\([^()]*\)")
OF_SEVERAL = compile_listed(r"(?P<n> NUM ) 项 (?: 指标 )? [^，。；\d]{0,12} $")
NO_MEASURE = regex.compile(r"[高低快慢好多少]于|增长|下降|百分点|%|较|比|完成|达到|实现")
MOST_NAMED, DIGIT = 10, regex.compile(r"\d")


def criteria_of(
    site: Site, owner: Standing, words: str, scope: str | None, count: int
) -> tuple[list[str], str | None, list[Period | None]]:
    """What is ranked, among whom, and in which periods; 前者 and 后者 are what they point back to."""
    criteria, among, periods = _criteria_of(site, owner, words, scope, count)
    parts = _measures(criteria[0]) if len(criteria) == 1 < count else []
    if len(parts) == count > 1:
        base = ENDS_MEASURE.sub("", parts[0])
        criteria, periods = [full_measure(base, part) for part in parts], periods * count
    among = among or whole_shared(site.reader, site.sentence, site.clause)
    return [_pointed_back(site, criterion) for criterion in criteria], among, periods


def _pointed_back(site: Site, criterion: str) -> str:
    """甲收入和乙收入双双增长：前者2.1亿元；后者0.9亿元，增幅居: the measure of the one of the two."""
    which = criterion[:2]
    if which not in ("前者", "后者"):
        return criterion
    pair = measured_things(site.reader, site.sentence, site.clause, 2)
    named = (
        None if pair and which not in "".join(pair) else PAIR.search(site.text[site.sentence : site.clause])
    )
    pair = [named["one"], named["other"]] if named else pair
    told = pair[which == "后者"] if len(pair) == 2 else ""
    return full_measure(told, criterion[2:]) if told and criterion[2:] else told


def _criteria_of(
    site: Site, owner: Standing, words: str, scope: str | None, count: int
) -> tuple[list[str], str | None, list[Period | None]]:
    """What is ranked, among whom, and in which periods: by the clause's own words, or by what stands before it."""
    outer = outer_scope(site.text, site.sentence, site.clause)
    inner, contest = among_whom(scope)
    outside, event = among_whom(outer[0] if outer else None)
    inner = _listed_ones(site, words, scope) or inner
    scope = inner or outside or _these(site, owner) or site.last_scope
    since = outer[1] if outer else site.sentence
    said = owner.words if owner.clause == site.clause else words
    if points_at_nothing(site.text, site.sentence, site.clause):
        return [""], scope, _periods(site, 1)
    several = MEASURES.search(said)
    own = fit_criterion(said[: several.start()] if several else said, site.reader)
    scope = scope or contested(site.text[site.clause : site.match.start()], own, site.reader)
    together = _together(site, own, several, count, since)
    if together is not None:
        return together, scope, _periods(site, len(together))
    before = owner.subjects and owner.clause < site.clause
    behind = fit_criterion(owner.words, site.reader) if before and owner.clause >= site.told_to else ""
    if own.startswith(("前者", "后者")):
        return [own], scope, _periods(site, 1)
    if own or behind:
        return [_full(site, _scored(own or behind, event))], scope, _periods(site, 1)
    if contest:
        return _by_period(site, contest, outer, max(1, count), scope)
    topic, around = _just_said(site, said, owner)
    if topic:
        return [_full(site, topic)], scope or around, _periods(site, 1)
    if site.last and owner.subjects and owner.clause == site.clause and not VALUE_ONLY.sub("", said):
        return [site.last], scope, _periods(site, 1)
    name = measured(site.reader, site.clause, site.match.start(), site.last_end) if DIGIT.search(said) else ""
    if name:
        return [name], scope, _periods(site, 1)
    name = _scored(_of_part(site, owner) or _reported(site, owner, since), event)
    if not name and event:
        return _by_period(site, event, outer, max(1, count), scope)
    name = name or carried_criterion(site, owner.clause, site.clause)
    return [name or measured(site.reader, site.sentence, site.match.start())], scope, _periods(site, 1)


def _listed_ones(site: Site, words: str, scope: str | None) -> str | None:
    """GDP在全国百强县中居: the listed ones are among whom, where something else is ranked."""
    return scope if scope and LISTED.search(scope) and fit_criterion(words, site.reader) else None


def _scored(name: str, event: str | None) -> str:
    """在全市招商考核中，得分92分，列: the score of a contest."""
    return f"{CONTEST_TAIL.sub('', event)}{name}" if event and name in SCORES else name


def _just_said(site: Site, said: str, owner: Standing) -> tuple[str, str | None]:
    """只有制造业投资跻身全市前五，列第五位: what was just brought among the first, or a topic; among whom."""
    if said or owner.subjects:
        return spoken_of(site.text, site.last_end, site.clause), None
    told = AMONG_FIRST.search(site.text, site.sentence, max(site.sentence, site.clause - 1))
    what = fit_criterion(told["what"], site.reader) if told else ""
    if told and NAMES_MEASURE.search(what):
        return what, told["scope"]
    return spoken_of(site.text, site.last_end, site.clause), None


def _full(site: Site, said: str) -> str:
    """A bare measure (增速) is one of what the sentence, or else the text before it, speaks of."""
    base = ""
    if said.endswith("总评") and site.last:
        return f"{site.last}{said}"
    if MEASURE.match(said):
        base = measured(site.reader, site.sentence, site.clause) or site.last or _told_before(site)
    return full_measure(base, said) if base else fuller(said, site.reader.said_before(site.sentence))


def _told_before(site: Site) -> str:
    """财政收入也有较快增长，增幅居: the measure that opens the clause before, which gives no number."""
    if site.clause <= site.sentence:
        return ""
    left = clause_start(site.text, site.sentence, site.clause - 1, [])
    told = TOLD_OF.match(strip_time(site.text[left : site.clause - 1]))
    what = fit_criterion(told["what"], site.reader) if told else ""
    return what if NAMES_MEASURE.search(what) else ""


def fit_criterion(words: str, reader: Reader) -> str:
    """What the words of a clause say is ranked; empty where they only name a unit or say how it stands."""
    said = among(criterion_words(UNFIT_LEAD.sub("", words)))[1]
    name = reader.names.leading(said)
    said = said.removeprefix(name) if name and is_listed(name, reader) else said
    said = "" if said.startswith("、") or said in LEVELS else said
    if len(said) < 2 or UNFIT.search(said) or reader.names.is_name(said) or names_unit(said, reader):
        return ""
    return said


def _these(site: Site, owner: Standing) -> str | None:
    """全省设区市中甲市排名第1: among whom the clause of the name ranks."""
    these = (
        AMONG_THESE.match(strip_time(site.text[owner.clause : site.match.start()]))
        if owner.subjects
        else None
    )
    return these["scope"] if these else None


def named_behind(site: Site, count: int) -> list[str]:
    """有3项居全市首位，分别是签约率、达产率、办结率: as many measures as were counted."""
    listed = NAMED_BEHIND.match(site.text, site.match.end())
    single = count == 1 and listed is not None and not listed["said"]
    names = BRACKET.sub("", listed["names"]) if listed else ""
    named = JOINTS.split(names) if count <= MOST_NAMED and not single else []
    named = [] if NO_MEASURE.search(names) else named
    return named if named and len(named) == count and all(1 < len(name) <= 20 for name in named) else []


def named_until(site: Site) -> int:
    """Where the measures end that are named behind their place: places inside them are told already."""
    several = OF_SEVERAL.search(site.text, site.clause, site.match.start())
    named = several is not None and named_behind(site, count_of(several["n"]) or 0)
    listed = NAMED_BEHIND.match(site.text, site.match.end()) if named else None
    return listed.end() if listed else site.match.end()


def _measures(own: str) -> list[str]:
    """装机总量、发电量 are two; the 和 of 风力和光伏发电装机总量 joins no measures.

    >>> _measures("风力和光伏发电装机总量、发电量"), _measures("总量和增幅"), _measures("出口总额、退税总额和企业数量")
    (['风力和光伏发电装机总量', '发电量'], ['总量', '增幅'], ['出口总额', '退税总额', '企业数量'])
    """
    members = [member for member in own.split("、") if member]
    if len(members) < 2:
        return [member for member in JOINTS.split(own) if member]
    last = next(
        (
            joint
            for joint in JOINTS.finditer(members[-1])
            if NAMES_MEASURE.search(members[-1][: joint.start()])
        ),
        None,
    )
    return (
        members if last is None else [*members[:-1], members[-1][: last.start()], members[-1][last.end() :]]
    )


def _of_those(site: Site, own: str, several: regex.Match[str], since: int) -> list[str]:
    """The criteria of so many measures at once, which are named behind their place or told before it."""
    number = count_of(several["n"]) or 0
    before = [] if own else measured_things(site.reader, since, site.clause, number)
    return named_behind(site, number) or before


def _of_figures(site: Site, shared: str, count: int, since: int) -> list[str] | None:
    """面积32万亩，产量18万吨，均居首位: what the figures before the places report, where they share them."""
    if shared and count == 1:
        count = run_before(site.reader, since, site.clause)
        since = max(since, site.last_end, site.text.rfind("；", since, site.clause) + 1)
        each = measured_all(site.reader, since, site.clause) if count < 2 else []
        if shared in ("均", "都", "双双") and len(each) > 1:
            return each
    levels = any(word in site.text[site.clause : site.match.start()] for word in LEVELS)
    named = measured_things if levels else measured_each
    each = named(site.reader, since, site.clause, count) if count > 1 else []
    parts = JOINTS.split(each[0]) if len(set(each)) == 1 < len(each) else []
    return parts if len(parts) == len(each) > 1 else each or None


def _both_of(site: Site, own: str, shared: str, since: int) -> list[str] | None:
    """收入分别为1.6万元、0.8万元，增长8.7%和9.9%，增幅双双居: the measure of each of two figures side by side."""
    if shared not in ("双双", "均", "都") or not MEASURE.match(own):
        return None
    run = run_before(site.reader, since, site.clause)
    each = measured_each(site.reader, since, site.clause, run) if run > 1 else []
    return [full_measure(base, own) for base in each] or None


def _together(
    site: Site, own: str, several: regex.Match[str] | None, count: int, since: int
) -> list[str] | None:
    """The criteria of places that are shared out: 总量和增幅分别居第二、三位; 两项指标均居首位."""
    told = _of_those(site, own, several, since) if several is not None else []
    if told:
        tail = several["tail"] if several else None
        return [full_measure(name, tail) for name in told] if tail else told
    if several is not None and not own:
        return []
    shared = SHARED.search(site.text, site.clause, site.match.start())
    if not own:
        return _of_figures(site, shared[0] if shared else "", count, since)
    members = _measures(own)
    if len(members) == 1 and count < 2:
        return _both_of(site, own, shared[0] if shared else "", since)
    if several is None and count < 2 and not shared and not all(map(NAMES_MEASURE.search, members)):
        return None
    if len(members) == 1 and count > 1 and MEASURE.match(own):
        each = measured_each(site.reader, since, site.clause, count)
        if each:
            return [full_measure(base, own) for base in each]
    if len(members) not in (1, count) and count > 1:
        return None
    base = measured(site.reader, site.sentence, site.clause) or ENDS_MEASURE.sub("", members[0])
    tail = (several["tail"] or "") if several else ""
    return [full_measure(base, member) + tail for member in members]


def _reported(site: Site, owner: Standing, since: int) -> str:
    """What the figures before a place report; of a named unit, only those behind the place that it has had."""
    if not (owner.subjects and site.last):
        return measured(site.reader, since, site.clause, site.last_end)
    return measured(site.reader, site.told_to, site.clause) if owner.clause < site.told_to else ""


def _of_part(site: Site, owner: Standing) -> str:
    """登记时长3天，居首位；办证2.6天办结，居第3: what the clauses behind a semicolon report of the own area."""
    part = site.text.rfind("；", site.sentence, site.clause) + 1
    if owner.subjects or part <= max(site.last_end, site.sentence):
        return ""
    named = measured(site.reader, part, site.clause, site.last_end)
    return named or fit_criterion(carried(site.text, part, part, site.clause, ""), site.reader)


def topic_or_figure(site: Site, owner: int) -> str:
    """财政方面，甲市收入23亿元，乙市、丙市分列二、三: what the figures report, unless the topic is a measure itself."""
    topic = topic_of(site.text, site.last_end, owner)
    if topic and (MEASURE.match(topic) or NAMES_MEASURE.search(topic)):
        return ""
    named = measured(site.reader, site.sentence, site.match.start())
    return named if NAMES_MEASURE.search(named) or not topic else ""


def carried_criterion(site: Site, owner: int, clause: int) -> str:
    """What a place without words of its own ranks, by its sentence, its paragraph or its heading."""
    measure = topic_of(site.text, site.last_end, owner) if site.last else ""
    if MEASURE.match(measure):
        return fuller(measure, site.last)
    said = carried(site.text, site.sentence, owner, clause, site.last)
    said = said if said == site.last else fit_criterion(said, site.reader)
    name = site.reader.names.leading(said) if said != site.last else None
    said = said.removeprefix(name) if name else said
    return fuller(said, site.reader.said_before(site.sentence)) if said != site.last or not said else said


def _by_period(
    site: Site, contest: str, outer: tuple[str, int] | None, count: int, scope: str | None
) -> tuple[list[str], str | None, list[Period | None]]:
    """一季度和上半年招商引资考核: one place for each period named."""
    left = outer[1] if outer else site.clause
    mentions = find_periods(site.text, site.reader.anchor, left, site.match.start())
    here = [mention for mention in mentions if mention.start >= site.clause]
    for mention in mentions:
        contest = contest.replace(site.text[mention.start : mention.end], "")
    contest = CONTEST_TAIL.sub("", contest.lstrip("、和及与的"))
    mentions = here or mentions
    periods: list[Period | None] = [mention.period for mention in mentions]
    number = max(1, len(mentions), count)
    return [contest] * number, scope, periods if len(periods) == number else [None] * number


def _periods(site: Site, count: int) -> list[Period | None]:
    """The period that the place's own clause names."""
    mentions = find_periods(site.text, site.reader.anchor, site.clause, site.match.start())
    against = bool(mentions) and site.text[mentions[-1].start - 1] in "较比"
    period = mentions[-1].period if mentions and not (mentions[-1].reference or against) else None
    return [period] * count

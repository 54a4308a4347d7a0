"""Goals and bases: numbers that others are measured against."""

from __future__ import annotations

import regex

from extract.compose import Head, compose
from extract.composition import COUNTED
from extract.draft import Draft
from extract.drafting import as_goal, figure
from extract.facets import facets_of
from extract.heads import clean, measure_of, noun_of
from extract.patterns import compile_pattern
from extract.rules.base import Example, Match, Rule
from extract.situation import Situation

AVERAGE = regex.compile(
    r"(?:[为是占]|相当于|达到?|[不仅未]及|超过?)[^，。；\d]{0,6}?(?:平均(?:水平|值|数)?|均值)$"
)
AVERAGE_OF = regex.compile(r"全[国省市区州](?=\p{Han}{0,4}$)")
GOAL = regex.compile(
    r"任务|目标|计划|预算|指标|控制数|要求|预期|[国省市州区县](?:里|上|委|政府)?(?:所|下达|确)?定(?!点)|下达|应完成"
)
# 完成全年|9500万美元的54.9%, 占全年|16亿元的51%, (全年|25亿元，完成49.2%): of a year that is not over yet
OF_THE_YEAR = regex.compile(r"(?:(?:完成|占|达到?|为|是|相当于)了?|\()(?:全年|年度|今年)的?$")
DONE_BEHIND = regex.compile(r"[，、；](?:已|现|实际|累计)?完成")
LAST_CLAUSE = regex.compile(r"^.*[，；。：]")
# 完成任务5.8亿元的109.5%: of what was measured last
BARE_GOAL = compile_pattern(r"(?: 其中 )? (?: 超额 )? (?: 完成 | 占 | 为 )? (?: 全年 | 年度 )? <goal>")
BEFORE_BASE = regex.compile(r".*?(?:占到?|完成了?|[仅只]及|为|达到?|超|比)")
NAMED_BEHIND = regex.compile(r"\s*([^，。；\d]{1,16})的")
BASE_IN_BRACKET = regex.compile(r"(?:占到?)(?P<words>[^，。；(]{2,24})\(\s*$")
WIDER = regex.compile(r"全[国省市县区州旗]")
RATIO_BEHIND = regex.compile(r"\s*\)的(?:近|约)?(?:\d|百分之|[一二三四五六七八九]成)")
# 是全年4万人目标的57.7%
RATIO_OF_GOAL = regex.compile(r"(?:年度|全年)?(?:任务|目标)的?(?:近|约|不足|超过)?\s*\d")
CAME_OF_IT = regex.compile(r"完成|到位|实现|引进|签约|开工|投产|竣工|已|超|欠|差|占|增|降")
PLEDGE = regex.compile(r"(?:已|确保|力争|完成|实现|超额|圆满|全面|提前|全年|年度|不折不扣)+")
MISSED = regex.compile(r"(?:均|都|仍)?未?(?:达到|完成|实现)$")


def _base(situation: Situation, match: Match) -> Draft:
    """The number that a percentage right behind it is taken of: a goal, or the whole of a share."""
    words = clean(BEFORE_BASE.sub("", situation.cue, count=1))
    goal = bool(GOAL.search(situation.cue)) or _of_running_year(situation)
    if not goal:
        behind = NAMED_BEHIND.match(situation.after)
        if behind and not noun_of(words):
            words += behind[1]
        goal = _repeats_goal(situation) or bool(behind and GOAL.search(behind[1]))
    parent = _measured_before(situation)
    average = AVERAGE.search(situation.cue) if parent is not None and not goal else None
    if average and parent is not None:
        result = figure(situation, Head(parent.head, parent.narrowing, parent, False), "base")
        result.subject = whose_average(situation)
        return result
    if not goal:
        return figure(situation, compose(situation, words), "base")
    head = Head(parent.head, parent.narrowing, parent, False) if parent else compose(situation, words)
    result = as_goal(figure(situation, head, "goal"), situation.wide)
    if _plans(situation, parent):
        result.head = "年度计划投资"
    return result


def _of_running_year(situation: Situation) -> bool:
    """完成全年6000万美元的52%, in a report on the first months: what the year is to bring."""
    now, start = situation.now, situation.number.start
    return (
        now is not None
        and now.year is not None
        and (now.end or "")[5:7] < "12"
        and OF_THE_YEAR.search(situation.text, max(0, start - 8), start) is not None
    )


def whose_average(situation: Situation) -> str | None:
    """为全省平均水平1.83%的66.1%: whose the average is; that of the bulletin's own area has no name."""
    whole = AVERAGE_OF.search(situation.cue)
    return whole[0] if whole and situation.context.subject is None else None


def _measured_before(situation: Situation) -> Draft | None:
    for draft in situation.memory.levels(situation.sentence):
        if draft.unit_kind == situation.number.kind and draft.subject == situation.context.subject:
            return draft
    bare = BARE_GOAL.fullmatch(clean(situation.cue))
    return situation.memory.of_kind(situation.number.kind, unit=situation.number.unit) if bare else None


def _plans(situation: Situation, parent: Draft | None) -> bool:
    """Whether the goal is a planned investment: 占年度计划160亿元 of 完成投资, or one more of that kind."""
    if parent is None or "完成投资" not in parent.head:
        return False
    last = next(
        (d for d in situation.memory.back(12) if d.role == "goal" and d.paragraph == situation.paragraph),
        None,
    )
    return "计划" in situation.cue or (last is not None and "计划投资" in last.head)


def _repeats_goal(situation: Situation) -> bool:
    last = next(
        (d for d in situation.memory.back(8) if d.is_percent and d.paragraph == situation.paragraph), None
    )
    return last is not None and last.kind == "completion"


def _bracket_goal(situation: Situation, match: Match) -> Draft | None:
    if not situation.in_bracket:
        return None
    if not _done_behind(situation):
        named = GOAL.search(LAST_CLAUSE.sub("", situation.wide[-24:]))
        if situation.bracket is not None or not named:
            return None
    parent = situation.memory.of_kind(situation.number.kind, situation.sentence)
    head = Head(parent.head, parent.narrowing, parent, False) if parent else compose(situation, situation.cue)
    return as_goal(figure(situation, head, "goal"), situation.wide) if head.words else None


def _done_behind(situation: Situation) -> bool:
    return DONE_BEHIND.match(situation.after) is not None and _of_running_year(situation)


def _bracket_base(situation: Situation, match: Match) -> Draft | None:
    if not situation.in_bracket or not RATIO_BEHIND.match(situation.after):
        return None
    words = BASE_IN_BRACKET.search(situation.wide)
    if words is None:
        return None
    last = next(situation.memory.levels(situation.sentence), None)
    if WIDER.fullmatch(words["words"]) and last is not None and last.unit_kind == situation.number.kind:
        # 甲市出口8亿元，占全省(40亿元)的两成: what the wider area has of the same
        base = figure(situation, Head(last.head, last.narrowing, own=False), "base")
        base.subject = None
        return base
    return figure(situation, Head(words["words"], facets_of(words["words"])), "base")


def _goal_after(situation: Situation, match: Match) -> Draft | None:
    kind = situation.number.kind
    counted = kind in COUNTED and RATIO_OF_GOAL.match(situation.after) is not None
    if kind not in ("money", "area", "weight", "volume", "length") and not counted:
        return None
    head = compose(situation, PLEDGE.sub("", situation.cue))
    return as_goal(figure(situation, head, "goal"), situation.wide) if head.words else None


def _part_of_goal(situation: Situation, match: Match) -> Draft | None:
    """其中 behind a goal, without a word of what came of it: its parts are goals too."""
    number = situation.number
    goal = next((draft for draft in situation.memory.back(12) if draft.rule != "figure.part_of_goal"), None)
    if goal is None or goal.role != "goal" or goal.rule != "figure.level":
        return None
    if goal.sentence != situation.sentence or goal.unit != number.unit:
        return None
    if situation.text[goal.number.end : goal.number.end + 1] == ")" and not situation.in_bracket:
        # 完成造林1.7万亩(任务1.5万亩)，其中油茶0.5万亩: of what was done
        return None
    if not situation.part or number.value > goal.value or CAME_OF_IT.search(situation.cue):
        return None
    words = clean(situation.cue)
    own = noun_of(words) or measure_of(words)
    result = figure(
        situation, Head(words if own else words + goal.head, facets_of(words), goal, False), "goal"
    )
    result.status, result.period, result.whole = goal.status, goal.period, goal
    return result


def _requirement(situation: Situation, match: Match) -> Draft | None:
    words = clean(MISSED.sub("", situation.cue))
    source = None if len(words) > 1 else situation.memory.of_kind(situation.number.kind, situation.sentence)
    head = Head(source.head, source.narrowing, source, False) if source else compose(situation, words)
    return as_goal(figure(situation, head, "goal"), situation.wide) if head.words else None


GOALS: tuple[Rule, ...] = (
    Rule(
        id="figure.base",
        reads="the base inside a ratio: 占年度计划160亿元的40%",
        anchors=("figure",),
        before=r"""(?: 占到? | 完成 | 为 | 是 | 达到? | 超过? | 相当于 | 不足 | 不到 | [不未仅只] 及 | 未到 | 接近 | 将近 | 逼近 )
            [^，。；]{0,30}""",
        after=r"""\s* (?: (?! \s* 、 | [^，。；\d]{0,12} (?: 增长 | 下降 | 同比 | 占比 ) ) [^，。；：(\d]{1,16} )? 的?
            (?= (?: 近 | 约 | 不足 | 超过 )? \s?
                (?: \d+ (?: \.\d+ )? \s? % | 百分之 | [一二三四五六七八九]成 | [二三四]分之 ) )""",
        build=_base,
        examples=(
            Example(
                "到位资金31.8亿元，为年度任务45亿元的70.8%。",
                "45亿元",
                {"status": "target", "code": "funds_in_place", "period.end": "2021-12"},
            ),
            Example(
                "城镇新增就业2.6万人，是全年4万人目标的65%。",
                "4万人",
                {"status": "target", "indicator": "城镇新增就业人数"},
            ),
            Example(
                "在库技改项目73个，占105个在库项目的69.5%。",
                "105个",
                {"status": "actual", "indicator": "在库项目数"},
            ),
        ),
    ),
    Rule(
        id="figure.bracket_goal",
        reads="a target in brackets after its name: 年度任务(120亿元)",
        anchors=("figure",),
        build=_bracket_goal,
        examples=(
            Example("到位资金97.8亿元，完成年度任务(120亿元)的81.5%。", "120亿元", {"status": "target"}),
        ),
    ),
    Rule(
        id="figure.bracket_base",
        reads="a whole in brackets after its name: 占规上工业总产值(86.1亿元)的七成",
        anchors=("figure",),
        build=_bracket_base,
        examples=(
            Example(
                "三大产业产值60.3亿元，占规上工业总产值(86.1亿元)的七成。",
                "86.1亿元",
                {"indicator": "规上工业总产值"},
            ),
        ),
    ),
    Rule(
        id="figure.goal_after",
        reads="a goal named behind its number: 确保全年8.5亿美元任务完成",
        anchors=("figure",),
        after=r"的? (?: 年度 | 全年 | 计划 | 预期 | 奋斗 | 目标 | [国省市州县区]定 | 既定 | 考核 | [上省市县] 级? 下达的? )* (?: 任务 | 目标 (?! 责任 ) ) (?! 数 | 单位 )",
        build=_goal_after,
        examples=(
            Example(
                "实际利用外资5.1亿美元，确保全年8.5亿美元任务完成。",
                "8.5亿美元",
                {"status": "target", "code": "funds_foreign"},
            ),
        ),
    ),
    Rule(
        id="figure.part_of_goal",
        reads="a part of a goal: 引资任务31.5亿元，其中乡镇13.2亿元",
        anchors=("figure",),
        before=r"[^，。；、：]{0,12}",
        build=_part_of_goal,
        examples=(
            Example(
                "下达引资任务30亿元，其中县直部门12亿元，乡镇18亿元。",
                "12亿元",
                {"status": "target", "whole": "30亿元"},
            ),
            Example("年度任务60个，其中工业项目40个。", "40个", {"status": "target", "whole": "60个"}),
        ),
        counterexamples=(
            Example("年度任务60亿元，其中工业项目到位资金40亿元。", "40亿元", {"status": "actual"}),
        ),
    ),
    Rule(
        id="figure.requirement",
        reads="a level that is required: 未达到20天的工作要求",
        anchors=("figure",),
        after=r"""的 (?: 工作 | 目标 | 任务 | 年度 | 全年 | [国省市州县区]定 | 国家 | 上级 | 既定 | 考核 | 预期 | 控制 | 管控 | 序时
            | 规划 | 约束性 | 奋斗 ){0,3} (?: 要求 | 目标 | 任务 | 标准 )""",
        build=_requirement,
        examples=(Example("各专班每月平均外出16天，均未达到20天的工作要求。", "20天", {"status": "target"}),),
    ),
)

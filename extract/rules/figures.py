"""Figures: levels, targets, the bases of ratios, earlier levels, changes."""

from __future__ import annotations

import regex

from extract.compose import Head, compose
from extract.draft import Draft, Role
from extract.facets import Narrowing, facets_of
from extract.heads import clean, noun_of, stage_of
from extract.patterns import compile_pattern, compiled
from extract.rules.base import Rule
from extract.situation import Situation
from schemas import Period

GOAL = regex.compile(r"任务|目标|计划|预算|指标|控制数|要求")
PREDICATE_NOUNS = regex.compile(r"^(?P<noun>(?:[区市县镇]直)?(?:责任|招商|任务)?(?:单位|部门|乡镇\(街道\)|镇\(街道?\)|乡镇|镇乡|镇街|街道|园区|县区|市州|镇(?!区)|乡(?!村)|县(?!城)|村)(?:、\d+[家个]\p{Han}{1,6}(?=完成|均|都|没|未|无|有|仍|依然))?)(?P<predicate>(?:\([^()]*\)|[^，。；、（()）\d]|\d(?!\d*[个家亿万%])){3,24})")
# 14个项目及早开工: the stage stands behind the noun
BEHIND = compile_pattern(r"(?: 已 | 均 | 全部 | 已经 | 及早 | 早日 | 尽快 | 加快 | 正式 | 顺利 | 现场 | 集中 )* (?P<stage> 仍?未 (?: 开工 | 备案入统 | 动工 | 供地 | 落地 | 入库 | 入统 ) | 备案入统 | 备案入库 | 现场签约 | 集中签约 | <stage> )")
# 仍有14个未开工: nothing but what the members of the set did
BARE_PREDICATE = regex.compile(r"(?P<predicate>(?:未|尚未|没有|仍未|已经?|正在|无法|为)[^，。；、（()）\d]{2,14})(?=[，。；、]|$)")
LISTED_NAMES = regex.compile(r"、[\p{Han}*×]{1,10}[乡镇县区市局委办道园村会部]等?$")
CLAUSE_END = regex.compile(r"[，,。；;：:（()）、]|的(?=\d)|\d")
NUMBER_FIRST_STOP = regex.compile(r"年度计划|计划总?投|总投资|协议|及早|早日|尽快|仍|备案入|现场|集中|中(?![心央小型国医学介])|内(?![资容河蒙])|里|(?<![规以])上(?![市海年级门游])|占|被|已|均|全部|正|将|在(?!建|谈|库)|因|由|于|外出|完成|实现|落户|获|开工(?!项目|率)|投产(?!项目)|现场|总投|合计|共|分布|涉及|分别|和|与|总金额|总额|计划总|建设|推进|签约(?!项目)|入驻|参加|参会|到场|来(?!源)|赴|等|，")


def draft(situation: Situation, rule: str, role: Role, head: Head) -> Draft:
    """A figure with what it inherits from its context."""
    number, context, override = situation.number, situation.context, situation.override
    narrowing, other = head.narrowing, ()
    subject = context.subject
    if override is not None:
        subject = override.subject or subject
        narrowing = (override.narrowing or Narrowing()).over(narrowing)
        other = (override.other,) if override.other else ()
    return Draft(
        number=number,
        head=head.words,
        role=role,
        rule=rule,
        subject=subject,
        period=context.period,
        status=context.status,
        narrowing=narrowing,
        other=other,
        value=number.value,
        unit=number.unit,
        sentence=situation.sentence,
        paragraph=situation.paragraph,
        clause=situation.clause,
        part=situation.part or head.part,
        whole=head.source if head.part and role == "level" and head.source is not None and head.source.unit_kind == number.kind else None,
        part_mark=situation.part_mark if _still_part(situation, head) else None,
        bracket=situation.bracket,
        via=head.source if head.source is not None and head.source.unit_kind == "count" and number.kind != "count" else None,
        topic=situation.topic,
        stem=head.stem,
        period_from=context.period_from,
        own_head=head.own,
    )


def _still_part(situation: Situation, head: Head) -> bool:
    """Whether 其中 still holds behind a semicolon: only for words that narrow what was said before it."""
    if not situation.soft or head.part:
        return True
    via = head.source
    return via is not None and via.unit_kind == "count" and via.part_mark is not None and situation.number.kind != "count"


def full_year(period: Period | None) -> Period | None:
    """The calendar year of a period: what an annual target covers."""
    return Period.months(period.year, 1, 12) if period is not None and period.year else period


def _base(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """占年度计划142亿元的40.4%: the number is what the percentage is taken of."""
    cue = situation.cue
    words = clean(compiled(r".*?(?:占到?|完成了?|为|达到?|超|比)").sub("", cue, count=1)) if match else clean(cue)
    is_goal = bool(GOAL.search(cue))
    if not is_goal:
        after = compiled(r"\s*([^，。；\d]{1,16})的").match(situation.after)
        if after:
            words = words + after[1] if not noun_of(words) else words
        is_goal = _repeats_goal(situation) or bool(after and GOAL.search(after[1]))
    parent = next(
        (d for d in situation.memory.levels(situation.sentence) if d.unit_kind == situation.number.kind and d.subject == situation.context.subject),
        None,
    )
    if is_goal:
        head = Head(parent.head, parent.narrowing, parent, False) if parent else compose(situation, words)
        result = draft(situation, "figure.base_goal", "goal", head)
        return _as_goal(result, "计划投资" if _plans(situation, parent) else None)
    head = compose(situation, words)
    result = draft(situation, "figure.base", "base", head)
    return result


def _plans(situation: Situation, parent: Draft | None) -> bool:
    """Whether the goal is a planned investment: 占年度计划142亿元 of 完成投资, or one more of that kind."""
    if parent is None or "完成投资" not in parent.head:
        return False
    last = next((d for d in situation.memory.back(12) if d.role == "goal" and d.paragraph == situation.paragraph), None)
    return "计划" in situation.cue or (last is not None and "计划投资" in last.head)


def _repeats_goal(situation: Situation) -> bool:
    last = next((d for d in situation.memory.back(8) if d.is_percent and d.paragraph == situation.paragraph), None)
    return last is not None and last.kind == "completion"


def _as_goal(result: Draft, measure: str | None) -> Draft:
    result.period = full_year(result.period)
    result.status = "target"
    if measure:
        result.head = "年度" + measure
    return result


def _bracket_goal(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """完成市下达年度任务(120亿元)的81.5%."""
    if not situation.in_bracket or situation.bracket is not None:
        return None
    if not GOAL.search(situation.wide[-24:]):
        return _bracket_base(situation)
    parent = situation.memory.of_kind(situation.number.kind, situation.sentence)
    head = Head(parent.head, parent.narrowing, parent, False) if parent else compose(situation, situation.cue)
    return _as_goal(draft(situation, "figure.bracket_goal", "goal", head), None)


def _bracket_base(situation: Situation) -> Draft | None:
    """占规上工业总产值(86.1亿元)的七成: the whole with its value in brackets."""
    if not compiled(r"\s*[)）]的(?:近|约)?(?:\d|百分之|[一二三四五六七八九]成)").match(situation.after):
        return None
    words = compiled(r"(?:占到?)(?P<words>[^，。；(（]{2,24})[(（]\s*$").search(situation.wide)
    return draft(situation, "figure.bracket_base", "base", Head(words["words"], facets_of(words["words"]))) if words else None


def _previous(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """An earlier level: 去年同期仅为320万美元, 比7月的5.4亿元, 由上年的81.2%提高到84.6%."""
    if situation.reference is None:
        return None
    override = situation.override
    if override is not None and override.of is not None:
        source: Draft | None = override.of
        head = Head(override.of.head, override.of.narrowing, source, False)
    else:
        words = compiled(r"^.*(?:同期|上年|去年|上月|月|季度|年)(?:末|底|份)?(?:的|数)?").sub("", situation.cue) if match else ""
        head = compose(situation, words if len(clean(words)) > 1 else "")
    if not head.words:
        return None
    result = draft(situation, "figure.previous", "previous", head)
    result.period = situation.reference
    result.status = "actual"
    return result


def _delta(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """A change in the unit of the level: 同比增加5个, 减少3起, 增收1070万元."""
    if match is None or situation.number.kind in ("percent", "points", "times_as"):
        return None
    if not match["cmp"] and situation.cue[: match.start()].strip() and not compiled(r"净|比").search(situation.wide):
        if match["verb"] in ("新增", "多", "高", "低", "快", "慢"):
            return None
    words = clean(situation.cue[: match.start()])
    if match["verb"] == "新增" or (words and noun_of(words) == "" and len(words) > 8):
        return None
    parent = _same_measure(situation, words)
    if parent is None and not words:
        return None
    head = Head(parent.head, parent.narrowing, parent, False) if parent else compose(situation, words)
    result = draft(situation, "figure.delta", "delta", head)
    result.period = parent.period if parent is not None else result.period
    if parent is not None:
        result.subject = parent.subject
    down = compiled(r"减|降|少|低|缩|跌").search(match["verb"])
    change = "缩短" if "缩短" in match["verb"] else "减少" if down else "增加"
    result.head = head.words + change
    result.of = parent
    return result


def _same_measure(situation: Situation, words: str) -> Draft | None:
    memory, number = situation.memory, situation.number
    if words:
        called = memory.called(words, situation.sentence, kinds=(number.kind,))
        if called is not None:
            return called
    return memory.of_kind(number.kind, situation.sentence, unit=number.unit) or (
        memory.of_kind(number.kind, situation.sentence)
    )


def _number_first(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """签约35个项目, 118个重点项目完成投资, 有13个单位有签约项目."""
    if situation.number.kind not in ("count", "people", "times") or situation.listed:
        return None
    cue = compiled(r"^.*[中里](?=(?:仍|尚|只|仅|还)?有?$)").sub("", situation.cue)
    before = "" if LISTED_NAMES.search(cue) else clean(cue)
    definite = situation.cue.rstrip().endswith("的") and not before.endswith("有")
    if before and noun_of(before) and not definite and stage_of(before) != before:
        return None
    bare = BARE_PREDICATE.match(situation.after)
    if bare and (not before or before in ("有", "仍有", "尚有")):
        noun = _set_noun(situation)
        if noun:
            return draft(situation, "figure.predicate", "level", Head(clean(bare["predicate"]) + noun, facets_of(bare["predicate"])))
    predicate = PREDICATE_NOUNS.match(situation.after)
    if predicate and not predicate["predicate"].startswith(("中", "里", "的")):
        words = predicate["predicate"] + predicate["noun"]
        result = draft(situation, "figure.number_first", "level", Head(words, Narrowing()))
        result.covers = situation.number.end + predicate.end() + 8
        return result
    noun = noun_phrase(situation.after)
    if not noun:
        return None
    if noun in ("项目", "招商项目", "招商引资项目", "企业") and not before:
        behind = BEHIND.match(situation.after, len(noun))
        if behind:
            return draft(situation, "figure.number_first", "level", Head(behind["stage"] + noun, facets_of(noun)))
    lead = before if stage_of(before) == before or definite else ""
    words = clean(lead.removesuffix("的") + noun) if lead else noun
    composed = compose(situation, words)
    return draft(situation, "figure.number_first", "level", composed if composed.words.endswith(words) else Head(words, facets_of(words)))


def _set_noun(situation: Situation) -> str:
    """The noun of the set that was announced in the sentence (46个新签约项目中)."""
    for other in situation.memory.levels(situation.sentence, limit=4):
        noun = noun_of(other.head)
        if noun and other.unit_kind == "count":
            return noun
    return ""


def noun_phrase(after: str) -> str:
    """The noun that a classifier opens (35个|项目), up to the verb or delimiter behind it."""
    if not after or not compiled(r"\p{Han}|[“\"A-Za-z*]").match(after) or compiled(r"[的和与及或、以等（(]|分散|分布|来自|左右|之多|当中|中，|居|均|已|占|为|是|被|列").match(after):
        return ""
    end = CLAUSE_END.search(after)
    phrase = after[: end.start()] if end else after
    stop = NUMBER_FIRST_STOP.search(phrase, 1)
    phrase = phrase[: stop.start()] if stop else phrase
    phrase = phrase.rstrip("的仍有仅")
    return phrase if 1 < len(phrase) <= 22 or phrase in ("乡", "镇", "县", "市") else ""


def _project(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """投资30亿元的华录数据湖项目: the investment of one named project."""
    if situation.number.kind not in ("money", "area", "length", "volume"):
        return None
    named = compiled(r"的(?P<name>[^，。；、（()）]{3,40}?(?:项目|基地|产业园|示范园|工业园|工程|中心|二期|一期|园区|工厂|生产线|交易城|综合体|新城|公路|景区))(?=$|[，。；、（()）等和与及]|已|正|将|在|签|落|开|竣|投|顺|当|即|主体|进展|均|全部|累计|完成|规划|首期|总)").match(situation.after)
    if named is None or compiled(r"(?:工业|重大|产业|重点|新|招商|签约|在建)*项目").match(named["name"]):
        return None
    cue = clean(situation.cue)
    words = compiled(r"(?:计划|协议|合同)?(?:总)?投资(?:总?额)?$").search(cue)
    if situation.number.kind != "money" and not cue:
        return None
    head = words[0] if words else "投资" if situation.number.kind == "money" else cue
    result = draft(situation, "figure.project", "level", Head(head, Narrowing()))
    result.subject = compiled(r"^(?:\s|.*?的(?=.{4,}项目$))").sub("", named["name"]) if False else named["name"]
    result.role = "level"
    return result


def _goal_after(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if situation.number.kind not in ("money", "area", "weight"):
        return None
    words = clean(compiled(r"(?:确保|力争|完成|实现|超额|圆满|全面|提前|全年|年度)+").sub("", situation.cue))
    head = compose(situation, words)
    return _as_goal(draft(situation, "figure.goal_after", "goal", head), None) if head.words else None


def _requirement(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    words = clean(compiled(r"(?:均|都|仍)?未?(?:达到|完成|实现)$").sub("", situation.cue))
    source = None if len(words) > 1 else situation.memory.of_kind(situation.number.kind, situation.sentence)
    head = Head(source.head, source.narrowing, source, False) if source else compose(situation, words)
    return _as_goal(draft(situation, "figure.requirement", "goal", head), None) if head.words else None


def _level(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    override = situation.override
    words = situation.cue
    if override is not None and override.of is not None:
        head = Head(override.of.head, override.of.narrowing, override.of, False)
    elif override is not None and override.head is not None:
        composed = compose(situation, override.head)
        head = composed if composed.words else Head(override.head, facets_of(override.head))
    else:
        head = compose(situation, words)
    if not head.words and not (override and override.subject):
        return None
    result = draft(situation, "figure.level", "level", head)
    if result.role == "level" and compiled(r"(?:年度|全年)(?:计划|目标)").search(head.words):
        result.period = full_year(result.period)
    if compiled(r"(?:任务|目标|计划|指标)(?:任务)?(?:数|值)?(?:为|是|的)?$").search(situation.cue.strip()) and "计划投资" not in situation.cue:
        result.role = "goal"
        result.status = "target"
        result.period = full_year(result.period)
    return result


def _from(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """由2019年的4.1万元提高到…: where a change starts; what stands before it names the measure."""
    if match is None:
        return None
    head = compose(situation, match["words"])
    if not head.words:
        return None
    result = draft(situation, "figure.from", "previous", head)
    if situation.reference is not None:
        result.period = situation.reference
    else:
        earlier = next((d for d in situation.memory.back(30) if d.rule == "figure.from" and d.paragraph == situation.paragraph), None)
        result.period = earlier.period if earlier is not None else result.period
    result.status = "actual"
    return result


def _to(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """…提高到2024年的6.3万元: where the change ends."""
    last = situation.memory.drafts[-1] if situation.memory.drafts else None
    if last is None or last.rule != "figure.from":
        return None
    return draft(situation, "figure.to", "level", Head(last.head, last.narrowing, last, False))


FIGURES: tuple[Rule, ...] = (
    Rule(
        id="figure.from",
        reads="the level that a change starts from: 由2019年的4.1万元提高到",
        anchors=("figure",),
        before=r"(?P<words> [^，。；]{0,40} ) (?: 由 | 从 ) (?: [^，。；\d]{0,8} | [^，。；]{0,4} \d{4} 年末? ) (?: 的 | 为 )?",
        after=r"\s* [^，。；\d]{0,3}? (?: <up> | <down> | 跃升 | 跃 | 调整 | 变化 | 攀升 | 发展 | 跌 ) \p{Han}{0,3}? (?: 到 | 至 | 为 )",
        build=_from,
    ),
    Rule(
        id="figure.to",
        reads="the level that a change ends at: 提高到2024年的6.3万元",
        anchors=("figure",),
        before=r"(?: <up> | <down> | 跃升 | 跃 | 调整 | 变化 | 攀升 | 发展 | 跌 ) \p{Han}{0,3}? (?: 到 | 至 | 为 ) [^，。；]{0,12}",
        build=_to,
    ),
    Rule(
        id="figure.base",
        reads="the base inside a ratio: 占年度计划142亿元的40.4%",
        anchors=("figure",),
        before=r"(?: 占到? | 完成 | 为 | 达到? | 超 | 相当于 ) [^，。；]{0,30}",
        after=r"\s* (?: [^，。；\d]{1,16} )? 的? (?= (?: 近 | 约 | 不足 | 超过 )? \s? (?: \d+ (?: \.\d+ )? \s? % | 百分之 | [一二三四五六七八九]成 | [二三四]分之 ) )",
        build=_base,
    ),
    Rule(
        id="figure.bracket_goal",
        reads="a target in brackets after its name: 年度任务(120亿元)",
        anchors=("figure",),
        build=_bracket_goal,
    ),
    Rule(
        id="figure.previous",
        reads="the level of an earlier period: 去年同期仅为320万美元",
        anchors=("figure",),
        before=r"(?: 同期 | 上年 | 去年 | 前年 | 上月 | 上个月 | 上半年 | 季度 | 月 | 年 ) (?: 末 | 底 | 份 | 数 )? (?: 的 | 为 | 是 | 仅 | 仅为 | 仅有 | 只有 | 约 | 数 | \s )*",
        build=_previous,
    ),
    Rule(
        id="figure.previous_list",
        reads="earlier levels listed in the order of the current ones: 与去年同期(345起、78人)相比",
        anchors=("figure", "percent"),
        build=lambda s, m: _previous(s, None) if s.override is not None and s.override.previous else None,
    ),
    Rule(
        id="figure.delta",
        reads="a change in the unit of the level: 同比增加5个",
        anchors=("figure",),
        before=r"(?P<cmp> (?: 同比 | 环比 | (?: 比 | 较 | 与 ) [^，。；]{0,16}? ) (?: 相比 )? )? (?: 各 | 均 | 分别 )? (?P<verb> [多少] (?: 完成 | 签约 | 开工 | 引进 | 入库 | 投产 | 到位 | 新增 ) | 增加 | 减少 | 净增加? | 净减少? | 增收 | 减收 | 增支 | 减支 | 多 | 少 | 提高 | 下降 | 上升 | 降低 | 增长 | 缩短 | 压缩 | 延长 | 提前 | 上涨 | 下跌 | 新增 | 增 | 减 | 低 | 高 ) (?: 了 | 约 | 近 )*",
        build=_delta,
    ),
    Rule(
        id="figure.project",
        reads="the investment of one named project: 投资30亿元的某某项目",
        anchors=("figure",),
        after=r"的",
        build=_project,
    ),
    Rule(
        id="figure.goal_after",
        reads="a goal named behind its number: 确保全年8.5亿美元任务完成",
        anchors=("figure",),
        after=r"的? (?: 年度 | 全年 | 预期 | 奋斗 | 目标 )? (?: 任务 | 目标 (?! 责任 ) ) (?! 数 | 单位 )",
        build=_goal_after,
    ),
    Rule(
        id="figure.number_first",
        reads="the number before what it counts: 签约35个项目",
        anchors=("figure",),
        build=_number_first,
    ),
    Rule(
        id="figure.requirement",
        reads="a level that is required: 未达到20天的工作要求",
        anchors=("figure",),
        after=r"的 (?: 工作 | 目标 | 任务 | 年度 )? (?: 要求 | 目标 | 任务 | 标准 )",
        build=_requirement,
    ),
    Rule(
        id="figure.level",
        reads="the head before the number: 新签约项目52个",
        anchors=("figure",),
        build=_level,
    ),
)

"""Counted heads: what a number of projects, firms, people or events counts."""

from __future__ import annotations

from collections.abc import Callable

import regex

from extract.carrying import carried
from extract.codes import code_of
from extract.composition import (
    CARRIES,
    COUNTED,
    DOES_AND_NAMES,
    HERD,
    OPENS_WITH_VERB,
    OUTCOME,
    SAYS_CASES,
    Clause,
    Head,
    added_to,
    around,
    by_topic,
    counter,
    joined,
    mean_of,
    parent_of,
)
from extract.draft import Draft
from extract.facets import Narrowing, facets_of
from extract.fates import outcome_of, people_of
from extract.heads import is_verb, measure_of, noun_of, resembles, stage_of
from extract.labels import NO_PERSON
from extract.lexicon import parts
from extract.patterns import compile_pattern
from extract.situation import Situation
from extract.staged import said_by_itself, same_again, staged_before

OTHERS = ("其他", "其它", "其余", "其他产业", "其他类")
LEVELS = regex.compile(r"^(?:[省市县区国州]|新(?!能源|材料|型|兴)|续|产业类|重点)")
PERCENT_RANGE = regex.compile(r"(?:不足|超过|低于|高于|少于|在)?\d+(?:\.\d+)?%(?:以上|以下|以内)?(?:的)?")
RESTS = ("剩下", "余下", "其余", "剩余")
# Units that count anything: they tell nothing of what was counted before
PLAIN_UNITS = ("个", "家", "项", "人", "次", "户", "")
VERB_BEHIND = compile_pattern(r"(?<= .{2} ) (?: <verb_only> )+ $")
OUTPUT = regex.compile(r"(?<=.)(?:产量|销量|销售量|存栏量?|出栏量?)$")
# 发生法律效力的|罪犯: the thing itself, without what is said of it
LAST_RULED = regex.compile(r"^.+的(?=.{2})")
# 小客车出行量: what says by itself what is counted
MEASURES_ITSELF = regex.compile(r"(?<=.{2})(?:(?<![质力能数重])量|数|人次)$")
# What became of some of them
SETTLED = regex.compile(r"整改|销号|办结|化解|答复|回复|满意|完成|[开动复]工|竣工|投产|退回|转办")
# 挂牌督办重大隐患: what was done before the thing is named
DONE_FIRST = compile_pattern(
    r"^ (?: 累计 | 共 | 现场 | 挂牌 | 督办 | 交办 | 查出 | 收到 | 登记 | 梳理"
    r" | <verb_only> | <stage> )+ (?= .{2} )"
)
# 外出招商, 走访企业: what somebody did so many times
ACT = compile_pattern(
    r"(?: ^ | (?<= .{2} ) ) (?: <verb_only> )+ (?: 招商 | 考察 | 调研 | 洽谈 | 客商 | 企业 | 督导 )* $"
)
# Who does something: 副班长, 小分队
WHO = regex.compile(r"[长员队组班委县市区镇]$|领导|专班|干部|书记|主任|主席|负责人")
# Units that belong to one kind of thing: what is named before them is counted itself (小学310所；初中46所)
OF_A_THING = frozenset("所座辆台套栋幢间艘架头只棵株羽匹盏部盘口眼孔根颗枚")
GONE_ON = regex.compile(r"(?:其中)?(?:目前|现|截至目前)?(?:均|都|全部)?已(?!签)")
# Units of cases, and who gets such
OF_CASES = ("件", "条", "起", "宗", "例")
BODIES = frozenset(parts()["body"])
# Nouns of people, beside those of where they live, learn and work
PEOPLE = regex.compile(r"[人员工师生民者口]$|干部|对象|骨干|专家|劳动力")


def compose_counted(situation: Situation, head: str) -> Head:
    """The head of a count whose clause says `head`."""
    number = situation.number
    unit = "" if number.is_percent else number.unit
    kinds = COUNTED if number.is_percent else (number.kind,)
    if situation.bracket is not None and situation.bracket.unit_kind in COUNTED:
        parent: Draft | None = situation.bracket
    else:
        parent = parent_of(situation, kinds, unit)
    clause = Clause(situation, head, _facets(head, unit), number.kind, unit, parent)
    if parent is None and clause.narrows and unit not in PLAIN_UNITS:
        parent = situation.memory.of_kind(number.kind, unit=unit)
    own = clause.own
    if situation.by_industry and not (noun_of(head) or stage_of(head) or own.size) and 0 < len(head) <= 10:
        own = Narrowing(head, own.size, own.origin)
    clause = Clause(situation, head, own, number.kind, unit, parent)
    for step in STEPS:
        composed = step(clause)
        if composed is not None:
            return composed
    return Head(head, own.over(clause.outer), parent if situation.part else None)


def _facets(head: str, unit: str) -> Narrowing:
    """The facets of a head; 交通类412件 are cases of that kind, not of an industry."""
    own = facets_of(head)
    return Narrowing(size=own.size, origin=own.origin) if unit.endswith("件") else own


def _mean(clause: Clause) -> Head | None:
    return mean_of(clause.head, clause.situation)


def _added(clause: Clause) -> Head | None:
    return added_to(clause)


def _herd(clause: Clause) -> Head | None:
    """生猪出栏65.3万头；存栏38.2万头: the animals of the figure before."""
    situation = clause.situation
    before = next(situation.memory.levels(situation.sentence, limit=4), None)
    if situation.thing and HERD.fullmatch(clause.head) and (before is None or not HERD.search(before.head)):
        return Head(situation.thing + clause.head, clause.own)
    if before is None or before.unit != clause.unit or not HERD.fullmatch(clause.head):
        return None
    told = HERD.search(before.head)
    animals = before.head[: told.start()] if told else ""
    return Head(animals + clause.head, clause.own, before) if animals else None


def _silent(clause: Clause) -> Head | None:
    return carried(clause.situation, clause.parent) if not clause.head else None


def _ranged(clause: Clause) -> Head | None:
    """完成任务75%以上的12个，不足50%的7个: one threshold in the place of the other."""
    parent = clause.parent
    if parent is None or not PERCENT_RANGE.match(clause.head) or not PERCENT_RANGE.search(parent.head):
        return None
    return Head(PERCENT_RANGE.sub(clause.head, parent.head), clause.own.over(parent.narrowing), parent)


def _with_noun(clause: Clause) -> Head | None:
    """A head with its noun; a project without a stage is of the stage that was last spoken of."""
    head, own, situation = clause.head, clause.own, clause.situation
    noun, stage = noun_of(head), stage_of(head)
    if noun and (_of_place(clause, noun) or _is_body(clause, noun)):
        return None
    if not noun:
        return _staged_thing(clause) if stage == head and clause.unit in ("个", "项", "宗") else None
    if noun == "项目" and not stage and (code_of(head, "count") is None or head.endswith("投资项目")):
        alias = same_again(situation, head)
        if alias is not None:
            return Head(alias.head, own.over(alias.narrowing), alias)
        topic = situation.topic if noun_of(situation.topic) == "项目" else ""
        if stage_of(topic) and not situation.part:
            return Head(stage_of(topic) + head, own)
        staged = staged_before(clause)
        if staged is not None and situation.context.stage and staged.paragraph != situation.paragraph:
            staged = None
        if staged is not None:
            inside = staged.paragraph == situation.paragraph and (
                situation.part or staged.sentence == situation.sentence
            )
            outer = around(staged, situation) if inside else None
            return Head(stage_of(staged.head) + head, own.over(outer), staged, part=inside)
        if situation.context.stage:
            return Head(situation.context.stage + head, own)
    parent = clause.parent
    if situation.part and noun and not stage and parent is not None and noun_of(parent.head) == noun:
        lent = "" if said_by_itself(parent, situation) else stage_of(parent.head)
        return Head(lent + head, own.over(clause.outer), parent)
    return Head(head, own.over(clause.outer), parent if situation.part else None)


def _staged_thing(clause: Clause) -> Head:
    """建成充电桩3600个(今年新建820个): the thing that was counted right before, where it is no project."""
    parent, situation = clause.parent, clause.situation
    outer = parent.narrowing if parent is not None and _of_those(parent, situation) else clause.outer
    projects = Head(clause.head + "项目", clause.own.over(outer), parent if situation.part else None)
    if parent is None or parent.sentence != situation.sentence or parent.unit != clause.unit:
        return projects
    thing = parent.head.removeprefix(stage_of(parent.head)).removesuffix("总数").removesuffix("数")
    if not thing or not situation.part or "项目" in thing or "工程" in thing:
        return projects
    return Head(clause.head + thing, clause.own.over(parent.narrowing), parent)


def _of_those(parent: Draft, situation: Situation) -> bool:
    """签约亿元以上项目31个，已开工|19个: whether the clause goes on to tell what became of those just counted."""
    near = parent.sentence == situation.sentence and noun_of(parent.head) == "项目"
    return near and parent.subject == situation.context.subject and GONE_ON.match(situation.cue) is not None


def _of_place(clause: Clause, noun: str) -> bool:
    """教师3500人，其中小学1200人: whether the noun tells where the people of the whole are."""
    parent = clause.parent
    if clause.kind != "people" or not clause.situation.part or parent is None:
        return False
    whole = noun_of(parent.head)
    return PEOPLE.search(whole) is not None and PEOPLE.search(noun) is None


def _is_body(clause: Clause, noun: str) -> bool:
    """转派各成员单位4898件: whether the noun names who got them, for nobody counts such by their unit."""
    return clause.unit in OF_CASES and noun in BODIES


def _narrowed(clause: Clause) -> Head | None:
    """工业类68个, 5亿元以上6个: the parent's stage and noun around the words that narrow them."""
    parent, situation = clause.parent, clause.situation
    if parent is None or not noun_of(parent.head):
        return None
    if not (clause.narrows or situation.listed or (situation.part and not situation.soft)):
        return None
    words = stage_of(parent.head) + joined(clause.bare, _carried_noun(parent.head))
    return Head(words, _industry_of(clause.head, parent, clause.own).over(clause.around), parent, part=True)


def _carried_noun(head: str) -> str:
    carries = CARRIES.search(head)
    return carries[0] if carries else noun_of(head)


def _industry_of(head: str, parent: Draft, own: Narrowing) -> Narrowing:
    """商贸旅游类, 医药健康产业: the industry that a modifier of projects names."""
    if noun_of(parent.head) != "项目" or own.size or LEVELS.search(head):
        return own
    if head in OTHERS:
        return Narrowing("其他", own.size, own.origin) if parent.narrowing.industry else own
    if head.endswith(("类", "产业", "业")):
        return Narrowing(head.removesuffix("类"), own.size, own.origin)
    return own


def _rest(clause: Clause) -> Head | None:
    """交办问题137个，已销号92个，剩下的45个: the rest of what was counted, whatever was done with some of it."""
    if clause.bare not in RESTS:
        return None
    for draft in clause.situation.memory.levels(None, clause.situation.paragraph, limit=12):
        settled = draft.part or SETTLED.search(draft.head)
        if draft.unit == clause.unit and noun_of(draft.head) and not settled:
            return Head("其余" + DONE_FIRST.sub("", draft.head), clause.own.over(clause.outer), draft)
    return None


def _open(clause: Clause) -> Head | None:
    """今年开展技改的72家: the noun of the set before."""
    parent = clause.parent
    if parent is None or not clause.situation.cue.rstrip().endswith("的") or not noun_of(parent.head):
        return None
    if clause.narrows or (stage_of(clause.head) and noun_of(clause.head)):
        return None
    return Head(clause.bare + noun_of(parent.head), clause.own, parent)


def _by_unit(clause: Clause) -> Head | None:
    """起, 件, 条: the noun that this unit counted before."""
    unit = clause.unit.lstrip("万亿千百")
    if (
        unit in PLAIN_UNITS
        or unit in OF_A_THING
        or clause.kind == "people"
        or DOES_AND_NAMES.match(clause.head)
        or clause.head.endswith(("数", "量"))
        or OUTCOME.fullmatch(clause.head)
        or clause.head.endswith(SAYS_CASES)
    ):
        return None
    if _of_a_deed(clause):
        return Head(clause.bare, clause.own.over(clause.outer), clause.parent, part=True)
    for draft in clause.situation.memory.levels(limit=60):
        noun = noun_of(draft.head)
        if counter(draft.unit) == counter(clause.unit) and noun and not _is_body(clause, noun):
            words = joined(clause.head, _carried_noun(draft.head))
            return Head(words, clause.own.over(clause.outer), clause.parent, part=clause.situation.part)
    return None


def _of_a_deed(clause: Clause) -> bool:
    """查处酒驾868起，其中醉驾217起: whether the parts are of what somebody did, not of the accidents told before."""
    parent = clause.parent
    of_it = parent is not None and clause.situation.part and counter(parent.unit) == counter(clause.unit)
    return parent is not None and of_it and DOES_AND_NAMES.match(parent.head) is not None


def _part(clause: Clause) -> Head | None:
    """其中市级领导带队16次: the parent's head behind the words that tell the part."""
    parent, situation = clause.parent, clause.situation
    if parent is None or not situation.part or situation.soft or situation.number.is_percent:
        return None
    if code_of(clause.head, clause.kind) is not None or _sibling(parent, situation):
        return None
    if MEASURES_ITSELF.search(clause.head):
        return None
    if clause.kind == "people" and NO_PERSON.search(clause.head):
        return Head(clause.bare, clause.own.over(clause.around), parent, part=True)
    tail = parent.stem or measure_of(parent.head) or LAST_RULED.sub("", parent.head)
    return Head(joined(clause.bare, tail), clause.own.over(clause.around), parent, part=True, stem=tail)


def _sibling(parent: Draft, situation: Situation) -> bool:
    """按环节分：多晶硅3个、组件4个: whether the figure before names a part itself, and nothing that parts are of."""
    same_mark = parent.part_mark is not None and parent.part_mark == situation.part_mark
    return same_mark and not parent.stem and parent.own_head and parent.whole is None


def _next_verb(clause: Clause) -> Head | None:
    """隐患排查320处、整改300处: what was done next to the thing that stands before the first verb."""
    last = clause.situation.memory.last
    if last is None or last.role != "level" or last.sentence != clause.situation.sentence:
        return None
    if not clause.situation.wide.startswith("、") or last.unit != clause.unit or not is_verb(clause.head):
        return None
    verb = VERB_BEHIND.search(last.head)
    thing = last.head[: verb.start()] if verb else ""
    return Head(thing + clause.head, clause.own.over(last.narrowing), last) if thing else None


def _same_act(clause: Clause) -> Head | None:
    """班长带队外出9次，副班长16次: who did the same, so many times."""
    last = next(clause.situation.memory.levels(clause.situation.sentence, limit=1), None)
    if clause.kind != "times" or last is None or last.unit != clause.unit or len(clause.head) > 6:
        return None
    act = ACT.search(last.head)
    return Head(clause.head + act[0], clause.own, last) if act and WHO.search(clause.head) else None


def _goods(clause: Clause) -> Head | None:
    """白酒产量1.9万吨，服装420万件: goods in pieces among those whose output was told."""
    last = next(clause.situation.memory.levels(clause.situation.sentence, limit=3), None)
    if (
        last is None
        or clause.unit in PLAIN_UNITS
        or last.unit_kind not in ("weight", "volume", "area", "count", "energy")
    ):
        return None
    made = OUTPUT.search(last.head)
    if (
        made is None
        or noun_of(clause.head)
        or stage_of(clause.head)
        or measure_of(clause.head)
        or len(clause.head) > 8
    ):
        return None
    if clause.head.endswith(("数", "量", "率")) or OPENS_WITH_VERB.match(clause.head) or is_verb(clause.head):
        return None
    return Head(clause.bare + made[0], clause.own, clause.parent)


def _verb(clause: Clause) -> Head | None:
    if not is_verb(clause.head) or clause.kind != "count":
        return None
    source = clause.situation.memory.with_verb(clause.head, clause.kind)
    if source is None or source.unit != clause.unit:
        return None
    return Head(source.head, clause.own.over(source.narrowing), source)


def _narrowed_topic(clause: Clause) -> Head | None:
    """年末存栏：牛41.8万头; 已签项目按环节分：多晶硅3个: the set that was announced, behind what narrows it."""
    head, situation = clause.head, clause.situation
    short = 0 < len(head) <= 8 and not OUTCOME.fullmatch(head) and not situation.in_bracket
    named = by_topic(situation, clause.kind) if short and not situation.soft else None
    if (
        named is None
        or not (noun_of(named.words) or HERD.search(named.words))
        or noun_of(head)
        or stage_of(head)
        or is_verb(head)
        or resembles(head, named.words) > 0.6
        or _is_body(clause, noun_of(named.words))
    ):
        return None
    return Head(clause.bare + named.words, clause.own.over(named.narrowing), stem=named.words)


STEPS: tuple[Callable[[Clause], Head | None], ...] = (
    people_of,
    outcome_of,
    _mean,
    _added,
    _herd,
    _silent,
    _ranged,
    _rest,
    _open,
    _with_noun,
    _narrowed,
    _narrowed_topic,
    _next_verb,
    _same_act,
    _goods,
    _by_unit,
    _part,
    _verb,
)

"""Drafting: a new draft with all that it takes over from its situation."""

from __future__ import annotations

import regex

from extract.compose import Head
from extract.composition import around
from extract.draft import Draft, Role
from extract.facets import Narrowing, facets_of
from extract.situation import Situation
from extract.time_spans import since_january, whole_year
from extract.years_reviewed import (
    IN_EACH,
    REACHED,
    STOCK,
    THERE_IS,
    YEAR_ON_YEAR,
    end_of_span,
    grows_over_years,
    last_of_years,
    of_one_year,
    over_years,
    plainly_yearly,
    several,
)
from schemas import PercentageKind, Period

OF_THE_YEAR = regex.compile(r"年度|全年|年底|年(?=任务|目标|计划)")
PARTS_OF_YEAR = {
    "上半年": (1, 6),
    "半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
}
PART_OF_YEAR = regex.compile(
    r"(?P<part>[上下]半年|半年(?!度)|第?[一二三四]季度)\p{Han}{0,8}?(?:任务|目标|计划|指标)"
)


def figure(situation: Situation, head: Head, role: Role = "level") -> Draft:
    """A figure with the head that its clause gives it."""
    draft = _plain(situation, head.words, role, head.narrowing)
    source = head.source
    draft.part = situation.part or head.part
    draft.part_mark = situation.part_mark if _still_part(situation, head) else None
    draft.stem, draft.own_head = head.stem, head.own
    if source is not None:
        draft.head_source = source if not head.own else None
        if (head.part or situation.part) and source.unit_kind == situation.number.kind:
            draft.outer = around(source, situation)
        if head.part and role == "level" and source.unit_kind == situation.number.kind:
            draft.whole = source
        if source.unit_kind == "count" and situation.number.kind != "count":
            draft.via = source
    return draft


def percentage(situation: Situation, kind: PercentageKind, head: str, of: Draft | None) -> Draft:
    """A percentage with what it shares with the figure that it qualifies."""
    narrowing = facets_of(head)
    if of is not None:
        narrowing = of.narrowing if of.unit.endswith("件") else narrowing.over(of.narrowing)
    draft = _plain(situation, head, "ratio", narrowing)
    draft.kind, draft.of, draft.own_head = kind, of, bool(head)
    if of is not None:
        draft.head_source = of if of.head == head else None
        if situation.override is None or situation.override.subject is None:
            draft.subject = of.subject or draft.subject
        draft.other = draft.other or of.other
        over_years = grows_over_years(draft, situation) and not plainly_yearly(of, situation)
        if of.status == draft.status and not (
            names_own_period(situation, of) or _outlasts(of, draft) or over_years
        ):
            draft.period = of.period
    stands = kind in ("rate", "share") and situation.number.kind != "times_as"
    if of is None and (stands or (kind == "growth" and YEAR_ON_YEAR.search(situation.wide))):
        draft.period = last_of_years(draft, situation, done="")
    if kind == "completion" and _of_the_year(situation):
        draft.period = since_january(draft.period)
    return draft


def in_its_time(draft: Draft, situation: Situation) -> Draft:
    """A draft whose number stands for an earlier period of its own: 比一季度的-3.1%收窄…, 2020年是10.5亿元."""
    if situation.then is not None:
        draft.period, draft.status = situation.then, "actual"
        draft.role = "previous" if draft.role in ("level", "ratio") else draft.role
    return draft


def _outlasts(of: Draft, draft: Draft) -> bool:
    """Whether a figure covers a whole year of which the ratio reports on the first months (年度计划投资)."""
    whole, part = of.period, draft.period
    if whole is None or part is None or draft.status != "actual" or whole.year != part.year:
        return False
    return whole_year(whole) and part.kind == "cumulative" and (part.end or "") < (whole.end or "")


def names_own_period(situation: Situation, of: Draft) -> bool:
    """Whether a time is named in the clause of a ratio, behind the figure that it is taken of.

    In a plan a clause before may name it: 10月浓度控制在32微克；确保全年优良率达到85%，浓度下降8%.
    """
    named, plan = situation.context.period_from, situation.context.status == "target"
    return named is not None and named[0] >= (
        of.number.end if plan else max(of.number.end, situation.cue_start)
    )


def _of_the_year(situation: Situation) -> bool:
    """Whether an annual goal is meant, and no month named in which so much of it was done."""
    context, override = situation.context, situation.override
    words = situation.cue + (override.criterion if override else "")
    return bool(OF_THE_YEAR.search(words)) and (context.status == "target" or context.period_from is None)


def as_goal(draft: Draft, cue: str = "") -> Draft:
    """A goal: a target for the calendar year, or for the part of it that its words name (上半年任务)."""
    part = PART_OF_YEAR.search(cue)
    year = draft.period.year if draft.period is not None else None
    if part is not None and year is not None:
        first, last = PARTS_OF_YEAR[part["part"].removeprefix("第")]
        draft.period = Period.months(year, first, last, part["part"])
    else:
        draft.period = full_year(draft.period)
    draft.status = "target"
    return draft


def full_year(period: Period | None) -> Period | None:
    """The calendar year of a period: what an annual target covers."""
    return Period.months(period.year, 1, 12) if period is not None and period.year else period


def change_period(situation: Situation, end: str) -> Period | None:
    """The period of the start (`end` is `from`) or the end (`to`) of a change that names none of its own.

    Changes of one paragraph share it; in a report on several years (由3.6万元增加到4.5万元) all changes do.
    """
    context = situation.context.period
    if end == "from" and situation.reference is not None:
        return situation.reference
    own = situation.context.period_from
    if end == "to" and own is not None and own[0] >= situation.cue_start:
        return context
    years = situation.context.years
    several = years is not None
    for draft in situation.memory.back(80):
        if draft.rule in (f"figure.{end}", f"percent.{end}") and draft.period is not None:
            if draft.paragraph == situation.paragraph or (
                several and (draft.period.length_months or 99) <= 12
            ):
                return draft.period
    if years is not None:
        return (_base_named(situation, years) if end == "from" else None) or end_of_span(years, end)
    if end == "from" and context is not None and (whole_year(context) or _compares_years(situation)):
        return context.year_before()
    return context


def _base_named(situation: Situation, years: Period) -> Period | None:
    """The year that a level of the paragraph names and a review may count from: 2002年产值只有20亿元，…."""
    before = int((years.start or "0")[:4]) - 1
    for draft in situation.memory.back(40):
        then = draft.period
        if draft.paragraph != situation.paragraph or then is None or then.year is None:
            continue
        if whole_year(then) and abs(then.year - before) <= 1 and str(then.year) in then.text:
            return then
    return None


def _compares_years(situation: Situation) -> bool:
    """Whether the sentence has compared with the year before: 比去年同期多2亿元，差距由6亿元扩大到8亿元."""
    text, at = situation.text, situation.number.start
    begin = max(text.rfind("。", max(0, at - 200), at), text.rfind("\n", max(0, at - 200), at)) + 1
    return YEAR_ON_YEAR.search(text, begin, at) is not None


def _plain(situation: Situation, head: str, role: Role, narrowing: Narrowing) -> Draft:
    number, context, override = situation.number, situation.context, situation.override
    draft = Draft(
        number=number,
        head=head,
        role=role,
        subject=context.subject,
        period=context.period,
        status=context.status,
        narrowing=narrowing,
        value=number.value,
        unit=number.unit,
        sentence=situation.sentence,
        paragraph=situation.paragraph,
        clause=situation.clause,
        part=situation.part,
        part_mark=situation.part_mark,
        bracket=situation.bracket,
        topic=situation.topic,
        period_from=context.period_from,
        status_from=context.status_from,
        cue_from=situation.cue_start,
    )
    years = over_years(situation)
    if years is not None:
        draft.period = years
    elif role == "level" and several(context.period):
        draft.period = _level_of_years(draft, situation, head)
    if override is not None:
        draft.subject = override.subject or draft.subject
        draft.narrowing = (override.narrowing or Narrowing()).over(draft.narrowing)
        draft.other = (override.other,) if override.other else ()
    return draft


def _level_of_years(draft: Draft, situation: Situation, head: str) -> Period | None:
    """The period of a level in a review of several years, or in a plan for them."""
    if of_one_year(head, situation):
        return last_of_years(draft, situation, done="")
    reached = REACHED.search(situation.cue + situation.number.quote) or STOCK.search(head)
    reached = reached or THERE_IS.search(situation.cue)
    ahead = situation.context.status == "target" and not IN_EACH.search(situation.cue)
    return last_of_years(draft, situation) if reached or ahead else draft.period


def _still_part(situation: Situation, head: Head) -> bool:
    """Whether 其中 still holds behind a semicolon: only for words that narrow what was said before it."""
    if not situation.soft or head.part:
        return True
    via = head.source
    counted = via is not None and via.unit_kind == "count" and via.part_mark is not None
    return counted and situation.number.kind != "count"

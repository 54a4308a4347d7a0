"""Counts against the lists that they announce: 等4个部门 with four names, 前三位 with three."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.checks.base import Check, Example
from audit.claims import Claim, Claims, Operand, Place
from audit.intervals import Interval
from audit.numerals import numeral
from audit.relations import Relation
from schemas import Figure, Message, Ranking, Roster, Verdict

# A list that 等 closes may name some of its members only.
AND_OTHERS = regex.compile(r"等\s?(?:(?=[\d两一二三四五六七八九十])|$)|…|\.{3}")
BRACKETS = regex.compile(r"\([^()]*\)|（[^（）]*）")
SEPARATORS = regex.compile(r"[、，,；;]|(?<=[县区市镇乡局委办])[和及与]")
PLACES = regex.compile(r"(?:前|后|末|倒数)(?P<n>[\d两三四五六七八九十]{1,3})(?:位|名)")
TIED = regex.compile(r"并列|同列|等")
NEAR = 60


def rosters(claims: Claims) -> Iterator[Relation]:
    """Every roster whose number the text states."""
    for roster in claims.bulletin.rosters:
        if roster.count is None or not roster.members:
            continue
        named = len(roster.members)
        if named != roster.count and roster.count == pieces(roster.quote):
            named = roster.count
        short = named < roster.count and AND_OTHERS.search(roster.quote) is not None
        stated = stated_number(claims, roster)
        listed = Place(roster.id, roster.quote, roster.start, roster.end)
        operands = (listed,) if stated is None else (stated, listed)
        yield _counted(operands, roster.count, named, partial=short)


def stated_number(claims: Claims, roster: Roster) -> Claim | None:
    """The figure that announces the roster, inside it or right before."""
    near = [
        claim
        for claim in claims.within(roster.start - NEAR, roster.end)
        if isinstance(claim.record, Figure) and claim.record.value == roster.count
    ]
    return min(near, key=lambda claim: abs(claim.start - roster.start), default=None)


def pieces(quote: str) -> int:
    """How many names stand between separators, brackets left out.

    >>> pieces("甲镇(53.1%、第一)、乙镇和丙镇")
    3
    """
    return sum(bool(piece.strip()) for piece in SEPARATORS.split(BRACKETS.sub("", quote)))


def places(claims: Claims) -> Iterator[Relation]:
    """Every ranking that says how many it names: 前三位."""
    for ranking in claims.bulletin.rankings:
        told = PLACES.findall(ranking.quote)
        if len(told) == 1 and len(ranking.entries) > 1 and ranking.table is None:
            yield from _announced(ranking, numeral(told[0]))


def _announced(ranking: Ranking, stated: int | None) -> Iterator[Relation]:
    if stated is None or stated == 1:
        return
    named = len(ranking.entries)
    if named != stated and pieces(ranking.quote) == stated:
        named = stated
    operands = (Place(ranking.id, ranking.quote, ranking.start, ranking.end),)
    yield _counted(operands, stated, named, partial=TIED.search(ranking.quote) is not None)


def _counted(operands: tuple[Operand, ...], stated: int, named: int, *, partial: bool) -> Relation:
    """`partial`: the list need not be whole; one name short of its number it deserves a look all the same."""
    differs: Verdict = "not_checkable" if partial else "contradiction"
    return Relation(
        operands=operands,
        formula=f"名单 {named} = {stated}",
        verdict="consistent" if stated == named else differs,
        reported=Interval.exactly(stated),
        expected=Interval.exactly(named),
        why="not_all_named" if partial else "counted",
        values={"stated": str(stated), "named": str(named)},
        suspicious=partial and stated - named == 1,
    )


ROWS = (
    Check(
        id="count.roster",
        rule="count",
        title=Message(zh="名单个数", en="Names of a list"),
        relate=rosters,
        examples=(
            Example(
                "外出招商不足3次的部门有4个，分别是：县审计局、县统计局、县妇联。",
                {"名单 3 = 4": "contradiction"},
            ),
            Example("县卫健委、县医保局、县林业局等3个部门完成年度任务。", {"名单 3 = 3": "consistent"}),
            Example("县卫健委、县医保局、县林业局等9个部门完成年度任务。", {"名单 3 = 9": "not_checkable"}),
        ),
        counterexamples=("县卫健委、县医保局、县林业局等9个部门完成年度任务。",),
    ),
    Check(
        id="count.places",
        rule="count",
        title=Message(zh="名次个数", en="Places of a ranking"),
        relate=places,
        examples=(
            Example("到位资金排名前三位的是甲镇、乙镇、丙镇。", {"名单 3 = 3": "consistent"}),
            Example("到位资金排名前四位的是甲镇、乙镇、丙镇。", {"名单 3 = 4": "contradiction"}),
        ),
    ),
)

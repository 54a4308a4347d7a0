"""The rules as rows. One loop tries them in `ORDER`; the first that builds a draft has read the number.

A rule stands before those that are less particular: what names a change before what names a level, what names a base
before what names a share.
"""

from functools import lru_cache
from typing import get_args

from extract.rules import changes, goals, growth, levels, rates, ratio_changes, shares
from extract.rules.base import Anchor, Example, Rule

ORDER = (
    "figure.from",
    "figure.to",
    "figure.base",
    "figure.bracket_goal",
    "figure.bracket_base",
    "figure.previous",
    "figure.previous_list",
    "figure.gap",
    "figure.margin",
    "figure.delta",
    "figure.project",
    "figure.goal_after",
    "figure.placed_by",
    "figure.number_first",
    "figure.requirement",
    "figure.part_of_goal",
    "figure.level",
    "percent.doubling",
    "percent.from",
    "percent.to",
    "percent.compared",
    "percent.previous",
    "percent.points",
    "percent.completion",
    "percent.completion_rate",
    "percent.completed",
    "percent.of_base",
    "percent.share",
    "percent.growth",
    "percent.growth_noun",
    "percent.growth_behind",
    "percent.recovered",
    "percent.multiple",
    "percent.rate",
    "percent.signed",
    "percent.arrow",
    "percent.gap",
    "percent.share_behind",
    "percent.bracket_share",
    "percent.number_first",
    "percent.fraction",
    "percent.short_of_goal",
    "percent.goal_again",
    "percent.each_way",
    "percent.sibling",
    "percent.done",
    "percent.other",
)
_ROOMS = (
    *changes.CHANGES,
    *changes.EARLIER,
    *goals.GOALS,
    *levels.PROJECTS,
    *levels.LEVELS,
    *growth.GROWTH,
    *shares.SHARES,
    *ratio_changes.CHANGES,
    *rates.RATES,
)
_BY_ID = {rule.id: rule for rule in _ROOMS}
RULES: tuple[Rule, ...] = tuple(_BY_ID[name] for name in ORDER)
# The rules of each kind of number, in the same order
RULES_OF: dict[Anchor, tuple[Rule, ...]] = {
    anchor: tuple(rule for rule in RULES if anchor in rule.anchors) for anchor in get_args(Anchor)
}


@lru_cache(maxsize=16384)
def rules_at(anchor: Anchor, last: str, behind: str) -> tuple[Rule, ...]:
    """The rules that may read a number of this kind between these two characters, in the same order.

    `last` closes the words before the number; each of the two may be missing.
    """
    return tuple(rule for rule in RULES_OF[anchor] if rule.may_read(last, behind))


__all__ = ["ORDER", "RULES", "RULES_OF", "Anchor", "Example", "Rule", "rules_at"]

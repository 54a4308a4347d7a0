"""The rules as rows. One loop tries them in order on each number; the first that builds a draft has read it."""

from extract.rules import changes, goals, growth, levels, rates, shares
from extract.rules.base import Example, Rule

RULES: tuple[Rule, ...] = (
    *changes.CHANGES,
    *goals.GOALS[:3],
    *changes.EARLIER,
    *levels.PROJECTS,
    *goals.GOALS[3:4],
    *levels.LEVELS[:1],
    *goals.GOALS[4:],
    *levels.LEVELS[1:],
    *growth.GROWTH[:1],
    *rates.CHANGES,
    *growth.GROWTH[1:2],
    *shares.SHARES[:4],
    *growth.GROWTH[3:],
    *shares.SHARES[4:],
    *rates.RATES[:1],
    *growth.GROWTH[2:3],
    *rates.RATES[1:],
)

__all__ = ["RULES", "Example", "Rule"]

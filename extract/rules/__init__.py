"""The rules as rows. One loop tries them in order on each number; the first that builds a draft has read it."""

from extract.rules.base import Example, Rule
from extract.rules.figures import FIGURES
from extract.rules.percentages import PERCENTAGES

RULES: tuple[Rule, ...] = FIGURES + PERCENTAGES

__all__ = ["RULES", "Example", "Rule"]

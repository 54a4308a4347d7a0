"""What a rule is: a row with its pattern, its builder and the examples that say what it must read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import regex

from extract.patterns import compile_pattern

if TYPE_CHECKING:
    from extract.draft import Draft
    from extract.situation import Situation

Anchor = Literal["figure", "percent", "points", "times_as", "ratio", "delta"]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and what the rule must make of the number `quote` in it (`field=value` pairs)."""

    text: str
    quote: str
    gives: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True)
class Rule:
    """One construction of the genre.

    `before` is read backwards from the number through its clause, `after` forwards from its end; both must match.
    `build` makes the draft, or returns `None` to leave the number to the next rule.
    """

    id: str
    reads: str
    anchors: tuple[Anchor, ...]
    build: Callable[[Situation, regex.Match[str] | None], Draft | None]
    before: str | None = None
    after: str | None = None
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()

    @cached_property
    def _before(self) -> regex.Pattern[str] | None:
        return compile_pattern(self.before, backwards=True) if self.before else None

    @cached_property
    def _after(self) -> regex.Pattern[str] | None:
        return compile_pattern(self.after) if self.after else None

    def read(self, situation: Situation) -> Draft | None:
        """The draft of the situation's number, `None` where the rule does not apply."""
        if self._after and not self._after.match(situation.text, situation.number.end, situation.limit):
            return None
        match = None
        if self._before:
            match = self._before.match(situation.cue)
            if match is None:
                return None
        return self.build(situation, match)

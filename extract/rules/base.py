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

Anchor = Literal["figure", "percent", "points", "times_as"]
Match = regex.Match[str]
# What a rule is built from that reads nothing before the number
NOTHING = regex.match("", "")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and what the record of the number `quote` in it must hold (`field: value`)."""

    text: str
    quote: str
    gives: dict[str, str | None]


@dataclass(frozen=True)
class Rule:
    """One construction of the genre.

    `before` is read backwards from the number through its clause, `after` forwards from its end; where given, both
    must match. `build` makes the draft from the match of `before`, or gives `None` to leave the number to the next
    rule. `examples` must be read by this rule and give what they say; `counterexamples` must be left to others.
    """

    id: str
    reads: str
    anchors: tuple[Anchor, ...]
    build: Callable[[Situation, Match], Draft | None]
    examples: tuple[Example, ...]
    before: str | None = None
    after: str | None = None
    counterexamples: tuple[Example, ...] = ()

    def __post_init__(self) -> None:
        """Compiles both patterns while the rules are loaded, so that no number waits for them."""
        _ = self._before, self._after

    @cached_property
    def _before(self) -> regex.Pattern[str] | None:
        return compile_pattern(self.before, backwards=True) if self.before else None

    @cached_property
    def _after(self) -> regex.Pattern[str] | None:
        return compile_pattern(self.after) if self.after else None

    def may_read(self, last: str, behind: str) -> bool:
        """Whether the rule may apply where these characters stand right before the number and right behind it."""
        told_before = self._before is None or self._before.match(last, partial=True) is not None
        return told_before and (self._after is None or self._after.match(behind, partial=True) is not None)

    def read(self, situation: Situation) -> Draft | None:
        """The draft of the situation's number, `None` where the rule does not apply."""
        after, before = self._after, self._before
        if after is not None and not after.match(situation.text, situation.end, situation.limit):
            return None
        match = before.match(situation.cue) if before is not None else NOTHING
        draft = self.build(situation, match) if match else None
        if draft is not None:
            draft.rule = self.id
        return draft

"""Text that remembers where each of its characters came from.

Every step of the normalisation takes a TracedText and gives one back, so the way to the source is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from schemas import OffsetMap

Origins = NDArray[np.int32]


class Edit(NamedTuple):
    """Replace `text[start:end]` by `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True, eq=False)
class TracedText:
    """A text, and for each of its characters the place of its first source character.

    >>> text = TracedText.of("1 826\\r\\n个")
    >>> text = text.sub(regex.compile(r"[ \\r\\n]+"), "")
    >>> text.text, text.origins.tolist()
    ('1826个', [0, 2, 3, 4, 7])
    """

    text: str
    origins: Origins

    @classmethod
    def of(cls, source: str) -> TracedText:
        """The source as it is."""
        return cls(source, np.arange(len(source), dtype=np.int32))

    @classmethod
    def concat(cls, parts: Sequence[TracedText]) -> TracedText:
        """One after the other."""
        return cls("".join(part.text for part in parts), np.concatenate([part.origins for part in parts]))

    def part(self, start: int, end: int) -> TracedText:
        """The characters `start` to `end`."""
        return TracedText(self.text[start:end], self.origins[start:end])

    def edit(self, edits: Iterable[Edit]) -> TracedText:
        """Apply edits that are in order and do not overlap."""
        listed = list(edits)
        if not listed:
            return self
        texts: list[str] = []
        done = 0
        for start, end, new in listed:
            texts += (self.text[done:start], new)
            done = end
        texts.append(self.text[done:])
        return TracedText("".join(texts), self._origins_after(listed))

    def sub(self, pattern: regex.Pattern[str], new: str | Callable[[regex.Match[str]], str]) -> TracedText:
        """Replace every match; `new` is literal text, or a function of the match."""
        matches = pattern.finditer(self.text)
        if isinstance(new, str):
            return self.edit(Edit(*match.span(), new) for match in matches)
        return self.edit(Edit(*match.span(), new(match)) for match in matches)

    def with_text(self, text: str) -> TracedText:
        """The same places under other characters, one for one.

        Raises ValueError where the lengths differ.
        """
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand in {len(self.text)} places")
        return TracedText(text, self.origins)

    def offset_map(self, source_length: int) -> OffsetMap:
        """The way back, in runs that count up one by one."""
        if not len(self.origins):
            return OffsetMap(source_length=source_length)
        breaks = np.flatnonzero(np.diff(self.origins) != 1) + 1
        targets = np.concatenate((np.zeros(1, dtype=np.int64), breaks))
        origins = self.origins[targets]
        return OffsetMap(
            targets=tuple(targets.tolist()), origins=tuple(origins.tolist()), source_length=source_length
        )

    def _origins_after(self, edits: list[Edit]) -> Origins:
        """Places of the edited text: new characters have those of the old ones, and then the last one again.

        All edits at once: how often each old place is kept, 0 where its character goes.
        """
        if not len(self.origins):
            return np.zeros(sum(len(edit.new) for edit in edits), dtype=np.int32)
        starts, ends, lengths = np.array([(edit[0], edit[1], len(edit[2])) for edit in edits]).T
        kept = np.minimum(starts + lengths, ends)
        steps = np.zeros(len(self.origins) + 1, dtype=np.int64)
        np.add.at(steps, kept, -1)
        np.add.at(steps, ends, 1)
        counts = 1 + np.cumsum(steps[:-1])
        last = np.where(ends > starts, ends - 1, np.minimum(starts, len(counts) - 1))
        np.add.at(counts, last, np.maximum(lengths - (ends - starts), 0))
        return np.repeat(self.origins, counts)

"""Text that remembers where each of its characters came from.

Every step of the normalisation takes a TracedText and gives one back, so the way to the source is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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

    def edit(self, edits: Iterable[Edit]) -> TracedText:
        """Apply edits that are in order and do not overlap."""
        texts: list[str] = []
        places: list[Origins] = []
        done = 0
        for start, end, new in edits:
            texts += (self.text[done:start], new)
            places += (self.origins[done:start], self._origins_of(start, end, len(new)))
            done = end
        if not texts:
            return self
        texts.append(self.text[done:])
        places.append(self.origins[done:])
        return TracedText("".join(texts), np.concatenate(places))

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

    def _origins_of(self, start: int, end: int, length: int) -> Origins:
        """Places for `length` new characters: those of the old ones, and then the last one again."""
        old = self.origins[start:end] if end > start else self.origins[start : start + 1]
        if length <= len(old):
            return old[:length]
        last = old[-1] if len(old) else (self.origins[-1] if len(self.origins) else 0)
        return np.concatenate((old, np.full(length - len(old), last, dtype=np.int32)))

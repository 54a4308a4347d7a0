"""How much of a machine one file may use: every loader asks here, and the guard enforces it from outside.

>>> with within(Limits(pages=10)):
...     limits().check("a.pdf", pages=11)
Traceback (most recent call last):
    ...
schemas.errors.TooLargeError: a.pdf: larger than the limit (10 pages); split the file or raise the limit
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, fields, replace
from importlib.util import find_spec
from typing import Any, Final, Self

from schemas.errors import TooLargeError

MEGABYTE: Final = 1_000_000
# What a recogniser of scans needs beyond the rest: its networks, and seconds a page.
OCR_PACKAGES: Final = ("rapidocr", "onnxruntime")
OCR_MEMORY: Final = 2_000
OCR_SECONDS: Final = 600.0
# What a worker with all libraries loaded has mapped from files, with room to grow.
CODE: Final = 100 * MEGABYTE
WORDS: Final = {"inflated": "bytes unpacked", "nesting": "levels", "memory": "MB of memory"}


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may be or take.

    `bytes` as it lies on the disk; `memory` of a worker process in megabytes; `seconds` by the clock; `pages`,
    also sheets of a workbook; `characters` of text; `inflated`, bytes unpacked from archives, streams and images,
    all parts together; `nesting`, levels of what stands inside of each other (elements, brackets, references);
    `archives`, levels of archives in archives; `members` of an archive.
    """

    bytes: int = 50 * MEGABYTE
    memory: int = 1_000
    seconds: float = 120.0
    pages: int = 2_000
    characters: int = 5 * MEGABYTE
    inflated: int = 200 * MEGABYTE
    nesting: int = 200
    archives: int = 3
    members: int = 2_000

    @classmethod
    def usual(cls) -> Self:
        """The limits where nobody says otherwise: more memory and time where scans can be recognised."""
        if all(find_spec(name) for name in OCR_PACKAGES):
            return cls(memory=OCR_MEMORY, seconds=OCR_SECONDS)
        return cls()

    def with_values(self, values: dict[str, float]) -> Self:
        """The same with some limits changed, by name; raises ValueError for one that does not exist.

        >>> Limits().with_values({"pages": 5}).pages
        5
        """
        kinds = {each.name: float if each.name == "seconds" else int for each in fields(self)}
        for name, value in values.items():
            if name not in kinds or not value > 0:
                raise ValueError(f"{name}={value:g}: not one of {', '.join(kinds)} above 0")
        changed: dict[str, Any] = {name: kinds[name](value) for name, value in values.items()}
        return replace(self, **changed)

    def check(self, place: str, **found: int) -> None:
        """Raise TooLargeError where more was found of something than is allowed, by the names of the limits."""
        for name, count in found.items():
            allowed = getattr(self, name)
            if count > allowed:
                raise TooLargeError(place, self.told(name))

    def told(self, name: str) -> str:
        """A limit in words.

        >>> Limits().told("inflated"), Limits().told("pages")
        ('200,000,000 bytes unpacked', '2,000 pages')
        """
        value = getattr(self, name)
        return f"{int(value) if value == int(value) else value:,} {WORDS.get(name, name)}"

    @property
    def data(self) -> int:
        """The bytes of memory that the kernel counts for a worker: code mapped from files is not among them."""
        return max(self.memory * MEGABYTE - CODE, CODE)

    def values(self) -> dict[str, float]:
        """All limits by name."""
        return asdict(self)


_current: ContextVar[Limits | None] = ContextVar("limits", default=None)
_usual = Limits()


def limits() -> Limits:
    """The limits that hold here."""
    return _current.get() or _usual


@contextmanager
def within(chosen: Limits) -> Iterator[Limits]:
    """Other limits for a while, for this thread or task only."""
    token = _current.set(chosen)
    try:
        yield chosen
    finally:
        _current.reset(token)

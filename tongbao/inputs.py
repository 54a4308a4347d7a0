"""From the paths of a command line to the files that they stand for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from tongbao.errors import NothingToReadError

STANDARD_INPUT: Final = "-"
# In a folder or an archive, bulletins are told from other files by their endings; a file that is named is read in any
# case. What a file is, its bytes tell.
ENDINGS: Final = frozenset(
    {".txt", ".text", ".htm", ".html", ".shtml", ".xhtml", ".mht", ".mhtml", ".pdf"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff"}
    | {".doc", ".docx", ".docm", ".wps", ".rtf", ".xls", ".xlsx", ".xlsm", ".et", ".odt", ".ods", ".zip"}
)
WITHIN: Final = "!"


@dataclass(frozen=True)
class Input:
    """One file to read; `path` is `None` for standard input and for a member of an archive, which has its name there
    in `member`.
    """

    name: str
    path: Path | None
    member: str | None = None

    @property
    def stem(self) -> str:
        """What a file written for it is called, without the ending.

        >>> Input("b/通报.txt", Path("b/通报.txt")).stem, Input("-", None).stem
        ('通报', 'stdin')
        >>> Input("a.zip", Path("a.zip")).inside("2023/通报.docx")
        Input(name='a.zip!2023/通报.docx', path=None, member='2023/通报.docx')
        >>> Input("a.zip", Path("a.zip")).inside("2023/通报.docx").stem
        '通报'
        """
        if self.member:
            return PurePosixPath(self.member).stem or "member"
        return self.path.stem if self.path else "stdin"

    @property
    def known_as(self) -> str | None:
        """What its source is called; standard input has no name."""
        return None if self.name == STANDARD_INPUT else self.name

    @property
    def place(self) -> str:
        """What it is called in messages."""
        return self.known_as or "<stdin>"

    def inside(self, member: str) -> Input:
        """A file in this archive."""
        return Input(f"{self.name}{WITHIN}{member}", None, member)


@dataclass
class Found:
    """What the paths stand for: the files to read, those of other forms, and folders without any."""

    inputs: list[Input] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    empty: list[NothingToReadError] = field(default_factory=list)


def find(paths: Sequence[str]) -> Found:
    """The files that the paths stand for: `-` is standard input, folders are walked in the order of names.

    >>> [item.name for item in find(["-", "a.txt"]).inputs]
    ['-', 'a.txt']
    """
    found = Found()
    for name in paths:
        if name == STANDARD_INPUT:
            found.inputs.append(Input(name, None))
        elif os.path.isdir(name):
            _walk(Path(name), found)
        else:
            found.inputs.append(Input(printable(name), Path(name)))
    return found


def printable(name: str) -> str:
    """A file name that can be written anywhere; bytes that are no UTF-8 are shown as such.

    >>> printable("通报.txt"), printable(os.fsdecode(b"a\\xff.txt"))
    ('通报.txt', 'a\\\\xff.txt')
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def has_known_ending(name: str) -> bool:
    """Whether a file of that name may be a bulletin.

    >>> has_known_ending("通报.PDF"), has_known_ending("plan.yaml")
    (True, False)
    """
    return PurePosixPath(name).suffix.lower() in ENDINGS


def _walk(folder: Path, found: Found) -> None:
    before = len(found.inputs)
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(here, name)
            # A pipe or a device would never end.
            if has_known_ending(name) and (path.is_file() or path.is_symlink()):
                found.inputs.append(Input(printable(str(path)), path))
            else:
                found.skipped.append(printable(str(path)))
    if len(found.inputs) == before:
        found.empty.append(NothingToReadError(str(folder)))

"""A folder of results: one file a bulletin, whole or not there; by its journal a stopped run is taken up again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from schemas import Source
from schemas.errors import NotWrittenError
from tongbao.api import Bulletin
from tongbao.inputs import STANDARD_INPUT, Input

JOURNAL: Final = ".tongbao.jsonl"


class Entry(NamedTuple):
    """A line of the journal: what was read, by which version and words, and where the result lies."""

    source: str
    sha256: str
    extractor: str
    file: str


class Results:
    """The results in `folder`; what was written by the same `extractor` of the same bytes need not be read again.

    A result keeps its file name from run to run; a second source of the same stem becomes `<stem>-2.json`.
    """

    def __init__(self, folder: Path, extractor: str) -> None:
        self.folder = folder
        self._extractor = extractor
        self._entries = {entry.source: entry for entry in _entries(folder / JOURNAL)}
        self._names = {source: entry.file for source, entry in self._entries.items()}
        self._taken = set(self._names.values())

    def known(self, source: Source) -> bool:
        """Whether the result is there."""
        entry = self._entries.get(_address(source.path))
        same = entry is not None and entry[1:3] == (source.sha256, self._extractor)
        return same and entry is not None and (self.folder / entry.file).is_file()

    def target(self, item: Input) -> Path:
        """Where the result of an input lies; asked for every input in its order, it is the same every time."""
        address = _address(item.known_as)
        if address not in self._names:
            name, number = f"{item.stem}.json", 2
            while name in self._taken:
                name, number = f"{item.stem}-{number}.json", number + 1
            self._names[address] = name
            self._taken.add(name)
        return self.folder / self._names[address]

    def write(self, item: Input, bulletin: Bulletin) -> Path:
        """Write a result; raises NotWrittenError."""
        target = self.target(item)
        entry = Entry(_address(item.known_as), bulletin.source.sha256, self._extractor, target.name)
        try:
            _write(target, bulletin.model_dump_json(indent=2) + "\n")
            with (self.folder / JOURNAL).open("a", encoding="utf-8") as journal:
                # In front, so that a line that was cut off spoils no other.
                journal.write("\n" + json.dumps(entry, ensure_ascii=False))
        except OSError as error:
            raise NotWrittenError(str(target), error.strerror or str(error)) from error
        return target


def _address(path: str | None) -> str:
    """The same file is known wherever the command is called."""
    return STANDARD_INPUT if path is None else os.path.abspath(path)


def _entries(path: Path) -> Iterator[Entry]:
    """The lines of a journal; one that a stopped run has cut off counts for nothing."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, list) and len(row) == 4 and all(isinstance(word, str) for word in row):
            yield Entry(*row)


def _write(target: Path, text: str) -> None:
    """All of it or nothing: a stopped run leaves no half a file under the final name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(target)

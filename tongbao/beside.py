"""The files that lie beside a bulletin and are the attachments that it lists."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

import loaders
from schemas import AttachedFile, Bulletin
from tongbao.inputs import Input

# A folder of more files than these is a collection, and not one bulletin with what belongs to it.
MOST: Final = 2_000


def attach(bulletin: Bulletin, source: Input, members: Iterable[str] = ()) -> None:
    """Names in `bulletin.meta.attached` the files that it lists: of its folder, or of the archive that it came in.

    `members` are the files of that archive.
    """
    if not bulletin.meta.attachments:
        return
    names = _in_archive(source, members) if source.member else _in_folder(source.path)
    found = loaders.attached(bulletin.meta.attachments, names)
    bulletin.meta.attached = [AttachedFile(title=title, file=name) for title, name in found]


def _in_archive(source: Input, members: Iterable[str]) -> list[str]:
    own = PurePosixPath(source.member or "")
    return [path.name for path in map(PurePosixPath, members) if path != own and path.parent == own.parent]


def _in_folder(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in islice(entries, MOST + 1) if entry.is_file()]
    except OSError:
        return []
    return sorted(name for name in names if name != path.name) if len(names) <= MOST else []

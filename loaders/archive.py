"""Archives: their members by name, within limits, whatever their names and sizes pretend to be."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from loaders.containers import ZIP
from loaders.encoding import familiarity
from loaders.limits import Limits, limits
from loaders.loading import READERS, load
from loaders.sniff import sniff
from schemas import Document, Source
from schemas.errors import DamagedError, EncryptedError, LoadError, TooLargeError, UnsupportedFormatError

UTF_8 = 0x800
LOCK = 0x1
UNICODE_PATH = 0x7075
LONGEST_NAME = 500
# What systems put beside the files: resource forks, thumbnails, marks of files that are open.
JUNK = regex.compile(r"(?:.*/)?(?:__MACOSX/.*|\.[^/]*|Thumbs\.db|desktop\.ini|~\$[^/]*)", regex.IGNORECASE)
CONTROL = regex.compile(r"[\p{Cc}\p{Cf}]")
DRIVE = regex.compile(r"\A[A-Za-z]:")
ENCODINGS = ("utf-8", "gb18030", "big5hkscs")


class Member(NamedTuple):
    """A file in an archive: its bytes, or the error with which it could not be read."""

    name: str
    data: bytes | LoadError


def members(data: bytes, place: str) -> Iterator[Member]:
    """The files in an archive and in the archives inside it, without directories and what systems add.

    Names are paths below the archive, never above it. `loaders.limits` says how many members there may be, how many
    levels of archives, and how much all of it may hold unpacked.

    Raises DamagedError and TooLargeError; EncryptedError where every member is locked.

    >>> stream = io.BytesIO()
    >>> with zipfile.ZipFile(stream, "w") as archive:
    ...     archive.writestr("../../通报.txt", "签约52个。")
    >>> [(name, len(data)) for name, data in members(stream.getvalue(), "a.zip")]
    [('通报.txt', 14)]
    """
    return _Unpacking(limits(), place).members(data, "", 1)


def read_archive(data: bytes, source: Source, place: str) -> Document:
    """The Document of the one file that an archive holds.

    Raises UnsupportedFormatError where it holds several, or none that can be read; see `members`.
    """
    found = [member for member in members(data, place) if _is_readable(member)]
    if len(found) != 1:
        raise UnsupportedFormatError(place, f"ZIP archive with {len(found)} files; unpack it")
    name, content = found[0]
    if isinstance(content, LoadError):
        raise content
    return load(content, name=f"{source.path or place}/{name}")


def _is_readable(member: Member) -> bool:
    return isinstance(member.data, LoadError) or sniff(member.data).media_type in READERS


class _Unpacking:
    """Counts what has come out of an archive so far."""

    def __init__(self, allowed: Limits, place: str) -> None:
        self._allowed = allowed
        self._place = place
        self._count = 0
        self._inflated = 0

    def members(self, data: bytes, folder: str, level: int) -> Iterator[Member]:
        self._allowed.check(self._place, archives=level)
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise DamagedError(self._place, str(error)) from error
        with archive:
            infos = archive.infolist()
            self._count += len(infos)
            self._allowed.check(self._place, members=self._count)
            files = [(name, info) for info in infos if (name := _name(info)) and not info.is_dir()]
            wanted = [(name, info) for name, info in files if not JUNK.fullmatch(name)]
            if wanted and all(info.flag_bits & LOCK for _, info in wanted):
                raise EncryptedError(self._place)
            for name, info in wanted:
                yield from self._member(archive, info, folder + name, level)

    def _member(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, level: int
    ) -> Iterator[Member]:
        place = f"{self._place}/{name}"
        if info.flag_bits & LOCK:
            yield Member(name, EncryptedError(place))
            return
        self._inflated += info.file_size
        self._allowed.check(self._place, inflated=self._inflated)
        try:
            content = archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            yield Member(name, DamagedError(place, str(error)))
            return
        if not content.startswith(b"PK") or sniff(content).media_type != ZIP:
            yield Member(name, content)
            return
        try:
            yield from self.members(content, name + "/", level + 1)
        except TooLargeError:
            raise
        except LoadError as error:
            yield Member(name, error)


def _name(info: zipfile.ZipInfo) -> str:
    """The path of a member below the archive; without the steps that would lead out of it."""
    parts: Sequence[str] = CONTROL.sub("", _decoded(info)).replace("\\", "/").split("/")
    kept = [DRIVE.sub("", part).strip() for part in parts]
    return "/".join(part for part in kept if part not in ("", ".", ".."))[:LONGEST_NAME]


def _decoded(info: zipfile.ZipInfo) -> str:
    """The name in the encoding that the packing program wrote: old ones say nothing of it."""
    if info.flag_bits & UTF_8:
        return info.filename
    told = _unicode_path(info.extra)
    if told:
        return told
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    readings = [text for encoding in ENCODINGS if (text := _strictly(raw, encoding)) is not None]
    # What happens to be UTF-8 is UTF-8.
    sure = raw.isascii() or _strictly(raw, "utf-8") is not None
    return readings[0] if sure else max(readings, key=familiarity, default=info.filename)


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unicode_path(extra: bytes) -> str:
    """The name in UTF-8 that some programs write beside the old one."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = (
            int.from_bytes(extra[at : at + 2], "little"),
            int.from_bytes(extra[at + 2 : at + 4], "little"),
        )
        if kind == UNICODE_PATH and length > 5:
            return extra[at + 9 : at + 4 + length].decode("utf-8", "replace")
        at += 4 + length
    return ""

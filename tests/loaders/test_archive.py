"""Archives made by script: names, limits, what is in them. All synthetic."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from loaders import load, members
from loaders.limits import Limits, within
from schemas.errors import DamagedError, EncryptedError, LoadError, TooLargeError, UnsupportedFormatError

TEXT = "某县签约项目52个。".encode()


def archive(**files: bytes) -> bytes:
    return packed(list(files.items()))


def packed(files: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as target:
        for name, data in files:
            target.writestr(name, data)
    return stream.getvalue()


def names(data: bytes) -> list[str]:
    return [member.name for member in members(data, "a.zip")]


@pytest.mark.parametrize("codec", ["gbk", "utf-8", "big5"])
def test_names_of_old_packing_programs(codec: str) -> None:
    name = "一季度通報.txt" if codec == "big5" else "一季度通报.txt"
    raw = name.encode(codec)
    data = packed([("x" * len(raw), TEXT)]).replace(b"x" * len(raw), raw)
    assert names(data) == [name]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/a.txt", "a.txt"),
        ("C:\\b\\..\\a.txt", "b/a.txt"),
        ("./a//b.txt", "a/b.txt"),
    ],
)
def test_no_name_leads_out_of_the_archive(name: str, kept: str) -> None:
    assert names(packed([(name, TEXT)])) == [kept]


def test_what_systems_add_is_left_out() -> None:
    files = ["通报.txt", "__MACOSX/._通报.txt", ".DS_Store", "a/Thumbs.db", "~$通报.docx", "a/"]
    assert names(packed([(name, TEXT) for name in files])) == ["通报.txt"]


def test_archives_in_archives() -> None:
    inner = packed([("乙.txt", TEXT)])
    assert names(packed([("甲.txt", TEXT), ("内.zip", inner)])) == ["甲.txt", "内.zip/乙.txt"]
    deep = inner
    for _ in range(5):
        deep = packed([("内.zip", deep)])
    with pytest.raises(TooLargeError, match="archives"):
        names(deep)


def test_limits() -> None:
    many = packed([(f"{number}.txt", b"") for number in range(20)])
    with within(Limits(members=10)), pytest.raises(TooLargeError, match="10 members"):
        names(many)
    bomb = packed([("a.txt", bytes(2_000_000)), ("b.txt", bytes(2_000_000))])
    assert len(bomb) < 10_000
    with within(Limits(inflated=3_000_000)), pytest.raises(TooLargeError, match="unpacked"):
        names(bomb)


def test_a_size_that_lies_is_found_out() -> None:
    data = packed([("a.txt", bytes(100_000))])
    size = struct.pack("<I", 100_000)
    lying = data.replace(size, struct.pack("<I", 10))
    assert [
        isinstance(member.data, DamagedError) or len(member.data) <= 10 for member in members(lying, "a.zip")
    ] == [True]  # type: ignore[arg-type]


def locked(data: bytes) -> bytes:
    """The same with the sign of encryption on each member."""
    changed = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + flags] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def test_locked() -> None:
    with pytest.raises(EncryptedError):
        names(locked(packed([("a.txt", TEXT)])))
    with pytest.raises(EncryptedError):
        load(locked(packed([("a.txt", TEXT)])))


def test_damaged() -> None:
    data = packed([("a.txt", TEXT * 100), ("b.txt", TEXT)])
    for tenth in range(1, 10):
        with pytest.raises(LoadError):
            load(data[: len(data) * tenth // 10])
    broken = packed([("a.txt", TEXT), ("b.txt", TEXT)], zipfile.ZIP_STORED).replace(TEXT, TEXT[::-1], 1)
    first, second = members(broken, "a.zip")
    assert isinstance(first.data, DamagedError)
    assert second.data == TEXT


def test_an_archive_of_one_file_is_that_file() -> None:
    document = load(packed([("通报.txt", TEXT), ("说明.bin", b"\0\1\2")]), name="a.zip")
    assert (document.text, document.source.path) == ("某县签约项目52个。", "a.zip/通报.txt")
    with pytest.raises(UnsupportedFormatError, match="2 files"):
        load(packed([("a.txt", TEXT), ("b.txt", TEXT)]))

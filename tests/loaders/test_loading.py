"""Sources, encodings, and the errors of what cannot be read."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from loaders import decode, load
from schemas.errors import (
    DecodeError,
    EmptyDocumentError,
    LoadError,
    MissingFileError,
    TooLargeError,
    UnsupportedFormatError,
)

# Synthetic.
SIMPLIFIED = (
    "某县招商引资工作情况通报\n今年以来，全县新签约亿元以上项目38个，到位资金93.6亿元，同比增长12.6%。\n"
)
TRADITIONAL = (
    "某縣招商引資工作情況通報\r\n今年以來，全縣新簽約億元以上項目38個，到位資金93.6億元，同比增長12.6%。\r\n"
)


def test_path_bytes_and_stream_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.txt"
    path.write_bytes(SIMPLIFIED.encode())
    documents = [load(path), load(str(path)), load(path.read_bytes(), name=str(path))]
    with path.open("rb") as stream:
        documents.append(load(stream, name=str(path)))
    assert all(document == documents[0] for document in documents)
    source = documents[0].source
    assert source.path == str(path)
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source.media_type, source.encoding) == ("text/plain", "utf-8")


@pytest.mark.parametrize(
    ("codec", "charset", "named"),
    [
        ("gb18030", "GBK", "gb18030"),
        ("big5hkscs", "big5", "big5hkscs"),
        # What the bytes contradict, and what says nothing, does not count.
        ("utf-8", "gb2312", "utf-8"),
        ("gb18030", "utf-8", "gb18030"),
        ("gb18030", "big5", "gb18030"),
        ("gb18030", "ISO-8859-1", "gb18030"),
        ("gb18030", "nonsense", "gb18030"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "<html><body><p>{}</p></body></html>"])
def test_the_charset_of_a_header(form: str, codec: str, charset: str, named: str) -> None:
    words = (
        "某縣簽約項目38個，同比增長12.6%。" if codec == "big5hkscs" else "某县签约项目38个，同比增长12.6%。"
    )
    document = load(form.format(words).encode(codec), charset=charset)
    assert (document.text, document.source.encoding) == ("某县签约项目38个，同比增长12.6%。", named)


def test_a_charset_settles_what_bytes_leave_open() -> None:
    # 縣 of Big5 and 郡 of GB 18030 are the same bytes.
    assert load("縣".encode("big5hkscs"), charset="big5").text == "县"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "big5hkscs", "big5hkscs"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        ("全县招商引资工作完成情况", "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "utf-32", "utf-32-le"),
        ("签约", "gb18030", "gb18030"),
        ("plain ASCII, 52 projects", "ascii", "utf-8"),
    ],
)
def test_encoding(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.damaged) == (text, name, 0)


def test_scripts() -> None:
    assert load(SIMPLIFIED.encode()).script == "simplified"
    assert load(TRADITIONAL.encode("big5")).script == "traditional"
    assert load((SIMPLIFIED * 3 + "於後").encode()).script == "simplified"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_file_cut_in_the_middle_of_a_character_is_read_with_a_warning(codec: str) -> None:
    data = (SIMPLIFIED * 5).rstrip("。\n%").encode(codec)[:-4] + "长".encode(codec)[:1]
    document = load(data)
    assert document.text.startswith("某县招商引资工作情况通报")
    assert document.warnings == ["1 damaged characters could not be decoded"]


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(DecodeError, match=r"scan\.txt"):
        load(bytes(range(128, 256)) * 20, name="scan.txt")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 8, "old Office file"),
        (b"\x01\x02\0\x03 rubbish \0\0", "zero bytes"),
    ],
)
def test_other_formats_are_named(data: bytes, name: str) -> None:
    with pytest.raises(UnsupportedFormatError) as caught:
        load(data, name="file.txt")
    assert name in str(caught.value)
    assert "file.txt" in caught.value.message("zh")


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u3000\n".encode(), "首页 > 新闻 > 正文\n".encode()]
)
def test_no_text(data: bytes) -> None:
    with pytest.raises(EmptyDocumentError):
        load(data)


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 101)
    for source in (path, path.read_bytes(), io.BytesIO(path.read_bytes())):
        with pytest.raises(TooLargeError, match="100 bytes"):
            load(source, limit=100)
    assert load(path, limit=101).text == "x" * 101


@pytest.mark.parametrize("name", ["missing.txt", ".", "zero\0byte"])
def test_missing(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingFileError) as caught:
        load(tmp_path / name)
    assert isinstance(caught.value, LoadError)
    assert caught.value.status == "missing"

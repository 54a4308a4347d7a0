"""A bulletin reads the same whether it comes as text, as a page or as a Word file. Synthetic."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import tongbao
from schemas import Document

BULLETINS = Path(__file__).parent.parent / "bulletins"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Parts = list[str | list[list[str]]]


def parts_of(document: Document) -> Parts:
    """Paragraphs, and tables as rows of cells."""
    texts = ((block.table, document.text[block.start : block.end]) for block in document.blocks)
    return [[row.split("\t") for row in text.split("\n")] if table else text for table, text in texts]


def as_text(parts: Parts) -> bytes:
    lines = (part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in parts)
    return "\n".join(lines).encode()


def as_page(parts: Parts) -> bytes:
    def one(part: str | list[list[str]]) -> str:
        if isinstance(part, str):
            return f"<p>　　{html.escape(part)}</p>"
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in part)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    body = "".join(one(part) for part in parts)
    navigation = "".join(f'<li><a href="/{place}">栏目{place}</a></li>' for place in range(8))
    return f"<html><body><ul>{navigation}</ul><div id='zoom'>{body}</div></body></html>".encode("gb18030")


def as_word(parts: Parts) -> bytes:
    def paragraph(text: str) -> str:
        # Word cuts words into runs as it likes.
        half = len(text) // 2
        return (
            "<w:p>"
            + "".join(f"<w:r><w:t>{escape(run)}</w:t></w:r>" for run in (text[:half], text[half:]))
            + "</w:p>"
        )

    def one(part: str | list[list[str]]) -> str:
        if isinstance(part, str):
            return paragraph(part)
        rows = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in part)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        body = "".join(one(part) for part in parts)
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return stream.getvalue()


@pytest.mark.parametrize("write", [as_page, as_word])
@pytest.mark.parametrize("name", ["a01", "a03", "c05", "d10", "e06", "f44"])
def test_the_same_records(name: str, write: Callable[[Parts], bytes]) -> None:
    parts = parts_of(tongbao.load(BULLETINS / f"{name}.txt"))
    text, other = (tongbao.extract(tongbao.load(data)) for data in (as_text(parts), write(parts)))
    assert other.text == text.text
    for records in ("figures", "percentages", "rankings", "rosters"):
        assert getattr(other, records) == getattr(text, records)
    assert other.meta == text.meta

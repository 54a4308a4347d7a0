"""Files as they should not be, made by script: cut off, with bytes flipped, under a wrong name, unfolding without end.

All bulletins in them are synthetic.
"""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

from openpyxl import Workbook

from tests.loaders.pdf.maker import Maker

SENTENCE = "2023年1-8月，全县新签约亿元以上项目52个，到位资金93.6亿元，同比增长12.6%。"
TEXT = f"某县招商引资工作通报\n{SENTENCE * 20}\n"
OPENING = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
CLOSING = "</w:body></w:document>"
GIGABYTE = 1 << 30
CHUNK = 1 << 20
Files = Iterator[tuple[str, bytes]]


# --- whole ones ---


def docx(body: bytes | None = None) -> bytes:
    """A Word file; `body` stands for its main part."""
    cell = "<w:tc><w:p><w:r><w:t>52</w:t></w:r></w:p></w:tc>"
    paragraphs = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>" * 20
    table = f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 3}</w:tbl>"
    noise = "".join(f"<w:bookmarkStart w:id='{number * 7919 % 104729}'/>" for number in range(2_000))
    main = f"{OPENING}{paragraphs}{table}{noise}{CLOSING}".encode() if body is None else body
    return zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", main)])


def xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    for row in (
        ("县区", "签约项目数（个）", "到位资金（亿元）"),
        *[(f"第{n}县", n, n / 7) for n in range(1, 30)],
    ):
        sheet.append(row)
    return _saved(book)


def pdf(encrypt: str | None = None) -> bytes:
    maker = Maker(**({"encrypt": encrypt} if encrypt else {}))
    for line in range(30):
        maker.put(SENTENCE[:36], 80, 80 + 24 * line)
    maker.canvas.showPage()
    maker.canvas.save()
    return maker.buffer.getvalue()


def html() -> bytes:
    rows = "".join(f"<tr><td>第{n}县</td><td>{n}</td></tr>" for n in range(30))
    body = f"<h1>某县招商引资工作通报</h1><p>{SENTENCE * 20}</p><table>{rows}</table>"
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def mhtml() -> bytes:
    part = base64.encodebytes(html()).decode()
    head = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\n'
    )
    return f"{head}Content-Transfer-Encoding: base64\n\n{part}\n--b--\n".encode()


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def whole() -> Files:
    """One of each form."""
    yield "txt", TEXT.encode()
    yield "html", html()
    yield "mht", mhtml()
    yield "pdf", pdf()
    yield "docx", docx()
    yield "xlsx", xlsx()
    yield "zip", zipped([("通报.docx", docx()), ("通报.txt", TEXT.encode())])


def _saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


# --- broken ones ---


def cut_off() -> Files:
    for ending, data in whole():
        for tenth in range(1, 10):
            yield f"{tenth}0%.{ending}", data[: len(data) * tenth // 10]


def flipped() -> Files:
    chance = random.Random(52)
    for ending, data in whole():
        for number in range(8):
            damaged = bytearray(data)
            for _ in range(1 << number):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            yield f"{1 << number}.{ending}", bytes(damaged)


def misnamed() -> Files:
    """Each form under the ending of the next."""
    forms = list(whole())
    for (_, data), (ending, _) in zip(forms, forms[1:] + forms[:1], strict=True):
        yield f"misnamed.{ending}", data


def rubbish() -> Files:
    chance = random.Random(93)
    heads = {
        "zip": b"PK\x03\x04",
        "pdf": b"%PDF-1.7\n",
        "doc": bytes.fromhex("d0cf11e0a1b11ae1"),
        "rtf": b"{\\rtf1",
        "html": b"<html>",
    }
    for ending, head in heads.items():
        yield f"head.{ending}", head
        yield f"head and noise.{ending}", head + chance.randbytes(5_000)
    yield "empty.pdf", b""
    yield "zeros.pdf", bytes(1_000_000)
    yield "noise.pdf", chance.randbytes(100_000)
    yield "one byte.txt", b"\xff"


# --- locked ones ---


def locked() -> Files:
    yield "password.pdf", pdf(encrypt="secret")
    yield "password.zip", _flagged(zipped([("通报.txt", TEXT.encode())]))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    yield "password.docx", head + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def _flagged(archive: bytes) -> bytes:
    """Says of its first file that it has a password."""
    data = bytearray(archive)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    return bytes(data)


# --- bombs ---


def deflated(before: bytes, filling: bytes, after: bytes, size: int = GIGABYTE) -> tuple[bytes, int]:
    """The raw deflate stream of about `size` bytes, made without unfolding it, and their exact number."""
    head, chunk, tail = (_flushed(part) for part in (before, filling * (CHUNK // len(filling)), after))
    times = size // CHUNK
    total = len(before) + len(filling) * (CHUNK // len(filling)) * times + len(after)
    return head + chunk * times + tail + b"\x03\x00", total


def _flushed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)


def zip_bomb(
    name: str, parts: tuple[bytes, bytes, bytes], told: int | None = None, beside: bytes = b""
) -> bytes:
    """An archive with one file that unfolds; `told` is the size that it says it has, `beside` an archive to add to."""
    raw, size = deflated(*parts)
    stream = io.BytesIO(beside)
    with zipfile.ZipFile(stream, "a" if beside else "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(name, raw)
    data = stream.getvalue()
    old = struct.pack("<II", len(raw), len(raw))
    new = struct.pack("<II", len(raw), size if told is None else told)
    data = data.replace(old, new)
    at = data.rindex(b"PK\x03\x04" + data[4:6])
    central = data.rindex(b"PK\x01\x02")
    patched = bytearray(data)
    patched[at + 8 : at + 10] = patched[central + 10 : central + 12] = struct.pack("<H", zipfile.ZIP_DEFLATED)
    return bytes(patched)


def bombs() -> Files:
    """A gigabyte each; the largest is some megabytes on disk."""
    paragraphs = (OPENING.encode(), b"<w:p><w:r><w:t>52</w:t></w:r></w:p>", CLOSING.encode())
    beside = zipped([("[Content_Types].xml", b"<Types/>")])
    zeros = (b"", bytes(1024), b"")
    text = (b"", TEXT.encode(), b"")
    yield "bomb.docx", zip_bomb("word/document.xml", paragraphs, beside=beside)
    yield "bomb that lies.docx", zip_bomb("word/document.xml", paragraphs, told=1000, beside=beside)
    yield "bomb of zeros.zip", zip_bomb("通报.txt", zeros)
    yield "bomb of text.zip", zip_bomb("通报.txt", text)
    yield "bomb that lies.zip", zip_bomb("通报.txt", text, told=1000)
    yield "bomb in a zip.zip", zipped([("内.zip", zip_bomb("通报.txt", text))])
    for name, filling in (
        ("text", b"BT /F 12 Tf (52) Tj ET\n"),
        ("zeros", bytes(1024)),
        ("marks", b"0 0 1 1 re f\n"),
    ):
        raw, _ = deflated(b"", filling, b"")
        yield f"bomb of {name}.pdf", page(b"\x78\x9c" + raw, "/Filter /FlateDecode")
    twice = zlib.compress(b"\x78\x9c" + deflated(b"", bytes(1024), b"")[0])
    yield "bomb in a bomb.pdf", page(twice, "/Filter [/FlateDecode /FlateDecode]")
    yield "many zips.zip", _zips_of_zips(4)


def _zips_of_zips(levels: int) -> bytes:
    data = TEXT.encode()
    for level in range(levels):
        data = zipped([(f"{number}.{'zip' if level else 'txt'}", data) for number in range(10)])
    return data


# --- PDF by hand ---


def objects(*bodies: bytes, root: int = 1, trailer: str = "") -> bytes:
    """A PDF of numbered objects."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    told = f"trailer\n<< /Size {len(bodies) + 1} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return bytes(data) + told.encode()


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def page(content: bytes, entries: str = "", resources: str = "/Font << /F 5 0 R >>") -> bytes:
    """A PDF of one page."""
    leaf = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << {resources} >> /Contents 4 0 R >>"
    return objects(CATALOG, PAGES, leaf.encode(), stream(content, entries), FONT)


def cyclic() -> Files:
    """Objects that lead back to themselves."""
    show = b"BT /F 12 Tf 80 700 Td (Projects signed in this county: 52) Tj ET"
    yield "pages.pdf", objects(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")
    yield (
        "ladder.pdf",
        objects(
            CATALOG,
            *(b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 9 >>" % (n, n) for n in range(3, 60)),
            CATALOG,
        ),
    )
    yield (
        "parent.pdf",
        objects(CATALOG, PAGES, b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>", stream(show)),
    )
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    drawn = page(b"/X Do " + show, "", "/Font << /F 5 0 R >> /XObject << /X 6 0 R >>")
    yield (
        "form.pdf",
        drawn.replace(b"xref\n0", b"6 0 obj\n" + stream(b"/X Do /X Do", form) + b"\nendobj\nxref\n0", 1),
    )
    yield "length.pdf", page(show).replace(b"/Length %d" % len(show), b"/Length 4 0 R")
    yield (
        "contents.pdf",
        objects(CATALOG, PAGES, b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", b"[4 0 R 4 0 R]"),
    )
    yield "reference.pdf", objects(b"1 0 R")
    yield "xref.pdf", page(show).replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")
    looped = page(show)
    start = looped.rindex(b"xref\n0")
    yield "previous.pdf", looped.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def endless() -> Files:
    """Too many, too deep, too long."""
    show = b"BT /F 12 Tf (52) Tj ET\n"
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 10_004))
    pages = b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids
    yield "10,000 pages.pdf", objects(CATALOG, pages, stream(show), *[leaf] * 10_000)
    yield "a million marks.pdf", page(b"0 0 1 1 re f\n" * 1_000_000)
    yield "a million letters.pdf", page(b"BT /F 12 Tf (" + b"5" * 1_000_000 + b") Tj ET")
    yield "deep array.pdf", page(b"[" * 100_000 + show)
    yield "deep object.pdf", objects(CATALOG, b"[" * 100_000 + b"]" * 100_000)
    yield "deep dictionary.pdf", objects(CATALOG, b"<< /A " * 100_000 + b">>" * 100_000)
    yield "deep state.pdf", page(b"q " * 1_000_000 + show)
    yield "deep.html", b"<html><body>" + b"<div>" * 100_000 + TEXT.encode()
    yield "deep tables.html", b"<html><body>" + b"<table><tr><td>" * 2_000 + TEXT.encode()
    yield "wide.html", b"<html><body><table><tr><td colspan=1000000 rowspan=1000000>52</td></tr></table>"
    yield "wider.html", b"<html><body><table>" + b"<tr><td colspan=1000>52</td></tr>" * 1_000
    yield "deep.docx", _with_body("<w:p><w:r>" * 100_000)
    yield (
        "wide.docx",
        _with_body(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr></w:tc></w:tr></w:tbl>'
        ),
    )
    yield "deep tables.docx", _with_body("<w:tbl><w:tr><w:tc>" * 5_000)
    yield "entities.docx", _with_entities()
    yield "far cell.xlsx", _far_cell()
    yield "brackets.txt", ("（" * 20_000 + TEXT + "）" * 20_000).encode()
    yield "quotation marks.txt", ("“《" * 20_000 + TEXT).encode()
    yield "one line.txt", ("签约52个" * 1_000).encode()
    yield "enumeration.txt", ("全县签约" + "52、" * 8_000 + "个").encode()
    yield "digits.txt", b"9" * 8_000
    yield "too long.txt", TEXT.encode() * 6_000


def _replaced(data: bytes, part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped(
            [(name, content if name == part else archive.read(name)) for name in archive.namelist()]
        )


def _with_body(body: str) -> bytes:
    closing = "".join(f"</{tag[1:-1]}>" for tag in reversed(_tags(body)))
    return docx(f"{OPENING}{body}{closing}{CLOSING}".encode())


def _tags(body: str) -> list[str]:
    """Those that are still to be closed."""
    return [] if "/" in body else [f"<{tag}" for tag in body.split("<") if tag]


def _with_entities() -> bytes:
    """Ten names, each ten times the one before."""
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    text = f'<!DOCTYPE x [<!ENTITY a "{"52" * 10}">{entities}]><x>&j;</x>'
    return docx(text.encode())


def _far_cell() -> bytes:
    book = Workbook()
    book.active["XFD1048576"] = 52
    data = _saved(book)
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(part)
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFC1048575"/></mergeCells>'
    return _replaced(data, part, sheet.replace(b"</sheetData>", merged))

"""Old Word files and RTF, where LibreOffice is installed; and what is said where it is not."""

from __future__ import annotations

import struct

import pytest

from loaders import load
from loaders.containers import DOC, ODT
from loaders.office import converted
from loaders.office.word_binary import fused_cells
from loaders.pieces import Grid, GridCell
from schemas.errors import DamagedError, EncryptedError, MissingToolError, SlowError

RTF = (
    rb"{\rtf1\ansi\ansicpg936\uc1 {\fonttbl{\f0 SimSun;}}\f0 "
    rb"\u20840?\u21439?\u31614?\u32422?52\u20010?\u12290?\par "
    rb"\trowd\cellx2000\cellx4000 \intbl\u38215?\cell\u20010?\cell\row "
    rb"\trowd\cellx2000\cellx4000 \intbl\u30002?\u38215?\cell 3\cell\row \pard\par}"
)
needs_program = pytest.mark.skipif(converted.find_program() is None, reason="LibreOffice is not installed")


@needs_program
def test_rtf() -> None:
    document = load(RTF, name="a.rtf")
    assert document.text == "全县签约52个。\n镇\t个\n甲镇\t3"
    assert document.source.media_type == "application/rtf"


@needs_program
def test_open_document_text() -> None:
    data = converted.convert(RTF, "application/rtf", "odt", "a.rtf")
    document = load(data, name="a.odt")
    assert document.source.media_type == ODT
    assert document.text == "全县签约52个。\n镇\t个\n甲镇\t3"


@needs_program
def test_doc_made_of_rtf() -> None:
    data = converted.convert(RTF, "application/rtf", "doc", "a.rtf")
    document = load(data, name="a.doc")
    assert document.source.media_type == DOC
    assert document.text == "全县签约52个。\n镇\t个\n甲镇\t3"
    assert document.warnings == []
    fused = Grid([GridCell(0, 0, "镇"), GridCell(0, 1, "个"), GridCell(1, 0, "甲镇3")], 2, 2)
    assert len(fused_cells(data, [fused], "a.doc")) == 1
    flags = struct.unpack_from("<H", data, data.index(b"\xec\xa5") + 10)[0]
    at = data.index(b"\xec\xa5") + 10
    with pytest.raises(EncryptedError):
        load(data[:at] + struct.pack("<H", flags | 0x100) + data[at + 2 :])


def test_without_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "find_program", lambda: None)
    with pytest.raises(MissingToolError, match="install LibreOffice"):
        load(RTF, name="a.rtf")


def test_a_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(converted, "SECONDS", 0.2)
    with pytest.raises(SlowError):
        converted.run(["sleep", "60"], tmp_path, "a.doc")  # type: ignore[arg-type]


def test_a_password() -> None:
    # The name of the stream that holds the locked file, in a container that is no longer whole.
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedError):
        load(data, name="locked.docx")


def test_damage_is_named() -> None:
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le")
    with pytest.raises(DamagedError):
        load(data, name="cut.doc")

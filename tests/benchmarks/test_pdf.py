"""The benchmark of PDF: its files are of the kinds that it says, and everybody reads them."""

from __future__ import annotations

import loaders
from benchmarks import pdf


def test_files_are_of_their_kinds() -> None:
    kinds = [{block.kind for block in loaders.load(made).blocks} for made in (pdf.notice(), pdf.tables())]
    assert "table" not in kinds[0] and "table" in kinds[1]


def test_all_contenders_are_measured() -> None:
    seconds = pdf.measure([len, bytes.split], [b"a b", b"c"])
    assert len(seconds) == 2 and all(each >= 0 for each in seconds)

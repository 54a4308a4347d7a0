"""The same bulletin as a text file and as a PDF gives the same records, in the PDF with page and boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

import tongbao
from tests.loaders.pdf.maker import Maker, wrap

BULLETINS = Path(__file__).parents[1] / "bulletins"
KINDS = ("figures", "percentages", "rankings", "rosters")


def typeset(paragraphs: list[str]) -> bytes:
    """A page as an office sets it: title in the middle, paragraphs indented, folios."""
    maker = Maker()
    y, number = 120.0, 1
    maker.put(paragraphs[0], 297, 100, 18, align="centre")
    for paragraph in paragraphs[1:]:
        for place, line in enumerate(wrap(paragraph, 14, 415, 28)):
            if y > 730:
                maker.put(f"— {number} —", 297, 800, 10, align="centre")
                maker.turn()
                y, number = 80.0, number + 1
            y += 24
            maker.put(line, 90 + (0 if place else 28), y, 14)
    maker.put(f"— {number} —", 297, 800, 10, align="centre")
    return maker.done()


@pytest.mark.parametrize("name", ["a02", "a03", "a09", "b02", "b03", "c01"])
def test_records_are_the_same(name: str) -> None:
    text = tongbao.load(BULLETINS / f"{name}.txt").text
    plain = tongbao.extract(text.encode())
    printed = tongbao.extract(typeset(text.split("\n")))
    assert printed.text == plain.text
    for kind in KINDS:
        ours, theirs = getattr(printed, kind), getattr(plain, kind)
        assert [each.model_copy(update={"page": None, "boxes": None}) for each in ours] == theirs
        assert all(each.page and each.boxes for each in ours)

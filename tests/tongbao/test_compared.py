"""How a comparison is printed: every mark has words, columns are shown where they tell something."""

from __future__ import annotations

from typing import get_args

import pytest

from corpus import open_store
from corpus.observation import Mark
from tests.corpus.factory import EAST, EXTRACTOR, TO_AUGUST, Number, bulletin
from tongbao.compared import remarks, show_comparison
from tongbao.messages import knows

OF_ROWS = ("bound", "range", "unit", "definition", "other_kind", "moment")
OF_CHANGES = ("change:unit", "change:definition", "change:period")


@pytest.mark.parametrize("mark", [*get_args(Mark), *OF_ROWS, *OF_CHANGES])
def test_every_mark_has_words(mark: str) -> None:
    assert knows(f"mark.{mark}")


def test_a_change_is_shown_in_the_printed_unit(capsys: pytest.CaptureFixture[str]) -> None:
    with open_store("sqlite://") as store:
        store.add(
            *bulletin(Number("40", period=TO_AUGUST.year_before()), Number("42.5"), area=EAST), EXTRACTOR
        )
        answer = store.compare("amount_signed", ["2030-01..2030-08", "2031-01..2031-08"])
    show_comparison(answer, "table")
    assert {"2.5", "6.25"} <= set(capsys.readouterr().out.split())
    assert list(remarks(answer)) == []
    show_comparison(answer, "csv")
    assert "250000000,6.25,0" in capsys.readouterr().out

"""Observations as frames: columns and dtypes as documented, no spans mixed, nothing hidden."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from corpus import Store
from corpus.frames import LONG
from schemas import Facets, Period
from tests.corpus.factory import NORTH, WEST, ZONE, Number
from tests.corpus.test_observations import add, known

__all__ = ["known"]


def test_the_long_frame(known: Store) -> None:
    add(known, Number("42.70"), Number("71.3", unit="%", kind="completion"), area=ZONE)
    frame = known.observations().to_frame(exact=True)
    assert list(frame.columns) == [column.name for column in LONG]
    first = frame.iloc[0].to_dict()
    assert (first["area_code"], first["area_id"]) == ("990101", "990101:临溪工业园")
    assert isinstance(first["value"], Decimal) and str(first["value"]) == "42.70"
    assert (first["period_start"], first["period_end"], first["span"]) == ("2031-01", "2031-08", "ytd")
    assert list(frame["measure"]) == ["figure", "completion"]


def test_dtypes_are_what_is_documented(known: Store) -> None:
    for filled in (False, True):
        if filled:
            add(known, Number("42.70", subject="甲镇"))
        frame = known.observations().to_frame()
        dtypes = {"decimal": "float64"}
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
            column.name: dtypes.get(column.dtype, column.dtype) for column in LONG
        }


def test_the_wide_frame(known: Store) -> None:
    add(known, Number("42"), Number("20", facets=Facets(origin="省外")), Number("50", status="target"))
    add(known, Number("40"), Number("9", unit="美元"), Number("5", subject="甲镇"), area=WEST)
    frame = known.observations().to_frame("wide", exact=True)
    assert list(frame["area"]) == ["东溪区", "西溪区", "西溪区"]
    cells = frame.set_index("area").loc["东溪区"]
    assert cells["amount_signed:元"] == Decimal("4200000000")
    assert (cells["amount_signed[省外]"], cells["amount_signed.target"]) == (Decimal("2E9"), Decimal("5E9"))
    assert list(frame["subject"].fillna("")) == ["", "", "甲镇"]


def test_the_panel_never_mixes_spans(known: Store) -> None:
    add(known, Number("42"), Number("5", period=Period.months(2031, 8, 8)), Number("1", period=None))
    add(known, Number("40"), area=NORTH)
    panel = known.observations().to_frame("panel")
    assert list(panel.columns) == ["amount_signed@month", "amount_signed@ytd"]
    assert panel.index.names == ["area", "period"]
    assert panel.loc[("990101", pd.Timestamp("2031-08-31"))].to_dict() == {
        "amount_signed@month": 5e8,
        "amount_signed@ytd": 4.2e9,
    }
    assert panel.index.is_unique and panel.index.is_monotonic_increasing
    assert list(known.observations(areas=["北溪县"]).to_frame("panel").columns) == ["amount_signed"]


def test_a_panel_of_nothing(store: Store) -> None:
    panel = store.observations().to_frame("panel")
    assert (len(panel), panel.index.names) == (0, ["area", "period"])
    assert len(store.observations().to_frame("wide")) == 0


def test_no_number_hides_another_in_a_frame(known: Store) -> None:
    for value in ("1", "2"):
        add(known, Number(value), area=None)
    weeks = [Period(start=start, end="2031-08-14") for start in ("2031-08-08", "2031-08-01")]
    add(known, *(Number(value, period=week) for value, week in zip(("3", "4"), weeks, strict=True)))
    wide = known.observations().to_frame("wide")
    assert sorted(wide["amount_signed"]) == [1e8, 2e8, 3e8, 4e8]
    panel = known.observations().to_frame("panel")
    assert panel.to_dict("list") == {"amount_signed@days-14": [4e8], "amount_signed@days-7": [3e8]}

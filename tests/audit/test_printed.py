"""What printed numbers stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from audit.claims import Claim
from schemas import Figure, Percentage


def claim(quote: str, value: str, unit: str, bound: str = "=", base: tuple[str, str] | None = None) -> Claim:
    shared = {"id": "f1", "quote": quote, "start": 0, "end": 0, "value": value, "unit": unit, "bound": bound}
    if base is None:
        return Claim.of(Percentage.model_validate({**shared, "indicator": "开工率", "kind": "rate"}))
    amounts = {"base_value": base[0], "base_unit": base[1]}
    return Claim.of(Figure.model_validate({**shared, **amounts, "indicator": "到位资金"}))


@pytest.mark.parametrize(
    ("printed", "interval"),
    [
        (claim("71.3%", "71.3", "%"), "[0.7125, 0.7135)"),
        (claim("百分之三十三", "33", "%"), "[0.325, 0.335)"),
        (claim("三成", "30", "%"), "[0.25, 0.35)"),
        (claim("三成多", "30", "%", ">"), "[0.25, 0.40)"),
        (claim("80%以上", "80", "%", "≥"), "[0.795, ∞)"),
        (claim("下降26.7%", "-26.7", "%"), "(-0.2675, -0.2665]"),
        (claim("2.52:1", "2.52", "%"), "[2.515, 2.525)"),
        (claim("42.78亿元", "42.78", "亿元", base=("4278000000", "元")), "[4277500000, 4278500000)"),
        (claim("66个", "66", "个", base=("66", "个")), "[66, 66]"),
        (claim("1.2万户", "1.2", "万户", base=("12000", "户")), "[11500, 12500)"),
        (claim("50余个", "50", "个", ">", ("50", "个")), "[50, 60)"),
        (claim("不足16.8亿元", "16.8", "亿元", "<", ("1680000000", "元")), "[0, 1685000000)"),
        (claim("约400亿元", "400", "亿元", "≈", ("40000000000", "元")), "[35000000000, 45000000000)"),
    ],
    ids=lambda value: value.quote if isinstance(value, Claim) else "",
)
def test_an_interval_is_what_rounding_and_words_leave_open(printed: Claim, interval: str) -> None:
    low, high = interval[1:-1].split(", ")
    found = printed.interval
    assert found.low == Decimal(low)
    assert found.high == (None if high == "∞" else Decimal(high))
    assert (found.closed, found.low_open) == (interval.endswith("]"), interval.startswith("("))

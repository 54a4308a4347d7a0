from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus import IndicatorRow, Store, open_store

INDICATORS = [
    IndicatorRow(
        code="amount_signed",
        name="签约金额",
        base_unit="元",
        aggregation="flow",
        synonyms=("合同金额", "投资额"),
    ),
    IndicatorRow(
        code="investment_balance", name="投资余量", base_unit="元", aggregation="stock", synonyms=("投资额",)
    ),
    IndicatorRow(code="rate_start", name="开工率", base_unit="%", aggregation="rate", synonyms=()),
]


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url, timeout=5) as opened:
        opened.register_indicators(INDICATORS)
        yield opened

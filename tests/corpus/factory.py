"""Synthetic bulletins: their text is the list of their quotes, so that every offset is right."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from schemas import (
    Area,
    Bound,
    Bulletin,
    Facets,
    Figure,
    Finding,
    Message,
    Meta,
    Percentage,
    PercentageKind,
    Period,
    Ranking,
    RankingEntry,
    Roster,
    Source,
    Status,
    TableCell,
)
from schemas.records import Comparison

EXTRACTOR = "tongbao 0.1.0"
TO_AUGUST = Period.months(2031, 1, 8, text="1-8月")
# Invented districts; the codes are free in GB/T 2260.
EAST = Area(code="990101", name="东溪区", level="county")
WEST = Area(code="990102", name="西溪区", level="county")
NORTH = Area(code="990103", name="北溪县", level="county")
ZONE = Area(code="990101", name="临溪工业园", level="zone")
UNITS = {"亿元": ("元", 8), "万元": ("元", 4)}


@dataclass(frozen=True)
class Number:
    """What a test says of a figure, or of a percentage where `kind` is given."""

    value: str
    unit: str = "亿元"
    code: str | None = "amount_signed"
    indicator: str = "签约金额"
    period: Period | None = TO_AUGUST
    bound: Bound = "="
    status: Status = "actual"
    subject: str | None = None
    facets: Facets = field(default_factory=Facets)
    whole: str | None = None
    value_max: str | None = None
    kind: PercentageKind | None = None
    comparison: Comparison | None = None

    @property
    def quote(self) -> str:
        return f"{self.value}{self.unit}"


def bulletin(
    *numbers: Number,
    area: Area | None = EAST,
    issued: str | None = "2031-09-05",
    path: str | None = "east.txt",
    text: str = "",
) -> tuple[Bulletin, bytes]:
    """A bulletin and the bytes that it is read from; `text` tells apart bytes of equal numbers."""
    body = "（合成样本）" + text + "，".join(number.quote for number in numbers)
    content = body.encode()
    figures: list[Figure] = []
    percentages: list[Percentage] = []
    cursor = 0
    for position, number in enumerate(numbers):
        start = body.index(number.quote, cursor)
        cursor = start + len(number.quote)
        if number.kind is None:
            figures.append(_figure(number, f"n{position}", start))
        else:
            percentages.append(_percentage(number, f"n{position}", start))
    source = Source(path=path, sha256=hashlib.sha256(content).hexdigest(), encoding="utf-8")
    meta = Meta(
        title="合成通报", issuer="合成办公室", kind="通报", issued=issued, area=area, period=TO_AUGUST
    )
    read = Bulletin(source=source, meta=meta, text=body, figures=figures, percentages=percentages)
    return read, content


def rich_bulletin() -> tuple[Bulletin, bytes]:
    """Something in every list and every kind of field, with characters outside the first plane."""
    read, content = bulletin(
        Number("42.70"), Number("71.3", unit="%", kind="completion"), text="𠮷𬭚镇“引号”\n"
    )
    read.figures[0].page = 1
    read.figures[0].boxes = [(72.0, 100.25, 130.1, 112.0)]
    read.figures[0].table = TableCell(index=0, row=2, column=1)
    read.figures[0].facets = Facets(industry="工业", size="≥1亿元", origin="省外", other=["𠮷镇", "专班"])
    quote = read.text[:3]
    read.rankings = [
        Ranking(
            id="r0",
            quote=quote,
            start=0,
            end=3,
            criterion="签约金额",
            scope="全市",
            entries=[RankingEntry(subject=None, rank=2), RankingEntry(subject="𠮷镇", rank=2)],
            period=TO_AUGUST,
        )
    ]
    read.rosters = [
        Roster(
            id="s0", quote=quote, start=0, end=3, condition="未签约的镇", members=["甲镇", "乙镇"], count=3
        )
    ]
    read.findings = [
        Finding(
            id="f-abc",
            rule="completion",
            verdict="contradiction",
            severity="error",
            claims=["n0", "n1"],
            quotes=["42.70亿元", "71.3%"],
            formula="42.70亿元 / 60亿元 = 71.2%",
            reported=(Decimal("71.25"), Decimal("71.35")),
            expected=(Decimal("71.15"), Decimal("71.20")),
            message=Message(zh="合成的发现。", en="A synthetic finding."),
        )
    ]
    read.warnings = ["synthetic warning"]
    return read, content


def _figure(number: Number, record_id: str, start: int) -> Figure:
    return Figure(**_shared(number, record_id, start))


def _percentage(number: Number, record_id: str, start: int) -> Percentage:
    return Percentage(kind=number.kind, comparison=number.comparison, **_shared(number, record_id, start))


def _shared(number: Number, record_id: str, start: int) -> dict[str, object]:
    base_unit, power = UNITS.get(number.unit, (number.unit, 0))
    return {
        "id": record_id,
        "quote": number.quote,
        "start": start,
        "end": start + len(number.quote),
        "value": Decimal(number.value),
        "value_max": None if number.value_max is None else Decimal(number.value_max),
        "unit": number.unit,
        "base_value": Decimal(number.value).scaleb(power),
        "base_unit": base_unit,
        "bound": number.bound,
        "indicator": number.indicator,
        "code": number.code,
        "facets": number.facets,
        "subject": number.subject,
        "period": number.period,
        "status": number.status,
        "whole": number.whole,
    }


def districts(*pairs: tuple[Area, Sequence[Number]]) -> list[tuple[Bulletin, bytes]]:
    """A bulletin for each area, at an address of its own."""
    return [
        bulletin(*numbers, area=area, path=f"{position}.txt", text=f"{position}号")
        for position, (area, numbers) in enumerate(pairs)
    ]

"""Periods: of the title, of the opening, of the attachments, and the date of issue."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from audit.checks.base import Check, Example
from audit.claims import Claims, Place
from audit.relations import Relation
from schemas import Message

MONTHS = regex.compile(
    r"(?:(?P<year>\d{4})\s?年)?(?:度)?\s?(?P<first>\d{1,2})\s?[-—－~至]\s?(?P<last>\d{1,2})\s?月"
)
OPENING = regex.compile(r"现将[^。\n]{0,40}(?:通报|报告|汇报)(?:如下|于后)")
Span = tuple[str | None, int, int]


def attachments(claims: Claims) -> Iterator[Relation]:
    """The title says 2021年1-3月, an attachment 2020年1-3月."""
    title = claims.bulletin.meta.title or ""
    said = _span(title)
    if said is None:
        return
    for attachment in claims.bulletin.meta.attachments:
        other = _span(attachment)
        if other is not None:
            yield _compared(claims, "meta.attachments", title, attachment, said, other)


def opening(claims: Claims) -> Iterator[Relation]:
    """The title says 1-8月, the opening 现将1-9月情况通报如下."""
    title = claims.bulletin.meta.title or ""
    said, told = _span(title), OPENING.search(claims.text)
    other = _span(told[0]) if told else None
    if said is None or told is None or other is None:
        return
    yield _compared(claims, "text", title, told[0], said, other)


def issued(claims: Claims) -> Iterator[Relation]:
    """A bulletin cannot report on days that come after its date of issue."""
    meta = claims.bulletin.meta
    period, date = meta.period, meta.issued
    if period is None or period.end is None or date is None or not meta.title:
        return
    length = min(len(period.end), len(date))
    late = period.end[:length] > date[:length]
    operands = (_place(claims, "meta.title", meta.title), Place("meta.issued", date, 0, 0))
    yield Relation(
        operands=operands,
        formula=f"{period.end} ≤ {date}",
        verdict="not_checkable" if late else "consistent",
        why="issued_before" if late else None,
        suspicious=late,
    )


def _span(text: str) -> Span | None:
    found = list(MONTHS.finditer(text))
    spans = {(match["year"], int(match["first"]), int(match["last"])) for match in found}
    return spans.pop() if len(spans) == 1 else None


def _compared(claims: Claims, field: str, title: str, text: str, said: Span, other: Span) -> Relation:
    years_differ = None not in (said[0], other[0]) and said[0] != other[0]
    differs = said[1:] != other[1:] or years_differ
    return Relation(
        operands=(_place(claims, "meta.title", title), _place(claims, field, text)),
        formula=f"{_shown(said)} = {_shown(other)}",
        verdict="not_checkable" if differs else "consistent",
        why="other_period_told" if differs else None,
        suspicious=differs,
    )


def _shown(span: Span) -> str:
    year, first, last = span
    return f"{year}年{first}-{last}月" if year else f"{first}-{last}月"


def _place(claims: Claims, field: str, text: str) -> Place:
    start = max(claims.text.find(text), 0)
    return Place(field, text, start, start + len(text) if text in claims.text else start)


ROWS = (
    Check(
        id="period.attachments",
        rule="period",
        title=Message(zh="标题与附件的时期", en="Periods of title and attachments"),
        relate=attachments,
        examples=(
            Example(
                "云岭县2021年1-3月招商引资情况通报\n各乡镇：\n现将有关情况通报如下。新签约项目52个。\n"
                "附件：1.2020年1-3月云岭县招商引资情况表\n云岭县人民政府办公室\n2021年4月10日\n",
                {"2021年1-3月 = 2020年1-3月": "not_checkable"},
            ),
        ),
    ),
    Check(
        id="period.opening",
        rule="period",
        title=Message(zh="标题与正文的时期", en="Periods of title and opening"),
        relate=opening,
        examples=(
            Example(
                "云岭县2021年1-8月招商引资情况通报\n各乡镇：\n现将1-9月招商引资情况通报如下。新签约项目52个。\n",
                {"2021年1-8月 = 1-9月": "not_checkable"},
            ),
        ),
    ),
    Check(
        id="period.issued",
        rule="period",
        title=Message(zh="统计时期与印发日期", en="Period and date of issue"),
        relate=issued,
        examples=(
            Example(
                "云岭县2021年1-8月招商引资情况通报\n各乡镇：\n新签约项目52个。\n云岭县人民政府办公室\n2021年9月10日\n",
                {"2021-08 ≤ 2021-09-10": "consistent"},
            ),
        ),
    ),
)

"""From a bulletin to the rows of one extraction run, field by field."""

from __future__ import annotations

from typing import Any

from corpus import models
from corpus.definitions import definition_of
from schemas import Bulletin, Figure, Finding, Percentage, Period, Ranking, Roster, TableCell


def run_row(bulletin: Bulletin, extractor: str) -> models.ExtractionRun:
    """The run with its records and findings; the version and the area are for the store to set."""
    meta = bulletin.meta
    reported: list[Figure | Percentage] = [*bulletin.figures, *bulletin.percentages]
    return models.ExtractionRun(
        extractor=extractor,
        title=meta.title,
        issuer=meta.issuer,
        document_number=meta.document_number,
        kind=meta.kind,
        issued=meta.issued,
        bulletin=bulletin.model_dump_json(),
        records=[record_row(record, position, bulletin.text) for position, record in enumerate(reported)],
        rankings=[ranking_row(ranking, position) for position, ranking in enumerate(bulletin.rankings)],
        rosters=[roster_row(roster, position) for position, roster in enumerate(bulletin.rosters)],
        findings=[finding_row(finding, position) for position, finding in enumerate(bulletin.findings)],
        **period_columns(meta.period),
    )


def record_row(record: Figure | Percentage, position: int, text: str) -> models.Record:
    """A figure or a percentage of a bulletin with that text."""
    facets = record.facets
    ratio = record if isinstance(record, Percentage) else None
    return models.Record(
        family="percentage" if ratio else "figure",
        value=record.value,
        value_max=record.value_max,
        unit=record.unit,
        base_value=record.base_value,
        base_unit=record.base_unit,
        bound=record.bound,
        indicator=record.indicator,
        code=record.code,
        industry=facets.industry,
        size=facets.size,
        origin=facets.origin,
        other_facets=list(facets.other),
        subject=record.subject,
        definition=definition_of(
            text, record.start, record.end, record.indicator, facets.other, ratio is None
        ),
        status=record.status,
        whole=record.whole,
        kind=ratio.kind if ratio else None,
        comparison=ratio.comparison if ratio else None,
        of=ratio.of if ratio else None,
        base=ratio.base if ratio else None,
        base_of=ratio.base_of if ratio else None,
        **table_columns(record.table),
        **period_columns(record.period),
        **quote_columns(record, position),
    )


def ranking_row(ranking: Ranking, position: int) -> models.Ranking:
    """A ranking with its places."""
    return models.Ranking(
        criterion=ranking.criterion,
        code=ranking.code,
        scope=ranking.scope,
        order=ranking.order,
        entries=[
            models.RankingEntry(position=place, subject=entry.subject, rank=entry.rank)
            for place, entry in enumerate(ranking.entries)
        ],
        **table_columns(ranking.table),
        **period_columns(ranking.period),
        **quote_columns(ranking, position),
    )


def roster_row(roster: Roster, position: int) -> models.Roster:
    """A roster with its members."""
    return models.Roster(
        condition=roster.condition,
        stated_count=roster.count,
        members=[models.RosterMember(position=place, name=name) for place, name in enumerate(roster.members)],
        **period_columns(roster.period),
        **quote_columns(roster, position),
    )


def finding_row(finding: Finding, position: int) -> models.Finding:
    """A finding; an interval that was not computed leaves both its ends null."""
    reported = finding.reported or (None, None)
    expected = finding.expected or (None, None)
    return models.Finding(
        position=position,
        finding_id=finding.id,
        rule=finding.rule,
        verdict=finding.verdict,
        severity=finding.severity,
        claims=list(finding.claims),
        quotes=list(finding.quotes),
        formula=finding.formula,
        reported_low=reported[0],
        reported_high=reported[1],
        expected_low=expected[0],
        expected_high=expected[1],
        message_zh=finding.message.zh,
        message_en=finding.message.en,
    )


def quote_columns(record: Figure | Percentage | Ranking | Roster, position: int) -> dict[str, Any]:
    """The columns that say where a record stands."""
    return {
        "local_id": record.id,
        "position": position,
        "quote": record.quote,
        "start": record.start,
        "end": record.end,
        "page": record.page,
        "boxes": None if record.boxes is None else [list(box) for box in record.boxes],
        "rule": record.rule,
    }


def period_columns(period: Period | None) -> dict[str, str | None]:
    """The columns of a period.

    >>> period_columns(Period.as_of("2021-09", text="截至9月底"))["period_end"]
    '2021-09'
    >>> set(period_columns(None).values())
    {None}
    """
    return {
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_kind": period.kind if period else None,
        "period_text": period.text if period else None,
    }


def table_columns(cell: TableCell | None) -> dict[str, int | None]:
    """The columns of a table cell."""
    return {
        "table_index": cell.index if cell else None,
        "table_row": cell.row if cell else None,
        "table_column": cell.column if cell else None,
    }

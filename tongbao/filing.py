"""From a store to what the audit across bulletins asks of it: the numbers as they are filed, and the places claimed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

from audit.across import Filed, Filing, RankClaim
from audit.across.filing import Aggregation
from audit.claims import Claim
from schemas import Bulletin, Figure, Percentage, Ranking

if TYPE_CHECKING:
    from corpus import BulletinSummary, IndicatorRow, Observation, Place, Places, Store

# What is not the number of one area and one indicator, or of another territory than before.
DOUBTFUL: Final = frozenset({"unclear", "merged", "split", "ceded"})
SCOPES: Final = {
    "全国": "nation",
    "全省": "province",
    "全区": "province",
    "全市": "prefecture",
    "全州": "prefecture",
}
GROWTH_WORDS: Final = ("增速", "增幅", "增长")
OTHER_WORDS: Final = ("率", "进度", "占", "比重", "得分", "评分", "综合", "降幅", "提升", "增量")


def file(store: Store) -> Filing:
    """Every current number of the store as a claim, with the places that its bulletins claim."""
    indicators = {row.code: row for row in store.indicators()}
    places = store.places()
    claims = [_filed(one, indicators, places) for one in store.observations(preferred=False)]
    ranks = [
        claim for number, bulletin in store.current() for claim in _Reporter(places, number, bulletin).ranks()
    ]
    above = {one.above for one in claims if one.above and "/" not in one.who} | {
        claim.above for claim in ranks
    }
    return Filing(tuple(claims), tuple(ranks), tuple(_revised(store)), _members(places, above))


def _revised(store: Store) -> Iterator[tuple[Filed, Filed]]:
    """The numbers that a document and its version before give for the same, each once in both."""
    for summary in store.bulletins():
        if summary.versions > 1:
            older = [run.run_id for run in store.history(summary.id) if run.version == summary.versions - 1]
            before = _named(store.bulletin(summary.id, run_id=older[-1]), summary)
            now = _named(store.bulletin(summary.id, run_id=summary.run_id), summary)
            yield from ((before[key], now[key]) for key in before if key in now)


def _named(bulletin: Bulletin, summary: BulletinSummary) -> dict[Hashable, Filed]:
    """The numbers of a bulletin by all that says what they are; those of which there are several are left out."""
    found: dict[Hashable, list[Filed]] = defaultdict(list)
    records: list[Figure | Percentage] = [*bulletin.figures, *bulletin.percentages]
    for record in records:
        facets = record.facets
        narrowing = (facets.industry, facets.size, facets.origin, tuple(facets.other))
        kind = (record.kind, record.comparison, record.base) if isinstance(record, Percentage) else None
        period = record.period and (record.period.start, record.period.end, record.period.kind)
        key = (record.indicator, narrowing, kind, record.subject, period, record.status, record.base_unit)
        place = "".join(filter(None, (summary.area, record.subject)))
        of = what(record.code or record.indicator, narrowing)
        claim = Claim.of(record)
        found[key].append(
            Filed(
                claim,
                place,
                place,
                None,
                of,
                record.indicator,
                str(kind),
                None,
                str(summary.id),
                summary.path,
            )
        )
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def _filed(one: Observation, indicators: Mapping[str, IndicatorRow], places: Places) -> Filed:
    indicator = indicators.get(one.indicator or "")
    aggregation = indicator.aggregation if indicator else None
    certain = indicator is not None and not one.part and not DOUBTFUL & {*one.marks} and one.place is not None
    return Filed(
        claim=Claim.of(_record(one)),
        who=one.series_unit_id,
        place="".join(filter(None, (one.place.name if one.place else None, one.subject))),
        above=_above(one, places),
        what=what(one.indicator or one.printed, one.facets, one.definition),
        printed=one.printed,
        measure=_measure(one, indicator),
        aggregation=aggregation if aggregation in get_args(Aggregation) else None,
        document=str(one.report.document_id),
        source=one.report.source,
        rank=0 if one.preferred else 1,
        certain=certain,
    )


def what(indicator: str, facets: Hashable = (None, None, None, ()), definition: str = "") -> Hashable:
    """What a number is of, whoever reports it."""
    return indicator, facets, definition


def _record(one: Observation) -> Figure | Percentage:
    shared: dict[str, Any] = {
        "id": one.record_id,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
        "value": one.value,
        "value_max": one.value_max,
        "unit": one.unit,
        "base_value": one.value_base,
        "base_unit": one.base_unit,
        "bound": one.bound,
        "status": one.status,
        "period": one.period,
        "indicator": one.printed,
        "table": one.table,
    }
    if one.measure == "figure":
        return Figure.model_construct(None, **shared)
    return Percentage.model_construct(None, **shared, kind=one.measure, comparison=one.comparison)


def _measure(one: Observation, indicator: IndicatorRow | None) -> str:
    if one.measure == "growth":
        points = "_points" if "百分点" in (one.unit or "") else ""
        return f"growth_{one.comparison}{points}"
    if one.measure in ("share", "completion"):
        return f"{one.measure}:{one.base}"
    usual = indicator is None or indicator.base_unit == one.base_unit or one.measure != "figure"
    return one.measure if usual else f"figure:{one.base_unit}"


def _above(one: Observation, places: Places) -> str | None:
    if one.place is None:
        return None
    if one.subject:
        return one.place.series_id
    return places.parent(one.place.series_id) if one.place.level != "zone" else None


def _members(places: Places, above: Iterable[str]) -> dict[str, frozenset[str]]:
    found = {code: frozenset(child.series_id for child in places.children(code, "")) for code in above}
    return {code: members for code, members in found.items() if members}


@dataclass(frozen=True)
class _Reporter:
    """A bulletin whose rankings are taken for claims."""

    places: Places
    document: int
    bulletin: Bulletin

    def ranks(self) -> Iterator[RankClaim]:
        area = self.bulletin.meta.area
        if area is None or area.code is None or area.level == "zone":
            return
        month = (self.bulletin.meta.issued or "")[:7]
        own = self.places.place(area.code, area.name, area.level, month)
        for ranking in self.bulletin.rankings:
            measure = measure_of(ranking)
            if measure is not None:
                yield from self._claims(ranking, measure, own, month)

    def _claims(self, ranking: Ranking, measure: str, own: Place, month: str) -> Iterator[RankClaim]:
        source = self.bulletin.source
        for number, entry in enumerate(ranking.entries):
            place = own if entry.subject is None else self.places.resolve(entry.subject, own, month).place
            above = None if place is None else self._scope(ranking, place, own)
            if place is not None and above is not None:
                yield RankClaim(
                    id=f"{self.document}#{ranking.id}.{number}",
                    quote=ranking.quote,
                    start=ranking.start,
                    end=ranking.end,
                    document=str(self.document),
                    source=source.url or source.path or f"sha256:{source.sha256}",
                    who=place.series_id,
                    place=place.name,
                    above=above,
                    what=what(ranking.code or ""),
                    measure=measure,
                    period=ranking.period,
                    # The last three are told in any order.
                    ranks=(1, len(ranking.entries))
                    if ranking.order == "bottom"
                    else (entry.rank, entry.rank),
                    order=ranking.order,
                )

    def _scope(self, ranking: Ranking, place: Place, own: Place) -> str | None:
        """Among whose districts it is ranked: those of the area that the scope names, if it lies directly in it."""
        parent = self.places.parent(place.series_id)
        if parent is None:
            return None
        if ranking.scope is None:
            return parent if parent == own.series_id else None
        level = self.places.level(parent)
        return parent if SCOPES.get(ranking.scope) == level else None


def measure_of(ranking: Ranking) -> str | None:
    """Which number of an indicator is ranked; `None` where the words leave it open."""
    if ranking.code is None or any(word in ranking.criterion for word in OTHER_WORDS):
        return None
    return "growth_yoy" if any(word in ranking.criterion for word in GROWTH_WORDS) else "figure"

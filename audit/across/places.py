"""A place that a bulletin claims against the numbers that the others report."""

from __future__ import annotations

from collections.abc import Iterator

from audit.across.filing import Filed, Filing, RankClaim, days
from audit.relations import Relation

# A finding names so many of those who take the place.
SHOWN = 12


def ranks(filing: Filing) -> Iterator[Relation]:
    """Who is surely ahead and who surely behind leaves so many places; those not reported may be anywhere."""
    for claimed in filing.ranks:
        if claimed.period is None:
            continue
        known = filing.beside.get((claimed.above, claimed.what, claimed.measure, days(claimed.period)), [])
        own = next((one for one in known if one.who == claimed.who), None)
        others = [one for one in known if one.who != claimed.who]
        if own is not None and others:
            yield _relation(filing, claimed, own, others)


def _relation(filing: Filing, claimed: RankClaim, own: Filed, others: list[Filed]) -> Relation:
    ahead = [one for one in others if _ahead(one, own, claimed)]
    behind = [one for one in others if _ahead(own, one, claimed)]
    members = filing.members.get(claimed.above)
    size = len(members) if members else None
    best, worst = len(ahead) + 1, None if size is None else size - len(behind)
    formula = f"{claimed.place} {claimed.quote}: {own.claim.shown}"
    values = {"best": str(best), "worst": "?" if worst is None else str(worst)}
    first, last = claimed.ranks
    if last < best or (worst is not None and first > worst):
        shown = ahead if last < best else behind
        # Who ranks may know other numbers than those that were published: a warning, not an error.
        return Relation(
            (claimed, own, *shown[:SHOWN]),
            formula,
            "contradiction",
            why="place_taken",
            values=values,
            suspicious=True,
        )
    settled = best == worst
    return Relation(
        (claimed, own),
        formula,
        "consistent" if settled else "not_checkable",
        why=None if settled else "districts_missing",
        values={**values, "count": str((size or len(others) + 1) - len(others) - 1)},
    )


def _ahead(one: Filed, other: Filed, claimed: RankClaim) -> bool:
    if claimed.order == "bottom":
        return one.interval.below(other.interval)
    return other.interval.below(one.interval)

"""What `tongbao export` and `tongbao release` do: observations of the store as files for others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tongbao.messages import current, say
from tongbao.stores import open_store

if TYPE_CHECKING:
    from corpus import Measure, Observation, Store
    from corpus.export import Dataset, Release
    from schemas import Status


@dataclass(frozen=True)
class Filters:
    """Which observations: every field narrows, `None` does not; `everything` keeps those that are not preferred."""

    indicator: str | None = None
    areas: tuple[str, ...] | None = None
    period: str | None = None
    measure: Measure | None = None
    status: Status | None = None
    issued_from: str | None = None
    issued_to: str | None = None
    everything: bool = False


def export(db: str, form: str, out: Path, filters: Filters, *, force: bool) -> None:
    """Write the observations as one file."""
    from corpus.export import export as write

    with open_store(db) as store:
        dataset = gather(store, filters)
    write(dataset, form, out, force=force)
    print(say("exported", count=len(dataset.observations), path=out))


def release(db: str, out: Path, about: Release, filters: Filters, *, force: bool) -> None:
    """Write the observations as a folder that can be published."""
    from corpus.export import release as write

    with open_store(db) as store:
        dataset = gather(store, filters)
    changes = write(dataset, out, about, force=force)
    print(say("exported", count=len(dataset.observations), path=out))
    if about.previous is not None:
        counts = Counter(kind for kind, _ in {(change.kind, change.key) for change in changes})
        print(
            say(
                "release.changes", added=counts["added"], removed=counts["removed"], changed=counts["changed"]
            )
        )


def gather(store: Store, filters: Filters) -> Dataset:
    """The observations that are wanted, with the sources and findings that belong to them."""
    from corpus.export import Dataset

    found = store.observations(
        filters.indicator,
        areas=filters.areas,
        period=filters.period,
        measure=filters.measure,
        status=filters.status,
        preferred=not filters.everything,
    )
    rows = [one for one in found if issued_within(one, filters.issued_from, filters.issued_to)]
    addresses = {one.report.source for one in rows}
    codes = {one.indicator for one in rows}
    return Dataset(
        rows,
        [source for source in store.sources() if source.address in addresses],
        [finding for finding in store.findings() if finding.address in addresses],
        [indicator for indicator in store.indicators() if indicator.code in codes],
        current(),
    )


def issued_within(one: Observation, first: str | None, last: str | None) -> bool:
    """Whether its bulletin was issued between two dates, both included; a month or a year counts as a whole."""
    issued = one.report.issued
    if issued is None:
        return first is None and last is None
    return (first is None or issued >= first[: len(issued)]) and (last is None or issued[: len(last)] <= last)

"""The checks across bulletins, a row each, and the loop that runs them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from audit.across import change, districts, places
from audit.across.filing import Filing
from audit.findings import Named, finding
from audit.relations import Relation
from schemas import Finding, Message


@dataclass(frozen=True)
class AcrossCheck:
    """`rule` is the rule that findings carry; `title` says in a few words what is compared."""

    id: str
    rule: str
    title: Message
    relate: Callable[[Filing], Iterable[Relation]]


CHECKS: tuple[AcrossCheck, ...] = (
    AcrossCheck(
        "across.same",
        "conflict",
        Message(zh="同一数据见于两份通报", en="One observation in two bulletins"),
        change.same,
    ),
    AcrossCheck(
        "across.revision",
        "revision",
        Message(zh="同一文件的前后版本", en="Two versions of one document"),
        change.revisions,
    ),
    AcrossCheck(
        "across.falling",
        "cumulative",
        Message(zh="累计数逐月比较", en="Cumulative figures over the year"),
        change.falling,
    ),
    AcrossCheck(
        "across.growth",
        "growth",
        Message(zh="增幅与上年通报所列数字", en="Growth against what last year's bulletin said"),
        change.growth,
    ),
    AcrossCheck(
        "across.districts",
        "sum",
        Message(zh="各地之和与全域总数", en="Districts against their total"),
        districts.sums,
    ),
    AcrossCheck(
        "across.rank",
        "rank",
        Message(zh="位次与各地所报数字", en="A place against the numbers of the others"),
        places.ranks,
    ),
)


def check_across(filing: Filing, *, passes: bool = False) -> Iterator[Finding]:
    """What the checks find between documents; relations that hold only where `passes` are asked for.

    `documents` of a finding are the addresses in which its quotes stand, in their order.
    """
    seen: set[str] = set()
    for row in CHECKS:
        for relation in row.relate(filing):
            found = _finding(row, relation)
            if (passes or found.severity != "pass") and found.id not in seen:
                seen.add(found.id)
                yield found


def _finding(row: Named, relation: Relation) -> Finding:
    sources = [getattr(operand, "source", "") for operand in relation.operands]
    parts = [row.id]
    for source, operand in zip(sources, relation.operands, strict=True):
        parts.append(f"{source}\0{operand.quote}\0{operand.start}")
    name = hashlib.sha256("\1".join(parts).encode()).hexdigest()[:16]
    return finding(row, relation, name).model_copy(update={"documents": sources})

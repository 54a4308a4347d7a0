"""What `tongbao audit` does: the findings of files, or of a whole store, in a form that can be sent on."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from schemas import Finding
from tongbao import tables
from tongbao.batch import Way, read_all
from tongbao.inputs import find
from tongbao.messages import current, say
from tongbao.reading import Tally, announce, exit_code, readable
from tongbao.report import Item, render

if TYPE_CHECKING:
    from corpus import Decision, Store
    from corpus.decisions import Verdict
    from corpus.export import Table

Form = Literal["table", "json", "xlsx", "html"]
ERRORS_FOUND: Final = 4
USUAL: Final[tuple[str, ...]] = ("error", "warning")


@dataclass(frozen=True)
class Choice:
    """Which findings: of these rules, of these severities; no rule given is all of them."""

    rules: tuple[str, ...] = ()
    severities: tuple[str, ...] = USUAL

    def of(self, item: Item) -> list[Finding]:
        """Those of one bulletin."""
        return [
            finding
            for finding in item.findings
            if finding.severity in self.severities and (not self.rules or finding.rule in self.rules)
        ]


def audit(
    items: Iterable[Item], form: Form, out: Path | None, choice: Choice, tally: Tally, *, force: bool
) -> int:
    """Print the findings, or write them into `out`; the exit code, `ERRORS_FOUND` where one is an error."""
    held = list(items)
    if out is not None:
        _write(held, form, out, choice, force)
    elif form == "json":
        print(_json(held, choice))
    else:
        _print_table(held, choice)
    counts = Counter(
        finding.severity for item in held for finding in item.findings if not item.dismissed(finding)
    )
    if form != "json" or out is not None:
        print(say("audited", count=len(held), errors=counts["error"], warnings=counts["warning"]))
    return ERRORS_FOUND if counts["error"] else exit_code(tally.done, tally.failed)


def decide(db: str, finding: str, verdict: Verdict, reason: str, person: str) -> None:
    """Keep a decision, and show all that were made of the finding."""
    from tongbao.stores import open_store

    with open_store(db) as store:
        store.decide(finding, verdict, reason=reason, person=person)
        for decision in store.decisions()[finding]:
            print(told(decision))


def told(decision: Decision) -> str:
    """A decision in one line."""
    made = f"{decision.made:%Y-%m-%d %H:%M}Z"
    verdict = say(f"decision.{decision.verdict}")
    return say("decided", verdict=verdict, person=decision.person, made=made, reason=decision.reason or "—")


def of_files(paths: list[str], way: Way, tally: Tally, db: str | None = None) -> list[Item]:
    """The bulletins of files with their findings, those between them too; what cannot be read is told, and counted.

    What was decided of them is taken from the store at `db`.
    """
    from tongbao.reading import extractor_of, register
    from tongbao.stores import open_store

    found = find(paths)
    tally.failed += announce(found)
    items: list[Item] = []
    with open_store("sqlite://") as store:
        register(store, way)
        with closing(read_all(found.inputs, replace(way, passes=True))) as outcomes:
            for outcome in readable(outcomes, tally):
                bulletin = outcome.required()
                tally.done += 1
                items.append(Item(bulletin, bulletin.findings))
                store.add(bulletin, outcome.content, extractor_of(way.lexicon))
        items = with_others(items, store) if len(items) > 1 else items
    if db is None:
        return items
    with open_store(db) as store:
        return decided(items, store)


def of_store(db: str, tally: Tally) -> list[Item]:
    """The bulletins of a store, checked anew: the checks may be newer than the extraction."""
    from audit import check
    from tongbao.stores import open_store

    with open_store(db) as store:
        items = [Item(bulletin, check(bulletin, passes=True)) for _, bulletin in store.current()]
        tally.done += len(items)
        return decided(with_others(items, store), store)


def decided(items: Sequence[Item], store: Store) -> list[Item]:
    """The items with the decisions that count."""
    last = {finding: history[-1] for finding, history in store.decisions().items()}
    dismissed = frozenset(finding for finding, decision in last.items() if decision.verdict == "dismissed")
    words = {finding: told(decision) for finding, decision in last.items()}
    return [replace(item, decisions=words, dismissals=dismissed) for item in items]


def with_others(items: Sequence[Item], store: Store) -> list[Item]:
    """The items with what does not agree between them; each finding stands with the bulletin of its last number."""
    from audit.across import check_across
    from tongbao.filing import file

    by_address: dict[str, list[Finding]] = defaultdict(list)
    for finding in check_across(file(store), passes=True):
        by_address[finding.documents[-1]].append(finding)
    return [replace(item, findings=[*item.findings, *by_address[item.address]]) for item in items]


def _print_table(items: Sequence[Item], choice: Choice) -> None:
    rows = [
        {
            "severity": finding.severity,
            "rule": finding.rule,
            "message": getattr(finding.message, current()),
            "source": Path(item.bulletin.source.path or item.name).name,
            "id": finding.id,
            "decision": item.decisions.get(finding.id),
        }
        for item in items
        for finding in choice.of(item)
    ]
    if rows:
        last = ("decision",) if any(row["decision"] for row in rows) else ()
        tables.show(rows, ("severity", "rule", "message", "source", "id", *last), say("title.findings"))


def _json(items: Sequence[Item], choice: Choice) -> str:
    held = [
        {
            "source": item.bulletin.source.model_dump(mode="json"),
            "title": item.bulletin.meta.title,
            "findings": [
                {**finding.model_dump(mode="json"), "decision": item.decisions.get(finding.id)}
                for finding in choice.of(item)
            ],
        }
        for item in items
    ]
    return json.dumps(held, ensure_ascii=False, indent=2)


def _write(items: Sequence[Item], form: Form, out: Path, choice: Choice, force: bool) -> None:
    from corpus.export import whole_file, write_sheets

    with whole_file(out, force=force) as draft:
        if form == "xlsx":
            write_sheets([(say("title.findings"), _table(items, choice))], draft)
        else:
            # The page has filters of its own: it holds everything that was asked of the bulletins.
            text = render(items, current()) if form == "html" else _json(items, choice) + "\n"
            draft.write_text(text, encoding="utf-8", newline="\n")


def _table(items: Sequence[Item], choice: Choice) -> Table:
    from corpus import FindingRow
    from corpus.export import Dataset

    rows = [FindingRow.of(item.bulletin.source, one) for item in items for one in choice.of(item)]
    return Dataset((), findings=rows, language=current()).table("findings")

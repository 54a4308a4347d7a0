"""Bulletins and their findings come in; one HTML page goes out that needs nothing but a browser.

The page shows the text of each bulletin with its numbers in place, the findings beside it, and the arithmetic of the
one that is chosen. What a bulletin says is data there, never markup: it is written as JSON and set as text.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined
from pydantic import ValidationError

from schemas import Bulletin, Figure, Finding, Message, Percentage, Ranking, Roster
from schemas.errors import Language, LexiconError
from schemas.model import Model

SEVERITIES = ("error", "warning", "note", "pass")


class Words(Model):
    """`words.yaml`: what the page says, and how it calls rules, verdicts and severities."""

    page: dict[str, Message]
    rules: dict[str, Message]
    verdicts: dict[str, Message]
    severities: dict[str, Message]


@dataclass(frozen=True)
class Item:
    """One bulletin of the page with its findings, passes included; `decisions` are what people
    decided of them, by their ids."""

    bulletin: Bulletin
    findings: Sequence[Finding]
    decisions: Mapping[str, str] = field(default_factory=dict)
    dismissals: frozenset[str] = frozenset()

    def dismissed(self, finding: Finding) -> bool:
        """Whether a person decided that it is none."""
        return finding.id in self.dismissals

    @property
    def name(self) -> str:
        """How the page calls it."""
        return self.bulletin.meta.title or self.address

    @property
    def address(self) -> str:
        """Where it stands."""
        source = self.bulletin.source
        return source.url or source.path or f"sha256:{source.sha256}"


def render(items: Iterable[Item], language: Language) -> str:
    """The page, in both languages, `language` shown first."""
    style, script = _part("page.css"), _part("page.js")
    data = {
        "language": language,
        "words": _words().model_dump(),
        "documents": [_document(item) for item in items],
    }
    page: str = _template().render(
        language="zh-CN" if language == "zh" else "en",
        title=getattr(_words().page["title"], language),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        data=_embedded(data),
    )
    return page


def _document(item: Item) -> dict[str, Any]:
    bulletin, meta = item.bulletin, item.bulletin.meta
    period = meta.period
    return {
        "name": item.name,
        "source": bulletin.source.url or bulletin.source.path or "",
        "facts": [
            fact
            for fact in (
                meta.issuer,
                meta.document_number,
                meta.issued,
                meta.area.name if meta.area else None,
                period.text or period.end if period else None,
            )
            if fact
        ],
        "text": bulletin.text,
        "records": [_record(record) for record in _records(bulletin)],
        "findings": [_finding(finding, item) for finding in _sorted(item.findings)],
        "warnings": list(bulletin.warnings),
    }


def _records(bulletin: Bulletin) -> Iterable[Figure | Percentage | Ranking | Roster]:
    return chain(bulletin.figures, bulletin.percentages, bulletin.rankings, bulletin.rosters)


def _record(record: Figure | Percentage | Ranking | Roster) -> dict[str, Any]:
    told: list[str | None]
    if isinstance(record, Ranking):
        told = [record.criterion, record.scope]
    elif isinstance(record, Roster):
        told = [record.condition]
    else:
        period = record.period
        told = [record.subject, record.indicator, period.text or period.end if period else None]
    place = {"id": record.id, "start": record.start, "end": record.end, "page": record.page}
    return {**place, "told": " · ".join(filter(None, told))}


def _finding(finding: Finding, item: Item) -> dict[str, Any]:
    """As the contract has it; a place in another bulletin is null."""
    plain = finding.model_dump(mode="json", exclude={"message"})
    documents = finding.documents or [item.address] * len(finding.places)
    plain["places"] = [
        place if document == item.address else None
        for place, document in zip(finding.places, documents, strict=True)
    ]
    decision = item.decisions.get(finding.id)
    return {**plain, "zh": finding.message.zh, "en": finding.message.en, "decision": decision}


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """The worst first, each severity in the order of the text."""

    def place(finding: Finding) -> tuple[int, int]:
        return SEVERITIES.index(finding.severity), min((start for start, _ in finding.places), default=0)

    return sorted(findings, key=place)


def _embedded(data: object) -> str:
    """JSON that a script element can hold: nothing in it ends the element or begins a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _hash(source: str) -> str:
    """What the Content-Security-Policy of the page lets run, and nothing else."""
    return "sha256-" + b64encode(hashlib.sha256(source.encode()).digest()).decode()


def _part(name: str) -> str:
    return files("tongbao.report").joinpath(name).read_text(encoding="utf-8").strip()


@cache
def _words() -> Words:
    try:
        return Words.model_validate(yaml.safe_load(_part("words.yaml")))
    except (yaml.YAMLError, ValidationError) as error:
        raise LexiconError("tongbao/report/words.yaml", str(error)) from error


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(_part("page.html"))

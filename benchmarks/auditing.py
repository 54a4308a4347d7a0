"""How the findings of bulletins compare with what their gold says was planted in them, and how much holds.

`audit.planted` is the share of the planted inconsistencies that an error or a warning touches, `audit.quiet` one less
the errors that touch none, for each relation that holds: 0.99 is one false error in a hundred.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import regex

BLANK = regex.compile(r"[\s,]")
LOUD = ("error", "warning")


def scores(gold: Path, read: Path) -> dict[str, float]:
    """Over the gold files of a folder and the bulletins of the same names; empty where none says what holds."""
    planted = found = false = holds = 0
    for path in sorted(gold.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if "planted" not in told:
            continue
        findings = _findings(read / path.name)
        quotes = [{folded(quote) for quote in one["quotes"]} for one in told["planted"]]
        every = {quote for one in quotes for quote in one}
        planted += len(quotes)
        found += sum(any(touches(finding, one, LOUD) for finding in findings) for one in quotes)
        false += sum(finding["severity"] == "error" and not touches(finding, every) for finding in findings)
        holds += told.get("holds", 0)
    result = {"audit.planted": found / planted} if planted else {}
    return result | ({"audit.quiet": 1 - false / holds} if holds else {})


def _findings(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")).get("findings", [])
    return found


def touches(finding: dict[str, Any], quotes: Iterable[str], severities: tuple[str, ...] = ("error",)) -> bool:
    """Whether a finding of those severities has one of the quotes among its own, or a part of it.

    >>> touches({"severity": "error", "quotes": ["35个", "76.3%"]}, {"占76.3%"})
    True
    """
    own = [folded(quote) for quote in finding["quotes"]]
    return finding["severity"] in severities and any(
        one in other or other in one for one in own for other in quotes
    )


def folded(quote: str) -> str:
    """Half-width, without blanks and commas.

    >>> folded("１，０００ 个")
    '1000个'
    """
    return BLANK.sub("", unicodedata.normalize("NFKC", quote))

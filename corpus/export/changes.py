"""What changed between two releases: observations that came, went, or say something else."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from schemas.errors import MissingFileError

Kind = Literal["added", "removed", "changed"]
KINDS: Final[tuple[Kind, ...]] = ("added", "removed", "changed")
HEAD: Final = ("change", "key", "column", "before", "after")
SHOWN: Final = 20


@dataclass(frozen=True)
class Change:
    """An observation that was added or removed, or one of its columns that was changed."""

    kind: Kind
    key: str
    column: str
    before: str
    after: str


def read(path: Path) -> dict[str, dict[str, str]]:
    """The observations of a release by their keys; raises `MissingFileError` where the file is none."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["key"]: row for row in csv.DictReader(file)}
    except (OSError, UnicodeDecodeError, KeyError, csv.Error) as error:
        raise MissingFileError(str(path), f"no release: {error}") from error


def between(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    """The changes in the order of keys; a column that only one of them has is no change.

    >>> [change.kind for change in between({"a": {"value": "1"}}, {"a": {"value": "2"}, "b": {"value": "3"}})]
    ['changed', 'added']
    """
    for key in sorted({**before, **after}):
        if key not in after:
            yield Change("removed", key, "", before[key].get("quote", ""), "")
        elif key not in before:
            yield Change("added", key, "", "", after[key].get("quote", ""))
        else:
            for column in before[key]:
                if column in after[key] and before[key][column] != after[key][column]:
                    yield Change("changed", key, column, before[key][column], after[key][column])


def write(changes: Sequence[Change], path: Path) -> None:
    """The whole list, as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        writer.writerows(
            (change.kind, change.key, change.column, change.before, change.after) for change in changes
        )


def told(changes: Sequence[Change], previous: str | None, version: str) -> str:
    """A page about them, in Markdown: counts, then the first of each kind."""
    if previous is None:
        return f"# Changes\n\n## {version}\n\nThe first release.\n"
    counts = Counter(kind for kind, _ in {(change.kind, change.key) for change in changes})
    lines = [f"# Changes\n\n## {version}, after {previous}\n"]
    for kind in KINDS:
        lines.append(f"- Observations {kind}: {counts[kind]}")
    for kind in KINDS:
        shown = [change for change in changes if change.kind == kind][:SHOWN]
        if shown:
            lines += ["", f"### {kind.capitalize()}", "", *map(_line, shown)]
    return "\n".join([*lines, "", "The whole list stands in `changes.csv`.", ""])


def _line(change: Change) -> str:
    if change.kind == "changed":
        return f"- `{change.key}` {change.column}: {change.before or '—'} → {change.after or '—'}"
    return f"- `{change.key}` {change.before or change.after}"

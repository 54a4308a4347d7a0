"""One digit of one number is changed, a thousand times: how often the audit says so, and what it says for nothing.

The bulletins are the bundled ones and those of `tests/bulletins` (synthetic) in which the checks find nothing wrong. Of
a relation that holds one number is drawn, one of its digits becomes another, and the bulletin is read anew. It is
caught where an error or a warning touches the changed number. Not all can be: the printed digits often still allow the
relation, as that of a part and its whole.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import tongbao
from schemas import Bulletin, Finding
from tongbao.demonstration import bundled

SEED = 20311130
CHANGES = 1000
LOUD = ("error", "warning")
OWN = Path(__file__).parents[1] / "tests" / "bulletins"
Change = tuple[str, int, str, str]


@dataclass(frozen=True)
class Result:
    """Of each rule: how many changes there were, and how many were caught; and what was told for nothing."""

    changed: Counter[str]
    caught: Counter[str]
    false: int
    unchanged: int


def main() -> int:
    """Measure and print; 1 where something is told of a bulletin in which nothing was changed."""
    texts = [path.read_text(encoding="utf-8") for path in (*bundled(), *sorted(OWN.glob("*.txt")))]
    result = measure(texts, CHANGES, SEED)
    for rule, count in result.changed.most_common():
        print(f"{rule:12} {result.caught[rule]:5} of {count:5} caught  {result.caught[rule] / count:6.1%}")
    total, caught = result.changed.total(), result.caught.total()
    print(f"{'all':12} {caught:5} of {total:5} caught  {caught / max(total, 1):6.1%}")
    print(f"told of other numbers than the changed one: {result.false}")
    print(f"told where nothing was changed: {result.unchanged}")
    return int(result.unchanged > 0)


def measure(texts: Sequence[str], changes: int, seed: int) -> Result:
    """Change so many numbers, spread over the bulletins and their relations."""
    chance = random.Random(seed)
    holding = [
        (bulletin, passes) for text in texts if (bulletin := _read(text)) and (passes := _passes(bulletin))
    ]
    unchanged = sum(len(_loud(_read(bulletin.text))) for bulletin, _ in holding)
    changed, caught, false = Counter[str](), Counter[str](), 0
    for bulletin, finding in _drawn(holding, changes, chance):
        place = chance.choice([place for place in finding.places if _digits(bulletin.text, place)])
        told = _loud(_read(_with_another_digit(bulletin.text, place, chance)))
        touching = [one for one in told if any(_overlap(place, other) for other in one.places)]
        changed[finding.rule] += 1
        caught[finding.rule] += bool(touching)
        false += len([one for one in told if one not in touching and one.severity == "error"])
    return Result(changed, caught, false, unchanged)


def _drawn(
    holding: Sequence[tuple[Bulletin, list[Finding]]], changes: int, chance: random.Random
) -> Iterator[tuple[Bulletin, Finding]]:
    """Relations that hold, in any order; once more from the first where there are fewer."""
    pairs = [(bulletin, finding) for bulletin, passes in holding for finding in passes]
    chance.shuffle(pairs)
    return islice(cycle(pairs), changes)


def _read(text: str) -> Bulletin:
    return tongbao.extract(text.encode(), passes=True)


def _passes(bulletin: Bulletin) -> list[Finding]:
    """The relations that hold, of a bulletin in which nothing is told."""
    if _loud(bulletin):
        return []
    return [
        finding
        for finding in bulletin.findings
        if finding.severity == "pass" and any(_digits(bulletin.text, place) for place in finding.places)
    ]


def _loud(bulletin: Bulletin) -> list[Finding]:
    return [finding for finding in bulletin.findings if finding.severity in LOUD]


def _digits(text: str, place: tuple[int, int]) -> list[int]:
    """Where its digits stand."""
    return [offset for offset in range(*place) if text[offset].isascii() and text[offset].isdigit()]


def _with_another_digit(text: str, place: tuple[int, int], chance: random.Random) -> str:
    """The text with one digit changed; a first digit never becomes 0."""
    digits = _digits(text, place)
    offset = chance.choice(digits)
    others = [
        digit for digit in "0123456789" if digit != text[offset] and (digit != "0" or offset != digits[0])
    ]
    return text[:offset] + chance.choice(others) + text[offset + 1 :]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


if __name__ == "__main__":
    raise SystemExit(main())

"""Compose: the full head of a figure from the words of its clause and from what the reader carries over."""

from __future__ import annotations

from extract.composition import COUNTED, MODIFIER, Head
from extract.counted import compose_counted
from extract.heads import clean, noun_of
from extract.measured import compose_measured
from extract.situation import Situation

# 进口方面，大豆287.6万吨: goods by which way they went
DIRECTIONS = ("进口", "出口")

__all__ = ["MODIFIER", "Head", "compose"]


def compose(situation: Situation, words: str) -> Head:
    """The head of a figure, or of the quantity behind a percentage, whose clause says `words`."""
    head = clean(words)
    number = situation.number
    counted = number.kind in COUNTED or (number.is_percent and noun_of(head))
    found = compose_counted(situation, head) if counted else compose_measured(situation, head)
    if situation.topic in DIRECTIONS and found.own and not any(word in found.words for word in DIRECTIONS):
        return found._replace(words=situation.topic + found.words)
    return found

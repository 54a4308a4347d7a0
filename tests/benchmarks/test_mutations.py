"""The mutation benchmark on two bulletins: a changed share is caught, and nothing is told where nothing changed."""

from __future__ import annotations

from benchmarks.mutations import measure

# Synthetic.
HEAD = "云岭县2031年1-8月招商引资情况通报\n"
HOLDS = HEAD + "1-8月，全县签约项目50个，其中工业项目20个，占40%。\n"
WRONG = HEAD + "1-8月，全县签约项目50个，其中工业项目20个，占46%。\n"


def test_changed_digits_are_caught_and_unchanged_ones_are_quiet() -> None:
    result = measure([HOLDS], 12, seed=1)
    assert result.changed.total() > 0
    assert result.caught.total() / result.changed.total() >= 0.5
    assert (result.false, result.unchanged) == (0, 0)


def test_a_bulletin_with_an_error_is_not_taken() -> None:
    assert measure([WRONG], 12, seed=1).changed.total() == 0

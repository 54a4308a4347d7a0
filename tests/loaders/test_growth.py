"""Hostile layouts: twice the text may cost about twice the work, never four times."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from loaders import normalise

# Synthetic.
SENTENCE = "全县新签约项目五十二个总投资九十八亿元同比增长百分之八其中工业项目三十一个"
LAYOUTS: dict[str, Callable[[str], str]] = {
    "a form feed after each character": lambda text: "\f".join(text),
    "lines of two characters": lambda text: "\n".join(text[i : i + 2] for i in range(0, len(text), 2)),
    "short printed lines": lambda text: "\n".join(text[i : i + 12] for i in range(0, len(text), 12)),
    "a blank line after each line": lambda text: "\n\n".join(text[i : i + 9] for i in range(0, len(text), 9)),
    "spaces between the characters": lambda text: " ".join(text),
    "one tab a line": lambda text: "\n".join(
        f"{text[i : i + 3]}\t{text[i : i + 2]}" for i in range(0, len(text), 4)
    ),
    "labels": lambda text: "\n".join(f"{text[i : i + 3]}：{text[i : i + 3]}" for i in range(0, len(text), 6)),
    "one line": lambda text: text,
}
SIZE = 6_000
GROWTH = 4
# Four times the text in four times the work; quadratic work would be sixteen times.
MOST = 9
# CPU seconds too few to be told from noise.
LEAST = 0.002


@pytest.mark.parametrize("layout", LAYOUTS)
def test_work_grows_with_the_length(layout: str) -> None:
    lay_out = LAYOUTS[layout]
    small, large = ((SENTENCE * (size // len(SENTENCE) + 1))[:size] for size in (SIZE, GROWTH * SIZE))
    normalise(lay_out(small))
    assert _work(lay_out(large)) < MOST * max(_work(lay_out(small)), LEAST)


def _work(text: str) -> float:
    """CPU seconds of this process; the least of three, which other processes disturb least."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    start = process_time()
    normalise(text)
    return process_time() - start

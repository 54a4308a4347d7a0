"""How fast reading is, beside two things whose speed is known; all in one run, because machines differ.

Numbers are characters a second over the bundled bulletins, and their ratio to jieba's segmentation and to a
bare scan for numbers. The cold start is a whole `tongbao extract` of one file in a process of its own.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import run
from time import perf_counter
from typing import TypeVar

import jieba
import regex

import tongbao
from tongbao.demonstration import bundled

T = TypeVar("T")
SECONDS = 3.0
NUMBER = regex.compile(
    r"(?: \d{1,12} (?: [.,] \d{1,6} )? | [零一二三四五六七八九十百千万亿]{1,12} ) [%‰\p{Han}]?", regex.VERBOSE
)


def main() -> int:
    """Measure and print."""
    sources = [path.read_bytes() for path in bundled()]
    texts = [source.decode("utf-8") for source in sources]
    with tempfile.TemporaryDirectory() as folder:
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
        speeds = {
            "load + extract": rate(sources, texts, tongbao.extract),
            "jieba.cut": rate(texts, texts, lambda text: list(tokenizer.cut(text))),
            "number scan": rate(texts, texts, NUMBER.findall),
        }
    own = speeds["load + extract"]
    print(f"{len(texts)} bulletins, {sum(map(len, texts))} characters")
    for name, speed in speeds.items():
        print(f"{name:16} {speed:12,.0f} characters/s   tongbao is {own / speed:.3f} times that")
    print(f"{'cold start':16} {cold_start(bundled()[0]):12.2f} s, the best of three")
    return 0


def rate(items: Sequence[T], texts: Sequence[str], work: Callable[[T], object]) -> float:
    """Characters a second, the first round not counted: it loads what is loaded once."""
    for item in items:
        work(item)
    characters, begin = 0, perf_counter()
    while perf_counter() - begin < SECONDS:
        for item in items:
            work(item)
        characters += sum(map(len, texts))
    return characters / (perf_counter() - begin)


def cold_start(path: Path) -> float:
    """Seconds of a whole process that reads one file; the best of three."""
    return min(_once(path) for _ in range(3))


def _once(path: Path) -> float:
    begin = perf_counter()
    run([sys.executable, "-m", "tongbao", "extract", str(path)], capture_output=True, check=True)
    return perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())

"""How fast reading is, beside what else reads such texts; all in one run, because machines differ.

Numbers are characters a second over the bundled bulletins, and over those that lie beside the project where there are
any. Measured beside tongbao: a bare scan for numbers, jieba's segmentation, and the public recognisers of numbers,
money and time in Chinese text (the extra `bench`). These find expressions; what a number measures, whom it is about
and how it relates to others they do not say. The cold start is a whole `tongbao extract` of one file in a process of
its own.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path
from subprocess import run
from time import perf_counter

import jieba
import regex

import tongbao
from tongbao.demonstration import bundled

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "bulletins"
SECONDS = 3.0
NUMBER = regex.compile(
    r"(?: \d{1,12} (?: [.,] \d{1,6} )? | [零一二三四五六七八九十百千万亿]{1,12} ) [%‰\p{Han}]?", regex.VERBOSE
)

Work = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Contender:
    """Something that reads a text; `build` loads it and gives the parts that a text has to go through."""

    name: str
    build: Callable[[], dict[str, Work]]


@dataclass(frozen=True, slots=True)
class Result:
    """Characters a second, or why there are none."""

    name: str
    speed: float | None
    why: str = ""


def main() -> int:
    """Measure and print."""
    paths = [*bundled(), *sorted(SHARED.glob("*.txt"))]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    print(f"{len(texts)} bulletins, {sum(map(len, texts))} characters")
    with tempfile.TemporaryDirectory() as folder:
        results = [result for contender in contenders(folder) for result in measure(contender, texts)]
    print(table(results))
    print(f"{'cold start':34} {cold_start(bundled()[0]):12.2f} s, the best of three")
    return 0 if results[0].speed else 1


def contenders(folder: str) -> tuple[Contender, ...]:
    """Everybody, tongbao first; jieba keeps its cache in `folder`."""
    return (
        Contender("tongbao, load + extract", lambda: {"": lambda text: tongbao.extract(text.encode())}),
        Contender("number scan", lambda: {"": NUMBER.findall}),
        Contender("jieba.cut", lambda: {"": _jieba(folder)}),
        Contender("recognizers-text", _recognizers_text),
        Contender("jionlp", _jionlp),
    )


def _jieba(folder: str) -> Work:
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = folder
    tokenizer.initialize()
    return lambda text: list(tokenizer.cut(text))


def _recognizers_text() -> dict[str, Work]:
    culture = import_module("recognizers_text").Culture.Chinese
    numbers = import_module("recognizers_number").NumberRecognizer(culture)
    units = import_module("recognizers_number_with_unit").NumberWithUnitRecognizer(culture)
    times = import_module("recognizers_date_time").DateTimeRecognizer(culture)
    return {
        "number": numbers.get_number_model().parse,
        "percentage": numbers.get_percentage_model().parse,
        "currency": units.get_currency_model().parse,
        "datetime": times.get_datetime_model().parse,
    }


def _jionlp() -> dict[str, Work]:
    entities = import_module("jionlp").ner
    return {"money": entities.extract_money, "time": entities.extract_time}


def measure(contender: Contender, texts: Sequence[str]) -> Iterator[Result]:
    """A result for each part, and one for all parts together where there are several."""
    speeds: list[float] = []
    try:
        with quiet():
            parts = contender.build()
        for name, work in parts.items():
            with quiet():
                speeds.append(rate(texts, work, SECONDS))
            yield Result(f"{contender.name} {name}".rstrip(), speeds[-1])
    except ImportError as error:
        yield Result(contender.name, None, f"not measured ({error}); pip install '.[bench]'")
        return
    except Exception as error:  # Foreign code fails in ways of its own; the others are still to be measured.
        yield Result(contender.name, None, f"not measured, it failed: {error!r}")
        return
    if len(speeds) > 1:
        yield Result(f"{contender.name}, all of these", 1 / sum(1 / speed for speed in speeds))


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps greetings, tracebacks and warnings of other libraries out of the table."""
    with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        warnings.simplefilter("ignore")
        yield


def rate(texts: Sequence[str], work: Work, seconds: float) -> float:
    """Characters a second over whole rounds, at least one; before that one text, to load what is loaded once."""
    work(texts[0])
    characters, begin = 0, perf_counter()
    while not characters or perf_counter() - begin < seconds:
        for text in texts:
            work(text)
        characters += sum(map(len, texts))
    return characters / (perf_counter() - begin)


def table(results: Sequence[Result]) -> str:
    """A line a result; how many times as fast the first of them is as each other.

    >>> print(table([Result("tongbao", 3000.0), Result("scan", 6000.0), Result("other", None, "not there")]))
                                       characters/s   tongbao is
    tongbao                                   3,000         1.00 times as fast
    scan                                      6,000         0.50 times as fast
    other                              not there
    """
    own = results[0].speed
    lines = [f"{'':34} {'characters/s':>12} {'tongbao is':>12}"]
    for result in results:
        if result.speed is None or own is None:
            lines.append(f"{result.name:34} {result.why}")
        else:
            ratio = own / result.speed
            lines.append(
                f"{result.name:34} {result.speed:12,.0f} {ratio:12.{2 if ratio >= 0.1 else 4}f} times as fast"
            )
    return "\n".join(lines)


def cold_start(path: Path) -> float:
    """Seconds of a whole process that reads one file; the best of three."""
    return min(_once(path) for _ in range(3))


def _once(path: Path) -> float:
    begin = perf_counter()
    run([sys.executable, "-m", "tongbao", "extract", str(path)], capture_output=True, check=True)
    return perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())

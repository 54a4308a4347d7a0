"""Reading takes time in proportion to the text, whatever stands in it (all texts are invented, many make no sense).

What is compared is processor time of the same process: a text four times as long may take eight times as long, not
sixteen. Where reading is fast the texts grow until there is enough to measure; where it is slow they stay short.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from time import process_time
from types import FrameType
from typing import NamedTuple

import pytest

from extract import extract
from loaders import load

HEAD = "某县招商引资工作情况通报\n2023年1-8月，全县招商引资工作情况如下：\n"
TIMES, ALLOWED, BEYOND_DOUBT = 4, 8.0, 12.0
# Seconds of processor time: enough to measure, and too much for any of these texts.
ENOUGH, TOO_LONG = 0.06, 20
LARGEST = 32_000
ROUNDS = 3


class Case(NamedTuple):
    """A text of about `size` characters; it is not tried on fewer than `least`."""

    text: Callable[[int], str]
    least: int = 500


def filled(piece: str, before: str = "", after: str = "。", least: int = 500) -> Case:
    """`piece` as often as it fits."""
    return Case(lambda size: before + piece * (size // len(piece)) + after, least)


def nested(opening: str, closing: str) -> Case:
    """As many brackets inside each other as fit."""
    return Case(lambda size: (opening * (depth := size // len(opening + closing))) + closing * depth + "。")


def names(size: int) -> str:
    """A list of towns, no two alike within 4,096."""
    chars = "东南西北中上下大小新老青红白金石"
    return "、".join(
        "".join(chars[number >> shift & 15] for shift in (0, 4, 8)) + "镇" for number in range(size // 5)
    )


def listed(before: str, after: str) -> Case:
    """A list of towns with the words around it; in the end there are 10,000."""
    return Case(lambda size: before + names(size) + after, least=12_500)


def prose(size: int) -> str:
    """Han without any punctuation, drawn from the words of the genre."""
    return "".join(
        Random(size).choices(
            "全县区市签约项目到位资金工业增长完成任务同比排名其中开工投产企业园乡镇累计实现总额", k=size
        )
    )


CASES: dict[str, Case] = {
    # digits and numerals
    "digits": filled("9071532846", "签约项目", "个。"),
    "digits of nothing": filled("9071532846", "签约项目", "。", least=8_000),
    "digit groups": filled(",234", "签约项目1", "个。"),
    "decimal points": filled("3.", "", "个。"),
    "spaced digits": filled("12 345 ", "签约项目", "个。"),
    "ranges": filled("1-8"),
    "fractions": filled("1/2"),
    "structure": filled("8.7:41.2:"),
    "mixed Han numerals": filled("十百千万亿", "签约项目", "个。"),
    "one Han digit": filled("一", "签约项目", "个。"),
    "Han numerals": filled("三千五百七十", "签约项目", "个。"),
    "percents in words": filled("百分之", "增长", "五。"),
    "numbers run on": filled("5个"),
    "amounts run on": filled("5亿元"),
    # brackets
    "open brackets": filled("（", "签约项目5个"),
    "nested brackets": nested("（其中", "）"),
    "nested breakdowns": nested("签约项目5个（", "）"),
    "breakdown of many": filled("工业2个，", "签约项目5个（", "）。"),
    "many breakdowns": filled("签约项目5个（工业项目2个）"),
    "open quotation marks": filled("“"),
    "open titles": filled("《"),
    # lists
    "list": listed("", "。"),
    "list behind a ranking": listed("排名前三位的是", "。"),
    "list in front of a ranking": listed("", "排名前三位的是甲镇。"),
    "list of a roster": listed("", "等5个镇未完成任务。"),
    "list of one-letter names": filled("甲、"),
    "list of nothing": filled("、"),
    "list of values": filled("5个、", "签约项目分别为", "6个。"),
    "list of percents": filled("5%、", "签约金额同比分别增长", "6%。"),
    "names joined by 和": filled("甲和", "", "签约5个。"),
    # cues
    "ranking cue": filled("排名前三位的是"),
    "rankings": filled("排名前三位的是甲镇、乙镇、丙镇，", least=8_000),
    "rankings with values": filled("签约项目个数排名前三位的是甲镇（5个）、乙镇（4个）；", least=8_000),
    "ranking sentences": filled("签约项目个数排名前三位的是甲镇、乙镇、丙镇。", after=""),
    "single places": filled("签约项目个数排名全市第八，"),
    "rosters": filled("甲镇、乙镇未完成任务，"),
    "share cue": filled("占", after="50%。"),
    "share of a task": filled("占全年任务的", after="50%。"),
    "goal cue": filled("完成年度目标任务"),
    "growth cue": filled("同比增长", after="5%。"),
    "thresholds": filled("投资1亿元以上项目5个，"),
    "changes": filled("由5个提高到6个，"),
    "change without end": filled("由5个"),
    "of which": filled("其中工业项目5个，", least=8_000),
    "of which, numbers without heads": filled("5个，其中", "签约项目", "工业项目2个。", least=4_000),
    "zero words": filled("签约项目为零，"),
    "的": filled("的", after="签约项目5个。"),
    "conjunctions": filled("和", after="签约项目5个。"),
    # time
    "years": filled("2023年"),
    "periods run on": filled("2023年1-8月"),
    "periods": filled("2023年1-8月，截至9月底，", least=8_000),
    "periods and numbers": filled("1-8月签约项目5个，", least=10_000),
    # long sentences, long paragraphs, many paragraphs
    "no punctuation": Case(prose),
    "clauses": filled("签约项目5个，"),
    "clauses with growth": filled("到位资金5亿元，同比增长8%，"),
    "clauses of units": filled("西城区签约项目5个；东城区签约项目6个；"),
    "sentences": filled("签约项目5个。", after=""),
    "sentences without numbers": filled("平稳。" * 10 + "签约5个。", after="", least=24_000),
    "paragraphs": filled("签约项目5个。\n", after=""),
    "headings": filled("一、签约情况\n"),
    "semicolons": filled("；", after="签约项目5个。"),
    "heading numbers": filled("（一）"),
    "attachments": filled("1.签约表\n", "签约项目5个。\n附件：\n"),
    "signatures": filled("某县招商局\n2023年9月8日\n", "签约项目5个。\n"),
    "short lines": filled("签约\n"),
    "empty lines": filled("\n", "签约项目5个。", "签约项目5个。"),
    # tables and characters
    "long table": filled("甲镇\t3\t1.5\n", after=""),
    "long table of spaces": filled("甲镇    3    1.5\n", after=""),
    "wide table": Case(lambda size: "甲镇\t" * (size // 5) + "\n" + "3\t" * (size // 5) + "\n"),
    "many tables": filled("甲\t3\n乙\t5\n\n略。\n", after="", least=16_000),
    "spaces": filled(" ", "签约", "项目5个。"),
    "pinyin": filled("項(xiàng)"),
    "Latin": filled("abcd"),
    "masks": filled("*", after="镇签约项目5个。"),
    "towns": filled("镇", after="签约项目5个。"),
    "company": filled("某某股份有限公司", after="投资5亿元。"),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def dictionaries() -> None:
    """What is loaded once is no part of the work."""
    cost(filled("签约项目5个，同比增长5%。"), 100)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_time_grows_with_the_text(case: Case) -> None:
    with limited(TOO_LONG):
        size = case.least
        short = cost(case, size)
        while short < ENOUGH and size < LARGEST:
            size *= 2
            short = cost(case, size)
        long = cost(case, TIMES * size)
        for again in range(1, ROUNDS):
            if not ALLOWED * short < long < BEYOND_DOUBT * short:
                break
            # Not the same texts again: those are in caches.
            short = min(short, cost(case, size + 17 * again))
            long = min(long, cost(case, TIMES * size + 17 * again))
    assert long < ALLOWED * short, f"{size} characters {short:.2f} s, {TIMES} times as many {long:.2f} s"


def cost(case: Case, size: int) -> float:
    """Processor seconds that a text of that size takes to load and to read."""
    data = (HEAD + case.text(size)).encode()
    gc.collect()
    gc.disable()
    try:
        begin = process_time()
        extract(load(data))
        return process_time() - begin
    finally:
        gc.enable()


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Fails after so much processor time: what is not linear may otherwise not end at all."""

    def stop(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"not read in {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

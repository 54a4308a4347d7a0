"""Bracketed: what stands right before a bracket that opens with a number: the unit, or the measure, that it is of."""

from __future__ import annotations

import regex

from extract.enumerations import is_unit
from extract.patterns import compile_pattern
from extract.situation import Override
from extract.subjects import SubjectReader, apart
from extract.superlatives import OF_THE_WHOLE

OPENS_NAME = regex.compile(r"^(?:.*[是为有即](?=.{2})|以?及|和(?!平)|与)")
BEFORE_BRACKET = regex.compile(r"[\p{Han}*×]{2,14}$")
# 项目开工率(64.5%)、资金到位率(38.6%): measures side by side, each with its value behind it
RATE_IN_FRONT = compile_pattern(r"""
    (?: ^ | [，。；：、)和及与\n] | 全[国省市县区州] )
    (?: 但 | 而 | 其中 | 且 | 因 | 由于 | 虽然? | 尽管 | 全[国省市县区州] )?
    (?P<measure> (?! 全[国省市县区州] ) [^，。；：、()\d]{2,14}?
        (?: 率 | 比例 | 占比 | 比重 | 进度 | 满意度 | [增降]速 | [增降涨]幅 ) ) $""")
MEASURE_IN_FRONT = compile_pattern(r"""
    (?: ^ | [，。；：、)和及与\n] | 全[国省市县区州] ) (?: 但 | 而 | 其中 | 且 | 全[国省市县区州] )?
    (?P<measure> (?! 全[国省市县区州] | 占 | 完成 | [为是达超比较与不] | 相当 )
        [^，。；：、()\d]{0,10}? (?: PM2\.5 )? <measure> ) $""")
LONGEST_MEASURE = 18


def bracketed_measure(text: str, span: tuple[int, int], kind: str, cue: tuple[int, str]) -> tuple[int, str]:
    """项目开工率(64.5%)、资金到位率(38.6%)均落后: the measure whose value stands in the bracket right behind it.

    `span` reaches from the sentence to the bracket; `cue` is given back where no measure stands there.
    """
    pattern = RATE_IN_FRONT if kind in ("percent", "points") else MEASURE_IN_FRONT
    found = pattern.search(text, max(0, span[0] - 1, span[1] - LONGEST_MEASURE), span[1])
    return (found.start("measure"), found["measure"]) if found else cue


def bracketed_name(text: str, start: int, opened: int, names: SubjectReader) -> Override | None:
    """乙县(1287亿元)、丙县(1153亿元): the name right before a bracket that opens with a number."""
    words = BEFORE_BRACKET.search(text, max(start, opened - 20), opened)
    if words is None or OF_THE_WHOLE.search(words[0]):
        return None
    name = apart(words[0] if words[0] in names.known else OPENS_NAME.sub("", words[0]), names)[1]
    if not is_unit(name, names):
        ends = (words[0][cut:] for cut in range(1, len(words[0]) - 1))
        name = next((end for end in ends if end in names.known or end in names.short), "")
    return Override(subject=name) if name else None

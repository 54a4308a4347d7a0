"""Unitless: indexes, coefficients and scores, numbers that are printed without a unit.

>>> unitless("空气质量综合指数5.62。", 0, 14), unitless("我区得分91.35，", 0, 10)
([((8, 12), '', 'level')], [((4, 9), '分', 'score')])
"""

from __future__ import annotations

import regex

from extract.patterns import compiled

INDEX_WORDS = ("指数", "系数")
INDEX = regex.compile(
    r"""(?: (?: 指数 | 系数 ) (?: \( [^()\d]{1,12} \) )?
            (?: [^，。；\d（(]{0,6} (?: 为 | 是 | 达到? | 由 | 从 | 年的? ) )?
          | (?<= 由 \d{1,3} \.? \d{0,3} ) (?: 下降 | 上升 | 缩小 | 扩大 | 提高 | 降低 | 降 | 升 ) [到至为]
          | (?<= [县市区镇乡道] ) \( )
        (?P<value> \d{1,4} \. \d{1,3} | (?<= 指数 | 指数为 ) \d{2,3} )
        (?= [，。；、()] | 下降 | 上升 | 缩小 | 扩大 | $ )""",
    regex.VERBOSE,
)
SCORE_WORDS = ("得分", "总分", "评分", "平均分")
SCORE = regex.compile(
    r"""(?: 得分 | 总分 | 评分 | 平均分 ) (?: 为 | 是 | 达到? | 仅 | 只有 )? \s?
        (?P<value> \d{1,3} \. \d{1,3} | \d{2,3} (?! \d ) ) (?= [，。；、)] | $ )""",
    regex.VERBOSE,
)
# 综合指数由好到差，甲县3.02、乙县3.11列前2名；丙县、丁县分别以5.74、5.91: indexes of places that are listed
SENTENCE = compiled(r"[^。\n]+")
INDEX_NAMED = compiled(r"(?:综合|质量|景气|信心|健康|发展|绿色|[\p{Han}])指数")
INDEX_LIST = regex.compile(
    r"""(?: (?<= [\p{Han}] [县市区镇乡州] | 街道 ) (?P<run> \d{1,3} \. \d{1,3} )
          | (?: 分别 | 依次 ) (?: 为 | 以 | 是 | 达 )? (?P<run> (?: \d{1,3} \. \d{1,3} [、和] )+ \d{1,3} \. \d{1,3} ) )
        (?= [、，；。)和] | [列居位排] | 最 | $ )""",
    regex.VERBOSE | regex.VERSION1,
)
PLAIN_NUMBER = compiled(r"\d+(?:\.\d+)?")


def unitless(text: str, start: int, end: int) -> list[tuple[tuple[int, int], str, str]]:
    """The spans of such numbers, each with its unit and the kind of it."""
    return [
        *((span, "", "level") for span in _indexes(text, start, end)),
        *((span, "分", "score") for span in _scores(text, start, end)),
    ]


def _indexes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """空气质量综合指数5.62, 恩格尔系数由0.35下降到0.33, 甲县(5.18): numbers that have no unit by their nature."""
    if not any(text.find(word, start, end) >= 0 for word in INDEX_WORDS):
        return []
    found = [match.span("value") for match in INDEX.finditer(text, start, end)]
    for sentence in SENTENCE.finditer(text, start, end):
        named = INDEX_NAMED.search(text, *sentence.span())
        for listed in INDEX_LIST.finditer(text, named.end(), sentence.end()) if named else ():
            found += [match.span() for match in PLAIN_NUMBER.finditer(text, *listed.span("run"))]
    return sorted(set(found))


def _scores(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """我区得分91.35，: a score without its unit."""
    if not any(text.find(word, start, end) >= 0 for word in SCORE_WORDS):
        return []
    return [match.span("value") for match in SCORE.finditer(text, start, end)]

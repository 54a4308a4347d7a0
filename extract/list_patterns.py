"""Patterns that rankings, places and rosters share: numerals and times as named parts of a verbose pattern.

>>> compile_listed(r"前 NUM 位").fullmatch("前三位") is not None
True
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.patterns import compile_pattern

# PM2.5, 负债率: where the lowest is the best; 最高, 最快: the best of the others
LOW_IS_GOOD = compile_pattern(r"<low_is_good>")
BEST_WORD = compile_pattern(r"<best_word>")

# 最好, 最差: judged already, whatever the measure
JUDGED = regex.compile(r"(?:相对|比较)?[最较][好优强差弱劣]")

NUM = r"(?: \d{1,3} | [一二两三四五六七八九十]{1,3} )"
TIME = r"""
    (?: (?: (?: \d{4} 年 )? \d{1,2} (?: 月份? )? [-－—–―~～至到]{1,2} \d{1,2} 月份?
          | (?: \d{4} 年 )? NUM 月份? | 前 NUM 个? (?: 月 | 季度 ) | 第? [一二三四1-4] 季度
          | [上下] 半年 | \d{4} 年度? | 今年 | 全年 | 截至 [^，]{2,8} ) 份? ，? )
""".replace("NUM", NUM)
# 由高到低, 从低到高
SORTED = r"(?: [从由按] [低少小慢差高多大快好优] [到至] [低少小慢差高多大快好优] )"


def low_comes_first(extreme: str, criterion: str) -> bool:
    """Whether the lowest is the first by a criterion; the best and the worst are so whatever is measured.

    >>> low_comes_first("最低", "PM2.5浓度"), low_comes_first("最高", "开工率"), low_comes_first("最好", "综合指数")
    (True, False, False)
    """
    return JUDGED.match(extreme) is None and LOW_IS_GOOD.search(criterion) is not None


@lru_cache(maxsize=256)
def compile_listed(source: str) -> regex.Pattern[str]:
    """A verbose pattern: `NUM` stands for a numeral, `TIME` for the words of a period, `SORTED` for 由高到低."""
    return compile_pattern(source.replace("NUM", NUM).replace("TIME", TIME).replace("SORTED", SORTED))

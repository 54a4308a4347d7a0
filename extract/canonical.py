"""One form of punctuation, and of words that Hong Kong says otherwise, character for character: offsets stay.

>>> canonical("签约52个,总额1,024.5亿元;其中（工业）")
'签约52个，总额1,024.5亿元；其中(工业)'
>>> canonical("新设412家，按年升8%，当中港资301家"), canonical("按年分期，项目当中")
('新设412家，同比升8%，其中港资301家', '按年分期，项目当中')
"""

from __future__ import annotations

import regex

COMMA = regex.compile(r",(?!\d{3})|(?<!\d),")
FORMS = {ord(";"): "；", ord("（"): "(", ord("）"): ")"}
# 当中 that opens a clause, 按年 and 按月 before a change
REGIONAL = regex.compile(
    r"""(?P<part> (?: (?<= [，；。(\n] ) | \A ) 当中 (?= \p{Han} ) )
      | (?: (?P<year> 按年 ) | (?P<month> 按[月季] ) )
        (?= \p{Han}{0,2}? (?: [升跌增减涨降] | 上[升涨] | 下[降跌] | 回落 ) )""",
    regex.VERBOSE,
)
PLAIN = {"part": "其中", "year": "同比", "month": "环比"}
HAN_FIGURES = regex.compile(
    r"百分之[一二三四五六七八九十]|[一二三四五六七八九十百千]点[一二三四五六七八九零〇]"
)
DIGIT_FIGURES = regex.compile(r"\d%|\d亿|\d个")


def canonical(text: str) -> str:
    """The text with Chinese punctuation and the mainland's words; a comma between digits stays."""
    return REGIONAL.sub(_mainland, COMMA.sub("，", text).translate(FORMS))


def _mainland(match: regex.Match[str]) -> str:
    named = match.groupdict()
    return next(word for name, word in PLAIN.items() if named[name])


def writes_han(text: str) -> bool:
    """Whether the bulletin writes its figures in Chinese numerals."""
    return len(HAN_FIGURES.findall(text)) > len(DIGIT_FIGURES.findall(text))

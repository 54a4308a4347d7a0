"""One form of punctuation for the reader, character for character, so that offsets stay those of the document.

>>> canonical("签约52个,总额1,024.5亿元;其中（工业）")
'签约52个，总额1,024.5亿元；其中(工业)'
"""

from __future__ import annotations

import regex

COMMA = regex.compile(r",(?!\d{3})|(?<!\d),")
FORMS = {ord(";"): "；", ord("（"): "(", ord("）"): ")"}
HAN_FIGURES = regex.compile(
    r"百分之[一二三四五六七八九十]|[一二三四五六七八九十百千]点[一二三四五六七八九零〇]"
)
DIGIT_FIGURES = regex.compile(r"\d%|\d亿|\d个")


def canonical(text: str) -> str:
    """The text with Chinese punctuation throughout; a comma between digits stays."""
    return COMMA.sub("，", text).translate(FORMS)


def writes_han(text: str) -> bool:
    """Whether the bulletin writes its figures in Chinese numerals."""
    return len(HAN_FIGURES.findall(text)) > len(DIGIT_FIGURES.findall(text))

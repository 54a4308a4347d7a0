"""Traditional characters to simplified ones."""

from __future__ import annotations

from functools import cache

import numpy as np
import opencc
import regex

from loaders.traced import Edit, TracedText
from schemas import Script

HAN = regex.compile(r"\p{Han}")
# A third of the characters of a traditional text change; a simplified one with some 於 stays far below.
TRADITIONAL_SHARE = 0.1


def simplify(text: TracedText) -> TracedText:
    """The same text in simplified characters.

    >>> simplify(TracedText.of("全縣新簽約項目")).text
    '全县新签约项目'
    """
    converted = _converter().convert(text.text)
    if converted == text.text:
        return text
    if len(converted) == len(text.text):
        return text.with_text(converted)
    return text.edit(_line_edits(text.text))


def script_of(original: str, simplified: str) -> Script:
    """The script of the original, by the share of its characters that the conversion changed.

    >>> script_of("区政府于2021年完成投资於工业", "区政府于2021年完成投资于工业")
    'simplified'
    >>> script_of("簽約額", "签约额")
    'traditional'
    """
    if original == simplified or not original:
        return "simplified"
    if len(original) == len(simplified):
        before, after = (
            np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32) for text in (original, simplified)
        )
        changed = int(np.count_nonzero(before != after))
    else:
        changed = sum(a != b for a, b in zip(original, simplified, strict=False))
    characters = len(HAN.findall(original))
    return "traditional" if changed > TRADITIONAL_SHARE * characters else "simplified"


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _line_edits(text: str) -> list[Edit]:
    """One edit a changed line, or one a changed character where a line's length changes."""
    edits: list[Edit] = []
    start = 0
    for line in text.split("\n"):
        converted = _converter().convert(line)
        if len(converted) != len(line):
            converted_each = [_converter().convert(character) for character in line]
            edits += [
                Edit(start + i, start + i + 1, new) for i, new in enumerate(converted_each) if new != line[i]
            ]
        elif converted != line:
            edits.append(Edit(start, start + len(line), converted))
        start += len(line) + 1
    return edits

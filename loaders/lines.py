"""Lines of a text that is still laid out as it was printed."""

from __future__ import annotations

from typing import NamedTuple

import regex

from loaders.characters import PAGE_BREAK, PIECE_SIGN, STOP

# Chinese characters and their punctuation take two columns of a typewriter, everything else one.
DOUBLE = regex.compile(r"[\p{Han}\u3000-\u303F\uFF00-\uFF60“”‘’—…]")
ENCLOSED = regex.compile(r"\([^()\n]{0,40}\)[”』」]?\Z")
UNUSUAL = frozenset((" ", "\t", PAGE_BREAK, STOP, PIECE_SIGN))
FINAL = frozenset("。！？!?…")
SOFT_FINAL = frozenset("；;")
PUNCTUATION = regex.compile(r"[，；。！？;]|[,:：、](?!\d)|(?<!\d)[,:：、]")


class Line(NamedTuple):
    """One printed line: where its words stand, how far it is indented, and what stood before it.

    `gap` counts the blank lines before it; `page` is true where a page ended there, `stop` where something
    that must not be read across was taken out.
    """

    start: int
    end: int
    indent: int
    gap: int
    page: bool
    stop: bool


def lines_of(text: str) -> list[Line]:
    r"""The lines that hold words; signs between lines become attributes of the next one.

    >>> [(line.start, line.end, line.indent, line.gap) for line in lines_of("一\n\n  二 \n")]
    [(0, 1, 0, 0), (5, 6, 2, 1)]
    """
    lines: list[Line] = []
    position = gap = 0
    page = stop = False
    for raw in text.split("\n"):
        if raw and raw[0] not in UNUSUAL and raw[-1] not in UNUSUAL:
            # Nearly every line: nothing around its words.
            lines.append(Line(position, position + len(raw), 0, gap, page, stop))
            gap, page, stop = 0, False, False
            position += len(raw) + 1
            continue
        body = raw if raw == PAGE_BREAK else raw.strip(" ")
        if "\t" in body and "\t" not in body.strip("\t "):
            body = body.strip("\t ")
        if body == PAGE_BREAK:
            page, gap = True, 0
        elif body in (STOP, PIECE_SIGN):
            stop = True
        elif not body:
            gap += not page
        else:
            indent = raw.index(body)
            start = position + indent
            lines.append(Line(start, start + len(body), indent, gap, page, stop))
            gap, page, stop = 0, False, False
        position += len(raw) + 1
    return lines


def width(text: str) -> int:
    """Columns of a typewriter.

    >>> width("全区52个")
    8
    """
    return len(text) + len(DOUBLE.findall(text))


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a finished sentence, closing quotes and brackets aside.

    >>> ends_sentence("稳步推进。(记者 某某)"), ends_sentence("同比增长(下降)"), ends_sentence("“说到做到。”")
    (True, False, True)
    """
    body = ENCLOSED.sub("", text).rstrip("”』」 ") if text[-1:] in ")”』」" else text
    return not body or body[-1] in FINAL


def has_punctuation(text: str) -> bool:
    """Whether the text has the punctuation of sentences; commas and colons inside numbers do not count.

    >>> has_punctuation("完成3,286个，增长"), has_punctuation("完成3,286个")
    (True, False)
    """
    return PUNCTUATION.search(text) is not None

"""The marks that converters to Markdown put around headings: `## 一、…`, `**一、…**`."""

from __future__ import annotations

import regex

from loaders.traced import TracedText

# Stars mask names too (**区): only a line between them, or its numbered beginning, is set off by them.
WHOLE = r"[^*\n]{4,60}"
NUMBERED = r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．][^*\n]{0,60}"
MARK = regex.compile(
    rf"""
    ^ [ ]* \#{{1,6}} [ ]+ (?= [^\s\#] )
    | ^ [ ]* \*\* (?= {WHOLE} \*\* [ ]* $ | {NUMBERED} \*\* )
    | (?<= ^ [ ]* \*\* {WHOLE} ) \*\* (?= [ ]* $ )
    | (?<= ^ [ ]* \*\* {NUMBERED} ) \*\*
    """,
    regex.VERBOSE | regex.MULTILINE,
)


def drop_marks(text: TracedText) -> TracedText:
    r"""Take the marks of headings out; what masks a name stays.

    >>> drop_marks(TracedText.of("## 通报\n**一、2018年工作**\n**(一)招商。**全年\n**区签约5个")).text
    '通报\n一、2018年工作\n(一)招商。全年\n**区签约5个'
    """
    return text.sub(MARK, "") if "**" in text.text or "#" in text.text else text

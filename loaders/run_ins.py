"""Headings that a flattened page runs into their text, and lists that it runs into one line."""

from __future__ import annotations

import regex

from loaders.traced import Edit, TracedText

# 一、总体情况 截至上月末,全县…   三、形势分析 (一)优强企业…
RUN_IN = regex.compile(
    r"""
    ^ [ ]* [一二三四五六七八九十]{1,3}、 [ ]* [^\s，,。；;：:(]{2,20} # a heading
    (?P<gap> [ ]+ )
    (?= [^\n\t]{0,400}? [，,。；;：:] ) # what follows is a sentence …
    (?! [^\n\t]{0,12}\n ) # … and no short remainder of the heading
    """,
    regex.VERBOSE | regex.MULTILINE,
)
# 附件:1.… 2.… on one line, or the lines after it
LIST_LINE = regex.compile(
    r"^[ ]*(?:附件\s?[:：]\s?)?\d{1,2}[.、][^\n\t。]*$|^[ ]*附件\s?[:：][^\n\t。]*$", regex.MULTILINE
)
NEXT_ITEM = regex.compile(r"(?<=\p{Han})(?P<gap>[ ]+)(?=[2-9][.、](?:\p{Han}|(?:19|20)\d{2}\s?年|\d{1,2}-))")
PAGE_REST = regex.compile(
    r"(?<=\f\n)[^\n\t。]{1,30}(?P<gap>[ ]+)(?=[2-9][.、](?:\p{Han}|(?:19|20)\d{2}\s?年))"
)


def split_run_ins(text: TracedText) -> TracedText:
    r"""Put headings and list items on lines of their own.

    >>> split_run_ins(TracedText.of("一、主要指标 今年 1-3 月,全县签约 61 个。")).text
    '一、主要指标\n今年 1-3 月,全县签约 61 个。'
    """
    headed = text.edit(Edit(*match.span("gap"), "\n") for match in RUN_IN.finditer(text.text))
    rest = headed.edit(Edit(*match.span("gap"), "\n") for match in PAGE_REST.finditer(headed.text))
    return rest.edit(
        Edit(*item.span("gap"), "\n")
        for line in LIST_LINE.finditer(rest.text)
        for item in NEXT_ITEM.finditer(rest.text, line.start(), line.end())
    )

"""The table of contents that some collectors put before a text, from `目录/提纲:……` to a line of dots."""

from __future__ import annotations

import regex

from loaders.traced import TracedText

# Its lines repeat headings, so they are short and hold no full stop; the dots that close it are a must,
# or else the whole bulletin could be taken for its outline.
OUTLINE = regex.compile(
    r"""
    ^ [ ]* 目录 (?: /提纲 )? [ ]* [:：] [ ]* …* [ ]* \n    # 目录/提纲:……
    (?: (?! [ ]*(?:…|目录) ) [^\n。]{0,80} \n ){1,300}+     # the headings
    [ ]* …{1,4} [ ]* (?: \n | \Z )                          # ……
    """,
    regex.VERBOSE | regex.MULTILINE,
)


def drop_outline(text: TracedText) -> TracedText:
    r"""Take the outline out.

    >>> drop_outline(TracedText.of("汇报\n目录/提纲:……\n一、情况\n二、问题\n……\n今年以来")).text
    '汇报\n今年以来'
    """
    return text.sub(OUTLINE, "") if "目录" in text.text else text

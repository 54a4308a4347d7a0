"""Spaces that typesetting or copying put where Chinese has none."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from loaders.lines import has_punctuation
from loaders.traced import Edit, TracedText

# A space goes where either side is no Latin letter, digit or ASCII sign: 35 个, 文 件, 项目 (工业).
CLOSED = regex.compile(
    r"""
    (?<= [^\x00-\x7F] ) [ ]+ (?=\S)          # after Han, after 。
    | (?<=\S) [ ]+ (?= [^\x00-\x7F] )        # before them
    | (?<= [(\[] ) [ ]+                      # inside brackets
    | (?<=\S) [ ]+ (?= [)\]%,;] )            # before signs that close
    | (?<= [)\]] ) [ ]+
    | (?<= \d ) [ ]+ (?= \. \d )             # 8 .14
    | (?<= \d \. ) [ ]+ (?= \d )             # 8. 14
    | (?<= \d ) [ ]+ (?= [-~] [ ]+ \d )      # 1 - 8
    | (?<= \d [ ]* [-~] ) [ ]+ (?= \d )
    | (?<= \t ) [ ]+ | [ ]+ (?= \t )         # around cells
    | (?<= (?<! [\d.,] ) \d{1,3} (?: [ ] \d{3} ){0,4} ) [ ]    # 15 208
      (?= \d{3} (?! \d ) )
    """,
    regex.VERBOSE,
)
LONGEST_HEADLINE = 60
LONGEST_HALF = 14
# Two offices that stand side by side, or an office and a date, in a letterhead or a signature.
OFFICE_END = regex.compile(
    r"""
    (?: 局|厅|室|委|办|会|队|部|组|府|院|站|所|中心|公司|集团|联社|海关|分行|支行 ) 编?印? \z
    | \d{4}年\d{1,2}月\d{1,2}日 \z
    """,
    regex.VERBOSE,
)
SENTENCE = regex.compile(r"[，。；！？]")
LONGEST_BESIDE = 120
SHORTEST_BESIDE = 4


def close_spaces(text: TracedText) -> TracedText:
    """Take out spaces inside Chinese text and inside numbers; the indentation of lines stays.

    A headline of two or three halves of like length keeps the spaces between them, and so do two offices.

    >>> close_spaces(TracedText.of("检查 1 826 个次，占 68.9 %")).text
    '检查1826个次，占68.9%'
    >>> close_spaces(TracedText.of("科学招商 高位推进")).text
    '科学招商 高位推进'
    """
    if " " not in text.text:
        return text
    return text.edit(_edits(text.text))


def _edits(text: str) -> Iterable[Edit]:
    # The lines that hold a space at all, each with what is to go.
    position = 0
    for line in text.split("\n"):
        if " " in line.strip(" "):
            body = len(line) - len(line.lstrip(" "))
            kept, apart = is_couplet(line.strip(" ")), stands_apart(line.strip(" "))
            for match in CLOSED.finditer(line, body):
                if not kept and not (apart and len(match[0]) > 1):
                    yield Edit(position + match.start(), position + match.end(), "")
                elif len(match[0]) > 1:
                    yield Edit(position + match.start(), position + match.end(), " ")
        position += len(line) + 1


def stands_apart(line: str) -> bool:
    """Whether the line holds two or more things side by side with wide gaps between them.

    >>> stands_apart("某县招商局编      2012年7月6日"), stands_apart("督  查  通  报"), stands_apart("签约，  开工")
    (True, False, False)
    """
    if "  " not in line or len(line) > LONGEST_BESIDE or SENTENCE.search(line):
        return False
    return all(len(piece) >= SHORTEST_BESIDE for piece in line.split("  ") if piece)


def is_couplet(line: str) -> bool:
    """Whether the line is a headline of two or three halves of like length, or two or three offices.

    >>> is_couplet("科学招商 高位推进"), is_couplet("某 市 文 件"), is_couplet("全区 投资工作情况通报")
    (True, False, False)
    >>> is_couplet("某某市统计局 国家统计局某某调查队")
    True
    """
    if len(line) > LONGEST_HEADLINE or has_punctuation(line) or "\t" in line:
        return False
    halves = line.split()
    lengths = [len(half) for half in halves]
    if not 1 < len(lengths) <= 3:
        return False
    if min(lengths) >= SHORTEST_BESIDE and all(OFFICE_END.search(half) for half in halves):
        return True
    return min(lengths) >= 4 and max(lengths) <= LONGEST_HALF and max(lengths) - min(lengths) <= 2

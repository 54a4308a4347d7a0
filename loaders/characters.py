"""Steps that look at single characters: line ends, invisible characters, full-width forms."""

from __future__ import annotations

import unicodedata

import regex

from loaders.traced import TracedText

# Signs that the steps put between lines; the source cannot hold them, since control characters are taken out.
PAGE_BREAK = "\f"
STOP = "\x1d"
# Stands for a table that the format itself tells, while the text around it is normalised.
TABLE_SIGN = "\ue000"
# On a line of its own between pieces that a format itself sets apart, so that nothing is joined across it.
PIECE_SIGN = "\ue001"

LINE_END = regex.compile(r"\r\n?|[\v\x85\u2028\u2029]")
FORM_FEED = regex.compile(r"[ \t]*\f[ \t]*\n?")
# Format characters (zero-width, marks of direction, soft hyphen, byte order mark) and controls.
INVISIBLE = regex.compile(r"[\p{Cf}\p{Cc}--[\n\t\f]]", regex.VERSION1)
SPACE = regex.compile(r"[\p{Zs}--[\ ]]", regex.VERSION1)
# Full-width letters, digits and signs; Chinese commas, colons, semicolons, ？ and ！ stay.
WIDE = regex.compile(
    r"[\uFF01-\uFF5E--[，：；！？]]|[\uFFE5\uFE6A\uFE63\u2212\u2236\uFE30\uFE52\uFE55\u2F00-\u2FD5\uF900-\uFAFF]",
    regex.VERSION1,
)
NARROW_FORMS = {"\u2212": "-", "\u2236": ":", "\ufe30": ":", "\uffe5": "¥"}
BETWEEN_DIGITS = regex.compile(
    r"""
    (?<=\d) (?: ，(?=\d{3}(?!\d)) | ：(?=\d) )   # 3，286 and 8：2, once the digits themselves are half-width
    """,
    regex.VERBOSE,
)
PUNCTUATION_BETWEEN_DIGITS = {"，": ",", "：": ":"}


def unify_line_ends(text: TracedText) -> TracedText:
    r"""Every line end becomes `\n`; a form feed stands on a line of its own.

    >>> unify_line_ends(TracedText.of("一\r\n二\f三")).text
    '一\n二\n\x0c\n三'
    """
    unified = text.sub(LINE_END, "\n")
    return unified.sub(FORM_FEED, f"\n{PAGE_BREAK}\n") if PAGE_BREAK in unified.text else unified


def drop_invisible(text: TracedText) -> TracedText:
    r"""Take out what cannot be seen; every kind of space becomes a plain one.

    >>> drop_invisible(TracedText.of("项\u200b目\u3000额")).text
    '项目 额'
    """
    visible = text.sub(INVISIBLE, "")
    return visible.sub(SPACE, " ")


def half_width(text: TracedText) -> TracedText:
    """Digits, letters, signs and brackets in their half-width form, one for one.

    >>> half_width(TracedText.of("（１，２３４．５个，占８％；－８．９２％）")).text
    '(1,234.5个，占8%；-8.92%)'
    """
    narrow = text.with_text(WIDE.sub(_narrow, text.text)) if WIDE.search(text.text) else text
    return narrow.with_text(
        BETWEEN_DIGITS.sub(lambda match: PUNCTUATION_BETWEEN_DIGITS[match[0]], narrow.text)
    )


def _narrow(match: regex.Match[str]) -> str:
    character = match[0]
    narrow = NARROW_FORMS.get(character) or unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 else character

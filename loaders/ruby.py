"""Pinyin notes in brackets that converters of web pages leave behind characters: `項(xiàng)`, `個(gè)`."""

from __future__ import annotations

from loaders.patterns import build
from loaders.traced import TracedText

# Marked vowels, as one character or with a combining mark; some converters write the phonetic letters ɡ, ɑ.
TONE = r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]|[aeiouünm][\u0300\u0301\u0304\u030C]"
LETTER = r"[a-zɡɑüê]"
INITIAL = r"[bpmfdtnlgɡkhjqxrzcsyw]|zh|ch|sh"
FINAL = r"[aɑoeiuü]{1,3}(?:n[gɡ]?|r)?"

TONED = "".join((LETTER, "{0,5}(?:", TONE, ")", LETTER, "{0,4}"))

NOTE = build(
    r"""
    (?<=\p{Han}) [(（] <<toned>> [)）]                              # 項(xiàng)
    | (?<=\p{Han}) [(（] <<toned>> (?=\p{Han})                      # its end lost: 項(xiàng目
    | (?<=\p{Han}) [?？\uFFFD]{1,2} (?:<<toned>>|<<bare>>) [)）]    # its start lost: 想?yún)
      (?:[A-Za-z](?=\p{Han}))?                          # … and the rest of a character: R報
    """,
    toned=TONED,
    bare="".join(("(?:", INITIAL, ")", FINAL)),
)
# In the neutral tone a note has no mark; it is one only in a text that has marked ones too.
NEUTRAL_NOTE = build(r"(?<=\p{Han}) [(（] <<initial>>? <<final>> [)）]", initial=INITIAL, final=FINAL)


def strip_pinyin(text: TracedText) -> TracedText:
    """Take the notes out, damaged ones too; Latin words in brackets stay.

    >>> strip_pinyin(TracedText.of("項(xiàng)目52個(gè)，思想?yún)R報(bào)，總部(app)")).text
    '項目52個，思想報，總部(app)'
    """
    stripped = text.sub(NOTE, "")
    return stripped if stripped is text else stripped.sub(NEUTRAL_NOTE, "")

"""The former and the latter: 产值和利税双双翻番：前者达90亿元；后者达8亿元, told of two measures just named.

>>> text = "财政总收入和税收收入双双增长：前者达21亿元；后者达15亿元。"
>>> named_pair("前者达", text, 0, text.index("前者")), named_pair("后者达", text, 0, text.index("后者"))
('财政总收入达', '税收收入达')
"""

from __future__ import annotations

import regex

from extract.heads import clean
from extract.subjects import SubjectReader

FORMER, LATTER = "前者", "后者"
PAIR = regex.compile(
    r"(?P<former>[^，。；：、\d\n]{2,16}?)(?:和|与|、|及|以及)(?P<latter>[^，。；：、\d\n]{2,16}?)"
    r"(?:双双|都|均|分别|同步|同时|继续|持续|保持|实现|稳步|呈现?|出现|再创|一[增升快高]|[增升降回涨]|[，：。])"
)
REACH = 160
LONGEST_PAIR = 40


def named_pair(cue: str, text: str, start: int, at: int) -> str:
    """The words before a number with the measure in place of 前者, 后者; unchanged where no two are named.

    `start` is where the paragraph begins, `at` where the words do.
    """
    if not cue.startswith((FORMER, LATTER)):
        return cue
    begin = max(start, at - REACH)
    former = text.rfind(FORMER, begin, at) if cue.startswith(LATTER) else at
    until = former if former >= 0 else at
    pairs = list(PAIR.finditer(text, begin, until))
    if not pairs or any(sign.isdigit() for sign in text[pairs[-1].start() : until]):
        # 投资分别为12亿元和9亿元，后者增长8%: of figures, which are shared out elsewhere
        return cue
    name = clean(pairs[-1]["former" if cue.startswith(FORMER) else "latter"])
    return name + cue[len(FORMER) :] if len(name) > 1 else cue


def named_units(text: str, at: int, names: SubjectReader) -> tuple[str, ...]:
    """The two units, named side by side in the sentence, that 前者 and 后者 at `at` point back to; none where none are.

    >>> named_units("甲山县、乙水县仅隔一步：前者", 12, SubjectReader())
    ('甲山县', '乙水县')
    """
    place = max(at - REACH, 0, text.rfind("。", 0, at) + 1, text.rfind("\n", 0, at) + 1)
    found: tuple[str, ...] = ()
    while place < at:
        listed, length = names.leading_all(text[place : min(at, place + LONGEST_PAIR)])
        both = tuple(listed.split("、"))
        if length:
            found = both if len(both) == 2 else () if len(both) > 2 else found
        place += max(length, 1)
    return found


def unit_meant(text: str, at: int, names: SubjectReader) -> str | None:
    """Which of two units named before 前者 or 后者, at `at`, is: 甲市、乙市紧跟其后，后者8亿元 tells of 乙市."""
    opened = text[at : at + 8].lstrip("，；：、 而但其中")
    which = opened[:2]
    if which not in (FORMER, LATTER):
        return None
    units = named_units(text, at, names)
    return units[which == LATTER] if units else None


def pointed_back(cue: str, text: str, span: tuple[int, int], names: SubjectReader) -> str:
    """The words behind 前者 and 后者 where these mean a unit; else with the measure that they mean."""
    opened, start = span
    return named_pair(cue, text, opened, start) if unit_meant(text, start, names) is None else cue[2:]

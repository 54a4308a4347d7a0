"""Clause runs: units that each open a clause with their value, up to the place that they share.

>>> text = "甲县工业投资增长9.1%，乙县8.4%，丙县7.7%，包揽前三"
>>> run = named_clauses(text, 0, text.index("，包揽"), 3, SubjectReader())
>>> [member.name for member in run.members], run.said
(['甲县', '乙县', '丙县'], '工业投资增长9.1%')
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from extract.criterion_phrases import strip_time
from extract.members import LONGEST_ITEM, Member
from extract.subjects import SubjectReader, apart

DIGIT = regex.compile(r"\d")
# 乙县|同比增长8.4%: a value, by the measure of the clause that opened the run
VALUE_ALONE = regex.compile(
    r"(?:(?:为|达到?|完成|实现|仅|同比|增速|增长|下降|上升|得|则|是|也|占|分别)*[约近超逾]?[-−+]?[\d.,]+[%\p{Han}/]{0,8}"
    r"(?:\([^()]{0,30}\))?)$"
)
VALUE_AT_END = regex.compile(r"(?:完成|达到?|为|增长|下降)?[近约超]?[\d.,]+[%\p{Han}/]{0,6}$")
# 甲县32.1亿元，|增长3.1%，|乙县…: a value more of the unit before
GOES_ON = regex.compile(r"(?:同比|可比)?(?:增长|下降|增速|增幅|占)[^，；]{0,8}\d[^，；]{0,8}$")


class ClauseRun(NamedTuple):
    """The units of a run in printed order, where it opens, and what the first of its clauses says of its unit."""

    members: tuple[Member, ...]
    start: int
    said: str


def _closing(words: str, names: SubjectReader) -> tuple[str | None, str]:
    """零售额甲市12亿元: what is measured may stand before the unit that opens a run."""
    value = VALUE_AT_END.search(words)
    measure, name = apart(words[: value.start()], names) if value else ("", "")
    return (name, f"{measure}{words[value.start() :]}") if value and measure else (None, "")


def named_clauses(text: str, since: int, stop: int, count: int, names: SubjectReader) -> ClauseRun | None:
    """As many clauses before `stop` as are counted, each opened by a unit; `None` where they are not."""
    members: list[Member] = []
    right, said = stop, ""
    while len(members) < count and right > since:
        left = max(since, right - LONGEST_ITEM, text.rfind("，", since, right) + 1)
        words = text[left:right]
        name = names.leading(lead := strip_time(words))
        said = lead[len(name) :] if name else ""
        if name is None and len(members) == count - 1:
            name, said = _closing(lead, names)
        if name is None or not DIGIT.search(said):
            if not GOES_ON.match(words):
                return None
        elif len(members) < count - 1 and not VALUE_ALONE.match(said):
            return None
        else:
            offset = text.index(name, left, right)
            members.insert(0, Member(name, offset, offset + len(name), offset + len(name), right, True))
        right = left - 1
    fit = count > 1 and len({member.name for member in members}) == count
    return ClauseRun(tuple(members), members[0].start, said) if fit else None

"""Join what a page, a column or an editor broke: lines of a paragraph, paragraphs cut in mid-sentence.

Each seam between two lines is judged by a list of rules; the first that has an opinion decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import regex

from loaders.characters import TABLE_SIGN
from loaders.line_forms import form_of, is_two_part_heading, without_number
from loaders.lines import SOFT_FINAL, Line, ends_sentence, has_punctuation, lines_of, width
from loaders.traced import Edit, TracedText

CLOSING = frozenset("，。、；：,.;:!?！？)）」』”》〉】%％‰°℃")
CLOSER = regex.compile(r"[，。、；：,.;:!?！？)）」』”》〉】%％‰°℃](?!\p{Zs}*\d[.、])")
# What opens a line of a list: 红牌：…, 第2名…
LABEL = regex.compile(
    r"[\p{Han}()]{2,10}[:：](?=.)|第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位](?=\s*\p{Han})"
)
ORDINAL = regex.compile(r"[一二三四五六七八九十\d]")
ONLY_CLOSERS = regex.compile(r"[，。、；：,.;:]{1,3}")
# No heading and no title ends so: the sentence goes on.
OPEN_END = frozenset("，、,(（《“〈「『—-~·和与及或的在对将把被让使从向按由至到为是其")
TITLE_END = regex.compile(
    r"(?:通报|报告|汇报|总结|公报|综述|通知|意见|方案|简报|快报|公告|函|情况|一览表|统计表)[)）]?(?:\[\d+\])?\z"
)
TITLE_START = regex.compile(r"关于")
WORD = regex.compile(r"[A-Za-z]")
RATIO_END = regex.compile(r"\d[:：]\z")
COLONS = frozenset(":：")
PRINTED_LINES = 3
WIDE_ENOUGH = 0.8
FULL = 0.85
TOO_WIDE = 1.3
LONGEST_TITLE = 90
LONGEST_HEADING = 40


class Profile(NamedTuple):
    """How the whole text is laid out.

    `measure` is the usual width of a printed line, 0 where lines are paragraphs; `indents` tells whether
    indentation marks paragraphs.
    """

    measure: float
    indents: bool


class Seam(NamedTuple):
    """The place between two lines: their words, the words after that, and the lines as printed."""

    before: str
    after: str
    following: str
    upper: Line
    lower: Line
    in_head: bool
    at_body: bool
    profile: Profile


Rule = Callable[[Seam], bool | None]


def join_lines(text: TracedText) -> TracedText:
    r"""One line a paragraph, a heading, a row of a table; no blank lines.

    >>> join_lines(TracedText.of("一、情况\n今年以来，全区新签约项\n\n目52个。\n\n二、问题")).text
    '一、情况\n今年以来，全区新签约项目52个。\n二、问题'
    """
    lines = lines_of(text.text)
    if not lines:
        return TracedText("", text.origins[:0])
    return text.edit(_edits(text.text, lines))


def _edits(text: str, lines: Sequence[Line]) -> Iterable[Edit]:
    words = [text[line.start : line.end] for line in lines]
    profile = _profile(words, lines)
    head_end = next((i for i, line in enumerate(words) if _is_body(line)), len(lines))
    yield Edit(0, lines[0].start, "")
    for i in range(1, len(lines)):
        upper, lower = lines[i - 1], lines[i]
        following = words[i + 1] if i + 1 < len(words) else ""
        seam = Seam(words[i - 1], words[i], following, upper, lower, i < head_end, i == head_end, profile)
        lost = words[i][0] in CLOSING and ONLY_CLOSERS.fullmatch(words[i])
        if lost and ends_sentence(words[i - 1]):
            # A comma or colon that a page lost on a line of its own, behind a finished sentence.
            yield Edit(upper.end, lower.end, "")
            words[i] = words[i - 1]
        else:
            yield _seam_edit(seam, joins(seam))
    yield Edit(lines[-1].end, len(text), "")


def _seam_edit(seam: Seam, joined: bool) -> Edit:
    if joined and seam.before[-1] in COLONS and _inside_ratio(seam):
        return Edit(seam.upper.end - 1, seam.lower.start, ":")
    return Edit(seam.upper.end, seam.lower.start, _glue(seam) if joined else "\n")


def _inside_ratio(seam: Seam) -> bool:
    """13.7： / 33.6：52.7"""
    return RATIO_END.search(seam.before) is not None and seam.after[0].isdecimal()


def joins(seam: Seam) -> bool:
    """Whether the lower line goes on with the sentence of the upper one."""
    for rule in RULES:
        verdict = rule(seam)
        if verdict is not None:
            return verdict
    return False


def _apart(seam: Seam) -> bool | None:
    """Rows of tables, and what stands behind an omission, are never joined."""
    return False if seam.lower.stop or "\t" in seam.before or "\t" in seam.after else None


def _begins_with_closer(seam: Seam) -> bool | None:
    """No line begins with a comma or a closing bracket of its own."""
    closes = seam.after[0] in CLOSING and CLOSER.match(seam.after) and not ends_sentence(seam.before)
    return True if closes else None


def _inside_ordinal(seam: Seam) -> bool | None:
    """分居第 / 二、第三位: a line broken within an ordinal; what follows is no numbered heading."""
    return True if seam.before[-1] == "第" and ORDINAL.match(seam.after) else None


def _title(seam: Seam) -> bool | None:
    """A title set in two lines: 关于… / …情况的通报."""
    if not seam.in_head or seam.lower.gap > 0:
        return None
    both = len(seam.before) + len(seam.after)
    unfinished = TITLE_START.search(seam.before) and not TITLE_END.search(seam.before)
    plain = form_of(seam.after) is None and not has_punctuation(seam.before)
    return True if unfinished and plain and TITLE_END.search(seam.after) and both < LONGEST_TITLE else None


def _title_above(seam: Seam) -> bool | None:
    """…情况通报 / — 1 — / 上半年，…: a cover page ends with the title, not in mid-sentence."""
    titled = seam.at_body and not has_punctuation(seam.before) and TITLE_END.search(seam.before)
    return False if titled else None


def _lower_begins_anew(seam: Seam) -> bool | None:
    """A numbered heading, a date, a salutation, a list begin something new; so does a signature."""
    if form_of(seam.after) is not None:
        return False
    following = form_of(seam.following)
    signature = following is not None and following.form == "date" and not has_punctuation(seam.after)
    return False if signature and seam.before[-1] not in OPEN_END else None


def _upper_is_closed(seam: Seam) -> bool | None:
    """After a colon, a date, a salutation the line ends."""
    if seam.before[-1] in COLONS:
        return None if _inside_ratio(seam) else False
    form = form_of(seam.before)
    if form is None or form.form in ("heading", "note"):
        return None
    return seam.lower.page and form.form == "attachment"


def _full_line(seam: Seam) -> bool | None:
    """After a full stop or semicolon, only a line that runs to the margin of printed lines goes on."""
    if not ends_sentence(seam.before) and seam.before[-1] not in SOFT_FINAL:
        return None
    full = seam.profile.measure and width(seam.before) >= FULL * seam.profile.measure
    return (
        bool(full)
        and seam.lower.gap == 0
        and seam.lower.indent <= seam.upper.indent
        and has_punctuation(seam.after)
    )


def _indented(seam: Seam) -> bool | None:
    """An indented line begins a paragraph."""
    return (
        False
        if seam.profile.indents and seam.lower.indent >= 2 and seam.lower.indent >= seam.upper.indent
        else None
    )


def _in_head(seam: Seam) -> bool | None:
    """Titles, issuers and document numbers stand each on a line."""
    return False if seam.in_head and seam.before[-1] not in OPEN_END else None


def _labelled(seam: Seam) -> bool | None:
    """红牌：甲县、乙县 and 第2名 乙县 3.85 are lines of a list, unless the line above fills the measure."""
    full = seam.profile.measure and width(seam.before) >= WIDE_ENOUGH * seam.profile.measure
    if LABEL.match(seam.after) and not full:
        return False
    last = seam.lower.gap > 0 or seam.before[-1].isdecimal()
    return False if LABEL.match(seam.before) and last and not full else None


def _broken_page(seam: Seam) -> bool | None:
    """A page ended in mid-sentence."""
    if not seam.lower.page:
        return None
    return not _looks_like_heading(seam.before) or not has_punctuation(seam.after)


def _broken_line(seam: Seam) -> bool | None:
    """A line ended in mid-sentence: it is running text, or ends as no heading does, or fills the measure."""
    if seam.lower.gap > 0:
        return None
    if _is_running(seam.before) or seam.before[-1] in OPEN_END:
        return True
    if seam.before[-1].isdecimal() and not seam.in_head and not _looks_like_heading(seam.before):
        return True
    return bool(seam.profile.measure) and width(seam.before) >= WIDE_ENOUGH * seam.profile.measure


def _broken_paragraph(seam: Seam) -> bool | None:
    """A column ended in mid-sentence, and blank lines follow: both parts must be running text."""
    return _is_running(seam.before) and has_punctuation(seam.after)


RULES: tuple[Rule, ...] = (
    _apart,
    _begins_with_closer,
    _inside_ordinal,
    _title,
    _title_above,
    _lower_begins_anew,
    _upper_is_closed,
    _full_line,
    _indented,
    _in_head,
    _labelled,
    _broken_page,
    _broken_line,
    _broken_paragraph,
)


def _is_running(line: str) -> bool:
    """Whether the line is part of sentences; a numbered one may list things (、) and still be a heading."""
    bare = without_number(line)
    if not has_punctuation(bare if bare == line else bare.replace("、", "")):
        return False
    return not is_two_part_heading(bare)


def _looks_like_heading(line: str) -> bool:
    form = form_of(line)
    return (
        form is not None and form.form == "heading" and len(line) < LONGEST_HEADING and not _is_running(line)
    )


def _is_body(line: str) -> bool:
    """Whether the body has begun: a sentence, a salutation, a numbered heading."""
    form = form_of(line)
    if form is not None:
        return form.form in ("heading", "salutation")
    return (
        "，" in line
        or "。" in line
        or "\t" in line
        or TABLE_SIGN in line
        or (has_punctuation(line) and len(line) > LONGEST_HEADING)
    )


def _profile(words: Sequence[str], lines: Sequence[Line]) -> Profile:
    """Measured on lines that stop in mid-sentence and are followed directly by another."""
    broken = [
        width(words[i])
        for i, (_, lower) in enumerate(pairwise(lines))
        if lower.gap == 0
        and not ends_sentence(words[i])
        and _is_running(words[i])
        and words[i][-1] not in "；;:："
        and "\t" not in words[i]
    ]
    measure = median(broken) if len(broken) >= PRINTED_LINES else 0.0
    if measure and _stands_in_longer_lines(words, TOO_WIDE * measure):
        # These are paragraphs, and the short ones that stop in mid-sentence are headings.
        measure = 0.0
    indented = sum(1 for line in lines if line.indent >= 2)
    # Where every line is indented the whole page was moved in, and the indentation says nothing.
    return Profile(measure, indented > 0 and not (measure and indented > 0.9 * len(lines)))


def _stands_in_longer_lines(words: Sequence[str], limit: float) -> bool:
    """Whether most of the text stands in lines wider than `limit`."""
    widths = [width(line) for line in words]
    return 2 * sum(each for each in widths if each > limit) > sum(widths)


def _glue(seam: Seam) -> str:
    """Nothing between Chinese; a space between two Latin words."""
    return " " if WORD.match(seam.before[-1]) and WORD.match(seam.after) else ""

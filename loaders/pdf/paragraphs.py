"""From the lines of columns to paragraphs, by the places of the lines: indents, short last lines, gaps, sizes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import regex

from loaders.blocks import DOCUMENT_NUMBER, ISSUER, TITLE
from loaders.line_forms import form_of
from loaders.lines import ends_sentence
from loaders.pdf.layout import Column, Item
from loaders.pdf.lines import Line

# In ems
INDENT, LARGEST_INDENT = 1.2, 4.6
CENTRED = 1.6
SLACK = 0.6
# Of the usual pitch of lines, of the size of type
WIDE_PITCH = 1.32
OTHER_SIZE = 0.12
LARGE = 1.12
LEAST_LINES = 5
SHARE_INDENTED = 0.15
LONGEST_DISPLAY = 60
# Of the line before: what is left over of it
SHORT_REST = 0.7
UNFINISHED = frozenset("，、（(《“‘〈「『—-~")
# What a line does not break inside: a number with its sign and what closes it.
TOKEN = regex.compile(
    r"""
    [（(《“‘〈「『【〔\[]{0,3}
    (?: [\w.,%‰+\-–—:/()&&[^\p{Han}]]{1,40} | . )
    [，。；：、！？）)》”’〉」』】〕\]%％]{0,3}
    """,
    regex.VERBOSE | regex.V1,
)


class Margins(NamedTuple):
    """Where the lines of a column begin and end, and how far apart they stand."""

    left: float
    right: float
    pitch: float


@dataclass(slots=True, eq=False)
class Paragraph:
    """Lines that belong together; `display` ones stand each on a line of its own (a title)."""

    lines: list[Line]
    margins: Margins
    display: bool = False

    @property
    def size(self) -> float:
        """That of most of its type."""
        return self.lines[0].size


@dataclass(slots=True)
class Style:
    """What is usual in the whole document."""

    size: float
    indents: bool = False
    margins: list[Margins] = field(default_factory=list)


def style_of(columns: Sequence[Column]) -> Style:
    """Measured on all columns: the size of most type, whether paragraphs are indented, the margins of long columns."""
    sizes: Counter[float] = Counter()
    for line in _lines(columns):
        sizes[round(2 * line.size) / 2] += len(line.characters)
    style = Style(sizes.most_common(1)[0][0] if sizes else 10.5)
    for column in columns:
        body = [line for line in _lines([column]) if abs(line.size - style.size) < OTHER_SIZE * style.size]
        if len(body) >= LEAST_LINES:
            style.margins.append(_margins(body))
    indented = body_lines = 0
    for column in columns:
        margins = margins_of(column, style)
        for line in _lines([column]):
            indent = (line.x0 - margins.left) / style.size
            body_lines += 1
            indented += INDENT <= indent <= 2.8 and line.size < LARGE * style.size
    style.indents = indented > SHARE_INDENTED * body_lines / 2 and indented > 1
    return style


def _lines(columns: Sequence[Column]) -> Iterator[Line]:
    return (item for column in columns for item in column.items if isinstance(item, Line))


def _margins(lines: Sequence[Line]) -> Margins:
    size = lines[0].size
    # The leftmost place where several lines begin; single ones may hang out.
    starts = sorted(line.x0 for line in lines)
    least = max(1, len(lines) // 6)
    edge = next(
        x for i, x in enumerate(starts) if i + least > len(starts) or starts[i + least - 1] < x + 0.4 * size
    )
    heights = [line.baseline for line in lines]
    pitches = sorted(b - a for a, b in pairwise(heights) if 0.8 * size < b - a < 4 * size)
    pitch = pitches[len(pitches) // 2] if pitches else 1.6 * size
    ends = sorted(line.x1 for line in lines)
    return Margins(edge, ends[int(0.88 * (len(ends) - 1))], pitch)


def margins_of(column: Column, style: Style) -> Margins:
    """Those of the column itself, or, where it is short, of the narrowest long one that it fits into."""
    lines = [line for line in _lines([column]) if abs(line.size - style.size) < OTHER_SIZE * style.size]
    if len(lines) >= LEAST_LINES:
        return _margins(lines)
    slack = 1.5 * style.size
    fitting = [m for m in style.margins if m.left - slack <= column.x0 and column.x1 <= m.right + slack]
    if fitting:
        return min(fitting, key=lambda m: m.right - m.left)
    every = list(_lines([column]))
    if not every:
        return Margins(column.x0, column.x1, 1.6 * style.size)
    return Margins(column.x0, column.x1, _margins(every).pitch)


def paragraphs_of(items: Sequence[Item], margins: Margins, style: Style) -> Iterator[Paragraph | Item]:
    """The paragraphs of a column; what is no line goes through, and parts them."""
    current: Paragraph | None = None
    for item in items:
        if not isinstance(item, Line):
            if current is not None:
                yield current
            current = None
            yield item
        elif current is not None and _goes_on(current.lines[-1], item, margins, style):
            current.lines.append(item)
        elif current is not None and _displayed(current, item, style):
            current.lines.append(item)
            current.display = True
        else:
            if current is not None:
                yield current
            current = Paragraph([item], margins)
    if current is not None:
        yield current


def _goes_on(upper: Line, lower: Line, margins: Margins, style: Style) -> bool:
    """Whether the lower line belongs to the paragraph of the upper one."""
    size = max(upper.size, lower.size)
    if abs(upper.size - lower.size) > OTHER_SIZE * size:
        return False
    pitch = lower.baseline - upper.baseline
    usual = margins.pitch * size / style.size if size > LARGE * style.size else margins.pitch
    if pitch > WIDE_PITCH * usual and pitch - usual > 0.35 * size:
        return False
    if (lower.x0 - margins.left) / size >= INDENT or (upper.x0 - margins.left) / size > LARGEST_INDENT:
        return False
    return runs_on(upper, lower, margins, style)


def runs_on(upper: Line, lower: Line, margins: Margins, style: Style) -> bool:
    """Whether a line that is not indented can go on the one before it, which may stand in another column."""
    words = upper.text
    room = margins.right - upper.x1
    needed = _first_token_width(lower)
    if room > needed + SLACK * upper.size:
        return words[-1] in UNFINISHED
    # Paragraphs that nothing sets off: one that begins with a number or a label begins anew.
    begins_anew = not style.indents and ends_sentence(words) and form_of(lower.text) is not None
    return not begins_anew


def _first_token_width(line: Line) -> float:
    match = TOKEN.match(line.text)
    count = max(1, len(match[0])) if match else 1
    numbers = line.characters[:count]
    boxes = line.page.boxes[numbers[numbers >= 0]]
    return float(boxes[:, 2].max() - boxes[:, 0].min())


def _displayed(current: Paragraph, lower: Line, style: Style) -> bool:
    """Whether two lines are one title: large, centred, alike, close together."""
    upper, margins = current.lines[-1], current.margins
    if len(current.lines) > 3 or (len(current.lines) > 1 and not current.display):
        return False
    if abs(upper.size - lower.size) > 0.05 * upper.size or upper.size < LARGE * style.size:
        return False
    if lower.baseline - upper.baseline > 2.4 * upper.size or len(lower.characters) > LONGEST_DISPLAY:
        return False
    return is_centred(upper, margins) and is_centred(lower, margins)


def is_centred(line: Line, margins: Margins) -> bool:
    """Whether a line leaves as much room on its left as on its right."""
    left, right = line.x0 - margins.left, margins.right - line.x1
    return abs(left - right) < CENTRED * line.size and left > -line.size


def title_text(lines: Sequence[str], full: Sequence[bool] = ()) -> list[str]:
    """The lines of a title, those that one line was too short for joined; `full` tells which go from side to side.

    >>> title_text(["2024年全市工业经济", "运行情况通报"]), title_text(["某市招商局", "关于招商工作的通报"])
    (['2024年全市工业经济运行情况通报'], ['某市招商局', '关于招商工作的通报'])
    >>> title_text(["关于全县招商工作情况的通", "报"])
    ['关于全县招商工作情况的通报']
    """
    joined = [lines[0]]
    for line, filled in zip(lines[1:], [*full, *[False] * len(lines)], strict=False):
        before = joined[-1]
        closed = TITLE.search(before) or ISSUER.search(before)
        if DOCUMENT_NUMBER.fullmatch(before):
            joined.append(line)
            continue
        rest = filled and len(line) < SHORT_REST * len(before)
        goes_on = rest or (not closed and (TITLE.search(before + line) or filled))
        if goes_on and not line.startswith(("关于", "——", "(", "（")):
            joined[-1] = before + line
        else:
            joined.append(line)
    return joined

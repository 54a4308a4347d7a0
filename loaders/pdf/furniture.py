"""What stands around the text on the pages of a PDF: running heads, folios, and marks that every page repeats."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from loaders.blocks import TITLE, UNIT_LINE
from loaders.furniture_rows import first_match, read_labels
from loaders.line_forms import form_of
from loaders.pdf.lines import Line, one_line
from loaders.pdf.pages import Page
from schemas.layout import Box

# Of the height of the page: where heads and folios stand.
ZONE = 0.135
EDGE = 0.11
# Of the width: a rule that parts the head from the text.
WIDE_RULE = 0.6
DEEPEST_ROWS = 4
SAME_HEIGHT = 6.0
APART = 0.9
PALE = 0.4
REPEATED = 0.4
LONGEST = 80
TITLE_REACH = 56.0
SMALL_PRINT, FAR_BELOW, FOOT = 0.9, 2.0, 0.09
OF_ISSUE = ("page_head", "issue_date")
DIGITS = regex.compile(r"\d+|[〇零一二三四五六七八九十百]{1,4}(?=\s*页)")
FOLIO = regex.compile(
    r"""
    [—–―‐\-－·•.～~|\s]{0,6} (?: 第\s? | [Pp]age\s? | P\.?\s? )? \d{1,4} (?: \s? 页 )? [—–―‐\-－·•.～~|\s]{0,6}
    | 第 \s? (?: \d{1,4} | [一二三四五六七八九十百]{1,5} ) \s? 页 .{0,12}
    | [—\-]?\s? \d{1,4} \s? [/／] \s? \d{1,4} \s?[—\-]?
    | [Pp]age \s? \d{1,4} \s? (?: of \s? \d{1,4} )?
    | [ivxlIVXL]{1,6}
    """,
    regex.VERBOSE,
)


@dataclass(slots=True)
class Surroundings:
    """The lines that are no text, by identity; what they tell; what repeats; small print at the foot by page."""

    lines: set[int] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    feet: dict[int, list[list[Line]]] = field(default_factory=dict)


def find_surroundings(
    pages: Sequence[tuple[Page, list[Line]]], tables: Sequence[Sequence[Box]]
) -> Surroundings:
    """The furniture of all pages; `pages` are with their lines outside of the ruled `tables` of each."""
    found = Surroundings()
    margins = [list(_margin_rows(page, lines)) for page, lines in pages]
    sizes = sorted(line.size for _, lines in pages for line in lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    counts = Counter(key for rows in margins for key in {_key(page, row) for page, row in rows})
    least = max(2, REPEATED * len(pages))
    elsewhere = {
        _key(page, row)
        for rows, boxes in zip(margins, tables, strict=True)
        for page, row in rows
        if not _over_table(row, boxes)
    }
    for rows in margins:
        for page, row in rows:
            words, key = one_line(row).text, _key(page, row)
            again = counts[key] >= least and key[0] not in ("", "#")
            again = again and key in elsewhere and not _of_table(row, words, usual)
            if again or _is_folio(page, row, words):
                found.lines.update(id(piece) for piece in row)
                if again:
                    _take_facts(found, words)
    _mastheads(pages, found)
    _ruled_off(pages, found)
    _feet(pages, found)
    _pale(pages, found)
    return found


def _margin_rows(page: Page, lines: Sequence[Line]) -> Iterator[tuple[Page, list[Line]]]:
    """The first and last rows of a page that stand in its margins and apart from what follows."""
    rows = _rows(lines)
    height = page.flow.height
    for ordered, at_top in ((rows, True), (rows[::-1], False)):
        waiting: list[list[Line]] = []
        for place, row in enumerate(ordered[:DEEPEST_ROWS]):
            line = row[0]
            depth = line.bottom if at_top else height - line.top
            if depth > ZONE * height or sum(len(piece.characters) for piece in row) > LONGEST:
                break
            waiting.append(row)
            following = ordered[place + 1][0] if place + 1 < len(ordered) else None
            if following is None or _set_apart(page, line, following):
                yield from ((page, each) for each in waiting)
                waiting = []


def _of_table(row: Sequence[Line], words: str, usual: float) -> bool:
    """Whether a line is the title or the unit of a table, which may well be printed again on the next page."""
    return bool(UNIT_LINE.match(words) or (row[0].size > 1.05 * usual and TITLE.search(words)))


def _over_table(row: Sequence[Line], tables: Sequence[Box]) -> bool:
    """Whether a line stands close above a table; what does so on all its pages is no running head."""
    return any(
        0 <= top + row[0].size - row[0].bottom < TITLE_REACH and row[0].x0 < x1 and x0 < row[-1].x1
        for x0, top, x1, _ in tables
    )


def _set_apart(page: Page, row: Line, following: Line) -> bool:
    upper, lower = (row, following) if row.baseline < following.baseline else (following, row)
    if lower.top - upper.bottom > APART * min(upper.size, lower.size):
        return True
    return _rule_between(page, upper.baseline, lower.top)


def _rule_between(page: Page, top: float, bottom: float) -> bool:
    rules = page.marks.rules
    wide = rules[:, 2] - rules[:, 0] > WIDE_RULE * 0.8 * page.flow.width
    return bool((wide & (rules[:, 1] > top - 1) & (rules[:, 3] < bottom + 2)).any())


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline <= 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _key(page: Page, row: Sequence[Line]) -> tuple[str, int]:
    """The words without their numbers, and the height, from the nearer end of the page."""
    words = "".join(one_line(row).text.split())
    middle = row[0].baseline
    from_edge = middle if middle < page.flow.height / 2 else middle - page.flow.height
    return DIGITS.sub("#", words), round(from_edge / SAME_HEIGHT)


def _is_folio(page: Page, row: Sequence[Line], words: str) -> bool:
    depth = min(row[0].baseline, page.flow.height - row[0].top)
    return depth < EDGE * page.flow.height and FOLIO.fullmatch(words.strip()) is not None


def _take_facts(found: Surroundings, words: str) -> None:
    if words in found.repeated:
        return
    found.repeated.append(words)
    match = first_match(words, "any", "top", "edge")
    told = read_labels(words) or (match[1].groupdict() if match else {})
    for name, value in told.items():
        if value:
            found.facts.setdefault(name, value.strip())


def _mastheads(pages: Sequence[tuple[Page, list[Line]]], found: Surroundings) -> None:
    """What stands over the rule at the top of a newspaper page, if a line of it gives the day of the issue."""
    for page, lines in pages:
        rows = [row for row in _rows(lines) if row[0].baseline < EDGE * page.flow.height][:DEEPEST_ROWS]
        below = min((line.top for line in lines if line.baseline >= EDGE * page.flow.height), default=0.0)
        if not rows or not _rule_between(page, rows[-1][0].baseline, below):
            continue
        pieces = [one_line(same) for row in rows for same in _by_size(row)]
        matches = [first_match(piece.text.strip(), "top") for piece in pieces]
        if not any(match and match[0].kind in OF_ISSUE for match in matches):
            continue
        for piece, match in zip(pieces, matches, strict=True):
            if match is None and not DIGITS.search(piece.text):
                found.facts.setdefault("source_name", piece.text.strip())
            _take_facts(found, piece.text.strip())
        found.lines.update(id(piece) for row in rows for piece in row)


def _by_size(row: Sequence[Line]) -> list[list[Line]]:
    groups: dict[int, list[Line]] = defaultdict(list)
    for piece in row:
        groups[round(piece.size)].append(piece)
    return [groups[size] for size in sorted(groups, reverse=True)]


def _ruled_off(pages: Sequence[tuple[Page, list[Line]]], found: Surroundings) -> None:
    """Small print below a rule at the foot of a page, but for what a notice prints there: copies and date."""
    for page, lines in pages:
        height = page.flow.height
        sizes = sorted(line.size for line in lines)
        usual = sizes[len(sizes) // 2] if sizes else 0.0
        for row in _rows(lines)[-2:]:
            line = row[0]
            if height - line.top > 0.09 * height or max(piece.size for piece in row) > 0.92 * usual:
                continue
            words = one_line(row).text
            ruled = _rule_between(page, line.top - 2.5 * line.size, line.top)
            if ruled and form_of(words) is None and "印发" not in words:
                found.lines.update(id(piece) for piece in row)


def _feet(pages: Sequence[tuple[Page, list[Line]]], found: Surroundings) -> None:
    """Small print far below the text: it stays, but no paragraph goes through it."""
    for page, lines in pages:
        rows = _rows([line for line in lines if id(line) not in found.lines])
        sizes = sorted(line.size for line in lines)
        if len(rows) < 3:
            continue
        row, above = rows[-1], rows[-2]
        small = max(piece.size for piece in row) < SMALL_PRINT * sizes[len(sizes) // 2]
        far = row[0].top - above[0].bottom > FAR_BELOW * row[0].size
        low = page.flow.height - row[0].top < FOOT * page.flow.height
        if small and far and low and form_of(one_line(row).text) is None:
            found.lines.update(id(piece) for piece in row)
            found.feet.setdefault(page.number, []).append(row)


def _pale(pages: Sequence[tuple[Page, list[Line]]], found: Surroundings) -> None:
    """Light words that stand on several pages in the same place."""
    if len(pages) < 2:
        return
    places: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for page, lines in pages:
        shades = page.characters.shades
        if not (shades > PALE).any():
            continue
        for line in lines:
            numbers = line.characters[line.characters >= 0]
            if float(shades[numbers].mean()) > PALE:
                places[line.text, round(line.x0 / SAME_HEIGHT), round(line.baseline / SAME_HEIGHT)].append(
                    line
                )
    for same in places.values():
        if len(same) >= max(2, REPEATED * len(pages)):
            found.lines.update(id(line) for line in same)

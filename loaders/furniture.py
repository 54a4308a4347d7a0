"""Take out what stands around a bulletin on a page, and keep what it tells of the bulletin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.characters import PAGE_BREAK, STOP, TABLE_SIGN
from loaders.furniture_rows import first_match, furniture_rows, may_be_furniture, read_labels
from loaders.line_forms import form_of
from loaders.lines import Line, lines_of
from loaders.traced import Edit, TracedText
from schemas import Furniture, Truncation

# What tells of the web site: the path of the page, the site's name, the foot of the page
OF_SITE = ("breadcrumb", "site", "footer")
MOST_OF_SITE = 200
PAGE_SIGN = PAGE_BREAK + "\n"
STOP_SIGN = "\n" + STOP + "\n"


class Bare(NamedTuple):
    """A text without furniture, and what the furniture told."""

    text: TracedText
    furniture: Furniture


@dataclass
class Findings:
    """What has been read so far; of two dates the first one counts."""

    facts: dict[str, str] = field(default_factory=dict)
    attachments: list[str] = field(default_factory=list)
    site: list[str] = field(default_factory=list)
    cut: bool = False

    def take(self, facts: Mapping[str, str | None]) -> None:
        """Add what a piece of furniture tells."""
        for name, value in facts.items():
            if value and name == "attachments":
                self.attachments.append(value)
            elif value:
                self.facts.setdefault(name, value.strip())

    def result(self) -> Furniture:
        """All of it in one."""
        shown, total = self.facts.get("shown"), self.facts.get("total")
        truncation = Truncation(shown=int(shown) if shown else None, total=int(total) if total else None)
        return Furniture(
            published=self.facts.get("published"),
            source_name=self.facts.get("source_name"),
            author=self.facts.get("author"),
            page_title=self.facts.get("page_title"),
            site=" ".join(self.site)[:MOST_OF_SITE] or None,
            attachments=tuple(self.attachments),
            truncated=truncation if self.cut else None,
        )


def take_out_furniture(text: TracedText) -> Bare:
    r"""The bulletin alone, with signs where pages ended or something was cut off.

    >>> page = "首页 > 新闻 > 正文\n通报\n时间：2021-03-04 来源：某局\n今年\n— 2 —\n以来。"
    >>> bare = take_out_furniture(TracedText.of(page))
    >>> bare.text.text, bare.furniture.source_name
    ('\n通报\n\n\x1d\n\n今年\n\x0c\n\n以来。', '某局')
    """
    findings = Findings()
    whole = _drop_inline(text, findings)
    lines = lines_of(whole.text)
    edits = list(_line_edits(whole.text, lines, findings))
    bare = whole.edit(edits)
    return Bare(_drop_page_title(bare, findings), findings.result())


def _drop_inline(text: TracedText, findings: Findings) -> TracedText:
    for row in furniture_rows("inline"):
        matches = list(row.finditer(text.text))
        for match in matches:
            findings.cut = True
            findings.take(match.groupdict())
        text = text.edit(Edit(*match.span(), STOP_SIGN) for match in matches)
    return text


def _line_edits(text: str, lines: list[Line], findings: Findings) -> Iterable[Edit]:
    upwards = range(len(lines) - 1, -1, -1)
    last = next((i for i in upwards if _is_body(text[lines[i].start : lines[i].end])), -1)
    in_head = True
    for number, line in enumerate(lines):
        words = text[line.start : line.end]
        if not may_be_furniture(words):
            in_head = in_head and not _is_body(words)
            continue
        facts = read_labels(words)
        if facts is not None:
            findings.take(facts)
            # 发布时间：… between a headline and the text: the headline does not go on below it.
            yield Edit(line.start, line.end, STOP_SIGN if in_head else "")
            continue
        found = first_match(
            words, *(("any", "top", "edge") if in_head else ("any", "edge") if number > last else ("any",))
        )
        if found is not None:
            findings.take(found[1].groupdict())
            if found[0].kind in OF_SITE:
                findings.site.append(words.strip())
            yield Edit(line.start, line.end, PAGE_SIGN if found[0].kind == "page_mark" else "")
            continue
        if first_match(words, "tail") and number > last:
            yield Edit(line.start, len(text), "")
            return
        yield from _prefix_edits(words, line)
        in_head = in_head and not _is_body(words)


def _prefix_edits(words: str, line: Line) -> Iterable[Edit]:
    for row in furniture_rows("prefix"):
        match = row.match(words)
        if match is not None:
            yield Edit(line.start, line.start + match.end(), PAGE_SIGN)


def _is_body(words: str) -> bool:
    """Whether a line belongs to the bulletin's body: full sentences, numbered headings, a salutation."""
    if "。" in words:
        return first_match(words, "top") is None
    form = form_of(words)
    return form is not None and form.form in ("heading", "salutation")


def _drop_page_title(text: TracedText, findings: Findings) -> TracedText:
    """Take out a first line that the page repeats: over the text itself, or in a collector's introduction."""
    lines = lines_of(text.text[:2000])
    if len(lines) < 2:
        return text
    first, second = (text.text[line.start : line.end] for line in lines[:2])
    if first == TABLE_SIGN or first not in (second, findings.facts.get("page_title")):
        return text
    findings.facts["page_title"] = first
    return text.edit([Edit(lines[0].start, lines[0].end, "")])

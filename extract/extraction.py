"""The way from a Document to a Bulletin, step by step."""

from __future__ import annotations

import regex

from extract import assemble
from extract.areas import gazetteer
from extract.known_names import known_names
from extract.line_lists import line_lists
from extract.links import link
from extract.meta import read_meta
from extract.periods import Anchor
from extract.reader import Reader
from extract.short_names import short_names
from extract.subjects import SubjectReader
from extract.tables import read_table
from extract.user_lexicon import UserLexicon, using
from schemas import Bulletin, Document, Meta

# 去年，全市…: the year that is reported on is told as the last one; what it is only compared with is not
LAST_YEAR_TOLD = regex.compile(r"(?<![比较与同由从是和跟])去年(?!同|的)")


def extract(document: Document, lexicon: UserLexicon | None = None) -> Bulletin:
    """Read a document: its metadata, then every figure, percentage, ranking and roster.

    The words of `lexicon` go before the built-in ones, in this call only. Nothing is raised for what cannot be
    understood: it is named in `warnings`.
    """
    with using(lexicon):
        return _read(document, lexicon.subjects if lexicon else frozenset())


def _read(document: Document, subjects: frozenset[str]) -> Bulletin:
    meta = read_meta(document)
    own_short = gazetteer().short_name(meta.area) if meta.area else None
    known = known_names(document) | subjects
    names = SubjectReader(known, own_names(meta), short_names(meta, document.text), own_short)
    reader = Reader(document, anchor_of(meta, document.text), meta.period, names)
    reader.title = meta.title or ""
    for block in document.blocks:
        if block.kind == "heading":
            reader.heading(block.start, block.end)
            if _speaks(document.text[block.start : block.end]):
                reader.block(block.start, block.end)
        elif block.kind == "table" and block.table is not None:
            read_table(block.table, reader)
        elif block.kind in ("paragraph", "note"):
            reader.block(block.start, block.end)
    reader.drop_lists(document.text.find(meta.title) if meta.title else -1, meta.title or "")
    reader.take_lists(*line_lists(reader.text, document.blocks))
    drafts = sorted(reader.memory.drafts, key=lambda draft: (draft.table is not None, draft.number.start))
    link(drafts, document.text)
    figures, percentages = assemble.records(drafts, document)
    return Bulletin(
        source=document.source,
        meta=meta,
        text=document.text,
        figures=figures,
        percentages=percentages,
        rankings=assemble.rankings(reader.rankings, reader.places, document),
        rosters=assemble.rosters(reader.rosters, document),
        warnings=[*document.warnings, *warnings(reader)],
    )


def own_names(meta: Meta) -> frozenset[str]:
    """The names of the area that the bulletin reports on: what is said of it is said of the whole."""
    if meta.area is None:
        return frozenset()
    kinds = ("开发区", "高新区", "经开区", "园区", "新区", "示范区", "度假区", "保税区")
    return frozenset((meta.area.name, *(kind for kind in kinds if meta.area.name.endswith(kind))))


def anchor_of(meta: Meta, text: str) -> Anchor:
    """What relative words for time refer to in this bulletin."""
    period = meta.period
    issued = int(meta.issued[:4]) if meta.issued else _given_in(meta)
    if period is not None and period.end is not None:
        first = int(period.start[5:7]) if period.start else 1
        year, daily = int(period.end[:4]), len(period.end) > 7
        over_years = (period.length_months or 0) > 12
        of_an_assembly = over_years or "政府工作报告" in (meta.title or "")
        told = issued == year + 1 and (of_an_assembly or LAST_YEAR_TOLD.search(text))
        return Anchor(
            year,
            int(period.end[5:7]),
            first,
            issued,
            this_year=issued if told else None,
            daily=daily,
            day=period.last_day() if daily else None,
        )
    return Anchor(issued, None, 1, issued)


def _given_in(meta: Meta) -> int | None:
    """The year that 2016年政府工作报告 is named for, where it reports on the time before and prints no date."""
    named = (
        regex.search(r"(?<!\d)20\d\d(?=年)", meta.title or "") if "工作报告" in (meta.title or "") else None
    )
    last = meta.period.year if meta.period is not None else None
    return int(named[0]) if named and last is not None and int(named[0]) == last + 1 else None


def warnings(reader: Reader) -> list[str]:
    """One line for each number that no rule claimed."""
    return [f"unread number at {number.start}: {number.quote}" for number in reader.unread]


def _speaks(heading: str) -> bool:
    """Whether a heading is a sentence of its own (一、签约项目30个。) rather than a title."""
    return heading.endswith(("。", "；", "，"))

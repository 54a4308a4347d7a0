"""The metadata of a bulletin: a Document in; its title, issuer, dates, area and period out.

>>> from schemas import Source
>>> text = "2022年1-9月全县招商引资情况通报\\n各乡镇:\\n1-9月，签约46个。\\n颍上县商务局\\n2022年10月12日"
>>> meta = read_meta(Document(source=Source(sha256=""), text=text, blocks=[]))
>>> meta.kind, meta.issuer, meta.issued, meta.area.code, meta.period.end
('通报', '颍上县商务局', '2022-10-12', '341226', '2022-09')
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import regex

from extract.areas import Gazetteer, gazetteer
from extract.meta_area import Clues, bulletin_area
from extract.meta_attachments import attachments
from extract.meta_dates import as_day, day_in_year, first_date, labelled_date
from extract.meta_head import CAPTION, Head, kind_word, read_head
from extract.meta_lines import FLAGS, HeadLine, body_head, compact, head_lines, tail_lines
from extract.meta_period import DATED, bulletin_period
from extract.meta_spans import own_year
from extract.meta_words import meta_pattern, title_kinds
from schemas.bulletin import BulletinKind, Meta
from schemas.document import Document, Truncation

# **镇, ××公司, xx年, 某某局: names that were taken out. One sign between numbers is multiplication.
REDACTED = meta_pattern(r"""
    (?: (?: [*＊]{2,} | [×Xx]{2,} | (?<! [一二三四五六七八九〇] ) ○{2,} | □{2,} )
        \s? \p{Han}{0,4}? <place_of_masked>
      | (?<= \p{Han} ) [*＊×] {2,} (?! \d )
      | 某某 \p{Han} )
""")
# 本报讯, 记者日前从市招商工作会议上获悉, 某网 记者 某某 2024年2月6日 07:52, 责任编辑:某某
NEWS = meta_pattern(
    r"""(?: <news> ) | 本 [报网台刊社] \p{Han}{0,6} [讯电] [】)）\s] | 记者 [^。\n]{0,30} (?: <reporter_source> )
      | 记者 \s? \p{Han}{2,4} \s? [|｜]? \s? \p{Han}{0,4} 报道
      | 记者 [\s:：]? \p{Han}{2,4} (?: [\s、] \p{Han}{2,4} )? [\s|｜]?
        (?: 19 | 20 ) \d{2} [-年./] \d{1,2} [-月./] \d{1,2}"""
)
# 现将有关情况通报如下: what a bulletin without a telling title calls itself.
CALLS_ITSELF = meta_pattern(r"(?P<kind> <kind> ) 如下")
# 全文共3779字,当前仅显示1908字
CUT = regex.compile(r"全文共? \s? (?P<total> \d+ ) \s? 字 [^\d\n]{0,20} (?P<shown> \d+ ) \s? 字", FLAGS)
# ——2018年2月10日在某市第十五届人民代表大会第三次会议上
DELIVERED = regex.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日在[^\n，。]{4,60}(?:会议|大会)[^\n，。]{0,8}上")
# (市民政局 2022年11月16日), (某支行调查统计科，2018年10月17日), 2023-07-28 10:16 某报: an office or a paper beside
# the date
BELOW_TITLE = regex.compile(
    r"^[（(](?!截[至止]|统计|数据|时间)\p{Han}{2,30}[\s，,、]?\s?(?P<day>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)[)）]$"
    r"|^(?P<day>(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})\s?\d{1,2}[:：]\d{2}(?!\d)",
    regex.MULTILINE,
)
# 原创 某某 2022-12-20 17:30, 某报记者 某某 2006年8月3日, 时间：2018年1月9日上午10:00
DAY = regex.compile(r"(?<!至|截止|截至)(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|年\d{1,2}月\d{1,2}日)")
# 某新闻网4月12日讯(记者 …): the year is that of the text
DATELINE = regex.compile(
    r"(?P<day>(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)(?:电|讯|消息[，：])"
)
FIRST_WORDS = 600
LONGEST_BYLINE = 60


def read_meta(document: Document, places: Gazetteer | None = None) -> Meta:
    """What a bulletin says of itself.

    Args:
        document: the bulletin as text; what its page told (`furniture`) fills what the text leaves open.
        places: the gazetteer to look areas up in; the project's own where none is given.
    """
    text, furniture = document.text, document.furniture
    head = read_head(text, furniture, _heading(document))
    opening = body_head(text)
    issued = issue_date(head, document)
    clues = Clues(head.title, head.issuer, furniture.source_name, furniture.site, text, as_day(issued))
    return Meta(
        title=head.title,
        issuer=head.issuer,
        document_number=head.document_number,
        kind=kind_of(head, document, opening),
        issued=issued,
        area=bulletin_area(clues, places or gazetteer()),
        period=bulletin_period(f"{head.title or ''}{head.caption}", opening, issued, text),
        script=document.script,
        truncated=furniture.truncated or _truncation(text),
        redacted=REDACTED.search(f"{head.title}\n{text}") is not None,
        attachments=attachments(text) or list(furniture.attachments),
    )


def issue_date(head: Head, document: Document) -> str | None:
    """The date of the signature, else of the head, else below the text, else of the page."""
    if head.signed and (signed := first_date(head.signed[-1].text)):
        return signed
    in_head = [line.text for line in head.lines if line.role == "date"]
    at_end = (line.text for line in reversed(tail_lines(document.text)) if line.role == "date")
    for line in chain(in_head, at_end):
        if found := first_date(line):
            return found
    return next(filter(None, _other_dates(head, document)), None)


def _other_dates(head: Head, document: Document) -> Iterator[str | None]:
    """The dates of a bulletin without a line that is nothing but a date, the surest first."""
    opening = document.text[:FIRST_WORDS]
    yield first_date(document.furniture.published or "")
    yield labelled_date(opening) or labelled_date(document.text[-FIRST_WORDS:])
    for pattern, text in ((DELIVERED, opening), (DATED, head.title or "")):
        yield first_date(found[0]) if (found := pattern.search(text)) else None
    yield first_date(below["day"]) if (below := BELOW_TITLE.search(opening)) else None
    # 10月7日 beside the number of the issue: the year is that of the number or of the title.
    context = f"{head.document_number or ''} {head.title or ''}"
    bare_days = (*head.signed[-1:], *(line for line in head.lines if line.role == "date"))
    yield from (day_in_year(line.text, context) for line in bare_days)
    yield from (first_date(line.raw) for line in head.lines if _says_who_and_when(line))
    yield from (first_date(line.raw) for line in tail_lines(document.text)[-3:] if _says_who_and_when(line))
    dateline = DATELINE.search(opening)
    yield day_in_year(dateline["day"], f"{own_year(opening) or ''}年") if dateline else None


def _says_who_and_when(line: HeadLine) -> bool:
    """A short line of the head or the tail beside whose names or page a day is printed."""
    return (
        line.role in ("plain", "furniture") and len(line.raw) < LONGEST_BYLINE and bool(DAY.search(line.raw))
    )


def kind_of(head: Head, document: Document, opening: str) -> BulletinKind:
    """The kind that the title names, else what the bulletin calls itself, else news for a medium's page."""
    word = kind_word(head.title or "")
    kind = title_kinds()[word] if word else "其他"
    if kind != "其他":
        return kind
    named = CALLS_ITSELF.search(opening)
    if named and title_kinds()[named["kind"]] != "其他":
        return title_kinds()[named["kind"]]
    is_news = NEWS.search(document.text[:FIRST_WORDS])
    on_page = document.furniture.source_name and document.furniture.published
    return "新闻" if word is None and (is_news or on_page) else "其他"


def _heading(document: Document) -> str | None:
    """What the layout sets off as the title of the whole."""
    titles = (document.text[block.start : block.end] for block in document.blocks if block.level == 0)
    lines = (title.replace("\n", " ").strip() for title in titles)
    likely = (line for line in lines if line and not CAPTION.fullmatch(compact(line)))
    return next(
        (line for line in likely if {part.role for part in head_lines(line)} <= {"title", "plain"}), None
    )


def _truncation(text: str) -> Truncation | None:
    match = CUT.search(text)
    return Truncation(shown=int(match["shown"]), total=int(match["total"])) if match else None

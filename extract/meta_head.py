"""Title, issuing office and number of a bulletin: what its head and its signature print.

>>> text = "某县商务局文件\\n某商〔2021〕7号\\n关于一季度招商\\n引资情况的通报\\n各乡镇:\\n一、情况"
>>> head = read_head(text, Furniture())
>>> head.title, head.issuer, head.document_number
('关于一季度招商引资情况的通报', '某县商务局', '某商〔2021〕7号')
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile, takewhile

import regex

from extract.meta_lines import (
    FLAGS,
    NUMBER,
    NUMBER_LINE,
    TITLE_END,
    HeadLine,
    dated_lines,
    ends_sentence,
    head_lines,
    is_organ,
)
from extract.meta_words import meta_pattern
from schemas.document import Furniture

MOST_TITLE_LINES = 4
SHORTEST_HEADLINE = 6
LONGEST_TITLE = 120
LABEL_WITHIN = 400

# 关于, 对于, a year, a mask: what a whole title begins with.
OPENS_TITLE = regex.compile(
    r"""(?: \p{Han}{0,40}? (?: 关于 | 对于 ) | (?: 19 | 20 ) \d{2} \s? 年 | 二[〇○零] | [*×xX]{2}
          | [上下]半年 | [前第]?[一二三四]\s?季度 | \d{1,2} \s? [-—–~至] | \d{1,2} \s? 月 )""",
    FLAGS,
)
ABOUT = regex.compile(r"(?P<organ> [\p{Han}*×()（）、 ]{3,60}? ) \s* (?: 关于 | 对于 )", FLAGS)
WHOLE_AREA = regex.compile(r"[全我] [省市县区州旗盟镇乡]", FLAGS)
# 苍溪县…公报[1], …简报（第3期）: a note's sign is no part of the title, nor is the name of the web site.
NOTE_SIGN = regex.compile(r"\s* (?: \[\d{1,2}\] | [①②③*] ) \Z", FLAGS)
SITE = meta_pattern(r"\s* [-_|–—] {1,2} \s* [\p{Han}]{2,20}? (?: <site> ) \Z")
# 第28周(7月8日—7月14日), (2023年1-9月)
CAPTION = regex.compile(r"(?: (?: (?: 19 | 20 ) \d{2} 年 )? 第 \d{1,2} 周 )? (?: [(（] .* [)）] )?", FLAGS)
TITLE_LABEL = meta_pattern(r"\A (?: <title_label> ) \s? [:：] \s?")
# What a line of offices says besides their names.
BESIDE_OFFICE = meta_pattern(r"\s* (?: 文件 | 编 | 编印 | 主办 | [(（] (?: <seal> ) [)）] ) \Z")
# 报送单位：某县商务局
LABELLED_OFFICE = meta_pattern(
    r"(?: <issuer_label> ) \s? [:：] \s? (?P<office> [^:：，。；\n]{3,60}? ) (?= \s | \Z | [，。；] )"
)
# (某支行调查统计科，2018年10月17日): who wrote it, and when, below the title
WRITTEN_BY = regex.compile(
    r"^ [（(] (?P<office> \p{Han}{3,30} ) [\s，,、] \s? (?: 19 | 20 ) \d{2} 年 \d{1,2} 月 \d{1,2} 日 [)）] $",
    FLAGS | regex.MULTILINE,
)
# 某市招商局2013年上半年工作总结: an office whose own work it is
OWN_WORK = regex.compile(
    r"""(?P<organ> [\p{Han}]{4,30}? ) (?: 关于 )? (?: (?: 19 | 20 ) \d{2} 年 | [上下]半年 | [前第]? [一二三四] 季度 )
        \p{Han}{0,8} 工作 (?: 总结 | 汇报 | 报告 | 情况 )""",
    FLAGS,
)
# 领导小组办公室 by itself: its first half stands on the line above.
SECOND_HALF = meta_pattern(r"(?: <organ> )")
# 2021年工作总结及2022年工作计划, …综述（上）
KIND_INSIDE = meta_pattern(r"(?P<kind> <kind> ) (?= 及 | 和 | 与 | 暨 | [(（:：] )")
PRINTED_BY = "印"
NUMBERED_MASTHEAD = meta_pattern(r"\A \p{Han}{0,20} (?: <masthead> ) \s* (?P<rest> .{3,24} ) \Z")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and the signature of a bulletin print; `None` where they do not."""

    title: str | None
    issuer: str | None
    document_number: str | None
    caption: str
    signed: tuple[HeadLine, ...]
    lines: tuple[HeadLine, ...]


def read_head(text: str, furniture: Furniture, heading: str | None = None) -> Head:
    """Read the head and the signature of a text.

    Args:
        text: the normalised text of the whole bulletin.
        furniture: what the page around it told; its title and source count where the text itself has none.
        heading: what the layout sets off as the title, for texts whose words do not tell.
    """
    lines = tuple(head_lines(text))
    signature = signed_by(dated_lines(text))
    start, end = _title_span(lines)
    if start == end and not (outside := _without_site(furniture.page_title) or heading):
        start, end = _first_plain(lines)
        outside = None
    title = _title(lines, start, end) if end else outside
    issuer = (
        _joined(signature[:-1])
        or _labelled_office(text)
        or _organ_of_title(title)
        or _letterhead(lines)
        or _organ_near(lines, start, end)
        or _organ_of_brackets(text)
        or _organ_at_work(title)
        or (furniture.author if is_organ(furniture.author or "") else None)
        or furniture.source_name
    )
    below = end or next((place for place, line in enumerate(lines, 1) if line.raw == title), 0)
    return Head(title, issuer, _document_number(lines), _caption(lines, below), signature, lines)


def signed_by(dated: list[tuple[HeadLine, ...]]) -> tuple[HeadLine, ...]:
    """The offices of the signature and the date below them; the imprint (…印发) where there is none."""
    found: list[tuple[HeadLine, ...]] = []
    for lines in dated:
        start = len(lines) - 1
        while start and lines[start - 1].role == "organ":
            start -= 1
        if start < len(lines) - 1:
            found.append(_whole_office(lines, start))
    signatures = [signature for signature in found if PRINTED_BY not in signature[-1].text]
    return signatures[-1] if signatures else found[0] if found else ()


def _whole_office(lines: tuple[HeadLine, ...], start: int) -> tuple[HeadLine, ...]:
    """The signature from line `start` on; an office set in two lines is put together."""
    first = lines[start]
    above = lines[start - 1] if start else None
    wrapped = above is not None and above.role == "plain" and above.text.isalpha() and not first.gap
    if above is None or not wrapped or not SECOND_HALF.match(first.text):
        return lines[start:]
    whole = above.text + first.text
    return (first._replace(text=whole), *lines[start + 1 :]) if is_organ(whole) else lines[start:]


def _labelled_office(text: str) -> str | None:
    """What a label such as 报送单位： names, near the beginning or the end."""
    match = LABELLED_OFFICE.search(text[:LABEL_WITHIN]) or LABELLED_OFFICE.search(text[-LABEL_WITHIN:])
    return match["office"].strip() if match else None


def _title_span(lines: tuple[HeadLine, ...]) -> tuple[int, int]:
    """Where the title begins and ends; `(0, 0)` where no line looks like one."""
    subtitle = next((place for place, line in enumerate(lines) if line.role == "subtitle"), None)
    if subtitle and (lines[subtitle - 1].role == "plain" or kind_word(lines[subtitle].text)):
        return _headline_start(lines, subtitle), subtitle + 1
    spans = [_formal_span(lines, place) for place, line in enumerate(lines) if line.role == "title"]
    return max(
        spans,
        key=lambda span: (_formality(_joined(lines[slice(*span)]) or ""), -span[0]),
        default=(0, 0),
    )


def _first_plain(lines: tuple[HeadLine, ...]) -> tuple[int, int]:
    """The headline of a news item: the first line that is nothing else; the masthead where there is none."""
    for place, line in enumerate(lines):
        headline = line.role == "plain" and not CAPTION.fullmatch(line.text)
        if headline and len(line.text) >= SHORTEST_HEADLINE and not ends_sentence(line.text):
            return place, place + 1
    masthead = next((place for place, line in enumerate(lines) if line.role == "masthead"), None)
    return (masthead, masthead + 1) if masthead is not None else (0, 0)


def _caption(lines: tuple[HeadLine, ...], end: int) -> str:
    """The line below the title that tells its time: (2023年1-9月), 第28周(7月8日—7月14日)."""
    below = (line.text for line in lines[end : end + 3] if end and line.role == "plain")
    return next((text for text in below if text and CAPTION.fullmatch(text)), "")


def _headline_start(lines: tuple[HeadLine, ...], subtitle: int) -> int:
    """A headline of two lines stands in one piece, without a blank line inside."""
    start = subtitle - 1
    above = lines[start - 1] if start else None
    if above and not lines[start].gap and above.role == "plain" and len(above.text) >= SHORTEST_HEADLINE:
        return start - 1
    return start


def _formal_span(lines: tuple[HeadLine, ...], last: int) -> tuple[int, int]:
    """The lines of a wrapped title that ends in line `last`: upwards until it begins like a title."""
    start = last
    while start and last - start < MOST_TITLE_LINES and not OPENS_TITLE.match(_text(lines, start, last)):
        above = lines[start - 1]
        wrapped = (
            above.role == "plain" and not lines[start].gap and not above.text.endswith((":", "：", "。"))
        )
        if not wrapped or len(above.text) < SHORTEST_HEADLINE:
            break
        start -= 1
    return start, last + 1


def _formality(title: str) -> int:
    """An office in front of 关于 is surest to be the title of the document itself."""
    return 2 if is_organ(_before_about(title)) else 1 if title.startswith("关于") else 0


def _title(lines: tuple[HeadLine, ...], start: int, end: int) -> str | None:
    if start == end:
        return None
    if lines[end - 1].role == "subtitle":
        headline = " ".join(line.raw for line in lines[start : end - 1])
        return f"{headline}——{lines[end - 1].text.lstrip('—-―')}"
    title = TITLE_LABEL.sub("", NOTE_SIGN.sub("", _text(lines, start, end - 1)))
    if lines[end - 1].role != "title":
        return lines[start].raw[:LONGEST_TITLE]
    return f"{_office_above(lines, start, title)}{title}"


def _office_above(lines: tuple[HeadLine, ...], start: int, title: str) -> str:
    """The offices whose lines stand right above 关于…, or above a title that tells of no place at all.

    Above 2019年上半年全市重点项目建设情况通报 an office is a letterhead.
    """
    of_whole = "关于" not in title and WHOLE_AREA.search(title)
    if of_whole or not OPENS_TITLE.match(title) or is_organ(_before_about(title)):
        return ""
    first = start
    while first and lines[first - 1].role == "organ" and not lines[first - 1].text.endswith("文件"):
        first -= 1
    return " ".join(line.text for line in lines[first:start])


def _before_about(title: str) -> str:
    about = ABOUT.match(title)
    return about["organ"].strip() if about else ""


def _text(lines: tuple[HeadLine, ...], first: int, last: int) -> str:
    return "".join(line.text for line in lines[first : last + 1])


def _joined(lines: tuple[HeadLine, ...]) -> str | None:
    return "、".join(BESIDE_OFFICE.sub("", line.text) for line in lines) or None


def _organ_of_title(title: str | None) -> str | None:
    organ = _before_about(title or "")
    return organ if is_organ(organ) else None


def _organ_of_brackets(text: str) -> str | None:
    match = WRITTEN_BY.search(text, 0, LABEL_WITHIN)
    return match["office"] if match and is_organ(match["office"]) else None


def _organ_at_work(title: str | None) -> str | None:
    match = OWN_WORK.match(title or "")
    return match["organ"] if match and is_organ(match["organ"]) else None


def _letterhead(lines: tuple[HeadLine, ...]) -> str | None:
    """The red head: the line of offices that ends with 文件."""
    return _joined(tuple(line for line in lines[:8] if line.role == "organ" and line.text.endswith("文件")))


def _organ_near(lines: tuple[HeadLine, ...], start: int, end: int) -> str | None:
    """The offices near the title, each on a line or side by side: those above it, else those below it."""
    for near in (tuple(reversed(lines[:start])), lines[end : end + 4]):
        rest = dropwhile(lambda line: line.role != "organ", near)
        offices = tuple(takewhile(lambda line: line.role == "organ", rest))
        if offices:
            return _joined(tuple(sorted(offices, key=lines.index)))
    return None


def _document_number(lines: tuple[HeadLine, ...]) -> str | None:
    for line in lines:
        if line.role == "number" and (match := NUMBER_LINE.fullmatch(line.text)):
            return match["number"].replace(" ", "")
    for line in lines:
        # 督办通报（第7期）, 督办通报 第7期: the number of an issue behind its masthead.
        masthead = NUMBERED_MASTHEAD.match(line.text)
        if masthead and (match := NUMBER.search(masthead["rest"])):
            number = match["number"]
            return number if number.strip("()（） ").isdigit() else number.strip("()（） ")
    return None


def _without_site(title: str | None) -> str | None:
    return SITE.sub("", title.strip()) or None if title else None


def kind_word(title: str) -> str | None:
    """The word that ends a title and tells its kind.

    >>> kind_word("关于一季度招商引资情况的通报"), kind_word("一季度实现开门红")
    ('通报', None)
    """
    match = TITLE_END.search(title) or KIND_INSIDE.search(title)
    return match["kind"] if match else None

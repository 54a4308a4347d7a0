"""Titles of the 附件 that a bulletin lists below its text.

>>> attachments("附件:1.2020年1-3月完成情况表\\n2.各镇排名表 3.指标解释\\n某县商务局\\n2020年4月1日")
['2020年1-3月完成情况表', '各镇排名表', '指标解释']
>>> attachments("附件：全县招商引资完成情况表\\n"), attachments("见附件：无。后文")
(['全县招商引资完成情况表'], [])
>>> attachments("附件：1.各镇完成情况表.xls 2.重点清单.PDF")
['各镇完成情况表', '重点清单']
"""

from __future__ import annotations

import regex

from extract.meta_lines import FLAGS, compact, role_of

# 附件：, 附件1：, 附件 2. at the beginning of a line.
LIST_START = regex.compile(
    r"^ [ \u3000\t]* 附 \s? [件表] \s? (?P<number> \d{0,2} ) \s? [:：.、] [ \u3000]*", FLAGS | regex.M
)
# 1. 2、 3) before a title, but not 3.8亿元 inside one.
ITEM = regex.compile(
    r"(?<! [\d.] ) (?P<number> \d{1,2} ) \s? [.．、)）] \s? (?! \d{1,2} \s? [%亿万] )", FLAGS
)
LONGEST_LIST = 1500
# What stands behind a title: a stop, and on pages the ending of the file's name.
TRAILING = regex.compile(
    r"(?: \. (?: docx? | xlsx? | pdf | wps | et | ofd | zip | rar ) )? [。；;，,\s]* \Z", FLAGS | regex.I
)


def attachments(text: str) -> list[str]:
    """The titles in the order of their numbers; `[]` where none are listed."""
    starts = list(LIST_START.finditer(text))
    if not starts:
        return []
    if starts[0]["number"]:
        # 附件1：… 附件2：… each on a line of its own.
        ends = [match.start() for match in starts[1:]] + [len(text)]
        titles = [_block(text[start.end() : end]) for start, end in zip(starts, ends, strict=True)]
        return [_clean(title) for title in titles if title]
    return _items(_block(text[starts[0].end() :]))


def _block(text: str) -> str:
    """The lines of the list: up to the signature, the distribution or a line that is empty."""
    lines: list[str] = []
    for raw in text[:LONGEST_LIST].split("\n"):
        line = compact(raw)
        if not line or role_of(line) in {"organ", "date", "furniture"}:
            break
        lines.append(line)
    return " ".join(lines)


def _items(block: str) -> list[str]:
    """Split at 1. 2. 3. in their order: a number that is not the next one belongs to a title."""
    cuts: list[tuple[int, int]] = []
    for marker in ITEM.finditer(block):
        if int(marker["number"]) == len(cuts) + 1 and (cuts or marker.start() == 0):
            cuts.append(marker.span())
    if not cuts:
        return [_clean(block)] if block else []
    ends = [start for start, _ in cuts[1:]] + [len(block)]
    return [_clean(block[start:end]) for (_, start), end in zip(cuts, ends, strict=True)]


def _clean(title: str) -> str:
    return TRAILING.sub("", compact(title))

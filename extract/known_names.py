"""Known names: the units that a bulletin itself lists, so that a clause about one of them is recognised."""

from __future__ import annotations

import regex

from extract.subjects import SubjectReader, apart, split_names
from schemas import Document

LISTED = regex.compile(
    r"(?:是|为|有|：|:|的|，|^)((?:[^，。；：:、\n]{2,20}、){1,20}[^，。；：:、\n]{2,20})", regex.MULTILINE
)
NO_NAME = regex.compile(r"\d|[的和]|会同|联合|牵头|组织")
# 滨江园|管委会: a park is called by its name alone
PARK = regex.compile(r"(?<=.{2}园)管委会$")
BARE = regex.compile(r"\s*\([^()]*\)$")


def known_names(document: Document) -> frozenset[str]:
    """Names that stand in enumerations or in the first column of a table."""
    reader = SubjectReader()
    found: set[str] = set()
    for match in LISTED.finditer(document.text):
        for member in split_names(match[1]):
            name = apart(BARE.sub("", member), reader)[1]
            if 2 <= len(name) <= 14 and reader.is_name(name) and not NO_NAME.search(name):
                found |= frozenset() if reader.overruns(name) else {name, PARK.sub("", name)}
    for block in document.blocks:
        if block.table is not None:
            found |= {
                cell.text
                for cell in block.table.cells
                if cell.column == 0 and cell.row >= block.table.head_rows and reader.is_name(cell.text)
            }
    return frozenset(found)

"""The spaCy component: a Doc comes in; its bulletin and the places of its records go out, on the same Doc.

It stands under the entry point of the package, so that any pipeline finds it by its name. It keeps no state and has
no settings: it can be saved, loaded and sent to other processes as it is.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> reader = nlp.add_pipe("tongbao")
>>> doc = nlp("2023年1-8月，全縣新簽約項目 52 個。")
>>> doc.spans["figures"][0].text, doc._.bulletin.figures[0].quote
('52 個', '52个')
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from schemas import Document, Figure, OffsetMap, Percentage, Ranking, Roster, Source
from schemas.errors import EmptyDocumentError

if TYPE_CHECKING:
    from tongbao.api import Bulletin

# The groups of `doc.spans`, named as the lists of the bulletin are.
GROUPS = ("figures", "percentages", "rankings", "rosters")
# Where `doc.user_data` keeps the bulletin: as JSON, because a DocBin and other processes take plain values only.
STORED = "tongbao.bulletin"

AnyRecord = Figure | Percentage | Ranking | Roster


class BulletinReader:
    """Reads a Doc as one bulletin."""

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.bulletin` and the groups of `doc.spans`; a Doc without text gets `None` and empty groups.

        Raises DecodeError where the text consists of replacement characters to a good part.
        """
        # Every blank pipeline imports this module; the dictionaries are needed only where a text is read.
        from tongbao.api import extract

        document = document_of(doc.text)
        bulletin = extract(document) if document else None
        doc.user_data[STORED] = bulletin.model_dump_json() if bulletin else None
        for name in GROUPS:
            records = getattr(bulletin, name) if bulletin else ()
            offsets = document.offsets if document else OffsetMap()
            doc.spans[name] = SpanGroup(doc, name=name, spans=list(spans_of(doc, records, offsets)))
        return doc


@Language.factory("tongbao", assigns=["doc._.bulletin", "doc.spans"])
def create_reader(nlp: Language, name: str) -> BulletinReader:
    """What `nlp.add_pipe("tongbao")` calls.

    >>> type(create_reader(None, "tongbao")).__name__
    'BulletinReader'
    """
    return BulletinReader()


def document_of(text: str) -> Document | None:
    """The Document of a text in memory, its offsets leading back to that text; `None` where it holds none.

    >>> document = document_of("全縣簽約 52 個")
    >>> document.text, document.offsets.span(4, 6)
    ('全县签约52个', (5, 7))
    """
    from loaders.text import read_text

    data = text.encode("utf-8")
    source = Source(sha256=hashlib.sha256(data).hexdigest())
    try:
        # The mark settles the encoding: short or foreign text is not to be taken for another one.
        return read_text(codecs.BOM_UTF8 + data, source, "doc")
    except EmptyDocumentError:
        return None


def spans_of(doc: Doc, records: Iterable[AnyRecord], offsets: OffsetMap) -> Iterator[Span]:
    """A span for each record: whole tokens, its `id_` the record's id, its `kb_id_` the code of the indicator."""
    for record in records:
        start, end = offsets.span(record.start, record.end)
        span = doc.char_span(
            start,
            end,
            label=label_of(record),
            kb_id=getattr(record, "code", None) or "",
            alignment_mode="expand",
            span_id=record.id,
        )
        # None stands for a place outside the Doc, and the offsets are those of its own text.
        yield cast(Span, span)


def label_of(record: AnyRecord) -> str:
    """`figure`, `ranking` or `roster`; of a percentage its kind: `growth`, `share`, `completion` or `rate`.

    >>> label_of(Roster(id="l1", quote="甲镇、乙镇", start=0, end=5, condition="未签约", members=["甲镇", "乙镇"]))
    'roster'
    """
    return record.kind if isinstance(record, Percentage) else type(record).__name__.lower()


def bulletin_of(doc: Doc) -> Bulletin | None:
    """What `doc._.bulletin` gives: the bulletin, made anew from its JSON at each call; `None` where none was read."""
    from tongbao.api import Bulletin

    stored = doc.user_data.get(STORED)
    return None if stored is None else Bulletin.model_validate_json(stored)


Doc.set_extension("bulletin", getter=bulletin_of, force=True)

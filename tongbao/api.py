"""What `import tongbao` adds to the rooms' own functions: reading in one call, and bulletins as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import schemas
from audit import check
from extract import UserLexicon
from extract import extract as read
from loaders import load
from tongbao.lexicon import read_lexicon

if TYPE_CHECKING:
    import pandas as pd

    from tongbao.frames import Records


class Bulletin(schemas.Bulletin):
    """A bulletin that also comes as a table."""

    @classmethod
    def of(cls, bulletin: schemas.Bulletin) -> Bulletin:
        """The same records, not copied."""
        return cls.model_construct(**{name: getattr(bulletin, name) for name in type(bulletin).model_fields})

    def to_frame(self, records: Records = "numbers") -> pd.DataFrame:
        """One row a number (or ranked unit, roster member, finding); values stay exact decimals.

        >>> frame = extract("2023年1-8月，全县新签约项目52个。".encode()).to_frame()
        >>> {"quote", "value", "unit", "indicator"} <= set(frame.columns)
        True
        """
        from tongbao.frames import to_frame  # pandas takes longer to load than a bulletin to read

        return to_frame(self, records)


def extract(
    source: schemas.Document | str | Path | bytes | BinaryIO,
    *,
    name: str | None = None,
    lexicon: UserLexicon | str | Path | None = None,
    passes: bool = False,
) -> Bulletin:
    """Read a bulletin: a document of `tongbao.load`, or anything that `tongbao.load` takes.

    Its numbers are checked against each other: `findings`. Relations that hold are among them where `passes` is true.

    `name` is what messages call a source that is no path. `lexicon` holds words of your own that go before the
    built-in ones in this call: the path of a CSV file, or what `tongbao.read_lexicon` made of it, which spares
    reading it for each bulletin. Raises the errors of `schemas.errors`.

    >>> extract("全县新签约项目52个。".encode()).text
    '全县新签约项目52个。'
    """
    words = read_lexicon(lexicon) if isinstance(lexicon, str | Path) else lexicon
    document = source if isinstance(source, schemas.Document) else load(source, name=name)
    bulletin = Bulletin.of(read(document, words))
    bulletin.findings = check(bulletin, passes)
    return bulletin

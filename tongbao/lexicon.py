"""A user's word list: a CSV file in, the words in the script and the forms in which documents are read out."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extract import UserLexicon, indicators, parse_lexicon
from extract.lexicon_errors import NotUtf8Error
from loaders.characters import half_width
from loaders.normalise import READABLE, run
from loaders.script import simplify
from loaders.traced import TracedText
from schemas.errors import MissingFileError, TooLargeError

if TYPE_CHECKING:
    from corpus import IndicatorRow

# Some 20,000 words; a district has hundreds.
LIMIT: Final = 1_000_000
# What is reported in percent; a question for it is one for rates.
RATES: Final = ("率", "占比", "比例", "比重")


def read_lexicon(path: str | Path) -> UserLexicon:
    """The words of a CSV file: UTF-8, with the header `kind,word,value`.

    Raises MissingFileError, TooLargeError, or a LexiconError that names the line and says what to write there.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "words.csv")
    ...     _ = file.write_text("kind,word,value\\nsubject,濱江片區指揮部,\\n", encoding="utf-8")
    ...     sorted(read_lexicon(file).subjects)
    ['滨江片区指挥部']
    """
    place = os.fsencode(path).decode("utf-8", "backslashreplace")
    try:
        with open(path, "rb") as stream:
            data = stream.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise MissingFileError(place, getattr(error, "strerror", None) or str(error)) from error
    if len(data) > LIMIT:
        raise TooLargeError(place, f"{LIMIT:,} B")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8Error(place, data.count(b"\n", 0, error.start) + 1) from None
    return parse_lexicon(simplify(run((*READABLE, half_width), TracedText.of(text))).text, place)


def new_indicators(lexicon: UserLexicon) -> list[IndicatorRow]:
    """The indicators that only the user knows, so that a store can be asked for them by their words.

    >>> words = "kind,word,value\\nindicator,亩均税收,tax_per_mu\\nindicator,到位内资,funds_in_place\\n"
    >>> [(row.code, row.name) for row in new_indicators(parse_lexicon(words, "words.csv"))]
    [('tax_per_mu', '亩均税收')]
    """
    from corpus import IndicatorRow  # the store's library takes longer to load than a bulletin to read

    built_in = {row.code for row in indicators()}
    called: dict[str, list[str]] = defaultdict(list)
    for word, code in lexicon.indicators.items():
        if code not in built_in:
            called[code].append(word)
    return [
        IndicatorRow(
            code=code,
            name=min(words, key=len),
            base_unit="",
            aggregation="rate" if all(word.endswith(RATES) for word in words) else "flow",
            synonyms=tuple(words),
        )
        for code, words in called.items()
    ]

"""Plain text files."""

from __future__ import annotations

from loaders.blocks import read_blocks
from loaders.encoding import decode
from loaders.limits import limits
from loaders.normalise import normalise
from schemas import Document, Source
from schemas.errors import EmptyDocumentError


def read_text(data: bytes, source: Source, place: str) -> Document:
    """A Document of the bytes of a text file; `place` names it in errors.

    Raises DecodeError, TooLargeError, and EmptyDocumentError where nothing but furniture is left.
    """
    decoded = decode(data, place, source.encoding)
    limits().check(place, characters=len(decoded.text))
    text, script, furniture = normalise(decoded.text)
    if not text.text:
        raise EmptyDocumentError(place)
    warnings = [f"{decoded.damaged} damaged characters could not be decoded"] if decoded.damaged else []
    return Document(
        source=source.model_copy(update={"encoding": decoded.encoding}),
        text=text.text,
        blocks=read_blocks(text.text),
        script=script,
        furniture=furniture,
        offsets=text.offset_map(len(decoded.text)),
        warnings=warnings,
    )

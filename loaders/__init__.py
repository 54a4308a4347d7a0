"""Bytes become a Document: recognised, decoded, freed of page furniture, normalised, cut into blocks.

In comes a path, bytes or a stream; out goes `schemas.Document`, or an error of `schemas.errors`.
"""

from loaders.archive import Member, members
from loaders.attachments import Attachment, attached
from loaders.encoding import Decoded, decode
from loaders.limits import Limits, within
from loaders.loading import load
from loaders.normalise import normalise

__all__ = [
    "Attachment",
    "Decoded",
    "Limits",
    "Member",
    "attached",
    "decode",
    "load",
    "members",
    "normalise",
    "within",
]

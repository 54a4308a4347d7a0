"""Pages saved in one file with their pictures (.mht), and Word files saved so."""

from __future__ import annotations

import email.policy
from email import message_from_bytes
from email.message import EmailMessage

from loaders.assembly import assemble
from loaders.web.html import extract_html
from schemas import Document, Source
from schemas.errors import DamagedError

PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(data: bytes, source: Source, place: str) -> Document:
    """The Document of the page in the file; `place` names it in errors.

    Raises DamagedError where no page is in it, and what `read_html` raises.
    """
    message = message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in PAGES and isinstance(part, EmailMessage):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                declared = part.get_content_charset()
                return assemble(extract_html(content, place, declared), source, place)
    raise DamagedError(place, "no page is in it")

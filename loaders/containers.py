"""Files that hold files: which kind of Office file, or which archive, a zip or an OLE container is."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

import olefile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOC, XLS, PPT = "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
ZIP, OLE, OFD = "application/zip", "application/x-ole-storage", "application/ofd"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
LOCKED = "application/x-office-encrypted"
HEAD = 65_536
LONGEST_TYPE = 100


class Kind(NamedTuple):
    """A media type, and its name for people."""

    media_type: str
    name: str


# The first of its members' names tells an Office file; in a damaged one they are looked for among its first bytes.
ZIPPED = (
    ("word/", Kind(DOCX, "Word file (.docx)")),
    ("xl/workbook.bin", Kind("application/vnd.ms-excel.sheet.binary", "Excel binary file (.xlsb)")),
    ("xl/", Kind(XLSX, "Excel file (.xlsx)")),
    ("ppt/", Kind(PPTX, "PowerPoint file (.pptx)")),
    ("ofd.xml", Kind(OFD, "OFD file")),
)
CONTENT_TYPES = "[content_types].xml"
ARCHIVE = Kind(ZIP, "ZIP archive")
OPEN_DOCUMENTS = {
    ODT: Kind(ODT, "OpenDocument text (.odt)"),
    ODS: Kind(ODS, "OpenDocument spreadsheet (.ods)"),
}
# WPS writes the same streams as Word and Excel into .wps and .et.
STREAMS = (
    ("EncryptedPackage", Kind(LOCKED, "Office file with a password")),
    ("WordDocument", Kind(DOC, "Word file (.doc)")),
    ("Workbook", Kind(XLS, "Excel file (.xls)")),
    ("Book", Kind(XLS, "Excel file (.xls)")),
    ("PowerPoint Document", Kind(PPT, "PowerPoint file (.ppt)")),
)
OLD_OFFICE = Kind(OLE, "old Office file, or another OLE container")


def zip_kind(data: bytes) -> Kind:
    """What a zip file is, by the names in it.

    >>> zip_kind(b"PK\\x03\\x04 word/document.xml").name, zip_kind(b"PK\\x03\\x04 a.txt").name
    ('Word file (.docx)', 'ZIP archive')
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [info.filename.replace("\\", "/").lstrip("/").lower() for info in archive.infolist()]
            declared = _declared(archive) if "mimetype" in names else ""
    except Exception:
        # Whatever is wrong with it, the reader of its kind will say.
        head = data[:HEAD].lower()
        return next((kind for name, kind in ZIPPED if name.encode() in head), ARCHIVE)
    if declared in OPEN_DOCUMENTS:
        return OPEN_DOCUMENTS[declared]
    if CONTENT_TYPES not in names and "ofd.xml" not in names and "word/document.xml" not in names:
        return ARCHIVE
    return next((kind for part, kind in ZIPPED if any(name.startswith(part) for name in names)), ARCHIVE)


def _declared(archive: zipfile.ZipFile) -> str:
    info = archive.getinfo("mimetype")
    return archive.read(info).decode("ascii", "replace").strip() if info.file_size <= LONGEST_TYPE else ""


def ole_kind(data: bytes) -> Kind:
    """What an OLE container is, by the streams in it."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {entry[0] for entry in container.listdir() if len(entry) == 1}
    except Exception:
        # Whatever is wrong with it, the reader of its kind will say.
        return next((kind for name, kind in STREAMS if name.encode("utf-16-le") in data), OLD_OFFICE)
    return next((kind for name, kind in STREAMS if name in names), OLD_OFFICE)

"""Old Word files (.doc, .wps), RTF and OpenDocument texts: LibreOffice turns them into the newer form."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from loaders.assembly import assemble
from loaders.containers import DOC, ODT
from loaders.limits import limits
from loaders.office.docx import extract_docx
from loaders.office.word_binary import fused_cells, is_locked
from loaders.sniff import RTF
from schemas import Document, Source
from schemas.errors import DamagedError, EncryptedError, MissingToolError, SlowError

PROGRAMS = ("soffice", "libreoffice")
# Where LibreOffice lies when it is not on the path
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
ENDINGS = {DOC: "doc", RTF: "rtf", ODT: "odt"}
SECONDS = 60.0
NOWHERE = "http://127.0.0.1:9"
# Nothing in a file may run, and nothing be fetched from outside.
SWITCHES = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
SETTING = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(SETTING.format(path=path, name=name, value=value) for path, name, value in SWITCHES)
    + "</oor:items>"
)


def read_doc(data: bytes, source: Source, place: str) -> Document:
    """The Document of an old Word file, of RTF or of an OpenDocument text; `place` names it in errors.

    Raises MissingToolError where LibreOffice is not installed, SlowError, EncryptedError, DamagedError.
    """
    if source.media_type == DOC and is_locked(data, place):
        raise EncryptedError(place)
    extracted = extract_docx(convert(data, source.media_type, "docx", place), place)
    if source.media_type == DOC:
        warnings = [*extracted.warnings, *fused_cells(data, extracted.pieces, place)]
        extracted = replace(extracted, warnings=warnings)
    return assemble(extracted, source, place)


def convert(data: bytes, media_type: str, wanted: str, place: str) -> bytes:
    """The file in another form, by LibreOffice in a profile of its own, within the limit of time.

    Raises MissingToolError, SlowError, DamagedError.
    """
    program = find_program()
    if program is None:
        raise MissingToolError(place, "install LibreOffice (apt install libreoffice-writer)")
    with tempfile.TemporaryDirectory(prefix="tongbao-") as name:
        folder = Path(name)
        source = folder / f"file.{ENDINGS[media_type]}"
        source.write_bytes(data)
        settings = folder / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
        ]
        command += [
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            wanted,
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        run(command, folder, place)
        result = folder / "out" / f"file.{wanted}"
        if not result.exists():
            raise DamagedError(place, "LibreOffice could not read it")
        limits().check(place, inflated=result.stat().st_size)
        return result.read_bytes()


def find_program() -> str | None:
    """LibreOffice, where it is installed."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return found or next((path for path in PLACES if os.access(path, os.X_OK)), None)


def run(command: list[str], folder: Path, place: str) -> None:
    """Runs a program in a group of its own, so that what it starts ends with it."""
    seconds = min(SECONDS, limits().seconds)
    environment = {**os.environ, "HOME": str(folder), "http_proxy": NOWHERE, "https_proxy": NOWHERE}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise SlowError(place, f"{seconds:.0f} seconds") from error
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)

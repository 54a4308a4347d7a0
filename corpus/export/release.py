"""A release: a folder that others can use without asking.

It is a Data Package (2.0, datapackage.org) with schema, codebook, sources, findings, licence, citation, checksums,
and what changed since the release before.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from corpus.export import changes
from corpus.export.dataset import Dataset, Table, listed
from corpus.export.text import write_table
from schemas.errors import ExistsError, MissingFileError, NothingFoundError, NotWrittenError, QueryError

PACKAGE: Final = "datapackage.json"
DATA: Final = "data"
PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES: Final = {"string": "string", "decimal": "number", "integer": "integer", "boolean": "boolean"}
PRIMARY: Final = {"observations": ["key"], "sources": ["source"], "indicators": ["indicator"]}
FIRST: Final = "1.0.0"


@dataclass(frozen=True)
class Release:
    """What the publisher says of it; `version` `None` counts on from the release before."""

    title: str
    licence: str
    authors: Sequence[str] = ()
    name: str = "tongbao-observations"
    version: str | None = None
    previous: Path | None = None


@cache
def _licences() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in listed("licences.csv")}


LICENCES: Final = tuple(_licences())


def release(dataset: Dataset, folder: Path, about: Release, *, force: bool = False) -> list[changes.Change]:
    """Write the release into `folder`, all of it or nothing; what changed against the previous one.

    Raises `NothingFoundError`, `ExistsError`, `NotWrittenError`, `QueryError` for a licence that is unknown, and
    `MissingFileError` where the previous release is none.
    """
    if not dataset.observations:
        raise NothingFoundError(str(folder))
    if about.licence not in _licences():
        raise QueryError(about.licence, f"{', '.join(LICENCES)}")
    if folder.exists() and not force and (not folder.is_dir() or any(folder.iterdir())):
        raise ExistsError(str(folder))
    version = about.version or _next(about.previous)
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        found = _write(dataset, draft, about, version)
        _replace(draft, folder)
    except OSError as error:
        raise NotWrittenError(str(folder), error.strerror or str(error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return found


def _write(dataset: Dataset, folder: Path, about: Release, version: str) -> list[changes.Change]:
    (folder / DATA).mkdir(parents=True)
    for table in dataset.tables:
        write_table(table, folder / DATA / f"{table.name}.csv")
    found: list[changes.Change] = []
    if about.previous is not None:
        before = changes.read(about.previous / DATA / "observations.csv")
        found = list(changes.between(before, changes.read(folder / DATA / "observations.csv")))
    changes.write(found, folder / "changes.csv")
    previous = _version(about.previous) if about.previous else None
    _text(folder / "CHANGES.md", changes.told(found, previous, version))
    _text(folder / "CITATION.cff", citation(about, version))
    described = package(dataset.tables, folder, about, version)
    _text(folder / PACKAGE, json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = (f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in written)
    _text(folder / "SHA256SUMS", "".join(sums))
    return found


def package(tables: Sequence[Table], folder: Path, about: Release, version: str) -> dict[str, Any]:
    """The descriptor of the package."""
    licence = _licences()[about.licence]
    return {
        "$schema": PROFILE,
        "name": about.name,
        "title": about.title,
        "version": version,
        "licenses": [dict(licence)],
        "contributors": [{"title": author, "roles": ["creator"]} for author in about.authors],
        "resources": [_resource(table, folder / DATA / f"{table.name}.csv") for table in tables],
    }


def _resource(table: Table, path: Path) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": field.name, "type": TYPES[field.kind], "title": field.zh, "description": field.en}
            for field in table.fields
        ],
        "missingValues": [""],
    }
    if table.name in PRIMARY:
        schema["primaryKey"] = PRIMARY[table.name]
    if table.name in ("observations", "findings"):
        reference = {"resource": "sources", "fields": ["source"]}
        schema["foreignKeys"] = [{"fields": ["source"], "reference": reference}]
    return {
        "name": table.name,
        "path": f"{DATA}/{table.name}.csv",
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        "schema": schema,
    }


def citation(about: Release, version: str) -> str:
    """How to cite it: Citation File Format 1.2.0 (citation-file-format.github.io)."""
    return yaml.safe_dump(
        {
            "cff-version": "1.2.0",
            "message": "If you use this dataset, please cite it as below.",
            "type": "dataset",
            "title": about.title,
            "version": version,
            "license": about.licence,
            "authors": [{"name": author} for author in about.authors or (about.title,)],
        },
        allow_unicode=True,
        sort_keys=False,
    )


def _version(folder: Path) -> str:
    try:
        told = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingFileError(str(folder / PACKAGE), f"no release: {error}") from error
    return str(told)


def _next(previous: Path | None) -> str:
    """The version after that of the release before; one that does not count up gets a number behind it."""
    if previous is None:
        return FIRST
    before = _version(previous)
    major, _, rest = before.partition(".")
    minor = rest.partition(".")[0]
    if not minor.isascii() or not minor.isdigit():
        return f"{before}.1"
    return f"{major}.{int(minor) + 1}.0"


def _replace(draft: Path, folder: Path) -> None:
    """Put the new folder in place of the old one; the old one is gone only when the new one is there."""
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    if folder.exists():
        folder.rename(old)
    draft.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

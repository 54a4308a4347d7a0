"""The zip package of a newer Office file: its parts, read within limits, and their XML, read without entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import NamedTuple

from lxml import etree

from loaders.limits import limits
from schemas.errors import DamagedError, EncryptedError, TooLargeError

# A tree takes about ten times the memory of its bytes.
MOST_TREE = 40_000_000
DECLARATIONS = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))


class Relation(NamedTuple):
    """From one part to another: what kind of thing it is, and where it lies."""

    kind: str
    target: str


class Package:
    """The parts of an Office file by their names.

    Raises DamagedError, EncryptedError and TooLargeError, when it is opened and when a part is read.
    """

    def __init__(self, data: bytes, place: str) -> None:
        self.place = place
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise DamagedError(place, str(error)) from error
        infos = self._zip.infolist()
        limits().check(place, members=len(infos), inflated=sum(info.file_size for info in infos))
        self._infos = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in infos}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._infos

    def read(self, name: str, limit: int | None = None) -> bytes:
        """The bytes of a part."""
        info = self._infos.get(name.lower())
        if info is None:
            raise DamagedError(self.place, f"{name} is missing")
        if info.flag_bits & 1:
            raise EncryptedError(self.place)
        if limit is not None and info.file_size > limit:
            raise TooLargeError(self.place, f"{limit:,} bytes in {name}")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise DamagedError(self.place, f"{name}: {error}") from error

    def tree(self, name: str) -> etree._Element:
        """The XML of a part."""
        return parse(self.read(name, MOST_TREE), name, self.place)

    def relations(self, name: str) -> dict[str, Relation]:
        """Where the ids in a part lead to, inside the package."""
        folder, file = posixpath.split(name)
        path = posixpath.join(folder, "_rels", file + ".rels")
        if path not in self:
            return {}
        found: dict[str, Relation] = {}
        for node in self.tree(path):
            target = node.get("Target", "")
            if node.get("TargetMode") == "External":
                continue
            resolved = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[node.get("Id", "")] = Relation(node.get("Type", "").rpartition("/")[2], resolved)
        return found

    def main(self, fallback: str) -> str:
        """The name of the main part."""
        roots = self.relations("")
        found = next(
            (relation.target for relation in roots.values() if relation.kind == "officeDocument"), ""
        )
        return found if found in self else fallback


def parser() -> etree.XMLParser:
    """A parser that fetches nothing, expands nothing, and keeps the limits of libxml2."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parse(data: bytes, name: str, place: str) -> etree._Element:
    """The root of an XML part; a part that declares a document type is refused, as the form itself demands.

    Raises DamagedError.
    """
    refuse_declarations(data, name, place)
    try:
        return etree.fromstring(data, parser())
    except etree.XMLSyntaxError as error:
        raise DamagedError(place, f"{name}: {error.msg}") from error


def refuse_declarations(data: bytes, name: str, place: str) -> None:
    """Raises DamagedError where the part declares a document type, and with it entities."""
    if any(declaration in data for declaration in DECLARATIONS):
        raise DamagedError(place, f"{name} declares a document type")


def local(node: etree._Element) -> str:
    """The name of a node without its namespace; empty for comments.

    >>> local(etree.fromstring('<w:p xmlns:w="urn:w"/>'))
    'p'
    """
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace: the two forms of Office differ in their namespaces.

    >>> attribute(etree.fromstring('<w:p xmlns:w="urn:w" w:val="1"/>'), "val")
    '1'
    """
    plain = node.get(name)
    if plain is not None:
        return plain
    return next((str(value) for key, value in node.attrib.items() if str(key).endswith("}" + name)), None)

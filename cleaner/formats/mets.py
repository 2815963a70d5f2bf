"""METS: in which order the files of an issue are its pages. It has no text itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from cleaner.formats.xml import Attributes, XmlReader, read

TEXT_USES = ("text", "fulltext", "alto", "ocr")


class MetsReader(XmlReader):
    """Collects the files and where the physical structure names them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.files: dict[str, tuple[str, bool]] = {}  # ID -> address, whether it is text
        self.named: list[str] = []  # IDs in the order of the physical structure
        self.groups: list[str] = []
        self.file = ("", "")
        self.physical = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "fileGrp":
            self.groups.append(attributes.get("USE", "").lower() or "")
        elif tag == "file":
            self.file = attributes.get("ID", ""), attributes.get("MIMETYPE", "").lower()
        elif tag == "FLocat" and self.file[0]:
            use, kind = " ".join(self.groups), self.file[1]
            is_text = "xml" in kind or (not kind and any(each in use for each in TEXT_USES))
            self.files.setdefault(self.file[0], (attributes.get("href", ""), is_text))
        elif tag == "structMap":
            self.physical = attributes.get("TYPE", "PHYSICAL").upper() == "PHYSICAL"
        elif tag in ("fptr", "area") and self.physical and "FILEID" in attributes:
            self.named.append(attributes["FILEID"])

    def end(self, tag: str) -> None:
        if tag == "fileGrp" and self.groups:
            self.groups.pop()
        elif tag == "structMap":
            self.physical = False
        elif tag == "file":
            self.file = ("", "")


def files(data: Callable[[], BinaryIO], name: str) -> list[str]:
    """The text files of an issue in the order of its pages, as paths relative to the METS file.

    Addresses elsewhere and paths that lead out of its folder are left out. Raises InputError.
    """
    found = (_relative(address) for address in _addresses(data, name))
    return list(dict.fromkeys(path for path in found if path))


def elsewhere(data: Callable[[], BinaryIO], name: str) -> list[str]:
    """The addresses of text files that `files` leaves out."""
    found = (address for address in _addresses(data, name) if not _relative(address))
    return list(dict.fromkeys(found))


def ids(data: Callable[[], BinaryIO], name: str) -> dict[str, str]:
    """By the path of a file, as `files` gives it, its identifier. Raises InputError."""
    reader = _read(data, name)
    found: dict[str, str] = {}
    for key in (*reader.named, *reader.files):
        if key in reader.files:
            found.setdefault(_relative(reader.files[key][0]), key)
    return found


def _read(data: Callable[[], BinaryIO], name: str) -> MetsReader:
    reader = MetsReader(name)
    for _ in read(reader, data):
        pass
    return reader


def _addresses(data: Callable[[], BinaryIO], name: str) -> list[str]:
    reader = _read(data, name)
    order = [*reader.named, *reader.files]
    found = [reader.files[each] for each in order if each in reader.files]
    return [address for address, is_text in found if is_text]


def _relative(address: str) -> str:
    """A path below the folder of the METS file, or nothing."""
    path = unquote(address.removeprefix("file://").removeprefix("./"))
    parts = PurePosixPath(path).parts
    inside = not path.startswith(("/", "\\")) and ".." not in parts and "\\" not in path
    return path if path and inside and ":" not in path and "\0" not in path else ""

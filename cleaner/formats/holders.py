"""Which line and which region of a file a word stands in, by their names in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from cleaner.formats import hocr
from cleaner.formats.scanning import Scan
from cleaner.text.regex import regex

Opens = Callable[[], BinaryIO]
XML = {"page": ("TextRegion", "TextLine"), "alto": ("TextBlock", "TextLine")}
IDS = ("id", "ID")
HOCR_TAG = regex(
    rb"<!--.*?-->|<\w+\b(?=[^<>]*\bclass\s*=\s*[\"']?[^\"'<>]*\b(ocrx?_\w+))"
    rb"(?:(?=[^<>]*\bid\s*=\s*[\"']?([^\"'<>\s]*)))?",
    re.DOTALL | re.IGNORECASE,
)
HOCR_REGIONS = ("ocr_page", *hocr.BLOCKS, "ocr_par")


class Holder(NamedTuple):
    """The identifiers of a region and of a line; empty where there is none."""

    region: str = ""
    line: str = ""


class Holders:
    """The holder of each byte of a file: `marks` are the bytes from which another one holds."""

    def __init__(self, marks: Iterable[tuple[int, Holder]] = ()) -> None:
        self._places, self._holders = [-1], [Holder()]
        for place, holder in marks:
            self._places.append(place)
            self._holders.append(holder)

    def at(self, place: int) -> Holder:
        """What holds the byte at a place."""
        return self._holders[bisect_right(self._places, place) - 1]


def holders(kind: str, data: Opens, name: str) -> Holders:
    """Those of a file of a format, none where it has no names for them. Raises InputError."""
    if kind in XML:
        return Holders(_of_xml(Scan(data, name), *XML[kind]))
    if kind == "hocr":
        return Holders(_of_hocr(data))
    return Holders()


def _of_xml(scan: Scan, region: str, line: str) -> list[tuple[int, Holder]]:
    marks: list[tuple[int, Holder]] = []
    around: list[Holder] = [Holder()]

    def start(tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind in (region, line):
            told = next((attributes[key] for key in IDS if key in attributes), "")
            inside = Holder(told) if kind == region else Holder(around[-1].region, told)
            around.append(inside)
            mark(inside)

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] in (region, line):
            around.pop()
            mark(around[-1])

    def mark(holder: Holder) -> None:
        marks.append((scan.span((scan.place, scan.place))[0], holder))

    scan.parser.EndElementHandler = end
    scan.run(start)
    return marks


def _of_hocr(data: Opens) -> Iterator[tuple[int, Holder]]:
    """HTML need not close what it opens: what has begun last holds."""
    holder = Holder()
    with data() as file:
        for found in HOCR_TAG.finditer(file.read()):
            kind, told = ((found[at] or b"").decode("utf-8", "replace") for at in (1, 2))
            if kind in HOCR_REGIONS:
                holder = Holder(told or holder.region)
            elif kind in hocr.LINES:
                holder = Holder(holder.region, told)
            else:
                continue
            yield found.start(), holder

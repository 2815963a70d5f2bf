"""Who has changed a file, where its format has a place for that: nothing else tells it.

No time is told: the same file gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO

from cleaner.formats.scanning import Scan
from cleaner.formats.splicing import Splice
from cleaner.text.regex import regex

ASIDE = rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
NAME = "cleaner"
WHAT = "words corrected"
V4 = regex(rb"<[^>]*alto/ns-v4#")
FEWEST = 2018  # the year of the first PAGE with `MetadataItem`
PAGE_YEAR = regex(rb"/PAGE/gts/pagecontent/(\d{4})-")
SYSTEM = regex(
    rb"<meta\b(?=[^>]*\bname\s*=\s*[\"']?ocr-system\b)[^>]*\bcontent\s*=\s*(?:\"([^\"]*)|'([^']*))",
    re.IGNORECASE,
)


def _ends(element: str) -> re.Pattern[bytes]:
    """Finds the end tag of an element, and what is no markup of the file."""
    return regex(ASIDE + rb"|</((?:[\w.-]+:)?)" + element.encode() + rb"\s*>", re.DOTALL)


def _of_alto(scan: Scan, version: str) -> tuple[int, str] | None:
    software = f"<{{0}}softwareName>{NAME}</{{0}}softwareName>"
    software += f"<{{0}}softwareVersion>{version}</{{0}}softwareVersion>"
    step = f"<{{0}}processingStepDescription>{WHAT}</{{0}}processingStepDescription>"
    step += f"<{{0}}processingSoftware>{software}</{{0}}processingSoftware>"
    if V4.search(scan.data):
        number = 1
        while f'"{_id(number)}"'.encode() in scan.data:
            number += 1
        return _before(
            scan, "Description", f'<{{0}}Processing ID="{_id(number)}">{step}</{{0}}Processing>'
        )
    whole = f"<{{0}}postProcessingStep>{step}</{{0}}postProcessingStep>"
    return _before(scan, "OCRProcessing", whole)


def _id(number: int) -> str:
    return NAME if number == 1 else f"{NAME}{number}"


def _of_page(scan: Scan, version: str) -> tuple[int, str] | None:
    year = PAGE_YEAR.search(scan.data)
    if year is None or int(year[1]) < FEWEST:
        return None
    item = f'<{{0}}MetadataItem type="processingStep" name="{WHAT}" value="{NAME} {version}"/>'
    return _before(scan, "Metadata", item)


def _of_hocr(scan: Scan, version: str) -> tuple[int, str] | None:
    found = SYSTEM.search(scan.data)
    if found:
        end = found.end(found.lastindex or 0)
        return end, f"; {NAME} {version}"
    return _before(scan, "head", f'<meta name="ocr-system" content="{NAME} {version}"/>')


def _before(scan: Scan, element: str, text: str) -> tuple[int, str] | None:
    """A text, `{0}` in it for the prefix, before the first end of an element."""
    for found in _ends(element).finditer(scan.data):
        if found[1] is not None:
            return found.start(), text.format(found[1].decode())
    return None


OF: dict[str, Callable[[Scan, str], tuple[int, str] | None]] = {
    "alto": _of_alto,
    "page": _of_page,
    "hocr": _of_hocr,
}


def told(kind: str, data: Callable[[], BinaryIO], name: str, version: str) -> list[Splice]:
    """What is put into a file of a format; nothing where it has no place for it."""
    if kind not in OF:
        return []
    scan = Scan(data, name)
    found = OF[kind](scan, version)
    if found is None:
        return []
    place, _ = scan.span((found[0], found[0]))
    return [Splice(place, place, scan.written(found[1]))]

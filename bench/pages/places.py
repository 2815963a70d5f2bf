"""Typeset pages as what knows places: the PDF, and hOCR, ALTO and TSV with perfect characters.

The latter are what an engine would write that misreads nothing and knows no columns: all lines of
the page in one block, row by row over the whole page. Their lines are taken from the PDF with
PyMuPDF, not with the product.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pymupdf

from . import compose, modular, render
from .cases import CACHE_VARIABLE, DEFAULT_CACHE
from .page import Page, Truth
from .radicals import PLAIN
from .render import FONTS, TEMPLATE, typst_input
from .renderers import version_of

RESOLUTION = 300
"""Dots an inch of the picture that the engine would have read."""

SCALE = RESOLUTION / 72
APART = 1.8
"""A gap of so many sizes parts lines."""

WORDS = re.compile(r"[0-9A-Za-z.,%&'+-]+|[^\W0-9A-Za-z_]{1,2}[^\w\s]*|[^\w\s]+|\w")
KINDS: dict[str, tuple[Callable[[int, bool], Page], Callable[[Page], bytes], Path]] = {
    "plain": (compose.compose, render.render, TEMPLATE),
    "modular": (modular.compose, modular.render, modular.TEMPLATE),
}
"""Kind of pages -> what composes a seed, what sets it, and its template."""

TSV_COLUMNS = (
    "level", "page_num", "block_num", "par_num", "line_num", "word_num",
    "left", "top", "width", "height", "conf", "text",
)  # fmt: skip
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

Mark = tuple[str, tuple[float, float, float, float], float]
"""A character, its box in points, and its size."""


@dataclass
class Word:
    """Characters with no blank between them, and their box."""

    text: str
    box: Box


@dataclass
class Sheet:
    """A page as a picture: its size, and its lines of words, row by row."""

    width: int
    height: int
    lines: list[list[Word]]


def typeset(seed: int, kind: str = "plain", own_only: bool = False) -> tuple[bytes, Truth]:
    """The PDF of a seed and its known reading; from the cache if it was set before."""
    compose_page, render_page, template = KINDS[kind]
    page = compose_page(seed, own_only)
    state = hashlib.sha256(typst_input(page).encode())
    for path in sorted({TEMPLATE, template}):
        state.update(path.read_bytes())
    state.update((version_of("typst") + os.environ.get(FONTS, "")).encode())
    folder = Path(os.environ.get(CACHE_VARIABLE, DEFAULT_CACHE)) / "pdf"
    path = folder / f"{kind}-{seed:05d}-{state.hexdigest()[:12]}.pdf"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
        partial.write_bytes(render_page(page))
        partial.replace(path)
    return path.read_bytes(), page.truth()


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF as an engine would see them."""
    document = pymupdf.open(stream=pdf, filetype="pdf")  # type: ignore[no-untyped-call]
    with document:
        return [_sheet(page) for page in document]


def hocr(pdf: bytes) -> bytes:
    """hOCR of all pages, as tesseract writes it."""
    pages = "".join(_hocr_page(number, sheet) for number, sheet in enumerate(sheets(pdf), 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0'
        ' Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml">\n<head><meta name="ocr-system" content="none"/>'
        f"</head>\n<body>\n{pages}</body>\n</html>\n"
    ).encode()


def alto(pdf: bytes) -> bytes:
    """ALTO 4 of the first page."""
    sheet = sheets(pdf)[0]
    lines = "".join(map(_alto_line, sheet.lines))
    size = f'WIDTH="{sheet.width}" HEIGHT="{sheet.height}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">\n'
        "<Description><MeasurementUnit>pixel</MeasurementUnit></Description>\n"
        f'<Layout><Page ID="p1" PHYSICAL_IMG_NR="1" {size}><PrintSpace HPOS="0" VPOS="0" {size}>\n'
        f'<TextBlock ID="b1" HPOS="0" VPOS="0" {size}>\n{lines}</TextBlock>\n'
        "</PrintSpace></Page></Layout>\n</alto>\n"
    ).encode()


def tsv(pdf: bytes) -> bytes:
    """TSV of all pages, as tesseract writes it."""
    rows = [list(TSV_COLUMNS)]
    for number, sheet in enumerate(sheets(pdf), 1):
        whole = _sides((0, 0, sheet.width, sheet.height))
        rows += [_row(level, (number, level > 1, level > 2, 0, 0), whole) for level in (1, 2, 3)]
        for line, words in enumerate(sheet.lines, 1):
            rows.append(_row(4, (number, 1, 1, line, 0), _sides(_around(words))))
            rows += [
                _row(5, (number, 1, 1, line, place), _sides(word.box), "96.5", word.text)
                for place, word in enumerate(words, 1)
            ]
    return "".join("\t".join(row) + "\n" for row in rows).encode()


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "pdf": lambda pdf: pdf,
    "hocr": hocr,
    "alto": alto,
    "tsv": tsv,
}
"""Name -> what makes that form of a PDF."""


def given(
    seeds: Iterable[int], form: str, kind: str = "plain", own_only: bool = False
) -> Iterator[tuple[int, bytes, Truth]]:
    """Seed, bytes in that form, and known reading, one page after the other."""
    for seed in seeds:
        pdf, truth = typeset(seed, kind, own_only)
        yield seed, FORMS[form](pdf), truth


def write(
    seeds: Iterable[int], forms: Iterable[str], kind: str, own_only: bool, folder: Path
) -> int:
    """Writes each page in each form, and its reading as JSON, into a folder; how many pages."""
    folder.mkdir(parents=True, exist_ok=True)
    count, wanted = 0, list(forms)
    for seed in seeds:
        pdf, truth = typeset(seed, kind, own_only)
        count += 1
        for form in wanted:
            (folder / f"{seed:05d}.{form}").write_bytes(FORMS[form](pdf))
        reading = json.dumps(truth, ensure_ascii=False, indent=1)
        (folder / f"{seed:05d}.json").write_text(reading, "utf-8")
    return count


def _sheet(page: Any) -> Sheet:
    """The lines of a page, row by row: those whose middles are near are a row, left to right."""
    found = [
        words
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for words in _lines([mark for span in line["spans"] for mark in _marks(span)])
    ]
    found.sort(key=lambda words: _middle(words))
    rows: list[list[list[Word]]] = []
    for words in found:
        box = _around(words)
        if rows and _middle(words) - _middle(rows[-1][0]) < (box[3] - box[1]) / 2:
            rows[-1].append(words)
        else:
            rows.append([words])
    lines = [words for row in rows for words in sorted(row, key=lambda words: words[0].box[0])]
    return Sheet(round(page.rect.width * SCALE), round(page.rect.height * SCALE), lines)


def _marks(span: Any) -> Iterator[Mark]:
    """Characters of a span with their boxes, as high as their type, and its size."""
    for mark in span["chars"]:
        left, _, right, _ = mark["bbox"]
        base = mark["origin"][1]
        top, bottom = base - 0.85 * span["size"], base + 0.12 * span["size"]
        yield mark["c"].translate(PLAIN), (left, top, right, bottom), span["size"]


def _lines(
    marks: list[Mark],
) -> Iterator[list[Word]]:
    """The lines that characters on one base line are for an engine: parted where a gap is wide."""
    line: list[Mark] = []
    for mark in marks:
        if mark[0].isspace() or not mark[0].isprintable():
            continue
        if line and mark[1][0] - line[-1][1][2] > APART * mark[2]:
            yield _words(line)
            line = []
        line.append(mark)
    if line:
        yield _words(line)


def _words(line: list[Mark]) -> list[Word]:
    """The words of a line: of Latin letters and digits, or of two Han, as engines cut them."""
    groups: list[list[int]] = [[0]]
    for place in range(1, len(line)):
        before, after = line[place - 1], line[place]
        wide = after[1][0] - before[1][2] > 0.2 * after[2]
        groups.append([place]) if wide else groups[-1].append(place)
    words = []
    for group in groups:
        text = "".join(line[place][0] for place in group)
        for found in WORDS.finditer(text):
            boxes = [line[group[place]][1] for place in range(found.start(), found.end())]
            words.append(Word(found[0], _pixels(boxes)))
    return words


def _pixels(boxes: list[tuple[float, float, float, float]]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (
        round(min(lefts) * SCALE), round(min(tops) * SCALE),
        round(max(rights) * SCALE), round(max(bottoms) * SCALE),
    )  # fmt: skip


def _around(words: list[Word]) -> Box:
    lefts, tops, rights, bottoms = zip(*(word.box for word in words), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _middle(words: list[Word]) -> float:
    box = _around(words)
    return (box[1] + box[3]) / 2


def _sides(box: Box) -> Box:
    """Left, top, width and height."""
    return box[0], box[1], box[2] - box[0], box[3] - box[1]


def _row(
    level: int, numbers: Iterable[int], sides: Box, sure: str = "-1", text: str = ""
) -> list[str]:
    return [str(level), *(str(int(number)) for number in numbers), *map(str, sides), sure, text]


def _hocr_page(number: int, sheet: Sheet) -> str:
    size = f"bbox 0 0 {sheet.width} {sheet.height}"
    lines = "".join(map(_hocr_line, sheet.lines))
    return (
        f"<div class='ocr_page' id='page_{number}' title='{size}; ppageno {number - 1}'>\n"
        f"<div class='ocr_carea' title='{size}'><p class='ocr_par' title='{size}'>\n{lines}"
        "</p></div>\n</div>\n"
    )


def _hocr_line(words: list[Word]) -> str:
    spans = " ".join(
        f"<span class='ocrx_word' title='{_bbox(word.box)}; x_wconf 96'>{escape(word.text)}</span>"
        for word in words
    )
    return f"<span class='ocr_line' title='{_bbox(_around(words))}'>{spans}</span>\n"


def _bbox(box: Box) -> str:
    return "bbox " + " ".join(map(str, box))


def _alto_line(words: list[Word]) -> str:
    strings = "<SP/>".join(
        f'<String {_measures(word.box)} CONTENT="{escape(word.text)}" WC="0.96"/>' for word in words
    )
    return f"<TextLine {_measures(_around(words))}>{strings}</TextLine>\n"


def _measures(box: Box) -> str:
    left, top, width, height = _sides(box)
    return f'HPOS="{left}" VPOS="{top}" WIDTH="{width}" HEIGHT="{height}"'

"""Pages set for tests: lines with places, and the hOCR of them, a word for so many characters."""

from __future__ import annotations

from html import escape
from random import Random

import numpy as np

from cleaner.formats import Lines, Page, Place, Places, Words, Writing
from cleaner.formats.places import Box

SIZE, PITCH = 10.0, 14.0
Placed = tuple[str, float, float, float]  # text, left, top, size of its type

ONE = "春江潮水连海平海上明月共潮生滟滟随波千万里何处春江无月明。"
TWO = "江流宛转绕芳甸月照花林皆似霰空里流霜不觉飞汀上白沙看不见。"
THREE = "江天一色无纤尘皎皎空中孤月轮江畔何人初见月江月何年初照人。"


def page(
    *lines: Placed, writing: Writing = Writing.ACROSS, shuffle: int = 0, number: int = 1
) -> Page:
    """A page of 400 by 300 points with these lines, written into the file in some order."""
    rows = list(lines)
    Random(shuffle).shuffle(rows)
    places = Places.of(
        number,
        [Place(number, _box(line, writing), size=line[3], writing=writing) for line in rows],
    )
    words = Words(tuple(line[0] for line in rows), places, np.zeros(len(rows), np.bool_))
    return Page(number, "", 400, 300, "point", Lines.of(words, np.arange(len(rows) + 1)))


def _box(line: Placed, writing: Writing) -> Box:
    string, x, y, size = line
    if writing == Writing.DOWN:
        return Box(x, y, x + size, y + size * len(string))
    return Box(x, y, x + size * len(string), y + size)


def column(string: str, x: float, top: float, width: int, size: float = SIZE) -> list[Placed]:
    """Paragraphs, parted by `|`, set in a column of so many characters, each with an indent."""
    lines: list[Placed] = []
    for paragraph in string.split("|"):
        rest, indent = paragraph.lstrip("…"), 0 if paragraph.startswith("…") else 2
        while rest:
            lines.append(
                (rest[: width - indent], x + indent * size, top + PITCH * len(lines), size)
            )
            rest, indent = rest[width - indent :], 0
    return lines


def hocr(*pages: list[Placed], size: int = 1, sure: int = 96) -> str:
    """The hOCR of pages: every `size` characters of a line are a word."""
    return (
        "<html><body>\n"
        + "\n".join(_hocr_page(lines, size, sure) for lines in pages)
        + ("\n</body></html>\n")
    )


def _hocr_page(lines: list[Placed], size: int, sure: int) -> str:
    rows = []
    for string, x, y, em in lines:
        words = "".join(
            f"<span class='ocrx_word' title='bbox {x + em * at:g} {y:g} "
            f"{x + em * min(at + size, len(string)):g} {y + em:g}; x_wconf {sure}'>"
            f"{escape(string[at : at + size])}</span>"
            for at in range(0, len(string), size)
        )
        box = f"bbox {x:g} {y:g} {x + em * len(string):g} {y + em:g}"
        rows.append(f"<span class='ocr_line' title='{box}; x_size {em:g}'>{words}</span>")
    return "<div class='ocr_page' title='bbox 0 0 400 300'>" + "\n".join(rows) + "</div>"

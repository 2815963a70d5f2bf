"""The characters of a page of a PDF, as columns: PDFium is asked twice a character."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaner.formats.pdfium import plain, quick
from cleaner.formats.places import Flags, Floats, Ints
from cleaner.formats.sheet import Sheet

Codes: TypeAlias = NDArray[np.uint32]

BOLD = 700
HEAVY_NAMES = ("bold", "black", "heavy", "semibold", "demi")
FILLED_AND_STROKED = 2  # a way to make bold of a regular type
REPLACEMENT = 0xFFFD
LINE_END_HYPHENS = (0xFFFE, 0x2)  # what PDFium makes of a hyphen at a line end
SURROGATES = (0xD800, 0xDFFF)
PRIVATE = (0xE000, 0xF8FF)
ASCENT = 0.88  # of the size: what of a turned character stands above its base line


@dataclass(frozen=True, eq=False)
class Glyphs:
    """Characters as drawn, a row each, in the order of the file. Spaces are among them.

    `parts`: numbers of what the file draws at once; `bases`: (n, 2), a point of the base line;
    `turns`: degrees clockwise. Before `on`, in the plane of the file, with `turns`
    counter-clockwise; after it, on the page.
    """

    codes: Codes
    parts: Ints
    boxes: Floats
    bases: Floats
    sizes: Floats
    weights: Ints
    turns: Ints
    unmapped: Flags

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, rows: Ints | Flags) -> Glyphs:
        """Some of them."""
        return Glyphs(*(getattr(self, field.name)[rows] for field in fields(self)))

    def on(self, sheet: Sheet) -> Glyphs:
        """Those that are on the page as it is shown, with their places there."""
        x, y = sheet.points(self.bases[:, 0], self.bases[:, 1])
        boxes = sheet.boxes(self.boxes)
        placed = Glyphs(
            self.codes, self.parts, boxes, np.stack((x, y), 1), self.sizes, self.weights,
            sheet.turns(self.turns.astype(np.float64)), self.unmapped,
        )  # fmt: skip
        shown = (boxes[:, 2:] > 0).all(1) & (boxes[:, :2] < (sheet.width, sheet.height)).all(1)
        sound = np.isfinite(boxes).all(1) & np.isfinite(self.sizes) & (self.sizes > 0)
        return placed.take(shown & sound)


def glyphs_of(raw: Any, text: Any, count: int) -> Glyphs:
    """The characters of a text page of PDFium; those that it makes up itself are left out."""
    page = ctypes.cast(text, ctypes.c_void_p).value
    codes = _codes(raw, text, page, count)
    boxes = np.zeros((count, 4), np.float32)  # left, top, right, bottom, as FS_RECTF has them
    box_of = quick(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p)
    _asked(box_of, page, range(count), boxes)
    object_of = quick(raw.FPDFText_GetTextObject, ctypes.c_size_t)
    objects = np.fromiter(map(object_of, repeat(page), range(count)), np.uint64, count)
    kept = np.flatnonzero(objects)  # without an object, PDFium has made it up
    parts = objects[kept]
    changes = np.flatnonzero(np.concatenate(((True,), parts[1:] != parts[:-1]))[: len(parts)])
    styles = _styles(raw, text, kept[changes].tolist(), parts[changes].tolist())
    rows = np.repeat(np.arange(len(changes)), np.diff(np.append(changes, len(parts))))
    table = styles[rows]
    codes, placed = codes[kept], boxes[kept].astype(np.float64)
    for row in np.flatnonzero(np.abs(table[:, 4]) > 1).tolist():  # PDFium's are of upright text
        placed[row] = _turned(raw, text, int(kept[row]), table[row, 2], table[row, 4])
    for row in np.flatnonzero(np.isin(codes, LINE_END_HYPHENS)).tolist():
        if raw.FPDFText_IsHyphen(text, int(kept[row])) == 1 or codes[row] == LINE_END_HYPHENS[0]:
            codes[row] = ord("-")
    lost = (codes == 0) | (codes == REPLACEMENT)
    for row in np.flatnonzero(table[:, 5]).tolist():  # some of what is drawn together, perhaps
        lost[row] |= bool(raw.FPDFText_HasUnicodeMapError(text, int(kept[row])))
    codes, second = _whole(codes)
    placed[~second] = _shared(placed[~second], rows[~second])
    return Glyphs(
        np.where(lost, np.uint32(REPLACEMENT), codes),
        rows,
        placed,
        table[:, :2],
        table[:, 2],
        table[:, 3].astype(np.int64),
        table[:, 4].astype(np.int64),
        lost | ((codes >= PRIVATE[0]) & (codes <= PRIVATE[1])),
    ).take(~second)


def _whole(codes: Codes) -> tuple[Codes, Flags]:
    """The code points, those beyond the first plane whole, and what is the second half of one."""
    high = (codes >= 0xD800) & (codes < 0xDC00)
    low = (codes >= 0xDC00) & (codes < 0xE000)
    first = np.flatnonzero(high[:-1] & low[1:])
    codes = codes.copy()
    codes[first] = 0x10000 + ((codes[first] - 0xD800) << 10) + (codes[first + 1] - 0xDC00)
    second = np.zeros(len(codes), np.bool_)
    second[first + 1] = True
    return codes, second


def _shared(boxes: Floats, parts: Ints) -> Floats:
    """The boxes; where characters in turn are one glyph, as in a ligature, each its part of it."""
    same = (boxes[1:] == boxes[:-1]).all(1) & (parts[1:] == parts[:-1])
    starts = np.flatnonzero(np.concatenate(((True,), ~same)))[: len(boxes)]
    counts = np.diff(np.append(starts, len(boxes)))
    number = np.arange(len(boxes)) - np.repeat(starts, counts)
    width = (boxes[:, 2] - boxes[:, 0]) / np.repeat(counts, counts)
    left = boxes[:, 0] + number * width
    return np.stack((left, boxes[:, 1], left + width, boxes[:, 3]), 1)


def _codes(raw: Any, text: Any, page: int | None, count: int) -> Codes:
    """The code point of each character: at once, or one by one where the two are not in step."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(text, 0, count, buffer) == count + 1:
        codes = np.array(buffer[:count], np.uint32)
        if not ((codes >= SURROGATES[0]) & (codes <= SURROGATES[1])).any():
            return codes
    code_of = quick(raw.FPDFText_GetUnicode, ctypes.c_uint)
    return np.array([code_of(page, index) for index in range(count)], np.uint32)


def _asked(function: Callable[..., float], page: int | None, indices: Iterable[int],
           *tables: NDArray[Any]) -> None:  # fmt: skip
    """Let PDFium write what it knows of characters into the rows of tables, one after the other."""
    rows = [
        range(table.ctypes.data, table.ctypes.data + table.nbytes, table[0].nbytes)
        for table in tables
        if len(table)
    ]
    if len(rows) < len(tables):
        return  # there are none
    deque(map(function, repeat(page), indices, *rows), maxlen=0)


def _styles(raw: Any, text: Any, indices: list[int], parts: list[int]) -> Floats:
    """Of the first characters of what is drawn together, a row each.

    A point of the base line, size, weight and angle, in degrees counter-clockwise, and whether the
    character has no Unicode.
    """
    page = ctypes.cast(text, ctypes.c_void_p).value
    count = len(indices)
    matrices = np.zeros((count, 6), np.float32)  # a to f, as FS_MATRIX has them
    _asked(quick(raw.FPDFText_GetMatrix, ctypes.c_int, ctypes.c_void_p), page, indices, matrices)
    origins = np.zeros((2, count, 1))
    place_of = quick(raw.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
    _asked(place_of, page, indices, *origins)
    size_of = quick(raw.FPDFText_GetFontSize, ctypes.c_double)
    sizes = np.fromiter(map(size_of, repeat(page), indices), np.float64, count)
    lost_of = quick(raw.FPDFText_HasUnicodeMapError, ctypes.c_int)
    lost = np.fromiter(map(lost_of, repeat(page), indices), np.int64, count) > 0
    a, b, c, d = matrices[:, :4].astype(np.float64).T
    return np.stack(
        (
            origins[0, :, 0],
            origins[1, :, 0],
            np.abs(sizes * np.hypot(c, d)),
            np.array(_weights(raw, text, indices, parts), np.float64),
            np.rint(np.degrees(np.arctan2(b, a))),
            lost,
        ),
        1,
    )


def _weights(raw: Any, text: Any, indices: list[int], parts: list[int]) -> list[int]:
    """The weight of what is drawn together, -1 where it is not known; a font is asked once."""
    font_of = plain(raw.FPDFTextObj_GetFont, ctypes.c_size_t)
    mode_of = plain(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
    fonts: dict[float, int] = {}
    found = []
    for index, part in zip(indices, parts, strict=True):
        font = font_of(part)
        weight = fonts.get(font)
        if weight is None:
            weight = fonts[font] = _weight(raw, text, index)
        found.append(max(weight, BOLD) if mode_of(part) == FILLED_AND_STROKED else weight)
    return found


def _weight(raw: Any, text: Any, index: int) -> int:
    """The weight of the font of a character, -1 where it is not known."""
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 256, flags)
    named = name.value.decode("utf-8", "replace").lower()
    weight = raw.FPDFText_GetFontWeight(text, index)
    if any(heavy in named for heavy in HEAVY_NAMES):
        weight = max(weight, BOLD)
    return weight if weight > 0 else -1


def _turned(
    raw: Any, text: Any, index: int, size: float, angle: float
) -> tuple[float, float, float, float]:
    """The box of a turned character: from its origin to where its ink ends, as high as its type."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    cos, sin = float(np.cos(np.radians(angle))), float(np.sin(np.radians(angle)))
    inked = [
        (each.value - x.value) * cos + (other.value - y.value) * sin
        for each in (left, right)
        for other in (bottom, top)
    ]
    ends = (0.0, min(max(0.0, *inked), 2 * size))
    corners = [(along, up) for along in ends for up in (size * (ASCENT - 1), size * ASCENT)]
    xs = [x.value + along * cos - up * sin for along, up in corners]
    ys = [y.value + along * sin + up * cos for along, up in corners]
    return min(xs), max(ys), max(xs), min(ys)

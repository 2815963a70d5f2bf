"""The characters of a page of a PDF, as columns: PDFium is asked twice a character, no more."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaner.formats.pages import Flags
from cleaner.formats.places import Floats, Ints
from cleaner.formats.sheet import Sheet

Codes: TypeAlias = NDArray[np.uint32]

BOLD = 700
HEAVY_NAMES = ("bold", "black", "heavy", "semibold", "demi")
FILLED_AND_STROKED = 2  # a way to make bold of a regular type
REPLACEMENT = 0xFFFD
LINE_END_HYPHEN = 0xFFFE  # what PDFium makes of a hyphen at a line end
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
    objects = np.zeros(count, np.uint64)
    box_of = _quick(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p)
    object_of = _quick(raw.FPDFText_GetTextObject, ctypes.c_void_p)
    address = boxes.ctypes.data
    for index in range(count):
        owner = object_of(page, index)
        if owner:  # without one, PDFium has made it up
            objects[index] = owner
            box_of(page, index, address + 16 * index)
    kept = np.flatnonzero(objects)
    parts = objects[kept]
    changes = np.flatnonzero(np.concatenate(((True,), parts[1:] != parts[:-1]))[: len(parts)])
    styles = [_style(raw, text, int(kept[at]), int(parts[at])) for at in changes]
    rows = np.repeat(np.arange(len(changes)), np.diff(np.append(changes, len(parts))))
    table = np.array(styles, np.float64).reshape(-1, 6)[rows]
    codes, placed = codes[kept], boxes[kept].astype(np.float64)
    for row in np.flatnonzero(np.abs(table[:, 4]) > 1).tolist():  # PDFium's are of upright text
        placed[row] = _turned(raw, text, int(kept[row]), table[row, 2], table[row, 4])
    codes[codes == LINE_END_HYPHEN] = ord("-")
    lost = (codes == 0) | (codes == REPLACEMENT)
    for row in np.flatnonzero(table[:, 5]).tolist():  # some of what is drawn together, perhaps
        lost[row] |= bool(raw.FPDFText_HasUnicodeMapError(text, int(kept[row])))
    codes, second = _whole(codes)
    return Glyphs(
        np.where(lost, np.uint32(REPLACEMENT), codes),
        rows,
        _shared(placed, rows),
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
    code_of = _quick(raw.FPDFText_GetUnicode, ctypes.c_uint)
    return np.array([code_of(page, index) for index in range(count)], np.uint32)


def _quick(function: Any, result: Any, *more: Any) -> Callable[..., int]:
    """The same function of PDFium, called with plain numbers: half the time of a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    prototype = ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *more)
    called: Callable[..., int] = prototype(address)
    return called


def _style(raw: Any, text: Any, index: int, part: int) -> tuple[float, ...]:
    """Of what is drawn together with a character: a point of its base line, its size, weight and
    angle, in degrees counter-clockwise, and whether the character has no Unicode."""
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(text, index, matrix)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    size = raw.FPDFText_GetFontSize(text, index) * float(np.hypot(matrix.c, matrix.d))
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 256, flags)
    weight = raw.FPDFText_GetFontWeight(text, index)
    drawn = ctypes.cast(ctypes.c_void_p(part), raw.FPDF_PAGEOBJECT)
    stroked = raw.FPDFTextObj_GetTextRenderMode(drawn) == FILLED_AND_STROKED
    named = name.value.decode("utf-8", "replace").lower()
    if stroked or any(heavy in named for heavy in HEAVY_NAMES):
        weight = max(weight, BOLD)
    angle = float(np.degrees(np.arctan2(matrix.b, matrix.a)))
    known = float(weight) if weight > 0 else -1.0
    lost = raw.FPDFText_HasUnicodeMapError(text, index)
    return x.value, y.value, abs(size), known, float(np.rint(angle)), float(lost > 0)


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

"""What is drawn on a page of a PDF besides its text: rules, frames, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from cleaner.formats.pdfium import plain, quick
from cleaner.formats.places import Floats
from cleaner.formats.sheet import Sheet

THIN = 4.0  # points: a drawn thing no thicker is a rule
LEAST = 12.0  # points: a frame has no shorter side
MOST_SEGMENTS = 6  # of the path of a rectangle
MOST_SHAPES = 50_000  # of a page that are looked at
DEEPEST = 8  # forms within forms

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, eq=False)
class Drawn:
    """Boxes, (n, 4) each. `rules`: straight lines; `frames`: rectangles, drawn or filled."""

    rules: Floats
    frames: Floats
    images: Floats

    def on(self, sheet: Sheet) -> Drawn:
        """The same on the page as it is shown, cut to it; what lies outside is left out."""
        return Drawn(*(_cut(each, sheet) for each in (self.rules, self.frames, self.images)))

    def share(self, sheet: Sheet) -> float:
        """The share of the page that the largest picture covers."""
        sides = self.images[:, 2:] - self.images[:, :2]
        return float(sides.prod(1).max(initial=0.0)) / (sheet.width * sheet.height)


def drawn(raw: Any, page: Any) -> Drawn:
    """What is drawn on a page, in the plane of the file: any two opposite corners."""
    rules: list[tuple[float, ...]] = []
    frames: list[tuple[float, ...]] = []
    images: list[tuple[float, ...]] = []
    for kind, shape, box in _shapes(raw, page):
        width, height = abs(box[2] - box[0]), abs(box[3] - box[1])
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(box)
        elif min(width, height) <= THIN < max(width, height):
            rules.append(box)
        elif min(width, height) >= LEAST and raw.FPDFPath_CountSegments(shape) <= MOST_SEGMENTS:
            frames.append(box)
    return Drawn(*(np.array(each, np.float64).reshape(-1, 4) for each in (rules, frames, images)))


def _shapes(raw: Any, page: Any) -> Iterator[tuple[int, Any, tuple[float, ...]]]:
    """Kind, object and box of the pictures and paths of a page, those inside forms too."""
    object_of = quick(raw.FPDFPage_GetObject, ctypes.c_size_t)
    inner_of = quick(raw.FPDFFormObj_GetObject, ctypes.c_size_t)
    kind_of = plain(raw.FPDFPageObj_GetType, ctypes.c_int)
    count = min(raw.FPDFPage_CountObjects(page), MOST_SHAPES)
    address = ctypes.cast(page, ctypes.c_void_p).value
    waiting = [(object_of(address, index), IDENTITY, 0) for index in range(count)]
    looked = 0
    while waiting and looked < MOST_SHAPES:
        place, matrix, depth = waiting.pop()
        looked += 1
        kind = kind_of(place)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        shape = ctypes.cast(ctypes.c_void_p(place), raw.FPDF_PAGEOBJECT)
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH):
            yield kind, shape, _box(raw, shape, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(shape, own)
            inner = _product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
            count = min(raw.FPDFFormObj_CountObjects(shape), MOST_SHAPES - len(waiting))
            waiting += ((inner_of(place, index), inner, depth + 1) for index in range(count))


def _box(raw: Any, shape: Any, matrix: Matrix) -> tuple[float, ...]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    a, b, c, d, e, f = matrix
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix of the first and then the other."""
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2], a * then[1] + b * then[3],
        c * then[0] + d * then[2], c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4], e * then[1] + f * then[3] + then[5],
    )  # fmt: skip


def _cut(boxes: Floats, sheet: Sheet) -> Floats:
    placed = sheet.boxes(boxes[np.isfinite(boxes).all(1)])
    corner = np.array((sheet.width, sheet.height) * 2)
    shown = (placed[:, 2:] >= 0).all(1) & (placed[:, :2] <= corner[:2]).all(1)
    return np.clip(placed[shown], 0.0, corner)

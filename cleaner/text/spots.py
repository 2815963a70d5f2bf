"""Where characters of a text stand in the file that it was read from.

Who reads a file with places (`page/located`) makes this; whoever tells of a text asks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaner.text.characters import Ints

Floats: TypeAlias = NDArray[np.float64]
Sides: TypeAlias = tuple[float, float, float, float]
DIGITS = 2  # of a length that are told, after the point


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters that stand together on a page.

    `page`: its number, from 1. `box`: left, top, right and bottom, in the unit of the page, from
    its upper left corner to the right and down. `span`: bytes of the file, from the first of the
    words that the characters are of to the one after the last; None where it has none for them.
    """

    page: int
    box: Sides
    span: tuple[int, int] | None = None

    def described(self) -> dict[str, Any]:
        """As plain data."""
        box = [round(side, DIGITS) for side in self.box]
        told: dict[str, Any] = {"page": self.page, "box": box}
        return told if self.span is None else told | {"bytes": list(self.span)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a file: its number, from 1, what the file calls it, its sides and their unit."""

    page: int
    name: str
    width: float
    height: float
    unit: str

    def described(self) -> dict[str, Any]:
        """As plain data."""
        sides = {"width": round(self.width, DIGITS), "height": round(self.height, DIGITS)}
        return {"page": self.page, "name": self.name, **sides, "unit": self.unit}


class Placed(NamedTuple):
    """Words of a text in their order, in columns: first and last place in the text, the page, and
    the first byte in the file and the one after the last."""

    starts: Ints
    ends: Ints
    pages: Ints
    spans: Ints  # (n, 2)


class Located(Protocol):
    """A text whose characters have places; those in the text are code points of it, 0-based."""

    @property
    def sheets(self) -> list[Sheet]:
        """The pages that have text, in the order of the file."""

    def spots(self, starts: Ints, ends: Ints) -> list[Spot]:
        """Where the characters of stretches of the text stand, one spot for all that are together.

        Where none of them has a place, as at a line end, those of the characters on either side.
        """

    def words(self, start: int, end: int) -> Placed:
        """The words from `start` to `end` that have bytes in the file, and those at the edges."""

    def confidences(self, start: int, end: int) -> Floats | None:
        """How sure the engine was of each character from `start` to `end`, 0 to 1.

        NaN where it does not say; None where it says of none.
        """


def described(located: Located | None, start: int, end: int) -> list[dict[str, Any]] | None:
    """The spots of a stretch as plain data; None for a text without places."""
    if located is None:
        return None
    found = located.spots(np.array([start], np.int64), np.array([end], np.int64))
    return [spot.described() for spot in found]

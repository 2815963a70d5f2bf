"""From the coordinates of a PDF, whose origin is wherever, to those of the page as it is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cleaner.formats.places import Floats, Ints

MOST_LENGTH = 1e6  # points; the format itself knows no page longer than 14,400


@dataclass(frozen=True)
class Sheet:
    """The part of the plane that a page shows, and how many quarters it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        return self._sides()[self.quarters % 2]

    @property
    def height(self) -> float:
        return self._sides()[1 - self.quarters % 2]

    def _sides(self) -> tuple[float, float]:
        return self.right - self.left, self.top - self.bottom

    def sound(self) -> bool:
        """Whether its sides are lengths."""
        return all(math.isfinite(side) and 0 < side < MOST_LENGTH for side in self._sides())

    def points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Points on the page as shown, from its upper left corner to the right and down."""
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        if self.quarters == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def boxes(self, boxes: Floats) -> Floats:
        """Rectangles of any two opposite corners, as x0, y0, x1, y1 on the page."""
        x, y = self.points(boxes[:, 0::2], boxes[:, 1::2])
        return np.stack((x.min(1), y.min(1), x.max(1), y.max(1)), 1)

    def turns(self, counter_clockwise: Floats) -> Ints:
        """Angles in degrees as turns on the page, clockwise, 0 to 359; near a quarter, that."""
        turns = np.rint(90 * self.quarters - counter_clockwise).astype(np.int64) % 360
        near = np.rint(turns / 90).astype(np.int64) * 90
        return np.where(np.abs(turns - near) <= 2, near % 360, turns)

"""Tables that read well on a terminal and as Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table, its columns padded to one width."""
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in (header, *rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    lines = [
        "| "
        + " | ".join(
            cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)
        )
        + " |"
        for row in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (size + 2) for size in widths) + "|")
    return "\n".join(lines) + "\n"


def width(text: str) -> int:
    """Cells of a terminal that `text` takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def share(value: float) -> str:
    """`.973`, `1.000`: a share with three digits, cut and not rounded up."""
    text = f"{int(value * 1000 + 1e-9) / 1000:.3f}"
    return text.removeprefix("0")

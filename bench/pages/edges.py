"""Paragraphs that end exactly at the column edge."""

import re
import unicodedata
from random import Random

from .page import Page, Piece

SENTENCE = re.compile(r"[^。！？]*[。！？]?[”’」』）]*")
FULL_ENOUGH = 0.88
"""A last line at least so full may be stretched to the edge."""


def fill_edges(page: Page, share: float, rng: Random) -> None:
    """Makes about ``share`` of the paragraphs end at the edge of their column.

    A sentence in the middle is left out where that brings the end near the edge; the last line
    is then stretched (``Piece.filled``). The estimate of line breaks is rough, the result is not.
    """
    indent = 0 if page.style.indent == "none" else 2
    for width, pieces in _columns(page):
        for piece in pieces:
            if piece.cut:
                _trim(piece, width, indent)
            elif piece.role == "paragraph" and rng.random() < share:
                _fill(piece, width, indent)


def last_line(text: str, width: int, indent: int) -> float:
    """How full the last line is, as a share of the width: in (0, 1]."""
    cells = sum(1.0 if unicodedata.east_asian_width(mark) in "WFA" else 0.5 for mark in text)
    rest = (cells + indent) % width
    return (rest or width) / width


def _columns(page: Page) -> list[tuple[int, list[Piece]]]:
    style = page.style
    if page.layout == "flow":
        return [(style.width, article.body) for article in page.articles]
    boxes = [box for row in page.rows for box in row]
    return [
        (style.width * box.span // box.columns, page.articles[box.article].body) for box in boxes
    ]


def _fill(piece: Piece, width: int, indent: int) -> None:
    sentences = [part for part in SENTENCE.findall(piece.text) if part]
    texts = [piece.text]
    for index in range(1, len(sentences) - 1):
        shorter = "".join(sentences[:index] + sentences[index + 1 :])
        if _balanced(shorter):
            texts.append(shorter)
    best = max(texts, key=lambda text: last_line(text, width, indent))
    if last_line(best, width, indent) >= FULL_ENOUGH:
        piece.text, piece.filled = best, True


def _trim(piece: Piece, width: int, indent: int) -> None:
    """A paragraph cut in mid-sentence ends with a full line, as it would in print."""
    while len(piece.text) > width and last_line(piece.text, width, indent) < 1.0 - 0.5 / width:
        piece.text = piece.text[:-1].rstrip()
    piece.filled = True


def _balanced(text: str) -> bool:
    return all(text.count(left) == text.count(right) for left, right in ("“”", "（）", "《》"))

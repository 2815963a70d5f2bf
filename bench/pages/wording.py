"""Changes of wording that concern the page as a whole: digit spacing, Traditional characters."""

import re
from functools import cache
from random import Random

import opencc

from .page import Page

SCRIPT_EDGE = re.compile(
    r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])"
)
QUOTES = str.maketrans("“”‘’", "「」『』")


def space_digits(page: Page, share: float, rng: Random) -> None:
    """Sets a space at ``share`` of the places where Han meets a digit or Latin letter."""

    def gap(_: re.Match[str]) -> str:
        return " " if rng.random() < share else ""

    for piece in page.pieces():
        if piece.role in ("paragraph", "headline", "deck", "kicker"):
            opening, rest = piece.text[: piece.bold], piece.text[piece.bold :]
            piece.text = opening + SCRIPT_EDGE.sub(gap, rest)


def to_traditional(page: Page, variant: str) -> None:
    """Turns every piece Traditional, with 「」『』; ``variant`` is s2t, s2tw or s2hk."""
    for piece in page.pieces():
        opening = _converter(variant).convert(piece.text[: piece.bold])
        rest = _converter(variant).convert(piece.text[piece.bold :])
        piece.text = (opening + rest).translate(QUOTES)
        piece.bold = len(opening)


@cache
def _converter(variant: str) -> "opencc.OpenCC":
    return opencc.OpenCC(variant)

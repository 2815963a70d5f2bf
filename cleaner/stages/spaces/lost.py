"""Blanks that stand for characters lost: the only trace of them."""

from __future__ import annotations

from cleaner.knowledge.scripts import TRADITIONAL, kinds
from cleaner.text.characters import HAN, among
from cleaner.text.document import Document

LITERARY = "之其者也矣乎焉哉曰豈蓋殊俱皆甚而於則"
MODERN = "的了是這个個們们什麼么吧嗎吗您"
LEAST = 12  # Han characters that tell what a text is written in
SHARE_LITERARY, SHARE_MODERN = 0.07, 0.01


def stand_for_characters(document: Document) -> bool:
    """Whether single blanks before marks may stand for characters the print or its font lacks.

    So they do in databases of old newspapers and books: in literary Chinese in Traditional
    characters. In modern text a blank before a mark is a slip of whoever extracted it.
    """
    known: bool | None = document.analyses.get("lost characters")
    if known is None:
        codes = document.codes[document.classes == HAN]
        size = len(codes)
        literary = int(among(codes, LITERARY).sum())
        modern = int(among(codes, MODERN).sum())
        known = (
            size >= LEAST and literary >= SHARE_LITERARY * size and modern <= SHARE_MODERN * size
        )
        known = known and bool((kinds(document) == TRADITIONAL).any())
        document.analyses["lost characters"] = known
    return known

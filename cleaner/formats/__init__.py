"""Formats whose lines have a place on a page: from their bytes to pages, and words back.

Known here is what a file says: which characters stand where. What that means (columns, order,
roles) is not.
"""

from __future__ import annotations

from cleaner.formats.pages import Block, Line, Lines, Page, Word, Words
from cleaner.formats.places import Box, Flags, Floats, Ints, Place, Places, Writing
from cleaner.formats.recognition import HEAD, METS, Format, recognised

__all__ = [
    "HEAD",
    "METS",
    "Block",
    "Box",
    "Flags",
    "Floats",
    "Format",
    "Ints",
    "Line",
    "Lines",
    "Page",
    "Place",
    "Places",
    "Word",
    "Words",
    "Writing",
    "recognised",
]

"""Formats whose lines have a place on a page: from their bytes to pages, and words back.

Known here is what a file says: which characters stand where. What that means (columns, order,
roles) is not.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleaner.formats.recognition import HEAD, METS, Format, recognised

if TYPE_CHECKING:
    from cleaner.formats.pages import Block, Line, Lines, Page, Word, Words
    from cleaner.formats.places import Box, Flags, Floats, Ints, Place, Places, Writing

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
# Read in when first asked for: a text has no pages.
_PAGES = ("Block", "Line", "Lines", "Page", "Word", "Words")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(
        import_module(f"cleaner.formats.{'pages' if name in _PAGES else 'places'}"), name
    )

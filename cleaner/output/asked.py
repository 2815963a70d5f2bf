"""What is asked for besides the words, where a file is written back in the form it came in."""

from __future__ import annotations

from typing import NamedTuple


class Asked(NamedTuple):
    """What is asked for besides the words. `version`: of what has changed them, where it is to
    stand in the files; `order`: of reading, where the format states it; `articles`: in a file;
    `map`: of the articles in METS."""

    version: str | None = None
    order: bool = False
    articles: bool = False
    map: bool = False


WORDS = Asked()
"""Nothing but the words."""

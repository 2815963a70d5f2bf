"""Verse in pages of about 1900 to 1950: lines of one measure, with a mark after each verse or none."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.text.regex import regex

FEET = (4, 5, 6, 7)  # characters of one verse
SHORTEST, LONGEST = 4, 16  # characters of a line without marks that may be verse; set by hand
COUPLETS = (10, 14)  # of them, those that two verses have
_MARKS = regex(r"[、。，！？；]+")
_PLAIN = regex(r"[\u3400-\u9fff\uf900-\ufaff〇〻々]+")


class Measure(NamedTuple):
    """The characters of each verse of a line, and how many verses it has; 0 for a line without
    marks, whose characters are counted."""

    characters: int
    verses: int

    @property
    def couplet(self) -> bool:
        """Whether the line has two verses, or as many characters as two have."""
        return self.verses > 1 or (not self.verses and self.characters in COUPLETS)

    def goes_with(self, other: Measure | None) -> bool:
        """Whether another line may be of the same stanza."""
        same = other is not None and other.characters == self.characters
        return same and other is not None and (other.verses > 0) is (self.verses > 0)


def measure_of(line: str) -> Measure | None:
    """The measure of a line that may be verse."""
    if _PLAIN.fullmatch(line):
        return Measure(len(line), 0) if SHORTEST <= len(line) <= LONGEST else None
    parts = _MARKS.split(line)
    even = parts[-1] == "" and len({*map(len, parts[:-1])}) == 1 and len(parts[0]) in FEET
    if not even or not _PLAIN.fullmatch("".join(parts)):
        return None
    return Measure(len(parts[0]), len(parts) - 1)

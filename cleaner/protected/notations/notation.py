"""A stretch of lines that is written in a notation of its own, and what may be repaired in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Safe(StrEnum):
    """What may be repaired in a stretch; its lines are never joined, moved or cut."""

    NOTHING = "nothing but invisible characters"
    FIELDS = "text fields"
    WORDING = "all but the lines"


@dataclass(frozen=True)
class Notation:
    """Whole lines, from `start` to `end` (code points, 0-based, without the last line end).

    `kind`: of notation. `why`: what shows it. `fields`: where `safe` is FIELDS, the spans of
    running text, sorted.
    """

    start: int
    end: int
    kind: str
    why: str
    safe: Safe = Safe.NOTHING
    fields: tuple[tuple[int, int], ...] = ()

    def fills(self, text: str) -> bool:
        """Whether nothing is seen in `text` outside of the stretch."""
        return not text[: self.start].strip("\ufeff \t\n") and not text[self.end :].strip()


TABLE = "table"
KEY_VALUES = "key-value lines"
YAML = "YAML"
INI = "INI or TOML"
FRONT_MATTER = "front matter"
JSON = "JSON"
SUBTITLES = "subtitles"
LYRICS = "timed lyrics"
CARD = "vCard or iCalendar"
BIBTEX = "BibTeX"
RIS = "RIS"
REFERENCES = "references"
ORG = "org"
RST = "reStructuredText"
MARKDOWN = "Markdown"
FENCE = "fenced code"
LATEX = "LaTeX"
MARKUP = "HTML or XML"
PROGRAM = "program"
SHELL = "shell"
CATALOGUE = "message catalogue"
LOG = "log"
EXAMPLE = "wrong example"
NOTE = "bracketed note"
ROFF = "page of a manual"
TAGGED = "tagged words"
WORDS = "word list"
TERMINAL = "text for a terminal"
EXAM = "exam paper"
FORM = "form"
LISTING = "list of prices or pages"
CHAT = "chat"
MAIL = "mail"
PLAY = "play"
PATCH = "patch"
CHANGE_LOG = "log of changes"
WIKI = "wiki markup"
ASCIIDOC = "AsciiDoc"
MEMO = "memo"
LICENCE = "licence"
DRAWING = "drawing"
MUSIC = "music"
GAME = "record of a game"
MATHS = "mathematics"
VERSE = "verse"
TECHNICAL = "technical text"

KINDS = (
    TABLE, KEY_VALUES, YAML, INI, FRONT_MATTER, JSON, SUBTITLES, LYRICS, CARD, BIBTEX, RIS,
    REFERENCES, ORG, RST, MARKDOWN, FENCE, LATEX, MARKUP, PROGRAM, SHELL, CATALOGUE, LOG, EXAMPLE,
    NOTE, ROFF, TAGGED, WORDS, TERMINAL, EXAM, FORM, LISTING, CHAT, MAIL, PLAY, PATCH, CHANGE_LOG,
    WIKI, ASCIIDOC, MEMO, LICENCE, DRAWING, MUSIC, GAME, MATHS, VERSE, TECHNICAL,
)  # fmt: skip

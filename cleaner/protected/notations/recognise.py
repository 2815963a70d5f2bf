"""What in a text is no prose: tables, configuration, markup, subtitles, programs, references …

`recognised` gives the stretches of lines that are written in a notation of their own. The shape of
the lines tells: what is regular over them. The pipeline drops what a stage would change there
beyond what is safe (`guard`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cleaner.page.whole import INSIDE, INSIDE_LINE, is_one_line
from cleaner.protected.notations.cards import bibtex, cards, catalogue, pedigrees, ris
from cleaner.protected.notations.documents import documents
from cleaner.protected.notations.drawn import drawings, games, music
from cleaner.protected.notations.keyed import assignments, front_matter, json, mappings, records
from cleaner.protected.notations.listed import (
    columns,
    dictionaries,
    fixed_width,
    tagged,
    word_lists,
)
from cleaner.protected.notations.listings import (
    checklists,
    contents,
    figures,
    indexes,
    labels,
    prices,
    variants,
)
from cleaner.protected.notations.marked_up import coloured, marked_up
from cleaner.protected.notations.markup import elements, latex
from cleaner.protected.notations.named import named
from cleaner.protected.notations.notation import KINDS, Notation, Safe
from cleaner.protected.notations.outlines import examples, fences, markdown, notes, org, rst
from cleaner.protected.notations.papers import exams, forms
from cleaner.protected.notations.projects import (
    builds,
    change_logs,
    patches,
    statements,
    traces,
)
from cleaner.protected.notations.references import references
from cleaner.protected.notations.rows import Rows
from cleaner.protected.notations.separated import separated
from cleaner.protected.notations.settled import licences, memos, proofs
from cleaner.protected.notations.source import changes, helps, logs, programs, transcripts
from cleaner.protected.notations.talk import chats, mails, plays
from cleaner.protected.notations.technical import short_lines, technical
from cleaner.protected.notations.timed import lyrics, subtitles
from cleaner.protected.notations.verse import verse
from cleaner.protected.notations.whole import (
    apart_from_another,
    lisp,
    roff,
    scripts,
    throughout,
)
from cleaner.protected.notations.wikis import asciidoc, wikis
from cleaner.text import signs
from cleaner.text.characters import (
    ASCII_SYMBOL,
    DIGIT,
    LETTER,
    OTHER,
    SPACE,
    WIDE_ALNUM,
    WIDE_SPACE,
)
from cleaner.text.document import Document
from cleaner.text.signs import Signs, beside, one

__all__ = ["KINDS", "Notation", "Safe", "recognised"]

# In this order: a line belongs to the first notation that is found for it.
FINDERS: tuple[Callable[[Rows], Iterator[Notation]], ...] = (
    scripts, coloured, front_matter, fences, subtitles, lyrics, catalogue, roff, changes, helps,
    patches, builds, json, elements, cards, bibtex, ris, pedigrees, org, latex, wikis, asciidoc,
    exams, forms, markdown, notes, examples, references, transcripts, statements, tagged, music,
    games, proofs, chats, separated, lisp, rst, drawings, traces, logs, programs, assignments,
    mappings, mails, records, dictionaries, fixed_width, columns, figures, contents, prices,
    indexes, checklists, labels, variants, word_lists, change_logs, memos, licences, plays, verse,
    documents, short_lines,
)  # fmt: skip


# One line by itself is in a notation only with one of these; of 30,000 without them none was.
_WRITTEN = Signs(one(LETTER, DIGIT, ASCII_SYMBOL))
_NUMBERS = (DIGIT, WIDE_ALNUM, OTHER)  # the classes of what is a digit in some script
# What a text has, at least, in which some of them find anything; the others look for such signs
# themselves.
AT: dict[Callable[[Rows], Iterator[Notation]], Signs] = {
    **dict.fromkeys((proofs, tagged, columns, figures, labels, variants, plays), INSIDE),
    programs: Signs(one("=(){}[];<>$@\"'`#|/\\*_&:")),
    prices: Signs(INSIDE_LINE, one(":：…¥￥$€+")),
    indexes: Signs(beside((SPACE, WIDE_SPACE, ",，:：…."), _NUMBERS)),
    helps: Signs(one("-")),
}


def recognised(document: Document, name: str = "") -> list[Notation]:
    """The stretches of a document that are no prose, sorted; none overlaps another.

    `name`: of its file, if it has one. It counts where the lines leave something open.
    """
    whole = named(document.text, name)
    there = signs.found(document)
    if is_one_line(document) and not _WRITTEN.bit & there:
        return [whole] if whole else []
    rows = Rows(document)
    asked = [find for find in FINDERS if find not in AT or AT[find].bit & there]
    each = apart_from_another(notation for find in asked for notation in find(rows))
    apart = list(technical(rows, list(throughout(rows, each))))
    found = sorted(marked_up(rows, apart), key=lambda notation: notation.start)
    told = len(found) == 1 and found[0].fills(document.text)
    return [whole] if whole and not told else found

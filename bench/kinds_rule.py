"""What needs nothing in a clean file, told by rule, from an edit, its line and the kind of the file.

Real files have slips of their own, which a repair may rightly find. So, for an edit:

- line structure never needs anything: an edit that adds or takes away a line end, a blank line or
  an indent, or moves a line, is harm in every kind;
- a file of a kind that is no prose needs nothing at all (separators, keys, code, data, fields of
  text), but for characters nobody sees that join nothing, turn nothing and begin no escape
  sequence (`UNSEEN`);
- in a kind of prose (`PROSE`) an edit may be a repair if it changes nothing but marks and blanks
  (or letters and digits of full width), and its line is prose, that is: twenty Han characters or
  more, six in ten of what is not blank in it are Han or Chinese marks, there is a mark that ends a
  sentence, and the edit is not in code, a formula, a tag, a command, an address or a link's target
  (`VERBATIM`). In novels whose marks were all set half-width, marks of every line are wrong.

Every other edit is harm.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from bench.kinds_corpus import File
from cleaner.ledger.entries import Entry

PROSE = frozenset((
    "HTML", "LaTeX", "Markdown", "change log", "documents", "front matter", "man page", "novel",
    "org", "rst",
))  # fmt: skip
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
HAN_OR_MARK = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\u3000-\u303f\uff00-\uffef“”‘’…—·]")
SENTENCE = re.compile(r"[。！？…⋯]|[.!?][\"”’』」)）]*\s*$")
DAMAGE = re.compile(
    r"[\s!-/:-@\[-`{-~\u00b7\u2000-\u206f\u22ef\u2500\u2501\u3000-\u303f\uff01-\uffef]*"
)
UNSEEN = re.compile(r"[\u00ad\u200b\u2060-\u2064\ufeff]+")
BLANKS = re.compile(r"\s*")
VERBATIM = re.compile(r"`[^`]*`|<[^>]*>|\]\([^)]*\)|\$[^$]*\$|\\\w+(?:\{[^}]*\})?|\w+://\S+")
WRONG_MARKS = frozenset(("novel, half-width", "dialogue-half-width"))


def changes_lines(text: str, entry: Entry) -> bool:
    """Whether an edit changes where lines end, which are blank, how far they are indented."""
    if entry.to is not None or "\n" in entry.before + entry.after:
        return True
    before = text[text.rfind("\n", 0, entry.start) + 1 : entry.start]
    return not before.strip() and bool(BLANKS.fullmatch(entry.before + entry.after))


def is_harm(file: File, entry: Entry) -> bool:
    """Whether an edit is one in what needs nothing, by the rule above."""
    if changes_lines(file.text, entry):
        return True
    if UNSEEN.fullmatch(entry.before) and not entry.after:
        return False
    changed_marks = DAMAGE.fullmatch(entry.before) and DAMAGE.fullmatch(entry.after)
    if not changed_marks and normalize("NFKC", entry.before) != entry.after:
        return True
    if file.kind in WRONG_MARKS:
        return False
    return file.kind.split(",")[0] not in PROSE or not in_prose(file.text, entry)


def in_prose(text: str, entry: Entry) -> bool:
    """Whether an edit is in a line of prose, and in nothing verbatim there."""
    first = text.rfind("\n", 0, entry.start) + 1
    end = text.find("\n", entry.end)
    line = text[first : end if end >= 0 else len(text)]
    at = entry.start - first
    verbatim = any(match.start() <= at < match.end() for match in VERBATIM.finditer(line))
    return not verbatim and is_prose(line)


def is_prose(line: str) -> bool:
    """Whether a line is one of prose, by the rule above."""
    seen = len(re.sub(r"\s", "", line))
    return (
        len(HAN.findall(line)) >= 20
        and len(HAN_OR_MARK.findall(line)) >= 0.6 * seen
        and bool(SENTENCE.search(line))
    )

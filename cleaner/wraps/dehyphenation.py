"""Dehyphenation: whether a hyphen at a line end belongs to the word, or to the line end."""

from __future__ import annotations

from enum import Enum

from cleaner.knowledge.english import is_word
from cleaner.text.document import Document
from cleaner.text.regex import regex


class Hyphen(Enum):
    """What a hyphen at a line end is, and what a join makes of it."""

    DIVIDES = "informa-/tion: it goes with the line end"
    COMPOUND = "well-/known: it stays"
    FOREIGN = "Verwal-/tung, in a text that is not in English: it goes with the line end"
    SUSPENDED = "two-/and three-year: it stays, and a space comes after it"
    UNKNOWN = "no word tells: it stays"


HYPHENS = "-\u2010\u2011"
DIVIDING = (
    "\u2e17\u00ac"  # ⸗ of blackletter type, and ¬ as OCR programs write a hyphen that divides
)
SIGNS = HYPHENS + DIVIDING
GOING = frozenset((Hyphen.DIVIDES, Hyphen.FOREIGN))  # what a join takes out
LONGEST = 40  # code points before the hyphen that are looked at; set by hand
SUSPENDING = frozenset(("and", "or", "nor", "und", "oder", "bzw"))
PREFIXES = ("anti", "auto", "hyper", "inter", "micro", "mis", "multi", "non", "over", "pre", "re", "semi", "sub", "super", "trans", "un", "under")  # fmt: skip
STEM = 4  # letters of a word after a prefix at least; set by hand
KEPT_BEFORE = frozenset(("anti", "demi", "ex", "mi", "non", "peut", "semi", "sous", "vice", "во", "из", "кое", "по"))  # fmt: skip
KEPT_AFTER = frozenset(("ce", "ci", "elle", "elles", "en", "eux", "il", "ils", "je", "la", "las", "le", "les", "leur", "lo", "los", "lui", "là", "me", "moi", "même", "mêmes", "nos", "nous", "on", "se", "te", "toi", "tu", "vos", "vous", "y", "за", "ка", "либо", "нибудь", "под", "таки", "то"))  # fmt: skip
ENGLISH = 0.5  # of the words of a text in English, those in the list, at least; others have less
SHORTEST = 3  # letters of a word that tells the language
FEWEST = 12  # such words from which it is told; these three set by hand
_HEAD = regex(r"[^\W\d_]+\Z")
_TAIL = regex(r"[^\W\d_]+")
_SEEN = regex(rf"[^\W\d_]+(?:[{HYPHENS}][^\W\d_]+)*")
_DIVIDED = regex(rf"[^\W\d_]+[{SIGNS}]\s*\n\s*[^\W\d_]+")


def hyphen_at(document: Document, end: int, start: int) -> Hyphen | None:
    """What the hyphen before the line end `end` is; the words of the next line begin at `start`.

    None where no hyphen stands between a letter and one in lower case.
    """
    text = document.text
    if text[end - 1] not in SIGNS or not text[start].islower():
        return None
    head = _HEAD.search(text, max(0, end - LONGEST), end - 1)
    tail = _TAIL.match(text, start)
    if not head or not tail:
        return None
    chained = text[head.start() - 1 : head.start()] == "-"
    suspends = text[tail.end() : tail.end() + 1] == " " and tail[0] in SUSPENDING
    if text[end - 1] in DIVIDING:
        return Hyphen.SUSPENDED if suspends else Hyphen.DIVIDES
    return _told(document, head[0].lower(), tail[0], chained, suspends)


def _told(document: Document, head: str, tail: str, chained: bool, suspends: bool) -> Hyphen:
    """What the hyphen is, told by the words of the document first, then by those of the language."""
    whole, seen = head + tail, _words(document)
    if chained and is_word(head):
        return Hyphen.COMPOUND
    if whole in seen:
        return Hyphen.DIVIDES
    if f"{head}-{tail}" in seen:
        return Hyphen.COMPOUND
    if is_word(whole) or _derived(head, whole):
        return Hyphen.DIVIDES
    if suspends:
        return Hyphen.SUSPENDED
    if _divides_abroad(document, head, tail):
        return Hyphen.FOREIGN
    return Hyphen.COMPOUND if is_word(head) and is_word(tail) else Hyphen.UNKNOWN


def _divides_abroad(document: Document, head: str, tail: str) -> bool:
    """Whether a hyphen divides a word of a text that is in another language than English.

    Not where both parts stand there by themselves (porte-/parole) or are the same (anak-/anak), or one
    makes compounds (ex-/maire, dit-/il).
    """
    if head in KEPT_BEFORE or tail in KEPT_AFTER or head == tail:
        return False
    return _is_abroad(document) and not {head, tail} <= _standing(document)


def _is_abroad(document: Document) -> bool:
    """Whether a text is in letters that have a lower case and not in English: asked once."""
    abroad: bool | None = document.analyses.get("another language than English")
    if abroad is None:
        words = [word for word in _standing(document) if word.isalpha() and word.islower()]
        words = [word for word in words if len(word) >= SHORTEST]
        abroad = len(words) >= FEWEST and sum(map(is_word, words)) < ENGLISH * len(words)
        document.analyses["another language than English"] = abroad
    return abroad


def _standing(document: Document) -> set[str]:
    """The words of the document in lower case that no line end divides: gathered once."""
    words: set[str] | None = document.analyses.get("standing words")
    if words is None:
        text = _DIVIDED.sub(" ", document.text.lower())
        words = document.analyses["standing words"] = set(_SEEN.findall(text))
    return words


def _derived(head: str, whole: str) -> bool:
    """Whether a word is one with a prefix before it, and the hyphen does not stand between."""
    stems = [whole[len(each) :] for each in PREFIXES if whole.startswith(each) and head != each]
    return any(len(stem) >= STEM and is_word(stem) for stem in stems)


def _words(document: Document) -> set[str]:
    """All words of the document in lower case, compounds whole and in parts: gathered once."""
    words: set[str] | None = document.analyses.get("words")
    if words is None:
        found = set(_SEEN.findall(document.text.lower()))
        words = found | {part for word in found if "-" in word for part in word.split("-")}
        document.analyses["words"] = words
    return words

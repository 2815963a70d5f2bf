"""Which encoding bytes are in that are no UTF-8: told by how everyday the text is that they make.

A guess is sure or it is none. What else the bytes may be is named, so that the user can choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from cleaner.files.coding import KEEP, KEPT, SAMPLE
from cleaner.files.everyday import KOREAN, SIMPLIFIED, TRADITIONAL
from cleaner.text.regex import regex

LIKELY = 0.55  # the share of everyday characters from which a reading is likely
LIKELY_OF_MANY = 0.4  # the same where many characters tell: rare ones may be among them
MANY = 100
RIVAL = 0.3  # the share from which it is worth a word
LEAD = 1.5  # characters that are everyday in the best reading and are not in the next
DAMAGE = 0.1  # the share of characters that may be damaged
WESTERN = "western"
SHORT = 200  # bytes under which statistics of Western languages say little
ACCENTS = 6  # letters with accents from which they say something

_MARKS = (
    "，。、；：？！“”‘’《》〈〉（）【】〔〕「」『』—…·　％＋－／０１２３４５６７８９①②③④⑤●○■□▲△※→◆★"
)
_LETTERS = "àâäåæçèéêëìíîïñòóôöøùúûüÿœßÀÂÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖØÙÚÛÜŒ‘’“”–—…«»°§£€©®·¿¡"
# Bytes, not characters: what only the Western single-byte encodings have in common.
_WORD = regex(rf"[a-zA-Z][{_LETTERS}]|[{_LETTERS}][a-zA-Z ]")


@dataclass(frozen=True)
class Language:
    """What everyday text has, and what it never is without. `members`: encodings, largest last."""

    encodings: tuple[str, ...]
    everyday: frozenset[str]
    needs: re.Pattern[str] | None = None
    least: float = 0.0


@dataclass(frozen=True)
class Reading:
    """What bytes may be. `share`: of everyday characters; `size`: characters that tell.

    `place`: of the first byte that does not fit, or None.
    """

    encoding: str
    share: float
    size: int
    place: int | None = None
    damage: float = 0.0

    @property
    def likeness(self) -> float:
        """How like a text it is: what is damaged counts against it twice."""
        return self.share - 2 * self.damage


@cache
def languages() -> tuple[Language, ...]:
    """Those whose encodings are mistaken for each other."""
    han = frozenset(SIMPLIFIED + TRADITIONAL + _MARKS)
    kana = frozenset(map(chr, range(0x3041, 0x30FF))) | frozenset("。、「」『』・ー々〇（）！？：")
    return (
        Language(("gb18030",), han),
        Language(("big5", "cp950", "big5hkscs"), han),
        Language(("utf-16-le",), han),
        Language(("utf-16-be",), han),
        Language(("euc_jp",), han | kana, re.compile("[ぁ-ヾ]"), 0.15),
        Language(("cp932", "shift_jis_2004"), han | kana, re.compile("[ぁ-ヾ]"), 0.15),
        Language(("cp949",), frozenset(KOREAN) | frozenset(_MARKS), re.compile("[가-힣]"), 0.4),
    )


def readings(data: bytes) -> list[Reading]:
    """What the first bytes of a file may be, the likeliest first."""
    found = [each for language in languages() if (each := _best(language, data))]
    return sorted(found, key=lambda each: (each.place is not None, -each.share))


def sure(data: bytes) -> str | None:
    """The encoding of the bytes, where no other one comes near; WESTERN if of that kind."""
    found = sorted(readings(data), key=lambda each: -each.likeness)
    best, rival = (*found, *[Reading("", 0.0, 0)] * 2)[:2]
    lead = best.likeness - max(0.0, rival.likeness)
    least = LIKELY if best.size < MANY else LIKELY_OF_MANY
    if best.share >= least and lead * best.size >= LEAD:
        return best.encoding if best.place is None else None
    return _western(data) if best.share < LIKELY else None


def _best(language: Language, data: bytes) -> Reading | None:
    """The reading in the smallest encoding of a language that all bytes fit."""
    found = [each for name in language.encodings if (each := _read(name, language, data))]
    return min(found, key=lambda each: (each.damage, each.place is not None), default=None)


def _read(encoding: str, language: Language, data: bytes) -> Reading | None:
    """The bytes read in an encoding; None where it is out of the question."""
    wide = encoding.startswith("utf-16")
    if b"\0" in data and not wide:
        return None
    text = data.decode(encoding, KEEP)
    if len(data) >= SAMPLE:
        text = text[:-4]  # the last character may be cut
    kept = text if wide else "".join(c for c in text if c > "\x7f")
    if not kept:
        return None
    damaged = sum("\udc00" <= character <= "\udcff" for character in kept)
    if damaged > max(1, DAMAGE * len(kept)):
        return None
    common = sum(character in language.everyday for character in kept)
    if wide:
        common += sum(c.isascii() and (c.isprintable() or c in "\t\n\r\f") for c in kept)
    share = common / len(kept)
    if language.needs and len(language.needs.findall(kept)) < language.least * len(kept):
        share = min(share / 2, RIVAL)
    first = KEPT.search(text) if damaged else None
    place = len(text[: first.start()].encode(encoding)) if first else None
    return Reading(encoding, share, len(kept), place, damaged / len(kept))


def _western(data: bytes) -> str | None:
    """The Western encoding of words of letters, some with accents; None where they are too few."""
    text = data.decode("cp1252", "replace")
    high = [character for character in text if character > "\x7f"]
    letters = sum(character.isascii() and character.isalpha() for character in text)
    words = 2 * len(_WORD.findall(text)) >= len(high) >= ACCENTS and letters > 3 * len(high)
    if words and all(character in _LETTERS for character in high):
        return "cp1252"
    return WESTERN if len(data) >= SHORT and letters * 2 > len(data) else None


SEVEN_BITS = (
    (regex(rb"\x1b\$\)[AGE]|\x1b\$\*H"), "ISO-2022-CN", "iconv -f ISO-2022-CN-EXT -t UTF-8"),
    (regex(rb"\x1b\$\)C"), "ISO-2022-KR", "--encoding iso2022_kr"),
    (regex(rb"\x1b\$[@B]|\x1b\$\([@BD]"), "ISO-2022-JP", "--encoding iso2022_jp"),
)
_HZ = regex(rb"~\{((?:[\x21-\x77][\x21-\x7e])+)~\}")
_UTF_7 = regex(rb"\+([A-Za-z0-9+/]{3,})-?")


def seven_bits(data: bytes) -> tuple[str, str] | None:
    """The encoding in seven bits that bytes are in which look like ASCII: its name, what to do."""
    if not data.isascii():
        return None
    if b"\x1b$" in data:
        for pattern, name, advice in SEVEN_BITS:
            if pattern.search(data):
                return name, advice
    if b"~{" in data and _is_chinese("hz", (found[0] for found in _HZ.finditer(data))):
        return "HZ", "--encoding hz"
    if b"+" in data and _is_chinese("utf-7", (found[0] for found in _UTF_7.finditer(data))):
        return "UTF-7", "--encoding utf-7"
    return None


def _is_chinese(encoding: str, parts: Iterator[bytes]) -> bool:
    """Whether these parts of a text are everyday Chinese, and enough of it."""
    text = "".join(part.decode(encoding, "replace") for part in parts)
    everyday = languages()[0].everyday
    return len(text) >= 2 and sum(map(everyday.__contains__, text)) >= 0.6 * len(text)

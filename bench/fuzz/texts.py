"""A text and settings by chance, told by a seed and a number: the same ones always."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from bench.fuzz import material
from cleaner.config import LINES, PROFILES, SCRIPTS, TITLES
from cleaner.stages import RULES, STAGES

SMALL, PAGE = "small", "page"


@dataclass(frozen=True)
class Trial:
    """A text and the settings to clean it with, as keys of `cleaner.Settings`."""

    text: str
    settings: dict[str, Any]


def trial(kind: str, seed: int, number: int) -> Trial:
    """The trial of this number: a `SMALL` text or one like a `PAGE`."""
    chance = Random(f"{kind} {seed} {number}")
    text = MAKERS[kind](chance)
    return Trial(text, settings(chance))


def settings(chance: Random) -> dict[str, Any]:
    """The default in two of five; else any profile, script and form of lines, and few or most stages."""
    if chance.random() < 0.4:
        return {}
    chosen: dict[str, Any] = {
        "profile": chance.choice((*PROFILES, "newspaper", "book")),
        "lines": chance.choice(LINES),
        "script": chance.choice((*["keep"] * len(SCRIPTS), *SCRIPTS)),
        "titles": chance.choice(TITLES),
    }
    names = [*(stage.name for stage in STAGES), *RULES]
    if chance.random() < 0.1:
        chosen[chance.choice(("only", "skip"))] = tuple(chance.sample(names, chance.randint(1, 3)))
    return chosen


def small(chance: Random) -> str:
    """Up to some sixty characters: pieces of the cases, words, marks, anything."""
    return chance.choice(_SMALL)(chance)


def page(chance: Random) -> str:
    """Some hundred to some thousand characters: parts of pages put together and changed."""
    return changed(chance.choice(_PAGES)(chance), chance, chance.randint(0, 12))


MAKERS: dict[str, Callable[[Random], str]] = {SMALL: small, PAGE: page}


def _atoms(chance: Random) -> str:
    return "".join(chance.choices(material.ATOMS, k=chance.randint(1, 16)))


def _few_atoms(chance: Random) -> str:
    """Many of few: what repeats meets itself."""
    return "".join(chance.choices(chance.sample(material.ATOMS, 3), k=chance.randint(3, 16)))


def _any(chance: Random) -> str:
    return "".join(_character(chance) for _ in range(chance.randint(1, 16)))


def _words(chance: Random) -> str:
    return "".join(_word(chance) for _ in range(chance.randint(2, 8)))


def _part(chance: Random) -> str:
    """A stretch of a case, changed."""
    text = chance.choice(material.short())
    start = chance.randrange(len(text))
    return changed(text[start : start + chance.randint(4, 40)], chance, chance.randint(1, 4))


def _joined(chance: Random) -> str:
    """The parts of two cases."""
    first, second = _part(chance), _part(chance)
    return first + chance.choice((*material.LINE_ENDS, "", "，")) + second


_SMALL = (_atoms, _few_atoms, _any, _words, _words, _part, _part, _joined)


def _stretch(chance: Random) -> str:
    """Lines of a long text that follow each other."""
    lines = chance.choice(material.long())
    start = chance.randrange(len(lines))
    return "".join(lines[start : start + chance.randint(3, 60)])


def _two_stretches(chance: Random) -> str:
    return _stretch(chance) + chance.choice(material.LINE_ENDS) + _stretch(chance)


def _lines_mixed(chance: Random) -> str:
    """Lines from anywhere."""
    texts = chance.choices(material.long(), k=3)
    return "".join(chance.choice(chance.choice(texts)) for _ in range(chance.randint(4, 40)))


def _set(chance: Random) -> str:
    """Running text set in columns, with heads and blank lines."""
    width = chance.choice((8, 13, 17, 24))
    return "".join(_block(chance, width) for _ in range(chance.randint(2, 12)))


def _block(chance: Random, width: int) -> str:
    text = "".join(
        _word(chance) + chance.choice("，。，。、；：？！,. ") for _ in range(chance.randint(1, 40))
    )
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    return (
        chance.choice(("", "　　", "    "))
        + "\n".join(lines)
        + chance.choice(("\n", "\n\n", "\f", "\n\f\n"))
    )


def _repeated(chance: Random) -> str:
    """A short text over and over, page after page."""
    return "".join(
        _part(chance) + chance.choice(material.LINE_ENDS) for _ in range(3)
    ) * chance.randint(3, 12)


_PAGES = (_stretch, _stretch, _two_stretches, _lines_mixed, _set, _repeated)


def _word(chance: Random) -> str:
    return chance.choice(material.WORDS)


def _character(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.3:
        return chance.choice(material.CONTROLS)
    if kind < 0.4:
        return chance.choice(material.LINE_ENDS)
    if kind < 0.7:
        return chance.choice(material.ATOMS)
    return chr(chance.choice((0x250, 0x3100, 0xFFFF, 0x110000)) * chance.randrange(1 << 20) >> 20)


def changed(text: str, chance: Random, times: int) -> str:
    """A text with so many changes: something put in, taken out, given twice, moved or ended early."""
    for _ in range(times):
        text = chance.choice(_CHANGES)(text, chance)
    return text


def _put_in(text: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice((_character, _character, _word))(chance) + text[at:]


def _taken_out(text: str, chance: Random) -> str:
    at, size = chance.randint(0, len(text)), chance.choice((1, 1, 2, 9))
    return text[:at] + text[at + size :]


def _twice(text: str, chance: Random) -> str:
    at, size = chance.randint(0, len(text)), chance.choice((1, 1, 2, 9, 40))
    return text[: at + size] + text[at:]


def _moved(text: str, chance: Random) -> str:
    at, size, to = chance.randint(0, len(text)), chance.randint(1, 20), chance.randint(0, len(text))
    rest = text[:at] + text[at + size :]
    return rest[:to] + text[at : at + size] + rest[to:]


def _other_ends(text: str, chance: Random) -> str:
    """One line end, or all of them, made another."""
    return text.replace("\n", chance.choice(material.LINE_ENDS), chance.choice((1, 2, -1)))


_CHANGES = (_put_in, _put_in, _put_in, _taken_out, _twice, _moved, _other_ends)

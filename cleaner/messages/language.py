"""The language of the user, and what is said in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations, bindtextdomain, textdomain
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
DOMAIN = "cleaner"
RULES = "rules"  # the manual pages of the rules, passage by passage
LANGUAGES = ("en", "zh")
# In the order in which gettext asks them; --lang sets the first.
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
COUNTED = r"(?:number|count|len|size|line|byte|start|row|page|done)\d*$"
NOUNS = (
    "repair", "suggestion", "finding", "file", "place", "page", "decision", "conflict", "path",
    "name", "pair", "line", "input", "record", "paragraph",
)  # fmt: skip
COUNTS = r"\d[\d,]*"


def language() -> str:
    """The language that the environment asks for: `zh` for any Chinese, else `en`."""
    for name in VARIABLES:
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def choose(name: str) -> None:
    """Have one of LANGUAGES for the rest of the process and those it starts."""
    os.environ["LANGUAGE"] = name
    open_catalogue()


def open_catalogue() -> None:
    """Let libraries that ask gettext find what they say themselves in the same catalogue."""
    if language() != "en":
        bindtextdomain(DOMAIN, str(FOLDER))
        textdomain(DOMAIN)


def said(message: str) -> str:
    """A message in the language of the user; as it is where that has no words for it.

    A message is found by itself, else by a template of the catalogue that it fits: the one with
    most text of its own.
    """
    return said_in(language(), message)


def said_in(name: str, message: str) -> str:
    """A message in the language `name`, whatever that of the user is."""
    return message if name == "en" or not message else _said(message, name)


def word(text: str) -> str:
    """The same for a word or a passage that stands in the catalogue just so."""
    return catalogue(language()).get(text, text)


def passage(text: str) -> str:
    """A passage of the manual page of a rule, or as it is where that has no words for it.

    In a language other than English each paragraph, or item of a list, is one line.
    """
    return catalogue(language(), RULES).get(text) or word(text)


def _said(message: str, name: str) -> str:
    found = catalogue(name)
    if message in found:
        return found[message]
    for template in _templates(name):
        if all(part in message for part in template.parts):
            match = template.pattern.fullmatch(message)
            if match:
                return template.filled(match, name)
    return message


class _Catalogue(GNUTranslations):
    _catalog: dict[str, str]  # of the class above


@cache
def catalogue(name: str, domain: str = DOMAIN) -> dict[str, str]:
    """What is said how in the language `name`; nothing where it has no catalogue."""
    try:
        with open(FOLDER / name / "LC_MESSAGES" / f"{domain}.mo", "rb") as file:
            return _Catalogue(file)._catalog
    except OSError:
        return {}


class Template(NamedTuple):
    """A message with `{names}` for what changes in it. `{name:said}` in `text` is said, too."""

    text: str
    pattern: re.Pattern[str]
    parts: tuple[str, ...]

    def filled(self, match: re.Match[str], language: str) -> str:
        """The text with what the message has in the places of the names."""
        values = match.groupdict()
        return re.sub(_NAME, lambda each: _value(values[each[1]], each[2], language), self.text)


_NAME = r"\{([A-Za-z_]\w*)(:said)?\}"


def _value(value: str, is_said: str | None, language: str) -> str:
    return _said(value, language) if is_said and value else value


@cache
def _templates(name: str) -> tuple[Template, ...]:
    """Those with most text of their own first."""
    found = [template(message, text) for message, text in catalogue(name).items() if "{" in message]
    return tuple(sorted(found, key=lambda each: -sum(map(len, each.parts))))


def template(message: str, text: str) -> Template:
    """The template that `message` is, with its words in another language."""
    pieces = re.split(_NAME, message)
    parts, names = pieces[::3], pieces[1::3]
    return Template(
        text,
        re.compile("".join(_pattern(parts, names)), re.DOTALL),
        tuple(filter(None, parts)),
    )


def _pattern(parts: list[str], names: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for part, name in zip(parts, [*names, ""], strict=True):
        yield re.escape(part)
        if name in seen:
            yield f"(?P={name})"
        elif name:
            yield f"(?P<{name}>{_shape(name)})"
        seen.add(name)


def _shape(name: str) -> str:
    """What can stand for a name: numbers and counts where it tells of one, else anything."""
    if re.match(COUNTED, name):
        return COUNTS
    singular = name.rstrip("0123456789").removesuffix("s")
    if name.endswith("s") and singular.split("_")[-1] in NOUNS:
        return rf"{COUNTS} {singular.replace('_', ' ')}s?"
    return ".*?"

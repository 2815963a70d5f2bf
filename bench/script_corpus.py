"""Sentences in both scripts: `python -m bench.script_corpus` fetches and counts them.

They are messages of programs and of web sites that people have translated for Taiwan, out of
packages of Debian, which are fetched and unpacked as those of `bench.kinds_corpus`; no text of them
is part of the project. A sentence is taken when it has six Chinese characters and one that has several
counterparts. Where the translation for the mainland says the same, character for character, it is the
other half of the pair (`both`); else OpenCC makes it of the Traditional one (`one`), and only the way
to Traditional is asked. Left out are translations known to be converted.

They are split for good into a tuning half and a reporting half by the CRC-32 of the Traditional
sentence without its marks.
"""

from __future__ import annotations

import gettext
import html
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench.kinds_corpus import unpacked
from bench.tables import table
from cleaner.knowledge.scripts import SIMPLIFIED, VARIANTS, converted, kinds_table
from cleaner.stages.script.wordwise import DOUBTFUL, several

HALVES = ("tuning", "reporting")
PACKAGES = (
    "aptitude-common", "coreutils", "darktable", "dpkg", "evolution-common", "freeciv-data",
    "gimp-data", "gnome-control-center-data", "gnucash-common", "gramps", "inkscape", "iso-codes",
    "k3b-i18n", "kdeconnect", "libc-l10n", "libglib2.0-data", "libgtk-3-common", "mediawiki",
    "minetest-data", "nautilus-data", "phpmyadmin", "util-linux-locales", "vlc-l10n", "wordpress-l10n",
)  # fmt: skip
FEWEST = 6  # Chinese characters of a sentence
SHARE = 4  # a form is as good as another that stands at most so many times as often in its word
HAN = re.compile("[\u3400-\u9fff]")
_MARKUP = re.compile(r"<[^>]*>|_?\([&_]?\w\)|&(?=\w)|_(?=\w)|`")
_PARTING = re.compile(r"(?<=[。！？；：])|[\n\t|]|\\n")
_LOOSE = str.maketrans("着干了征借复沉升秘巨", "著乾瞭徵藉覆沈昇祕鉅")
_FORMS = {form: group[0] for group in VARIANTS.values() for form in group}


class Sentence(NamedTuple):
    """A sentence in Simplified and in Traditional characters; whether people wrote both."""

    simplified: str
    traditional: str
    both: bool

    @property
    def half(self) -> str:
        """Which half it is in."""
        return HALVES[zlib.crc32("".join(HAN.findall(self.traditional)).encode()) % 2]


@cache
def sentences() -> tuple[Sentence, ...]:
    """The sentences of all packages that are to be had, each once."""
    found: dict[str, str] = {}
    for ours, others in _translations():
        for key, text in ours.items():
            parts, known = _parts(text), _parts(others.get(key, ""))
            known = known if len(known) == len(parts) else [""] * len(parts)
            found |= {one: found.get(one) or other for one, other in zip(parts, known, strict=True)}
    table, flags = kinds_table(), several(("s2tw",))[0]
    texts = [one for one in found if not any(table[_low(each)] == SIMPLIFIED for each in one)]
    made = converted("\n".join(texts), ("hk2t", "tw2s")).split("\n")
    result = []
    for text, plain in zip(texts, made, strict=True):
        both = _alike(found[text], plain)
        chosen = found[text] if both else plain
        if any(flags[_low(each)] for each in chosen) or (both and set(text) & set(DOUBTFUL)):
            result.append(Sentence(chosen, text, both))
    return tuple(result)


def _low(character: str) -> int:
    return min(ord(character), 0xFFFF)


def _alike(one: str, other: str) -> bool:
    """Whether two Simplified sentences are the same, whatever became of `DOUBTFUL`."""
    plain = [HAN.findall(each.translate(_LOOSE)) for each in (one, other)]
    return len(one) == len(other) and plain[0] == plain[1]


def _parts(text: object) -> list[str]:
    """The sentences of a message, without markup and marks of keys."""
    if not isinstance(text, str):
        return []
    parts = _PARTING.split(_MARKUP.sub("", html.unescape(text)))
    return [part.strip() for part in parts if len(HAN.findall(part)) >= FEWEST]


def _translations() -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """The messages for Taiwan, and those for the mainland, file by file."""
    for package in PACKAGES:
        folder = unpacked("debian", package)
        for name, other, read in (
            ("zh_TW/**/*.mo", "zh_CN", _catalogue),
            ("*zh_TW.mo", "zh_CN", _catalogue),
            ("zh-hant.json", "zh-hans", _messages),
        ):
            for path in sorted(folder.glob(f"**/{name}")) if folder else ():
                twin = Path(re.sub("zh_TW|zh-hant", other, str(path)))
                yield read(path), read(twin) if twin.exists() else {}


def _catalogue(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return dict(vars(gettext.GNUTranslations(file))["_catalog"])


def _messages(path: Path) -> dict[str, object]:
    return dict(json.loads(path.read_text("utf-8")))


@cache
def _pairs() -> Counter[str]:
    """How often two characters stand side by side in the Traditional sentences."""
    return Counter(a + b for each in sentences() for a, b in pairwise(each.traditional))


def differing(wanted: str, made: str) -> list[tuple[str, str]]:
    """The characters of `made` that are wrong, with those that are wanted, all if the sizes differ.

    Forms of `VARIANTS` are as good as one another; so are two of which the translators write each
    often enough, a quarter of the time, in the word, which is taken to be with the neighbour that the
    wanted one stands beside more often.
    """
    if len(wanted) != len(made):
        return [(each, "") for each in wanted]
    return [
        (one, other)
        for place, (one, other) in enumerate(zip(wanted, made, strict=True))
        if one != other
        and HAN.match(one)
        and _FORMS.get(one, one) != _FORMS.get(other, other)
        and not _both_are_written(wanted, place, other)
    ]


def _both_are_written(text: str, place: int, other: str) -> bool:
    pairs = _pairs()
    beside = [(text[max(0, place - 1) : place], ""), ("", text[place + 1 : place + 2])]
    counts = [pairs[left + text[place] + right] for left, right in beside]
    left, right = beside[counts[1] > counts[0]]
    return pairs[left + other + right] * SHARE >= max(counts) > 0


def report() -> str:
    """How many sentences there are."""
    rows = [
        (half, kind, sum(each.half == half and each.both is both for each in sentences()))
        for half in HALVES
        for kind, both in (("both scripts", True), ("Traditional", False))
    ]
    return table(("half", "written in", "sentences"), rows)


if __name__ == "__main__":
    print(report())

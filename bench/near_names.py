"""Names misspelt in news: `python -m bench.near_names`.

The people's names of three and four characters of pycorrector's list that news articles mention are
a dictionary, up to a thousand of them. In one mention of ten a character is replaced by a look-alike:
one of the rule's own table, one of the ten that are most like it in other fonts, one with nearly the
same four-corner code, or one that OCR of video subtitles took for it (FASPell), in turn by chance. An article is a document. The articles are split
for good into a tuning half and a reporting half, as in `bench.harm`. The texts are not part of this
project and are looked for in `../shared`.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bench import ROOT
from bench.harm import NEEDS_NOTHING, corpora
from bench.tables import table
from cleaner import pipeline
from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon, Name
from cleaner.knowledge.lookalikes import lookalikes
from cleaner.names.finder import Finder
from cleaner.text.characters import code_points
from cleaner.text.document import Source

SHARED = ROOT.parent / "shared/data"
PERSONS = SHARED / "names/persons_pycorrector.txt"
CORNERS = SHARED / "characters/four_corner_70000.txt"
OTHER_FONTS = SHARED / "characters/glyph_top20.tsv"
OCR = SHARED / "ocr/faspell_ocr_train_3575.txt"
MOST, SHARE, SEED = 1000, 0.1, 7
TIMES = 12  # that each text is spoilt anew
LIKEST, LIKEST_OTHERS = 8, 10  # of the own table, of that of other fonts
SOURCES = ("own table", "other fonts", "four corners", "OCR")
HALVES = {True: "tuning", False: "reporting"}


@dataclass(frozen=True)
class Spoilt:
    """An article with misspelt names; `right`: places and the characters that stood there."""

    text: str
    right: dict[int, tuple[str, str]]  # and what it was spoilt by


def own_table(character: str) -> list[str]:
    """The characters most like it in the table of the rule."""
    return [one for one, _ in lookalikes().like(character)[:LIKEST]]


def by_other_fonts() -> Callable[[str], list[str]]:
    """The characters most like it in a table that was drawn in two other fonts."""
    table: dict[str, list[str]] = {}
    for line in OTHER_FONTS.read_text("utf-8").splitlines():
        one, others = line.split("\t")
        table[one] = [each[0] for each in others.split(" ")[:LIKEST_OTHERS]]
    return lambda one: table.get(one, [])


def by_corners() -> Callable[[str], list[str]]:
    """Characters in use whose four-corner codes differ in one figure at most."""
    pairs = re.findall(r"'(.)':'(\d{5})'", CORNERS.read_text("utf-8-sig"))
    codes = {one: code for one, code in pairs if one.encode("gb2312", "ignore")}
    groups: dict[str, list[str]] = {}
    for one, code in codes.items():
        for at in range(5):
            groups.setdefault(code[:at] + "." + code[at + 1 :], []).append(one)
    return lambda one: sorted(
        {
            other
            for at in range(5 if one in codes else 0)
            for other in groups[codes[one][:at] + "." + codes[one][at + 1 :]]
        }
        - {one}
    )


def by_ocr() -> Callable[[str], list[str]]:
    """What an engine took a character for, in corrected subtitles."""
    taken: dict[str, list[str]] = {}
    for line in OCR.read_text("utf-8").splitlines():
        _, read, meant = line.split("\t")
        for one, other in zip(read, meant, strict=False) if len(read) == len(meant) else ():
            if one != other and min(one, other) >= "\u4e00" and max(one, other) <= "\u9fff":
                taken.setdefault(other, []).append(one)
    return lambda one: taken.get(one, [])


Confusion = Callable[[str], list[str]]


def all_sources() -> dict[str, Confusion]:
    """What a character may be taken for, by whom."""
    makers = (own_table, by_other_fonts(), by_corners(), by_ocr())
    return dict(zip(SOURCES, makers, strict=True))


def spoilt(
    texts: list[str],
    names: list[str],
    choose: random.Random,
    sources: dict[str, Confusion],
) -> list[Spoilt]:
    """The texts with one character changed in a tenth of the mentions of `names`."""
    finder, result = Finder(names), []
    for text in texts:
        made, right, done = list(text), {}, 0
        codes = code_points(text)
        for start, end, _ in finder.spans(text, codes):
            if start < done or choose.random() >= SHARE:
                continue
            done = end
            place = choose.randrange(start, end)
            source = choose.choice(list(sources))
            others = sources[source](text[place])
            if others:
                made[place], right[place] = choose.choice(others), (text[place], source)
        result.append(Spoilt("".join(made), right))
    return result


def half(tuning: bool) -> tuple[list[str], list[str]]:
    """The articles of one half, and the listed names of three and four characters in them."""
    texts = [
        each.text for each in corpora() if each.corpus == NEEDS_NOTHING and each.tuning is tuning
    ]
    listed = [line.split("\t")[0] for line in PERSONS.read_text("utf-8-sig").splitlines() if line]
    whole = "\n".join(texts)
    return texts, [name for name in listed if len(name) in (3, 4) and name in whole]


def measure(tuning: bool, most: int = MOST) -> tuple[Counter[str], list[str]]:
    """Counts over one half, and what was repaired wrongly."""
    texts, names = half(tuning)
    names = names[:most]
    lexicon = Lexicon.default().with_names([Name(name, kind="person") for name in names])
    settings, counts, wrong = Settings(only=("names",)), Counter({"names": len(names)}), []
    spoilt_texts = spoilt(texts * TIMES, names, random.Random(SEED), all_sources())
    chosen = [each for number, each in enumerate(spoilt_texts) if each.right or number < len(texts)]
    for article in chosen:
        counts["spoilt"] += len(article.right)
        counts.update(f"spoilt, {source}" for _, source in article.right.values())
        result = pipeline.run(Source.from_text(article.text), settings, lexicon)
        for entry in result.ledger.entries:
            kind = "applied" if entry.applied else "suggested"
            meant, source = article.right.get(entry.start, ("", ""))
            is_right = meant == entry.after
            counts[f"{kind}, {source}"] += is_right
            counts[f"{kind}, {'right' if is_right else 'wrong'}"] += 1
            if not is_right and entry.applied:
                around = article.text[max(0, entry.start - 8) : entry.end + 8]
                wrong.append(f"{entry.before}→{entry.after} in {around!r}: {entry.why}")
        counts["length changed"] += len(result.text) != len(article.text)
    return counts, wrong


def report() -> str:
    """The figures of the reporting half as a table."""
    return _table(measure(tuning=False)[0], tuning=False)


def _table(counts: Counter[str], tuning: bool) -> str:
    right, all_right = (
        counts["applied, right"],
        counts["applied, right"] + counts["suggested, right"],
    )
    applied = right + counts["applied, wrong"]
    rows = [
        (f"names, {HALVES[tuning]} half", f"{counts['names']:,}"),
        ("mentions with a character changed", f"{counts['spoilt']:,}"),
        ("precision of what is applied", f"{right / max(applied, 1):.3f} ({right} of {applied})"),
        ("recall of what is applied", f"{right / max(counts['spoilt'], 1):.3f}"),
        *(
            (
                f"… by {source}",
                f"{counts[f'applied, {source}'] / max(counts[f'spoilt, {source}'], 1):.3f}",
            )
            for source in SOURCES
        ),
        ("recall with suggestions", f"{all_right / max(counts['spoilt'], 1):.3f}"),
        ("suggestions that are wrong", f"{counts['suggested, wrong']}"),
        ("texts whose length changed", f"{counts['length changed']}"),
    ]
    return table(("", "news"), rows)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Names misspelt in news.")
    parser.add_argument("--tuning", action="store_true", help="the tuning half, with what is wrong")
    chosen = parser.parse_args(arguments)
    counts, wrong = measure(chosen.tuning)
    print(_table(counts, chosen.tuning))
    if chosen.tuning:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()

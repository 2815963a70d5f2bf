"""Simplified and Traditional: `python -m bench.script`. Beside OpenCC alone.

Sentences with characters that have several counterparts, written for this by hand before anybody looked
at what comes of them, stand in `script_sentences.tsv`: Simplified, and Traditional as Taiwan writes
it. Sentences of programs in both scripts are those of `script_corpus`; there forms that the translators
both write count as right. Both are split for good into a tuning half and a reporting half by the CRC-32 of the Simplified
sentence. News go to Taiwan's Traditional and back, the paragraphs of Jing bao (1920 and
1930) to Simplified and back, of both the tuning half of `bench.harm`; what does not come back is
listed. These texts are not part of the project and
are looked for in `../shared`; `--limit` takes fewer characters of them.
"""

from __future__ import annotations

import argparse
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import cleaner
from bench import harm, script_corpus
from bench.tables import table
from cleaner.knowledge.scripts import converted

SENTENCES = Path(__file__).with_name("script_sentences.tsv")
HALVES = ("tuning", "reporting")
LIMIT = 200_000  # characters that go there and back
SHOWN = 30  # sorts of characters that do not come back

Convert = Callable[[str, str], str]


def ours(text: str, script: str) -> str:
    """What the project makes of a text, its quotes left alone."""
    return cleaner.clean(text, script=script, only=["script"], quotes="keep", prose="any")


def opencc(text: str, script: str) -> str:
    """What OpenCC makes of a text; for Simplified it is taken for one of Taiwan."""
    return converted(text, ("tw2s",) if script == "s" else (f"s2{script}",))


def zhconv(text: str, script: str) -> str:
    """What zhconv-rs makes of a text by MediaWiki's tables, without regional words."""
    from zhconv_rs import zhconv as convert

    return str(convert(text, "zh-hans" if script == "s" else "zh-hant"))


def hanziconv(text: str, script: str) -> str:
    """What hanziconv makes of a text."""
    from hanziconv import HanziConv

    return str(HanziConv.toSimplified(text) if script == "s" else HanziConv.toTraditional(text))


WAYS: dict[str, Convert] = {"OpenCC": opencc, "cleaner": ours}
PEERS: dict[str, Convert] = {"zhconv-rs": zhconv, "hanziconv": hanziconv}


def sentences(which: str) -> list[tuple[str, str]]:
    """The sentences of a half, Simplified and Traditional."""
    rows = [line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines()]
    return [(row[0], row[1]) for row in rows if half(row[0]) == which]


def half(sentence: str) -> str:
    """Which half a Simplified sentence is in."""
    return HALVES[zlib.crc32(sentence.encode()) % 2]


def wrong(
    pairs: Iterable[tuple[str, str]], convert: Convert, script: str
) -> list[tuple[str, str, str]]:
    """Of pairs of an input and what is wanted, those that come out otherwise, with what comes."""
    made = [(text, wanted, convert(text, script)) for text, wanted in pairs]
    return [each for each in made if each[1] != each[2]]


def differing(one: str, other: str) -> Counter[tuple[str, str]]:
    """The characters that differ between two texts of one length, by what they are in each."""
    return Counter(pair for pair in zip(one, other, strict=True) if pair[0] != pair[1])


def there_and_back(text: str, there: str, back: str, convert: Convert) -> Counter[tuple[str, str]]:
    """The characters that do not come back."""
    return differing(text, convert(convert(text, there), back))


def report(limit: int = LIMIT) -> str:
    """The tables."""
    rows = []
    for which in HALVES:
        pairs = sentences(which)
        for script, turned in (("tw", pairs), ("s", [(b, a) for a, b in pairs])):
            size = sum(len(text) for text, _ in turned)
            for name, convert in WAYS.items():
                bad = wrong(turned, convert, script)
                characters = sum(differing(want, made).total() for _, want, made in bad)
                share = f"{1 - characters / size:.4f}"
                rows.append((which, script, name, len(bad), len(turned), share))
    told = table(("half", "to", "by", "wrong", "sentences", "of characters right"), rows)
    return told + "\n" + _programs() + "\n" + _round_trips(limit)


def _programs() -> str:
    """Sentences that people have translated for programs, of `script_corpus`."""
    rows = []
    for which in HALVES:
        for script in ("tw", "s"):
            pairs = [
                (each.simplified, each.traditional)
                for each in script_corpus.sentences()
                if each.half == which and (script == "tw" or each.both)
            ]
            if script == "s":
                pairs = [(b, a) for a, b in pairs]
            for name, convert in (*WAYS.items(), *PEERS.items()):
                rows.append((which, script, name, *_counted(pairs, convert, script)))
    head = ("half", "to", "by", "wrong", "sentences", "of characters right")
    return table(head, rows) if rows and rows[0][4] else "No packages to be had.\n"


def _counted(
    pairs: list[tuple[str, str]], convert: Convert, script: str
) -> tuple[object, int, str]:
    """How many sentences are wrong, how many there are, the share of characters that are right."""
    try:
        made = convert("\n".join(text for text, _ in pairs) + "\n", script).split("\n")[:-1]
    except ImportError:
        return "not installed", len(pairs), ""
    bad = [script_corpus.differing(want, each) for (_, want), each in zip(pairs, made, strict=True)]
    share = 1 - sum(map(len, bad)) / max(1, sum(len(want) for _, want in pairs))
    return sum(map(bool, bad)), len(pairs), f"{share:.5f}"


def _round_trips(limit: int) -> str:
    if harm.absent():
        return harm.absent()
    texts = (
        ("news", "s → tw → s", "tw", "s", texts_of("news, newlines", limit)),
        ("Jing bao", "t → s → t", "s", "t", texts_of("Jing bao, newlines", limit)),
    )
    rows, listed = [], []
    for name, way, there, back, text in texts:
        for by, convert in WAYS.items():
            began = time.process_time()
            lost = there_and_back(text, there, back, convert)
            seconds = time.process_time() - began
            rows.append((name, way, by, lost.total(), len(text), f"{seconds:.2f}"))
            shown = " ".join(f"{a}{b} {count}" for (a, b), count in lost.most_common(SHOWN))
            listed.append(f"{name}, {way}, {by}: {shown or 'nothing'}")
    head = ("texts", "way", "by", "do not come back", "characters", "CPU seconds")
    return table(head, rows) + "\n" + "\n".join(listed) + "\n"


def texts_of(corpus: str, limit: int) -> str:
    """The texts of the tuning half of a corpus, `limit` characters of them."""
    chosen = (each.text for each in harm.corpora() if each.corpus == corpus and each.tuning)
    return "\n".join(chosen)[:limit]


def main(arguments: list[str] | None = None) -> None:
    """Print the tables; with `--tuning` what is wrong in that half."""
    parser = argparse.ArgumentParser(prog="python -m bench.script")
    parser.add_argument("--limit", type=int, default=LIMIT, metavar="N", help="characters of texts")
    parser.add_argument("--tuning", action="store_true", help="what is wrong in the tuning half")
    asked = parser.parse_args(arguments)
    if not asked.tuning:
        print(report(asked.limit))
        return
    pairs = sentences(HALVES[0])
    for script, turned in (("tw", pairs), ("s", [(b, a) for a, b in pairs])):
        for text, wanted, made in wrong(turned, ours, script):
            print(f"{script}: {text} → {made}, not {wanted}")


if __name__ == "__main__":
    main()

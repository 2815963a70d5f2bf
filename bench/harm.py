"""Edits on clean text: `python -m bench.harm`.

Text that no page has broken should come back as it is. The texts are 900 news articles, each in
three layouts (paragraphs parted by a blank line, by a newline, by a newline with an indent), and
every tenth of 3,158 laws, and the paragraphs of Jing bao of 1920 and 1930. They are not part of this project and are looked for in `../shared`.

Such texts have slips of their own, which a repair may rightly find. So there is also a part of each
that needs nothing, chosen by rule: the paragraphs that end with a sentence mark, have no half-width
mark beside a Chinese character, no invisible character, no space other than a plain one, no space
beside a Chinese character or mark, and brackets and quotes that match. Any edit there is harm.

Documents are split for good into a tuning half and a reporting half, by the BLAKE2 hash of their
path or headline. Edits are shown in context for the tuning half only: who looks at those of the
reporting half can no longer report on it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import cleaner
from bench import ROOT, peers
from bench.tables import table
from cleaner.ledger.entries import Entry
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_OPEN,
    ASCII_QUOTE,
    ASCII_STOP,
    HAN,
    HYPHEN,
    INVISIBLE,
    LINE_END,
    POINT,
    SPACE,
    WIDE_SPACE,
    class_of,
)

DATA = ROOT.parent / "shared/data/text"
NEWS, LAWS = DATA / "news_articles.jsonl.xz", DATA / "laws.jsonl.xz"
JINGBAO = ROOT.parent / "shared/data/lines/jingbao_1920_1930.jsonl"
NEEDS_NOTHING = "news, what needs nothing"
EVERY = 10  # of the laws
LAYOUTS = {"blank lines": "\n\n", "newlines": "\n", "indents": "\n\u3000\u3000"}
HALF_WIDTH = frozenset(
    (ASCII_CLAUSE, ASCII_STOP, POINT, ASCII_OPEN, ASCII_CLOSE, ASCII_QUOTE, HYPHEN)
)
ODD = frozenset((INVISIBLE, LINE_END, WIDE_SPACE))
PAIRS = dict(zip("”’」』）》〉】〕］｝)]}", "“‘「『（《〈【〔［｛([{", strict=True))
ENDED = re.compile(r"[。！？…][”’」』）》]*$")
BESIDE_OTHERS = f"Other tools, {NEEDS_NOTHING}, reporting half:\n"
PER = 100_000
BESIDE = 24  # characters of context


@dataclass(frozen=True)
class Text:
    """A clean text, of the tuning or of the reporting half."""

    corpus: str
    name: str
    text: str

    @property
    def tuning(self) -> bool:
        return hashlib.blake2b(self.name.encode(), digest_size=1).digest()[0] % 2 == 0


@dataclass
class Harm:
    """What a run did to the texts of one corpus and one half."""

    texts: int = 0
    changed: int = 0
    characters: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    unstable: int = 0
    contexts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, text: str, limit: int) -> None:
        """Clean a text and count what was done to it; keep `limit` contexts a rule."""
        result = cleaner.read(text)
        entries = [entry for entry in result.ledger.entries if entry.applied]
        self.texts += 1
        self.changed += bool(entries)
        self.characters += len(text)
        self.edits.update(entry.rule for entry in entries)
        self.unstable += bool(entries) and cleaner.clean(result.text) != result.text
        for entry in entries:
            if len(self.contexts[entry.rule]) < limit:
                self.contexts[entry.rule].append(in_context(text, entry))


def in_context(text: str, entry: Entry) -> str:
    """An edit with the text around it, on one line."""
    before, after = (
        text[max(0, entry.start - BESIDE) : entry.start],
        text[entry.end : entry.end + BESIDE],
    )
    change = f"[-{entry.before}-]" if entry.before else ""
    if entry.to is not None:
        change += f"{{to {entry.to}}}"
    elif entry.after:
        change += f"{{+{entry.after}+}}"
    return f"{before}{change}{after}".replace("\n", "⏎")


def needs_nothing(paragraph: str) -> bool:
    """Whether a paragraph is chosen by the rule above."""
    classes = [class_of(character) for character in paragraph]
    if not ENDED.search(paragraph) or not ODD.isdisjoint(classes) or not balanced(paragraph):
        return False
    for left, right in pairwise(classes):
        if HAN in (left, right) and (left in HALF_WIDTH or right in HALF_WIDTH):
            return False
    solid = re.search(r"[^\x00-\xff] | [^\x00-\xff]|  ", paragraph)
    return not solid and SPACE not in (classes[0], classes[-1])


def balanced(text: str) -> bool:
    """Whether all brackets and quotes match."""
    waiting: list[str] = []
    for character in text:
        if character in PAIRS.values():
            waiting.append(character)
        elif character in PAIRS and (not waiting or waiting.pop() != PAIRS[character]):
            return False
    return not waiting


def corpora() -> Iterator[Text]:
    """All the texts, corpus after corpus."""
    for number, law in enumerate(_rows(LAWS)):
        if number % EVERY == 0 and len(law["text"]) > 100:
            yield Text("laws", law["path"], law["text"])
            paragraphs = [line.strip() for line in law["text"].split("\n")]
            yield from _chosen("laws, what needs nothing", law["path"], paragraphs)
    for row in _rows(NEWS):
        name = row["headline"] or row["paragraphs"][0]
        paragraphs = [row["headline"] or "", *row["paragraphs"]]
        for layout, between in LAYOUTS.items():
            yield Text(f"news, {layout}", name, between.join(paragraphs).strip("\n") + "\n")
        yield from _chosen(NEEDS_NOTHING, name, row["paragraphs"])
    yield from _old_print()


def _old_print() -> Iterator[Text]:
    """Jing bao, whole paragraphs by the score: Traditional, hardly an end of a sentence marked."""
    rows = [json.loads(line) for line in JINGBAO.read_text("utf-8").splitlines()]
    paragraphs = ["".join(row["lines"]) for row in rows]
    for first in range(0, len(paragraphs), 20):
        for layout, between in LAYOUTS.items():
            text = between.join(paragraphs[first : first + 20]) + "\n"
            yield Text(f"Jing bao, {layout}", f"{rows[first]['file']} {first}", text)


def _chosen(corpus: str, name: str, paragraphs: list[str]) -> Iterator[Text]:
    chosen = [paragraph for paragraph in paragraphs if paragraph and needs_nothing(paragraph)]
    if chosen:
        yield Text(corpus, name, "\n\n".join(chosen) + "\n")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def measure(texts: Iterator[Text], limit: int) -> dict[tuple[str, bool], Harm]:
    """Clean every text; by corpus and half (True: tuning). Contexts are kept of the tuning half."""
    found: dict[tuple[str, bool], Harm] = {}
    for text in texts:
        harm = found.setdefault((text.corpus, text.tuning), Harm())
        harm.add(text.text, limit if text.tuning else 0)
    return found


def half_table(found: dict[tuple[str, bool], Harm], tuning: bool) -> str:
    """A row for each corpus: texts changed, edits, edits in 100,000 characters by rule."""
    rows = []
    for (corpus, half), harm in sorted(found.items()):
        if half == tuning:
            by_rule = ", ".join(
                f"{rule} {_rate(count, harm)}" for rule, count in harm.edits.most_common()
            )
            rows.append((
                corpus, harm.texts, f"{harm.characters:,}", harm.changed,
                harm.edits.total(), _rate(harm.edits.total(), harm), harm.unstable, by_rule or "none",
            ))  # fmt: skip
    header = (
        "corpus", "texts", "characters", "texts changed", "edits", "in 100,000 characters",
        "unstable", "by rule, in 100,000 characters",
    )  # fmt: skip
    return table(header, rows)


def _rate(count: int, harm: Harm) -> str:
    return f"{count * PER / max(1, harm.characters):.2f}"


def contexts(found: dict[tuple[str, bool], Harm]) -> str:
    """The edits of the tuning half that were kept, by corpus and rule."""
    parts = []
    for (corpus, tuning), harm in sorted(found.items()):
        for rule, lines in sorted(harm.contexts.items()) if tuning else ():
            if lines:
                shown = "\n".join(f"    {line}" for line in lines)
                parts.append(f"{corpus}, {rule} ({harm.edits[rule]}):\n\n{shown}\n")
    return "\n".join(parts)


def report(found: dict[tuple[str, bool], Harm], with_tuning: bool = True) -> str:
    """The tables as Markdown, and the contexts of the tuning half."""
    parts = ["Reporting half:\n", half_table(found, False)]
    if with_tuning:
        parts += ["Tuning half:\n", half_table(found, True), contexts(found)]
    return "\n".join(parts)


def beside(limit: int | None = None) -> str:
    """What other tools change of clean news of the reporting half, `limit` texts of it at most."""
    corpus = (text.text for text in corpora() if text.corpus == NEEDS_NOTHING and not text.tuning)
    return peers.harm(list(islice(corpus, limit)))


def absent() -> str:
    """What is not there to measure on, or nothing."""
    missing = [path.name for path in (LAWS, NEWS, JINGBAO) if not path.exists()]
    return (
        f"No {' and no '.join(missing)} in ../shared/data: nothing to measure.\n" if missing else ""
    )


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.harm", description="Edits on clean text."
    )
    parser.add_argument("--limit", type=int, default=8, help="edits shown for each corpus and rule")
    parser.add_argument("--texts", type=int, help="measure only so many texts")
    chosen = parser.parse_args(arguments)
    print(absent() or report(measure(islice(corpora(), chosen.texts), chosen.limit)))
    if not absent():
        print(BESIDE_OTHERS, beside(chosen.texts), sep="\n")


if __name__ == "__main__":
    main()

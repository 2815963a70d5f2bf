"""Latin text: wrapped pages with a known reading, and what must not be touched.

The pages are made of clear paragraphs of the documents that a Debian machine has, and of this
project's own, wrapped at 50 to 100 columns in the ways people do it. They and the files for harm
are split by a hash of their path: tune on one half, report the other. Figures depend on what is
installed.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import cleaner
from bench import ROOT
from bench.tables import share, table

DOCUMENTS = (
    (ROOT, "*.md"),
    (ROOT / "docs", "*.md"),
    (Path("/usr/share/common-licenses"), "*"),
    (Path("/usr/share/doc"), "*/README*"),
    (Path("/usr/share/doc"), "*/*.txt*"),
    (Path("/usr/share/doc"), "*/NEWS*"),
)
HARMLESS = {
    "code, Python": (("/usr/lib/python3", "**/*.py"), ("/usr/lib/python3.11", "*.py")),
    "code, Perl": (("/usr/share/perl", "**/*.pm"),),
    "code, C": (("/usr/include", "*.h"), ("/usr/share/doc", "**/*.c")),
    "code, shell": (("/usr/bin", "*"), ("/etc", "**/*.sh")),
    "code, JavaScript, CSS, HTML": (("/usr/share", "**/*.js"), ("/usr/share/doc", "**/*.html")),
    "configuration": tuple(
        ("/etc", pattern)
        for pattern in (
            "**/*.conf",
            "**/*.cfg",
            "**/*.ini",
            "**/*.json",
            "**/*.y*ml",
            "**/*.xml",
            "**/*.rules",
            "default/*",
            "init.d/*",
            "pam.d/*",
            "X11/app-defaults/*",
            "**/*rc",
            "*tab",
            "s*s",
        )
    ),
    "logs": (("/var/log", "**/*.log"),),
    "tables": (("/usr/share", "**/*.csv"), ("/usr/share", "**/*.tab"), ("/usr/share", "**/*.tsv")),
}
LIMIT = 200_000  # bytes of a file read
HARM_FILES = 150  # of a kind and half
PAGES = 300  # of a half
CLEAR = re.compile(r"[A-Z][A-Za-z0-9 ,.;:'\"()!?/\n-]{60,1500}\.\Z")
HYPHEN = re.compile(r"(?<=[A-Za-z])-\n[> \t]*(?=[a-z])")
CODE = "    for name in names:\n        if name in seen:\n            print(name)\n    return seen"
TITLES = ("Introduction", "How it works", "Before you start", "Limits of the method", "Thanks")


@dataclass
class Page:
    """A wrapped text, its true lines, and how it is set."""

    text: str
    truth: list[str]
    style: str


@dataclass
class Score:
    """Counts over pages: right, given, wanted."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, given: Iterable[object], wanted: Iterable[object]) -> None:
        mine, true = Counter(given), Counter(wanted)
        self.counts[name, "right"] += (mine & true).total()
        self.counts[name, "given"] += mine.total()
        self.counts[name, "wanted"] += true.total()

    def precision(self, name: str) -> float:
        return self.counts[name, "right"] / max(1, self.counts[name, "given"])

    def recall(self, name: str) -> float:
        return self.counts[name, "right"] / max(1, self.counts[name, "wanted"])

    def f1(self, name: str) -> float:
        total = self.counts[name, "given"] + self.counts[name, "wanted"]
        return 2 * self.counts[name, "right"] / max(1, total)


def tuning(name: str) -> bool:
    """Whether what is called `name` belongs to the tuning half."""
    return zlib.crc32(name.encode()) % 2 == 0


def read(path: Path) -> str:
    """A file's text, unpacked; "" for what is no UTF-8 text."""
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            data = file.read(LIMIT)
        return data.decode("utf-8").replace("\r\n", "\n")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error):
        return ""


def files(places: Iterable[tuple[str | Path, str]], half: bool) -> list[Path]:
    """The files of a half, in an order that has nothing to do with their names."""
    found = {
        path
        for folder, pattern in places
        for path in Path(folder).glob(pattern)
        if path.is_file() and not path.is_symlink() and tuning(str(path)) is half
    }
    return sorted(found, key=lambda path: zlib.crc32(str(path).encode()[::-1]))


def clear_paragraphs(text: str) -> list[str]:
    """The paragraphs whose wraps admit no doubt, each on one line."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip("\n").split("\n")
        level = not any(line.startswith((" ", "\t", "- ")) for line in lines)
        if level and CLEAR.match(block) and not re.search(r"-\n|/\n|\n[\d(-]| {3}", block):
            flat = re.sub(r"\s+", " ", block)
            if flat.count(". ") < 20 and len(re.findall(r"[a-z]+", flat)) > 12:
                found.append(flat)
    return found


def pages(half: bool) -> Iterator[Page]:
    """A page from each document of the half that has four clear paragraphs."""
    seen: set[str] = set()
    for path in files(DOCUMENTS, half):
        paragraphs = [each for each in clear_paragraphs(read(path)) if each not in seen]
        seen.update(paragraphs)
        for first in range(0, min(len(paragraphs), 48) - 3, 12):
            yield make(paragraphs[first : first + 12], random.Random(f"{path} {first}"))


def make(paragraphs: list[str], chance: random.Random) -> Page:
    """The paragraphs as a page of one style."""
    style = chance.choice(
        ("blank lines", "blank lines", "indents", "solid", "items", "quoted", "set in")
    )
    width = chance.randint(50, 100)
    divide = divider() if chance.random() < 0.4 else lambda word: []
    ragged = chance.choice((0, 0, 0, 6))
    parts: list[tuple[str, list[str]]] = []
    for paragraph in paragraphs:
        first, other = prefixes(style, len(parts), chance)
        wrapped = wrap(paragraph, width, first, other, divide, ragged, chance)
        quote = "> " if style == "quoted" else ""
        parts.append((wrapped, [quote + first.removeprefix(quote).lstrip() + paragraph]))
    if style in ("blank lines", "set in"):
        parts = with_structure(parts, chance)
    between = {"indents": "\n", "solid": "\n", "items": "\n", "quoted": "\n>\n"}.get(style, "\n\n")
    truth = [line for _, lines in parts for line in lines]
    return Page(between.join(text for text, _ in parts) + "\n", truth, style)


def prefixes(style: str, number: int, chance: random.Random) -> tuple[str, str]:
    """What stands before the first line of a paragraph and before the others."""
    if style == "items":
        mark = chance.choice(("- ", "* ", f"{number + 1}. "))
        return mark, " " * len(mark)
    if style == "set in" and chance.random() < 0.5:
        return " " * 4, " " * 4
    return {"indents": ("    ", ""), "quoted": ("> ", "> ")}.get(style, ("", ""))


def with_structure(
    parts: list[tuple[str, list[str]]], chance: random.Random
) -> list[tuple[str, list[str]]]:
    """The parts with headings, a code block and a list of short lines among them."""
    result = []
    for part in parts:
        if chance.random() < 0.2:
            title = chance.choice(TITLES)
            rule = chance.choice(("", "\n" + "=" * len(title), "\n" + "-" * len(title)))
            result.append((title + rule, (title + rule).split("\n")))
        result.append(part)
        if chance.random() < 0.1:
            result.append((CODE, [line.strip() for line in CODE.split("\n")]))
        if chance.random() < 0.1:
            words = ["* " + " ".join(part[1][0].split()[at : at + 3]) for at in range(0, 12, 3)]
            result.append(("\n".join(words), words))
    return result


def divider() -> Callable[[str], list[int]]:
    """Where a word may be divided, by pyphen; nowhere without it."""
    try:
        import pyphen
    except ImportError:
        return lambda word: []
    places: Callable[[str], list[int]] = pyphen.Pyphen(lang="en_US").positions
    return places


def wrap(
    paragraph: str, width: int, first: str, other: str, divide: Callable[[str], list[int]],
    ragged: int, chance: random.Random,
) -> str:  # fmt: skip
    """Fill lines with words; one in three that do not fit is divided, compounds at their hyphen."""
    lines, line = [], first
    for word in paragraph.split():
        room = width - (chance.randint(0, ragged) if ragged else 0) - len(line) - 1
        if len(word) <= room or not line.strip("> -"):
            line += word if line in (first, other) else f" {word}"
            continue
        head, tail = division(word, room, divide)
        lines.append(line + (f" {head}" if head else ""))
        line = other + tail
    return "\n".join([*lines, line])


def division(word: str, room: int, divide: Callable[[str], list[int]]) -> tuple[str, str]:
    """What of a word stays in the line and what goes on to the next."""
    hyphen = word.rfind("-", 2, room)
    if hyphen > 1 and word.replace("-", "").isalpha():
        return word[: hyphen + 1], word[hyphen + 1 :]
    places = [place for place in divide(word) if place < room] if word.isalpha() else []
    return (word[: places[-1]] + "-", word[places[-1] :]) if places else ("", word)


def blank_line_rule(text: str) -> str:
    """Joins all lines between blank ones, and takes every hyphen out."""
    blocks = re.split(r"\n\s*\n", HYPHEN.sub("", text))
    return "\n\n".join(re.sub(r"\n[> \t]*", " ", block.strip("\n")) for block in blocks)


def fmt_rule(text: str) -> str:
    """Joins lines of one indent, as `fmt` does before it fills them; hyphens stay."""
    return re.sub(r"(?m)^([> \t]*)(\S.*)\n(?=\1\S)(?:\1)", r"\1\2 ", _repeat(text))


def _repeat(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        indent = re.match(r"[> \t]*", line)[0]  # type: ignore[index]
        before = re.match(r"[> \t]*", lines[-1])[0] if lines else None  # type: ignore[index]
        if indent == before and line.strip("> \t") and lines[-1].strip("> \t"):
            lines[-1] += " " + line[len(indent) :]
        else:
            lines.append(line)
    return "\n".join(lines)


METHODS: dict[str, Callable[[str], str]] = {
    "cleaner": cleaner.clean,
    "lines of one indent (fmt)": fmt_rule,
    "blank lines": blank_line_rule,
}


def listed(text: str) -> list[str]:
    """The lines that have words, without the blanks around them."""
    return [line.strip() for line in text.split("\n") if line.strip("> \t")]


def seams(text: str) -> dict[int, str]:
    """What stands between two characters, by how many come before: blanks, hyphens, `>`."""
    found, place = {}, 0
    for match in re.finditer(r"([^\s>-]+)([\s>-]*)", text):
        place += len(match[1])
        found[place] = match[2]
    return found


def score(found: Iterable[Page], method: Callable[[str], str]) -> Score:
    """All figures of a method."""
    result = Score()
    for page in found:
        output = method(page.text)
        result.add("paragraphs", listed(output), page.truth)
        given, true = seams(output), seams("\n".join(page.truth))
        wrapped = seams(page.text)
        ends = [place for place, seam in wrapped.items() if "\n" in seam]
        result.add("breaks", *([e for e in ends if "\n" in of.get(e, "")] for of in (given, true)))
        hyphens = [place for place in ends if wrapped[place].startswith("-\n")]
        gone = [[e for e in hyphens if of.get(e) is None] for of in (given, true)]
        result.add("hyphens", *gone)
        result.add(page.style, listed(output), page.truth)
    return result


def wrapped_table(half: bool) -> str:
    """A row for each method."""
    found = list(islice(pages(half), PAGES))
    rows = []
    for name, method in METHODS.items():
        result = score(found, method)
        rows.append((
            name, share(result.f1("paragraphs")), share(result.f1("breaks")),
            share(result.precision("hyphens")), share(result.recall("hyphens")),
            ", ".join(f"{style} {share(result.f1(style))}" for style in sorted({p.style for p in found})),
        ))  # fmt: skip
    header = (
        "method", "paragraphs, F1", "line breaks, F1", "hyphens taken out, precision", "recall",
        "paragraphs, F1, by style",
    )  # fmt: skip
    return f"{len(found)} wrapped pages.\n\n" + table(header, rows)


def harm_table(half: bool, show: int = 0) -> str:
    """A row for each kind of file that must not be touched; `show` edits of a kind."""
    rows, shown = [], []
    for kind, places in HARMLESS.items():
        changed = edits = count = 0
        for path in islice(filter(is_kind(kind), files(places, half)), HARM_FILES):
            text = read(path)
            result = cleaner.read(text)
            found = [e for e in result.ledger.entries if e.applied and e.rule.startswith("lines")]
            count, changed, edits = count + 1, changed + bool(found), edits + len(found)
            if found and len(shown) < show * (len(rows) + 1):
                at = found[0].start
                shown.append(f"{path} {len(found)}\n{text[max(0, at - 150) : at + 150]}\n---")
        rows.append((kind, count, changed, edits))
    return table(("files", "number", "changed", "line ends changed"), rows) + "\n".join(shown)


def is_kind(kind: str) -> Callable[[Path], bool]:
    """Whether a file is one of its kind: scripts among programs, no documents in folders of code."""
    if kind == "code, shell":
        return lambda path: read(path).startswith("#!")
    return lambda path: bool(read(path))


def report(half: bool = False, show: int = 0) -> str:
    """Both tables of a half, as Markdown."""
    return wrapped_table(half) + "\nFiles that must not be touched:\n\n" + harm_table(half, show)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.latin", description="Wrapped Latin text."
    )
    parser.add_argument("--tune", action="store_true", help="the tuning half, with edits shown")
    chosen = parser.parse_args(arguments)
    print(report(chosen.tune, show=3 if chosen.tune else 0))


if __name__ == "__main__":
    main()

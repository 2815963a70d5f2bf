"""Edits in clean files of many kinds: `python -m bench.kinds`.

The files are those of `bench.kinds_corpus`: real ones out of packages, and the project's own in
`fixtures/kinds`. Names of files are hidden from the run but for one column.

Real files have slips of their own, which a repair may rightly find. What needs nothing is told by
rule, from the edit, the line it is in and the kind of the file:

- line structure never needs anything: an edit that adds or takes away a line end, a blank line or
  an indent, or moves a line, is harm in every kind;
- a file of a kind that is no prose needs nothing at all (separators, keys, code, data, fields of
  text), but for characters nobody sees, without those of an escape sequence;
- in a kind of prose (`PROSE`) an edit may be a repair if it changes nothing but marks and blanks
  (or letters and digits of full width), and its line is prose, that is: twenty Han characters or
  more, six in ten of what is not blank in it are Han or Chinese marks, there is a mark that ends a
  sentence, and the edit is not in code, a formula, a tag, a command, an address or a link's target
  (`VERBATIM`). In novels whose marks were all set half-width, marks of every line are wrong.

Every other edit is harm. `edits` counts all, `harm` those; files are harmed that have one of them.

The files are split for good by a hash of their path. Edits are shown for the tuning half only: who
looks at those of the reporting half can no longer report on it.

Own files that are harmed are listed in `fixtures/kinds/known.txt`, which `--update` writes.

Cases made after public reports (`../shared/cases/public.jsonl`, if it is there) are counted apart.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

import cleaner
from bench import ROOT
from bench.harm import PER, in_context
from bench.kinds_corpus import OWN, File, corpus, own
from bench.tables import table
from cleaner.config import ConfigError, Settings
from cleaner.document import Source
from cleaner.ledger import Entry
from cleaner.pipeline import run

PROFILES = ("newspaper", "book", "ocr")
PUBLIC = ROOT.parent / "shared/cases/public.jsonl"
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
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
BLANKS = re.compile(r"\s*")
VERBATIM = re.compile(r"`[^`]*`|<[^>]*>|\]\([^)]*\)|\$[^$]*\$|\\\w+(?:\{[^}]*\})?|\w+://\S+")
WRONG_MARKS = frozenset(("novel, half-width", "dialogue-half-width"))
KNOWN = OWN / "known.txt"


@dataclass
class Count:
    """What a run did to the files of one kind and one half."""

    files: int = 0
    harmed: int = 0
    lines: int = 0  # files whose line structure changed
    characters: int = 0
    edits: int = 0
    harm: int = 0
    joined: int = 0  # pairs of lines
    shown: list[tuple[str, str, str]] = field(default_factory=list)  # rule, path, context

    def add(self, file: File, entries: list[Entry]) -> None:
        """Count the edits of one file."""
        harm = [entry for entry in entries if is_harm(file, entry)]
        self.files += 1
        self.harmed += bool(harm)
        self.lines += any(changes_lines(file.text, entry) for entry in entries)
        self.characters += len(file.text)
        self.edits += len(entries)
        self.harm += len(harm)
        self.joined += sum("\n" in entry.before and "\n" not in entry.after for entry in entries)
        if file.tuning:
            self.shown += [(entry.rule, file.path, in_context(file.text, entry)) for entry in harm]

    def __add__(self, other: Count) -> Count:
        return Count(*(vars(self)[name] + vars(other)[name] for name in vars(self)))


Counts = dict[str, Count]


def applied(file: File, profile: str, named: bool = False) -> list[Entry]:
    """The edits of a run, with the name of the file known or hidden."""
    source = Source.from_text(file.text, file.path) if named else Source.from_text(file.text)
    ledger = run(source, Settings(profile=profile)).ledger
    return [entry for entry in ledger.entries if entry.applied]


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


def measure(files: Iterable[File], profile: str, named: bool = False) -> dict[bool, Counts]:
    """Clean every file; by half (True: tuning) and kind."""
    found: dict[bool, Counts] = {True: defaultdict(Count), False: defaultdict(Count)}
    for file in files:
        found[file.tuning][file.kind].add(file, applied(file, profile, named))
    return found


def kinds_table(counts: Counts) -> str:
    """A row for each kind, and one for all."""
    rows = [_row(kind, count) for kind, count in sorted(counts.items())]
    header = (
        "kind", "files", "characters", "edits", "harm", "harm in 100,000", "files harmed",
        "lines changed",
    )  # fmt: skip
    return table(header, [*rows, _row("all", total(counts))])


def _row(kind: str, count: Count) -> tuple[Any, ...]:
    return (
        kind, count.files, f"{count.characters:,}", count.edits, count.harm, rate(count),
        count.harmed, count.lines,
    )  # fmt: skip


def total(counts: Counts) -> Count:
    """All kinds together."""
    return sum(counts.values(), Count())


def rate(count: Count) -> str:
    """Harm in 100,000 characters."""
    return f"{count.harm * PER / max(1, count.characters):.2f}"


def profiles_table(found: dict[str, Counts]) -> str:
    """A row for each run: profile, harm, files harmed, pairs of paragraphs of novels joined."""
    rows = []
    for name, counts in found.items():
        count = total(counts)
        novels = total({kind: each for kind, each in counts.items() if kind.startswith("novel")})
        rows.append((
            name, count.edits, count.harm, rate(count), f"{count.harmed} of {count.files}",
            sum(each.harmed > 0 for each in counts.values()), count.lines,
            f"{novels.joined} in {novels.characters / 1e6:.2f} M",
        ))  # fmt: skip
    header = (
        "run", "edits", "harm", "harm in 100,000", "files harmed", "kinds harmed",
        "lines changed", "paragraphs of novels joined",
    )  # fmt: skip
    return table(header, rows)


def public() -> str:
    """The cases made after public reports: a row for each sort, with the identifiers of what fails."""
    if not PUBLIC.exists():
        return f"No {PUBLIC.name} in ../shared/cases: nothing to measure.\n"
    right: dict[str, list[str]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    for line in PUBLIC.read_text("utf-8").splitlines():
        case = json.loads(line)
        if sort := sort_of(case):
            (right if comes_out(case) else wrong)[sort].append(case["id"])
    rows = [
        (sort, len(right[sort]), len(right[sort]) + len(wrong[sort]), " ".join(wrong[sort]))
        for sort in SORTS
    ]
    return table(("cases", "right", "of", "not right"), rows)


SORTS = ("must stay", "a harm, wants a repair", "wants a repair", "script")


def sort_of(case: dict[str, Any]) -> str | None:
    """Which row a case is counted in; None where it has no input to run or nothing is decided."""
    if case["verdict"] == "unclear" or case["input"].startswith("(") or not case.get("want"):
        return None
    if "script" in case["kind"]:
        return SORTS[3]
    if case["want"] == case["input"]:
        return SORTS[0]
    return SORTS[1] if case["verdict"] == "wrong-harm" else SORTS[2]


def comes_out(case: dict[str, Any]) -> bool:
    """Whether a run gives what the case wants, the line end at the end aside."""
    try:
        result = cleaner.clean(case["input"], **case["settings"])
    except ConfigError:
        return False
    return result.rstrip("\n") == str(case["want"]).rstrip("\n")


def figures() -> str:
    """What `python -m bench` writes: the reporting half, the own files, the public cases."""
    files = list(corpus())
    reporting = [file for file in files if not file.tuning]
    if not reporting:
        return "No package is to be had: nothing to measure.\n"
    runs = {profile: measure(reporting, profile)[False] for profile in PROFILES}
    runs["newspaper, names known"] = measure(reporting, "newspaper", named=True)[False]
    mine = {profile: _both(measure(own(), profile)) for profile in PROFILES}
    return "\n".join((
        f"{len(files)} real files, half of them never tuned on; those:\n",
        profiles_table(runs),
        kinds_table(runs["newspaper"]),
        "The project's own files, `fixtures/kinds`:\n",
        profiles_table(mine),
        "Cases made after public reports:\n",
        public(),
    ))  # fmt: skip


def known() -> set[str]:
    """The paths of the project's own files that the default run is known to harm."""
    return set(KNOWN.read_text("utf-8").splitlines())


def left_alone(file: File) -> bool:
    """Whether the default run changes nothing in a file; where all marks are wrong, no line."""
    if file.kind in WRONG_MARKS:
        return not any(is_harm(file, entry) for entry in applied(file, PROFILES[0]))
    return cleaner.clean(file.text) == file.text


def update() -> None:
    """Write which of the project's own files the default run harms now."""
    harmed = [file.path for file in own() if not left_alone(file)]
    KNOWN.write_text("".join(f"{path}\n" for path in harmed), "utf-8")
    print(f"{len(harmed)} files are harmed")


def _both(found: dict[bool, Counts]) -> Counts:
    both: Counts = defaultdict(Count)
    for counts in found.values():
        for kind, count in counts.items():
            both[kind] += count
    return both


def harms(counts: Counts, limit: int) -> str:
    """The harm of the tuning half by kind and rule, most frequent first, `limit` edits of each."""
    by_rule: Counter[tuple[str, str]] = Counter()
    shown: dict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, count in counts.items():
        for rule, path, context in count.shown:
            by_rule[kind, rule] += 1
            shown[kind, rule].append(f"    {path}: {context}")
    return "\n".join(
        f"{kind}, {rule}: {number}\n\n" + "\n".join(spread(shown[kind, rule], limit)) + "\n"
        for (kind, rule), number in by_rule.most_common()
    )


def spread(lines: list[str], limit: int) -> list[str]:
    """`limit` of the lines, from all over."""
    return lines[:: max(1, len(lines) // limit)][:limit]


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.kinds", description="Edits in clean files of many kinds."
    )
    parser.add_argument("--tuning", action="store_true", help="the tuning half, edit by edit")
    parser.add_argument("--profile", choices=PROFILES, default=PROFILES[0])
    parser.add_argument("--limit", type=int, default=3, help="edits shown of each kind and rule")
    parser.add_argument("--own", action="store_true", help="the project's own files, edit by edit")
    parser.add_argument("--update", action="store_true", help="write fixtures/kinds/known.txt")
    chosen = parser.parse_args(arguments)
    if chosen.update:
        update()
        return
    if not chosen.tuning and not chosen.own:
        print(figures())
        return
    files = own() if chosen.own else (file for file in corpus() if file.tuning)
    counts = _both(measure(files, chosen.profile))
    print(profiles_table({chosen.profile: counts}), kinds_table(counts), sep="\n")
    print(harms(counts, chosen.limit))


if __name__ == "__main__":
    main()

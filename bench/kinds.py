"""Edits in clean files of many kinds: `python -m bench.kinds`.

The files are those of `bench.kinds_corpus`: real ones out of packages, and the project's own in
`fixtures/kinds`. Names of files are hidden from the run but where it is said that they are known.
An edit is harm where it is in what needs nothing, which `bench.kinds_rule` tells by rule. The
tables count all edits and those; files and kinds are harmed that have one of them.

The files are split for good by a hash of their path. Edits are shown for the tuning half only: who
looks at those of the reporting half can no longer report on it.

Own files that are harmed are listed in `fixtures/kinds/known.txt`, which `--update` writes.

Cases made after public reports are counted apart, by `bench.public_cases`.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import cleaner
from bench import public_cases
from bench.harm import PER, in_context
from bench.kinds_corpus import OWN, File, corpus, own
from bench.kinds_rule import WRONG_MARKS, changes_lines, is_harm
from bench.tables import table
from cleaner.config import PROFILES, Settings
from cleaner.ledger.entries import Entry
from cleaner.pipeline import run
from cleaner.text.document import Source

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


def runs() -> dict[str, Counts]:
    """The reporting half, a run a profile, and one with the names of the files known."""
    files = [file for file in corpus() if not file.tuning]
    if not files:
        return {}
    found = {profile: measure(files, profile)[False] for profile in PROFILES}
    found[f"{PROFILES[0]}, names known"] = measure(files, PROFILES[0], named=True)[False]
    return found


def report(found: dict[str, Counts]) -> str:
    """What `python -m bench` writes: the reporting half, the own files, the public cases."""
    mine = {profile: _both(measure(own(), profile)) for profile in PROFILES}
    real = (
        ("Real files out of packages, the half nobody tuned on:\n", profiles_table(found),
         f"The run {PROFILES[0]} by kind:\n", kinds_table(found[PROFILES[0]]))
        if found else ("No package is to be had: no real files to measure.\n",)
    )  # fmt: skip
    return "\n".join((
        *real, "The project's own files, `fixtures/kinds`:\n", profiles_table(mine),
        "Cases made after public reports:\n", public_cases.report(),
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
        print(report(runs()))
        return
    files = own() if chosen.own else (file for file in corpus() if file.tuning)
    counts = _both(measure(files, chosen.profile))
    print(profiles_table({chosen.profile: counts}), kinds_table(counts), sep="\n")
    print(harms(counts, chosen.limit))


if __name__ == "__main__":
    main()

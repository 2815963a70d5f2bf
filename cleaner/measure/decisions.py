"""Whether the decisions in a ledger were right, by what the truth has in their place.

The eight characters on either side of an edit, on its line, are looked up in the truth, blanks and
width of marks aside. A join is right where the truth has both sides together; a line end that is
kept or put in, where it has not; any other edit, where it has the text after the edit between them.
A headline's move is right where the story it goes to is its own. Where the truth does not have the
surroundings, nothing can be said: the decision is `unknown`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.ledger.entries import Entry
from cleaner.ledger.undoing import replay
from cleaner.measure.align import solid
from cleaner.measure.passages import Index
from cleaner.measure.readings import NOWHERE, Reading
from cleaner.measure.scores import plain

NEAR = 8  # characters on each side that are compared
STORY = 16  # characters of a line that is taken for running text


class Reason(NamedTuple):
    """A kind of decision: the rule, why, and whether it was applied or only suggested."""

    rule: str
    why: str
    applied: bool


@dataclass(frozen=True)
class Verdicts:
    """How many decisions were right, wrong, and of which nothing can be said."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0

    def __add__(self, other: Verdicts) -> Verdicts:
        return Verdicts(
            self.right + other.right, self.wrong + other.wrong, self.unknown + other.unknown
        )

    @property
    def precision(self) -> float | None:
        """The share of right ones among those that can be judged."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None


def judge(source: str, entries: Sequence[Entry], truth: Reading) -> dict[Reason, Verdicts]:
    """The verdicts of every kind of decision. `source` has `\\n` at its line ends.

    The edits of one fix are one decision: wrong if one is, else right if one is. Raises LedgerError
    where the entries do not belong to the source.
    """
    known = _Truth(truth)
    fixes: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    said: dict[tuple[int, str], list[bool | None]] = defaultdict(list)
    for text, found in _steps(source, entries):
        for entry in found:
            if entry.safety != "note":
                fixes[entry.step, entry.id].append(entry)
                said[entry.step, entry.id].append(known.says(text, entry))
    verdicts: dict[Reason, Verdicts] = defaultdict(Verdicts)
    for key, (first, *_) in fixes.items():
        answers = said[key]
        right, wrong = True in answers, False in answers
        verdict = Verdicts(right and not wrong, wrong, not right and not wrong)
        verdicts[Reason(first.rule, first.why, first.applied)] += verdict
    return dict(verdicts)


def _steps(source: str, entries: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The text that each step found, and its entries."""
    steps: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        steps[entry.step].append(entry)
    for number in sorted(steps):
        yield source, steps[number]
        source = replay(source, steps[number])


class _Truth:
    """The truth in one piece: `plain`, a line end between paragraphs, and where each stands."""

    def __init__(self, reading: Reading) -> None:
        self.raw = "\n" + "".join(f"{text}\n" for text in reading.paragraphs)
        folded = [(part, place) for place, each in enumerate(self.raw) for part in _fold(each)]
        self.index = Index("".join(part for part, _ in folded))
        self.places = [place for _, place in folded]
        self.tells = bool(reading.articles)
        self.articles = [NOWHERE, *(number for _, number in reading.placed())]

    def says(self, text: str, entry: Entry) -> bool | None:
        """Whether an edit of `text` was right; None where nothing can be said."""
        at, end = entry.at, entry.at + len(entry.before)
        if entry.to_at is not None:
            return self._home(entry.before, text[entry.to_at :]) if entry.before.strip() else None
        breaks = "\n" in entry.before + entry.after
        left, right = text[:at], text[end:]
        if breaks:
            left, right = left.rstrip(), right.lstrip()
        left, right = _last_line(left), _first_line(right)
        if breaks and not solid(entry.before + entry.after):
            return self._two_lines(left, right, "\n" in entry.after)
        for before, after in ((left or "\n", right or "\n"), (left, right)):
            answer = self._between(before, entry, after)
            if answer is not None:
                return answer
        return self._two_lines(left, right, "\n" in entry.after) if breaks else None

    def _two_lines(self, left: str, right: str, meant: bool) -> bool | None:
        """Whether the truth has two lines there, if `meant`, or one; None where it has neither."""
        if not left or not right:
            return None
        if left + right in self.index:
            return not meant
        return meant if left in self.index and right in self.index else None

    def _between(self, left: str, entry: Entry, right: str) -> bool | None:
        """Whether the text after the edit stands between two passages, or the text before it."""
        if len(left + right) < 2:
            return None
        for core in dict.fromkeys((plain(entry.after), plain(entry.before))):
            place = self.index.find(left + core + right)
            if place >= 0:
                first, last = place + len(left), place + len(left) + len(core)
                return self._has(first, last, entry)
        return None

    def _has(self, first: int, last: int, entry: Entry) -> bool:
        start = self.places[first - 1] + 1 if first else self.places[first]
        end = self.places[last] if last < len(self.places) else len(self.raw)
        there = self.raw[start:end]
        if solid(entry.before) == solid(entry.after):  # of blanks alone
            return there == entry.after
        return solid(there) == solid(entry.after)

    def _home(self, headline: str, rest: str) -> bool | None:
        """Whether a headline goes to its own story, which begins with `rest`."""
        line = plain(headline.strip().split("\n")[0])
        lines = [each for each in map(plain, rest.split("\n", 40)[:40]) if each]
        story = next((each for each in lines if len(each) >= STORY), lines[0] if lines else "")
        place = self.index.find(f"\n{line}\n")
        place = self.index.find(line) if place < 0 else place + 1
        goal = self.index.find(story[:STORY]) if story else -1
        if place < 0 or goal < 0:
            return None
        if self.tells:
            return NOWHERE != self._article(place) == self._article(goal)
        return True if f"{line}\n{lines[0][:STORY]}" in self.index else None

    def _article(self, place: int) -> int:
        """The article of a character of the index."""
        return self.articles[self.raw.count("\n", 0, self.places[place])]


def _fold(character: str) -> str:
    """A character of a paragraph as `plain` has it; a line end stays."""
    if character == "\n":
        return character
    return "".join(unicodedata.normalize("NFKC", character).split())


def _last_line(text: str) -> str:
    return plain(text[text.rfind("\n") + 1 :][-4 * NEAR :])[-NEAR:]


def _first_line(text: str) -> str:
    return plain(text[: 4 * NEAR].partition("\n")[0])[:NEAR]

"""What a review costs and what it is worth: `python -m bench.review`.

Decisions are made on every fix of a page. Then unrelated lines are put into its text, others taken
out, and others wrapped at another place, and it is asked whether each decision is found again at
its fix, and nowhere else. Every character knows where it was, so that this is no guess.

Then random subsets of the fixes are rejected: none of those may be applied, and the ledger must
undo and replay the run. Last, the keys that a whole review of a page takes are counted.

The pages are the two real ones and typeset ones of the reported half (`--tune`: of the other half,
on which `cleaner.review.refit` was tuned).
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import PAGES, page_path
from bench.tables import table
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.undoing import replay, undo
from cleaner.pipeline import run
from cleaner.review.decisions import Book, Verdict
from cleaner.review.journal import Journal
from cleaner.review.keys import Lines
from cleaner.review.model import Fix, fixes
from cleaner.review.prompt import Prompt
from cleaner.review.refit import refit
from cleaner.review.session import Session
from cleaner.text.document import Source

TYPESET = 24  # pages
SUBSETS = 1000
LINES = ("昨天的报纸在邮局可以买到。", "记者 王小明", "图片由读者提供", "A short line")
Anchor = tuple[str, int, int]  # the series of a fix, and where in the page it was
Anchors = defaultdict[Anchor, set[str]]
Marked = list[tuple[str, int]]  # characters, and where in the page each was; -1 where it is new


@dataclass
class Found:
    """Of so many `decisions` whose fixes are still there: how many were found; `wrong`: elsewhere."""

    decisions: int = 0
    found: int = 0
    wrong: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(
            self.decisions + other.decisions, self.found + other.found, self.wrong + other.wrong
        )


def changed(text: str, rng: random.Random) -> Marked:
    """The text with lines put in, taken out and wrapped at another place: one in seven."""
    lines = [list(zip(line, range(at, at + len(line)), strict=True)) for at, line in _lines(text)]
    result: list[Marked] = []
    for line in lines:
        kind = rng.random()
        if kind < 0.05:
            result.append([(character, -1) for character in rng.choice(LINES) + "\n"])
        elif kind < 0.1:
            continue
        elif kind < 0.15 and len(line) > 12:
            cut = rng.randrange(4, len(line) - 4)
            result += [[*line[:cut], ("\n", -1)], line[cut:]]
            continue
        result.append(line)
    return [each for line in result for each in line]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    place = 0
    for line in text.splitlines(keepends=True):
        yield place, line
        place += len(line)


def anchors(found: Iterable[Fix], origins: Sequence[int], text: str) -> Anchors:
    """Where fixes were in the page, and the ids of those there; not those of which anything is new.

    A fix of characters is where they were, one of blanks is between the characters beside it.
    """
    result: Anchors = defaultdict(set)
    for fix in found:
        first = fix.changes[0]
        if (first.before + first.after).strip():
            place = first.start if first.end > first.start else first.start - 1
            where = [place, place]
        else:
            left = len(text[: first.start].rstrip()) - 1
            right = len(text) - len(text[first.end :].lstrip())
            where = [left, right]
        known = [origins[place] if 0 <= place < len(origins) else -1 for place in where]
        if min(known) >= 0:
            result[fix.series, known[0], known[1]].add(fix.id)
    return result


def found_again(text: str, seed: int) -> Found:
    """Decisions on all fixes of a text, looked for in it as `changed` with this seed."""
    rng = random.Random(seed)
    old = _fixes(text)
    book = Book({fix.id: fix.decided(rng.choice(list(Verdict))) for fix in old})
    before = anchors(old, range(len(text)), text)
    marked = changed(text, rng)
    now_text = "".join(character for character, _ in marked)
    new = _fixes(now_text)
    after = anchors(new, [origin for _, origin in marked], now_text)
    moved = {name: fix.id for name, fix in refit(book, new, "page").items()}
    ids = {fix.id for fix in new}
    meant, is_now = _by_id(before), _by_id(after)
    score = Found()
    for anchor, name in ((anchor, name) for anchor, names in before.items() for name in names):
        now = name if name in ids else moved.get(name)
        if anchor in after:
            score.decisions += 1
            score.found += now in after[anchor]
        # Fixes alike in their surroundings are decided together: each place of theirs is right.
        score.wrong += now is not None and not meant[name] & is_now[now]
    return score


def _by_id(anchors: Anchors) -> defaultdict[str, set[Anchor]]:
    places: defaultdict[str, set[Anchor]] = defaultdict(set)
    for anchor, names in anchors.items():
        for name in names:
            places[name].add(anchor)
    return places


def _fixes(text: str) -> list[Fix]:
    return fixes(run(Source.from_text(text)).ledger, "page")


def rejected_at_random(texts: Sequence[str], subsets: int) -> int:
    """How many of so many random subsets of fixes, rejected, give another result than they must.

    None of them is applied, all others that are there are, and the ledger undoes and replays.
    """
    wrong = 0
    all_of = {text: sorted({fix.id for fix in _fixes(text) if fix.applied}) for text in texts}
    for seed in range(subsets):
        rng = random.Random(seed)
        text = texts[seed % len(texts)]
        share = rng.choice((0.02, 0.1, 0.3, 0.6, 0.9))
        rejected = frozenset(name for name in all_of[text] if rng.random() < share)
        wrong += not holds(text, rejected)
    return wrong


def holds(text: str, rejected: frozenset[str]) -> bool:
    """Whether a run is as it must be when these fixes are rejected."""
    result = run(Source.from_text(text), decisions=Decisions(rejected=rejected))
    entries = result.ledger.entries
    for entry in entries:
        name = entry.id.partition(".")[0]
        if entry.applied == (name in rejected) and entry.safety == "safe":
            return False
    clean = result.document.text
    return undo(clean, entries) == text and replay(text, entries) == clean


def keystrokes(text: str) -> int:
    """The keys that a review takes that decides on every series of a page at once."""
    found = fixes(run(Source.from_text(text)).ledger, "page")
    pressed = Counting()
    with TemporaryDirectory() as folder:
        session = Session(found, Journal(Path(folder) / "decisions.jsonl"))
        Prompt(session, lambda _: None).run(pressed)
        session.close()
    return pressed.count


class Counting(Lines):
    """Presses the key for a whole series, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def key(self) -> str:
        self.count += 1
        return "a"


def texts(tune: bool) -> list[str]:
    """The real pages, and typeset ones where they can be made."""
    found = [page_path(name).read_text("utf-8") for name in PAGES]
    try:
        from bench.pages.cases import cases
        from bench.pages.extract import EXTRACTORS
        from bench.pages.splits import REPORT, TUNE

        seeds = (TUNE if tune else REPORT)[:TYPESET]
        found += [case.text for case in islice(cases(seeds, list(EXTRACTORS)[:1]), TYPESET)]
    except (ImportError, OSError):
        print("typeset pages cannot be made here: the real ones only")
    return found


def report(tune: bool = False, subsets: int = SUBSETS) -> str:
    """The figures as a table."""
    pages = texts(tune)
    score = sum((found_again(text, seed) for seed in range(10) for text in pages), Found())
    wrong = rejected_at_random(pages, subsets)
    rows = [
        ("decisions whose fixes are still there", score.decisions),
        ("share of them found again", f"{score.found / score.decisions:.4f}"),
        ("decisions found at another fix", score.wrong),
        (f"subsets of fixes rejected ({subsets}) with a wrong result", wrong),
        ("keys to decide on every series of page 004", keystrokes(pages[1])),
    ]
    return table((f"review, {len(pages)} pages", "measured"), rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.review")
    parser.add_argument("--tune", action="store_true", help="the typeset pages of the tuning half")
    parser.add_argument("--subsets", type=int, default=SUBSETS)
    options = parser.parse_args(arguments)
    print(report(options.tune, options.subsets))


if __name__ == "__main__":
    main()

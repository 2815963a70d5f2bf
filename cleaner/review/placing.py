"""Blocks of lines that a reviewer puts somewhere, and articles that begin where a reviewer says.

A block is whole lines of the source, which count from 1. The decision keeps the block, what stands
beside it, and what stands beside its goal, so that both are found again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from cleaner.ledger.decisions import MOVING
from cleaner.report.findings import ARTICLE, Change
from cleaner.report.places import Places
from cleaner.review.decisions import Book, Decision, Verdict
from cleaner.review.model import BESIDE, Fix
from cleaner.review.own import OwnTextError
from cleaner.stages import blocks_by_hand
from cleaner.text.anchors import Anchored
from cleaner.text.regex import regex
from cleaner.text.sections import Section, sections, solid

GOAL = 24  # characters kept on each side of a goal, blanks aside; set by hand
LONGEST = 10_000  # characters of a block; set by hand
MOVE = "review.move"
WHY = {
    MOVE: "A reviewer has put this block where it belongs",
    ARTICLE: "A reviewer has said where an article begins",
}


class Numbers(NamedTuple):
    """Lines of a text, from 1, that are to be put somewhere; see `placed`."""

    kind: Verdict
    first: int
    last: int
    goal: int


def numbers(key: str, typed: str) -> Numbers | None:
    """What is typed after a key: `12-15=3` or `12-15=3+` after m, `12=3` after h, `20` after b."""
    typed = normalize("NFKC", "".join(typed.split()))  # what Chinese is typed with gives wide ones
    if key == "b":
        found = _LINE.fullmatch(typed)
        kind = Verdict.JOIN if found and found[1] else Verdict.START
        return Numbers(kind, int(found[2]), int(found[2]), 0) if found else None
    found = _LINES.fullmatch(typed)
    if not found or (found[4] and key == "h"):
        return None
    kind = Verdict.HEADLINE if key == "h" else Verdict.CONTINUE if found[4] else Verdict.MOVE
    return Numbers(kind, int(found[1]), int(found[2] or found[1]), int(found[3]))


_LINE = regex(r"(-?)([0-9]{1,9})")
_LINES = regex(r"([0-9]{1,9})(?:-([0-9]{1,9}))?=([0-9]{1,9})(\+?)")


def placed(kind: Verdict, file: str, text: str, first: int, last: int, goal: int = 0) -> Decision:
    """The decision on the lines `first` to `last` of a text, by the name `file`.

    `goal`: the line that they go before, one more than there are for the end; of `continue`, the
    line that they go on from. Raises OwnTextError.
    """
    lines = Places(text)
    count = len(lines.starts) - (text.endswith(("\n", "\r")))
    if not 1 <= first <= last <= count:
        raise OwnTextError(f"there are lines 1 to {count}")
    start, end = _block(text, lines.starts[first - 1], _end_of(lines, last))
    if start == end:
        raise OwnTextError("these lines are empty")
    if end - start > LONGEST:
        raise OwnTextError(f"a block has {LONGEST} characters at most")
    at, sides = start, ("", "")
    if kind.value in MOVING:
        at = _goal(kind, lines, goal, count)
        if start <= at <= end:
            raise OwnTextError("the lines cannot go to within themselves")
        sides = solid(text, at, -1, GOAL), solid(text, at, 1, GOAL)
    rule = MOVE if kind.value in MOVING else ARTICLE
    near = solid(text, start, -1), solid(text, end, 1)
    block = text[start:end]
    decision = Decision(
        kind, rule, rule, _name(rule, near, block), file, near[0], block, "", near[1], *sides
    )
    if not any(blocks_by_hand.only(each, decision.as_placing()) for each in _sections(text)):
        raise ambiguous()
    return decision


def ambiguous() -> OwnTextError:
    """That lines cannot be told from others, or from where they go."""
    return OwnTextError(
        "these lines, or those at the goal, stand in the text more than once or are too far apart"
    )


def _goal(kind: Verdict, lines: Places, goal: int, count: int) -> int:
    """The place in the text that a block goes to."""
    text = lines.text
    if not 1 <= goal <= count + (kind is not Verdict.CONTINUE):
        raise OwnTextError(f"there are lines 1 to {count}")
    if goal > count:
        return len(text)
    start, end = lines.starts[goal - 1], _end_of(lines, goal)
    if not text[start:end].strip():
        raise OwnTextError("an empty line is no goal")
    return end if kind is Verdict.CONTINUE else start


def _end_of(lines: Places, number: int) -> int:
    """Where a line ends, its line end aside."""
    text = lines.text
    end = lines.starts[number] if number < len(lines.starts) else len(text)
    return len(text[:end].rstrip("\r\n"))


def _block(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the blanks at its ends."""
    block = text[start:end]
    inner = block.strip()
    if not inner:
        return start, start
    low = start + block.index(inner)
    return low, low + len(inner)


def _name(rule: str, near: tuple[str, str], block: str) -> str:
    ends = solid(block, 0, 1), solid(block, len(block), -1)
    return f"{rule} {near[0]}|{ends[0]}|{ends[1]}|{near[1]}"


def fits(decision: Decision, text: str) -> bool:
    """Whether a block and its goal are found in a text, or the block stands there already."""
    return any(_fits(decision, section) for section in _sections(text))


def _sections(text: str) -> Iterator[Section]:
    return sections([text.replace("\r\n", "\n").replace("\r", "\n")])


def _fits(decision: Decision, section: Section) -> bool:
    placing = decision.as_placing()
    if not placing.moves:
        return bool(blocks_by_hand.marks(section, [placing]))
    found = blocks_by_hand.blocks(section, [placing])
    return bool(found or blocks_by_hand.standing(section, [placing]))


def as_fix(decision: Decision, text: str) -> Fix | None:
    """A block that is put somewhere as a place under review, if it is found in a text."""
    block = decision.before
    spans = list(Anchored(text).spans(decision.left, block, decision.right))
    if len(spans) != 1:
        return None
    start, end = spans[0]
    lines = Places(text)
    line, column = lines.at(start)
    goal = _goal_of(decision, text) if decision.as_placing().moves else None
    return Fix(
        decision.id, decision.rule, decision.rule, decision.file, line, column,
        (Change(start, end, text[start:end], _parted(decision, text[start:end]), goal),),
        text[max(0, start - BESIDE) : start], text[end : end + BESIDE],
        (decision.left, decision.right), WHY[decision.rule], "note", 1.0, False,
        0 if goal is None else lines.line(goal),
    )  # fmt: skip


def _parted(decision: Decision, block: str) -> str:
    """A block with the blank lines that part it from what stands at its goal."""
    if decision.verdict not in (Verdict.MOVE, Verdict.HEADLINE):
        return block
    return f"{block}\n\n" if decision.goal_right else f"\n\n{block}"


def _goal_of(decision: Decision, text: str) -> int | None:
    gaps = list(Anchored(text).gaps(decision.goal_left, decision.goal_right))
    if len(gaps) != 1:
        return None
    on = decision.verdict is Verdict.CONTINUE or not decision.goal_right
    return gaps[0][0] if on else gaps[0][1]


def placed_in(book: Book, file: str, text: str) -> Iterator[Fix]:
    """The blocks of a text, by the name `file`, that a reviewer has put somewhere."""
    for each in book.placed():
        fix = as_fix(each, text) if each.file == file else None
        if fix is not None:
            yield fix

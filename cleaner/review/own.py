"""A reviewer's own text in the place of what a fix is about."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.report.findings import Change
from cleaner.report.places import Places
from cleaner.review.decisions import Book, Decision, Verdict
from cleaner.review.model import BESIDE, Fix
from cleaner.text.anchors import Anchored
from cleaner.text.regex import regex
from cleaner.text.sections import solid

MORE = 200  # characters that an own text may have more than what it replaces; set by hand
WIDEST = 400  # characters from the first to the last edit of a fix that is replaced; set by hand
LONGEST_COMMENT = 1000  # characters; set by hand
_UNWRITABLE = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class OwnTextError(ValueError):
    """A text that cannot stand there; the message says why, for the reviewer."""


RULE = "review.correction"
WHY = "A reviewer has written what stands here"


def by_hand(file: str, text: str, start: int, end: int) -> Fix:
    """A place of a text that no rule has found, for a reviewer to write.

    Its id is what stands there and beside it. Raises OwnTextError where it reaches too far.
    """
    if not 0 <= start <= end <= len(text) or end - start > WIDEST:
        raise OwnTextError("this change reaches too far to be written by hand")
    before = text[start:end]
    near = solid(text, start, -1), solid(text, end, 1)
    line, column = Places(text).at(start)
    return Fix(
        f"hand {near[0]}|{before}|{near[1]}", RULE, RULE, file, line, column,
        (Change(start, end, before, before),),
        text[max(0, start - BESIDE) : start], text[end : end + BESIDE], near,
        WHY, "note", 1.0, False,
    )  # fmt: skip


def written_in(book: Book, file: str, text: str) -> Iterator[Fix]:
    """The places of a text, by the name `file`, that a reviewer has found and written."""
    for each in book.replaced():
        if each.rule == RULE and each.file == file:
            for start, end in Anchored(text).spans(each.left, each.before, each.right):
                fix = by_hand(file, text, start, end)
                if fix.id == each.id:
                    yield fix
                    break


def span(fix: Fix) -> tuple[int, int]:
    """What of the source an own text replaces: from the first edit of the fix to its last."""
    return min(each.start for each in fix.changes), max(each.end for each in fix.changes)


def replaced(fix: Fix, text: str, own: str) -> Decision:
    """The decision that `own` stands in the place of a fix of `text`. Raises OwnTextError."""
    own = _with_newlines(own)
    start, end = span(fix)
    if any(each.to is not None for each in fix.changes):
        raise OwnTextError("a move is accepted or rejected, it has no text of its own")
    if end - start > WIDEST:
        raise OwnTextError("this change reaches too far to be written by hand")
    check(_with_newlines(text[start:end]), own)
    return as_decision(fix, text, own)


def as_decision(fix: Fix, text: str, own: str) -> Decision:
    """The same of a text that was looked at before."""
    start, end = span(fix)
    return Decision(
        Verdict.REPLACE, fix.rule, fix.series, fix.id, fix.file,
        solid(text, start, -1), text[start:end], own, solid(text, end, 1),
    )  # fmt: skip


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check(before: str, own: str) -> None:
    """Raises OwnTextError where `own` cannot stand in the place of `before`."""
    found = _UNWRITABLE.search(own)
    if found:
        raise OwnTextError(f"U+{ord(found[0]):04X} is no character of a text")
    if own == before:
        raise OwnTextError("that is what stands there: reject the change instead")
    if own.count("\n") > before.count("\n"):
        raise OwnTextError(
            f"{own.count(chr(10))} line ends, and what it replaces has {before.count(chr(10))}"
        )
    if len(own) > len(before) + MORE:
        raise OwnTextError(f"{len(own)} characters, and it may have {len(before) + MORE} at most")


def remark(comment: str) -> str:
    """A comment as it is kept: on one line. Raises OwnTextError."""
    comment = " ".join(comment.split())
    found = _UNWRITABLE.search(comment)
    if found:
        raise OwnTextError(f"U+{ord(found[0]):04X} is no character of a text")
    if len(comment) > LONGEST_COMMENT:
        raise OwnTextError(f"a comment has {LONGEST_COMMENT} characters at most")
    return comment

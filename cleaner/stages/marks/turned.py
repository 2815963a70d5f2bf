"""Quotes that point the wrong way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import inf

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page.context import Line
from cleaner.stages.marks.pairing import CLOSING, OPENING, STRAIGHT, Paragraph, Quotes
from cleaner.text.answers import Answers
from cleaner.text.characters import CLOSE, OPEN
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import one

LONGEST = 120  # characters of a quotation that is turned, at most; set by hand
_JOINING = regex("[和与與及或、，,的是在到之：]{0,2}")  # between two quotations


@rule("marks.turned-quotes", at=(one("“”"),), confidence=0.99)
def turned_quotes(document: Document, self: Rule) -> Iterable[Proposal]:
    """A quote that points the wrong way is turned: ”…“ and “…“ become “…”.

    ## Why
    Over the whole paragraph the quotes must open and close in turn once it is turned, each at a
    place where a quotation can begin or end, and no quotation may come over from the line above or
    go on in the line below. Where nothing but the pairing tells (no colon, mark or line end at the
    turned quote), a longer quotation is only a suggestion.

    ## Examples
    Repairs: 他强调：”要不忘初心。“随后离开了会场。 → 他强调：“要不忘初心。”随后离开了会场。
    Repairs: 做好“一老一小“，办好实事。 → 做好“一老一小”，办好实事。
    Leaves: 他说：“我们要⏎努力”和“奋斗⏎下去。”

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(OPEN, CLOSE):
        return
    quotes, turns = Quotes.of(document), Answers(_turns)
    beside = [_Beside(step, quotes, turns) for step in (quotes.lines.before, quotes.lines.after)]
    safe: list[tuple[Sequence[Edit], str]] = []
    doubtful: list[tuple[Sequence[Edit], str]] = []
    for paragraph in quotes.odd:
        if STRAIGHT in paragraph.marks or not turns[paragraph]:
            continue
        if any(side.until_open(paragraph) < FAR for side in beside):
            continue  # a quotation comes over from the line above, or goes on in the one below
        for index in range(0, len(paragraph.places), 2):
            edits = _turning(paragraph, index)
            if edits:
                sure = _told(paragraph, index)
                (safe if sure else doubtful).append((edits, ""))
    yield Proposal.of(safe, self)
    yield Proposal.of(doubtful, self, safety=Safety.SUGGESTED, confidence=0.9)


def _turns(paragraph: Paragraph) -> bool:
    """Whether the quotes of a paragraph would be in turn once some are turned."""
    marks, line = paragraph.marks, paragraph.line
    if len(marks) % 2 or paragraph.balanced or not line.chinese:
        return False
    for index in range(0, len(marks), 2):
        inside = paragraph.inside(index)
        if not inside.strip() or (marks[index] == CLOSING and _JOINING.fullmatch(inside)):
            return False
    roles = (
        paragraph.closes(index) if index % 2 else paragraph.opens(index)
        for index in range(len(marks))
    )
    return all(roles)


def _turning(paragraph: Paragraph, index: int) -> tuple[Edit, ...]:
    """The edits that turn the quotes of the pair at `index`."""
    start = paragraph.line.start
    return tuple(
        Edit(start + place, start + place + 1, want)
        for place, want in zip(paragraph.places[index : index + 2], "“”", strict=True)
        if paragraph.line.text[place] != want
    )


def _told(paragraph: Paragraph, index: int) -> bool:
    """Whether more than the pairing tells that the quotes of the pair at `index` are turned."""
    text, (first, last) = paragraph.line.text, paragraph.places[index : index + 2]
    inside = text[first + 1 : last]
    if len(inside) > LONGEST:
        return False
    begins = text[first] == OPENING or not first or text[first - 1] in "：、（《"
    ends = text[last] == CLOSING or last + 1 == len(text) or text[last + 1] in "，。、；：？！）》"
    ends = ends or inside[-1] in "。！？…"
    return (begins and ends) or (len(inside) <= SHORT and not _MARK.search(inside))


SHORT = 20  # characters of a quoted phrase, at most; set by hand
_MARK = regex("[，。；：？！]")


class _Beside:
    """How many lines in a row, from each line on in one direction, have quotes that are turned.

    `step` gives the next line. What follows them is known of a line that was passed over: so each
    line is looked at once, whichever of its neighbours asks.
    """

    def __init__(
        self, step: Callable[[Line], Line | None], quotes: Quotes, turns: Answers[Paragraph, bool]
    ) -> None:
        self._step, self._quotes, self._turns = step, quotes, turns
        self._until: dict[Line, float] = {}

    def until_open(self, paragraph: Paragraph) -> float:
        """How many of them stand before one with a quotation that is open; infinite if none is."""
        passed: list[Line] = []
        line = self._step(paragraph.line)
        while line is not None and line not in self._until:
            own = self._quotes.paragraph(line)
            if own.balanced:
                break
            if not self._turns[own]:
                self._until[line] = 0
                break
            passed.append(line)
            line = self._step(line)
        count = inf if line is None else self._until.get(line, inf)
        for each in reversed(passed):
            count += 1
            self._until[each] = count
        return count


FAR = 24  # lines with turned quotes that are passed over, before one that is open; set by hand

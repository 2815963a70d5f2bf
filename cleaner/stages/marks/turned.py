"""Quotes that point the wrong way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
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
    safe: list[tuple[Sequence[Edit], str]] = []
    doubtful: list[tuple[Sequence[Edit], str]] = []
    for paragraph in quotes.odd:
        if STRAIGHT in paragraph.marks or not turns[paragraph]:
            continue
        if not _alone(quotes, paragraph, turns):
            continue
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


def _alone(quotes: Quotes, paragraph: Paragraph, turns: Answers[Paragraph, bool]) -> bool:
    """Whether no quotation comes over from the line above or goes on in the one below.

    Lines whose quotes are turned, too, are passed over: `turns` tells.
    """
    for step in (quotes.lines.before, quotes.lines.after):
        line = step(paragraph.line)
        for _ in range(FAR):
            if line is None or quotes.paragraph(line).balanced:
                break
            if not turns[quotes.paragraph(line)]:
                return False
            line = step(line)
    return True


FAR = 24  # lines with turned quotes that are passed over, at most; set by hand

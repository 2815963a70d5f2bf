"""Blocks of text that an extractor gave in another order than they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule, rule
from cleaner.page.columns import displaced
from cleaner.page.columns.reading import Line
from cleaner.page.whole import has_whole_lines, is_one_line, stand_apart
from cleaner.stages.rows.moving import moves
from cleaner.text.document import Document


@rule("blocks.displaced", confidence=0.97)
def goes_on_elsewhere(document: Document, lexicon: Lexicon) -> list[Line]:
    """A block of text goes on in one that stands elsewhere: that one comes behind it.

    ## Why
    pdfminer gives the boxes of a page in an order of its own, so that the head of a column may stand
    before the foot of the column it goes on from; `pdftotext` gives columns from the top of the page
    to its foot, across several stories. Matched one to one are blocks of one width: those that end in
    mid-sentence, and those that begin with a full line. The next one is likelier than one further
    down, and that than one above; the match must be likelier than all others of both together.

    ## Examples
    Repairs: 溉的需要。市长在讲话中指⏎出，水利是农业的命脉，要⏎把这件大事办好办实。⏎⏎昨天上午，全市召开水利建⏎设大会，总结今年各项工⏎作，部署明年任务。会议要⏎求，各地要加强组织领导，⏎明确责任，抓好工程质量，⏎保证群众用水安全和农田灌⏎⏎图书馆新馆昨日正式对外开⏎放，市民代表参加了开馆仪⏎式。新馆藏书超过三十万册。 → 昨天上午，全市召开水利建设大会，总结今年各项工作，部署明年任务。会议要求，各地要加强组织领导，明确责任，抓好工程质量，保证群众用水安全和农田灌溉的需要。市长在讲话中指出，水利是农业的命脉，要把这件大事办好办实。⏎⏎图书馆新馆昨日正式对外开放，市民代表参加了开馆仪式。新馆藏书超过三十万册。
    Leaves: 昨天上午，全市召开水利建设大⏎会，总结今年各项工作。⏎⏎市民代表对此表示欢迎，希望⏎有关部门尽快公布方案。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return displaced.displaced(document, lexicon)


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """The moves of one page: they stand or fall together."""
    if "\n\n" in document.text:
        found = goes_on_elsewhere.function(document, lexicon)
        edits = moves(document, found) if found else ()
        if edits:
            yield Proposal.of([(edits, "")], goes_on_elsewhere)


def idle(document: Document, rules: Sequence[Rule]) -> bool:
    """Whether no block can go on in another one: all end a sentence, or one line is all."""
    if is_one_line(document) or has_whole_lines(document):
        return True
    return stand_apart(document) and not displaced.may_be_displaced(document)


STAGE = Stage("blocks", (goes_on_elsewhere,), propose, sets_lines=True, idle=idle)

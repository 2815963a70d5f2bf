"""Spaces beside full-width marks and inside brackets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page import patterns
from cleaner.page.context import Line
from cleaner.stages.spaces.blanks import Blank, Ground, is_divided, is_sentence, single_spaces
from cleaner.stages.spaces.lost import stand_for_characters
from cleaner.stages.spaces.set_off import around_marks
from cleaner.stages.spaces.wide import is_comma
from cleaner.text.characters import CLAUSE, CLOSE, DIGIT, HAN, LETTER, OPEN, SPACE, STOP, class_set
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import one

LEAST_ASIDE = 2  # Han of an aside that is no answer in an exercise: （ 对 ）; set by hand
PAIRS = {"（": "）", "《": "》", "〈": "〉", "「": "」", "『": "』", "“": "”", "‘": "’"}
OPENERS = {close: opener for opener, close in PAIRS.items()}


@rule("spaces.mark", at=(one(SPACE),), confidence=0.99)
def mark(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A space before a full-width mark, after a comma or inside brackets goes.

    ## Why
    Before a mark inside a sentence; after a comma in running text; at both inner ends of brackets,
    book-title marks and quotes that hold two Han and more. Full-width marks bring their own room.
    Where blanks set off every mark of a line, two at least, they go behind the marks, too.
    After the end of a sentence and outside quotes the fix is a suggestion. What parts things stays:
    a space before a new item （二）, before a signature or the name of a photographer, between the
    halves of a couplet, after 本报讯, in gaps to fill in （　） and answers （ 对 ）, in lessons
    about the marks themselves, in text divided into words, and in lines whose characters or words are
    all parted. In literary
    Chinese of Traditional characters a blank before a mark may stand for a character that was lost:
    it stays and is noted.

    ## Examples
    Repairs: 你好 ，世界 → 你好，世界
    Repairs: 好 ， 走吧 ！ → 好，走吧！
    Repairs: 新的校舍（ 见图 ）已经落成，下月启用。 → 新的校舍（见图）已经落成，下月启用。
    Leaves: 图为市民在公园里赏花，游人如织。 张三 摄
    Leaves: （一）不依法作出许可决定； （二）不依法履行监督职责。

    ## Known failures
    - Alone in a line it may be an answer or a display.
    - Two short clauses may be the halves of a couplet.

    ## Since
    0.1.0
    """
    if not document.has(SPACE) or not document.has(CLAUSE, STOP, OPEN, CLOSE):
        return
    if is_divided(document):
        return
    before, set_off = list(_before_marks(document)), list(around_marks(document))
    if (before or set_off) and stand_for_characters(document):
        starts, ends = [blank.start for blank in before], [blank.end for blank in before]
        yield Proposal(self, starts, ends, " ", whys=LOST, safety=Safety.NOTE)
        before, set_off = [], []
    safe = [*before, *_after_commas(document), *_inside(document)]
    known = {blank.start for blank in safe}
    safe += [blank for blank in set_off if blank.start not in known]
    around = list(_around_brackets(document))
    taken = {edit.start for pair in around for edit in pair}
    edits = [*around, *((blank.edit(""),) for blank in safe if blank.start not in taken)]
    yield Proposal.of([(each, "") for each in edits], self)
    doubtful = [*_between_sentences(document), *_outside(document)]
    yield Proposal.of(
        [((blank.edit(""),), "") for blank in doubtful], self, safety=Safety.SUGGESTED
    )


LOST = "a blank before a mark may stand for a character that was lost"


def _before_marks(document: Document) -> Iterator[Blank]:
    """Single spaces before a mark that parts or ends a sentence."""
    left = class_set(HAN, DIGIT, LETTER, CLOSE)
    for blank in single_spaces(document, left, class_set(CLAUSE, STOP), _is_parted_by_marks):
        if blank.line.sentence:
            fits = _MARK.match(blank.after)
        else:
            fits = _MARK_IN_SENTENCE.match(blank.after) if _WORDS.search(blank.before) else None
        if fits and not (_COLON.match(blank.after) and blank.opening):
            yield blank


def _is_parted_by_marks(line: Line) -> bool:
    """Whether neither blanks part what is in a line, nor gaps to be filled in."""
    return not (line.spread or line.has_blanks_to_fill)


_MARK = regex(r"[，。、；：！？]")
_MARK_IN_SENTENCE = regex(r"[，。、；！？][\u3400-\u9fff]{2}")
_WORDS = regex(r"[\u3400-\u9fff]{2}$")
_COLON = regex("：(?![“「])")


def _after_commas(document: Document) -> Iterator[Blank]:
    """Single spaces after a comma inside a sentence."""
    words = class_set(HAN, DIGIT, LETTER, OPEN)
    for blank in single_spaces(document, class_set(CLAUSE), words, is_sentence):
        if (
            not blank.structural
            and is_comma(blank)
            and not patterns.is_item(blank.after, 0, len(blank.after))
        ):
            yield blank


def _inside(document: Document) -> Iterator[Blank]:
    """Single spaces at the inner ends of brackets around two Han and more, in running text."""
    begins, ends = class_set(HAN, DIGIT, LETTER, OPEN), class_set(HAN, DIGIT, LETTER, STOP, CLOSE)
    opening = single_spaces(document, class_set(OPEN), begins, _holds_asides)
    closing = single_spaces(document, ends, class_set(CLOSE), _holds_asides)
    for blank in opening:
        close = PAIRS.get(blank.before[-1])
        if close and _holds_words(blank.after.partition(close)):
            yield blank
    for blank in closing:
        opener = OPENERS.get(blank.after[0])
        if opener and _holds_words(blank.before.rpartition(opener)[::-1]):
            yield blank


def _around_brackets(document: Document) -> Iterator[tuple[Edit, ...]]:
    """Both blanks around a title, 《 浙江 》, or the status of a document behind it: （ 试行 ）."""
    there = "（ " in document.text or "《 " in document.text
    for found in _BRACKETED.finditer(document.text) if there else ():
        start, end = found.start() + 1, found.end() - 1
        yield Edit(start, start + 1, ""), Edit(end - 1, end, "")


_BRACKETED = regex(
    "《 [\u3400-\u9fff]{2,20} 》|（ (?:试行|試行|暂行|暫行|草案|修[订訂](?:稿|草案)?|修正案?|征求意见稿|徵求意見稿|送审稿|送審稿|讨论稿|討論稿|[节節][选選]|全文) ）"
)


def _holds_asides(line: Line) -> bool:
    """Whether what is in brackets in a line is an aside, and no answer."""
    return line.sentence and not line.has_blanks_to_fill


def _holds_words(parts: tuple[str, ...]) -> bool:
    """Whether a text parted at a bracket has the bracket, and enough Han without others up to it."""
    inside, bracket, _ = parts
    return (
        bool(bracket)
        and len(_HAN.findall(inside)) >= LEAST_ASIDE
        and not any(sign in inside for sign in (*PAIRS, *OPENERS))
    )


_HAN = regex("[\u3400-\u9fff]")


def _between_sentences(document: Document) -> Iterator[Blank]:
    """Spaces after the end of a sentence or a clause that goes on with text as long as a clause."""
    marks, words = class_set(STOP, CLAUSE), class_set(HAN, OPEN)
    for blank in single_spaces(document, marks, words, is_sentence):
        if not blank.structural and _ENDED.search(blank.before) and _goes_on(blank):
            yield blank


_ENDED = regex(r"(?:^|[，、；：。！？])([^，、；：。！？]+)[；：。！？]$")


def _goes_on(blank: Blank) -> bool:
    """Whether a sentence follows: no item, no signature, no other half of a couplet."""
    after = blank.after
    found, ended = _CLAUSE.match(after), _ENDED.search(blank.before)
    if not found or not ended or patterns.is_item(after, 0, len(after)):
        return False
    return len(found[0]) != len(ended[1])


_CLAUSE = regex(r"[\u3400-\u9fff“「《][^，、；：。！？\s]+(?=[，。！？])")


def _outside(document: Document) -> Iterator[Blank]:
    """Spaces between Han and the outer side of quotes, in a clause."""
    han = class_set(HAN)
    found = [
        *single_spaces(document, han, class_set(OPEN), is_sentence),
        *single_spaces(document, class_set(CLOSE), han, is_sentence),
    ]
    for blank in found:
        if (
            not (blank.structural or blank.enclosed)
            and (not blank.opening or _SPACED_QUOTE.match(blank.after))
            and _QUOTED.search(blank.before[-1] + blank.after[0])
        ):
            yield blank


_SPACED_QUOTE = regex(r"“[^“”]{1,20}” [\u3400-\u9fff]|「[^「」]{1,20}」 [\u3400-\u9fff]")
_QUOTED = regex("[“「《”」》]")

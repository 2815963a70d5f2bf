"""Quotes that are straight, doubled, nested or not closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page import context
from cleaner.page.context import Line, Lines
from cleaner.stages.marks.pairing import CLOSING, OPENING, STRAIGHT, Paragraph, Quotes
from cleaner.text.characters import ASCII_QUOTE, CLOSE, OPEN
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import one, twice


@rule("marks.straight-quotes", at=(one('"'),), confidence=0.99)
def straight_quotes(document: Document, self: Rule) -> Iterable[Proposal]:
    """Straight double quotes in Chinese become “ and ”, or 「 and 」 where the document uses those.

    ## Why
    They must pair without doubt over the whole paragraph: an even number, each at a place where a
    quotation can begin or end, Chinese or a Chinese mark outside, Han characters inside or, in running
    text, beside them. A paragraph
    wholly in quotes must end its sentence within them. Rows of a table, JSON, code, inches and
    lines of Latin stay. Around Latin words alone, which may have to be typed as they
    are, it is a suggestion. Straight quotes within curly ones are left alone: whether they should be
    inner quotes is a matter for the reader. A sentence of Latin keeps its own mark within.

    ## Examples
    Repairs: 按照"谁设障、谁清除"的原则，由防汛机构负责。 → 按照“谁设障、谁清除”的原则，由防汛机构负责。
    Leaves: "姓名","城市"⏎print("你好")⏎55"电视，尺寸大。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(ASCII_QUOTE) or STRAIGHT not in document.text:
        return
    corner = _corner(document.text)
    safe: list[tuple[Sequence[Edit], str]] = []
    doubtful: list[tuple[Sequence[Edit], str]] = []
    for paragraph in Quotes.of(document).odd:
        if STRAIGHT not in paragraph.marks or not _pairs_without_doubt(paragraph):
            continue
        for index in range(0, len(paragraph.places), 2):
            edits = _bent(paragraph, index, corner)
            if edits:
                inside = paragraph.inside(index)
                typed = _TYPED.fullmatch(inside) and not _SENTENCE.fullmatch(inside)
                (doubtful if typed else safe).append((edits, ""))
    yield Proposal.of(safe, self)
    yield Proposal.of(doubtful, self, safety=Safety.SUGGESTED, confidence=0.8)


_TYPED = regex(r"[!-~ ]*[a-z][!-~ ]*")  # words of Latin, perhaps to be typed as they are
_SENTENCE = regex(r"[A-Z][A-Za-z,'’-]*(?: [A-Za-z,'’-]+){2,}[.!?]")


def _bent(paragraph: Paragraph, index: int, corner: bool) -> tuple[Edit, ...]:
    """The edits for the straight quotes of the pair at `index`; `corner`: whether for 「 and 」."""
    start, pair = paragraph.line.start, paragraph.places[index : index + 2]
    whole = paragraph.marks[index : index + 2] == STRAIGHT * 2
    return tuple(
        Edit(start + place, start + place + 1, after)
        for place, after in zip(pair, "「」" if corner and whole else "“”", strict=True)
        if paragraph.line.text[place] == STRAIGHT
    )


def _corner(text: str) -> bool:
    """Whether the document quotes with 「 and not with “."""
    return text.count("「") > text.count(OPENING)


def _pairs_without_doubt(paragraph: Paragraph) -> bool:
    """Whether the quotes of a paragraph, straight ones among them, open and close in turn."""
    line, marks = paragraph.line, paragraph.marks
    if len(marks) % 2 or not line.chinese or _EMPTY.search(line.text):
        return False
    short = not line.prose and not _SPEECH.search(line.text)
    if short and not all(_set_in_han(paragraph, i) for i in range(0, len(marks), 2)):
        return False
    for index, mark in enumerate(marks):
        opening = index % 2 == 0
        if mark == (CLOSING if opening else OPENING):
            return False
        if not (paragraph.opens(index) if opening else paragraph.closes(index)):
            return False
    pairs = range(0, len(marks), 2)
    if not all(_in_chinese(paragraph, index) for index in pairs):
        return False
    if _mixed_within(paragraph):
        return False
    whole = paragraph.places[0] == 0 and paragraph.places[-1] == len(line.text) - 1
    return not (whole and len(marks) == 2) or bool(_ENDED.search(line.text, 0, len(line.text) - 1))


_SPEECH = regex(
    f'[说說道问問答喊叫曰笑讲講][:：]"[^"]*[{context.HAN}][.?!。！？…]{{1,3}}"$'
)  # what somebody says, to the end of the line
_ENDED = regex(f"[。！？…⋯]$|[{context.HAN}][.?!]{{1,3}}$")


_EMPTY = regex(
    f'(?<![{context.HAN}。！？])""|""(?![{context.HAN}])'
)  # no two quotations side by side


def _set_in_han(paragraph: Paragraph, index: int) -> bool:
    """Whether a quotation begins and ends with Han, and Han stands right before it."""
    inside, place = paragraph.inside(index), paragraph.places[index]
    before = paragraph.line.text[max(0, place - 1) : place]
    return all(map(context.A_HAN.fullmatch, (before, inside[:1], inside[-1:])))


def _in_chinese(paragraph: Paragraph, index: int) -> bool:
    """Whether Han characters are in a quotation, or beside one in running text."""
    if context.A_HAN.search(paragraph.inside(index)):
        return True
    text, (first, last) = paragraph.line.text, paragraph.places[index : index + 2]
    beside = text[max(0, first - 1) : first] + text[last + 1 : last + 2]
    return paragraph.line.running and bool(context.A_HAN.search(beside))


def _mixed_within(paragraph: Paragraph) -> bool:
    """Whether straight quotes may stand inside curly ones."""
    curly = paragraph.marks.replace(STRAIGHT, "")
    if not curly or not paragraph.in_turn:
        return False
    depth = 0
    for mark in paragraph.marks:
        depth += {OPENING: 1, CLOSING: -1}.get(mark, 0)
        if depth and mark == STRAIGHT:
            return True
    return False


@rule("marks.straight-inner", at=(one("'"),), confidence=0.99)
def straight_inner(document: Document, self: Rule) -> Iterable[Proposal]:
    """A pair of straight single quotes around Chinese, in Chinese, becomes ‘ and ’.

    ## Why
    Only Chinese stands right outside and right inside, so that no apostrophe is meant, and there is
    one pair in its clause. Where the document quotes with 「 they become 『 and 』. Strings of code
    have brackets, commas or signs around them.

    ## Examples
    Repairs: 他说：“这就是'红糖精神'的由来。” → 他说：“这就是‘红糖精神’的由来。”
    Leaves: WHERE 城市='北京'，it's，{'姓名':'张三'}

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(ASCII_QUOTE) or "'" not in document.text:
        return
    lines = Lines.of(document)
    left, right = "『』" if _corner(document.text) else "‘’"
    fixes = []
    for found in _SINGLE.finditer(document.text):
        line = lines.at(found.start())
        if line.running and line.text.count("'") % 2 == 0:
            start, end = found.span()
            fixes.append(((Edit(start, start + 1, left), Edit(end - 1, end, right)), ""))
    yield Proposal.of(fixes, self)


_SINGLE = regex(
    f"(?:(?<=[{context.HAN}，。；：？！、“「（])|^)'[{context.HAN}《](?:[^'\n\"“”]{{0,40}}[{context.HAN}。！？》])?'"
    f"(?=[{context.HAN}，。；：？！、”」）]|[,;:?!.](?:[{context.HAN}]|$)|$)",
    re.M,
)


@rule("marks.doubled-quotes", at=(*twice("“”‘'"),), confidence=0.99)
def doubled_quotes(document: Document, self: Rule) -> Iterable[Proposal]:
    """Quotes that were given twice are given once: ““…”” and ‘‘…’’ become “…”.

    ## Why
    The doubled ones stand side by side, and with one of each the quotes of the paragraph open and
    close in turn. Two single quotes, or two apostrophes, are one double quote where both ends of a
    Chinese quotation have them.

    ## Examples
    Repairs: 会议强调““不忘初心””的重要性。 → 会议强调“不忘初心”的重要性。
    Repairs: 他说‘‘不忘初心’’很重要。 → 他说“不忘初心”很重要。
    Leaves: 他说：“这叫“走出去””。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(OPEN, CLOSE, ASCII_QUOTE):
        return
    text = document.text
    fixes: list[tuple[Sequence[Edit], str]] = []
    for paragraph in Quotes.of(document).odd if "““" in text or "””" in text else ():
        once = _TWICE.sub(r"\1", paragraph.line.text)
        if paragraph.line.chinese and Paragraph.of(Line(0, once)).in_turn:
            start = paragraph.line.start
            edits = [
                Edit(start + found.start(), start + found.end() - 1, "")
                for found in _TWICE.finditer(paragraph.line.text)
            ]
            fixes.append((edits, ""))
    lines = Lines.of(document)
    for found in _TWO_SINGLES.finditer(text) if "‘‘" in text or "''" in text else ():
        if lines.at(found.start()).chinese:
            start, end = found.span()
            fixes.append(((Edit(start, start + 2, "“"), Edit(end - 2, end, "”")), ""))
    yield Proposal.of(fixes, self)


_TWICE = regex("([“”])\\1+")
_TWO_SINGLES = regex(
    f"(?<!‘)‘‘[^‘’“”\n]{{1,120}}’’(?!’)|(?<!')''(?=[^'\n]*[{context.HAN}])[^'\n]{{1,60}}''(?!')"
)


@rule("marks.odd-quotes", at=(one("＂〝"),), confidence=0.99)
def odd_quotes(document: Document, self: Rule) -> Iterable[Proposal]:
    """Quotes of a shape that no Chinese text is set with become “ and ”.

    ## Why
    Full-width straight quotes ＂…＂ and double primes 〝…〞 or 〝…〟, which input methods and old
    typesetting systems give, around Chinese within one line. Where the document quotes with 「 they
    become 「 and 」. A single one, and inches and seconds, stay.

    ## Examples
    Repairs: ＂最多跑一次＂改革 → “最多跑一次”改革
    Repairs: 〝最多跑一次〞改革 → “最多跑一次”改革
    Leaves: 显示屏为55＂，经度为12〞。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    text = document.text
    if "＂" not in text and "〝" not in text:
        return
    left, right = "「」" if _corner(text) else "“”"
    lines = Lines.of(document)
    spans = [span for found in _ODD.finditer(text) if not lines.at((span := found.span())[0]).cites]
    yield Proposal.of(
        [((Edit(start, start + 1, left), Edit(end - 1, end, right)), "") for start, end in spans],
        self,
    )


_ODD = regex(f"(?<![0-9])＂[{context.HAN}《][^＂\n]{{0,60}}＂|〝[^〝〞〟\n]{{1,60}}[〞〟]")


@rule("marks.nested-quotes", at=(one("“”「」"),), safety=Safety.SUGGESTED, confidence=0.9)
def nested_quotes(document: Document, self: Rule) -> Iterable[Proposal]:
    """Double quotes inside double quotes may become single ones: “…“…”…” → “…‘…’…”.

    ## Why
    GB/T 15834 asks for ‘ ’ inside “ ”, and for 『 』 inside 「 」. Many texts do not keep to it, so this
    is a suggestion. The quotes of the paragraph must close each other, two deep at most.

    ## Examples
    Repairs: 他说：“这就是“走出去”的意义。” → 他说：“这就是‘走出去’的意义。”
    Leaves: 他说：“这就是‘走出去’的意义。”

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(OPEN, CLOSE):
        return
    fixes = list(_nested(Quotes.of(document), "‘’"))
    if "「" in document.text:
        fixes += _nested(Quotes.of(document, "「」"), "『』")
    yield Proposal.of(fixes, self)


def _nested(quotes: Quotes, inner: str) -> Iterator[tuple[tuple[Edit, ...], str]]:
    """The quotes that stand inside others of their kind, as `inner` ones."""
    for paragraph in quotes.odd:
        if STRAIGHT in paragraph.marks or not paragraph.balanced or not paragraph.line.chinese:
            continue
        if "“““" in paragraph.marks or quotes.pair[0] * 2 in paragraph.line.text:
            continue
        start, places, marks = paragraph.line.start, paragraph.places, paragraph.marks
        for found in _INNER.finditer(marks):
            for index in range(found.start() + 1, found.end() - 1, 2):
                left, right = start + places[index], start + places[index + 1]
                yield (Edit(left, left + 1, inner[0]), Edit(right, right + 1, inner[1])), ""


_INNER = regex("“(?:“”)+”")


@rule("marks.unclosed-quote", at=(one("“”「」"),), safety=Safety.NOTE)
def unclosed_quote(document: Document, self: Rule) -> Iterable[Proposal]:
    """A quotation is opened here and not closed, or closed and not opened.

    ## Why
    Told once a paragraph. A quotation over several paragraphs is no fault: one that is not closed
    and whose next paragraph opens with a quote again, and one that a later paragraph closes (of the
    next twelve).

    ## Examples
    Leaves: 他说：“第一段话。⏎⏎“第二段话。”
    Leaves: 他说：“我们要做三件事。⏎⏎第一，抓好生产。⏎⏎第二，抓好销售。”

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(OPEN, CLOSE):
        return
    places = _unclosed(document, Quotes.of(document))
    if "「" in document.text or "」" in document.text:
        places = sorted([*places, *_unclosed(document, Quotes.of(document, "「」"))])
    yield Proposal(
        self, places, [place + 1 for place in places], [document.text[p] for p in places]
    )


def _unclosed(document: Document, quotes: Quotes) -> list[int]:
    """The places of quotes that lack their other one; one a paragraph."""
    places = []
    waiting: tuple[int, int] | None = None  # a quotation that may go on: its place, the line's end
    for paragraph in quotes.odd:
        line, (closing, opening) = paragraph.line, paragraph.unmatched
        if paragraph.balanced or not line.chinese:
            continue
        at = [line.start + place for place in paragraph.places]
        goes_on = waiting and document.text.count("\n", waiting[1], line.start) <= FAR
        if waiting and not (closing and goes_on):
            places.append(waiting[0])
        if closing and not goes_on:
            places.append(at[closing[0]])
            opening = []
        following = quotes.lines.after(line)
        begun = following is not None and following.text.lstrip(" \u3000\t")[:1] == quotes.pair[0]
        waiting = (at[opening[0]], line.end) if opening and not begun else None
    if waiting:
        places.append(waiting[0])
    return places


FAR = 24  # line ends: twelve paragraphs with blank lines between them; set by hand

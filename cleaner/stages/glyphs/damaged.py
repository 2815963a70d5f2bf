"""Characters that were lost or changed on the way: entities, wrong encodings, private use, boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.misreading.mojibake import HIGH_PAIR, Misreading, in_gbk, in_latin
from cleaner.page.context import OfLine, lines_holding
from cleaner.stages.glyphs import spelt_out
from cleaner.stages.glyphs.spelt_out import ENTITY, TAG
from cleaner.text.answers import Answers
from cleaner.text.characters import BULLET, HAN
from cleaner.text.document import Document
from cleaner.text.forms import BYTE, MISREAD, PRIVATE, forms, of_form, places
from cleaner.text.regex import regex
from cleaner.text.signs import beside, one


@rule("glyphs.entity", at=(one("&"),), confidence=0.99)
def entity(document: Document, self: Rule) -> Iterable[Proposal]:
    """An HTML entity becomes the character it stands for.

    ## Why
    Text taken from web pages has them, and some went through the mill twice. Only named and numeric
    entities that end in a semicolon and give a character to be seen or a blank. Left alone: a
    document with tags, which is HTML or Markdown; code (fenced, indented, in backticks or quotes);
    addresses; lines that speak of HTML; an entity that spells another one or would make a tag.

    ## Examples
    Repairs: 他说&ldquo;好&rdquo;，AT&amp;T&#65292;好 → 他说“好”，AT&T，好
    Leaves: http://a.cn/?a=1&amp;b=2
    Leaves: 写作 `&nbsp;` 的空格

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    text = document.text
    if "&" not in text or not (found := list(ENTITY.finditer(text))) or TAG.search(text):
        return
    lines, characters = spelt_out.Lines(text), Answers(_character)
    fixes = []
    for each in found:
        after = characters[each[0]]
        if after and not lines.has_spelt_out(each):
            fixes.append(((Edit(*each.span(), after),), ""))
    yield Proposal.of(fixes, self)


def _character(written: str) -> str:
    """What an entity stands for, if it is known and no control character."""
    from html import entities, unescape

    if written[1] != "#" and written[1:] not in entities.html5:
        return ""
    character = unescape(written)
    is_text = character.isprintable() or character.isspace()
    return character if is_text and character not in "\n\r\t\f\v\ufffd" else ""


_ON_ENCODINGS = regex(r"乱码|亂碼|编码|編碼|mojibake|encoding|[“‘「]锟斤拷", re.IGNORECASE)
_QUOTED = regex("[“”‘’「」]")


def _is_on_encodings(line: str) -> bool:
    """Whether a line speaks of encodings, or has a quote behind what was lost in two of them."""
    lost = line.find("锟斤拷")
    return bool(_ON_ENCODINGS.search(line) or (lost >= 0 and _QUOTED.search(line, lost)))


def _has_misread(document: Document) -> bool:
    """Whether anything in the document can come of a wrong encoding."""
    kinds = forms(document)
    return BYTE in kinds or MISREAD in kinds


def misreadings(document: Document, lexicon: Lexicon) -> list[Misreading]:
    """What was read in the wrong encoding, in the order of the text; kept with the document."""
    found = document.analyses.get("misreadings")
    if not isinstance(found, list):
        found = sorted(_misread(document.text, forms(document), lexicon))
        document.analyses["misreadings"] = found
    return found


def _misread(text: str, kinds: bytes, lexicon: Lexicon) -> Iterator[Misreading]:
    if BYTE in kinds:
        pairs = (pair.start() for pair in HIGH_PAIR.finditer(text))
        yield from _in_lines(text, pairs, in_latin, lexicon)
    if MISREAD in kinds:
        yield from _in_lines(text, places(kinds, MISREAD), in_gbk, lexicon)


def _in_lines(
    text: str,
    asked: Iterable[int],
    look: Callable[[str, Lexicon], list[Misreading]],
    lexicon: Lexicon,
) -> Iterator[Misreading]:
    """What `look` finds in the lines of the places `asked`, which are in order."""
    answers = Answers[str, list[Misreading]](
        lambda line: [] if _is_on_encodings(line) else look(line, lexicon)
    )
    for start, line in lines_holding(text, asked):
        for first, last, reading, sure in answers[line]:
            yield Misreading(start + first, start + last, reading, sure)


@rule("glyphs.mojibake", at=(one(of_form(BYTE), of_form(MISREAD)),), confidence=0.99)
def mojibake(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """Text that was read in the wrong encoding is read in the right one.

    ## Why
    UTF-8 read as Latin-1 or Windows-1252, GBK or Big5 read so, and UTF-8 read as GBK. Only where a
    whole stretch goes back to bytes and these fit the other encoding to the last, and where what
    comes out is everyday characters, marks, and words of the lexicon. Lines that speak of encodings
    stay. What has lost a byte is noted (`glyphs.mojibake-doubtful`).

    ## Examples
    Repairs: cafÃ© æ–°é—» → café 新闻
    Repairs: ÖÐ¹úÐÂÎÅ → 中国新闻
    Repairs: 鏂伴椈 → 新闻
    Leaves: «déjà», façade, NAÏVETÉ
    Leaves: 张骞出使西域

    ## Known failures
    - A byte was lost.
    - One character: nothing to be sure by.

    ## Since
    0.1.0
    """
    if not _has_misread(document):
        return
    fixes = [
        ((Edit(found.start, found.end, found.reading),), "")
        for found in misreadings(document, lexicon)
        if found.sure
    ]
    yield Proposal.of(fixes, self)


@rule("glyphs.mojibake-doubtful", at=(one(of_form(BYTE), of_form(MISREAD)),), safety=Safety.NOTE)
def mojibake_doubtful(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """This was read in the wrong encoding, and some of it is lost.

    ## Why
    Bytes are missing, or what comes out is too short to be sure. The note tells what can still be
    read; the source should be read anew in its own encoding.

    ## Examples
    Leaves: «déjà», façade, NAÏVETÉ
    Leaves: 张骞出使西域

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not _has_misread(document):
        return
    text = document.text
    fixes = [
        ((Edit(found.start, found.end, text[found.start : found.end]),), _told(found))
        for found in misreadings(document, lexicon)
        if not found.sure
    ]
    fixes += [
        ((Edit(*found.span(), found[0]),), "What stood here was lost in two wrong readings")
        for found in _lost(text)
    ]
    yield Proposal.of(fixes, self)


_LOST = regex("锟斤拷(?:锟斤拷|锟斤|锟)*")


def _lost(text: str) -> Iterator[re.Match[str]]:
    """What was lost in two wrong readings, in lines that do not speak of encodings."""
    told = OfLine(text, _is_on_encodings)
    return (found for found in _LOST.finditer(text) if not told.at(found.start()))


def _told(found: Misreading) -> str:
    return f"Read in the wrong encoding; it may say {found.reading}" if found.reading else ""


_UNREADABLE = regex("[\ue000-\uf8ff\ufffc\ufffd\U000f0000-\U0010ffff]+")


@rule("glyphs.private-use", at=(one(of_form(PRIVATE)),), safety=Safety.NOTE)
def private_use(document: Document, self: Rule) -> Iterable[Proposal]:
    """A character without a meaning of its own stands here.

    ## Why
    Characters for private use look right only in the font of their maker; U+FFFD stands for bytes
    that could not be read, U+FFFC for a picture. Nobody can tell from the text what was there: it is
    shown with its code, and never removed. With `--errors keep` bytes that do not fit the encoding are
    shown in the same way, and with `--errors replace` U+FFFD takes their place.

    ## Examples
    Leaves: 苹果香蕉 🍎

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if PRIVATE not in forms(document):
        return
    reasons = Answers(_why_unreadable)
    fixes = [
        ((Edit(*found.span(), found[0]),), reasons[found[0]])
        for found in _UNREADABLE.finditer(document.text)
    ]
    yield Proposal.of(fixes, self)


def _why_unreadable(characters: str) -> str:
    codes = " ".join(f"U+{ord(each):04X}" for each in characters[:SHOWN])
    return f"Characters without a meaning of their own: {codes}"


SHOWN = 8  # codes in a note

BOXES = "□▢◻"
_BOX = regex("(?<=[\u3400-\u9fff])[□▢◻]{1,2}(?=[\u3400-\u9fff])")
_FORM = regex("[□▢◻][^□▢◻\\n]{1,12}[□▢◻]|_{2}|□[是否有无無男女]|请.{0,4}[勾填选選]")


@rule("glyphs.tofu", at=(beside(HAN, BOXES),), safety=Safety.NOTE)
def tofu(document: Document, self: Rule) -> Iterable[Proposal]:
    """A box between two characters may stand for one that could not be shown.

    ## Why
    Fonts draw it for a character they lack, and OCR for one it cannot read. Editors of old texts use
    it for a lost one, too. It is shown with its place and stays; lines with several boxes, as in a
    form to fill in, are not noted.

    ## Examples
    Leaves: □ 是 □ 否
    Leaves: 記者□□□報道

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(BULLET):
        return
    text = document.text
    fixes = []
    forms_in = OfLine(text, _FORM.search)
    for place in places(document.classes.tobytes(), BULLET):
        found = text[place] in BOXES and _BOX.match(text, place)
        if found and not forms_in.at(place):
            fixes.append(((Edit(*found.span(), found[0]),), ""))
    yield Proposal.of(fixes, self)

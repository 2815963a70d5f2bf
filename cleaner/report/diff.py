"""The changes as a reviewer reads them: by character, in the paragraphs of the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from cleaner.ledger.ledger import Ledger
from cleaner.messages.language import said
from cleaner.report.compare import compare
from cleaner.report.look import CONTEXT, PLAIN, Look, head, shorten, tail, visible
from cleaner.report.pieces import Kind, Piece, fold
from cleaner.report.places import Places
from cleaner.report.replaced import replaced
from cleaner.report.wraps import Wanted, compare_bare, sift
from cleaner.text.document import Source
from cleaner.text.regex import regex

TOKEN = regex(r"\n+|[^\n]+")


def diff_run(ledger: Ledger, look: Look = PLAIN, wanted: Wanted = Wanted.ALL) -> str:
    """Each paragraph of the result that the run changed; nothing where it changed none."""
    source = ledger.source
    return "".join(show(sift(fold(source.text, ledger.entries), wanted), source, look))


def diff_texts(old: Source, new: Source, look: Look = PLAIN, wanted: Wanted = Wanted.ALL) -> str:
    """Each paragraph of `new` that differs from `old`; nothing where the texts are equal."""
    return "".join(show(compared(old, new, wanted), old, look))


def compared(old: Source, new: Source, wanted: Wanted) -> Iterator[Piece]:
    """`new` as pieces of `old`; where wraps are told from other changes, compared without them."""
    if wanted is Wanted.ALL:
        return replaced(compare(old.text, new.text))
    return sift(compare_bare(old.text, new.text), wanted)


def show(pieces: Iterable[Piece], source: Source, look: Look) -> Iterator[str]:
    """The changed paragraphs among `pieces`, each with its place in the source and the reasons."""
    places = Places(source.text)
    for paragraph in paragraphs(pieces):
        first = next((piece for piece in paragraph if piece.kind is not Kind.KEPT), None)
        if first is None:
            continue
        place = f"{visible(source.name)}:{places.line(first.place)}".join(look.heading)
        reasons = "".join(f"  {visible(line).join(look.reason)}\n" for line in _reasons(paragraph))
        yield f"{place}\n{reasons}  {_body(paragraph, places, look)}\n\n"


def paragraphs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each paragraph, with the line ends that follow it."""
    current: list[Piece] = []
    ended = False
    for piece in pieces:
        offset = 0
        for token in TOKEN.findall(piece.text):
            part = piece._replace(text=token, place=_later(piece, offset))
            offset += len(token)
            blank = token[0] == "\n"
            if ended and not blank:
                yield current
                current, ended = [], False
            current.append(part)
            ended |= blank and piece.kind is not Kind.GONE
    if current:
        yield current


def _later(piece: Piece, offset: int) -> int:
    return piece.place if piece.kind is Kind.NEW else piece.place + offset


def _reasons(paragraph: list[Piece]) -> Iterator[str]:
    """The rules at work with their reasons, the busiest first."""
    changed = (piece.causes for piece in paragraph if piece.kind is not Kind.KEPT)
    runs = [causes for causes, _ in groupby(changed)]
    counts = Counter(cause for causes in runs for cause in dict.fromkeys(causes))
    for (rule, why), number in counts.most_common():
        yield f"{rule} x{number}: {said(why)}" if number > 1 else f"{rule}: {said(why)}"


def _body(paragraph: list[Piece], places: Places, look: Look) -> str:
    runs = [(kind, list(group)) for kind, group in groupby(paragraph, key=lambda piece: piece.kind)]
    shown = []
    for number, (kind, group) in enumerate(runs):
        text = "".join(piece.text for piece in group)
        if kind is Kind.KEPT:
            shown.append(_kept(text, number == 0, number == len(runs) - 1))
        elif kind is Kind.MOVED:
            line = places.line(group[0].place)
            moved = visible(shorten(text.strip("\n")))
            shown.append(f"{said(f'from line {line}')}: {moved}".join(look.moved))
        else:
            shown.append(visible(text).join(look.gone if kind is Kind.GONE else look.new))
    return "".join(shown)


def _kept(text: str, first: bool, last: bool) -> str:
    """Unchanged text, so much of it as lies near a change."""
    text = text.strip("\n")
    if first:
        return visible(tail(text, CONTEXT))
    return visible(head(text, CONTEXT) if last else shorten(text, CONTEXT))

"""What is drawn with characters: frames, trees and pictures; and music."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import DRAWING, GAME, MUSIC, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Flags
from cleaner.text.regex import regex

_FIRST, _LAST = 0x2502, 0x259F  # frames and blocks; ─ and ━ before them may be dashes
_UPRIGHT = (0x2502, 0x2503, 0x2551)  # bars that part the columns of a page as well
_FRAME = regex(r"[ \u3000|]*[+`'.,:/\\|][-=_~]{2}[-=_~+|.,'`: \u3000/\\]*|[ \u3000|/\\_+<>^v-]{2,}")
_BAR = regex(r".*[|│┃║].*|[/\\(].*[/\\)]")
_BRANCH = regex(r"(?:[|` \u3000]*[|`+]-{1,3} ?|[│ \u3000]*[├└]).*")
FEW = 2  # lines that are drawn


def drawings(rows: Rows) -> Iterator[Notation]:
    """Frames, trees and tables drawn with signs, with the lines between their bars."""
    codes = rows.document.codes
    boxed = (codes >= _FIRST) & (codes <= _LAST)
    for bar in _UPRIGHT:
        boxed &= codes != bar
    drawn = rows.counted(boxed) > 0
    if "--" in rows.text or "==" in rows.text or "__" in rows.text or "|" in rows.text:
        able = (
            rows.free
            & ~drawn
            & (rows.han == 0)
            & (rows.count("|+`'\\/_") > 0)
            & (rows.last - rows.first > 1)
        )
        drawn |= rows.which(able, _FRAME.fullmatch)
        drawn |= rows.which(rows.free & ~drawn & rows.among(rows.heads, "|`+"), _BRANCH.fullmatch)
    drawn &= rows.free
    if int(drawn.sum()) < FEW:
        return
    barred = rows.which(_beside(rows, drawn), _BAR.fullmatch)
    for first, last in rows.runs(drawn | barred):
        if int(drawn[first : last + 1].sum()) >= FEW:
            yield Notation(*rows.span(first, last), DRAWING, "lines drawn with signs")
            rows.take(first, last)


def _beside(rows: Rows, drawn: Flags) -> Flags:
    """The free rows in the same blocks as those that are drawn."""
    found = np.zeros(len(rows), np.bool_)
    for first, last in rows.runs(rows.free):
        found[first : last + 1] = drawn[first : last + 1].any()
    return found & ~drawn


_NOTES = regex(
    r"(?:[\w♩♪♫♬\u3400-\u9fff（）()=/:：.]{0,12}[ \u3000])?[\d\s"
    r"|:‖.,·•\-—–_~()（）\[\]#b♯♭♮&'\"̣̇^<>=/\\x×Xvｘ0Dr·‧˙]{6,}"
)
_BARS = regex(r"\d[^|]*\|[^|]*\d")
_TUNE = regex(r"[A-Za-z]:.*|[A-Ga-gxzZ\d|:\[\]()<>^_='\",/~ \-.!{}\\]+|%.*")
_SIGNATURE = regex(r"1 ?= ?[#b♭♯]?[A-G]\b.*")
BARS = 2


def music(rows: Rows) -> Iterator[Notation]:
    """Tunes in ABC, and notes as figures between bars, with the words below each line of them."""
    if "X:" in rows.text and "K:" in rows.text:
        yield from _tunes(rows)
    if "|" not in rows.text and "1=" not in rows.text and "1 =" not in rows.text:
        return
    able = rows.free & (rows.count("0123456789") > 3)
    notes = rows.which(able & (rows.count("|") >= BARS), _is_notes)
    signed = rows.which(rows.free & rows.among(rows.heads, "1"), _SIGNATURE.fullmatch)
    if not notes.any():
        return
    below = np.append(False, notes[:-1]) & rows.free & ~notes & (rows.han > 0)
    for first, last in rows.runs(notes | below | signed, across_blanks=True):
        if notes[first : last + 1].any():
            yield Notation(*rows.span(first, last), MUSIC, "notes as figures between bars")
            rows.take(first, last)


def _is_notes(line: str) -> bool:
    return bool(_NOTES.fullmatch(line) and _BARS.search(line))


def _tunes(rows: Rows) -> Iterator[Notation]:
    """From X: to the last line of the tune."""
    heads = rows.which(rows.free & (rows.heads == ord("X")), re.compile(r"X: ?\d+.*").fullmatch)
    for first in heads.nonzero()[0].tolist():
        last = first
        while (
            last + 1 < len(rows) and rows.free[last + 1] and _TUNE.fullmatch(rows.lines[last + 1])
        ):
            last += 1
        if any(line.startswith("K:") for line in rows.lines[first : last + 1]):
            yield Notation(*rows.span(first, last), MUSIC, "a tune in ABC")
            rows.take(first, last)


_MOVE = regex(
    r"[将將帅帥士仕相象马馬傌车車俥炮砲包兵卒前后後中][一二三四五六七八九１２３４５６７８９1-9]?[将將士仕相象马馬车車炮砲兵卒]?"
    r"[进進退平][一二三四五六七八九１２３４５６７８９1-9]"
)
_NODE = regex(r"(?:^|[\];(\s])[A-Z]{1,2}\[[^\[\]]*\]")
MOVES = 4


def games(rows: Rows) -> Iterator[Notation]:
    """Records of games: moves of Chinese chess, and trees of go."""
    text = rows.text
    if text.lstrip()[:2] == "(;" and len(_NODE.findall(text)) > MOVES:
        yield Notation(0, len(text), GAME, "a tree of moves")
        rows.take(0, len(rows) - 1)
    elif "平" in text and ("进" in text or "進" in text) and len(_MOVE.findall(text)) >= MOVES:
        for first, last, count in rows.near(
            rows.which(rows.free & (rows.han > 2), _MOVE.search), 1
        ):
            if count > 1:
                for start, end in rows.runs(rows.free & _from(rows, first, last)):
                    yield Notation(*rows.span(start, end), GAME, "moves of chess")
                rows.take(first, last)


def _from(rows: Rows, first: int, last: int) -> Flags:
    flags = np.zeros(len(rows), np.bool_)
    flags[first : last + 1] = True
    return flags

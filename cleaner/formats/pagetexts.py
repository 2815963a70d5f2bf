"""Texts of PAGE that say the same again: of a region and its lines, a line and its words, a word
and its glyphs. Where one changes, the others follow."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from cleaner.formats.places import Span
from cleaner.formats.scanning import Scan
from cleaner.formats.splicing import Change
from cleaner.text.regex import regex
from cleaner.text.sharing import shared


@dataclass
class Node:
    """An element that has a text: its bytes, those of the `TextEquiv` of the lowest index."""

    tag: str
    span: Span | None = None
    rank: float = math.inf
    parts: list[Node] = field(default_factory=list)


_TAG = rb"[^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*"
_ASIDE = rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
ELEMENTS = regex(
    rb"<(?:[\w.-]+:)?(?:"
    rb"Unicode\b" + _TAG + rb"(?<!/)>(?P<text>[^<]*(?:(?:" + _ASIDE + rb")[^<]*)*)<"
    rb"|TextEquiv\b(?P<equiv>" + _TAG + rb")>"
    rb"|(?P<open>Glyph|Word|TextLine|\w*Region)(?=[\s/>])(?P<told>" + _TAG + rb")>)"
    rb"|</(?:[\w.-]+:)?(?P<close>Glyph|Word|TextLine|\w*Region)\s*>"
    rb"|" + _ASIDE,
    re.DOTALL,
)
INDEX = regex(rb"(?:^|\s)index\s*=\s*[\"']([^\"']*)[\"']")


def _nodes(scan: Scan) -> Iterator[Node]:
    """The elements of a file that have a text, parts before wholes."""
    opened = [Node("")]
    rank = -1.0
    for found in ELEMENTS.finditer(scan.data):
        kind = found.lastgroup
        if kind == "text":
            node = opened[-1]
            if rank < node.rank:
                node.rank, node.span = rank, found.span("text")
        elif kind == "equiv":
            told = INDEX.search(found["equiv"])
            rank = _index(told[1].decode()) if told else -1.0
        elif kind == "told":
            if not found["told"].endswith(b"/"):
                opened.append(Node(found["open"].decode()))
        elif kind == "close" and len(opened) > 1:
            node = opened.pop()
            if node.span is not None:
                node.span = scan.trimmed(node.span)
            opened[-1].parts.append(node)
            yield node


def _index(told: str) -> float:
    try:
        return float(told) if told.strip() else -1.0
    except ValueError:
        return -1.0


def consistent(
    data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, Change]
) -> dict[Span, Change]:
    """The changes, and those of the glyphs, lines and regions whose text says the same again."""
    scan = Scan(data, name)
    follow = _Following(scan, dict(changes))
    for node in _nodes(scan):
        follow.take(node)
    return follow.changes


class _Following:
    """Adds to changes what follows from them. `changed`: of nodes, by their identity."""

    def __init__(self, scan: Scan, changes: dict[Span, Change]) -> None:
        self.scan = scan
        self.changes = changes
        self.changed: dict[int, str] = {}

    def take(self, node: Node) -> None:
        """What a text becomes: it is changed itself, or follows its parts; so do they."""
        own = self._given(node)
        parts = [part for part in node.parts if id(part) in self.changed]
        if own is not None:
            self.changed[id(node)] = own
            if not parts:
                self._downwards(node, own)
        elif parts and node.span is not None:
            self._upwards(node, node.span)

    def _given(self, node: Node) -> str | None:
        """What it becomes by a change of the whole that is given."""
        if node.span is None:
            return None
        first, after = self.scan.span(node.span)
        given = self.changes.get((first, after))
        return given and given.after

    def _downwards(self, node: Node, new: str) -> None:
        """The parts of a text that becomes a new one, where they are the whole of it."""
        spans = [part.span for part in node.parts]
        old = [self.scan.text(span) if span else "" for span in spans]
        if not old or node.span is None or "".join(old) != self.scan.text(node.span):
            return
        for part, before, after in zip(node.parts, old, shared(old, new), strict=True):
            if part.span and before != after:
                self.changes[self.scan.span(part.span)] = Change(before, after)
                self.changed[id(part)] = after
                self._downwards(part, after)

    def _upwards(self, node: Node, whole: Span) -> None:
        """A text whose parts have changed: they are replaced in it in turn, where they are."""
        text, bytes_of = self.scan.placed(whole)
        place = 0
        new: list[str] = []
        for part in node.parts:
            before = self.scan.text(part.span) if part.span else ""
            at = text.find(before, place) if before else -1
            if at < 0:
                continue
            end = at + len(before)
            after = self.changed.get(id(part), before)
            if after != before and bytes_of is not None:
                self.changes[bytes_of(at, end)] = Change(before, after)
            new += (text[place:at], after)
            place = end
        made = self.changed[id(node)] = "".join((*new, text[place:])).strip()
        if bytes_of is None and made != text:
            self.changes[self.scan.span(whole)] = Change(text, made)

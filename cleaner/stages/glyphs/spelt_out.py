"""Whether an HTML entity stands in code or an address, or is meant as it is written."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache

from cleaner.page.context import line_around
from cleaner.text.answers import Answers
from cleaner.text.regex import regex

ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
TAG = regex(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]{0,200})?/?>|<!--|<!\[CDATA\[|<\?xml")
_ON_MARKUP = regex(
    r"html|xml|entit|escap|实体|實體|转义|轉義|源码|源碼|代码|代碼|编码|編碼", re.IGNORECASE
)
LONGEST_WORD = 5  # of these; across an entity one may be spelt, too
_ADDRESS = regex(r"://|www\.|[?&][\w.-]+=")
_FENCE = regex(r"^\s*(?:```|~~~)", re.M)
_CODE_LINE = regex(r"[{};]\s*$|^(?: {4}|\t)|\w\(.*\)|[=+]\s*[\"']|[\"'`]\s*[,)+]")
_REST_OF_ENTITY = regex(r"#?\w+;")
LONGEST_ADDRESS = 200


class Lines:
    """The lines of a text that have entities; what is the same for a line is found out once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._fences = [fence.start() for fence in _FENCE.finditer(text)]
        self._lines = Answers(_Line)
        self._start = self._end = 0

    def has_spelt_out(self, found: re.Match[str]) -> bool:
        """Whether an entity is to stay. They are asked for in the order of the text."""
        start, end = found.span()
        if start >= self._end:
            self._start, self._end = line_around(self._text, start)
            self._line = self._lines[self._text[self._start : self._end]]
            self._fenced = bool(bisect_left(self._fences, self._start) % 2)
        return self._fenced or self._line.spelt_out[start - self._start, end - self._start]


class _Line:
    """A line; `spelt_out`: whether the entity from a start to an end in it is to stay."""

    def __init__(self, line: str) -> None:
        self._line = line
        self.spelt_out = Answers(self._has_spelt_out)

    @cached_property
    def _backticks(self) -> list[int]:
        return [found.start() for found in re.finditer("`", self._line)]

    @cached_property
    def _is_code(self) -> bool:
        bare = ENTITY.sub("", self._line)
        return bare.isascii() and bool(_CODE_LINE.search(bare))

    @cached_property
    def _is_on_markup(self) -> bool:
        return bool(_ON_MARKUP.search(self._line))

    @cached_property
    def _makes_tag(self) -> bool:
        from html import unescape

        return bool(TAG.search(unescape(self._line)))

    @cached_property
    def _has_address(self) -> bool:
        return bool(_ADDRESS.search(self._line))

    @cached_property
    def _has_link(self) -> bool:
        return bool(_LINK.search(self._line))

    def _has_spelt_out(self, span: tuple[int, int]) -> bool:
        line, (start, end) = self._line, span
        if bisect_left(self._backticks, start) % 2 or self._is_code or self._is_on_markup:
            return True
        before, behind = (
            line[max(0, start - LONGEST_ADDRESS) : start],
            line[end : end + LONGEST_WORD],
        )
        if before[-1:] and before[-1:] in "\"'" and behind[:1] == before[-1:]:
            return True
        if _ON_MARKUP.search(before[-LONGEST_WORD:] + behind):
            return True
        if self._has_address and _is_in_address(before):
            return True
        entity = line[start:end]
        character = _meaning(entity)
        if character in _OF_MARKDOWN and self._has_link:
            return True
        if character == "&":
            return bool(_REST_OF_ENTITY.match(line, end))
        return entity.lower() in ("&lt;", "&gt;", "&#60;", "&#62;") and self._makes_tag


_OF_MARKDOWN = tuple("[]()*_`|#\\")  # signs that would mean something there
_LINK = regex(r"\]\([^)\s]+\)")


@lru_cache(1 << 10)
def _meaning(entity: str) -> str:
    from html import unescape

    return unescape(entity)


def _is_in_address(before: str) -> bool:
    """Whether an address that has begun runs on to the end of `before`."""
    return (
        bool(before)
        and not before[-1].isspace()
        and bool(_ADDRESS.search(before.rsplit(None, 1)[-1]))
    )

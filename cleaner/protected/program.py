"""Code: fenced, in backticks, tags, and lines that are a program's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.protected.kinds import CODE, Span
from cleaner.text.characters import ASCII_OPEN, ASCII_QUOTE, ASCII_SYMBOL, LETTER, SPACE, class_set
from cleaner.text.document import Document
from cleaner.text.regex import regex

_FENCED = regex(r"```.*?(?:```|\Z)", re.S)
_INLINE = regex(r"(?<!`)``(?!`)(?:[^`\n]|(?<!`)`(?!`))+``(?!`)|(?<!`)`[^`\n]+`(?!`)")
_TAG = regex(r"<(?:/?[A-Za-z][\w:-]{0,20}(?:\s[^<>\n]{0,300})?/?|!--[^\n]{0,300}?--)>", re.A)
_CALL = regex(
    r"""(?<!\w)[A-Za-z_]\w{0,60}(?:\.\w{1,60}){0,8}"""
    r"""\((?:"[^"\n]{0,200}"|'[^'\n]{0,200}')(?:, ?[\w.="']{1,60}){0,8}\)""",
    re.A,
)
_COMMAND = regex(  # with an option or of its own, and a quoted argument
    r"""(?<![\w-])(?:[a-z][\w.-]{1,30}(?: [\w./:=@%+-]{1,60}){0,8}? -{1,2}[\w-]{1,30}[ =]"""
    r"""|(?:echo|printf|export|grep|sed|awk) )"""
    r"""(?:"[^"\n]{0,200}"|'[^'\n]{0,200}')""",
    re.A,
)
_PRINTS = regex("(?:echo|printf|export|grep|sed|awk) [\"']")
_STATEMENT = regex(
    r"\b(?:SELECT [^\n。]{1,200}? FROM|INSERT INTO|UPDATE [^\n。]{1,80}? SET|DELETE FROM)"
    r" [^\n。]{1,300}"
)
LONGEST = 400  # characters of a line of code; set by hand
OPENS = class_set(LETTER, SPACE, ASCII_OPEN, ASCII_QUOTE, ASCII_SYMBOL)  # what a line of code may

# Where Chinese may stand in a line of code: in strings and comments.
_STRING = regex(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""")
_COMMENT = regex(r"(?:(?:^|(?<=\s))(?:#|//).*|/\*.*?\*/)")
_CODE = regex(
    r"""
      [A-Za-z_$][\w.$]*\(.*\)\s*[;:{,]?                                 # a call
    | (?:[a-z]+\ )?[A-Za-z_$][\w.$\[\]]*\s*[-+*/|&%:]?=\s*[\w$"'({\[-].*    # an assignment
    | (?:def|class|import|from|return|if|elif|else|for|while|function|public|private|static
        |const|let|var|void|int|@\w+|\#include|\#define)\b.*[:;{})>"]  # what opens with a keyword
    | ["']{2}\s*:\s*[\w"'{\[-].*                                      # a key and its value
    | [\[{].*["'].*[\]}],?                                              # a list or an object
    """,
    re.X | re.A,
)
_SIGNS = regex(r"[=({\[<>$;:]")  # no line of code has none
_PROMPT = regex(r"(?:\$ (?=[a-z])|>>> )\S.*")


def program(document: Document) -> Iterator[Span]:
    """The code in a text; a fence that nothing closes runs to the end."""
    text = document.text
    if "`" in text:
        yield from (Span(*found.span(), CODE) for found in _FENCED.finditer(text))
        yield from in_backticks(document)
    if "<" in text:
        yield from (Span(*found.span(), CODE) for found in _TAG.finditer(text))
    if " FROM " in text or " SET " in text or " INTO " in text:
        yield from (Span(*found.span(), CODE) for found in _STATEMENT.finditer(text))
    if document.has(ASCII_QUOTE) and (" -" in text or _PRINTS.search(text)):
        yield from (Span(*found.span(), CODE) for found in _COMMAND.finditer(text))
    if document.has(ASCII_OPEN) and document.has(ASCII_QUOTE):
        yield from (Span(*found.span(), CODE) for found in _CALL.finditer(text))
    if document.has(ASCII_OPEN, ASCII_QUOTE, ASCII_SYMBOL):
        yield from _lines(document)


def in_backticks(document: Document) -> list[Span]:
    """Code in a line of text, between backticks."""
    if "`" not in document.text:
        return []
    return [Span(*found.span(), CODE) for found in _INLINE.finditer(document.text)]


def _lines(document: Document) -> Iterator[Span]:
    """The lines that are a program's."""
    ends = np.append(document.line_ends, len(document.text))
    starts = np.append(0, ends[:-1] + 1)
    likely = (ends - starts > 2) & (ends - starts < LONGEST)
    starts, ends = starts[likely], ends[likely]
    likely = OPENS[document.classes[starts]]
    for start, end in zip(starts[likely].tolist(), ends[likely].tolist(), strict=True):
        line = document.text[start:end].strip()
        if is_code(line):
            start = document.text.index(line, start)
            yield Span(start, start + len(line), CODE)


def is_code(line: str) -> bool:
    """Whether a line, without the blanks around it, is one of a program."""
    if not _SIGNS.search(line):
        return False
    if _PROMPT.fullmatch(line):
        return True
    bare = _COMMENT.sub("", _STRING.sub(_emptied, line)).rstrip()
    return bare.isascii() and bool(_CODE.fullmatch(bare))


def _emptied(string: re.Match[str]) -> str:
    return string.group()[0] * 2

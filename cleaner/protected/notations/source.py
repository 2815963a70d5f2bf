"""Programs, commands of a shell and logs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import LOG, PROGRAM, SHELL, Notation
from cleaner.protected.notations.rows import Rows, bared
from cleaner.protected.program import is_code
from cleaner.text.characters import Flags
from cleaner.text.regex import regex

LONGEST = 400  # characters of a line of code
DEEPEST = 200  # rows that brackets may stay open
ENOUGH = 2  # lines of code that make a program
SHARE = 0.5  # of the lines of a stretch of a program, those that are code
_SIGNED = regex(  # without strings and comments
    r"""
      [\w.]+;
    | [\]\[(){}<>;,\s]+
    | (?:end|else|fi|done|esac|begin|then|do|pass|break|continue|return|try|finally|endif|endfor
        |elif.*|\}\ else\ \{)[;:]?
    | [\w.$@*&\[\]>-]+\s*(?:[-+*/|&^%:.]|<<|>>)?=(?!=)\s*\S.*
    | (?:[a-z]+\ ){0,2}[\w.$:>-]+\(
    | [\w.$:>-]+\([^()]*(?:\([^()]*\)[^()]*)*\)?[;,:{]?
    | (?:def|class|func|fn|sub|function|struct|enum|interface|impl|module|package|namespace
        |template|typedef|using|public|private|protected|static|const|let|var|val|int|void|char
        |float|double|bool|string|auto|extern|async|await|export|import|from|require|include)
      \b[^.?!]*[\w)\]};:{"'*>]
    | (?:if|elif|for|while|switch|case|with|when|unless|until|except|catch)\b.*[:{)]
    | (?:raise|return|yield|throw|assert|delete|goto|print|puts|echo|printf)\b
      \s*[\w.("'\[{$-].*[)\]}"';]
    | [\w.\#:>*,\s\[\]="~^-]+\{[^{}]*\}
    | (?:case|for)\s.*\sin|[\w|*"'\ -]{1,60}\)\s.*;;
    | [a-z][\w.-]*\ -{1,2}[a-zA-Z][\w-]*(?:[\ =].*)?
    | return\s+(?:[\w.]+|["'(\[{-].*)
    | \#\s*(?:include|define|ifdef|ifndef|endif|if|else|pragma|undef)\b.*|\#!.*
    | @[\w.]+(?:\(.*)?|["']+\s*[%,:+)\]}.].*|["']+\s*[=-]>.*|["'],?
    """,
    re.X | re.A,
)
_HAN_NAME = regex("[\u3400-\u9fff]{1,8}")
_TELLING = regex(r"[\[{\"]|;$|\$|^(?:def|class|for|if|elif|while|return|import|from|raise)\b")
_PROMPT = regex(
    r"(?:\$ (?=[a-z./])|(?:>>>|\.\.\.) (?=[A-Za-z_(\"'\[{@#])|PS [A-Z]:[^\n>]*> ?|[A-I]:\\[^\n>]*>"
    r"|\[?[\w-]+@[\w.-]+[: ~][^\n$#]*[$#] ).*",
    re.A,
)
_REMARK = regex(r"(?:#|//|/\*|\*/|\*\s|--\s|;|\"\"\"|''').*|\*")
_STAMP = regex(
    r"\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d.*"
    r"|\[\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d\].*|\[\d\d:\d\d:\d\d\].*"
    r"|\[?(?:INFO|WARN(?:ING)?|ERROR|DEBUG|TRACE|FATAL|NOTICE|CRITICAL)\]?[ :].*"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d .*"
    r"|\d{1,3}(?:\.\d{1,3}){3} - .*"
)
_SIGNS = "=(){}[];<>$@\"'`#|/\\*_&"


def programs(rows: Rows) -> Iterator[Notation]:
    """Lines of a program that follow each other, with their comments and what brackets hold."""
    able = rows.free & (rows.last - rows.first < LONGEST)
    able &= rows.ascii_heads | ((rows.count('=[{;"') > 0) & (rows.marks == 0))
    able &= (rows.count(_SIGNS) > 0) | (rows.tails == ord(":"))
    if np.count_nonzero(able) < 2 and not (able.any() and len(rows) < 4):
        return
    able &= (rows.han == 0) | (rows.count("\"'`#/$>-({=") > 0)
    code = rows.which(able, code_like)
    if not code.any():
        return
    held = _held(rows, code)
    remarks = _remarks(rows)
    for first, last in rows.runs((code | held | remarks) & rows.free, across_blanks=True):
        here = slice(first, last + 1)
        lines = int((rows.free & ~remarks)[here].sum())
        found = int((code | held)[here].sum())
        if found >= ENOUGH and found >= SHARE * lines and code[here].any():
            while remarks[first] and not code[first] and rows.heads[first] == ord("#"):
                first += 1  # perhaps a headline of Markdown
            yield Notation(*rows.span(first, last), PROGRAM, f"{found} lines of code")
            rows.take(first, last)


def code_like(line: str) -> bool:
    """Whether a line, without the blanks around it, has the form of one of a program."""
    if (line[0] in ">.$PABCDEFGHI[" or "@" in line) and _PROMPT.fullmatch(line):
        return True
    bare = bared(line)
    if not bare or bare == '""':
        return False
    if not bare.isascii():  # names in Chinese, perhaps
        bare = _HAN_NAME.sub("x", bare)
        if not bare.isascii() or not _TELLING.search(bare):
            return False
    return _closed(bare) or bool(_SIGNED.fullmatch(bare)) or is_code(line)


def _closed(bare: str) -> bool:
    """Whether a line ends as code does, or has a sign of the shell in it."""
    if bare[-1] == ";" and any(sign in bare for sign in '=()[]{}"'):
        return True
    if bare[-1] == "{" or bare.endswith(("; do", ";do", "; then", ";then")):
        return True
    return any(sign in bare for sign in (" || ", " && ", " >&", " >> "))


def _held(rows: Rows, code: Flags) -> Flags:
    """The rows within brackets that a line of code opens."""
    held = np.zeros(len(rows), np.bool_)
    for row in code.nonzero()[0].tolist():
        last = rows.closings[row]
        if row < last < row + DEEPEST:
            held[row : last + 1] = True
    return held & ~rows.blank


def _remarks(rows: Rows) -> Flags:
    """Lines of comment, and those within triple quotes."""
    found = rows.among(rows.heads, "#/*-;\"'") & rows.free
    found = rows.which(found, _REMARK.match)
    for quotes in ('"""', "'''"):
        if quotes in rows.text:
            inside = False
            for row, line in enumerate(rows.lines):
                odd = line.count(quotes) % 2 == 1
                found[row] |= (inside or odd) and not rows.blank[row]
                inside ^= odd
    return found


def transcripts(rows: Rows) -> Iterator[Notation]:
    """Sessions of a shell: prompts, two at least, and what stands between them and right below."""
    if "$ " not in rows.text and ">>> " not in rows.text:
        return
    prompts = rows.among(rows.heads, "$>") & rows.free
    prompts = rows.which(prompts, _PROMPT.fullmatch)
    places = prompts.nonzero()[0].tolist()
    if len(places) < ENOUGH or not rows.free[places[0] : places[-1]].any():
        return
    first, last = places[0], places[-1]
    while last + 1 < len(rows) and rows.free[last + 1]:
        last += 1
    if (rows.free | rows.blank)[first : last + 1].all() and last - first < DEEPEST * len(places):
        yield Notation(*rows.span(first, last), SHELL, f"{len(places)} prompts of a shell")
        rows.take(first, last)


_OPTION = regex(
    r"(?:-{1,2}[A-Za-z][\w-]*|-\w)(?:[ =]\S+|, --?[\w-]+(?:=\S+)?|\[\S+\])*(?:\s{2,}\S.*)?"
)
OPTIONS = 3


def helps(rows: Rows) -> Iterator[Notation]:
    """What a command tells of its options: the whole of a text that has three lines of them."""
    flags = (rows.heads == ord("-")) & rows.free
    flags = rows.which(flags, _OPTION.fullmatch)
    found = int(flags.sum())
    if found >= OPTIONS and 6 * found >= int((~rows.blank).sum()):
        yield Notation(0, len(rows.text), SHELL, f"{found} lines of options of a command")
        rows.take(0, len(rows) - 1)


_RELEASE = regex(r"\S+ \([\w.:+~-]+\) [\w-]+; urgency=\w+")


def changes(rows: Rows) -> Iterator[Notation]:
    """Logs of changes of a package."""
    if "; urgency=" in rows.text and any(map(_RELEASE.fullmatch, rows.lines)):
        yield Notation(0, len(rows.text), LOG, "releases of a package")
        rows.take(0, len(rows) - 1)


def logs(rows: Rows) -> Iterator[Notation]:
    """Logs: lines that begin with a time to the second or a level, and lines with colours."""
    if not any(sign in rows.text for sign in ("\x1b", ":", " - ")):
        return
    coloured = rows.count("\x1b") > 0
    flags = (coloured | rows.among(rows.heads, "[0123456789IWEDTFNCJFMAS")) & rows.free
    stamped = rows.which(flags & ~coloured, _STAMP.fullmatch)
    for first, last in rows.runs((stamped | coloured) & rows.free):
        if last > first or coloured[first]:
            yield Notation(*rows.span(first, last), LOG, "lines with a time, a level or colours")
            rows.take(first, last)

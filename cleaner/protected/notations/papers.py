"""Papers that somebody is to fill in: exams, forms, questionnaires, contracts with blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

import numpy as np

from cleaner.protected.notations.notation import EXAM, FORM, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Flags, among
from cleaner.text.regex import regex

_HAN = "\u3400-\u9fff"
_GAP = regex(r"_{2,}|＿{2,}|[（(][ \u3000]{0,12}[）)]|[（(]_{1,4}[）)]|\.{6,}$")
_DATE = regex(r"年[ \u3000_]+月[ \u3000_]+日|[（(][章签簽]|签[名字章][:：]|簽[名章][:：]")
_BOXES = regex(
    r"[□☐☑☒◯○〇][ \u3000]?[^\s□○].{0,40}?[□☐☑☒◯○〇][ \u3000]?\S|[:：][ \u3000]*[□☐☑]|□{3,}"
)
_BOX = regex(r"[□☐☑☒◯○][ \u3000]?\S.{0,30}")
_EMPTY = regex(
    rf"(?:[{_HAN} \u3000()（）]{{2,14}}|E-?mail|Name|Tel)[:：](?:|[ \u3000]{{2,}}.*)", re.I
)
_LETTER = r"[（(]?[A-HＡ-Ｈ][)）.．、:：]"
_OPTION = regex(rf"{_LETTER}[ \u3000]?\S.{{0,160}}")
_OPTIONS = regex(r".*[（(]?[AＡ][)）.．、:：].{1,80}?[ \u3000]*[（(]?[BＢ][)）.．、:：].*")
_TASK = regex(
    r"[一二三四五六七八九十壹貳參叁肆伍陸]{1,3}[、.．] ?.{0,14}[题題].*"
    r"|【.{0,6}[题題].{0,3}】.*|.{0,80}[（(][^（）()]{0,12}[\d０-９]+ ?分[，,；; ）)].*"
    r"|(?:正确|參考|参考|标准|正確)?答案[:：].*|(?:解析|解|证明|證明|答|作答)[:：].*"
    r"|[QＱ]\d{1,2} ?[.．:：、].*|.{0,60}(?:得分|座號|准考证号|学号)[:：]?[_ ＿].*"
)
LETTERS = "ABCDEFGHＡＢＣＤＥＦＧＨ(（"
WIDEST = 160  # characters of a line of an exam that is looked at
HINTS = ("__", "＿＿", "□", "☐", "年 ", "年\u3000", "（\u3000", "（  ", "(  ")
BOXES = "□☐☑☒◯○〇签簽"  # to tick, to sign
LONGEST = 300  # characters of a line that is looked at
SIGNS = 4  # lines with a sign from which a text is such a paper; set by hand
SHARE = 0.2  # of the lines of a text, those with one
FEW = 2  # gaps, dates or boxes that a form has at least


def exams(rows: Rows) -> Iterator[Notation]:
    """Exams: questions with options, gaps and points, three signs or more of two kinds."""
    if not any(sign in rows.text for sign in ("A", "Ａ", "题", "題", "答案")):
        return
    able = rows.free & (rows.last - rows.first < WIDEST)
    if np.count_nonzero(able) < 2:
        return
    codes = rows.document.codes
    has_first = "A" in rows.text or "Ａ" in rows.text
    first = rows.counted(among(codes, "AＡ")) > 0 if has_first else np.zeros(len(rows), np.bool_)
    opened = rows.among(rows.heads, LETTERS) & able
    if int((able & (first | opened)).sum()) + int((able & _told(rows)).sum()) < 2:
        return
    options = rows.which(able & (first | opened), _is_option)
    tasks = rows.which(able & ~options & (_told(rows) | opened), _TASK.fullmatch)
    if int(options.sum()) + int(tasks.sum()) < 2:
        return
    gaps = rows.which(able & ~options & ~tasks & _may_be_gap(rows, ""), _GAP.search)
    counts = [int(flags.sum()) for flags in (options, tasks, gaps)]
    total, seen = sum(counts), int((~rows.blank).sum())
    lettered = counts[0] >= SIGNS and {*"ABC"} <= {*_letters(rows, options)}
    if counts[0] + counts[1] < 2 or (sum(map(bool, counts)) < 2 and not lettered):
        return
    if total >= SIGNS and total >= SHARE * seen:
        why = f"{counts[0]} lines of options, {counts[1]} of tasks, {counts[2]} with gaps to fill"
        yield Notation(0, len(rows.text), EXAM, why)
        rows.take(0, len(rows) - 1)


def _told(rows: Rows) -> Flags:
    """Which lines have a word of exams in them, and a figure, a bracket or a colon."""
    codes = rows.document.codes
    told: Flags = rows.counted(among(codes, "题題答解分Q")) > 0
    if not told.any():
        return told
    return told & (rows.counted(among(codes, "：:[(（、【")) > 0)


def _letters(rows: Rows, options: Flags) -> Iterator[str]:
    """The letters that options begin with."""
    for row in options.nonzero()[0].tolist():
        yield normalize("NFKC", rows.lines[row].lstrip("（("))[:1]


def _is_option(line: str) -> bool:
    return bool(_OPTION.fullmatch(line) or _OPTIONS.fullmatch(line))


def forms(rows: Rows) -> Iterator[Notation]:
    """Forms: gaps of underscores, boxes to tick, dates without numbers, labels without a value."""
    if not any(sign in rows.text for sign in HINTS):
        return
    able = rows.free & (rows.last - rows.first < LONGEST)
    strong = rows.which(able & _may_be_gap(rows, BOXES), _is_gap)
    sure = int(strong.sum())
    if sure < FEW:
        return
    weak = rows.which(able & ~strong, _is_label)
    total, seen = sure + int(weak.sum()), int((~rows.blank).sum())
    if (total >= SIGNS or sure > FEW) and total >= SHARE * seen:
        why = f"{sure} lines with gaps to fill or boxes, {total - sure} with labels"
        yield Notation(0, len(rows.text), FORM, why)
        rows.take(0, len(rows) - 1)
        return
    yield from _gaps(rows, strong)


def _gaps(rows: Rows, strong: Flags) -> Iterator[Notation]:
    """The lines with gaps in a text that is something else."""
    for first, last in rows.runs(strong):
        yield Notation(*rows.span(first, last), FORM, "gaps to fill or boxes to tick")
        rows.take(first, last)


def _may_be_gap(rows: Rows, others: str) -> Flags:
    """Which lines have a sign of a gap, a date or a box in them: one that no other line has.

    `others`: signs besides those of gaps.
    """
    codes = rows.document.codes
    here, behind = codes[:-1], codes[1:]
    flags = among(codes, "_＿" + others)
    flags[:-1] |= among(here, "（(") & among(behind, " \u3000）)_章签簽")
    flags[:-1] |= (here == ord(".")) & (behind == ord("."))
    if others:
        flags[:-1] |= (here == ord("年")) & among(behind, " \u3000_")
    return rows.counted(flags) > 0


def _is_gap(line: str) -> bool:
    if len(line) < LONGEST and not line.isascii():
        return bool(_GAP.search(line) or _BOXES.search(line) or _DATE.search(line))
    return len(line) > 3 and not line.strip("_＿ ")


def _is_label(line: str) -> bool:
    return bool(_EMPTY.fullmatch(line) or _BOX.fullmatch(line))

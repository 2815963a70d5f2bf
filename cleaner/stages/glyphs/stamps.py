"""Lines that a scanning program has stamped on its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.page.context import HAN, Lines
from cleaner.text.document import Document
from cleaner.text.regex import regex

SHORTEST = 10  # characters of the lines on either side, at least; set by hand
_STAMP = regex(
    f"^[ \t\u3000]*(?:(?:由 ?)?(?:[A-Z]{{2}} ?)?[{HAN}A-Za-z]{{0,4}}(?:扫描|掃描)[{HAN}A-Za-z]{{0,4}}"
    "[ \u3000]?(?:扫描|掃描)?(?:创建|創建|生成|制作|製作)|Scanned (?:by|with) [A-Z]\\w*(?: [A-Z]\\w*)?)[ \t]*$",
    re.M,
)
_OPEN = regex(f"[{HAN}，、；]$")
_GOES_ON = regex(f"[{HAN}]")
_STOPS = regex("[，。！？；]")


@rule("glyphs.stamp", confidence=0.97)
def stamp(document: Document, self: Rule) -> Iterable[Proposal]:
    """A line that a scanning program stamped into the middle of a sentence goes.

    ## Why
    Such programs print who made the scan at the foot of a page, and engines read it as a line of the
    text. It stands between running text that does not end a sentence and running text that goes on;
    anywhere else it stays.

    ## Examples
    Repairs: 这一带原是盐碱地，百姓开沟引水，历经三⏎极速扫描 生成⏎十年才改造成良田，如今年年丰收。 → 这一带原是盐碱地，百姓开沟引水，历经三十年才改造成良田，如今年年丰收。
    Leaves: 这一带原是盐碱地，百姓开沟引水。⏎极速扫描 生成⏎如今这里是全县有名的粮仓。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    text = document.text
    if "扫描" not in text and "掃描" not in text and "Scanned " not in text:
        return
    lines = Lines.of(document)
    edits = []
    for found in _STAMP.finditer(text):
        line = lines.at(found.start())
        above, below = lines.before(line), lines.after(line)
        if above is None or below is None or min(len(above.text), len(below.text)) < SHORTEST:
            continue
        kept = above.text.rstrip(" \t\u3000")
        runs = _STOPS.search(kept) and _STOPS.search(below.text)
        if runs and _OPEN.search(kept) and _GOES_ON.match(below.text):
            edits.append(((Edit(above.start + len(kept), line.end, ""),), ""))
    yield Proposal.of(edits, self)

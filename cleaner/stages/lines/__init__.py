"""Lines the column edge has broken: which line ends go, and which part two paragraphs.

Every gap between two lines of a page that a column has cut is decided once (`deciding`). Its
features (`wraps.features`) give the chance that the two lines are one (`knowledge.forest`, fitted on
generated pages by `dictionaries/build/forests.py`). The rules are the reasons: the first of `REASONS`
that fits gives a join its name, and says from which chance on a join for that reason is safe
(`deciding.SURE`): then at least 99 in 100 were right on pages the trees were not fitted on. A join
less sure is a suggestion. What comes of it is proposed in `proposing`.

A new reason is a function in the file of what it looks at, and an entry in `REASONS`.
"""

from __future__ import annotations

from functools import partial

from cleaner.ledger.fixes import Stage
from cleaner.stages.lines.headings import headline_wrap, kind_wrap
from cleaner.stages.lines.layout import column_edge, column_foot, flow, page_turn, paragraph_break
from cleaner.stages.lines.marks import clause, closing_mark, open_bracket
from cleaner.stages.lines.proposing import idle, propose
from cleaner.stages.lines.words import hyphen, number, word_split

REASONS = (
    kind_wrap, hyphen, open_bracket, word_split, headline_wrap, clause, closing_mark, number,
    column_edge, flow,
)  # fmt: skip

STAGE = Stage(
    "lines",
    (*REASONS, column_foot, page_turn, paragraph_break),
    partial(propose, reasons=REASONS),
    asks_once=True,
    sets_lines=True,
    idle=idle,
)

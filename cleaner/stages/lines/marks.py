"""Reasons for a join in the marks at a line end: commas, closing marks, open brackets."""

from __future__ import annotations

from cleaner.ledger.rules import rule
from cleaner.text.characters import ASCII_CLAUSE, CANNOT_OPEN, CLAUSE, OPEN, Flags, class_set
from cleaner.wraps.decided import Decided


@rule("lines.clause", confidence=0.99)
def clause(decided: Decided) -> Flags:
    """The line ends in a comma or another mark inside a sentence: the next line goes on.

    ## Why
    A column cuts in the middle of sentences, and no paragraph ends in a comma.

    ## Examples
    Repairs: 会议要求各级部门要早谋划，早部署，⏎早行动，确保全年目标任务圆满完成，⏎取得实效，还要抓好水利工程建设、管⏎理与利用。 → 会议要求各级部门要早谋划，早部署，早行动，确保全年目标任务圆满完成，取得实效，还要抓好水利工程建设、管理与利用。
    Leaves: 床前明月光，⏎疑是地上霜。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    return class_set(CLAUSE, ASCII_CLAUSE, OPEN)[decided.gaps.last]


@rule("lines.closing-mark", confidence=0.99)
def closing_mark(decided: Decided) -> Flags:
    """The next line begins with a mark that cannot begin a paragraph.

    ## Why
    A closing bracket or quote, a comma or a full stop belongs to what stands before it.

    ## Examples
    Repairs: 市长在昨日的会议上说工作马上就开始⏎，随即离开会场，前往下一个调研企⏎业继续考察。 → 市长在昨日的会议上说工作马上就开始，随即离开会场，前往下一个调研企业继续考察。
    Leaves: 他说完了。⏎“马上开始”是他的话。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    return CANNOT_OPEN[decided.gaps.first]


@rule("lines.open-bracket", confidence=0.99)
def open_bracket(decided: Decided) -> Flags:
    """A quote or a bracket is open at the line end and closes soon after.

    ## Why
    The opening mark stands at most three lines above, the closing one at most three lines below,
    and the next line does not open one itself, as each paragraph of a long quotation does.

    ## Examples
    Repairs: 昨日，有关部门发布《关于节水灌溉⏎设备补贴办法》，要求各地认真组织落⏎实，年内完成。 → 昨日，有关部门发布《关于节水灌溉设备补贴办法》，要求各地认真组织落实，年内完成。
    Leaves: “第一段话。⏎“第二段话。”

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    return decided.gaps.bracketed

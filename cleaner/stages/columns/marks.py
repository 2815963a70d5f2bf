"""Reasons to join two blocks in the marks beside the blank line: commas, brackets, quotes."""

from __future__ import annotations

from cleaner.ledger.rules import rule
from cleaner.page import patterns
from cleaner.text.characters import (
    ASCII_CLAUSE,
    CANNOT_OPEN,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    LETTER,
    OPEN,
    class_set,
)
from cleaner.wraps.fragments import Gap

CLAUSE_ENDS = class_set(CLAUSE, ASCII_CLAUSE)
RUNS_INTO_QUOTE = class_set(HAN, DIGIT, LETTER, CLOSE, DASH)


@rule("columns.clause", confidence=0.96)
def clause(gap: Gap) -> bool:
    """The block ends in a comma or another mark inside a sentence.

    ## Why
    A colon may introduce what follows in paragraphs of its own, so it does not count.

    ## Examples
    Repairs: 会议召开。要早发力，⏎⏎早突破，早见效。 → 会议召开。要早发力，早突破，早见效。
    Leaves: 尊敬的客户，⏎⏎您好！感谢您的来信。
    Leaves: 通知如下：⏎⏎各单位要认真落实。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    comma = bool(CLAUSE_ENDS[gap.last]) and gap.last_character not in "：:；;"
    return comma and gap.before.cut


@rule("columns.closing-mark", confidence=0.99)
def closing_mark(gap: Gap) -> bool:
    """The next block begins with a mark that cannot begin a paragraph.

    ## Why
    That holds even where the block before it ends a sentence. Before a mark inside a sentence a
    single line end goes, too.

    ## Examples
    Repairs: 昨日，市里的图书馆举行开馆典礼⏎，读者很多。 → 昨日，市里的图书馆举行开馆典礼，读者很多。
    Repairs: 会议通过了《条例（草案⏎⏎）》，并予公布。 → 会议通过了《条例（草案）》，并予公布。
    Leaves: 会议结束。⏎⏎《条例》即日公布。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return bool(CANNOT_OPEN[gap.first])


@rule("columns.open-bracket", confidence=0.87)
def open_bracket(gap: Gap) -> bool:
    """A quote or a bracket is open where the column ends, and closes in the next block.

    ## Why
    What is opened above a column's foot is closed in the same paragraph. A title in the middle of a
    sentence goes on over a single line end, too.

    ## Examples
    Repairs: 他的论文题目是《浅谈⏎水利工程管理》，得了优秀。 → 他的论文题目是《浅谈水利工程管理》，得了优秀。
    Repairs: 用户可登录“全省⏎⏎水费缴纳平台”办理业务。 → 用户可登录“全省水费缴纳平台”办理业务。
    Leaves: 他说：“我来。⏎⏎“我也来。”

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return gap.opened and gap.closes and gap.first != OPEN


@rule("columns.opening-quote", confidence=0.8)
def opening_quote(gap: Gap) -> bool:
    """A blank line stands before a quote or book title in the middle of a sentence.

    ## Why
    Extractors put one before a line that begins with “ or 《. The text before it does not end a
    sentence and is running text.

    ## Examples
    Repairs: 昨日，论坛以⏎⏎“水与城市”为题，交流看法。 → 昨日，论坛以“水与城市”为题，交流看法。
    Leaves: 昨日，论坛结束。⏎⏎“水与城市”是其主题。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if gap.first != OPEN or gap.beside_label:
        return False
    if gap.last_character in patterns.LEANING:
        return gap.before.marked
    return bool(RUNS_INTO_QUOTE[gap.last]) and gap.before.running

"""Reasons for a join in how the lines are set; where a column, a page or a paragraph ends."""

from __future__ import annotations

from cleaner.ledger.rules import rule
from cleaner.text.characters import Flags
from cleaner.wraps.decided import Decided


@rule("lines.column-edge", confidence=0.82)
def column_edge(decided: Decided) -> Flags:
    """A sentence ends exactly at the column edge, and the next line shows no start of a paragraph.

    ## Why
    The line is as wide as its column, and the next one is neither indented nor two or three
    characters narrower than those below it, as first lines are whose indent got lost. The line
    above or the next one reaches the edge in mid-sentence, as verses do not. Where blank lines or
    indents show the beginning of every paragraph, a likely join is a sure one.

    ## Examples
    Repairs: 要坚持节水优先，下力气抓好各地农田水⏎利建设管护，推动灌区改造全面提档升级。⏎要坚持科技支撑，充分运用遥感技术的成⏎果服务。 → 要坚持节水优先，下力气抓好各地农田水利建设管护，推动灌区改造全面提档升级。要坚持科技支撑，充分运用遥感技术的成果服务。
    Leaves: 无边落木萧萧下，不尽长江滚滚来。⏎万里悲秋常作客，百年多病独登台。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    return decided.gaps.lines.stopped[:-1]


@rule("lines.flow", confidence=0.99)
def flow(decided: Decided) -> Flags:
    """The line does not end a sentence and is no headline: the text flows on.

    ## Why
    Running text goes on until its sentence ends: what stops in the middle of one has been cut.

    ## Examples
    Repairs: 昨日上午，市里召开了大会，强调⏎要抓好服务业，全面部署了明年的⏎各项重点任务，推动经济社会的发⏎展。 → 昨日上午，市里召开了大会，强调要抓好服务业，全面部署了明年的各项重点任务，推动经济社会的发展。
    Leaves: 数字经济大会召开

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    return ~decided.gaps.lines.stopped[:-1]


@rule("lines.column-foot", confidence=0.99)
def column_foot(decided: Decided) -> Flags:
    """A paragraph goes on across a blank line: its column ended there, or an extractor put one in.

    ## Why
    The reason in the ledger says what shows it: a word that runs across, an open quote, a comma.

    ## Examples
    Repairs: 昨日上午，市里召开了服务业大会，强调⏎要抓好服务业，全面部署了明年的各项重⏎⏎点任务，推动经济社会的高质量发展，确⏎保各项工作落到实处，取得新成效。 → 昨日上午，市里召开了服务业大会，强调要抓好服务业，全面部署了明年的各项重点任务，推动经济社会的高质量发展，确保各项工作落到实处，取得新成效。
    Leaves: 昨日，市里召开大会。⏎⏎会议听取了汇报。

    ## Known failures
    - Too few lines before the blank line to tell a column.

    ## Since
    0.1.0
    """
    return decided.gaps.newlines > 1


@rule("lines.page-turn", confidence=0.99)
def page_turn(decided: Decided) -> Flags:
    """A paragraph goes on over the page: what stands there goes to after the paragraph.

    ## Why
    In the profile `book` only, for in a newspaper another story may stand on the next page. A page
    turns where a form feed stands, or running heads and page numbers, which are told by what repeats
    over the pages. Joined is where a word runs across, a clause or a bracket is open, the next page
    begins with a mark that cannot begin a paragraph, or a full line breaks off as surely as inside a
    page, and where the paragraph then ends in a sentence. Anything else that looks like a wrap is a
    suggestion. The page number and the running head are moved, never deleted, and the form feed with
    them.

    ## Examples
    Repairs: 入秋以后，镇上的人都到河滩上去收芦苇。芦苇要⏎晒三天，再用石碾子压平，才能编成席子。老人们⏎说，从前的席子能铺二十年，如今的却铺不了三⏎␌年。他们又说，这几年芦苇越来越少了。 → 入秋以后，镇上的人都到河滩上去收芦苇。芦苇要晒三天，再用石碾子压平，才能编成席子。老人们说，从前的席子能铺二十年，如今的却铺不了三年。他们又说，这几年芦苇越来越少了。
    Leaves: 渡口的船是公家的。⏎␌老周却说那是他的。

    ## Known failures
    - A running head that stands there once is not known from a line of text.

    ## Since
    0.1.0
    """
    return decided.gaps.page_breaks & ~decided.gaps.unjoinable


@rule("lines.paragraph-break")
def paragraph_break(decided: Decided) -> Flags:
    """A blank line is put between two paragraphs of a page whose lines were joined.

    ## Why
    Only where the page had broken lines: a text that has each paragraph on one line stays as it is.

    ## Examples
    Repairs: 昨日上午，全市召开服务业发展大⏎会，部署了明年的工作。⏎会议强调，要抓好服务业，推动经⏎济发展。 → 昨日上午，全市召开服务业发展大会，部署了明年的工作。⏎⏎会议强调，要抓好服务业，推动经济发展。
    Leaves: 第一段。⏎第二段。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    single: Flags = decided.gaps.newlines == 1
    return single

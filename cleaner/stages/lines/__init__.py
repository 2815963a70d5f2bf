"""Lines the column edge has broken: which line ends go, and which part two paragraphs.

Every gap between two lines of a page that a column has cut is decided once. Its signals
(`signals`) give the chance that the two lines are one (`knowledge.forest`, fitted on generated pages,
`dictionaries/build/gaps.py`). The rules are the reasons: the first of `JOINS` that fits gives a
join its name, and says from which chance on a join for that reason is safe (`SURE`): then at least
99 in 100 were right on pages the trees were not fitted on. A join less sure is a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Rule, Safety, Stage, rule
from cleaner.page.furniture import without
from cleaner.page.layout import Lines
from cleaner.text.characters import (
    ASCII_CLAUSE,
    CANNOT_OPEN,
    CLAUSE,
    DIGIT,
    HYPHEN,
    OPEN,
    Flags,
    Ints,
    class_set,
)
from cleaner.text.document import Document
from cleaner.wraps.dehyphenation import Hyphen, hyphen_at
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.holds import ALONE, Decided, hold_kinds, hold_sentences, hold_turns
from cleaner.wraps.indents import before, kept
from cleaner.wraps.page_breaks import carried_over, set_apart, sound, turned

MEASURES = (
    "年月日时時分秒元万萬亿億千百余餘多个個名人户戶家件项項条條次期号號岁歲米吨噸公里度点點倍%％"
)


@rule("lines.word-split", confidence=0.99)
def word_split(decided: Decided) -> Flags:
    """A dictionary word runs across the line end: the lines are one.

    ## Why
    A column cuts wherever it is full, most often inside a word. Of all evidence for a join this is
    the best: on real pages no paragraph ended inside a word. Bylines, page references and other
    lines of a kind of their own are never joined, whatever word their ends would make.

    ## Examples
    Repairs: 昨日，全市召开水利建⏎设大会。 → 昨日，全市召开水利建设大会。
    Leaves: 会议在市里举行。⏎宫先生出席。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    return decided.gaps.spans(decided.lexicon)


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


@rule("lines.number", confidence=0.99)
def number(decided: Decided) -> Flags:
    """A number goes on in the next line, or its unit stands there.

    ## Why
    Cut at the column edge one figure reads as two, and a number as one without its unit.

    ## Examples
    Repairs: 据统计，全县今年共投入资金130⏎0万元，新建了二十座水库，明显改⏎善供水条件。 → 据统计，全县今年共投入资金1300万元，新建了二十座水库，明显改善供水条件。
    Leaves: 共有三项。⏎12月开始。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    gaps = decided.gaps
    found: Flags = gaps.last == DIGIT
    text = gaps.lines.document.text
    for gap in found.nonzero()[0].tolist():
        following = text[gaps.ends[gap]]
        found[gap] = following in MEASURES or following.isdecimal()
    return found


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


@rule("lines.hyphen", confidence=0.9)
def hyphen(decided: Decided) -> Flags:
    """A Latin word is divided by a hyphen at the line end.

    ## Why
    The hyphen goes when the document has the word in one piece elsewhere, or else when the whole is
    an English word; it stays when the document has the compound, or its parts are words and the
    whole is none. Of `two-` and `and three-year` it stays with a space. Where no word tells, the
    hyphen stays and only the line end goes.

    ## Examples
    Repairs: The ministry said that the informa-⏎tion system would be ready soon, and⏎that the information was correct in⏎all respects. → The ministry said that the information system would be ready soon, and that the information was correct in all respects.
    Repairs: The ministry said on Monday that well-⏎known companies had been asked to take⏎part in the new campaign, which began⏎in June. → The ministry said on Monday that well-known companies had been asked to take part in the new campaign, which began in June.
    Leaves: 2022-⏎2023

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    gaps = decided.gaps
    found: Flags = gaps.last == HYPHEN
    for gap in found.nonzero()[0].tolist():
        found[gap] = hyphen_at(gaps.lines.document, *gaps.between(gap)) is not None
    return found


@rule("lines.column-edge", confidence=0.82)
def column_edge(decided: Decided) -> Flags:
    """A sentence ends exactly at the column edge, and the next line shows no start of a paragraph.

    ## Why
    The line is as wide as its column, and the next one is neither indented nor two or three
    characters narrower than those below it, as first lines are whose indent got lost. The line
    above or the next one reaches the edge in mid-sentence, as verses do not.

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


@rule("lines.headline-wrap", confidence=0.89)
def headline_wrap(decided: Decided) -> Flags:
    """Two short lines without marks that stand alone are one headline.

    ## Why
    They are set off by blank lines, bylines or ends of paragraphs. A second line much wider than
    the first is a subheading in smaller type, and stays a line of its own.

    ## Examples
    Repairs: 市立图书馆⏎昨日开馆⏎⏎本报讯 市立图书馆昨日举行开⏎馆典礼，馆长致词时表示，新馆⏎藏书超过三十万册，欢迎市民踊⏎跃前往。 → 市立图书馆昨日开馆⏎⏎本报讯 市立图书馆昨日举行开馆典礼，馆长致词时表示，新馆藏书超过三十万册，欢迎市民踊跃前往。
    Leaves: 大会召开⏎来自各县区和市直单位的三百多名代表听取了报告

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return decided.display


@rule("lines.kind-wrap", confidence=0.8)
def kind_wrap(decided: Decided) -> Flags:
    """A byline or a line of editors goes on in the next line.

    ## Why
    The two lines together are a byline, the second alone is not one, and the cut goes through a
    name or follows 、. Between whole names the line end stays, for nothing else would part them.

    ## Examples
    Repairs: 本报记者 张三 通讯员 李四 王⏎小二 赵小五⏎⏎昨日上午，市里召开了服务业发展大⏎会，市长出席会议。 → 本报记者 张三 通讯员 李四 王小二 赵小五⏎⏎昨日上午，市里召开了服务业发展大会，市长出席会议。
    Leaves: 江南日报记者 张三⏎全媒体记者 李四

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    wraps = np.zeros(len(decided.gaps), np.bool_)
    wraps[[line for line, kind in decided.kinds.items() if kind in ALONE and line < len(wraps)]] = (
        True
    )
    return wraps


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


@rule("lines.page-turn", confidence=0.99)
def page_turn(decided: Decided) -> Flags:
    """A paragraph goes on over the page: what stands there goes to after the paragraph.

    ## Why
    In the profile `book` only, for in a newspaper another story may stand on the next page. A page
    turns where a form feed stands, or running heads and page numbers, which are told by what repeats
    over the pages. Joined is where a word runs across, a clause or a bracket is open, or the next
    page begins with a mark that cannot begin a paragraph, and where the paragraph then ends in a
    sentence. Anything else that looks like a wrap is a suggestion. The page number and the running
    head are moved, never deleted, and the form feed with them.

    ## Examples
    Repairs: 入秋以后，镇上的人都到河滩上去收芦苇。芦苇要⏎晒三天，再用石碾子压平，才能编成席子。老人们⏎说，从前的席子能铺二十年，如今的却铺不了三⏎␌年。他们又说，这几年芦苇越来越少了。 → 入秋以后，镇上的人都到河滩上去收芦苇。芦苇要晒三天，再用石碾子压平，才能编成席子。老人们说，从前的席子能铺二十年，如今的却铺不了三年。他们又说，这几年芦苇越来越少了。
    Leaves: 渡口的船是公家的。⏎␌老周却说那是他的。

    ## Known failures
    - A running head that stands there once is not known from a line of text.

    ## Since
    0.1.0
    """
    return decided.gaps.turned & ~decided.gaps.shut


FEW = 0.05  # joins a gap: below this the text is not a broken page but has a slip
WRAPPED_PAGE = 0.25  # the same for line ends: a page that a column has set joins most of them

REASONS = (
    kind_wrap, hyphen, open_bracket, word_split, headline_wrap, clause, closing_mark, number,
    column_edge, flow,
)  # fmt: skip

# The least chance of a join for each reason at which 99 in 100 were right on tuning seeds the trees
# were not fitted on. For the reasons not named here, all that are more likely than not.
SURE = {"lines.kind-wrap": 0.81, "lines.headline-wrap": 0.92, "lines.column-edge": 0.88}
SURE_ACROSS_BLANKS = {
    "lines.clause": 0.7,
    "lines.kind-wrap": 0.96,
    "lines.headline-wrap": 0.82,
    "lines.column-edge": 0.98,
    "lines.flow": 0.9,
}
# An OCR gives the blocks of a page in an order of its own, and garbage between them: the same on
# pages that tesseract read (70 tuning seeds of `bench.pages.engines`).
SURE_ACROSS_BLOCKS = {
    **SURE_ACROSS_BLANKS,
    "lines.flow": 0.98,
    "lines.word-split": 0.998,
    "lines.open-bracket": 2.0,  # never: 3 of 5 were right
}
LIKELY = 0.5
SURE_OVER_PAGES = (word_split, clause, open_bracket, closing_mark)


# A reason, the gaps that it joins, and of all gaps those where it is sure enough.
Verdict: TypeAlias = tuple[Rule, Flags, Flags]
Verdicts: TypeAlias = list[Verdict]


def decide(gaps: Gaps, lexicon: Lexicon) -> Decided:
    """What is known of each gap: the chance that it is a wrap, and what speaks for that or not."""
    decided = Decided(gaps, lexicon)
    hold_turns(decided)
    hold_kinds(decided)
    hold_sentences(decided)
    decided.hold(decided.display, "a headline stands here")
    decided.hold(gaps.newlines > 0, "nothing shows that the text goes on")
    return decided


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Joins for the wraps, and blank lines between the paragraphs of a page that had wraps."""
    lines = Lines.of(without(document))
    if len(lines) < 2:
        return
    turns = turned(document, lines)
    crossed = page_turn in rules and bool(turns.any())
    gaps = Gaps.of_column(lines.closed_at(turns) if crossed else lines, lexicon)
    if gaps is None:
        return
    gaps.turned, gaps.shut = turns, np.zeros_like(turns) if crossed else turns
    decided = decide(gaps, lexicon)
    across = SURE_ACROSS_BLANKS if settings.ordered else SURE_ACROSS_BLOCKS
    verdicts = list(found(decided, across))
    joined = np.zeros(len(gaps), np.bool_)
    for proposal, mask in _joins(decided, verdicts, rules):
        joined |= mask
        yield proposal
    carried = np.zeros(len(gaps), np.bool_)
    for proposal, mask in _over_pages(document, decided, verdicts, joined) if crossed else ():
        carried |= mask
        yield proposal
    if paragraph_break in rules and joined.sum() > WRAPPED_PAGE * len(gaps):
        yield from _breaks(decided, settings.indents)
        yield set_apart(document, paragraph_break, gaps, carried)


def found(decided: Decided, across: Mapping[str, float] = SURE_ACROSS_BLANKS) -> Iterable[Verdict]:
    """For each reason the gaps that it joins, and of all gaps those where it is sure enough.

    `across`: the least chance for a blank line to be joined over.
    """
    blank = decided.gaps.newlines > 1
    for reason in REASONS:
        mask = reason.function(decided) & (decided.chances > LIKELY) & decided.open
        decided.open &= ~mask
        least = SURE.get(reason.name, LIKELY), across.get(reason.name, LIKELY)
        yield reason, mask, decided.chances >= np.where(blank, least[1], least[0])


def _joins(
    decided: Decided, verdicts: Verdicts, rules: Sequence[Rule]
) -> Iterable[tuple[Proposal, Flags]]:
    """The joins of each reason, safe and suggested, and which gaps the safe ones join."""
    blank = column_foot.function(decided)
    within = ~page_turn.function(decided)
    for reason, mask, safe in verdicts:
        for each, here in ((reason, mask & ~blank), (column_foot, mask & blank)):
            for safety, sure in ((Safety.SAFE, safe), (Safety.SUGGESTED, ~safe)):
                chosen = here & within & sure
                places = chosen.nonzero()[0]
                if len(places) and each in rules:
                    make = rejoined if reason is hyphen else joins
                    proposal = make(each, decided.gaps, places)
                    proposal.whys = "" if each is reason else reason.summary
                    proposal.safety = safety
                    yield proposal, chosen & (safety is Safety.SAFE)


def _over_pages(
    document: Document, decided: Decided, verdicts: Verdicts, joined: Flags
) -> Iterable[tuple[Proposal, Flags]]:
    """The joins over turns of the page, safe and suggested, and which turns the safe ones join.

    `joined`: the gaps joined beside them.
    """
    gaps = decided.gaps
    asked = np.logical_or.reduce([mask for reason, mask, _ in verdicts if reason is not hyphen])
    sure = np.logical_or.reduce([m & s for reason, m, s in verdicts if reason in SURE_OVER_PAGES])
    turns = page_turn.function(decided) & asked
    open_ends = asked & ~joined & ~turns
    safe = sound(gaps.lines, turns & sure, joined, open_ends)
    doubtful = sound(gaps.lines, turns & ~safe, joined | safe, open_ends)
    for safety, chosen in ((Safety.SAFE, safe), (Safety.SUGGESTED, doubtful)):
        places = chosen.nonzero()[0]
        whys = [
            next(reason.summary for reason, mask, _ in verdicts if mask[place])
            for place in places.tolist()
        ]
        proposal = carried_over(document, gaps, places, joined | safe | chosen, whys, page_turn)
        proposal.safety = safety
        yield proposal, chosen & (safety is Safety.SAFE)


def _breaks(decided: Decided, indent: str) -> Iterable[Proposal]:
    """Blank lines at the line ends that part two paragraphs."""
    gaps = decided.gaps
    ends = before(gaps.lines, kept(gaps.lines, indent))[1:]
    apart = (np.diff(gaps.lines.numbers) == 1) & ~gaps.turned
    for why, mask in decided.breaks:
        places = (mask & apart).nonzero()[0]
        yield Proposal(paragraph_break, gaps.starts[places], ends[places], "\n\n", whys=why)


def rejoined(each: Rule, gaps: Gaps, places: Ints) -> Proposal:
    """The proposal to join divided words, without the hyphen where it is none of the word's."""
    starts, after = gaps.starts[places], np.full(len(places), "", object)
    for index, gap in enumerate(places.tolist()):
        told = hyphen_at(gaps.lines.document, *gaps.between(gap))
        starts[index] -= told is Hyphen.DIVIDES
        after[index] = " " if told is Hyphen.SUSPENDED else ""
    return Proposal(each, starts, gaps.ends[places], after.tolist())


def joins(each: Rule, gaps: Gaps, places: Ints) -> Proposal:
    """The proposal to join the lines at these gaps."""
    solid = gaps.solid[places]
    starts, ends = gaps.starts[places], gaps.ends[places]
    if solid.all():
        return Proposal(each, starts, ends, "")
    return Proposal(each, starts, ends, ["" if tight else " " for tight in solid.tolist()])


STAGE = Stage(
    "lines",
    (*REASONS, column_foot, page_turn, paragraph_break),
    propose,
    asks_once=True,
    sets_lines=True,
)

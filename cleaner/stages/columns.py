"""Paragraphs cut where a column ends, and blank lines that an extractor invented.

After the stage `lines` every block of text is one line, and what remains to decide is which blank
lines are real. A block that does not end a sentence is a fragment or a headline; the rules ask
what speaks for a fragment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from cleaner.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    LETTER,
    OPEN,
    STOP,
    Flags,
    Ints,
    class_set,
)
from cleaner.config import Settings
from cleaner.document import Document
from cleaner.fixes import Proposal, Rule, Stage, rule
from cleaner.lexicon import Lexicon
from cleaner.stages import patterns
from cleaner.stages.layout import SLACK, Gaps, Lines
from cleaner.stages.lines import ENDS, FEW, OPENS, joins

PARTICLES = np.array([ord(one) for one in "的了着著们們之等及"])
ISSUED = ("公布", "发布", "印发", "出台", "颁布", "修订", "审议", "通过", "發布", "印發", "出臺", "頒布", "修訂", "審議", "通過")
COLONS = np.array([ord(one) for one in "：:；;"])
LONG = 60  # characters: no headline is longer


class Blocks:
    """The blocks of a document and the gaps between them, as the rules of this stage see them.

    `body`: the block is running text, or is joined to one that is. `marked`: it has a mark inside,
    other than a colon, which headlines have too.
    `running`: it has the end of a sentence or more than one physical line.
    `full`: its last physical line reaches the edge of its column, as far as that is known.
    `column`: cells of a line of the nearest wrapped block at or above it, 0 where none is.
    """

    def __init__(self, document: Document) -> None:
        self.lines = lines = Lines.of(document)
        self.gaps = Gaps(lines)
        stops, clauses = lines.stops, lines.clauses
        first_seam = np.searchsorted(document.seams, lines.starts, "right")
        last_seam = np.searchsorted(document.seams, lines.ends, "left")
        self.wraps: Ints = last_seam - first_seam
        size = lines.ends - lines.starts
        self.marked: Flags = stops + clauses > 0
        if "：" in document.text:
            colons = np.add.reduceat(document.codes == ord("："), lines.starts, dtype=np.int64)
            self.marked = stops + clauses > colons
        self.body: Flags = (
            (stops > lines.stopped) | (lines.stopped & (size > 6))
            | ((clauses > 0) & (self.wraps > 0)) | (clauses > 1) | (size > LONG)
        )  # fmt: skip
        self.running: Flags = (stops > 0) | (self.wraps > 0)
        self.full: Flags = np.ones(len(lines), np.bool_)
        self.column: Ints = np.zeros(len(lines), np.int64)
        wrapped = np.flatnonzero(self.wraps > 0)
        if len(wrapped):
            last = document.seams[last_seam[wrapped] - 1]
            wide = lines.cells[last] - lines.cells[lines.starts[wrapped]]
            mean = wide // self.wraps[wrapped]
            tail = lines.cells[lines.ends[wrapped]] - lines.cells[last]
            self.full[wrapped] = tail >= mean - SLACK
            nearest = np.maximum(np.searchsorted(wrapped, np.arange(len(lines)), "right") - 1, 0)
            self.column = mean[nearest]


@rule("columns.word-split", confidence=0.99)
def word_split(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """A dictionary word runs across the blank line: the column ended inside it.

    A block without any mark may be a headline, and its last character may make a word with the
    next block by chance; there a word alone is not enough.

    Repairs: 朱市长强调，服务业是促进稳中提⏎⏎质的必然路径。 → 朱市长强调，服务业是促进稳中提质的必然路径。
    Leaves: 经验交流活动在我市举行⏎⏎宫市长昨日出席会议，并作讲话。
    """
    return blocks.gaps.spans(lexicon) & (blocks.marked[:-1] | blocks.body[:-1])


@rule("columns.clause", confidence=0.99)
def clause(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """The block ends in a comma or another mark inside a sentence.

    A colon may introduce what follows in paragraphs of its own, so it does not count.

    Repairs: 要早发力，⏎⏎早突破，早见效。 → 要早发力，早突破，早见效。
    Leaves: 通知如下：⏎⏎各单位要认真落实。
    """
    last = blocks.lines.document.codes[blocks.gaps.starts - 1]
    return class_set(CLAUSE, ASCII_CLAUSE)[blocks.gaps.last] & ~np.isin(last, COLONS)


@rule("columns.closing-mark", confidence=0.99)
def closing_mark(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """The next block begins with a mark that cannot begin a paragraph.

    Repairs: 会议通过了《条例（草案⏎⏎）》，并予公布。 → 会议通过了《条例（草案）》，并予公布。
    Leaves: 会议结束。⏎⏎《条例》即日公布。
    """
    return class_set(CLOSE, CLAUSE, STOP, ASCII_CLOSE, ASCII_CLAUSE)[blocks.gaps.first]


@rule("columns.open-bracket", confidence=0.98)
def open_bracket(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """A quote or a bracket is open where the column ends, and closes in the next block.

    Repairs: 个人应登录“本省⏎⏎知识产权系统”进行申报。 → 个人应登录“本省知识产权系统”进行申报。
    Leaves: 他说：“我来。⏎⏎“我也来。”
    """
    opened, closes = blocks.gaps.depth
    unstopped = ~blocks.lines.stopped[:-1]
    return (opened > 0) & (closes > 0) & ~class_set(OPEN)[blocks.gaps.first] & unstopped


@rule("columns.particle", confidence=0.99)
def particle(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """The next block begins with a particle that leans on the word before it.

    Repairs: 市长在致辞中对活动⏎⏎的举行表示热烈祝贺。 → 市长在致辞中对活动的举行表示热烈祝贺。
    Leaves: 活动今日举行⏎⏎中外来宾出席，场面热烈。
    """
    first = blocks.lines.document.codes[blocks.gaps.ends]
    return np.isin(first, PARTICLES) & blocks.body[1:]


@rule("columns.opening-quote", confidence=0.97)
def opening_quote(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """A blank line stands before a quote or book title in the middle of a sentence.

    Extractors put one before a line that begins with “ or 《. The text before it does not end a
    sentence and is running text, or ends in a word like 公布 that asks for a title.

    Repairs: 昨日，活动以⏎⏎“新时代”为主题，交流经验。 → 昨日，活动以“新时代”为主题，交流经验。
    Leaves: 昨日，活动结束。⏎⏎“新时代”是其主题。
    """
    gaps = blocks.gaps
    opens = class_set(OPEN)[gaps.first]
    running = class_set(HAN, DIGIT, LETTER, CLOSE, DASH)[gaps.last]
    found = opens & running & blocks.marked[:-1] & blocks.full[:-1]
    text = gaps.lines.document.text
    for gap in np.flatnonzero(opens & ~found).tolist():
        end = gaps.starts[gap]
        found[gap] = text[gaps.ends[gap]] == "《" and text[end - 2 : end] in ISSUED
    return found


@rule("columns.fragment", confidence=0.97)
def fragment(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """The next block begins with a single character and a comma: the rest of a cut word.

    Repairs: 要提升整体性变⏎⏎革，促进企业办事便利。 → 要提升整体性变革，促进企业办事便利。
    Leaves: 市委召开会议⏎⏎啊哈，这是新的一段。
    """
    classes = np.append(blocks.lines.classes, [STOP, STOP])
    mark = class_set(CLAUSE)[classes[blocks.gaps.ends + 1]]
    return mark & (blocks.gaps.first == HAN) & (blocks.gaps.last == HAN) & blocks.marked[:-1]


@rule("columns.first-line", confidence=0.9)
def first_line(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """The block is one line, as wide as the first line of a paragraph in its column.

    A paragraph that starts at the foot of a column leaves one line there, narrower than the column
    by its indent. It has a mark inside, does not end a sentence, and running text follows.

    Repairs: 昨日上午，金华召开服务业务会议，⏎市委书记强调，要深入学习贯彻会⏎议精神，再创佳绩。⏎⏎市商务局负责人表示，为打造⏎⏎西楼红糖的品牌，针对村内农民主⏎播，开设了培训课程。 → 昨日上午，金华召开服务业务会议，市委书记强调，要深入学习贯彻会议精神，再创佳绩。⏎⏎市商务局负责人表示，为打造西楼红糖的品牌，针对村内农民主播，开设了培训课程。
    Leaves: 全市培育工坊20家，带动创业⏎⏎昨日，市委召开会议，部署工作。
    """
    widths, column = blocks.lines.widths, blocks.column
    lack = (column - widths)[:-1]
    single = (blocks.wraps[:-1] == 0) & (column[:-1] > 0) & (lack >= -1) & (lack <= 7)
    return single & blocks.marked[:-1] & blocks.body[1:] & class_set(HAN, DIGIT, CLOSE)[blocks.gaps.last]


@rule("columns.flow", confidence=0.9)
def flow(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """Running text that does not end a sentence, then running text: the column ended between them.

    Repairs: 昨日，他来到工地查看，对项目建设的速⏎⏎度点赞，并鼓励大家。会后，他返回。 → 昨日，他来到工地查看，对项目建设的速度点赞，并鼓励大家。会后，他返回。
    Leaves: 市委召开会议⏎⏎昨日，市委召开会议，部署工作。
    """
    gaps = blocks.gaps
    cut = blocks.running[:-1] & blocks.full[:-1] & class_set(HAN, DIGIT, CLOSE)[gaps.last]
    return cut & blocks.running[1:] & class_set(HAN, DIGIT, OPEN)[gaps.first]


@rule("columns.blank-lines")
def blank_lines(blocks: Blocks, lexicon: Lexicon) -> Flags:
    """One blank line parts two paragraphs of a page that was put together.

    Runs of blank lines and blanks at line ends go, at the start and end of the text too. Only where
    lines or fragments were joined: any other text keeps its spacing.

    Repairs: 要早发力，⏎⏎早突破。⏎⏎⏎⏎会议结束。 → 要早发力，早突破。⏎⏎会议结束。
    Leaves: 第一章⏎⏎⏎第一条
    """
    return np.ones(len(blocks.gaps), np.bool_)


JOINS = (word_split, clause, closing_mark, open_bracket, particle, opening_quote, fragment, first_line, flow)


def decide(
    blocks: Blocks, rules: Sequence[Rule], lexicon: Lexicon, across_pages: bool
) -> dict[str, Flags]:
    """For each joining rule the gaps it joins."""
    lines, gaps = blocks.lines, blocks.gaps
    kinds = lines.kinds
    apart = [
        after in OPENS or before in ENDS
        for before, after in zip(kinds[:-1], kinds[1:], strict=True)
    ]
    free = ~np.array(apart, np.bool_) & ~lines.stopped[:-1] & (gaps.newlines > 1)
    for gap in np.flatnonzero(free).tolist():
        free[gap] = not patterns.is_item(lines.text(gap + 1))
    if not across_pages:
        free &= ~gaps.pages
    joined = {each.name: np.zeros(len(gaps), np.bool_) for each in JOINS}
    while True:
        found = np.zeros(len(gaps), np.bool_)
        for each in JOINS:
            if each in rules and free.any():
                mask = each.function(blocks, lexicon) & free
                joined[each.name] |= mask
                found |= mask
                free &= ~mask
        if not spread(blocks, found):
            return joined


def spread(blocks: Blocks, found: Flags) -> bool:
    """Pass on what a block is to those it was just joined to; whether that changed anything."""
    before = int(blocks.body.sum())
    for gap in np.flatnonzero(found).tolist():
        body = blocks.body[gap] | blocks.body[gap + 1]
        blocks.body[gap] = blocks.body[gap + 1] = body
        blocks.running[gap] = blocks.running[gap + 1] = True
    return int(blocks.body.sum()) != before


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Joins for the fragments, and single blank lines between the paragraphs of a joined page."""
    if len(Lines.of(document)) < 2:
        return
    blocks = Blocks(document)
    joined = decide(blocks, rules, lexicon, settings.profile == "book")
    stays = np.ones(len(blocks.gaps), np.bool_)
    for each in JOINS:
        places = np.flatnonzero(joined[each.name])
        if len(places):
            stays[places] = False
            yield joins(each, blocks.gaps, places)
    joins_made = len(document.seams) + np.count_nonzero(~stays)
    if blank_lines in rules and joins_made > FEW * len(stays):
        yield from tidied(blocks, stays & ~blocks.gaps.pages)


def tidied(blocks: Blocks, stays: Flags) -> Iterable[Proposal]:
    """What makes one blank line of each gap that stays, and none before and after the text."""
    lines, gaps = blocks.lines, blocks.gaps
    text = lines.document.text
    starts, ends, after = [0], [int(lines.starts[0])], [""]
    for gap in np.flatnonzero(stays & (gaps.newlines > 1)).tolist():
        starts.append(int(gaps.starts[gap]))
        ends.append(int(gaps.ends[gap]))
        after.append("\n\n")
    starts.append(int(lines.ends[-1]))
    ends.append(len(text))
    after.append("\n")
    rows = [row for row in zip(starts, ends, after, strict=True) if text[row[0] : row[1]] != row[2]]
    if rows:
        first, last, texts = zip(*rows, strict=True)
        yield Proposal(blank_lines, first, last, texts)


STAGE = Stage("columns", (*JOINS, blank_lines), propose)

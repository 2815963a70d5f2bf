"""Paragraphs cut where a column ends, and blank lines that an extractor invented.

After the stage `lines` every block of text is one line, and what remains to decide is which blank
lines are real. A block that does not end a sentence is a fragment or a headline; the rules ask
what speaks for a fragment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Rule, Safety, Stage, rule
from cleaner.page import patterns
from cleaner.page.interleaved import in_turn
from cleaner.page.layout import Lines
from cleaner.stages.columns.interrupted import brought_together, halves
from cleaner.stages.lines import FEW, joins
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
    Flags,
    Ints,
    class_set,
)
from cleaner.text.document import Document
from cleaner.wraps.fragments import Gap, described, ends_sentences, undecided
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.indents import before, in_items, kept

ISSUED = (
    "公布",
    "发布",
    "印发",
    "出台",
    "颁布",
    "修订",
    "审议",
    "通过",
    "發布",
    "印發",
    "出臺",
    "頒布",
    "修訂",
    "審議",
    "通過",
)

COMMAS = frozenset("，、；,;")

CLAUSE_ENDS = class_set(CLAUSE, ASCII_CLAUSE)
CUT_OFF = class_set(HAN, DIGIT, CLOSE)
GOES_ON = class_set(HAN, DIGIT, OPEN)
RUNS_INTO_QUOTE = class_set(HAN, DIGIT, LETTER, CLOSE, DASH)


@rule("columns.word-split", confidence=0.98)
def word_split(gap: Gap) -> bool:
    """A dictionary word runs across the blank line: the column ended inside it.

    ## Why
    A headline's last character may make a word with the next block by chance. So the block must be
    cut text: it has the end of a sentence or several lines, or the width of a first line.

    ## Examples
    Repairs: 会议召开。林县长说，水利是农业稳定发⏎⏎展的必要条件。 → 会议召开。林县长说，水利是农业稳定发展的必要条件。
    Leaves: 金融活水润民企，创新驱动发展⏎⏎示范区昨日揭牌，首批企业入驻。
    Leaves: 经验交流活动在我市举行⏎⏎宫市长昨日出席会议，并作讲话。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    return gap.spanned and gap.before.cut and (gap.before.marked or gap.before.body)


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
    That holds even where the block before it ends a sentence.

    ## Examples
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
    What is opened above a column's foot is closed in the same paragraph.

    ## Examples
    Repairs: 用户可登录“全省⏎⏎水费缴纳平台”办理业务。 → 用户可登录“全省水费缴纳平台”办理业务。
    Leaves: 他说：“我来。⏎⏎“我也来。”

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return gap.opened and gap.closes and gap.first != OPEN


@rule("columns.particle", confidence=0.95)
def particle(gap: Gap) -> bool:
    """The next block begins with a particle that leans on the word before it.

    ## Why
    Such a particle belongs to the word before it, and begins no paragraph.

    ## Examples
    Repairs: 会议召开。馆长向来宾介绍了文献⏎⏎的收藏，并致谢。会后，他返回。 → 会议召开。馆长向来宾介绍了文献的收藏，并致谢。会后，他返回。
    Leaves: 活动今日举行⏎⏎中外来宾出席，场面热烈。
    Leaves: 地方文献展开幕⏎⏎著名作家来访，畅谈创作。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    leans = gap.first_character in patterns.PARTICLES and not gap.worded
    return leans and gap.after.body and gap.before.cut


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
    if gap.first != OPEN:
        return False
    if gap.last_character in patterns.LEANING:
        return gap.before.marked
    return bool(RUNS_INTO_QUOTE[gap.last]) and gap.before.running


@rule("columns.issued-title", confidence=0.9)
def issued_title(gap: Gap) -> bool:
    """A title in 《》 on a line of its own is what was issued by the words before it.

    ## Why
    A headline that ends in a word like 公布 asks for one. Only in a text whose lines were cut, where
    blank lines mean little; a list of titles stays a list.

    ## Examples
    Repairs: 昨日上午，市里召开了大会，强调⏎要抓好服务业，全面部署了明年的⏎各项重点任务，推动经济社会的发⏎展。⏎⏎市政府办公室印发⏎⏎《加快水利建设的若干意见》 → 昨日上午，市里召开了大会，强调要抓好服务业，全面部署了明年的各项重点任务，推动经济社会的发展。⏎⏎市政府办公室印发《加快水利建设的若干意见》
    Leaves: 市政府办公室印发⏎⏎《加快水利建设的若干意见》⏎⏎《节水条例》

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not gap.text.startswith(ISSUED, gap.before.end - 2):
        return False
    title = gap.text[gap.after.start : gap.after.end]
    whole = title.startswith("《") and title.find("》") == len(title) - 1
    return whole and not gap.text[gap.after.end :].lstrip().startswith("《")


@rule("columns.interrupted", confidence=0.98)
def interrupted(lines: Lines, gaps: Gaps, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Lines of another kind stand inside a paragraph: its second half goes to the first.

    ## Why
    A byline, a caption, a page number or a line of editors, where an extractor printed it between
    the foot of a column and the head of the next. What follows must show that it goes on.

    ## Examples
    Repairs: 昨日，会议召开。林县长说，水利是农业稳定发⏎⏎责任编辑：张三⏎⏎展的必要条件，要抓紧建设。 → 昨日，会议召开。林县长说，水利是农业稳定发展的必要条件，要抓紧建设。⏎⏎责任编辑：张三
    Leaves: 昨日，会议召开。要抓好水利建设⏎⏎本报记者 张三⏎⏎本报讯 昨日，茶花节开幕，茶花盛开。

    ## Known failures
    - A headline stands between.

    ## Since
    0.1.0
    """
    return list(halves(lines, gaps, lexicon))


@rule("columns.fragment", confidence=0.8)
def fragment(gap: Gap) -> bool:
    """The next block begins with a single character and a comma: the rest of a cut word.

    ## Why
    A word cut at a column's foot leaves its last character at the head of the next column.

    ## Examples
    Repairs: 会议召开。参加会议的有林志远、陈文⏎⏎淇，以及各校代表。 → 会议召开。参加会议的有林志远、陈文淇，以及各校代表。
    Leaves: 坚守岗位、无私奉献的好医生⏎⏎她，一个普通的乡村医生，三十年如一日。
    Leaves: 市委召开会议⏎⏎啊哈，这是新的一段。

    ## Known failures
    - The end of a name.

    ## Since
    0.1.0
    """
    second = gap.text[gap.after.start + 1 : gap.after.start + 2]
    torn = gap.first == gap.last == HAN and second in COMMAS and gap.before.marked
    return torn and (gap.before.cut or gap.spanned)


@rule("columns.flow", confidence=0.88)
def flow(gap: Gap) -> bool:
    """Running text that does not end a sentence, then running text: the column ended between them.

    ## Why
    By itself that says little, for a caption or another story may stand in between. It is applied in
    a text where other rules find one paragraph cut for every four of these, and elsewhere suggested.

    ## Examples
    Repairs: 昨日，他来到水库。大家对大坝加固的⏎⏎进度满意，并提出建议。会后，他察看堤⏎⏎防，返回县城。 → 昨日，他来到水库。大家对大坝加固的进度满意，并提出建议。会后，他察看堤防，返回县城。
    Leaves: 市委召开会议⏎⏎昨日，市委召开会议，部署工作。

    ## Known failures
    - Short texts in narrow columns.

    ## Since
    0.1.0
    """
    whole = gap.before.running and gap.after.running
    return whole and bool(CUT_OFF[gap.last] and GOES_ON[gap.first])


@rule("columns.blank-lines")
def blank_lines(lines: Lines, gaps: Gaps, stays: Flags, indent: str) -> Iterable[Proposal]:
    """One blank line parts two paragraphs of a page that was put together.

    ## Why
    Runs of blank lines and blanks at line ends go, at the start and end of the text too, and so do
    indents, but for those of lists and those that `--indent` keeps. Only where lines or fragments
    were joined: any other text keeps its spacing.

    ## Examples
    Repairs: 会议召开。要早发力，⏎⏎早突破。⏎⏎⏎⏎会议结束。 → 会议召开。要早发力，早突破。⏎⏎会议结束。
    Leaves: 第一章⏎⏎⏎第一条

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    text = lines.document.text
    begins = before(lines, kept(lines, indent))
    chosen = (stays & (gaps.newlines > 1) & (begins[1:] - gaps.starts != 2)).nonzero()[0]
    starts = [0, *gaps.starts[chosen].tolist(), int(lines.ends[-1])]
    ends = [int(begins[0]), *begins[1:][chosen].tolist(), len(text)]
    after = ["", *["\n\n"] * len(chosen), lines.document.closing(text[starts[-1] :])]
    rows = [row for row in zip(starts, ends, after, strict=True) if text[row[0] : row[1]] != row[2]]
    if rows:
        first, last, texts = zip(*rows, strict=True)
        yield Proposal(blank_lines, first, last, texts)


@rule("columns.indent")
def indent(lines: Lines, joined: Flags, asked: str) -> Iterable[Proposal]:
    """A paragraph begins with the indent that is asked for: none, or two ideographic spaces.

    ## Why
    Only with `--indent strip` or `--indent two`. Two spaces are set before running text; headlines,
    bylines and the like get none. The lines of lists keep their depth.

    ## Examples
    Repairs: 入秋以后，镇上的人都到河滩上去收芦苇。 → \u3000\u3000入秋以后，镇上的人都到河滩上去收芦苇。
    Leaves: 渡口旧事

    ## Known failures
    - With `--indent two` verse with marks is indented, too.

    ## Since
    0.1.0
    """
    able = ~in_items(lines)
    able[1:] &= ~joined
    if asked == "two":
        able &= (lines.stops + lines.clauses > 0) & lines.chinese
        able[list(lines.kinds)] = False
    blanks = TWO if asked == "two" else ""
    starts = lines.starts - lines.indents
    text = lines.document.text
    places = [
        place
        for place in able.nonzero()[0].tolist()
        if text[starts[place] : lines.starts[place]] != blanks
    ]
    yield Proposal(indent, starts[places], lines.starts[places], blanks)


TWO = "\u3000\u3000"
JOINS = (
    word_split, clause, closing_mark, open_bracket, particle, opening_quote, fragment, flow,
)  # fmt: skip
WEAK = (clause, opening_quote)  # reasons that hold in other texts, too
ALLOWED, SHARE = 2, 4  # joins for such reasons: of themselves, and for each of a better one


def decide(gaps: list[Gap], rules: Sequence[Rule]) -> list[Rule | None]:
    """For each gap the rule that joins it, or None.

    What is joined to running text is running text: that may decide a gap beside it, so the gaps
    are asked again until nothing changes.
    """
    verdicts: list[Rule | None] = [None] * len(gaps)
    changed = True
    while changed:
        changed = False
        for index, gap in enumerate(gaps):
            if verdicts[index] is None:
                verdicts[index] = next((each for each in rules if each.function(gap)), None)
                if verdicts[index] is not None:
                    changed |= _unite(gap)
    return verdicts


def _unite(gap: Gap) -> bool:
    """Let both blocks be what one of them is; whether that told anything new of either."""
    before, after = gap.before, gap.after
    known = (before.body, before.running, after.body, after.running)
    before.body = after.body = before.body or after.body
    before.running = after.running = True
    return known != (before.body, before.running, after.body, after.running)


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Joins for the fragments, and single blank lines between the paragraphs of a joined page.

    In text from OCR they are suggestions: the order of its blocks is that of the engine.
    """
    lines = Lines.of(document)
    if not len(lines):
        return
    gaps, ordered = Gaps(lines), settings.ordered
    joined = np.zeros(len(gaps), np.bool_)
    if interrupted in rules:
        pairs = interrupted.function(lines, gaps, lexicon)
        for before, after in pairs if ordered else ():
            joined[before:after] = True
        yield Proposal.of(
            ((brought_together(lines, *pair), "") for pair in pairs),
            interrupted,
            safety=Safety.SAFE if ordered else Safety.SUGGESTED,
        )
    asked = [each for each in _rules_for(lines) if each in rules]
    if asked:
        places = undecided(lines, gaps, settings.profile == "book")
        if len(places):
            places = places[~(joined | in_turn(document, lexicon))[places]]
        yield from _joins(gaps, places, asked, lexicon, joined, ordered)
    made = len(document.seams) + np.count_nonzero(joined)
    if blank_lines in rules and made > FEW * len(gaps):
        stays = ~joined & ~gaps.pages
        yield from blank_lines.function(lines, gaps, stays, settings.indents)
    if indent in rules:
        yield from indent.function(lines, joined, settings.indents)


def _joins(
    gaps: Gaps,
    places: Ints,
    asked: Sequence[Rule],
    lexicon: Lexicon,
    joined: Flags,
    ordered: bool,
) -> Iterable[Proposal]:
    """The joins at `places`, marked in `joined`. `ordered`: whether blocks are in their order.

    None is safe where they are not, or where the gaps of the text together do not show that
    columns cut it (`_cut`).
    """
    if not len(places):
        return
    verdicts = decide(described(gaps.lines, gaps, places, lexicon), asked)
    made = len(gaps.lines.document.seams) + sum(verdict is not None for verdict in verdicts)
    cut = ordered and made >= FEW * len(gaps) and _cut(verdicts)
    for each in asked:
        mine = places[[verdict is each for verdict in verdicts]]
        if len(mine):
            proposal = joins(each, gaps, mine)
            proposal.safety = Safety.SAFE if cut else Safety.SUGGESTED
            joined[mine] = cut
            yield proposal


def _cut(verdicts: Sequence[Rule | None]) -> bool:
    """Whether the joins of a text show together that columns cut it.

    A column cuts words more often than it cuts at commas. Where many blocks end in a comma and hardly
    a word is cut, as in a story with verses, blocks end so of themselves.
    """
    joins = [verdict for verdict in verdicts if verdict is not None]
    weak, flows = sum(join in WEAK for join in joins), joins.count(flow)
    proofs = len(joins) - weak - flows
    told = weak <= ALLOWED + SHARE * proofs
    return told and bool(weak + proofs) and flows <= SHARE * (weak + proofs)


def _rules_for(lines: Lines) -> tuple[Rule, ...]:
    """The rules that may join here: where lines were cut, the stage `lines` has decided the rest."""
    if len(lines.document.seams):
        return (issued_title,)
    return JOINS if ends_sentences(lines) else ()


STAGE = Stage("columns", (interrupted, *JOINS, issued_title, blank_lines, indent), propose, sets_lines=True)

"""Reasons to join two blocks in their words: one that runs across, a particle, running text."""

from __future__ import annotations

from cleaner.ledger.rules import rule
from cleaner.page import patterns
from cleaner.text.characters import CLOSE, DIGIT, HAN, OPEN, class_set
from cleaner.text.regex import regex
from cleaner.wraps.fragments import Gap

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
CUT_OFF = class_set(HAN, DIGIT, CLOSE)
GOES_ON = class_set(HAN, DIGIT, OPEN)


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


@rule("columns.article", confidence=0.97)
def article(gap: Gap) -> bool:
    """An article of a law goes on to the colon before its items.

    ## Why
    It says who must or may do something and ends in no mark; the next block ends in a colon, and
    the one behind it is the first item. An article with a title of its own says nothing of that
    kind.

    ## Examples
    Repairs: 第八条 申请人应当自收到通知之日起十日内⏎⏎提交下列材料：⏎⏎（一）身份证明；⏎⏎（二）营业执照。 → 第八条 申请人应当自收到通知之日起十日内提交下列材料：⏎⏎（一）身份证明；⏎⏎（二）营业执照。
    Leaves: 第五条 罚则⏎⏎违反本办法的，处以下列处罚：⏎⏎（一）警告；⏎⏎（二）罚款。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if gap.first != HAN or gap.text[gap.after.end - 1] != "：":
        return False
    opening = _ARTICLE.match(gap.text, gap.before.start, gap.before.end)
    return opening is not None and bool(_FIRST_ITEM.match(gap.text, gap.after.end))


_ARTICLE = regex(
    "第[一二三四五六七八九十百千零〇\\d]{1,7}[条條](?:之[一二三四五六七八九十])?[ \u3000]"
    "(?=[^\n]{6})[^\n]*(?:[应應]|可以|不得|必[须須]|[负負][责責]|有下列|之日起|[由对對向将將])"
    "[^\n]*(?<![。；：，、！？])\\Z"
)
_FIRST_ITEM = regex(r"\s*(?:[（(][一1][）)]|[一1][、.．])")


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
    whole = gap.before.running and gap.after.running and not gap.beside_label
    return whole and bool(CUT_OFF[gap.last] and GOES_ON[gap.first])


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

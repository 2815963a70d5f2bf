"""Strategies for hypothesis: any text at all, and text assembled from the pieces of a page."""

from __future__ import annotations

from hypothesis import strategies as st

NEWLINES = ("\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
ODD = "\x00\x1b\x7f\u200b\u00ad\ufeff\u200d\u200e\u202a\ufe0f\ud800\udfff\U0001f469א"
BLANKS = " \t\u00a0\u2009\u3000"
MARKS = "，。、；：？！“”‘’《》（）—…·,.;:?!()[]\"'-%+/"
BULLETS = "▢□○●■※"
WORDS = (
    "服务", "服务业", "发展", "高质量", "经济", "会议", "提质", "增效", "市委", "书记", "强调", "深入",
    "学习", "贯彻", "精神", "企业", "建设", "改革", "开放", "的", "了", "和", "在", "为", "全面", "推进",
    "红糖", "直播", "农民", "村民", "平台", "數字", "經濟", "發展", "記者", "啊", "昨日", "今年", "重点",
    "20", "3000", "5+4", "12月6日", "AI", "COVID", "iPhone", "100 余家", "11 方面", "“走出去”",
    "《条例（草案）》", "information", "in-depth", "people 人", "℃", "々", "〇",
)  # fmt: skip
LATIN = (
    "the",
    "information",
    "desk",
    "well-known",
    "news",
    "of",
    "city",
    "New",
    "York",
    "2022",
    "a",
)
HEADLINES = (
    "红糖节昨日开幕",
    "服务业大会召开",
    "数字人民币",
    "缴纳成功",
    "经济发展提质增效",
    "第九届活动在我市举行",
)
FURNITURE = (
    "▢ 本报记者 张三", "□本报记者 张三 通讯员 李四", "○ 記者 王五", "金华日报记者 楼盼", "文/图 张三",
    "（下转第二版）", "(上接第1版)", ">>>2版", "2版", "A4", "- 3 -", "图为活动现场。张三 摄",
    "▲ 图为红糖节现场", "责任编辑：张三 校对：李四", "2022年12月7日 星期三", "一、总体要求", "1. 第一项",
    "● 第二项", "(1) 第三项", "http://a.cn/中?b=1", "12:30", "| 表 | 格 |",
)  # fmt: skip
DATELINES = ("本报讯 ", "本报讯 12月6日，", "新华社北京12月6日电 ", "本報訊 ", "", "", "")
INDENTS = ("", "", "", "　　", "  ", "    ")
SEPARATORS = ("\n", "\n", "\n\n", "\n\n", "\n\n\n", " \n\n", "\n　\n", "\f", "\n\f\n")

any_text = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(
        st.one_of(
            st.sampled_from(NEWLINES), st.sampled_from(ODD), st.sampled_from(BLANKS),
            st.sampled_from(MARKS), st.sampled_from(BULLETS), st.sampled_from(WORDS),
            st.characters(exclude_categories=()),
        ),
        max_size=40,
    ).map("".join),
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn, least: int = 1, most: int = 6) -> str:
    """Running text of real words and marks; the last sentence may lack its end."""
    parts = []
    for _ in range(draw(st.integers(least, most))):
        parts.extend(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)))
        parts.append(draw(st.sampled_from("，，，。。、；：？！,;:")))
    if draw(st.booleans()):
        parts[-1] = draw(st.sampled_from(("。", "。", "。”", "", "！", "……")))
    return "".join(parts)


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """A paragraph as it is set: whole, or wrapped at a column, perhaps cut at the column foot."""
    text = draw(st.sampled_from(DATELINES)) + draw(sentences())
    indent = draw(st.sampled_from(INDENTS))
    column = draw(st.sampled_from((0, 8, 10, 13, 17, 18, 24)))
    if not column:
        return indent + text
    first = column - draw(st.sampled_from((0, 0, 2)))
    lines = [text[:first], *(text[i : i + column] for i in range(first, len(text), column))]
    if len(lines) > 1 and draw(st.integers(0, 3)) == 0:
        cut = draw(st.integers(1, len(lines) - 1))
        lines[cut - 1] += draw(st.sampled_from(("\n", "\n\n", "\n2版\n")))
    return indent + "\n".join(lines)


@st.composite
def latin(draw: st.DrawFn) -> str:
    """Latin lines, with words divided at their ends."""
    lines = draw(
        st.lists(
            st.lists(st.sampled_from(LATIN), min_size=1, max_size=7).map(" ".join),
            min_size=1,
            max_size=4,
        )
    )
    return draw(st.sampled_from(("\n", "-\n", ".\n"))).join(lines) + draw(
        st.sampled_from((".", ""))
    )


pieces = st.one_of(
    paragraphs(),
    paragraphs(),
    sentences(),
    st.sampled_from(HEADLINES),
    st.sampled_from(FURNITURE),
    latin(),
    st.sampled_from(("中文 , 后面", "话语体系,推动(试行)发展", "a,b", "（见\n图）", "“引\n\n文”")),
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page: pieces with line ends or blank lines between them, and some dirt."""
    blocks = draw(st.lists(pieces, min_size=1, max_size=8))
    usual = draw(st.sampled_from(("\n", "\n\n")))
    parts = [draw(st.sampled_from(("", "", "", "\n\n", "\ufeff", " ")))]
    for block in blocks:
        parts.append(block)
        parts.append(usual if draw(st.booleans()) else draw(st.sampled_from(SEPARATORS)))
    if draw(st.booleans()):
        parts.pop()
    text = "".join(parts)
    if text and draw(st.integers(0, 4)) == 0:
        place = draw(st.integers(0, len(text)))
        dirt = draw(st.sampled_from((*ODD, *BLANKS, *NEWLINES)))
        text = text[:place] + dirt + text[place:]
    return text


texts = st.one_of(any_text, pages(), pages())

"""Texts that nobody writes, made of what pages are made of: columns, heads, leaders, bylines, markup.

Where the shapes of `bench.shapes` have one pattern over and over, most of these differ from line to
line, so that nothing is asked once for all lines.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from random import Random

from bench.shapes import Shape, han, varied

SURNAMES, GIVEN = "张王李赵刘陈杨黄周吴", "明华国强丽芳建军伟峰敏静"
FORMS = "發展經濟會議學習貫徹國務農門車馬長東風雲龍"  # of the traditional script
ENGLISH = [
    "information", "committee", "the", "development", "of", "and", "service", "economy", "reading",
    "international", "to", "paper", "conference", "government", "in", "province", "a", "reform", "village",
]  # fmt: skip


def numbered(make: Callable[[Random, int], str], seed: int = 1) -> Shape:
    """Pieces that know their number, from 1."""

    def shape(size: int) -> str:
        chance, parts, length = Random(seed), list[str](), 0
        for number in count(1):
            if length >= size:
                break
            parts.append(make(chance, number))
            length += len(parts[-1])
        return "".join(parts)

    return shape


def person(chance: Random) -> str:
    """A name of two or three characters."""
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.randint(1, 2)))


def english(chance: Random, least: int, most: int) -> str:
    """Some words of English."""
    return " ".join(chance.choices(ENGLISH, k=chance.randint(least, most)))


def sentence(chance: Random) -> str:
    """Three clauses and a full stop."""
    return "，".join(han(chance, 5, 12) for _ in range(3)) + "。"


def wrapped(text: str, width: int) -> list[str]:
    """Lines of so many characters."""
    return [text[at : at + width] for at in range(0, len(text), width)]


def story(chance: Random) -> str:
    """Four to nine sentences."""
    return "".join(sentence(chance) for _ in range(chance.randint(4, 9)))


def columns(
    number: int, width: int, gutter: str, rows: int, behind: str
) -> Callable[[Random], str]:
    """A page whose columns stand side by side, each with a text that goes on from row to row."""

    def make(chance: Random) -> str:
        texts = list[list[str]]()
        for _ in range(number):
            text = ""
            while len(text) < rows * width:
                text += sentence(chance)
            texts.append(wrapped(text[: rows * width], width))
        return "".join(gutter.join(row) + "\n" for row in zip(*texts, strict=True)) + behind

    return make


def columns_in_turn(number: int, width: int, rows: int) -> Callable[[Random], str]:
    """The same page as an extractor gives it: one column after the other, all in one text."""

    def make(chance: Random) -> str:
        page = columns(number, width, "\t", rows, "")(chance).splitlines()
        cells = [row.split("\t") for row in page]
        return "".join("\n".join(column) + "\n" for column in zip(*cells, strict=True)) + "\n"

    return make


def latin_columns(chance: Random) -> str:
    """A row of two columns of English words."""
    return f"{english(chance, 5, 6)[:34]:<38}{english(chance, 5, 6)[:34]}\n"


def slanted(chance: Random, number: int) -> str:
    """A row whose gutter stands one cell farther than in the row before."""
    width = number % 40
    return han(chance, width, width) + "    " + han(chance, 40 - width, 40 - width) + "\n"


def upright(chance: Random) -> str:
    """Rows of a text that is set from top to bottom: single characters with blanks between them."""
    return "  ".join(chance.choices("服务发展经济会议学习，。", k=12)) + "\n"


def newspaper(chance: Random) -> str:
    """A page: head, stories with headline, byline and lines of a narrow column, captions, a jump."""
    parts = [f"临河日报 2020年1月{chance.randint(1, 31)}日 第{chance.randint(1, 8)}版\n"]
    for _ in range(6):
        parts.append(han(chance, 8, 14) + "\n")
        parts.append(f"本报记者 {person(chance)} {person(chance)}\n")
        parts += [line + "\n" for line in wrapped("本报讯 " + story(chance), 17)]
        parts.append(f"图为{han(chance, 5, 12)}。 {person(chance)} 摄\n")
    return "".join(parts) + "（下转第二版）\n\f"


def tags(chance: Random) -> str:
    """An element in an element, with attributes."""
    return f'<div class="{han(chance, 2, 4)}"><p>{han(chance, 5, 9)}</p>\n'


def entry(chance: Random, number: int) -> str:
    """A line of a log."""
    return f"2020-01-15 12:{number % 60:02}:07,{number % 1000:03} INFO [worker-{number % 7}] {han(chance, 5, 9)} took={number}ms\n"


def subtitle(chance: Random, number: int) -> str:
    """A subtitle with its times."""
    return f"{number}\n00:{number % 60:02}:01,000 --> 00:{number % 60:02}:03,500\n{han(chance, 5, 12)}\n\n"


def reference(chance: Random, number: int) -> str:
    """A line of a list of references."""
    return f"[{number}] {person(chance)}, {person(chance)}. {han(chance, 9, 15)}[J]. {han(chance, 4, 6)}, 2020, 12(3): {number}-{number + 7}.\n"


def jsonl(chance: Random, number: int) -> str:
    """A record."""
    return f'{{"id": {number}, "text": "{han(chance, 9, 15)}", "tags": ["{han(chance, 2, 3)}", null]}}\n'


def deeper(chance: Random, number: int) -> str:
    """A line of YAML, at a depth that goes up and down."""
    return "  " * (number % 24) + f"{han(chance, 2, 4)}: \n"


def contents(chance: Random, number: int) -> str:
    """A line of a table of contents."""
    return f"第{number}节 {han(chance, 5, 12)}{'.' * chance.randint(9, 40)}{number}\n"


def poem(chance: Random) -> str:
    """Four lines of seven characters."""
    return "".join(han(chance, 7, 7) + mark + "\n" for mark in "，。，。") + "\n"


def confused(chance: Random) -> str:
    """A line of any Han characters, no two of which belong together."""
    return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(18)) + "，\n"


def damaged(chance: Random) -> str:
    """Text that was read in a wrong encoding, or twice, beside text that was not."""
    words = han(chance, 4, 8)
    return chance.choice(
        (
            words,
            words.encode("gbk").decode("latin-1"),
            words.encode("utf-8").decode("gbk", "replace"),
            words.encode("utf-8").decode("latin-1"),
            words.encode("utf-8").decode("cp1252", "replace"),
        )
    )


def quoted(chance: Random) -> str:
    """A clause with quotation marks and brackets that open and close as they like."""
    return "".join(han(chance, 2, 5) + chance.choice("“”‘’\"'「」（）()《》") for _ in range(3))


def halves(chance: Random) -> str:
    """Clauses with half-width marks, blanks here and there."""
    return han(chance, 3, 8) + chance.choice([",", ", ", ".", ";", ":", "!", "?", " ", "(", ") "])


def leader(chance: Random) -> str:
    """Runs of dots, dashes and blanks of all lengths."""
    return han(chance, 1, 6) + chance.choice(".。·…-—_ ~") * chance.randint(1, 30)


def mixed(chance: Random) -> str:
    """Han, Latin words and numbers, with blanks or without."""
    gap = chance.choice(("", " "))
    return gap.join((han(chance, 2, 5), chance.choice(ENGLISH), han(chance, 1, 3), str(chance.randint(1, 9999))))  # fmt: skip


def hyphenated(chance: Random) -> str:
    """A line of English that ends within a word."""
    word = chance.choice([word for word in ENGLISH if len(word) > 6])
    return f"{word[4:]} {english(chance, 5, 7)} {word[:4]}-\n"


def block(lines: int, width: int, behind: str) -> Callable[[Random], str]:
    """Lines of a column, of which none ends a sentence, and what stands behind them."""
    return lambda chance: "".join(han(chance, width, width) + "\n" for _ in range(lines)) + behind


def on_pages(make: Callable[[Random, int], str]) -> Shape:
    """A page of ten full lines with something that knows its number above and below it."""
    return numbered(
        lambda chance, number: f"{make(chance, number)}\n{block(10, 17, '')(chance)}{number}\n\f"
    )


def again(make: Callable[[Random], str], kinds: int) -> Shape:
    """A few pieces, over and over, in any order."""
    chance = Random(7)
    pieces = [make(chance) for _ in range(kinds)]
    return varied(8, lambda chance: chance.choice(pieces))


def one_long_line(make: Callable[[Random], str]) -> Shape:
    """Pieces without any line end."""
    return varied(9, lambda chance: make(chance).replace("\n", ""))


def opened(chance: Random) -> str:
    """A clause after a bracket of any kind, which is never closed."""
    return chance.choice("“‘「『（《【([{<") + han(chance, 1, 6)


def turned(chance: Random) -> str:
    """A sentence whose quotes point the wrong way."""
    return f"他说：”{han(chance, 5, 9)}。“\n"


def cut(shape: Shape) -> Shape:
    """The same, no longer than is asked for: a page of it may be longer."""
    return lambda size: shape(size)[:size]


_PAGES: dict[str, Shape] = {
    # columns
    "two columns of 1,000 rows": varied(1, columns(2, 16, "    ", 1000, "\n\n")),
    "two columns of 60 rows a page": varied(2, columns(2, 16, "    ", 60, "\f")),
    "four columns of 300 rows": varied(3, columns(4, 10, "  ", 300, "\n")),
    "two columns, one blank between": varied(4, columns(2, 16, " ", 300, "\n")),
    "two columns of odd gutters": varied(5, lambda chance: f"{han(chance, 12, 16)}{' ' * chance.randint(1, 6)}{han(chance, 12, 16)}\n"),
    "three columns in turn, 300 rows": varied(6, columns_in_turn(3, 12, 300)),
    "two columns of English": varied(7, latin_columns),
    "slanted gutter": numbered(slanted),
    "upright text": varied(8, upright),
    "columns and tabs": varied(9, columns(3, 9, "\t", 200, "\n")),
    # what stands over and under the text
    "page numbers only": numbered(lambda chance, number: f"- {number} -\n\f"),
    "pages with head and number": on_pages(lambda chance, number: f"临河日报 第{number}版"),
    "pages with heads that differ": on_pages(lambda chance, number: han(chance, 4, 9)),
    "headlines only": varied(10, lambda chance: han(chance, 7, 13) + "\n"),
    "one headline, many stories": varied(11, lambda chance: f"全市召开服务业大会\n\n{story(chance)}\n\n"),
    "many headlines, one story": varied(12, lambda chance: f"{han(chance, 7, 12)}\n\n本报讯 昨日，全市召开服务业发展大会，部署今年重点工作。\n\n"),
    "stories without headlines": varied(13, lambda chance: story(chance) + "\n\n"),
    "few headlines, few stories, again": again(lambda chance: f"{han(chance, 7, 12)}\n\n{story(chance)}\n\n", 9),
    "whole newspaper": varied(14, newspaper),
    "bylines without end": one_long_line(lambda chance: f"本报记者 {person(chance)} 通讯员 {person(chance)} "),
    "byline a line, all differ": varied(15, lambda chance: f"本报记者 {person(chance)} {person(chance)}\n"),
    "captions and stories": varied(16, lambda chance: f"图为{han(chance, 6, 12)}。 {person(chance)} 摄\n\n{story(chance)}\n\n"),
    "jumps": numbered(lambda chance, number: f"（上接第{number}版）{sentence(chance)}（下转第{number + 1}版）\n\n"),
    "table of contents": numbered(contents),
    "leaders": varied(17, leader),
    "leaders in a line": varied(18, lambda chance: leader(chance) + str(chance.randint(1, 99)) + "\n"),
    # paragraphs
    "no line ends a sentence": varied(19, block(9, 17, "\n")),
    "every line a block": varied(20, block(1, 17, "\n")),
    "stories in lines of 17": varied(21, lambda chance: "\n".join(wrapped(story(chance), 17)) + "\n"),
    "stories in lines of 5": varied(22, lambda chance: "\n".join(wrapped(story(chance), 5)) + "\n"),
    "stories in lines of 1": varied(23, lambda chance: "\n".join(story(chance)) + "\n"),
    "indents by chance": varied(24, lambda chance: "\u3000" * chance.randint(0, 4) + sentence(chance) + "\n"),
    "blank lines by chance": varied(25, lambda chance: sentence(chance) + "\n" * chance.randint(1, 6)),
    "line ends of all kinds": varied(26, lambda chance: sentence(chance) + chance.choice(["\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"])),
    "poems": varied(27, poem),
    "old style": varied(28, lambda chance: "".join(han(chance, 16, 17) + chance.choice("、。") + "\n" for _ in range(3))),
    "old style in one line": one_long_line(lambda chance: han(chance, 5, 12) + "、"),
    "speech": varied(29, lambda chance: f"{person(chance)}：“{han(chance, 5, 9)}？”\n"),
    "articles of a law": numbered(lambda chance, number: f"第{number}条 {sentence(chance)}\n"),
    "stair of blanks": numbered(lambda chance, number: " " * (number % 400) + "\n"),
    "trailing blanks": varied(30, lambda chance: han(chance, 17, 17) + " " * chance.randint(0, 9) + "\n"),
    # marks and characters
    "quotation marks by chance": varied(31, quoted),
    "quotation marks by chance in lines": varied(32, lambda chance: quoted(chance) + "\n"),
    "turned quotes in lines": varied(69, turned),
    "brackets opened only": varied(33, opened),
    "half-width marks by chance": varied(34, halves),
    "half-width marks by chance in lines": varied(35, lambda chance: "".join(halves(chance) for _ in range(3)) + "\n"),
    "Han that never meet": varied(36, confused),
    "Han that never meet in one line": one_long_line(confused),
    "wrong encodings by chance": varied(37, damaged),
    "wrong encodings by chance in lines": varied(38, lambda chance: damaged(chance) + "\n"),
    "both scripts": varied(39, lambda chance: han(chance, 2, 6) + "".join(chance.choices(FORMS, k=3)) + chance.choice("，。")),
    "both scripts in lines": varied(40, lambda chance: (han(chance, 9, 9) + "".join(chance.choices(FORMS, k=8))) + "\n"),
    "spread by chance": varied(41, lambda chance: chance.choice(("", " ", "  ")).join(han(chance, 2, 9)) + chance.choice(" \n")),
    "Han and Latin by chance": varied(42, mixed),
    "Han and Latin by chance in lines": varied(43, lambda chance: mixed(chance) + "\n"),
    "numbers and Han": varied(44, lambda chance: f"{chance.randint(1, 10**9):,}{han(chance, 1, 2)}{chance.randint(1, 99)}.{chance.randint(1, 99)}％"),
    "one number": varied(45, lambda chance: f"{chance.randint(100, 999)},"),
    "wide digits and letters": varied(46, lambda chance: "".join(chance.choices("０１２３ＡＢＣ．，－％", k=7)) + han(chance, 1, 3)),
    "joined emoji": varied(47, lambda chance: "👩\u200d👩\u200d👧" + han(chance, 0, 2)),
    "combining marks": varied(48, lambda chance: chance.choice("ae学") + "\u0301" * chance.randint(1, 9)),
    "hidden characters by chance": varied(49, lambda chance: han(chance, 1, 4) + chance.choice("\u200b\u00ad\u200d\ufeff\u202a\u2060")),
    # no prose, or hardly
    "tags": varied(50, tags),
    "tag that never closes": varied(51, lambda chance: f'<a href="{han(chance, 2, 4)}'),
    "Markdown": varied(52, lambda chance: f"- **{han(chance, 2, 5)}**：[{han(chance, 2, 5)}](http://a.cn/{han(chance, 1, 3)})\n"),
    "formulas": varied(53, lambda chance: f"\\frac{{{chance.choice('abc')}_{{{chance.randint(1, 9)}}}}}{{$x^{chance.randint(1, 9)}$}}{han(chance, 0, 3)}"),
    "log": numbered(entry),
    "subtitles": numbered(subtitle),
    "references": numbered(reference),
    "records": numbered(jsonl),
    "nested keys": numbered(deeper),
    "ruled table": varied(54, lambda chance: "┌──┬──┐\n" + f"│{han(chance, 2, 2)}│{han(chance, 2, 2)}│\n" + "└──┴──┘\n"),
    "table of prose": varied(55, lambda chance: "\t".join(sentence(chance) for _ in range(3)) + "\n"),
    "separated values": varied(56, lambda chance: ",".join((person(chance), str(chance.randint(1, 999)), han(chance, 2, 6))) + "\n"),
    "base64": varied(57, lambda chance: "".join(chance.choices("ABCDwxyz0189+/", k=76)) + "\n"),
    "English, hyphened": varied(58, hyphenated),
    "English, not wrapped": varied(59, lambda chance: english(chance, 30, 90) + ".\n"),
    "English in one line": varied(60, lambda chance: english(chance, 9, 12) + ", "),
    "English among Han": varied(61, lambda chance: f"{sentence(chance)}\n{english(chance, 8, 12)}.\n"),
    "addresses across lines": varied(62, lambda chance: f"http://www.a.cn/{chance.choice(ENGLISH)}/\n{chance.choice(ENGLISH)}.html{han(chance, 5, 9)}\n"),
    "kana and Han": varied(63, lambda chance: han(chance, 2, 4) + "".join(chance.choices("アイウエオのはをに", k=5)) + chance.choice("、。\n")),
    "Korean": varied(64, lambda chance: "".join(chance.choices("한국경제신문발전", k=3)) + chance.choice(" \n")),
    # names
    "names and titles": varied(65, lambda chance: f"市长{person(chance)}、县委书记{person(chance)}，"),
    "names, nearly the same": varied(66, lambda chance: f"{person(chance)}说，{han(chance, 5, 9)}。\n"),
    "names with blanks": varied(67, lambda chance: " ".join(person(chance)) + "、"),
    "names a line": varied(68, lambda chance: "  ".join(person(chance) for _ in range(6)) + "\n"),
}  # fmt: skip
PAGES = {name: cut(shape) for name, shape in _PAGES.items()}

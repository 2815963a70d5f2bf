"""Texts that nobody writes, of any length: one pattern over and over, made systematically.

Each is a pattern of few characters, so that whatever a rule does at one place it does everywhere. A
shape is a function from a number of characters to a text of about that many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from random import Random

Shape = Callable[[int], str]

# One or two characters of every class (`cleaner.characters`), and all ASCII marks.
CLASSES = {
    "Han": "学", "particle": "的", "number": "三", "kana": "ア", "hangul": "한", "letter": "a",
    "capital": "B", "accent": "é", "digit": "7", "wide digit": "２", "space": " ", "tab": "\t",
    "wide space": "\u3000", "no-break space": "\u00a0", "newline": "\n", "return": "\r",
    "mixed line end": "\r\n\r", "vertical tab": "\v", "separator": "\u2028", "form feed": "\f",
    "null": "\x00", "zero width": "\u200b", "soft hyphen": "\u00ad", "joiner": "\u200d",
    "direction": "\u202a", "surrogate": "\ud800", "private use": "\ue000", "lost": "\ufffd",
    "radical": "⼤", "ligature": "ﬁ", "half kana": "ｶ", "wide letter": "Ａ", "emoji": "👩",
    "C1 control": "\x85\x93", "Hebrew": "א", "Thai": "ก", "combining": "\u0301",
}  # fmt: skip
MARKS = "。！？，、；：“”‘’「」『』（）《》【】—–―～…⋯·•○□▢●■※℃￥〇々" + "".join(
    chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()
)
# What some rule or other looks for, each as it is written.
TOKENS = {
    "entity": "&amp;", "entity, numeric": "&#65292;", "entity, blank": "&nbsp;", "entity, tag": "&lt;",
    "utf-8 as latin-1": "æ–°é—»", "gbk as latin-1": "ÖÐ¹ú", "utf-8 as gbk": "鏂伴椈",
    "lost twice": "锟斤拷", "high bytes": "Ã©", "address": "http://a.cn/b?c=1", "path": "/usr/lib/a.txt",
    "e-mail": "a.b@c.cn", "time": "12:30", "date": "2020-01-15", "phone": "0579-85123456",
    "amount": "1,234.5", "range": "12-15", "ratio": "3:2", "model": "GB/T 19001", "formula": "a+b=c",
    "dollars": "$a$", "code": "`x`", "tag": "<b>", "fence": "```\n", "name": "张三", "byline": "本报记者 张三 ",
    "dateline": "本报讯 ", "jump": "（下转第二版）", "caption": "图为会场。张三 摄", "page number": "- 3 -",
    "footnote": "[1]", "citation": "(Smith, 2020)", "item": "1. ", "item, Chinese": "一、", "year": "二〇二〇年",
    "title": "《条例（草案）》", "quotation": "“引文”", "dialogue": "：“好，”", "spread name": "张 三", "word": "information ",
    "hyphen": "infor-\nmation ", "row": "甲\t1\t2\n", "cells": "| 表 | 格 |\n", "list": "● 第二项\n", "spread": "参 加 了 ",
    "traditional": "發展經濟", "kind": "责任编辑：张三\n", "dots": "......", "stops": "。。。", "dashes": "----",
}  # fmt: skip
HAN = "服务发展经济会议学习贯彻精神企业建设改革开放全面推进农民村民平台红糖直播昨日今年重点"


def repeated(pattern: str) -> Shape:
    """The pattern over and over."""
    return lambda size: (pattern * (size // len(pattern) + 1))[:size]


def mirrored(opening: str, closing: str) -> Shape:
    """All opened and then all closed."""
    return lambda size: opening * (size // 2) + closing * (size // 2)


def growing(pattern: str, behind: str) -> Shape:
    """Lines that have the pattern once, twice, three times …, each with something behind it."""

    def shape(size: int) -> str:
        parts, length = list[str](), 0
        while length < size:
            parts.append(pattern * (len(parts) + 1) + behind + "\n")
            length += len(parts[-1])
        return "".join(parts)

    return shape


def varied(seed: int, make: Callable[[Random], str]) -> Shape:
    """Pieces by chance, always the same ones."""

    def shape(size: int) -> str:
        chance, parts, length = Random(seed), list[str](), 0
        while length < size:
            parts.append(make(chance))
            length += len(parts[-1])
        return "".join(parts)

    return shape


def han(chance: Random, least: int, most: int) -> str:
    """A few common characters."""
    return "".join(chance.choices(HAN, k=chance.randint(least, most)))


def atoms() -> dict[str, str]:
    """All pieces that the patterns are made of, by their names."""
    return CLASSES | {f"mark {mark}": mark for mark in MARKS} | TOKENS


# How an atom may stand: `{}` is the atom.
FRAMES = {
    "{} alone": "{}",
    "{} after each Han": "学{}",
    "{} within running text": "服务发展，经济会议{}学习贯彻，精神。",
    "{} in a long line": "服务发展经济会议{}",
    "{} a line": "{}\n",
    "{} a blank line": "{}\n\n",
    "{} at line ends": "昨日全市召开服务业发展大会，{}\n",
    "{} at line starts": "{}昨日全市召开服务业发展大会，强\n",
    "{} a page": "{}\n\f",
}


def shapes() -> dict[str, Shape]:
    """All shapes by their names."""
    found: dict[str, Shape] = {}
    for name, atom in atoms().items():
        for frame, pattern in FRAMES.items():
            found[frame.format(name)] = repeated(pattern.replace("{}", atom))
    for name, atom in atoms().items():
        found[f"{name}, more a line"] = growing(atom, "服务发展")
    return found | NESTED | CHANCE


def pairs(number: int, seed: int) -> Iterator[tuple[str, Shape]]:
    """So many of all pairs of atoms, half of them with a Han character before them."""
    chance = Random(seed)
    every = list(product(atoms().items(), atoms().items(), ("", "学")))
    for (first, before), (second, behind), han_before in chance.sample(every, number):
        yield f"{han_before}{first} {second}", repeated(han_before + before + behind)


def triples(number: int, seed: int) -> Iterator[tuple[str, Shape]]:
    """So many patterns of three to six atoms, by chance."""
    chance = Random(seed)
    pieces = [*atoms().values(), *HAN]
    for _ in range(number):
        pattern = "".join(chance.choices(pieces, k=chance.randint(3, 6)))
        yield repr(pattern), repeated(pattern)


BRACKETS = ("“”", "‘’", "「」", "『』", "（）", "《》", "【】", "()", "[]", "{}", "<>")
NESTED = {f"nested {pair}": mirrored(pair[0], pair[1]) for pair in BRACKETS}
NESTED |= {f"nested 学{pair}": mirrored("学" + pair[0], "习" + pair[1]) for pair in BRACKETS}


def _line(chance: Random) -> str:
    return han(chance, 15, 18) + chance.choice("，。、 ") + "\n"


def _spread(chance: Random) -> str:
    return " ".join(han(chance, 16, 24)) + "\n"


def _row(chance: Random) -> str:
    return "\t".join(str(chance.randint(1, 9999)) for _ in range(4)) + "\n"


def _two_columns(chance: Random) -> str:
    return f"{han(chance, 14, 14)}    {han(chance, 14, 14)}\n"


def _words(chance: Random) -> str:
    return "".join(chance.choices("abcdefghijklm", k=chance.randint(1, 9))) + " "


def _number(chance: Random) -> str:
    return f"{chance.randint(1, 10**6)}{chance.choice('.,:-/ ')}"


def _headline(chance: Random) -> str:
    return han(chance, 6, 12) + "\n\n"


def _story(chance: Random) -> str:
    return f"{_headline(chance)}本报讯 {_line(chance) * 3}\n"


def _page(chance: Random) -> str:
    return "".join(han(chance, 7, 9) + "\n" for _ in range(7)) + "\f"


def _band(chance: Random) -> str:
    rows = (f"{han(chance, 7, 9)}，    {han(chance, 7, 9)}\n" for _ in range(3))
    return "".join(rows) + "\n\n"


def _table(chance: Random) -> str:
    rows = ("   ".join(han(chance, 5, 7) + "，" for _ in range(40)) + "\n" for _ in range(3))
    return "".join(rows) + "\n\n"


def _three_cells(chance: Random) -> str:
    return " ".join(han(chance, 9, 11) for _ in range(3)) + "，\n"


def _lines_in_turn(chance: Random) -> str:
    """A line of each of five columns, of which the text goes on in the next row."""
    return "".join(_STORY[at : at + 12] + "\n" for at in chance.choices(range(len(_STORY)), k=5))


def _elsewhere(chance: Random) -> str:
    """A block that ends within a word, or one that nothing goes on in."""
    return chance.choice(
        (
            "济建设，服务全市的工作大会开\n学习贯彻精神，推进农村改革经\n\n",
            "，。）】，服务全市的工作大会开\n学习贯彻精神，推进农村改革（（\n\n",
        )
    )


_STORY = (
    "昨天上午全市召开水利建设大会，总结今年各项工作，部署明年任务。会议要求各地要加强组织领导，"
)


def _scattered(chance: Random) -> str:
    return chance.choice(_ATOMS)


_ATOMS = [*atoms().values()]
CHANCE: dict[str, Shape] = {
    f"{name}, by chance": varied(number, make)
    for number, (name, make) in enumerate(
        {
            "wrapped lines": _line,
            "one line of Han": lambda chance: han(chance, 5, 9),
            "one line with commas": lambda chance: han(chance, 5, 9) + ",",
            "spread lines": _spread,
            "rows of numbers": _row,
            "two columns": _two_columns,
            "Latin words": _words,
            "Latin lines": lambda chance: "".join(_words(chance) for _ in range(9)) + "\n",
            "numbers": _number,
            "headlines": _headline,
            "stories": _story,
            "pages of a head and a line": lambda chance: f"临河旧事\n{_line(chance)}\f",
            "atoms": _scattered,
            "atoms in lines": lambda chance: _scattered(chance) * 3 + chance.choice(" \n"),
            "marks": lambda chance: chance.choice(MARKS),
            "classes": lambda chance: chance.choice([*CLASSES.values()]),
            "pages of short lines": _page,
            "bands of two columns": _band,
            "tables of forty columns": _table,
            "rows of three cells": _three_cells,
            "lines in turn": _lines_in_turn,
            "blocks that go on elsewhere": _elsewhere,
            "Unicode": lambda chance: chr(chance.randrange(0x110000)),
        }.items()
    )
}

"""What stands between a heading and its text in papers of about 1900 to 1950, as printed lines.

Its number, who wrote it and where it is from, the chapter of a serial. In a column of upright lines the
parts of such a line stand below each other, and come out as lines of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

DIGITS = "一二三四五六七八九"
CITIES = [
    "北京", "天津", "漢口", "廣州", "南京", "巴黎", "倫敦", "紐約", "柏林", "莫斯科", "東京", "奉天", "長沙",
    "重慶", "杭州", "蘇州",
]  # fmt: skip
WRITERS = ("", "著", "譯", "作", "述", "投", "來稿", "撰", "戲作")
RIGHTS = ("禁止轉載", "不許轉載", "版權所有", "禁轉載")
OTHERS = ("（續）", "（續前）", "特訊", "特約通信", "專電", "來稿")
COUPLET = (6, 9)  # characters of each half of the title of a chapter
TITLE = (4, 16)  # characters of one that is no couplet
CHAPTERS = "囘回章節集折"


def front(
    rng: Random, habits: dict[str, int], name: str, words: Callable[[int], str]
) -> list[list[str]]:
    """The paragraphs between heading and text, each as its lines.

    `name`: of who wrote it; `words`: gives so many characters of text without marks.
    """
    found = []
    if rng.random() < 0.15:
        found.append(_number(rng, habits))
    if habits["sign"] and rng.random() < 0.85:
        found.append(_signed(rng, habits, name))
    if rng.random() < 0.06:
        found.append([rng.choice((*RIGHTS, *OTHERS, f"{rng.choice(CITIES)}通信"))])
    if habits["sign"] != 2 and rng.random() < 0.12:  # else what is before goes after the text
        found += _chapter(rng, words)
    return found


def _number(rng: Random, habits: dict[str, int]) -> list[str]:
    digits = [rng.choice(DIGITS) for _ in range(rng.choice((1, 1, 2, 3)))]
    if habits["pieces"]:
        return [f"（{digit}）" for digit in digits]
    return [f"（{'十'.join(digits[:2])}）"]


def _signed(rng: Random, habits: dict[str, int], name: str) -> list[str]:
    name += rng.choice(WRITERS if rng.random() < 0.4 else ("",))
    sent = f"{rng.choice(CITIES)}寄" if rng.random() < 0.15 + 0.15 * habits["pieces"] else ""
    bracketed = habits["brackets"] == 1 or (habits["brackets"] == 2 and rng.random() < 0.5)
    if not habits["pieces"]:
        line = f"{name}自{sent}" if sent else name
        rights = rng.choice(RIGHTS) if rng.random() < 0.05 else ""
        return [f"（{line}）" if bracketed else line + rights]
    if sent:
        return [f"（{name}自）", f"（{sent}）"] if bracketed else [f"{name}自", sent]
    if not bracketed or rng.random() < 0.1:
        return [name, rng.choice(RIGHTS)] if rng.random() < 0.4 else [name]
    opening, closing = rng.choice((("（", "）"), ("（", "）"), ("））", "（（"), ("）", "（")))
    at = len(name) // 2 if rng.random() < 0.5 else 0
    return [opening, *filter(None, (name[:at], name[at:])), closing]


def _chapter(rng: Random, words: Callable[[int], str]) -> list[list[str]]:
    number = f"第{rng.choice(('', '', '十', '二十'))}{rng.choice(DIGITS)}{rng.choice(CHAPTERS)}"
    if rng.random() < 0.5:
        half = rng.randint(*COUPLET)
        couplet = [words(half), words(half)]
        return [[number], couplet if rng.random() < 0.7 else ["".join(couplet)]]
    return [[number + words(rng.randint(*TITLE))]]

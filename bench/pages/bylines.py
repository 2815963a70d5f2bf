"""Bylines and datelines of every kind, with invented people."""

import re
from random import Random

from .names import newspaper, people, person, place

BULLETS = ("▢", "□", "○", "●", "■", "◎", "◆", "◇")
TITLES = ("本报记者", "全媒体记者", "记者", "本报通讯员", "首席记者", "见习记者", "融媒体记者")
OLD_DATELINE = re.compile(
    r"^(?:据?(?:本报|新华社|中新社)[^，。“]{0,22}?(?:[电讯]|报道)(?:（[^）]{1,20}）)?"
    r"(?:[^，。“]{0,24}?报道)?：?)\s*"
)


def byline(rng: Random) -> list[str]:
    """The byline above a story: no, one or two strings."""
    kind = rng.choices(range(9), weights=(20, 18, 16, 10, 9, 7, 6, 6, 8))[0]
    if kind == 0:
        return []
    if kind == 8:
        return [f"{newspaper(rng)}记者 {_listed(rng, 1)}", f"全媒体记者 {_listed(rng, 2)}"]
    makers = (_staff, _staff, _two_kinds, _photo, _agency, _bare, _barred, _staff)
    return [_with_bullet(rng, makers[kind](rng))]


def closing_byline(rng: Random) -> str:
    """A byline after the story, in brackets."""
    title = rng.choice(("", "", "记者 ", "本报记者 ", "通讯员 "))
    return f"（{title}{_listed(rng, 2)}）"


def dateline(rng: Random, month: int, day: int) -> str:
    """What stands before the first sentence: 本报讯, an agency's dateline, often nothing."""
    date = f"{month}月{day}日"
    town = place(rng)
    reporter = f"（记者{rng.choice((' ', '', '　'))}{_listed(rng, 2)}）"
    forms = (
        "",
        "本报讯" + rng.choice((" ", "", "　")),
        "本报讯" + reporter,
        f"本报{town}{date}{rng.choice('电讯')}{reporter}",
        f"新华社{town}{date}电{rng.choice((reporter, ' '))}",
        f"据新华社{town}{date}电" + rng.choice((" ", "", "　")),
        f"{newspaper(rng)}讯 ",
        rng.choice(("【本报讯】", "（本报讯）", "本报综合消息 ", f"记者{date}获悉，")),
    )
    return rng.choices(forms, weights=(30, 30, 10, 9, 8, 5, 4, 4))[0]


def without_dateline(text: str) -> str:
    """A first paragraph without the dateline it has in the corpus."""
    return OLD_DATELINE.sub("", text)


def _listed(rng: Random, most: int) -> str:
    """Names one after the other; names of two characters are sometimes spaced to three."""
    names = people(rng, most)
    if rng.random() < 0.15:
        names = [f"{name[0]} {name[1]}" if len(name) == 2 else name for name in names]
        return "　".join(names)
    return rng.choice((" ", " ", "　", "、")).join(names)


def _gap(rng: Random) -> str:
    return rng.choice((" ", " ", "　", ""))


def _staff(rng: Random) -> str:
    return f"{rng.choice(TITLES)}{_gap(rng)}{_listed(rng, 3)}"


def _two_kinds(rng: Random) -> str:
    first = rng.choice((*TITLES, newspaper(rng) + "记者"))
    second = rng.choice(("通讯员", "全媒体记者", "实习生"))
    return f"{first} {_listed(rng, 2)} {second} {_listed(rng, 2)}"


def _photo(rng: Random) -> str:
    one, two = person(rng), person(rng)
    forms = (f"{one}/文 {two}/摄", f"{one} 文/摄", f"文/{one} 图/{two}", f"本报记者 {one} 文/图")
    return rng.choice((*forms, f"{one}／文　{two}／摄", f"记者 {one} 摄影报道"))


def _agency(rng: Random) -> str:
    return f"{rng.choice(('新华社记者', '据新华社', '中新社记者'))} {_listed(rng, 2)}"


def _bare(rng: Random) -> str:
    return _listed(rng, 2)


def _barred(rng: Random) -> str:
    return f"{newspaper(rng)}记者 {person(rng)}{rng.choice('｜|/')}全媒体记者 {person(rng)}"


def _with_bullet(rng: Random, text: str) -> str:
    if rng.random() < 0.4:
        return rng.choice(BULLETS) + rng.choice((" ", "", "　")) + text
    return text

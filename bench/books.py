"""Books with a known reading: prose wrapped at a fixed width, with chapters, verse and dialogue.

    python -m bench.books [FIRST:LAST]

prints paragraph and line-break F1, titles and verses kept, beside simple rules, and the edits of
the same books unwrapped. Seeds are split as in `bench.pages.splits`: those from 10000 on are for
reporting only.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from random import Random

import cleaner
from bench.pages.cases import Case
from bench.pages.corpus import stories
from bench.pages.splits import REPORT
from bench.tables import table
from cleaner.measure import Score, plain, score_breaks, score_paragraphs

NOT_FIRST, NOT_LAST = "。，、；：！？”’』」）》…—", "“‘『「（《"
PIECE = re.compile(r"[0-9A-Za-z.%]+|.", re.S)
NUMERALS = "一二三四五六七八九十"
NAMES = ("临河旧事", "南山夜话", "灯下集", "渡口", "长街")
TITLES = ("雨夜来客", "旧信", "过江", "山中一日", "归途", "灯火", "不速之客", "渡口的清晨")
SPEECH = (
    "“你怎么来了？”", "“走吧。”", "他没有说话。", "“天快黑了，路上小心。”她说。", "“嗯。”",
    "老人摇了摇头，说：“再等一等，船还没有到。”", "“真的？”", "“不知道，也许明天，也许后天。”",
    "“你听，外面好像有人在敲门，这么晚了，会是谁呢？”他放下手里的书，走到窗前。",
)  # fmt: skip
VERSES = (
    ("床前明月光，", "疑是地上霜。", "举头望明月，", "低头思故乡。"),
    ("白日依山尽，黄河入海流。", "欲穷千里目，更上一层楼。"),
    ("春眠不觉晓，", "处处闻啼鸟。", "夜来风雨声，", "花落知多少。"),
    ("朝辞白帝彩云间，千里江陵一日还。", "两岸猿声啼不住，轻舟已过万重山。"),
)
LETTER = ("母亲大人：", "见字如面。我在这里一切都好，请不要挂念。", "儿 谨上", "三月初五")


def book(seed: int, own_only: bool = False, width: int | None = None) -> Case:
    """The book of `seed`; `width` in characters overrides the drawn one, 0 leaves it unwrapped."""
    rng = Random(f"book {seed}")
    params = {
        "width": rng.randint(20, 40), "indent": rng.random() < 0.6, "blank": rng.random() < 0.4,
        "hang": rng.random() < 0.3, "page": rng.choice((0, 0, 24, 30, 38)),
        "form feed": rng.random() < 0.5, "title": rng.randrange(5), "name": rng.choice(NAMES),
    }  # fmt: skip
    if width is not None:
        params |= {"width": width, "page": 0}
    lines: list[str] = []
    articles = []
    for number, story in enumerate(stories(seed, rng.randint(2, 4), rng, own_only)):
        title = _title(params["title"], number, rng)
        parts = _parts(story.paragraphs, rng)
        lines += ["", "", title, ""] if lines else [title, ""]
        for kind, text in parts:
            lines += _set(text, kind, params)
            if params["blank"] and kind != "verse":
                lines.append("")
        articles.append(_article(title, parts))
        params.setdefault("verses", []).extend(text for kind, text in parts if kind == "verse")
    text, furniture = _paged(lines, params)
    return Case(seed, "book", text, {"articles": articles, "furniture": furniture}, params)


def _title(form: int, number: int, rng: Random) -> str:
    numeral, words = NUMERALS[number], rng.choice(TITLES)
    if number == 0 and rng.random() < 0.2:
        return "楔子"
    forms = (f"第{numeral}章 {words}", f"第{numeral}回", f"卷{numeral}", f"{number + 1}", words)
    return forms[form]


def _parts(paragraphs: list[str], rng: Random) -> list[tuple[str, str]]:
    """The paragraphs of a chapter, each with its kind, dialogue and verse among them."""
    parts = []
    for text in paragraphs:
        parts.append(("prose", text))
        chance = rng.random()
        if chance < 0.3:
            parts += [("speech", rng.choice(SPEECH)) for _ in range(rng.randint(2, 6))]
        elif chance < 0.4:
            parts += [("verse", line) for line in rng.choice(VERSES)]
        elif chance < 0.45:
            parts += [("letter", line) for line in LETTER]
    return parts


def _article(title: str, parts: list[tuple[str, str]]) -> dict[str, object]:
    empty = {name: [] for name in ("kicker", "deck", "byline", "captions", "notes")}
    return {"headline": title, "paragraphs": [text for _, text in parts], **empty}


def _set(text: str, kind: str, params: dict) -> list[str]:
    indent = "　　" if params["indent"] or (kind == "verse" and params["blank"]) else ""
    return wrap(indent + text, params["width"], params["hang"])


def wrap(text: str, width: int, hang: bool) -> list[str]:
    """`text` in lines of `width` full-width characters (0: one line), by the rules of kinsoku.

    A mark that may not open a line hangs over the edge, or takes the character before it along.
    """
    if not width:
        return [text]
    lines, line, size = [], [], 0
    for piece in PIECE.findall(text):
        cells = sum(1 if mark < "\u0100" else 2 for mark in piece)
        if line and size + cells > 2 * width and not (hang and piece in NOT_FIRST):
            rest = []
            while len(line) > 1 and (piece in NOT_FIRST or line[-1] in NOT_LAST):
                piece, rest = line.pop(), [piece, *rest]
            lines.append("".join(line))
            line = [piece, *rest]
            size = sum(1 if mark < "\u0100" else 2 for mark in "".join(line))
            continue
        line.append(piece)
        size += cells
    return [*lines, "".join(line)]


def _paged(lines: list[str], params: dict) -> tuple[str, list[str]]:
    """The lines in pages with running heads and page numbers, and what was put in."""
    height = params["page"]
    if not height:
        return "\n".join(lines) + "\n", []
    pages, furniture = [], []
    for first in range(0, len(lines), height):
        number = first // height + 1
        foot = f"第 {number} 页" if params["title"] % 2 else f"- {number} -"
        pages.append("\n".join((params["name"], *lines[first : first + height], foot)))
        furniture += [params["name"], foot]
    return ("\n\f" if params["form feed"] else "\n").join(pages) + "\n", furniture


def blank_line(text: str) -> list[str]:
    """The simple rule that a blank line parts paragraphs."""
    return ["".join(part.split("\n")) for part in re.split(r"\n\s*\n", text)]


def sentence_end(text: str) -> list[str]:
    """The simple rule that a line which ends a sentence ends its paragraph."""
    return re.sub(r"(?<![。！？”…\n])\n(?!\n)", "", text).split("\n")


def indent(text: str) -> list[str]:
    """The simple rule that a paragraph begins with an indent or after a blank line."""
    return re.sub(r"\n(?![　\n])", "", text).split("\n")


def product(profile: str) -> Callable[[str], list[str]]:
    """Cleaning under `profile`."""
    return lambda text: cleaner.clean(text, profile=profile).split("\n")


METHODS: dict[str, Callable[[str], list[str]]] = {
    "cleaner, book": product("book"),
    "cleaner, newspaper": product("newspaper"),
    "blank line": blank_line,
    "sentence end": sentence_end,
    "indent": indent,
}


def figures(books: list[Case], method: Callable[[str], list[str]]) -> tuple[float, ...]:
    """Paragraph F1, line-break F1, and the shares of titles and verses kept as lines."""
    whole, breaks = Score(0, 0, 0), Score(0, 0, 0)
    kept = {"titles": [0, 0], "verses": [0, 0]}
    for case in books:
        given = [line for line in map(plain, method(case.text)) if line]
        wanted = [*_wanted(case), *case.truth["furniture"]]
        whole += score_paragraphs(given, wanted)
        breaks += score_breaks(given, wanted, case.text.split("\n"))
        titles = [str(article["headline"]) for article in case.truth["articles"]]
        for name, lines in (("titles", titles), ("verses", case.params.get("verses", []))):
            kept[name][0] += sum(plain(line) in given for line in lines)
            kept[name][1] += len(lines)
    return whole.f1, breaks.f1, *(right / max(1, all_) for right, all_ in kept.values())


def _wanted(case: Case) -> Iterator[str]:
    for article in case.truth["articles"]:
        yield from (article["headline"], *article["paragraphs"])


def reported() -> str:
    """The tables over books that are only reported."""
    return report(REPORT[:100])


def report(seeds: range) -> str:
    """The figures of every method, by kind of book, and the books that are changed unwrapped."""
    every = [book(seed) for seed in seeds]
    kinds = {
        "all": every,
        "indent": [case for case in every if case.params["indent"]],
        "blank, no indent": [c for c in every if c.params["blank"] and not c.params["indent"]],
        "neither": [c for c in every if not c.params["blank"] and not c.params["indent"]],
        "paged": [case for case in every if case.params["page"]],
    }
    rows = [
        (name, f"{kind} ({len(books)})", *(f"{value:.3f}" for value in figures(books, method)))
        for name, method in METHODS.items()
        for kind, books in kinds.items()
        if books
    ]
    parts = [table(("method", "books", "paragraphs", "line breaks", "titles", "verses"), rows)]
    unwrapped = [book(seed, width=0).text for seed in seeds]
    for profile in ("book", "newspaper"):
        edited = sum(cleaner.clean(text, profile=profile) != text for text in unwrapped)
        parts.append(f"Unwrapped books changed, profile {profile}: {edited} of {len(unwrapped)}.\n")
    return "\n".join(parts)


def main(arguments: list[str]) -> None:
    """Measure the books of `FIRST:LAST` and print."""
    first, last = map(int, (arguments or ["0:100"])[0].split(":"))
    print(report(range(first, last)))


if __name__ == "__main__":
    main(sys.argv[1:])

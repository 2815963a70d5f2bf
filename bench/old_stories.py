"""Folds made anew: articles of the tuning half under other headings, among what else papers hold.

A newspaper of other years, or another one, has kickers and decks, signatures after the text,
datelines in brackets, subheads, lists, notices, price lists and captions of other wordings. They are
made here of pieces of the tuning half, so that what is learned does not hang on one paper's habits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.folds import Fold, Item
from bench.old_fronts import CITIES, DIGITS, front

NOT_FIRST = "、。，；：？！」』）"  # marks that some printers let hang over the edge
UNEVEN = (0, 0, 0, 0, 1, -1)  # characters by which lines differ from their width
SHORT = 12  # characters of a paragraph that is a line of its own in any column
BESIDE = 0.2  # of the paragraphs, those that have a picture beside them
HEAD, MORE, BYLINE, TEXT, SIGNED, ASIDE, PAGE = LABELS = (
    "head", "more", "byline", "text", "signed", "aside", "page",
)  # fmt: skip
VERSE = "verse"  # of a kind of its own: its lines stay, though the folds have them as paragraphs
FRONT = 20  # characters of a line between heading and text, at most
ORNAMENTS = "◘◉◎●○■□◆◇▲△★※"
AGENCIES = [
    "電",
    "專電",
    "路透電",
    "美聯電",
    "哈瓦斯電",
    "中央社電",
    "國聞社電",
    "合衆電",
    "通信",
    "特約通信",
]
SUBHEADS = [
    "經過情形",
    "會場一瞥",
    "各方意見",
    "事後調查",
    "當局表示",
    "最後消息",
    "附錄",
    "原文",
    "結果",
    "緣起",
    "兩造供詞",
]
SECTIONS = [
    "本埠新聞",
    "要聞",
    "國內要電",
    "特訊",
    "專件",
    "小說",
    "雜俎",
    "花叢瑣記",
    "劇談",
    "短評",
    "談話",
    "文苑",
    "來函照登",
    "更正",
]
PAGES = (
    "中華民國{n}年{n}月{n}日", "第{n}版", "星期{d}", "本報每份售洋{d}分", "每日出版一大張", "總經理處上海{n}馬路",
    "電話中央{n}{n}號", "廣告刊例", "長期另議", "每月大洋{d}角", "外埠郵費加{d}分", "社址上海{n}路{n}號",
    "第{n}百{n}號", "陰曆{n}月{n}日", "今日兩大張", "本報啓事", "中華郵政特准掛號認爲新聞紙類", "發行所{n}馬路",
)  # fmt: skip
PRICES = (
    "白米每石{d}元{d}角",
    "麵粉每包{d}元",
    "標金{d}百{d}十兩",
    "棉紗{n}支{d}兩",
    "洋釐{d}錢{d}分",
    "頭等{n}元",
)
NOTICES = (
    "{c}來函", "本社啓事", "更正", "特別啓事", "鳴謝", "招請訪員", "徵求稿件", "{c}聲明",
)  # fmt: skip


def wrapped(text: str, width: int, hangs: bool, rng: Random) -> list[str]:
    """The lines of a paragraph in a column of `width` characters, which may go round a picture.

    `hangs`: marks that would begin a line stand over the edge before it.
    """
    lines: list[str] = []
    beside: tuple[int, int, int] = (0, 0, width)  # lines from, lines to, and their width
    if rng.random() < BESIDE:
        first = rng.randint(0, max(1, len(text) // width))
        beside = (first, first + rng.randint(2, 14), rng.randint(width // 4, 3 * width // 4))
    while text:
        here = beside[2] if beside[0] <= len(lines) < beside[1] else width
        size = len(text) if len(text) <= SHORT else max(2, here + rng.choice(UNEVEN))
        while hangs and text[size : size + 1] and text[size] in NOT_FIRST:
            size += 1
        lines.append(text[:size])
        text = text[size:]
    return lines


@dataclass
class Labelled:
    """An item, and what each line of its heading and each of its other paragraphs is."""

    item: Item
    labels: list[str]


def labelled(item: Item) -> Labelled:
    """What the parts of an item of a fold are."""
    first, *others = item.paragraphs
    size = len(first)
    if not item.counts:
        other = ASIDE if item.kind in ("article", "image") else PAGE
        return Labelled(item, [other] * (size + len(others)))
    texts = ["".join(lines) for lines in others]
    labels = [TEXT] * len(texts)
    for place, text in enumerate(texts[:-1]):
        if len(text) > FRONT or "、" in text or "。" in text:
            break
        labels[place] = BYLINE
    if len(texts) > 1 and len(texts[-1]) <= FRONT and "、" not in texts[-1] and labels[-2] == TEXT:
        labels[-1] = SIGNED
    return Labelled(item, [HEAD, *[MORE] * (size - 1), *labels])


class Maker:
    """Makes items of the articles of some folds."""

    def __init__(self, folds: Sequence[Fold], rng: Random) -> None:
        self.rng = rng
        items = [item for fold in folds for item in fold.items]
        self.articles = [labelled(item) for item in items if item.counts]
        self.asides = [labelled(item) for item in items if item.kind in ("image", "article")]
        self.asides = [each for each in self.asides if not each.item.counts]
        self.texts = [
            "".join(lines)
            for each in self.articles
            for lines, label in zip(each.item.paragraphs[1:], each.labels[-len(each.item.body):], strict=True)
            if label == TEXT
        ]  # fmt: skip
        self.width = 16
        self.habits = self._habits()

    def _habits(self) -> dict[str, int]:
        rng = self.rng
        return {
            "brackets": rng.choice((0, 1, 1, 2)), "sign": rng.choice((0, 1, 1, 1, 2)),
            "kickers": rng.choice((0, 0, 1, 2)), "decks": rng.choice((0, 0, 0, 1, 2)),
            "ornaments": rng.choice((0, 0, 1)), "pieces": rng.choice((0, 1)),
        }  # fmt: skip

    def fold(self) -> list[Labelled]:
        """The items of a fold with habits of its own."""
        rng = self.rng
        self.habits, self.width = self._habits(), rng.randint(9, 34)
        makers: list[tuple[Callable[[], Labelled], int]] = [
            (self.article, 10), (self.aside, 3), (self.brief, 2), (self.notice, 1), (self.prices, 1),
            (self.masthead, 1), (self.section, 1), (self.verse, 1),
        ]  # fmt: skip
        kinds, weights = zip(*makers, strict=True)
        first = [self.masthead()] if rng.random() < 0.8 else []
        return [*first, *(make() for make in rng.choices(kinds, weights, k=rng.randint(6, 18)))]

    def article(self) -> Labelled:
        """An article of the folds under another heading, signed in another way."""
        rng, habits = self.rng, self.habits
        source = rng.choice(self.articles)
        heading = list(source.item.paragraphs[0])
        body = [
            "".join(lines)
            for lines, label in zip(
                source.item.paragraphs[1:], source.labels[len(heading) :], strict=True
            )
            if label == TEXT
        ][: rng.randint(1, 8)]
        title = "".join(heading)
        lines = self._heading(title, body)
        before = front(rng, habits, self._name(), self._words)
        after: list[list[str]] = []
        if before and habits["sign"] == 2:
            before, after = [], before[-1:]
        inner, labels = self._inner(body)
        texts = [self.wrapped(text) for text in inner]
        if texts and rng.random() < 0.08:
            texts[-1].append(rng.choice(("（未完）", "（完）", "（待續）", "未完")))
        marked = [HEAD, *[MORE] * (len(lines) - 1), *[BYLINE] * len(before), *labels]
        paragraphs = [lines, *before, *texts, *after]
        return Labelled(Item("article", paragraphs), marked + [SIGNED] * len(after))

    def _heading(self, title: str, body: list[str]) -> list[str]:
        rng, habits = self.rng, self.habits
        title = title.strip(ORNAMENTS)
        if habits["ornaments"] and rng.random() < 0.6:
            title = rng.choice(ORNAMENTS) + title
        if len(title) > 7 and rng.random() < 0.2:
            lines = [title[: len(title) // 2], title[len(title) // 2 :]]
        else:
            lines = [title]
        if rng.random() < 0.4 * habits["kickers"]:
            lines.insert(0, self._clause(body, 2, 9))
        for _ in range(habits["decks"] * (rng.random() < 0.7) and rng.randint(1, 3)):
            mark = rng.choice(("", "", "▲", "△", "●"))
            lines.append(mark + self._clause(body, 4, 14))
        return [line for line in lines if line]

    def _clause(self, body: list[str], least: int, most: int) -> str:
        text = self.rng.choice([*body, *self.texts[:1]] if body else self.texts)
        parts = [
            part for part in text.replace("。", "、").split("、") if least <= len(part) <= most
        ]
        return self.rng.choice(parts) if parts else "".join(self.rng.choices(text, k=least + 2))

    def _name(self) -> str:
        text = self.rng.choice(self.texts).replace("、", "").replace("。", "")
        return "".join(self.rng.choices(text, k=self.rng.choice((1, 2, 2, 2, 3))))

    def _words(self, size: int) -> str:
        """So many characters of a text, without marks."""
        text = "".join(part for part in self.rng.choice(self.texts) if part.isalpha())
        first = self.rng.randrange(max(1, len(text) - size))
        return text[first : first + size]

    def _inner(self, body: list[str]) -> tuple[list[str], list[str]]:
        """The paragraphs with datelines, subheads and numbers of their own."""
        rng = self.rng
        dated, parted = rng.random() < 0.15, rng.random() < 0.12
        texts, labels = [], []
        for number, text in enumerate(body):
            if dated:
                day = rng.choice(DIGITS)
                text = f"（{rng.choice(CITIES)}{day}日{rng.choice(AGENCIES)}）{text}"
            if parted and number and rng.random() < 0.7:
                texts.append(
                    rng.choice(
                        (
                            f"（{DIGITS[number % 9]}）",
                            rng.choice(SUBHEADS),
                            f"▲{rng.choice(SUBHEADS)}",
                        )
                    )
                )
                labels.append(TEXT)
            texts.append(text)
            labels.append(TEXT)
        if rng.random() < 0.04:
            texts.append(f"（下轉第{rng.choice(DIGITS)}版）")
            labels.append(SIGNED)
        return texts, labels  # fmt: skip

    def aside(self) -> Labelled:
        """A picture's words or a brief of the folds, as it is or as another paper marks it."""
        rng = self.rng
        if self.asides and rng.random() < 0.5:
            return rng.choice(self.asides)
        text = self._clause([], 3, 12)
        mark = rng.choice(ORNAMENTS)
        line = rng.choice((
            f"{mark}{text}{mark}", f"{text}（{self._name()}攝）", f"◀{text}▶", f"上圖爲{text}", f"{text}之圖",
            f"{mark}{text}（{self._name()}贈）", f"{text}君近影", f"圖爲{text}",
        ))  # fmt: skip
        return Labelled(Item("image", [[line]]), [ASIDE])

    def brief(self) -> Labelled:
        """A paragraph by itself with an ornament before it, and who sent it after it."""
        text = self.rng.choice(self.texts)[: self.rng.randint(30, 90)].rstrip("、。")
        text = f"{self.rng.choice(ORNAMENTS)}{text}、（{self._name()}）"
        return self._lone(self.wrapped(text))

    def verse(self) -> Labelled:
        """A poem under its heading, a line each, pointed or not."""
        rng = self.rng
        size, mark = rng.choice((5, 7, 7, 14)), rng.choice(("", "", "。", "、"))
        lines = [[self._words(size) + mark] for _ in range(rng.choice((4, 4, 8, 12)))]
        signed = [[rng.choice(("（{}）", "{}")).format(self._name())]] if rng.random() < 0.5 else []
        labels = [HEAD, *[BYLINE] * len(signed), *[TEXT] * len(lines)]
        return Labelled(Item(VERSE, [[self._words(rng.randint(2, 6))], *signed, *lines]), labels)

    def notice(self) -> Labelled:
        """A notice or a letter with its heading and its text."""
        rng = self.rng
        title = rng.choice(NOTICES).format(c=self._name())
        text = rng.choice(self.texts)[: rng.randint(30, 120)].rstrip("、。")
        body = self.wrapped(
            f"逕啓者、{text}、{rng.choice(('此啓', '特此聲明', '此請台安', '謹啓'))}"
        )
        return Labelled(Item("article", [[title], body]), [HEAD, TEXT])

    def prices(self) -> Labelled:
        """A list of prices under its name."""
        lines = [self._filled(self.rng.choice(PRICES)) for _ in range(self.rng.randint(3, 7))]
        return self._paper([["今日市價"], *[[line] for line in lines]])

    def masthead(self) -> Labelled:
        """The paper's name, date and price, as it is printed over a page."""
        rng = self.rng
        lines = [self._filled(line) for line in rng.sample(PAGES, rng.randint(1, 5))]
        if rng.random() < 0.3:
            lines = ["".join(lines)]
        return self._paper([[line] for line in lines])

    def section(self) -> Labelled:
        """The name of a section over the articles that follow."""
        return self._paper([[self.rng.choice(SECTIONS)]])

    def _filled(self, text: str) -> str:
        while "{" in text:
            text = text.replace(
                "{n}", "".join(self.rng.choices(DIGITS, k=self.rng.choice((1, 2)))), 1
            )
            text = text.replace("{d}", self.rng.choice(DIGITS), 1)
        return text

    def _paper(self, paragraphs: list[list[str]]) -> Labelled:
        return Labelled(Item("margin", paragraphs), [PAGE] * len(paragraphs))

    def _lone(self, lines: list[str]) -> Labelled:
        return Labelled(Item("article", [lines]), [ASIDE] * len(lines))

    def wrapped(self, text: str) -> list[str]:
        """The lines of a paragraph in the column of this fold."""
        return wrapped(text, self.width, hangs=False, rng=self.rng)

"""Dresses a story for a page: headlines, byline, dateline, captions, jump lines, lists."""

import re
from random import Random

from . import bylines, furniture
from .corpus import Story
from .names import person, place
from .page import Article, Piece

CLAUSE_END = re.compile("[，。；：！？、]")
SPLIT_LEAD = re.compile(r"(?<=[。！？])")
COLUMN_NAMES = (
    "一线见闻", "新春走基层", "今日关注", "民生直通车", "记者调查", "创新在路上",
    "高质量发展看一线",
    "新时代 新征程 新伟业", "全力拼经济 奋战开门红", "文明实践在身边", "热点追踪", "我们的节日",
)  # fmt: skip
LATIN_SENTENCES = (
    "项目采用{} {}系统，数据每15分钟更新一次。",
    "据负责人介绍，新一代{} Pro {}已接入5G网络，时延低于20ms。",
    "这套名为“{} Cloud”的平台支持Wi-Fi {}和NFC，市民用手机App即可查询。",
    "受此带动，当地GDP同比增长{1}.{1}%，CPI涨幅保持在{1}%以内，{0} Group也宣布追加投资。",
    "来自{} International Trade Park的采购商表示，今年订单比去年多了{}0%以上。",
    "展会期间，{} Robotics Co., Ltd.发布了第{}代AI质检设备，售价约为US$1200。",
)
LATIN_SYLLABLES = (
    "Nova",
    "Lumi",
    "Tera",
    "Vek",
    "Orion",
    "Sino",
    "Quan",
    "Mira",
    "Zel",
    "Hexa",
    "Blue",
    "Kino",
)
LIST_MARKS = ("{}、", "（{}）")
CHINESE_NUMBERS = "一二三四五六七八九"


def dress(story: Story, rng: Random, month: int, day: int) -> Article:
    """An article of a story. ``month`` and ``day`` go into its dateline."""
    paragraphs = _body_text(story, rng)
    captions = _captions(story, paragraphs, rng)
    names = bylines.byline(rng)
    closing = not names and rng.random() < 0.35
    paragraphs[0] = _opening(paragraphs[0], rng, month, day)
    body = [_paragraph(text, rng) for text in paragraphs]
    _add_subheads(body, rng)
    _add_captions(body, captions, rng)
    body[:0] = [Piece("byline", text) for text in names]
    if closing:
        body.append(Piece("byline", bylines.closing_byline(rng)))
    _add_jump(body, rng)
    return Article(_heads(story, paragraphs, rng), body)


def clause(text: str, least: int, most: int, rng: Random) -> str | None:
    """A stretch of ``text`` between two marks, without quotes or brackets."""
    parts = [part.strip() for part in CLAUSE_END.split(text)]
    good = [
        part
        for part in parts
        if least <= len(part) <= most and not set(part) & set("“”‘’（）《》—…")
    ]
    return rng.choice(good) if good else None


def _body_text(story: Story, rng: Random) -> list[str]:
    paragraphs = list(story.paragraphs)
    if rng.random() < 0.25:
        paragraphs = paragraphs[: max(2, len(paragraphs) // 2)]
    if rng.random() < 0.2:
        chosen = rng.randrange(len(paragraphs))
        paragraphs[chosen] += _latin_sentence(rng)
    if len(paragraphs) >= 4 and rng.random() < 0.12:
        _number(paragraphs, rng)
    return paragraphs


def _latin_sentence(rng: Random) -> str:
    word = rng.choice(LATIN_SYLLABLES) + rng.choice(LATIN_SYLLABLES).lower()
    return rng.choice(LATIN_SENTENCES).format(word, rng.randint(2, 9))


def _number(paragraphs: list[str], rng: Random) -> None:
    """Makes the paragraphs after the first a numbered list."""
    arabic = rng.random() < 0.4
    mark = rng.choice(("{}. ", "{}.", "{}、", "（{}）")) if arabic else rng.choice(LIST_MARKS)
    for number in range(1, min(len(paragraphs), 10)):
        label = str(number) if arabic else CHINESE_NUMBERS[number - 1]
        paragraphs[number] = mark.format(label) + paragraphs[number]


def _opening(text: str, rng: Random, month: int, day: int) -> str:
    """The first paragraph with a dateline; half of the corpus' own datelines stay."""
    bare = bylines.without_dateline(text)
    if bare != text and (len(bare) < 15 or rng.random() < 0.5):
        return text
    return bylines.dateline(rng, month, day) + bare


def _paragraph(text: str, rng: Random) -> Piece:
    lead = re.match("【?（?本报[^ 　（）]{0,9}[讯电]", text)
    bold = len(lead.group()) if lead and rng.random() < 0.3 else 0
    return Piece("paragraph", text, bold=bold)


def _heads(story: Story, paragraphs: list[str], rng: Random) -> list[Piece]:
    if rng.random() < 0.03:
        return []
    kickers = list(story.kicker) if rng.random() < 0.7 else []
    decks = list(story.deck) if rng.random() < 0.7 else []
    if not kickers and rng.random() < 0.18:
        kickers = [_kicker(rng)]
    if not decks and rng.random() < 0.15:
        found = clause(rng.choice(paragraphs[1:] or paragraphs), 9, 24, rng)
        decks = [rng.choice(("——", "", "")) + found] if found else []
    return [
        *(Piece("kicker", text) for text in kickers),
        Piece("headline", story.headline),
        *(Piece("deck", text) for text in decks),
    ]


def _kicker(rng: Random) -> str:
    forms = (
        rng.choice(COLUMN_NAMES),
        f"{person(rng)}在{place(rng)}调研时强调",
        f"{place(rng)}市召开专题工作会议",
        rng.choice(("“{}”", "【{}】", "·{}·")).format(rng.choice(COLUMN_NAMES[:7])),
    )
    return rng.choice(forms)


def _captions(story: Story, paragraphs: list[str], rng: Random) -> list[str]:
    if rng.random() >= 0.22:
        return []
    if story.captions and rng.random() < 0.8:
        return [text + _credit(rng) for text in story.captions]
    found = clause(rng.choice(paragraphs), 8, 26, rng)
    if not found:
        return []
    return [rng.choice(("图为", "", "", "▲", "上图：", "图①：")) + found + _credit(rng)]


def _credit(rng: Random) -> str:
    name = person(rng)
    forms = (
        "",
        "",
        f"。{name} 摄",
        f"。本报记者 {name} 摄",
        f"（{name}摄）",
        "（资料图片）",
        "。",
        f" {name}/摄",
    )
    return rng.choice(forms)


def _add_captions(body: list[Piece], captions: list[str], rng: Random) -> None:
    """Puts captions between paragraphs or after the story."""
    for text in captions:
        place_at = len(body) if rng.random() < 0.35 else rng.randint(1, len(body))
        body.insert(place_at, Piece("caption", text))


def _add_subheads(body: list[Piece], rng: Random) -> None:
    """Gives a long story headings of its own in between."""
    if len(body) < 5 or rng.random() >= 0.2:
        return
    for index in range(len(body) - 2, 1, -rng.randint(2, 3)):
        text = clause(body[index].text, 5, 12, rng)
        if text:
            body.insert(index, Piece("subhead", text))


def _add_jump(body: list[Piece], rng: Random) -> None:
    """Makes some stories begin or end on another page, at times in mid-sentence."""
    chance = rng.random()
    if chance < 0.05:
        _cut_end(body, rng)
        body.append(Piece("note", furniture.jump_to(rng)))
    elif chance < 0.09:
        first = next(piece for piece in body if piece.role == "paragraph")
        first.text, first.bold = _tail(first.text, rng), 0
        body[:] = [piece for piece in body if piece.role != "byline"]
        body.insert(0, Piece("note", furniture.jump_from(rng)))


def _cut_end(body: list[Piece], rng: Random) -> None:
    while body[-1].role != "paragraph":
        body.pop()
    last = body[-1]
    if len(last.text) > 30 and rng.random() < 0.5:
        last.text = last.text[: rng.randint(20, len(last.text) - 5)].rstrip()
        last.cut = True


def _tail(text: str, rng: Random) -> str:
    """The later part of a paragraph, from a sentence or from mid-sentence on."""
    sentences = [part for part in SPLIT_LEAD.split(text) if part]
    if len(sentences) > 1 and rng.random() < 0.5:
        return "".join(sentences[1:])
    after_dateline = text.find("）", 0, 40) + 1
    start = max(after_dateline, rng.randint(0, len(text) // 2))
    rest = text[start:].lstrip("，。、；：”’）》！？…—%.0123456789 　")
    return rest or text

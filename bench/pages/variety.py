"""More of what real pages do, for seeds from `FIRST` on in each half, so that older cases stay.

It draws from a second generator, after the page is composed: what stands on the page first
(`enrich`), then how it is set (`arrange`). All wording is invented.
"""

from itertools import pairwise
from random import Random

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.text.characters import code_points

from .article import clause
from .edges import last_line
from .furniture import page_reference
from .names import person, place
from .page import Article, Page, Piece
from .splits import REPORT, TUNE

FIRST = {TUNE: 700, REPORT: 1000}
"""Split -> the first of its seeds, counted in the split, that is varied."""

VERBS = (
    "办理",
    "发放",
    "优化",
    "推广",
    "改造",
    "修缮",
    "开设",
    "延长",
    "补贴",
    "增设",
    "免费",
    "共享",
    "畅通",
    "联网",
)
NOUNS = (
    "年票",
    "路灯",
    "校车",
    "食堂",
    "水管",
    "球场",
    "药店",
    "菜篮",
    "花园",
    "书屋",
    "茶室",
    "车位",
    "讲座",
    "渡轮",
)
THEMES = (
    "读书",
    "花灯",
    "龙舟",
    "种茶",
    "养蜂",
    "造船",
    "制陶",
    "长跑",
    "修桥",
    "植树",
    "古琴",
    "采茶",
    "渔业",
    "竹编",
)
MEETINGS = ("表彰大会", "经验交流会", "工作推进会", "研讨会", "动员大会", "博览会")
EVENTS = ("文化节", "展演活动", "体验活动", "竞赛", "主题活动", "启动仪式")
QUOTES = set("“”‘’「」『』")
NEVER_FIRST = set("，。、；：！？”’》）」』—…·的了着等们")
NEVER_LAST = set("“‘《（「『—…·第")


def is_varied(seed: int) -> bool:
    """Whether the page of `seed` is varied."""
    return any(seed in split[first:] for split, first in FIRST.items())


def enrich(page: Page, rng: Random) -> None:
    """Other headlines, kickers, decks, quotations, teasers, and orders of drawing."""
    for article in page.articles:
        if article.heads:
            _enrich_heads(article, rng)
        if rng.random() < 0.3:
            _quote(article, rng)
    if rng.random() < 0.3:
        for _ in range(rng.randint(2, 4)):
            texts = (_occasion(rng), page_reference(rng))
            page.teasers += [Piece("furniture", text) for text in texts]
        if "teasers" not in page.draw:
            page.draw.append("teasers")
    if page.params["order"] != "apart" and rng.random() < 0.35:
        _mix(page, rng)


def arrange(page: Page, rng: Random) -> None:
    """Breaks headlines by sense, puts blanks before quotes and captions inside paragraphs."""
    lexicon = Lexicon.default()
    blanks = rng.random() < 0.2
    widths = _widths(page)
    for index, article in enumerate(page.articles):
        for piece in article.heads:
            if rng.random() < (0.65 if piece.role == "headline" else 0.25):
                piece.breaks = _breaks(piece.text, rng, lexicon)
        for piece in article.body[1:]:
            piece.apart = blanks and piece.role == "paragraph" and piece.text[0] in QUOTES
        if rng.random() < 0.2:
            _interrupt(article, widths.get(index, page.style.width), page.style.indent, rng)


def _enrich_heads(article: Article, rng: Random) -> None:
    kickers = [piece for piece in article.heads if piece.role == "kicker"]
    headline = next(piece for piece in article.heads if piece.role == "headline")
    decks = [piece for piece in article.heads if piece.role == "deck"]
    if rng.random() < 0.15:
        kickers = [Piece("kicker", _motto(rng))]
    if rng.random() < 0.15:
        headline = Piece("headline", _occasion(rng))
        decks = decks or [Piece("deck", person(rng) + rng.choice(("出席并讲话", "致辞", "主持")))]
    if rng.random() < 0.2:
        texts = [piece.text for piece in article.body if piece.role == "paragraph"]
        wanted = rng.sample(texts, min(len(texts), rng.randint(2, 3)))
        found = [clause(text, 8, 22, rng) for text in wanted]
        decks = [Piece("deck", text) for text in found if text] or decks
    article.heads = [*kickers, headline, *decks]


def _motto(rng: Random) -> str:
    """Two to four parts of equal length."""
    count = rng.randint(2, 4)
    pairs = zip(rng.sample(VERBS, count), rng.sample(NOUNS, count), strict=True)
    return rng.choice((" ", "　", " ")).join(verb + noun for verb, noun in pairs)


def _occasion(rng: Random) -> str:
    """A headline that names an occasion."""
    theme, town = rng.choice(THEMES), place(rng)
    meeting, event = rng.choice(MEETINGS), rng.choice(EVENTS)
    forms = (
        f"全市{theme}{meeting}召开",
        f"{town}市{theme}{meeting}召开",
        f"{town}{theme}{event}在{place(rng)}举行",
        f"第{rng.randint(2, 30)}届{town}{theme}{event}开幕",
        f"{theme}{event}走进{town}{rng.choice(('校园', '社区', '古镇'))}",
    )
    return rng.choice(forms)


def _quote(article: Article, rng: Random) -> None:
    """Makes two or three paragraphs in a row one quotation: each opens it, the last closes it."""
    body, count = article.body, rng.randint(2, 3)
    for start in range(1, len(body) - count + 1):
        run = body[start : start + count]
        if all(piece.role == "paragraph" and not QUOTES & set(piece.text) for piece in run):
            for piece in run:
                piece.text, piece.bold = "“" + piece.text, 0
            run[-1].text += "”"
            return


def _mix(page: Page, rng: Random) -> None:
    """Draws some headlines before their stories and some after."""
    for index in range(len(page.articles)):
        names = f"head:{index}", f"body:{index}"
        if rng.random() < 0.5:
            one, two = map(page.draw.index, names)
            page.draw[one], page.draw[two] = page.draw[two], page.draw[one]
    page.params["order"] = "mixed"


def _breaks(text: str, rng: Random, lexicon: Lexicon) -> list[int]:
    """Where a headline is broken by hand: between words, mostly at a blank."""
    if len(text) < 8 or not text.isprintable():
        return []
    places = [at for at in range(3, len(text) - 2) if _may_break(text[at - 1], text[at])]
    codes = code_points(text)
    blanks = [at for at in places if text[at - 1] in " 　"]
    words = [at for at in places if not spanning(codes, [at], [at], lexicon)[0]]
    wanted = 1 if len(text) < 18 else rng.choice((1, 1, 2))
    chosen = blanks if blanks and rng.random() < 0.8 else words
    cuts = sorted(rng.sample(chosen, min(wanted, len(chosen))))
    far = all(after - before > 2 for before, after in pairwise(cuts))
    return cuts if far else cuts[:1]


def _may_break(before: str, after: str) -> bool:
    ascii_only = (before + after).isascii()
    return not ascii_only and before not in NEVER_LAST and after not in NEVER_FIRST


def _widths(page: Page) -> dict[int, int]:
    """Article -> the width of its columns, in characters, where it has a box."""
    boxes = [box for row in page.rows for box in row]
    return {box.article: page.style.width * box.span // box.columns for box in boxes}


def _interrupt(article: Article, width: int, indent: str, rng: Random) -> None:
    """Puts a caption inside a long paragraph, after a full line, as at the foot of a column."""
    captions = [piece for piece in article.body if piece.role == "caption"]
    long = [
        piece
        for piece in article.body
        if piece.role == "paragraph" and len(piece.text) > 5 * width and not piece.cut
    ]
    if not captions or not long:
        return
    caption, piece = rng.choice(captions), rng.choice(long)
    first = 0 if indent == "none" else 2
    full = [
        at
        for at in range(2 * width, len(piece.text) - width)
        if last_line(piece.text[:at], width, first) > 1.0 - 0.5 / width
        and "\u4e00" <= piece.text[at] <= "\u9fff"
    ]
    if not full:
        return
    at = rng.choice(full)
    rest = Piece("paragraph", piece.text[at:], filled=piece.filled, goes_on=True)
    piece.text, piece.filled = piece.text[:at], True
    article.body.remove(caption)
    where = article.body.index(piece) + 1
    article.body[where:where] = [caption, rest]

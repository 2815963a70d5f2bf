"""Modular pages: bands of one to three stories side by side, each a box with its own columns.

Headlines stand over the box or inside its first column; pictures with their captions above, below
or beside the text; some boxes have frames or a tint. The parts of the page are written into the
PDF in order, headlines last, or at random. Seeds as in `splits`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

from . import furniture, variety
from .article import clause, dress
from .compose import FONTS, shared
from .corpus import stories
from .edges import fill_edges
from .names import person
from .page import Article, Box, Page, Piece, Style
from .render import compiled, typst_input
from .wording import to_traditional

TEMPLATE = Path(__file__).with_name("modular.typ")
FEWEST_COLUMNS, MOST_COLUMNS = 5, 7
LEAST_WIDTH, MOST_WIDTH = 9, 27
"""Of a text column, in characters."""

DEPTHS = (10, 16, 24, 32)
"""Lines that the columns of a band are about as deep as."""

ORDERS = {"in order": 35, "headlines last": 30, "random": 35}
SCRIPTS = {"simplified": 80, "s2t": 6, "s2tw": 8, "s2hk": 6}
REGIONS = {"s2tw": "tw", "s2t": "tw", "s2hk": "hk"}


@dataclass
class Module(Box):
    """A box with what is set in it. `head`: over or inside; `frame`: none, line or tint;
    `picture`: the captions of its picture, standing above, below or beside the text;
    `ruled`: rules between its columns."""

    head: str = "over"
    frame: str = "none"
    picture: list[Piece] = field(default_factory=list)
    picture_place: str = ""
    ruled: bool = False


def compose(seed: int, own_only: bool = False) -> Page:
    """The modular page of `seed`; `own_only` leaves the larger corpus aside."""
    rng = Random(f"{seed} modular")
    script = _chosen(SCRIPTS, rng)
    style = _style(rng, REGIONS.get(script, "cn"))
    counts = [rng.choices((1, 2, 3), weights=(30, 45, 25))[0] for _ in range(rng.randint(2, 4))]
    chosen = stories(seed, sum(counts), rng, own_only)
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    articles = [dress(story, rng, month, day) for story in chosen]
    bands = [_band(articles, list(indices), style, rng) for indices in _runs(counts)]
    order, number = _chosen(ORDERS, rng), rng.randint(1, 16)
    page = Page(
        seed=seed,
        style=style,
        layout="boxes",
        articles=articles,
        rows=[list(band) for band in bands],
        top=furniture.masthead(rng, number),
        foot=furniture.editors_line(rng),
        teasers=[],
        draw=_draw_order(len(articles), order, rng),
        head_place="above",
        params={},
    )
    for article in articles:
        if rng.random() < 0.3:
            _add_caption(article, rng)
    fill_edges(page, rng.choice((0.0, 0.05, 0.1)), rng)
    if script != "simplified":
        to_traditional(page, script)
    variety.arrange(page, rng)
    _take_captions(page, rng)
    page.params |= _params(page, script, order)
    return page


def render(page: Page) -> bytes:
    """The PDF of a modular page."""
    return compiled(TEMPLATE, page=typst_input(page))


def _chosen(weights: dict[str, int], rng: Random) -> str:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def _runs(counts: list[int]) -> Iterator[range]:
    """The indices of the stories of each band."""
    first = 0
    for count in counts:
        yield range(first, first + count)
        first += count


def _style(rng: Random, region: str) -> Style:
    """Five to seven base columns with narrow gutters."""
    columns = rng.randint(FEWEST_COLUMNS, MOST_COLUMNS)
    size = rng.choice((8.0, 8.5, 9.0, 9.5, 10.5))
    return Style(
        width=rng.randint(11, {5: 17, 6: 15, 7: 13}[columns]),
        page_columns=columns,
        size=size,
        gutter=size * rng.choice((0.8, 1.0, 1.2, 1.5, 2.0)),
        leading=rng.choice((0.35, 0.45, 0.55, 0.65)),
        indent=rng.choices(("2em", "none", "spaces"), weights=(76, 10, 14))[0],
        font=FONTS[region, rng.choices(("serif", "sans"), weights=(75, 25))[0]],
        region=region,
        cjk_latin_gap=rng.random() < 0.5,
        linebreaks=rng.choice(("simple", "optimized")),
        head_align=rng.choice(("left", "center")),
        byline_align=rng.choice(("left", "center", "right")),
        byline_spans=rng.random() < 0.3,
        head_scale=rng.choice((1.8, 2.4, 3.0)),
        rules=rng.random() < 0.5,
        widows=rng.random() < 0.8,
    )


def _band(articles: list[Article], indices: list[int], style: Style, rng: Random) -> list[Module]:
    """Boxes side by side, with stories cut to about the depth of the band."""
    depth = rng.choice(DEPTHS)
    spans = _spans([articles[index].length() for index in indices], style, rng)
    band = []
    for index, span in zip(indices, spans, strict=True):
        columns = _columns(span, style, rng)
        framed = rng.random() < 0.25
        inside = rng.random() < 0.3
        frame = rng.choice(("line", "tint")) if framed else "none"
        ruled = columns > 1 and rng.random() < 0.15
        module = Module(index, span, columns, "inside" if inside else "over", frame, ruled=ruled)
        _shorten(articles[index], span * style.width * depth)
        band.append(module)
    return band


def _spans(lengths: list[int], style: Style, rng: Random) -> list[int]:
    """Base columns for each of the boxes of a band, mostly after the lengths of their stories."""
    columns = style.page_columns
    if rng.random() < 0.7:
        return shared([length // style.width for length in lengths], columns)
    cuts = sorted(rng.sample(range(1, columns), len(lengths) - 1))
    return [after - before for before, after in pairwise([0, *cuts, columns])]


def _columns(span: int, style: Style, rng: Random) -> int:
    """As many columns as the box spans, at times fewer and wider or more and narrower."""
    total = span * style.width
    possible = [n for n in range(1, span + 2) if LEAST_WIDTH <= total / n <= MOST_WIDTH]
    return rng.choice(possible) if possible and rng.random() < 0.4 else span


def _shorten(article: Article, most: int) -> None:
    """Leave out paragraphs beyond so many characters; two stay, and what else the story has."""
    kept, length, count = [], 0, 0
    for piece in article.body:
        if piece.role in ("paragraph", "subhead"):
            if length + len(piece.text) > most and count >= 2:
                continue
            length += len(piece.text)
            count += piece.role == "paragraph"
        kept.append(piece)
    while kept and kept[-1].role == "subhead":
        kept.pop()
    article.body = kept


def _take_captions(page: Page, rng: Random) -> None:
    """Put the captions of some stories, all of them, at a picture of their box.

    They are kept among the heads of the story, so that the truth has them.
    """
    for module in _modules(page):
        article = page.articles[module.article]
        captions = [piece for piece in article.body if piece.role == "caption"]
        interrupting = any(piece.goes_on for piece in article.body)
        if not captions or interrupting or rng.random() < 0.3:
            continue
        module.picture = captions
        places = ("above", "below", "beside") if module.columns > 2 else ("above", "below")
        module.picture_place = rng.choice(places)
        for piece in captions:
            article.body.remove(piece)
            article.heads.append(piece)


def _add_caption(article: Article, rng: Random) -> None:
    """A caption at the end of a story, taken from its text."""
    paragraphs = [piece.text for piece in article.body if piece.role == "paragraph"]
    found = clause(rng.choice(paragraphs), 8, 26, rng)
    if found:
        credit = rng.choice(("", "。", f"。{person(rng)} 摄", f"（{person(rng)}摄）"))
        article.body.append(Piece("caption", rng.choice(("图为", "", "▲")) + found + credit))


def _modules(page: Page) -> list[Module]:
    return [box for row in page.rows for box in row if isinstance(box, Module)]


def _draw_order(count: int, order: str, rng: Random) -> list[str]:
    """The parts of the page in the order of the file."""
    parts = [
        f"{kind}:{index}" for index in range(count) for kind in ("head", "picture", "body", "edge")
    ]
    if order == "headlines last":
        parts.sort(key=lambda name: name.startswith("head:"))
    elif order == "random":
        rng.shuffle(parts)
    first = [name for name in ("top", "foot") if rng.random() < 0.5]
    return [*first, *parts, *(name for name in ("top", "foot") if name not in first)]


def _params(page: Page, script: str, order: str) -> dict[str, object]:
    modules = _modules(page)
    return {
        "layout": "modular",
        "order": order,
        "script": script,
        "articles": len(page.articles),
        "bands": [len(row) for row in page.rows],
        "width": page.style.width,
        "page_columns": page.style.page_columns,
        "size": page.style.size,
        "gutter": round(page.style.gutter / page.style.size, 1),
        "indent": page.style.indent,
        "inside": sum(module.head == "inside" for module in modules),
        "frames": sum(module.frame != "none" for module in modules),
        "pictures": sum(bool(module.picture) for module in modules),
    }

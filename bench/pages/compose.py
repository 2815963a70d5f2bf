"""Composes a page from a seed: which stories, how dressed, in which layout and order."""

from random import Random

from . import furniture, variety
from .article import dress
from .corpus import stories
from .edges import fill_edges
from .page import Article, Box, Page, Style
from .wording import space_digits, to_traditional

LEAST_WIDTH, MOST_WIDTH = 13, 27
LEAST_LINES = 5
PAGE_CHARACTERS = 104
"""Most characters a page is wide."""

GUTTERS = (1.0, 1.5, 2.0, 2.5)
"""Between columns, in characters: at 1.0 pdftotext mixes the rows of most pages, at 2.0 of few."""

DIGIT_SPACING = {"tight": 0.0, "ragged": 0.3, "spaced": 1.0}
FONTS = {
    ("cn", "serif"): "Noto Serif CJK SC",
    ("cn", "sans"): "Noto Sans CJK SC",
    ("tw", "serif"): "Noto Serif CJK TC",
    ("tw", "sans"): "Noto Sans CJK TC",
    ("hk", "serif"): "Noto Serif CJK HK",
    ("hk", "sans"): "Noto Sans CJK HK",
}


def compose(seed: int, own_only: bool = False) -> Page:
    """The page of ``seed``; ``own_only`` leaves the larger corpus aside."""
    rng = Random(seed)
    script = rng.choices(("simplified", "s2t", "s2tw", "s2hk"), weights=(84, 4, 8, 4))[0]
    count = rng.choices(range(1, 9), weights=(8, 12, 16, 18, 16, 12, 10, 8))[0]
    style = _style(rng, {"s2tw": "tw", "s2t": "tw", "s2hk": "hk"}.get(script, "cn"))
    chosen = stories(seed, count + 3, rng, own_only)
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    articles = [dress(story, rng, month, day) for story in chosen[:count]]
    page = _page(seed, style, articles, [story.headline for story in chosen[count:]], rng)
    more = Random(f"{seed} more")
    if variety.is_varied(seed):
        variety.enrich(page, more)
    _reword(page, script, rng)
    if variety.is_varied(seed):
        variety.arrange(page, more)
    return page


def _page(seed: int, style: Style, articles: list[Article], others: list[str], rng: Random) -> Page:
    """Layout, order and furniture around the articles; ``others`` are teasers' headlines."""
    layout = "flow" if rng.random() < 0.25 else "boxes"
    rows = _rows(articles, style, rng) if layout == "boxes" else []
    order, head_place = _order(layout, rng)
    number = rng.randint(1, 16)
    listed = others[: rng.randint(1, 3)] if rng.random() < 0.25 else []
    page = Page(
        seed=seed,
        style=style,
        layout=layout,
        articles=articles,
        rows=rows,
        top=furniture.masthead(rng, number),
        foot=furniture.editors_line(rng),
        teasers=furniture.teasers(rng, listed),
        draw=_draw_order(len(articles), order, rng),
        head_place=head_place,
        params={"layout": layout, "order": order, "head_place": head_place},
    )
    return page


def _reword(page: Page, script: str, rng: Random) -> None:
    """What concerns the text of the whole page; records the parameters of the case."""
    spacing = rng.choices(list(DIGIT_SPACING), weights=(65, 20, 15))[0]
    space_digits(page, DIGIT_SPACING[spacing], rng)
    fill_share = rng.choice((0.0, 0.05, 0.1, 0.2))
    fill_edges(page, fill_share, rng)
    if script != "simplified":
        to_traditional(page, script)
    page.params |= {
        "articles": len(page.articles),
        "script": script,
        "digit_spacing": spacing,
        "width": page.style.width,
        "page_columns": page.style.page_columns,
        "size": page.style.size,
        "gutter": round(page.style.gutter / page.style.size, 1),
        "indent": page.style.indent,
        "cjk_latin_gap": page.style.cjk_latin_gap,
    }


def _style(rng: Random, region: str) -> Style:
    width = rng.randint(LEAST_WIDTH, MOST_WIDTH)
    most_columns = max(2, PAGE_CHARACTERS // width)
    size = rng.choice((7.5, 8.0, 8.5, 9.0, 9.5, 10.5))
    return Style(
        width=width,
        page_columns=rng.randint(2, most_columns),
        size=size,
        gutter=size * rng.choices(GUTTERS, weights=(10, 25, 35, 30))[0],
        leading=rng.choice((0.4, 0.5, 0.6, 0.7)),
        indent=rng.choices(("2em", "none", "spaces"), weights=(74, 12, 14))[0],
        font=FONTS[region, rng.choices(("serif", "sans"), weights=(75, 25))[0]],
        region=region,
        cjk_latin_gap=rng.random() < 0.5,
        linebreaks=rng.choice(("simple", "optimized")),
        head_align=rng.choice(("left", "center")),
        byline_align=rng.choice(("left", "center", "right")),
        byline_spans=rng.random() < 0.4,
        head_scale=rng.choice((1.6, 2.0, 2.6)),
        rules=rng.random() < 0.4,
        widows=rng.random() < 0.8,
    )


def _rows(articles: list[Article], style: Style, rng: Random) -> list[list[Box]]:
    """Rows of boxes over the page columns; the spans of a row follow the lengths of its stories."""
    depth = rng.choice((9, 14, 20))
    rows: list[list[Box]] = []
    left = list(range(len(articles)))
    while left:
        row: list[int] = []
        wishes = 0
        while left and wishes < style.page_columns:
            wish = max(1, articles[left[0]].length() // (style.width * depth))
            if row and wishes + wish > style.page_columns:
                break
            wishes += wish
            row.append(left.pop(0))
        spans = shared(
            [articles[index].length() // style.width for index in row], style.page_columns
        )
        rows.append([_box(index, span, style, rng) for index, span in zip(row, spans, strict=True)])
    return rows


def shared(lines: list[int], columns: int) -> list[int]:
    """Shares ``columns`` among boxes: each at least one, then always to the most crowded box.

    ``lines`` are the boxes' lines in one column. Columns of less than five lines are not made;
    the rest of the row stays empty.
    """
    spans = [1] * len(lines)
    for _ in range(columns - len(lines)):
        crowded = max(range(len(spans)), key=lambda index: lines[index] / spans[index])
        if lines[crowded] / (spans[crowded] + 1) >= LEAST_LINES:
            spans[crowded] += 1
    return spans


def _box(article: int, span: int, style: Style, rng: Random) -> Box:
    """A box in as many columns as it spans, at times in fewer and wider or more and narrower."""
    total = span * style.width
    possible = [n for n in range(1, span + 2) if LEAST_WIDTH <= total / n <= MOST_WIDTH]
    columns = rng.choice(possible) if possible and rng.random() < 0.35 else span
    return Box(article, span, columns)


def _order(layout: str, rng: Random) -> tuple[str, str]:
    """Headlines before, after or apart from their stories, and where they stand for the eye."""
    order = rng.choices(("before", "after", "apart"), weights=(50, 32, 18))[0]
    if order == "before":
        return order, "above"
    if order == "after":
        below = layout == "flow" or rng.random() < 0.25
        return order, "below" if below else "above"
    collected = layout == "flow" or rng.random() < 0.4
    return order, "collected" if collected else "above"


def _draw_order(count: int, order: str, rng: Random) -> list[str]:
    """The order of drawing, which most extractors keep; one story in twenty goes its own way."""
    parts: list[str] = []
    for index in range(count):
        pair = [f"head:{index}", f"body:{index}"]
        turned = (order == "after") != (rng.random() < 0.05)
        parts += pair[::-1] if turned else pair
    if order == "apart":
        heads = [f"head:{index}" for index in range(count)]
        bodies = [f"body:{index}" for index in range(count)]
        parts = heads + bodies if rng.random() < 0.3 else bodies + heads
    return _with_furniture(parts, rng)


def _with_furniture(parts: list[str], rng: Random) -> list[str]:
    """Furniture is drawn first, last, or the top first and the rest last."""
    first: list[str] = [name for name in ("top", "teasers", "foot") if rng.random() < 0.5]
    return [*first, *parts, *(name for name in ("top", "teasers", "foot") if name not in first)]

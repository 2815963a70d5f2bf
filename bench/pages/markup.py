"""A page -> HTML for a browser: the parts in the order of drawing, placed by a grid."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise, takewhile
from pathlib import Path
from string import Template

from .page import Box, Page, Piece, Style

TEMPLATE = Path(__file__).with_name("page.html")
LANGUAGES = {"cn": "zh-Hans", "tw": "zh-Hant-TW", "hk": "zh-Hant-HK"}
INDENTS = {"2em": "2em", "none": "0", "spaces": "0"}
WRAPS = {"simple": "wrap", "optimized": "pretty"}
SHEET_HEIGHT = "14400pt"
"""Higher than any page; what is empty is cut off afterwards."""

SLACK = 0.02
"""So much wider is a column, in characters, lest rounding leave a character too few."""

FURNITURE = ("top", "teasers", "foot")


def to_html(page: Page) -> str:
    """The document of a page."""
    style = page.style
    sizes = {
        "--size": f"{style.size}pt",
        "--leading": f"{style.leading}em",
        "--columns": str(style.page_columns),
        "--width": f"{style.width + SLACK}em",
        "--gutter": f"{style.gutter}pt",
    }
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        lang=LANGUAGES[style.region],
        font=style.font,
        sheet_width=f"{_width(style)}pt",
        sheet_height=SHEET_HEIGHT,
        sizes="; ".join(f"{name}: {value}" for name, value in sizes.items()),
        indent=INDENTS[style.indent],
        wrap=WRAPS[style.linebreaks],
        autospace="normal" if style.cjk_latin_gap else "no-autospace",
        least_lines=1 if style.widows else 2,
        head_align=style.head_align,
        byline_align=style.byline_align,
        parts="\n".join(_parts(page)),
    )


def _width(style: Style) -> float:
    """Of the sheet, in points."""
    columns = style.page_columns * (style.width + SLACK) * style.size
    return columns + (style.page_columns - 1) * style.gutter + 6 * style.size


def _parts(page: Page) -> Iterable[str]:
    """Every part of the page, in the order of drawing."""
    parts = _furniture(page) | (_flow(page) if page.layout == "flow" else _boxes(page))
    names = [name for name in page.draw if name in parts]
    if page.layout == "flow":
        first = sum(1 for _ in takewhile(lambda name: ":" not in name, page.draw))
        names.insert(first, "flow")
    return (parts[name] for name in names)


def _furniture(page: Page) -> dict[str, str]:
    """The lines at the top and at the foot, and the teasers: each in a row of its own."""
    last = 3 + 2 * len(page.rows) + len(page.articles)
    pairs = zip(page.teasers[::2], page.teasers[1::2], strict=True)
    bodies = {
        "top": _strip(page.top),
        "foot": _strip(page.foot),
        "teasers": "".join(
            f"<div>{_piece(head, 'teaser')}{_piece(place)}</div>" for head, place in pairs
        ),
    }
    rows = {"top": 1, "teasers": 2, "foot": last}
    return {
        name: _placed(
            rows[name], "1 / -1", "teasers" if name == "teasers" else "strip", bodies[name]
        )
        for name in FURNITURE
        if bodies[name]
    }


def _flow(page: Page) -> dict[str, str]:
    """The whole page as one flow of columns."""
    stories = "".join(
        _head(page, int(index), 1) if kind == "head" else _story(page, int(index))
        for kind, _, index in (name.partition(":") for name in page.draw)
        if index
    )
    flow = f'<div class="columns" style="column-count: {page.style.page_columns}">{stories}</div>'
    return {"flow": _placed(3, "1 / -1", "", flow)}


def _boxes(page: Page) -> dict[str, str]:
    """Heads and bodies of the boxes: two rows of the grid for each row of boxes."""
    parts = {}
    for number, row in enumerate(page.rows):
        first, x = 3 + 2 * number, 1
        below = page.head_place == "below"
        for box in row:
            columns = f"{x} / span {box.span}"
            body = _placed(first + (not below), columns, _rule(page, below), _body(page, box))
            parts[f"body:{box.article}"] = body
            head = _head(page, box.article, box.span)
            parts[f"head:{box.article}"] = _placed(first + below, columns, "", head)
            x += box.span
    if page.head_place == "collected":
        first = 3 + 2 * len(page.rows)
        for index in range(len(page.articles)):
            parts[f"head:{index}"] = _placed(first + index, "1 / -1", "", _head(page, index, 2))
    return parts


def _rule(page: Page, below: bool) -> str:
    return "ruled" if page.style.rules and not below else ""


def _body(page: Page, box: Box) -> str:
    """A story in the columns of its box, after the bylines where these span it."""
    pieces = page.articles[box.article].body
    opening = list(takewhile(lambda piece: piece.role == "byline", pieces))
    opening = opening if page.style.byline_spans else []
    bylines = f'<div class="opening">{_pieces(opening)}</div>' if opening else ""
    rest = _pieces(pieces[len(opening) :], page.style)
    return f'{bylines}<div class="columns" style="column-count: {box.columns}">{rest}</div>'


def _story(page: Page, index: int) -> str:
    return (
        f'<div style="margin-bottom: 1.2em">{_pieces(page.articles[index].body, page.style)}</div>'
    )


def _head(page: Page, index: int, span: int) -> str:
    scale = min(page.style.head_scale, 1.2 + 0.5 * span)
    pieces = _pieces(page.articles[index].heads)
    return f'<div class="head" style="--head: {scale}em">{pieces}</div>'


def _placed(row: int, columns: str, kind: str, body: str) -> str:
    return f'<div class="{kind}" style="grid-row: {row}; grid-column: {columns}">{body}</div>'


def _strip(pieces: list[Piece]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _pieces(pieces: list[Piece], style: Style | None = None) -> str:
    """Pieces one under the other; with a style, paragraphs have the indent it asks for."""
    indent = "\u3000\u3000" if style and style.indent == "spaces" else ""
    return "".join(
        _paragraph(piece, indent) if piece.role == "paragraph" else _piece(piece, piece.role)
        for piece in pieces
    )


def _piece(piece: Piece, kind: str = "") -> str:
    cuts = [0, *piece.breaks, len(piece.text)]
    lines = [escape(piece.text[start:end].strip()) for start, end in pairwise(cuts)]
    return f'<div class="{kind}">{"<br>".join(lines)}</div>'


def _paragraph(piece: Piece, indent: str) -> str:
    bold, rest = escape(piece.text[: piece.bold]), escape(piece.text[piece.bold :])
    lead = f"<b>{bold}</b>" if bold else ""
    style = "margin-top: 1em; " if piece.apart else ""
    if piece.goes_on:
        style, indent = "text-indent: 0", ""
    kind = "filled" if piece.filled else ""
    return f'<p class="{kind}" style="{style}">{indent}{lead}{rest}</p>'

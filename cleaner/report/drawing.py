"""A page drawn as SVG: what it was read as, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from cleaner.formats import Page
from cleaner.page.arrangement import KINDS, Block
from cleaner.page.reading import Reading
from cleaner.report.look import visible

COLOURS = dict(
    zip(
        KINDS,
        ("#c62828", "#1565c0", "#6a1b9a", "#ef6c00", "#2e7d32", "#757575", "#00838f"),
        strict=True,
    )
)
SHOWN = 60  # characters of a block that are told where the pointer stands
SCALE = 0.012  # of the longer side of the page: the size of numbers


def drawing(page: Page, reading: Reading, blocks: list[Block]) -> str:
    """The SVG of a page, in its own unit.

    The outline; the lines as they were read; a box for each block with its number, coloured by its
    kind; a path from each to the next; below the page what the colours are.
    """
    return "".join(_parts(page, reading, blocks))


def _parts(page: Page, reading: Reading, blocks: list[Block]) -> Iterator[str]:
    em = SCALE * max(page.width, page.height, 1.0)
    width, height = page.width + 2 * em, page.height + 5 * em
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-em:g} {-em:g} {width:g} {height:g}" '
        f'font-family="sans-serif" font-size="{em:g}">\n'
        f'<rect x="{-em:g}" y="{-em:g}" width="{width:g}" height="{height:g}" fill="#fff"/>\n'
        f'<rect width="{page.width:g}" height="{page.height:g}" fill="none" stroke="#000" '
        f'stroke-width="{em / 8:g}"/>\n'
    )
    for box in reading.boxes.tolist():
        if box[0] == box[0]:
            yield f'<rect {_sides(box)} fill="#000" fill-opacity=".08"/>\n'
    yield from _way(blocks, em)
    for block in blocks:
        yield from _drawn(block, em)
    yield from _legend(page, {block.kind for block in blocks}, em)
    yield "</svg>\n"


def _way(blocks: list[Block], em: float) -> Iterator[str]:
    """The path from each block to the next."""
    points = " ".join(f"{block.box[0]:g},{block.box[1]:g}" for block in blocks)
    yield (
        f'<polyline points="{points}" fill="none" stroke="#000" stroke-opacity=".35" '
        f'stroke-width="{em / 8:g}"/>\n'
    )


def _drawn(block: Block, em: float) -> Iterator[str]:
    colour = COLOURS[block.kind]
    x, y = block.box[:2]
    told = _xml(f"{block.number} {block.kind}: {''.join(block.text)[:SHOWN]}")
    yield (
        f'<g><title>{told}</title><rect {_sides(block.box)} fill="{colour}" fill-opacity=".12" '
        f'stroke="{colour}" stroke-width="{em / 6:g}"/>'
        f'<circle cx="{x:g}" cy="{y:g}" r="{0.75 * em:g}" fill="{colour}"/>'
        f'<text x="{x:g}" y="{y + 0.3 * em:g}" fill="#fff" text-anchor="middle" '
        f'font-size="{0.85 * em:g}">'
        f"{block.number}</text></g>\n"
    )


def _legend(page: Page, kinds: set[str], em: float) -> Iterator[str]:
    x, y = 0.0, page.height + 1.5 * em
    for kind in filter(kinds.__contains__, KINDS):
        yield (
            f'<rect x="{x:g}" y="{y:g}" width="{em:g}" height="{em:g}" fill="{COLOURS[kind]}"/>'
            f'<text x="{x + 1.5 * em:g}" y="{y + 0.9 * em:g}">{kind}</text>\n'
        )
        x += (len(kind) * 0.7 + 3) * em
    name = f"page {page.number} {page.name}".strip()
    yield f'<text x="0" y="{y + 2.5 * em:g}">{_xml(name)}</text>\n'


def _sides(box: list[float]) -> str:
    x0, y0, x1, y1 = box
    return f'x="{x0:g}" y="{y0:g}" width="{x1 - x0:g}" height="{y1 - y0:g}"'


def _xml(text: str) -> str:
    return escape(visible(text))

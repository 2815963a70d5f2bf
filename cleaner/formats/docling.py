"""JSON of docling: paragraphs in the order of its tree, each with its page and box; tables by rows.

`text` is read and written, `orig` stays what the converter saw. A cell of a table stands in the
file twice, in `table_cells` and in `grid`: both are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from cleaner.formats.building import LineDraft, PageDraft, WordDraft
from cleaner.formats.pages import Page
from cleaner.formats.places import Box, Span
from cleaner.formats.positioned import list_of, number_of, span_of, whole
from cleaner.formats.splicing import Change
from cleaner.formats.xml import box_of
from cleaner.text.errors import InputError

APART = ("formula", "code", "picture")
DEEPEST = 64
Item = dict[str, Any]


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of such a file. Raises InputError."""
    document = whole(data, name)
    drafts: dict[int, PageDraft] = {}
    for item in _in_order(document):
        page, box = _place(item, document)
        draft = drafts.setdefault(page, _draft(page, document))
        if isinstance(item.get("data"), dict):
            draft.lines += _rows(item["data"], box)
        elif isinstance(item.get("text"), str) and item.get("label") not in APART:
            text = item["text"]
            draft.lines.append(LineDraft(box, words=[WordDraft(text, box, span=span_of(text))]))
    if not any(draft.lines for draft in drafts.values()):
        raise InputError(f"{name}: no text in it")
    for page in sorted(drafts):
        yield drafts[page].page()


def _in_order(document: Item) -> Iterator[Item]:
    """The items of a document as its tree has them, and those that it has not."""
    done: set[str] = set()

    def under(item: Item, depth: int) -> Iterator[Item]:
        for child in list_of(item.get("children")):
            name = child.get("$ref", child.get("cref")) if isinstance(child, dict) else None
            found = _found(document, name) if isinstance(name, str) and name not in done else None
            if found is None or depth > DEEPEST:
                continue
            done.add(str(name))
            yield found
            yield from under(found, depth + 1)

    for root in ("body", "furniture"):
        if isinstance(document.get(root), dict):
            yield from under(document[root], 0)
    for kind in ("texts", "tables"):
        for number, item in enumerate(list_of(document.get(kind))):
            if isinstance(item, dict) and f"#/{kind}/{number}" not in done:
                yield item


def _found(document: Item, name: str) -> Item | None:
    """What a reference like `#/texts/3` names."""
    _, _, path = name.partition("#/")
    kind, _, number = path.partition("/")
    rows = list_of(document.get(kind))
    found = rows[int(number)] if number.isdecimal() and int(number) < len(rows) else None
    return found if isinstance(found, dict) else None


def _place(item: Item, document: Item) -> tuple[int, Box | None]:
    """The page of an item, from 1, and its box there."""
    told = next(iter(list_of(item.get("prov"))), None)
    if not isinstance(told, dict) or not isinstance(told.get("page_no"), int):
        return 1, None
    page = min(max(told["page_no"], 1), 1 << 30)
    return page, _box(told.get("bbox"), _sides(page, document)[1])


def _box(told: Any, height: float) -> Box | None:
    if not isinstance(told, dict):
        return None
    left, top, right, bottom = (number_of(told.get(side)) for side in "ltrb")
    if told.get("coord_origin") == "BOTTOMLEFT" and top is not None and bottom is not None:
        top, bottom = height - top, height - bottom
    return box_of(left, top, right, bottom)


def _sides(page: int, document: Item) -> tuple[float, float]:
    told = document.get("pages")
    found = told.get(str(page)) if isinstance(told, dict) else None
    size = found.get("size") if isinstance(found, dict) else None
    sides = size if isinstance(size, dict) else {}
    return number_of(sides.get("width")) or 0.0, number_of(sides.get("height")) or 0.0


def _draft(page: int, document: Item) -> PageDraft:
    width, height = _sides(page, document)
    return PageDraft(page, "", width, height, "point", whole=True)


def _cells(table: Item) -> list[tuple[tuple[int, int], str]]:
    """The cells of a table: row and column, and text."""
    return [
        (place, cell["text"])
        for cell in list_of(table.get("table_cells"))
        if isinstance(cell, dict) and isinstance(cell.get("text"), str)
        if (place := _cell_place(cell)) is not None
    ]


def _cell_place(cell: Item) -> tuple[int, int] | None:
    row, column = cell.get("start_row_offset_idx"), cell.get("start_col_offset_idx")
    return (row, column) if isinstance(row, int) and isinstance(column, int) else None


def _rows(table: Item, box: Box | None) -> list[LineDraft]:
    """A line for each row of a table."""
    rows: dict[int, LineDraft] = {}
    for (row, _), text in sorted(_cells(table), key=lambda cell: cell[0]):
        line = rows.setdefault(row, LineDraft(box))
        line.words.append(WordDraft(text, box, span=span_of(text), apart=True))
    return list(rows.values())


def consistent(
    data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, Change]
) -> dict[Span, Change]:
    """The changes, and those of the same cells in the grids of tables."""
    more = dict(changes)
    for table in list_of(whole(data, name).get("tables")):
        told = table.get("data") if isinstance(table, dict) else None
        if not isinstance(told, dict):
            continue
        cells = dict(_cells(told))
        for cell in (each for row in list_of(told.get("grid")) for each in list_of(row)):
            place = _cell_place(cell) if isinstance(cell, dict) else None
            own, twin = (cells.get(place), cell.get("text")) if place else (None, None)
            if own is None or twin != own:
                continue
            change, span = changes.get(span_of(own) or (-1, -1)), span_of(twin)
            if change and span:
                more[span] = change
    return more

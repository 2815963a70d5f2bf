"""JSON of MinerU: `middle.json` with blocks, lines and spans, and `content_list.json`.

Lines of `middle.json` are read as those of a page. What a model for whole pages gives (`vlm`), and
the items of `content_list.json`, are paragraphs in the order of reading. Formulas, code and the
HTML of tables stay as they are. Spans that stand in `preproc_blocks`, too, are written there, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from cleaner.formats.building import LineDraft, PageDraft, WordDraft
from cleaner.formats.pages import Block, Page
from cleaner.formats.places import Box, Span
from cleaner.formats.positioned import list_of, number_of, span_of, whole
from cleaner.formats.splicing import Change
from cleaner.formats.xml import box_of, share
from cleaner.text.errors import InputError

DEEPEST = 12
BLOCKS = ("para_blocks", "discarded_blocks")
TWINS = ("preproc_blocks", "para_blocks", "discarded_blocks")
TEXT = "text"  # the type of a span of text
LISTED = (
    "image_caption", "image_footnote", "table_caption", "table_footnote", "list_items",
    "chart_caption", "chart_footnote", "code_caption",
)  # fmt: skip
APART = ("equation", "code")
NORMED = 1000.0  # sides of a page of `content_list.json`
Item = dict[str, Any]


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of such a file. Raises InputError."""
    value = whole(data, name)
    drafts = _oflist_of(value) if isinstance(value, list) else _of_middle(value)
    if not any(draft.lines for draft in drafts):
        raise InputError(f"{name}: no text in it")
    yield from (draft.page() for draft in drafts)


def _of_middle(value: Item) -> list[PageDraft]:
    drafts = []
    of_blocks = str(value.get("_backend", "")).startswith("vlm")
    for number, page in enumerate(_dicts(value.get("pdf_info")), 1):
        sides = [number_of(side) or 0.0 for side in list_of(page.get("page_size"))[:2]]
        width, height = sides if len(sides) == 2 else (0.0, 0.0)
        draft = PageDraft(number, "", width, height, "point", whole=of_blocks)
        for kind in BLOCKS:
            for block in _blocks(page.get(kind), 0):
                _add(draft, block)
        drafts.append(draft)
    return drafts


def _add(draft: PageDraft, block: Item) -> None:
    """Take in the lines of a block."""
    number = len(draft.blocks)
    draft.blocks.append(Block("", str(block.get("type", "")), _box(block.get("bbox"))))
    for line in _dicts(block.get("lines")):
        words = [
            WordDraft(
                span["content"], _box(span.get("bbox")), span=span_of(span["content"]),
                confidence=share(number_of(span.get("score"))),
            )
            for span in _spans(line)
        ]  # fmt: skip
        if words:
            draft.lines.append(LineDraft(_box(line.get("bbox")), block=number, words=words))


def _blocks(value: Any, depth: int) -> Iterator[Item]:
    """The blocks in a list that have lines, those within others too."""
    for block in _dicts(value):
        if isinstance(block.get("lines"), list):
            yield block
        elif depth < DEEPEST:
            yield from _blocks(block.get("blocks"), depth + 1)


def _spans(line: Item) -> Iterator[Item]:
    for span in _dicts(line.get("spans")):
        if span.get("type", TEXT) == TEXT and isinstance(span.get("content"), str):
            yield span


def _oflist_of(value: list[Any]) -> list[PageDraft]:
    """The pages of `content_list.json`."""
    drafts: dict[int, PageDraft] = {}
    for item in _dicts(value):
        told = item.get("page_idx")
        page = min(max(told, 0), 1 << 30) if isinstance(told, int) else 0
        draft = drafts.setdefault(
            page, PageDraft(page + 1, "", NORMED, NORMED, "pixel", whole=True)
        )
        box = _box(item.get("bbox"))
        draft.lines += [
            LineDraft(box, words=[WordDraft(text, box, span=span_of(text))])
            for text in _texts(item)
        ]
    return [drafts[page] for page in sorted(drafts)]


def _texts(item: Item) -> Iterator[str]:
    if isinstance(item.get("text"), str) and item.get("type") not in APART:
        yield item["text"]
    for key in LISTED:
        yield from (text for text in list_of(item.get(key)) if isinstance(text, str))


def _dicts(value: Any) -> list[Item]:
    return [each for each in list_of(value) if isinstance(each, dict)]


def _box(value: Any) -> Box | None:
    sides = [number_of(side) for side in list_of(value)]
    return box_of(*sides) if len(sides) == 4 else None


def consistent(
    data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, Change]
) -> dict[Span, Change]:
    """The changes, and those of the same spans in other lists of blocks."""
    more = dict(changes)
    value = whole(data, name)
    for page in _dicts(value.get("pdf_info")) if isinstance(value, dict) else ():
        twins: dict[tuple[str, str], list[Span]] = {}
        for kind in TWINS:
            for block in _blocks(page.get(kind), 0):
                for span in (each for line in _dicts(block.get("lines")) for each in _spans(line)):
                    key = str(span.get("bbox")), span["content"]
                    twins.setdefault(key, []).append(span_of(span["content"]) or (-1, -1))
        for places in twins.values():
            change = next((changes[place] for place in places if place in changes), None)
            if change is not None:
                more |= {place: change for place in places if place not in changes}
    return more

"""JSON of OCR engines: PaddleOCR and RapidOCR, an item a line of text with its box and score.

Lists `[box, text, score]` or `[box, [text, score]]`; objects with a text and a box, or with lists
of texts, boxes and scores; such things within each other, a page a list. Boxes are four corners, or
two as four numbers. One JSON value a file, or one a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from cleaner.formats.building import LineDraft, PageDraft, WordDraft
from cleaner.formats.pages import Page
from cleaner.formats.places import Box
from cleaner.formats.positioned import MOST_BYTES, loaded, span_of, taken, value_in
from cleaner.formats.xml import MOST_LENGTH, around, share
from cleaner.text.errors import InputError

TEXTS = ("text", "txt", "transcription", "rec_text", "rec_txt")
BOXES = ("box", "text_region", "points", "bbox", "poly", "dt_poly", "dt_boxes", "position")
SCORES = ("score", "confidence", "rec_score", "conf")
TEXT_LISTS = ("rec_texts", "txts", "texts")
BOX_LISTS = ("rec_polys", "dt_polys", "rec_boxes", "boxes", "dt_boxes")
SCORE_LISTS = ("rec_scores", "scores")
INNER = (
    "res", "result", "results", "ocr_result", "ocrResults", "prunedResult", "overall_ocr_res",
    "data", "pages", "lines",
)  # fmt: skip
NAMES = ("input_path", "input_img", "image", "img_path", "file_name")
DEEPEST = 12

LEAST_LEANING = 8  # lines of a page that tell that it lies askew

Item = tuple[Box, str, float | None, tuple[float, float]]


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of such a file. Raises InputError."""
    number = 0
    for value in _values(data, name):
        try:
            for draft in _drafts(value, 0):
                number += 1
                draft.number = number
                yield draft.page()
        except _UnknownError as error:
            raise InputError(f"{name}: page {number + 1}: {error}") from None
    if not number:
        raise InputError(f"{name}: no text with a box in it")


class _UnknownError(ValueError):
    """Something in a place where it is not known."""


def _values(data: Callable[[], BinaryIO], name: str) -> Iterator[Any]:
    """The value of a file, or of each of its lines, one after the other."""
    with data() as file:
        begin = taken(file.readline(MOST_BYTES + 1), name)
        try:
            first = loaded(begin, 0)
        except (ValueError, RecursionError):  # it may go on in the next line
            begin = taken(begin + file.read(MOST_BYTES + 1 - len(begin)), name)
            yield value_in(begin, 0, 1, name)
            return
        yield first
        place, number = len(begin), 1
        del first, begin
        while line := file.readline(MOST_BYTES + 1):
            number += 1
            if line.strip():
                yield value_in(taken(line, name), place, number, name)
            place += len(line)


def _drafts(value: Any, depth: int) -> Iterator[PageDraft]:
    """The pages in a value: one for each list of items, or for each object with such lists."""
    if depth > DEEPEST:
        raise _UnknownError("lists within lists within lists")
    if isinstance(value, dict):
        if value and all(key.isdecimal() for key in value):  # items by number
            yield from _listed(list(value.values()), depth)
            return
        columns = _columns(value)
        if columns is not None:
            yield _draft(columns, value)
            return
        for key in INNER:
            if isinstance(value.get(key), dict | list):
                for draft in _drafts(value[key], depth + 1):
                    draft.name = draft.name or _name(value)
                    yield draft
                return
        item = _item(value)
        if item is not None:
            yield _draft([item], value)
    elif isinstance(value, list):
        yield from _listed(value, depth)


def _listed(value: list[Any], depth: int) -> Iterator[PageDraft]:
    """One page where the list has items, a page each where it has lists of them."""
    items: list[Item] = []
    for each in value:
        item = _item(each)
        if item is not None:
            items.append(item)
        elif isinstance(each, dict) and isinstance(each.get("res"), list) and "type" in each:
            items += (found for inner in each["res"] if (found := _item(inner)))
    if items:
        yield _draft(items, {})
        return
    for each in value:
        if each is None and len(value) > 1:  # a page without text
            yield PageDraft(0)
        else:
            yield from _drafts(each, depth + 1)


def _columns(value: dict[str, Any]) -> list[Item] | None:
    """The items of an object that has a list of texts and one of boxes."""
    texts = _first(value, TEXT_LISTS)
    boxes = next((value[key] for key in BOX_LISTS if _is_as_long(value.get(key), texts)), None)
    if not isinstance(texts, list) or boxes is None:
        return None
    scores = _first(value, SCORE_LISTS)
    if not _is_as_long(scores, texts):
        scores = [None] * len(texts)
    return [_made(*each) for each in zip(boxes, texts, scores or (), strict=True)]


def _is_as_long(value: Any, texts: Any) -> bool:
    return isinstance(value, list) and isinstance(texts, list) and len(value) == len(texts)


def _item(value: Any) -> Item | None:
    """One line of text, if it is one."""
    if isinstance(value, dict):
        text, box = _first(value, TEXTS), _first(value, BOXES)
        if isinstance(text, str) and isinstance(box, list):
            return _made(box, text, _first(value, SCORES))
        return None
    if not isinstance(value, list) or not 2 <= len(value) <= 3 or not isinstance(value[0], list):
        return None
    box, text, *score = value
    if isinstance(text, list) and len(text) == 2 and isinstance(text[0], str) and not score:
        text, *score = text
    if not isinstance(text, str):
        return None
    return _made(box, text, score[0] if score else None)


def _first(value: dict[str, Any], keys: tuple[str, ...]) -> Any:
    return next((value[key] for key in keys if value.get(key) is not None), None)


def _made(box: Any, text: Any, score: Any) -> Item:
    if not isinstance(text, str):
        raise _UnknownError(f"{str(text)[:40]!r} is not a text")
    try:
        sure = None if score is None else share(float(score))
    except (TypeError, ValueError, OverflowError):
        raise _UnknownError(f"{repr(score)[:40]} is not a score") from None
    corners = _corners(box)
    around_them = around(corners)
    assert around_them is not None
    return around_them, text, sure, _leaning(corners)


def _corners(value: Any) -> list[tuple[float, float]]:
    """The corners of a box, given each as two numbers, or two of them as four numbers."""
    flat = [
        number
        for part in (value if isinstance(value, list) else [])
        for number in (part if isinstance(part, list) else [part])
    ]
    sound = all(
        isinstance(number, int | float)
        and not isinstance(number, bool)
        and abs(number) <= MOST_LENGTH  # neither NaN nor infinite
        for number in flat
    )
    if not sound or len(flat) < 4 or len(flat) % 2:
        raise _UnknownError(f"{str(value)[:60]!r} is not a box")
    return list(zip(map(float, flat[0::2]), map(float, flat[1::2]), strict=True))


def _leaning(corners: list[tuple[float, float]]) -> tuple[float, float]:
    """How far it is along the upper edge of four corners to the right, and down; else nothing."""
    if len(corners) != 4:
        return 0.0, 0.0
    (left, top), (right, lower), *_ = corners
    return right - left, lower - top


def _slope(items: list[Item]) -> float:
    """By how much lines go down for each unit to the right: the median by length."""
    told = sorted((down / right, right) for *_, (right, down) in items if right > abs(down))
    if len(told) < LEAST_LEANING:
        return 0.0
    half = sum(right for _, right in told) / 2
    for slope, right in told:
        half -= right
        if half <= 0:
            return slope
    return 0.0


def _draft(items: list[Item], value: dict[str, Any]) -> PageDraft:
    draft = PageDraft(0, _name(value))
    for key, name in (("width", "width"), ("height", "height")):
        told = value.get(key)
        if isinstance(told, int | float) and 0 < told <= MOST_LENGTH:
            setattr(draft, name, float(told))
    draft.lines = [
        LineDraft(box, words=[WordDraft(text, box, span=span_of(text), confidence=score)])
        for box, text, score, _ in items
    ]
    draft.slope = _slope(items)
    return draft


def _name(value: dict[str, Any]) -> str:
    name = _first(value, NAMES)
    return name if isinstance(name, str) else ""

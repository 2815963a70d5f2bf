"""JSON of PaddleOCR and RapidOCR in the shapes that their versions and servers write."""

from __future__ import annotations

import json
from functools import partial
from io import BytesIO
from typing import Any

import pytest

from cleaner.formats import HEAD, Page, recognised

BOX, BELOW = [[10, 20], [110, 20], [110, 40], [10, 40]], [[10, 50], [90, 50], [90, 70], [10, 70]]
ONE, TWO = "水利会议召开", "各地落实"
FLAT, FLAT_BELOW = [10, 20, 110, 40], [10, 50, 90, 70]
CORNERS, CORNERS_BELOW = [[10, 20], [110, 40]], [[10, 50], [90, 70]]
V3 = {
    "input_path": "page.png", "page_index": None, "model_settings": {"use_doc_preprocessor": False},
    "dt_polys": [BOX, BELOW, BELOW], "text_det_params": {"limit_side_len": 64}, "text_type": "general",
    "rec_texts": [ONE, TWO], "rec_scores": [0.98, 0.9], "rec_polys": [BOX, BELOW],
    "rec_boxes": [FLAT, FLAT_BELOW],
}  # fmt: skip
SHAPES: dict[str, Any] = {
    "paddle 2, lines": [[BOX, [ONE, 0.98]], [BELOW, [TWO, 0.9]]],
    "paddle 2, pages": [[[BOX, [ONE, 0.98]], [BELOW, [TWO, 0.9]]]],
    "paddle 3": V3,
    "paddle 3, res": {"res": V3},
    "paddle 3, list": [V3],
    "paddle 3, without polys": {key: V3[key] for key in ("rec_texts", "rec_scores", "rec_boxes")},
    "paddle 3, served": {"errorCode": 0, "result": {"ocrResults": [{"prunedResult": V3}]}},
    "paddle 3, structure": {"res": {"layout_det_res": {"boxes": []}, "overall_ocr_res": V3}},
    "paddle 2, structure": [
        {"type": "text", "bbox": FLAT, "res": [
            {"text": ONE, "confidence": 0.98, "text_region": BOX},
            {"text": TWO, "confidence": 0.9, "text_region": BELOW}]}],
    "paddle 2, labels": [
        {"transcription": ONE, "points": BOX}, {"transcription": TWO, "points": BELOW}],
    "rapid 1": [[BOX, ONE, 0.98], [BELOW, TWO, 0.9]],
    "rapid 1, scores as text": [[BOX, ONE, "0.98"], [BELOW, TWO, "0.9"]],
    "rapid 1, with its times": [[[BOX, ONE, 0.98], [BELOW, TWO, 0.9]], [0.1, 0.02, 0.3]],
    "rapid 3": {"boxes": [BOX, BELOW], "txts": [ONE, TWO], "scores": [0.98, 0.9]},
    "rapid 3, lines": [
        {"box": BOX, "txt": ONE, "score": 0.98}, {"box": BELOW, "txt": TWO, "score": 0.9}],
    "rapid, served": {
        "0": {"rec_txt": ONE, "dt_boxes": BOX, "score": "0.98"},
        "1": {"rec_txt": TWO, "dt_boxes": BELOW, "score": "0.9"}},
    "umi": {"code": 100, "data": [
        {"box": BOX, "score": 0.98, "text": ONE}, {"box": BELOW, "score": 0.9, "text": TWO}]},
    "two corners": [[CORNERS, [ONE, 0.98]], [CORNERS_BELOW, [TWO, 0.9]]],
    "four numbers": [[FLAT, ONE, 0.98], [FLAT_BELOW, TWO, 0.9]],
    "four numbers, named": [
        {"text": ONE, "bbox": FLAT, "score": 0.98}, {"text": TWO, "bbox": FLAT_BELOW, "score": 0.9}],
    "two corners, listed": {"boxes": [FLAT, FLAT_BELOW], "txts": [ONE, TWO], "scores": [0.9, 0.9]},
}  # fmt: skip


def pages(value: Any, indent: int | None = None) -> list[Page] | None:
    data = json.dumps(value, ensure_ascii=False, indent=indent).encode()
    found = recognised(data[:HEAD], "page.json")
    return None if found is None else list(found.pages(partial(BytesIO, data), "page.json"))


@pytest.mark.parametrize("indent", [None, 4])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_its_lines(shape: str, indent: int | None) -> None:
    found = pages(SHAPES[shape], indent)
    assert found is not None
    (page,) = found
    assert page.lines.texts == (ONE, TWO)
    assert page.lines.places.boxes.tolist() == [FLAT, FLAT_BELOW]
    first = page.lines[0].place.confidence
    assert first is None or first >= 0.9


@pytest.mark.parametrize(
    "value",
    [
        [[FLAT, ONE], [FLAT_BELOW, TWO]],  # nothing tells what the numbers are
        [{"text": ONE, "bbox": FLAT}],
        [[FLAT, ONE, 7], [FLAT_BELOW, TWO, 12]],
        [[[110, 20, 60, 20], ONE, 0.98], [[10, 50, 80, 20], TWO, 0.9]],  # left, top, width, height
        [{"text": ONE, "bbox": [110, 20, 60, 20], "score": 0.98}],
        {"rec_texts": [ONE], "scores": [0.98]},
        [{"id": 1, "text": ONE, "range": [[1, 2], [3, 4]], "score": 0.5}],
    ],
)
def test_what_is_not_certain_stays_text(value: Any) -> None:
    assert pages(value) is None and pages(value, 2) is None


def test_a_page_without_text_keeps_its_number() -> None:
    found = pages([[[BOX, [ONE, 0.98]]], None, [[BELOW, [TWO, 0.9]]]])
    assert found is not None
    assert [(page.number, page.lines.texts) for page in found] == [
        (1, (ONE,)),
        (2, ()),
        (3, (TWO,)),
    ]


def test_a_page_a_line() -> None:
    data = "\n".join(
        json.dumps(each) for each in ([[BOX, ONE, 0.98]], [[BELOW, TWO, 0.9]])
    ).encode()
    found = recognised(data, "pages.jsonl")
    assert found is not None
    read = list(found.pages(partial(BytesIO, data), "pages.jsonl"))
    assert [(page.number, page.lines.texts) for page in read] == [(1, (ONE,)), (2, (TWO,))]

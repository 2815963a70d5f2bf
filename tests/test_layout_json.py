"""JSON of docling and MinerU: paragraphs in their order, what stays as it is, what is odd in it."""

from __future__ import annotations

import json
from functools import partial
from io import BytesIO
from typing import Any

import pytest

from bench.forms import content_list, docling, middle
from cleaner.cli.placed import source_with_places
from cleaner.formats import HEAD, recognised
from cleaner.text.errors import InputError

LINES = [["春江潮水", "连海平，"], ["海上明月", "共潮生。"]]


def text(data: bytes) -> str:
    source = source_with_places(partial(BytesIO, data), "page.json")
    assert source is not None
    return source.text


def name(value: Any) -> str:
    found = recognised(json.dumps(value).encode()[:HEAD], "page.json")
    return found.name if found else ""


def test_docling_is_read_in_the_order_of_its_tree() -> None:
    assert text(docling(LINES)) == "春江花月夜\n\n春江潮水连海平，海上明月共潮生。\n\n甲 乙\n"


def test_docling_has_boxes_from_the_upper_corner() -> None:
    found = recognised(docling(LINES), "page.json")
    assert found is not None
    (page,) = found.pages(partial(BytesIO, docling(LINES)), "page")
    assert page.lines[0].place.box == (40, 40, 840, 840)
    assert (page.width, page.height) == (900, 900)


def test_lines_of_mineru_are_those_of_a_page() -> None:
    assert text(middle(LINES)) == "春江潮水连海平，\n海上明月共潮生。\n"


def test_items_of_mineru_are_paragraphs() -> None:
    assert text(content_list(LINES)) == (
        "春江花月夜\n\n春江潮水连海平，海上明月共潮生。\n\f海上明月共潮生\n"
    )


def test_what_looks_like_it_and_is_not_stays_text() -> None:
    assert name([{"type": "text", "text": "x", "page": 1}]) == ""
    assert name({"schema_name": "Other", "texts": []}) == ""
    assert name({"info": [], "pdf_info": []}) == ""


@pytest.mark.parametrize(
    "value",
    [
        {"pdf_info": []},
        {"pdf_info": [1, {"para_blocks": [{"lines": [{"spans": [{"content": 3}]}]}]}]},
        {"schema_name": "DoclingDocument", "texts": [1, {"text": 2}], "body": {"children": [3]}},
        {"schema_name": "DoclingDocument", "tables": [{"data": {"table_cells": 1}}]},
    ],
)
def test_without_text_it_is_refused(value: Any) -> None:
    with pytest.raises(InputError, match="no text"):
        text(json.dumps(value).encode())


def test_odd_places_are_no_places() -> None:
    value = {
        "schema_name": "DoclingDocument",
        "body": {"children": [{"$ref": "#/texts/0"}, {"$ref": "#/texts/9"}, {"$ref": "x"}]},
        "texts": [
            {
                "text": "甲",
                "prov": [{"page_no": -3, "bbox": {"l": 1e300, "t": 1, "r": "a", "b": 2}}],
            },
            {"text": "乙", "prov": 4},
        ],
        "pages": {"1": {"size": {"width": "x"}}},
    }
    assert text(json.dumps(value).encode()) == "甲\n\n乙\n"
    nested: Any = {"children": []}
    for _ in range(100):
        nested = {"children": [nested]}
    value["body"] = nested
    assert text(json.dumps(value).encode()) == "甲\n\n乙\n"

"""Hostile pages: an error with its place or bounded work, never a file or an address opened."""

from __future__ import annotations

import json
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from cleaner.formats import HEAD, Page, recognised
from cleaner.formats.tsv import HEADER
from cleaner.text.errors import InputError

ALTO = '<alto><Layout><Page WIDTH="9" HEIGHT="9"><TextLine>{}</TextLine></Page></Layout></alto>'
STRING = '<String HPOS="{}" VPOS="1" WIDTH="{}" HEIGHT="1" CONTENT="x"/>'
HOCR = '<html><div class="ocr_page" title="bbox 0 0 9 9"><span class="ocrx_word" title="{}">x</span></div></html>'
BOMB = "<!DOCTYPE {0} [<!ENTITY a 'aaaaaaaaaa'>{1}]>"
GROWING = "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def read(text: str | bytes) -> list[Page]:
    data = text.encode() if isinstance(text, str) else text
    found = recognised(data[:HEAD], "page")
    assert found is not None
    return list(found.pages(partial(BytesIO, data), "page"))


def test_declared_entities_are_refused() -> None:
    inside = STRING.format(1, 1).replace('"x"', '"&i;"')
    with pytest.raises(InputError, match=r"^page: .*entity"):
        read(BOMB.format("alto", GROWING) + ALTO.format(inside))


def test_no_file_is_opened_for_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for declared in (
        f"<!ENTITY a SYSTEM '{secret.as_uri()}'>",
        f"<!ENTITY % a SYSTEM '{secret.as_uri()}'> %a;",
    ):
        with pytest.raises(InputError):
            read(f"<!DOCTYPE alto [{declared}]>" + ALTO.format(STRING.format(1, 1)))
    typed = f"<!DOCTYPE alto SYSTEM '{secret.as_uri()}'>" + ALTO.format(STRING.format(1, 1))
    assert read(typed)[0].lines[0].text == "x"
    hocr = HOCR.format("bbox 1 1 2 2").replace(">x<", ">&secret;<")
    with pytest.raises(InputError, match="secret"):
        read(f"<!DOCTYPE html SYSTEM '{secret.as_uri()}'>" + hocr)


@pytest.mark.parametrize(
    "number", ["NaN", "inf", "1e300", "-1e9", "abc", "0x10", "1_0", "１", "9" * 500]
)
def test_lengths_that_are_none_are_refused_with_their_place(number: str) -> None:
    row = f"5\t1\t1\t1\t1\t1\t{number}\t1\t1\t1\t90\tx"
    point = (
        f'<PcGts><Page><TextRegion><Coords points="{number},1 2,2"/></TextRegion></Page></PcGts>'
    )
    for data in (
        ALTO.format(STRING.format(number, 1)),
        HOCR.format(f"bbox 1 1 {number} 2"),
        HEADER.decode() + "\n" + row,
        point,
    ):
        with pytest.raises(InputError, match=r"^page: (line|row) \d+: "):
            read(data)


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "1e300", "-1e9", "true", "null", '"1"', "[1]"]
)
def test_boxes_that_are_none_are_refused_in_json(number: str) -> None:
    good = '[[[1, 1], [2, 1], [2, 2], [1, 2]], "x", 0.5]'
    with pytest.raises(InputError, match=r"^page: page 1: .*not a box"):
        read(f'[{good}, [[[{number}, 1], [2, 1], [2, 2], [1, 2]], "x", 0.5]]')


def test_negative_sizes_are_turned_round() -> None:
    (page,) = read(ALTO.format(STRING.format(5, -3)))
    assert tuple(page.lines[0].place.box) == (2, 1, 5, 2)


def test_confidences_that_are_none_are_not_known() -> None:
    (page,) = read(ALTO.format(STRING.format(1, 1).replace("/>", ' WC="7"/>')))
    assert page.lines[0].place.confidence is None


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(InputError, match="within each other"):
        read(ALTO.format("<a>" * 100_000))
    deep = "[" * 100_000
    box = '[[[1, 1], [2, 1], [2, 2], [1, 2]], "x", 0.5]'
    with pytest.raises(InputError, match=r"^page: "):
        read(f"[{box}, {deep}]")
    nested = "[" * 20 + box + "]" * 20
    with pytest.raises(InputError, match=r"^page: "):
        read(f'{{"boxes": [[1, 1, 2, 2]], "txts": [], "data": {nested}}}')


def test_one_tag_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="one tag or word"):
        read(ALTO.format('<String CONTENT="' + "x" * (5 << 20)))


@pytest.mark.parametrize(
    "text",
    [
        "<alto><Layout>",
        "<alto></PcGts>",
        "<alto>&nbsp;</alto>",
        "<?xml version='1.0' encoding='nothing'?><alto/>",
        HEADER.decode() + "\n5\t1\t1",
        '[[[[1, 1], [2, 1], [2, 2], [1, 2]], "x", 0.5]',
        '[[[[1, 1], [2, 1], [2, 2], [1, 2]], "x", {}]]',
    ],
)
def test_broken_files_are_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"^page: "):
        read(text)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match=r"^page: row 2: is not UTF-8"):
        read(HEADER + b"\n5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t90\t\xff")
    with pytest.raises(InputError, match="not UTF-8"):
        read(b'[[[[1, 1], [2, 1], [2, 2], [1, 2]], "\xff", 0.5]]')


def test_many_words_on_one_page() -> None:
    count = 30_000
    words = "".join(STRING.format(index % 9, 1) for index in range(count))
    (page,) = read(ALTO.format(words))
    assert len(page.words) == count and len(page.lines) == 1
    boxes = [[[1, 1], [2, 1], [2, 2], [1, 2]], "x", 0.5]
    assert len(read(json.dumps([boxes] * count))[0].lines) == count


def test_pages_come_one_after_the_other() -> None:
    row = "5\t{}\t1\t1\t1\t1\t1\t1\t1\t1\t90\tx\n"
    data = HEADER.decode() + "\n" + "".join(row.format(page) for page in range(1000))
    found = recognised(data[:HEAD].encode(), "page")
    assert found is not None
    assert next(iter(found.pages(partial(BytesIO, data.encode()), "page"))).number == 1
    assert len(read(data)) == 1000


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "gb18030", "big5", "shift_jis"])
def test_places_in_other_encodings_are_those_of_the_file(encoding: str) -> None:
    string = STRING.format(1, 1).replace('CONTENT="x"', 'CONTENT="&lt;中文"')
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    text = f"{mark}<?xml version='1.0' encoding='{encoding}'?><!--中-->" + ALTO.format(string)
    data = text.encode(encoding)
    (page,) = read(data)
    start, end = page.lines[0].place.span or (0, 0)
    assert page.lines[0].text == "<中文"
    name = {"utf-16": "utf-16-le"}.get(encoding, encoding)
    assert data[start:end] == "&lt;中文".encode(name)

"""Formats that know places: recognised by content, read into pages, or refused with a word."""

from __future__ import annotations

import gzip
import io
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from cleaner.formats import HEAD, METS, Box, Format, Line, Page, Writing, mets, recognised
from cleaner.text.errors import InputError

FOLDER = Path(__file__).parents[1] / "fixtures" / "formats"
FORMATS = {
    "page.hocr": "hocr",
    "page.alto.xml": "alto",
    "page.page.xml": "page",
    "page2010.page.xml": "page",
    "reichsanzeiger.page.xml": "page",
    "page.tsv": "tsv",
    "page.bbox.html": "bbox-layout",
    "rapidocr.json": "ocr-json",
    "rapidocr-objects.json": "ocr-json",
    "paddleocr2.json": "ocr-json",
    "paddleocr3.json": "ocr-json",
    "structure.json": "ocr-json",
    "issue.mets.xml": "mets",
    "locked.pdf": "pdf",
}


def pages_of(data: bytes, name: str = "page") -> list[Page]:
    found = recognised(data[:HEAD], name)
    assert found is not None
    return list(found.pages(partial(BytesIO, data), name))


def fixture(name: str) -> list[Page]:
    return pages_of((FOLDER / name).read_bytes(), name)


def told(line: Line, data: bytes) -> list[str]:
    """What stands in the file where the words of a line are said to stand."""
    spans = [word.place.span for word in line.words]
    return [data[slice(*span)].decode() if span else "" for span in spans]


@pytest.mark.parametrize(
    "file", sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".md")
)
def test_a_format_is_recognised_by_its_content(file: str) -> None:
    data = (FOLDER / file).read_bytes()
    for name in (file, "page.txt", "-"):
        found = recognised(data[:HEAD], name)
        assert found is not None and found.name == FORMATS[file]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "石桥通车。\n",
        "[1, 2, 3]",
        '[["a", "b"], ["c", "d"]]',
        '{"text": "石桥通车", "id": 3}',
        '[{"text": "石桥", "score": 0.5}]',
        '{"bbox": [1, 2, 3, 4], "text": "石桥"}',
        "[[[[1, 2], [3, 4], [5, 6], [7, 8]]]]",
        "<html><body><p>石桥通车</p></body></html>",
        "<?xml version='1.0'?><page><line>石桥</line></page>",
        '<!DOCTYPE ecpo [<!ENTITY x "y">]><fold><p>石桥</p></fold>',
        "level\tname\ttext\n1\t石桥\t通车\n",
        "See %PDF in the manual",
        "BM 石桥",
    ],
)
def test_text_is_none_of_them(text: str) -> None:
    assert recognised(text.encode(), "page.pdf") is None


def test_hocr() -> None:
    data = (FOLDER / "page.hocr").read_bytes()
    one, two = fixture("page.hocr")
    assert (one.number, one.name, one.width, one.height, one.unit) == (
        1,
        "one.png",
        400,
        300,
        "pixel",
    )
    assert [line.text for line in one.lines] == ["石桥通车", "A&B café", "turned"]
    head, line, turned = one.lines
    assert head.place.box == Box(20, 20, 180, 50) and head.place.size == 30 and head.block == 0
    assert [word.place.confidence for word in line.words] == [0.9, 0.0]
    assert told(line, data) == ["A&amp;B", "caf&eacute;"]
    assert turned.place.turn == 270
    assert one.rules.tolist() == [[195, 40, 197, 280]] and one.images.tolist() == [
        [210, 200, 380, 280]
    ]
    assert two.number == 2 and two.lines[0].text == "竖排的一行"
    assert two.lines[0].place.writing == Writing.DOWN
    assert told(two.lines[0], data) == ["竖排的一行"]


def test_alto() -> None:
    data = (FOLDER / "page.alto.xml").read_bytes()
    (page,) = fixture("page.alto.xml")
    assert (page.name, page.width, page.height, page.unit) == ("one.tif", 1000, 2000, "mm10")
    assert [line.text for line in page.lines] == ["石桥通车", "the riv-", "er A&B", "placeless"]
    assert [told(line, data) for line in page.lines] == [
        ["石桥", "通车"], ["the", "riv", "-"], ["er", "A&amp;B"], ["placeless"],
    ]  # fmt: skip
    head, body, _, placeless = page.lines
    assert head.place.size == pytest.approx(20 * 254 / 72) and head.place.weight == 700
    assert body.place.size == pytest.approx(10 * 254 / 72) and body.place.weight is None
    assert placeless.place.box == Box(600, 100, 640, 400) and placeless.place.turn == 270
    assert [block.id for block in page.blocks] == ["C1", "B1", "B2"]


@pytest.mark.parametrize(
    "version", ["http://schema.ccs-gmbh.com/ALTO", "http://www.loc.gov/standards/alto/ns-v2#"]
)
def test_alto_of_other_versions(version: str) -> None:
    data = (FOLDER / "page.alto.xml").read_text("utf-8")
    data = data.replace("http://www.loc.gov/standards/alto/ns-v4#", version)
    data = data.replace('<HYP HPOS="380" VPOS="200" WIDTH="20" CONTENT="-"/>', "<HYP/>")
    data = data.replace("mm10", "pixel")
    (page,) = pages_of(data.encode())
    assert page.lines[1].text == "the riv-" and page.lines[1].words[-1].place.span is None
    assert page.unit == "pixel"
    head, body = page.lines[0].place.size, page.lines[1].place.size
    assert head == pytest.approx(80) and body == pytest.approx(40)  # as their lines are high


def test_page() -> None:
    data = (FOLDER / "page.page.xml").read_bytes()
    (page,) = fixture("page.page.xml")
    assert [line.text for line in page.lines] == ["石桥通车", "改过", "竖排", "两行"]
    assert page.order is not None and page.order.tolist() == [2, 3, 0, 1]
    assert [word.place.confidence for word in page.lines[0].words] == [0.9, 0.6]
    assert told(page.lines[0], data) == ["石桥", "通车"] and told(page.lines[1], data) == ["改过"]
    assert page.lines[1].place.weight == 700
    assert page.lines[2].place.box == Box(210, 20, 230, 100)
    assert page.lines[2].place.writing == Writing.DOWN
    assert [page.blocks[line.block].kind for line in page.lines] == ["heading"] * 2 + [
        "TextRegion"
    ] * 2
    assert len(page.rules) == len(page.images) == 1


@pytest.mark.parametrize(
    ("orientation", "turn"), [("1.5", 0), ("-90", 90), ("88.2", 270), ("180", 180), ("-30", 30)]
)
def test_the_orientation_of_page_is_what_would_set_it_right(orientation: str, turn: int) -> None:
    data = (FOLDER / "page.page.xml").read_text("utf-8")
    (page,) = pages_of(data.replace('orientation="1.5"', f'orientation="{orientation}"').encode())
    assert page.lines[2].place.turn == turn and page.lines[0].place.turn == 0


def test_page_of_2010() -> None:
    (page,) = fixture("page2010.page.xml")
    assert page.lines[0].place.box == Box(20, 20, 180, 50) and page.order is None


def test_a_real_page() -> None:
    data = (FOLDER / "reichsanzeiger.page.xml").read_bytes()
    (page,) = fixture("reichsanzeiger.page.xml")
    assert len(page.lines) == 110 and page.order is not None and len(page.order) == 110
    assert page.lines[0].text == "Deutſcher Reichsanzeiger"
    assert all(
        told(line, data) == [line.text] for line in page.lines if "&" not in told(line, data)[0]
    )


def test_tsv() -> None:
    data = (FOLDER / "page.tsv").read_bytes()
    one, two = fixture("page.tsv")
    assert [line.text for line in one.lines] == ["石桥通车", 'A&B "café']
    assert (one.width, one.height) == (400, 300) and one.lines[0].place.box == Box(20, 20, 180, 50)
    assert told(one.lines[1], data) == ["A&B", '"café']
    assert [word.place.confidence for word in one.lines[0].words] == [0.965, 0.81]
    assert two.lines[0].place.writing == Writing.DOWN


def test_bbox_layout() -> None:
    data = (FOLDER / "page.bbox.html").read_bytes()
    (page,) = fixture("page.bbox.html")
    assert page.unit == "point" and [line.text for line in page.lines] == ["石桥通车", "A&B café"]
    assert told(page.lines[1], data) == ["A&amp;B", "café"]


@pytest.mark.parametrize("file", [file for file, name in FORMATS.items() if name == "ocr-json"])
def test_json_of_engines(file: str) -> None:
    page = fixture(file)[0]
    assert [line.text for line in page.lines] == ["石桥通车", "A&B café"]
    assert [line.place.confidence for line in page.lines] == [0.96, 0.81]
    assert page.lines[1].place.box == Box(20.5, 60, 100, 75)


def test_json_a_page_a_line() -> None:
    line = (FOLDER / "rapidocr.json").read_bytes()
    assert [page.number for page in pages_of(line + line)] == [1, 2]


def test_mets_gives_the_order_of_files_and_nothing_from_elsewhere() -> None:
    data = (FOLDER / "issue.mets.xml").read_bytes()
    assert recognised(data, "x") == METS
    assert mets.files(partial(BytesIO, data), "x") == ["text/second.xml", "text/first page.xml"]
    with pytest.raises(InputError, match="lists the files"):
        METS.pages(partial(BytesIO, data), "issue.xml")


def test_words_of_han_have_a_blank_between_only_where_the_page_has_one() -> None:
    words = ((20, "石桥"), (60, "通车"), (130, "本报"), (175, "New"), (205, "桥"))
    rows = [
        f"5\t1\t1\t1\t1\t1\t{left}\t20\t{20 * len(word)}\t20\t90\t{word}" for left, word in words
    ]
    data = "\n".join([(FOLDER / "page.tsv").read_text("utf-8").split("\n")[0], *rows]).encode()
    assert pages_of(data)[0].lines[0].text == "石桥通车 本报 New 桥"


def tsv_of(*lines: list[tuple[int, str]]) -> bytes:
    """A page of lines of words, 20 wide a character; of each word where it begins."""
    rows = [
        f"5\t1\t1\t1\t{number}\t1\t{left}\t{40 * number}\t{20 * len(word)}\t20\t90\t{word}"
        for number, line in enumerate(lines, 1)
        for left, word in line
    ]
    return "\n".join([(FOLDER / "page.tsv").read_text("utf-8").split("\n")[0], *rows]).encode()


NAMES = [(20, "记者"), (65, "石桥"), (110, "林河"), (150, "清"), (170, "等")]
SOLID = [(20, "石桥"), (60, "昨天"), (100, "通车"), (140, "并且"), (180, "放行")]


def lines_of(data: bytes) -> list[str]:
    return list(pages_of(data)[0].lines.texts)


def test_gaps_that_stand_out_among_even_ones_are_blanks() -> None:
    found = lines_of(tsv_of(NAMES, SOLID, SOLID))
    assert found == ["记者 石桥 林河清等", "石桥昨天通车并且放行", "石桥昨天通车并且放行"]


def test_gaps_that_all_words_of_a_line_have_are_none() -> None:
    spread = [(20 + 45 * place, word) for place, (_, word) in enumerate(SOLID)]
    assert lines_of(tsv_of(spread, SOLID)) == ["石桥昨天通车并且放行"] * 2


def test_three_words_tell_what_is_usual_between_them_where_two_are_nearer() -> None:
    assert lines_of(tsv_of(NAMES[1:4], SOLID, SOLID))[0] == "石桥 林河清"
    assert lines_of(tsv_of(NAMES[:3], SOLID, SOLID))[0] == "记者石桥林河"


def test_boxes_of_ink_tell_no_narrow_blanks() -> None:
    ink = [(left + (3 if place % 2 else 0), word) for place, (left, word) in enumerate(SOLID)]
    assert lines_of(tsv_of(NAMES, ink, ink, ink))[0] == "记者石桥林河清等"


def test_what_is_drawn_around_words_is_their_line() -> None:
    (page,) = fixture("page.alto.xml")
    lines = page.lines
    assert np.array_equal(lines.places.boxes[0], [100, 100, 400, 180])
    assert lines.places.take(np.array([1, 0]))[1] == lines[0].place
    assert lines[-1].text == "placeless" and lines[1:3][0] == lines[1]
    assert lines[0].words == page.words[0:2]


def zipped(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "command"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "tesseract page "),
        (b"\xff\xd8\xff\xe0", "tesseract page "),
        (b"II*\0\x08\0", "tesseract page "),
        (b"RIFF\x01\0\0\0WEBPVP8 ", "tesseract page "),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "tesseract page "),
        (zipped("[Content_Types].xml", "word/document.xml"), "pandoc"),
        (zipped("mimetype", "META-INF/container.xml"), "pandoc"),
        (zipped("ppt/presentation.xml"), "soffice"),
        (zipped("a.txt"), "unzip page "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "soffice"),
        (b"{\\rtf1\\ansi", "soffice"),
        (gzip.compress(b"x", mtime=0), "gzip -dk page"),
        (b"AT&TFORM\0\0\0\0DJVM", "djvutxt"),
        (b"%!PS-Adobe-3.0", "ps2pdf"),
        (b"\0" * 60 + b"BOOKMOBI", "ebook-convert"),
    ],
)
def test_what_is_no_text_is_refused_with_the_command_that_makes_text_of_it(
    data: bytes, command: str
) -> None:
    found = recognised(data, "page")
    assert isinstance(found, Format) and found.refusal
    with pytest.raises(InputError, match=f"^page: .*{command}"):
        found.pages(partial(BytesIO, data), "page")

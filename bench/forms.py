"""A page in each format that is written back: the same words, each with its box."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape

Box = tuple[float, float, float, float]
Word = tuple[str, Box]
Lines = Sequence[Sequence[str]] | Sequence[Sequence[Word]]  # the words of each line
EM, LEADING = 20, 32


def boxes(lines: Lines) -> list[list[Word]]:
    """Each word with its box: the one it has, or a square a character, a gap after letters."""
    rows: list[list[Word]] = []
    for number, words in enumerate(lines):
        x, y = 40, 40 + LEADING * number
        row: list[Word] = []
        for word in words:
            if not isinstance(word, str):
                row.append(word)
                continue
            row.append((word, (x, y, x + EM * len(word), y + EM)))
            x += EM * len(word) + (EM if word[0].isascii() and word[0].isalpha() else 0)
        rows.append(row)
    return rows


def side(lines: Lines) -> float:
    """Width and height of the page."""
    return max([900, *(edge for row in boxes(lines) for _, box in row for edge in box)])


def text(row: Sequence[Word]) -> str:
    return "".join(word for word, _ in row)


def around(row: Sequence[Word]) -> Box:
    sides = list(zip(*(box for _, box in row), strict=True))
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])


def alto(lines: Lines, version: int = 4) -> bytes:
    def place(box: Box) -> str:
        x0, y0, x1, y1 = box
        return f'HPOS="{x0}" VPOS="{y0}" WIDTH="{x1 - x0}" HEIGHT="{y1 - y0}"'

    rows = "\n".join(
        f'   <TextLine ID="L{number}" {place(around(row))}>'
        + "".join(
            f'<String ID="S{number}_{at}" {place(box)} WC="0.9" CONTENT="{escape(word)}"/>'
            for at, (word, box) in enumerate(row)
        )
        + "</TextLine>"
        for number, row in enumerate(boxes(lines))
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v{version}#">
 <Description><MeasurementUnit>pixel</MeasurementUnit></Description>
 <Layout><Page ID="P1" PHYSICAL_IMG_NR="1" WIDTH="{side(lines)}" HEIGHT="{side(lines)}">
  <PrintSpace HPOS="0" VPOS="0" WIDTH="{side(lines)}" HEIGHT="{side(lines)}"><!-- one block -->
  <TextBlock ID="B1" HPOS="40" VPOS="40" WIDTH="800" HEIGHT="800">
{rows}
  </TextBlock></PrintSpace></Page></Layout>
</alto>
""".encode()


def points(box: Box) -> str:
    x0, y0, x1, y1 = box
    return f'<Coords points="{x0},{y0} {x1},{y0} {x1},{y1} {x0},{y1}"/>'


def page(lines: Lines, year: str = "2019-07-15") -> bytes:
    rows = "\n".join(
        f'<TextLine id="l{number}">{points(around(row))}'
        + "".join(
            f'<Word id="w{number}_{at}">{points(box)}'
            f"<TextEquiv><Unicode>{escape(word, False)}</Unicode></TextEquiv></Word>"
            for at, (word, box) in enumerate(row)
        )
        + f"<TextEquiv><Unicode>{escape(text(row), False)}</Unicode></TextEquiv>"
        "</TextLine>"
        for number, row in enumerate(boxes(lines))
    )
    whole = escape("\n".join(map(text, boxes(lines))), False)
    return f"""<?xml version='1.0' encoding='UTF-8' standalone="yes"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/{year}">
<Metadata><Creator>own</Creator><Created>2026-01-01T00:00:00</Created><LastChange>2026-01-01T00:00:00</LastChange></Metadata>
<Page imageFilename="one.png" imageWidth="{side(lines)}" imageHeight="{side(lines)}">
<TextRegion id="r1">{points((40, 40, 840, 840))}
{rows}
<TextEquiv><Unicode>{whole}</Unicode></TextEquiv></TextRegion>
</Page>
</PcGts>
""".encode()


def hocr(lines: Lines) -> bytes:
    def bbox(box: Box) -> str:
        return "bbox " + " ".join(map(str, box))

    rows = "\n".join(
        f"  <span class='ocr_line' id='line_{number}' title='{bbox(around(row))}'>"
        + "".join(
            f"<span class='ocrx_word' id='w_{number}_{at}' title='{bbox(box)}; x_wconf 90'>"
            f"{escape(word, False)}</span> "
            for at, (word, box) in enumerate(row)
        )
        + "</span>"
        for number, row in enumerate(boxes(lines))
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="ocr-system" content="own"></head><body>
 <div class='ocr_page' id='page_1' title='image "one.png"; bbox 0 0 {side(lines)} {side(lines)}'>
  <p class='ocr_par'>
{rows}
  </p></div></body></html>
""".encode()


def tsv(lines: Lines) -> bytes:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [head, f"1\t1\t0\t0\t0\t0\t0\t0\t{side(lines)}\t{side(lines)}\t-1\t"]
    for number, row in enumerate(boxes(lines), 1):
        for at, (word, (x0, y0, x1, y1)) in enumerate(row, 1):
            rows.append(f"5\t1\t1\t1\t{number}\t{at}\t{x0}\t{y0}\t{x1 - x0}\t{y1 - y0}\t90\t{word}")
    return "\r\n".join([*rows, ""]).encode()


def poppler(lines: Lines) -> bytes:
    def sides(box: Box) -> str:
        names = ("xMin", "yMin", "xMax", "yMax")
        return " ".join(f'{name}="{float(side)}"' for name, side in zip(names, box, strict=True))

    rows = "\n".join(
        f"<line {sides(around(row))}>"
        + "".join(f"<word {sides(box)}>{escape(word, False)}</word>" for word, box in row)
        + "</line>"
        for row in boxes(lines)
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">
<html><head><title></title><meta name="Producer" content="own"/></head><body><doc>
<page width="{side(lines)}" height="{side(lines)}"><flow><block {sides((40, 40, 840, 840))}>
{rows}
</block></flow></page></doc></body></html>
""".encode()


def corners(box: Box) -> list[list[int]]:
    x0, y0, x1, y1 = box
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def rapidocr(lines: Lines) -> bytes:
    rows = [[corners(around(row)), text(row), 0.9] for row in boxes(lines)]
    return json.dumps(rows, ensure_ascii=False).encode()


def rapidocr_escaped(lines: Lines) -> bytes:
    return json.dumps(json.loads(rapidocr(lines)), indent=1).encode()


def paddleocr(lines: Lines) -> bytes:
    rows = [[corners(around(row)), [text(row), 0.9]] for row in boxes(lines)]
    return json.dumps([rows], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def paddleocr3(lines: Lines) -> bytes:
    rows = boxes(lines)
    value = {
        "input_path": "one.png",
        "rec_texts": [text(row) for row in rows],
        "rec_scores": [0.9] * len(rows),
        "rec_polys": [corners(around(row)) for row in rows],
    }
    return json.dumps(value, ensure_ascii=False, indent=4).encode()


def paragraph(lines: Lines) -> str:
    return "".join(map(text, boxes(lines)))


def docling(lines: Lines) -> bytes:
    def item(kind: str, number: int, **more: object) -> dict[str, object]:
        box = {"l": 40.0, "t": 860.0, "r": 840.0, "b": 60.0, "coord_origin": "BOTTOMLEFT"}
        place = {"page_no": 1, "bbox": box, "charspan": [0, 9]}
        return {"self_ref": f"#/{kind}/{number}", "parent": {"$ref": "#/body"}, "children": [],
                "content_layer": "body", "prov": [place], **more}  # fmt: skip

    def cell(column: int, text: str) -> dict[str, object]:
        return {"row_span": 1, "col_span": 1, "start_row_offset_idx": 0, "end_row_offset_idx": 1,
                "start_col_offset_idx": column, "end_col_offset_idx": column + 1, "text": text}  # fmt: skip

    cells = [cell(0, "甲"), cell(1, "乙")]
    whole = paragraph(lines)
    value = {
        "schema_name": "DoclingDocument",
        "version": "1.3.0",
        "name": "page",
        "body": {"self_ref": "#/body", "children": [{"$ref": "#/texts/1"}, {"$ref": "#/texts/0"}, {"$ref": "#/tables/0"}], "name": "_root_", "label": "unspecified"},
        "texts": [
            item("texts", 0, label="text", orig="原样,不变", text=whole),
            item("texts", 1, label="section_header", orig="春江花月夜", text="春江花月夜"),
            item("texts", 2, label="formula", orig="a,b", text="春,b"),
        ],
        "tables": [item("tables", 0, data={"table_cells": cells, "num_rows": 1, "num_cols": 2, "grid": [cells]})],
        "pages": {"1": {"size": {"width": 900.0, "height": 900.0}, "page_no": 1}},
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def middle(lines: Lines) -> bytes:
    rows = [
        {"bbox": around(row), "spans": [{"bbox": box, "score": 0.9, "content": word, "type": "text"} for word, box in row]}
        for row in boxes(lines)
    ]  # fmt: skip
    block = {"type": "text", "bbox": [40, 40, 840, 840], "lines": rows, "index": 0}
    page = {
        "preproc_blocks": [block],
        "page_idx": 0,
        "page_size": [side(lines)] * 2,
        "para_blocks": [block],
        "discarded_blocks": [],
    }
    value = {"pdf_info": [page], "_backend": "pipeline", "_version_name": "2.0.0"}
    return json.dumps(value, ensure_ascii=False).encode()


def content_list(lines: Lines) -> bytes:
    value = [
        {
            "type": "text",
            "text": "春江花月夜",
            "text_level": 1,
            "bbox": [40, 20, 840, 40],
            "page_idx": 0,
        },
        {"type": "text", "text": paragraph(lines), "bbox": [40, 40, 840, 840], "page_idx": 0},
        {"type": "equation", "text": "$$春,b$$", "text_format": "latex", "page_idx": 0},
        {"type": "image", "img_path": "a.jpg", "image_caption": ["海上明月共潮生"], "page_idx": 1},
    ]
    return json.dumps(value, ensure_ascii=False, indent=4).encode()


FORMS: dict[str, Callable[[Lines], bytes]] = {
    "page.alto.xml": alto,
    "page.alto2.xml": lambda lines: alto(lines, 2),
    "page.page.xml": page,
    "page.page2013.xml": lambda lines: page(lines, "2013-07-15"),
    "page.hocr": hocr,
    "page.tsv": tsv,
    "page.bbox.html": poppler,
    "rapidocr.json": rapidocr,
    "rapidocr-escaped.json": rapidocr_escaped,
    "paddleocr.json": paddleocr,
    "paddleocr3.json": paddleocr3,
    "docling.json": docling,
    "middle.json": middle,
    "content_list.json": content_list,
}

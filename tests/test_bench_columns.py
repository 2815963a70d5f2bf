"""The benchmark of columns runs on a page of its own."""

from __future__ import annotations

import pytest

pytest.importorskip("typst")
pytest.importorskip("pymupdf")
pytest.importorskip("pdfminer")

from bench.columns.__main__ import measure, report
from bench.columns.fitting import put_in_order, read_printed
from bench.pages.cases import Case

LEFT = "昨天上午，全市召开水利\n建设大会，总结今年各项\n工作，部署明年任务。会\n议要求，各地要加强领导\n，明确责任，抓好工程质\n量，保证群众用水安全。"
RIGHT = "市民代表对此表示欢迎，\n希望有关部门尽快公布实\n施方案，让更多的居民能\n够享受到便利。专家说，\n项目对改善城市环境、提\n高生活质量有重要意义。"


def test_a_page() -> None:
    rows = zip(LEFT.split("\n"), RIGHT.split("\n"), strict=True)
    text = "\n".join("    ".join(row) for row in rows) + "\n"
    article = {key: [] for key in ("kicker", "deck", "byline", "captions", "notes")}
    paragraphs = [LEFT.replace("\n", ""), RIGHT.replace("\n", "")]
    truth = {
        "articles": [{"headline": None, "paragraphs": paragraphs, **article}],
        "furniture": [],
    }
    case = Case(0, "pdftotext-layout", text, truth, {"whole": 0.0})  # type: ignore[arg-type]
    found = measure([case], "own")
    (figures,) = found.values()
    assert (figures.given, figures.ordered, figures.worse) == (0, 2, 0)
    assert "rows mixed" in report(found)
    assert put_in_order(text, read_printed).split("\n")[:12] == [
        *LEFT.split("\n"),
        *RIGHT.split("\n"),
    ]

"""Running heads and page numbers: what is told by repetition, held, reported and carried along."""

from __future__ import annotations

import pytest
from test_books import PARAGRAPHS, VERSE, wrapped

import cleaner
from cleaner.ledger.entries import load
from cleaner.ledger.undoing import undo
from cleaner.page.furniture import repeated, shape_of, without
from cleaner.page.layout import Lines
from cleaner.text.document import Document

LINES = "\n".join(wrapped(paragraph) for paragraph in PARAGRAPHS * 6).split("\n")
PAGES = ["\n".join(LINES[first : first + 10]) for first in range(0, len(LINES), 10)]
NEWS = [
    f"{headline}\n\n▢ 本报记者 张三\n\n{wrapped(f'本报讯 {paragraph}')}"
    for headline, paragraph in zip(
        ("芦苇今起收割", "渡口改作公园", "砖窑旧址开放"), PARAGRAPHS, strict=True
    )
]


def paged(pages: list[str], head: str, foot: str, between: str = "\n\f") -> tuple[str, list[str]]:
    """The pages with a running head and a page number, and these."""
    heads = [head.format(number) for number in range(1, len(pages) + 1)]
    feet = [foot.format(number) for number in range(1, len(pages) + 1)]
    parts = ["\n".join(part).strip("\n") for part in zip(heads, pages, feet, strict=True)]
    stands = [line for pair in zip(heads, feet, strict=True) for line in pair if line]
    return between.join(parts) + "\n", stands


def furniture(text: str) -> list[str]:
    document = Document(text)
    return [Lines.of(document).text(line) for line in repeated(document).nonzero()[0].tolist()]


@pytest.mark.parametrize("between", ["\n\f", "\n"])
@pytest.mark.parametrize(
    ("head", "foot"),
    [("临河旧事", "— {} —"), ("临河旧事", "第 {} 页"), ("临河旧事　{}", ""), ("", "{}")],
)
def test_heads_and_numbers_are_told_in_books(head: str, foot: str, between: str) -> None:
    text, stands = paged(PAGES, head, foot, between)
    found = furniture(text)
    if between == "\n" and not (head and foot):  # each told by the sentences it stands in alone
        assert set(found) <= set(stands) and len(found) >= len(stands) - 1
    else:
        assert found == stands


@pytest.mark.parametrize("number", ["- 1 -", "—12—", "第 3 页", "第十二页", "Page 4"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_one_page_number_in_mid_sentence_is_told_by_its_wording(number: str, between: str) -> None:
    lines = wrapped(PARAGRAPHS[0]).split("\n")
    assert not lines[1].endswith("。")
    text = between.join(("\n".join(lines[:2]), number, "\n".join(lines[2:])))
    assert furniture(text) == [number]
    after_sentence = between.join((wrapped(PARAGRAPHS[0]), number, wrapped(PARAGRAPHS[1])))
    assert furniture(after_sentence) == []


@pytest.mark.parametrize("line", ["12", "-12", "第三章", "第三条", "2—3"])
def test_what_else_stands_once_in_mid_sentence_is_no_furniture(line: str) -> None:
    lines = wrapped(PARAGRAPHS[0]).split("\n")
    assert furniture("\n\n".join(("\n".join(lines[:2]), line, "\n".join(lines[2:])))) == []


@pytest.mark.parametrize("profile", ["book", "newspaper"])
@pytest.mark.parametrize("between", ["\n\f", "\n"])
def test_furniture_stands_alone_and_is_reported(profile: str, between: str) -> None:
    text, stands = paged(PAGES, "临河旧事", "— {} —", between)
    result = cleaner.read(text, profile=profile)
    lines = [line.strip("\f") for line in result.text.split("\n")]
    assert [line for line in lines if line in stands] == stands
    assert result.furniture == stands
    assert result.text.count("\f") == text.count("\f")
    assert cleaner.clean(result.text, profile=profile) == result.text
    _, entries = load(result.ledger.lines())
    assert undo(result.document.text, entries) == text


@pytest.mark.parametrize("between", ["\n\f", "\n"])
def test_paragraphs_of_a_book_go_on_over_the_page(between: str) -> None:
    text, _ = paged(PAGES, "临河旧事", "— {} —", between)
    book = cleaner.read(text, profile="book", safe=("lines.page-turn",))
    lines = [line.strip() for line in book.text.split("\n")]
    assert [line for line in lines if line in PARAGRAPHS] == list(PARAGRAPHS * 6)
    assert cleaner.clean(book.text, profile="book") == book.text
    rules = {entry.rule for entry in cleaner.read(text).ledger.entries}
    assert "lines.page-turn" not in rules


def test_pages_of_a_newspaper_in_one_file() -> None:
    text, stands = paged(NEWS, "临河日报 2023年5月{}日 今日", "责编 {}")
    result = cleaner.read(text)
    assert result.furniture == stands
    headlines = [article.headline for article in result.articles]
    assert headlines == [news.partition("\n")[0] for news in NEWS]
    assert [article.paragraphs for article in result.articles] == [
        [f"本报讯 {paragraph}"] for paragraph in PARAGRAPHS
    ]


def test_heads_of_left_and_right_pages_take_turns() -> None:
    heads = ["第一章 渡口　{}", "{}　临河旧事"] * 5
    pages = [
        f"{head.format(n)}\n{page}"
        for n, (head, page) in enumerate(zip(heads, PAGES * 2, strict=False), 1)
    ]
    assert furniture("\n\f".join(pages)) == [head.format(n) for n, head in enumerate(heads, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "\n\f".join(f"第{number}章\n{page}" for number, page in enumerate(PAGES, 1)),
        "\n\f".join(f"{number}\n{wrapped(PARAGRAPHS[0])}" for number in (1, 4, 5, 9, 12)),
        "\n\f".join(f"▢ 本报记者 张三\n{page}" for page in PAGES),
        "\n\f".join([f"渡口\n{PAGES[0]}", PAGES[1], PAGES[2], f"渡口\n{PAGES[3]}"]),
        "\n\n".join([VERSE.replace("，", " ")] * 5),
        "\n".join(f"渡口\n{wrapped(paragraph)}" for paragraph in PARAGRAPHS * 3),
        "本次抽检的结果，列在\n" + "合格 12\n" * 9 + "后面的表中，共有九家。",
        "",
        "临河旧事",
    ],
    ids=["chapters", "numbers", "bylines", "few", "verse", "subheadings", "table", "empty", "line"],
)
def test_what_repeats_and_is_no_furniture(text: str) -> None:
    assert furniture(text) == []


def test_shapes() -> None:
    assert shape_of("— 12 —") == shape_of("— 3 —") == "—#—"
    assert shape_of("第十二页") == shape_of("第 3 页") == "第#页"
    assert shape_of("第1章 渡口") != shape_of("第2章 渡口")


def test_without_keeps_every_other_place() -> None:
    text, stands = paged(PAGES, "临河旧事", "— {} —")
    body = without(Document(text)).text
    assert len(body) == len(text) and body.split() == [
        word for line in text.split("\n") if line.strip("\f") not in stands for word in line.split()
    ]
    plain = Document(PAGES[0])
    assert without(plain) is plain

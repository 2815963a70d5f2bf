"""Latin text wrapped at a fixed width, and what only looks so."""

from __future__ import annotations

import textwrap

import pytest

import cleaner
from bench import latin
from cleaner.knowledge.english import is_word
from cleaner.ledger.undoing import undo
from cleaner.text.document import Document
from cleaner.wraps.dehyphenation import Hyphen, hyphen_at
from cleaner.wraps.latin_lines import ITEM, ROW, TEXT, is_code, parse

PARAGRAPHS = (
    "The ferry across the lower river was built by two brothers who had never seen the sea. They "
    "drew it on the back of a door, and when the door was sold they built the boat from memory.",
    "In the first winter the river froze, and the brothers pulled the boat up to the mill with the "
    "help of nine horses. The miller let it lie in his barn, where it stayed until the ice was gone.",
    "Nobody knows what the crossing cost in those years. An old bill speaks of two eggs for a man "
    "and of a whole cheese for a cart, but it may be that the clerk was fond of cheese.",
)


@pytest.mark.parametrize("width", range(45, 101, 5))
@pytest.mark.parametrize(
    ("first", "other"), [("", ""), ("- ", "  "), ("> ", "> "), ("    ", "    ")]
)
def test_wrapped_paragraphs_come_back(width: int, first: str, other: str) -> None:
    wrapped = [
        textwrap.fill(each, width, initial_indent=first, subsequent_indent=other)
        for each in PARAGRAPHS
    ]
    result = cleaner.read("\n\n".join(wrapped) + "\n")
    mark = first.strip() + " " if first.strip() else ""
    assert latin.listed(result.text) == [mark + each for each in PARAGRAPHS]
    assert cleaner.clean(result.text) == result.text
    assert undo(result.text, result.ledger.entries) == "\n\n".join(wrapped) + "\n"


def test_paragraphs_parted_by_indents_alone() -> None:
    wrapped = [textwrap.fill(each, 60, initial_indent="   ") for each in PARAGRAPHS]
    assert latin.listed(cleaner.clean("\n".join(wrapped))) == list(PARAGRAPHS)


def test_a_number_at_a_line_end_is_not_glued_to_the_next() -> None:
    text = (
        "The firm that built the bridges was sold in the spring of 1998\n"
        "12 years after its first bridge had been opened to the public,\n"
        "and was sold again two years later to a family from the north.\n"
    )
    assert "of 1998 12 years after" in cleaner.clean(text)


@pytest.mark.parametrize(
    ("line", "kind", "body"),
    [
        ("  plain words", TEXT, 2),
        ("- an item", ITEM, 2),
        (" 10. an item", ITEM, 5),
        ("> (a) quoted", ITEM, 6),
        ("\tset in by a tab", TEXT, 8),
        ("=====", ROW, 0),
        ("a    b    c", ROW, 0),
        ("| a | b |", ROW, 0),
        (">", ROW, 1),
    ],
)
def test_parts_of_a_line(line: str, kind: int, body: int) -> None:
    found = parse(line)
    assert (found.kind, found.body, found.end) == (kind, body, len(line))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("infor-\nmation", Hyphen.DIVIDES),
        ("well-\nnamed", Hyphen.COMPOUND),
        ("two-\nand three-day", Hyphen.SUSPENDED),
        ("blorf-\ntang", Hyphen.UNKNOWN),
        ("blorftang blorf-\ntang", Hyphen.DIVIDES),
        ("infor-mation infor-\nmation", Hyphen.COMPOUND),
        ("nonrectangu-\nlar", Hyphen.DIVIDES),
        ("2022-\n2023", None),
        ("TEL-\nFAX", None),
    ],
)
def test_hyphens(text: str, told: Hyphen | None) -> None:
    end = text.index("\n")
    assert hyphen_at(Document(text), end, end + 1) is told


def test_english_words() -> None:
    assert is_word("information") and is_word("Colour") and not is_word("informa")


def test_code_is_told_by_its_margin() -> None:
    code = "import os\n\n\ndef name():\n    return os.name\n\n\nclass Name:\n    x = 1\n\n\nprint(name())\n"
    assert is_code(code, code.count("\n"))
    quoted = "\n\n".join(PARAGRAPHS) + "\n\n" + textwrap.indent(code, "    ")
    assert not is_code(quoted, 12)


def test_benchmark_makes_the_same_pages_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latin, "DOCUMENTS", latin.DOCUMENTS[:2])
    found = [*latin.pages(True), *latin.pages(False)]
    assert found == [*latin.pages(True), *latin.pages(False)]
    page = latin.make(list(PARAGRAPHS) * 3, latin.random.Random(1))
    perfect = latin.score([page], lambda text: "\n".join(page.truth))
    assert perfect.f1("paragraphs") == perfect.f1("breaks") == 1


def test_benchmark_prints_every_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latin, "DOCUMENTS", latin.DOCUMENTS[:2])
    monkeypatch.setattr(latin, "HARMLESS", {"code": ((latin.ROOT / "cleaner", "*.py"),)})
    printed = latin.report()
    for figure in ("paragraphs, F1", "line breaks, F1", "precision", "recall", "code"):
        assert figure in printed

"""Long texts: cut into sections, each cleaned by itself, and the promises hold over the whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import any_text, pages, texts
from test_properties import PAGES, check_reversible, families, run, whole

import cleaner
from cleaner import ledger
from cleaner.alike import Alike
from cleaner.ledger import Decisions
from cleaner.sections import sections
from cleaner.stages import RULES


@contextmanager
def sections_of(sentences: int, longest: int = 1 << 18) -> Iterator[None]:
    """Sections of so many sentences, that have so many characters at most."""
    with patch.multiple("cleaner.sections", SENTENCES=sentences, LONGEST=longest):
        yield


def cut(*pieces: str) -> list[str]:
    return [section.text for section in sections(pieces)]


long_texts = st.one_of(texts, st.lists(pages(), min_size=2, max_size=5).map("\n\n".join))
few = st.sampled_from((1, 2, 3, 7))


@given(long_texts, few, st.sampled_from((3, 40, 1 << 18)), st.data())
def test_pieces_do_not_matter(text: str, sentences: int, longest: int, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    pieces = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    with sections_of(sentences, longest):
        found = list(sections([text]))
        assert list(sections(pieces)) == found
    assert "".join(section.text for section in found) == text
    assert [section.last for section in found] == [False] * (len(found) - 1) + [True]
    assert all(0 < len(section.text) <= 2 * longest for section in found[:-1])


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("", [""]),
        ("甲。\n乙。\n丙。\n", ["甲。\n", "乙。\n", "丙。\n"]),
        ("甲。乙。\n\n \n\u3000\u3000丙。", ["甲。乙。\n\n \n", "\u3000\u3000丙。"]),
        ("“甲。”\r\n\r\n乙", ["“甲。”\r\n\r\n", "乙"]),
        ("甲。\n\f\n乙。\n", ["甲。\n\f\n", "乙。\n"]),
        ("甲。\n \n", ["甲。\n \n"]),
        ("甲。乙", ["甲。", "乙"]),
        ("A b.\nC 3.5 d.\n", ["A b.\n", "C 3.5 d.\n"]),
    ],
)
def test_where_a_text_is_cut(text: str, want: list[str]) -> None:
    with sections_of(1):
        assert cut(text) == want


def test_a_page_goes_before_a_sentence() -> None:
    text = "甲。\n" * 9 + "\f" + "乙。\n" * 9
    with sections_of(8):
        assert cut(text)[0] == "甲。\n" * 9 + "\f"


def test_a_text_without_sentences_is_cut_at_a_line() -> None:
    with sections_of(1, 10):
        assert cut("一二三四五六\n" * 3) == ["一二三四五六\n一二三四五六\n", "一二三四五六\n"]
        assert cut("一" * 25) == ["一" * 10, "一" * 10, "一" * 5]


@given(long_texts, few, st.sampled_from((3, 40, 1 << 18)))
@settings(max_examples=200)
def test_undo_and_replay(text: str, sentences: int, longest: int) -> None:
    with sections_of(sentences, longest):
        result = run(text)
        check_reversible(result)
        assert cleaner.clean(text) == result.text
        source = result.ledger.source
        newline = source.newline
        for entry in result.ledger.entries:
            if entry.step % 100 == 0:  # this step found the source itself
                assert text[entry.start : entry.end].replace(newline, "\n") == entry.before


@given(long_texts, few)
@settings(max_examples=400)
def test_second_pass_is_silent(text: str, sentences: int) -> None:
    with sections_of(sentences):
        once = run(text)
        again = run(once.text)
        assert again.text == once.text
        assert not [entry for entry in again.ledger.entries if entry.applied]


@given(any_text, few)
@settings(max_examples=60)
def test_any_text(text: str, sentences: int) -> None:
    with sections_of(sentences):
        result = run(text)
        check_reversible(result)
        assert run(result.text).text == result.text


@given(long_texts, few)
@settings(max_examples=60)
def test_decisions_hold(text: str, sentences: int) -> None:
    with sections_of(sentences):
        names = [entry.id for entry in run(text).ledger.entries if entry.applied]
        rejected = frozenset(names[::2])
        result = run(text, Decisions(rejected=rejected))
        check_reversible(result)
        left = {entry.id for entry in result.ledger.entries if entry.applied}
        assert not families(left) & families(rejected)
        assert run(text, Decisions(rejected=frozenset(RULES))).text == text


@given(st.lists(st.lists(st.sampled_from(("0" * 12, "f" * 12, "1" * 12, "ab" * 6)))))
def test_numbers_of_alike_ids(batches: list[list[str]]) -> None:
    alike = Alike()
    found = [number for batch in batches for number in alike.numbers(batch)]
    names = [name for batch in batches for name in batch]
    assert found == [names[: place + 1].count(name) for place, name in enumerate(names)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:3])
def test_pages_in_one_file_read_as_pages_by_themselves(path: Path) -> None:
    page = whole(path).strip()
    alone = cleaner.read(page + "\n")
    with sections_of(page.count("。")):
        result = cleaner.read("\f\n".join([page + "\n"] * 3))
    pages = 2 * len(alone.articles)  # the last page is cut where it has its sentences
    assert [article.paragraphs for article in result.articles[:pages]] == [
        article.paragraphs for article in alone.articles
    ] * 2
    assert [record.count() for record in result.ledger.records[:2]] == [
        record.count() for record in alone.ledger.records
    ] * 2
    assert {entry.id for entry in alone.ledger.entries} <= {
        entry.id for entry in result.ledger.entries
    }
    _, entries = ledger.load(result.ledger.lines())
    assert ledger.undo(result.document.text, entries) == result.ledger.source.text

"""Long texts: cut into sections, each cleaned by itself, and the promises hold over the whole."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import invoke
from test_properties import PAGES, check_reversible, families, run, whole

import cleaner
from bench.fuzz.strategies import any_text, pages, texts
from cleaner import pipeline
from cleaner.files import paths
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.entries import load
from cleaner.ledger.ids import Alike
from cleaner.ledger.undoing import undo
from cleaner.output import render
from cleaner.stages import RULES
from cleaner.text.sections import _SENTENCE, sections


@contextmanager
def sections_of(sentences: int, longest: int = 1 << 18) -> Iterator[None]:
    """Sections of so many sentences, that have so many characters at most."""
    with patch.multiple("cleaner.text.sections", SENTENCES=sentences, LONGEST=longest):
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
    _, entries = load(result.ledger.lines())
    assert undo(result.document.text, entries) == result.ledger.source.text


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Everything that a short text is spared: blocks of a few bytes, and drafts in files."""
    for place, size in (
        ("cleaner.files.coding.BLOCK", 7),
        ("cleaner.files.drafts.BLOCK", 5),
        ("cleaner.files.paths.BLOCK", 6),
        ("cleaner.files.drafts.HELD", 4),
        ("cleaner.files.paths.HELD", 4),
        ("cleaner.files.encodings.HELD", 3),
        ("cleaner.text.document.PIECE", 9),
        ("cleaner.text.sections.SENTENCES", 2),
    ):
        monkeypatch.setattr(place, size)
    monkeypatch.chdir(tmp_path)
    return tmp_path


LONG = (
    "会议强调，要深入学习贯彻党的二十大精神，\n按照全省部署要求。“抓住机遇\u200b。”\n\n𠀀期,突出变革。\n"
    * 9
)


@pytest.mark.parametrize(
    ("newline", "encoding", "mark"),
    [
        ("\n", "utf-8", b""),
        ("\r\n", "utf-8", b"\xef\xbb\xbf"),
        ("\r\n", "gb18030", b""),
        ("\r", "utf-16-le", b"\xff\xfe"),
        ("\r\n", "utf-16-be", b"\xfe\xff"),
    ],
)
def test_clean_and_undo_in_little_memory(
    little_memory: Path, newline: str, encoding: str, mark: bytes
) -> None:
    data = mark + LONG.replace("\n", newline).encode(encoding)
    Path("a.txt").write_bytes(data)
    want = mark + cleaner.clean(LONG).replace("\n", newline).encode(encoding)
    assert invoke("clean", "a.txt", "-o", "new/b.txt", "--ledger", "b.jsonl").exit_code == 0
    assert Path("new/b.txt").read_bytes() == want != data
    lines = Path("b.jsonl").read_text("utf-8").splitlines()
    assert lines == list(read("a.txt").ledger.lines())
    assert invoke("undo", "new/b.txt", "--ledger", "b.jsonl").stdout_bytes == data
    assert invoke("undo", "-", "--ledger", "b.jsonl", "-o", "c", stdin=want).exit_code == 0
    assert Path("c").read_bytes() == data
    assert invoke("clean", "-", "--in-place", "a.txt", "--backup", ".bak").exit_code == 2
    assert invoke("clean", "--in-place", "a.txt", "--backup", ".bak").exit_code == 0
    assert (Path("a.txt").read_bytes(), Path("a.txt.bak").read_bytes()) == (want, data)
    again = invoke("clean", "-", stdin=want)
    assert (again.stdout_bytes, again.stderr) == (want, f"<stdin>{shown(encoding)}: 0 repairs\n")
    assert not list(little_memory.rglob(".cleaner-*"))


def test_a_device_gets_what_was_drafted_elsewhere(little_memory: Path) -> None:
    Path("a.txt").write_text(LONG, "utf-8")
    done = invoke("clean", "a.txt", "-o", os.devnull, "--ledger", "b.jsonl")
    assert (done.exit_code, done.stderr) == (0, invoke("clean", "a.txt").stderr)
    assert not list(Path(os.devnull).parent.glob(".cleaner-*"))


def read(path: str) -> pipeline.Result:
    return pipeline.run(paths.read(path))


def shown(encoding: str) -> str:
    return "" if encoding == "utf-8" else f" ({encoding})"


def test_the_forms_in_little_memory(little_memory: Path) -> None:
    Path("a.txt").write_text(LONG, "utf-8")
    for to in ("json", "jsonl", "markdown"):
        output = invoke("clean", "a.txt", "--to", to).stdout_bytes.decode()
        assert output == render(read("a.txt"), to)
    assert json.loads(invoke("clean", "a.txt", "--to", "json").stdout_bytes)["edits"] == (
        cleaner.read(LONG).ledger.count()
    )


def test_errors_of_a_long_file(little_memory: Path) -> None:
    Path("a.txt").write_bytes(LONG.encode() + b"\xff\n")
    done = invoke("clean", "a.txt", "-o", "b.txt", "--ledger", "b.jsonl", "--encoding", "utf-8")
    assert done.exit_code == 2
    assert f"a.txt: byte {len(LONG.encode())} is not utf-8" in done.stderr
    Path("a.txt").write_bytes(LONG.encode())
    source = paths.read("a.txt")
    Path("a.txt").write_bytes(LONG.encode() + b"more")
    with pytest.raises(paths.InputError, match=r"a\.txt: changed while it was read"):
        pipeline.run(source)
    assert [path.name for path in little_memory.iterdir()] == ["a.txt"]


def test_a_table_of_numbers_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Points enough for many sections, and no line that ends with one."""
    text = "3.14,2.72,1.41\n" * 12_000
    looked: list[int] = []

    class Counting:
        def search(self, window: str, place: int) -> re.Match[str] | None:
            found = _SENTENCE.search(window, place)
            looked.append((found.end() if found else len(window)) - place)
            return found

    monkeypatch.setattr("cleaner.text.sections._SENTENCE", Counting())
    found = list(sections([text]))
    assert len(found) > 10 and "".join(each.text for each in found) == text
    assert sum(looked) <= 2 * len(text)

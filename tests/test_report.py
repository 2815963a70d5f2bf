"""Reports: no character is lost between the source, the result and what a reviewer sees."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import pipeline
from cleaner.files.paths import read
from cleaner.report.compare import compare
from cleaner.report.diff import diff_run, diff_texts
from cleaner.report.findings import findings
from cleaner.report.look import COLOUR
from cleaner.report.pieces import Kind, Piece, fold
from cleaner.report.places import Places
from cleaner.report.replaced import replaced
from cleaner.report.unified import unified_run
from cleaner.report.wraps import Wanted, compare_bare, sift
from cleaner.text.document import Source

ROOT = Path(__file__).parent.parent
PAGES = sorted(path for path in ROOT.glob("fixtures/pages/*.txt") if ".gold" not in path.name)
LINES = st.sampled_from(
    [
        "　　本报讯 昨日上午，会议召开",
        "强调要深入学习\u200b贯彻",
        "。",
        "",
        "记者 张三",
        "，“ab” 3 月",
    ]
)


def assert_whole(pieces: list[Piece], old: str, new: str) -> None:
    """Both texts are in the pieces, and each piece is where it says."""
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.GONE) == new
    kept = sorted(
        (piece for piece in pieces if piece.kind is not Kind.NEW), key=lambda piece: piece.place
    )
    assert "".join(piece.text for piece in kept) == old
    for piece in kept:
        assert old.startswith(piece.text, piece.place)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_fold_whole(page: Path) -> None:
    text = page.read_text("utf-8")
    result = cleaner.read(text)
    assert_whole(fold(text, result.ledger.entries), text, result.text)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_assembled_texts_fold_whole(text: str) -> None:
    result = cleaner.read(text)
    assert_whole(fold(text, result.ledger.entries), text, result.text)
    diff_run(result.ledger, COLOUR)


@given(st.text("甲乙丙\n", max_size=40), st.text("甲乙丙\n", max_size=40))
def test_compared_texts_are_whole(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert_whole(pieces, old, new)
    assert_whole(list(replaced(pieces)), old, new)
    assert (diff_texts(Source.from_text(old), Source.from_text(new)) == "") == (old == new)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("共300人", "共380人", ["0", "8"]),
        ("共380人", "共300人", ["8", "0"]),
        ("甲乙丙", "乙丙丁", ["甲", "丁"]),
        ("十一月", "一十月", ["一", "一"]),
        ("30e\u0301", "38e\u0301", ["0", "8"]),
    ],
)
def test_what_is_replaced_in_its_place(old: str, new: str, changes: list[str]) -> None:
    pieces = list(replaced(compare(old, new)))
    assert_whole(pieces, old, new)
    assert [piece.text for piece in pieces if piece.kind is not Kind.KEPT] == changes


def test_long_texts_are_compared_in_stretches() -> None:
    old = "".join(f"第{number}行：{number * number}户。\n" for number in range(6_000))
    new = old.replace("行：", "行:").replace("\n", "")
    pieces = compare(old, new)
    assert_whole(pieces, old, new)
    assert sum(piece.kind is Kind.GONE for piece in pieces) == 12_000


def test_long_texts_without_anything_in_common() -> None:
    old, new = "甲" * 12_000, "乙" * 12_000
    assert_whole(compare(old, new), old, new)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_count_from_one(newline: str) -> None:
    places = Places(f"甲乙{newline}丙{newline}")
    size = len(newline)
    assert [places.at(offset) for offset in (0, 1, 2, 2 + size)] == [(1, 1), (1, 2), (1, 3), (2, 1)]
    assert places.at(3 + 2 * size) == (3, 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_findings_point_into_the_file_as_it_is(newline: str) -> None:
    text = f"甲{newline}乙\u200b丙{newline}"
    (found,) = findings(cleaner.read(text, only=["glyphs"]))
    assert text[found.start : found.end] == "\u200b"
    assert found.span == (2, 2, 2, 3, 4, 7)


def test_a_terminal_is_not_obeyed() -> None:
    shown = diff_texts(Source.from_text("甲\x1b[2J乙"), Source.from_text("甲\x1b[2J丙\x07"))
    assert "\x1b" not in shown
    assert "␛[2J" in shown


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("葛\U000e0100城", "葛城", "[-葛\U000e0100-]{+葛+}城"),
        ("e\u0301x", "a\u0301x", "[-e\u0301-]{+a\u0301+}x"),
        ("好👍🏻了", "好👍🏽了", "好[-👍🏻-]{+👍🏽+}了"),
        ("👨\u200d👩\u200d👧好", "👨\u200d👩好", "[-👨<U+200D>👩<U+200D>👧-]{+👨<U+200D>👩+}好"),
        ("🇨🇳好", "🇨🇭好", "[-🇨🇳-]{+🇨🇭+}好"),
        ("𠮷", "𠮸", "[-𠮷-]{+𠮸+}"),
        ("甲a", "甲a\u0301", "甲[-a-]{+a\u0301+}"),
    ],
)
def test_characters_stay_whole_as_they_are_seen(old: str, new: str, shown: str) -> None:
    assert shown in diff_texts(Source.from_text(old), Source.from_text(new))


MARKED = st.text("甲e\u0301\ufe0f👍🏻🇨\u200d\n", max_size=12)


@given(MARKED, MARKED)
def test_widened_changes_are_whole_texts(old: str, new: str) -> None:
    assert_whole(compare(old, new), old, new)


@given(st.text("甲乙,\n ", max_size=30), st.text("甲乙，\n\u3000", max_size=30))
def test_each_change_is_a_wrap_or_is_none(old: str, new: str) -> None:
    pieces = list(compare_bare(old, new))
    assert_whole(pieces, old, new)
    characters, wraps = (list(sift(pieces, wanted)) for wanted in (Wanted.CHARACTERS, Wanted.WRAPS))
    changed = [piece for piece in pieces if piece.kind is not Kind.KEPT]
    parted = [piece for piece in characters + wraps if piece.kind is not Kind.KEPT]
    assert sum(len(piece.text) for piece in changed) == sum(len(piece.text) for piece in parted)
    assert "".join(old.split()) != "".join(new.split()) or not any(
        piece.text.strip() for piece in characters if piece.kind is not Kind.KEPT
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="git applies the diff")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_unified_diff_applies(page: Path, tmp_path: Path) -> None:
    copy = tmp_path / "page.txt"
    shutil.copy(page, copy)
    source = read(copy, name="page.txt")
    result = pipeline.run(source)
    diff = unified_run(result.ledger, result.text)
    assert "@@ " in diff and re.search(r"@@ \S+\.\S+", diff)
    subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=tmp_path, check=True)
    assert copy.read_bytes().decode() == result.text

"""The promises, over any text and over text assembled from the pieces of a page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import cleaner
from bench.fuzz.strategies import any_text, texts
from cleaner import pipeline
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.entries import Entry, load
from cleaner.ledger.undoing import replay, undo
from cleaner.pipeline import Result
from cleaner.stages import RULES
from cleaner.text.characters import HAN, SPACE, WIDE_SPACE, class_of
from cleaner.text.document import Source

settings.register_profile(
    "repeatable",
    deadline=None,
    derandomize=True,
    max_examples=120,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("search", settings.get_profile("repeatable"), derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path for path in (ROOT / "fixtures" / "pages").glob("*.txt") if ".gold" not in path.suffixes
)


def run(text: str, decisions: Decisions | None = None) -> Result:
    return pipeline.run(Source.from_text(text), decisions=decisions)


def applied(result: Result) -> list[Entry]:
    return [entry for entry in result.ledger.entries if entry.applied]


def check_reversible(result: Result) -> None:
    """Undo gives the source, replay the result; also through the ledger's file."""
    source, clean = result.ledger.source.text, result.document.text
    _, entries = load(result.ledger.lines())
    assert entries == result.ledger.entries
    assert undo(clean, entries) == source
    assert replay(source, entries) == clean


def check_silent(result: Result) -> None:
    """A second pass finds nothing to do."""
    second = run(result.text)
    assert [(entry.rule, entry.before, entry.after) for entry in applied(second)] == []
    assert second.text == result.text


@example("")
@example("昨日，全市召开服务业大会。")
@example("\ud800\n\udfff")
@given(texts)
def test_undo_and_replay(text: str) -> None:
    result = run(text)
    check_reversible(result)
    source = result.ledger.source
    back = undo(result.document.text, result.ledger.entries)
    assert source.restore(back) == text


@example(
    "\x00本报讯 的，服务服务服务iPhone，300\n0服务服务服务服务服务服务服务11 方面，服务服\n务服务服务服务服务服务12月6日iPhone。啊\n服务，服务。\n"
)
@example("本报讯\n，\nh\nne。\nne")
@example("，\n\n1\n\n（")
@example("、\n○王五\n）》推进服务\n业书记。\n书记")
@example("深入啊服务記\n者\n了，的;")
@example("本報訊彻推进\n学务业。\n發展服务；重点月6日C")
@example("走出去”經濟;提质\n深入、\n\n和彻开\n放记和服务高质量经")
@example("本報訊發展\n\n發展\n，\n")
@example("》AI建设全神100 余\n家。服务业红糖\n發\n务？贯彻。民發展服")
@example("增效会议。会\n议\n量。")
@example("（草案）》发\n展,记\n《")
@example("本报讯日建\n日建\n\n（\n）")
@given(texts)
@settings(max_examples=300)
def test_second_pass_is_silent(text: str) -> None:
    check_silent(run(text))


@example("的重点深\n入会议;书记iP\nhon\n本报讯\n的重点深\n入会议;书记iP\nhone。\nne")
@example(" 深入村民100 余家经济村民AI。了\n\n2  深入村民100 余家经济村民AI！务5")
@example("\x00\x00\x00\x00")
@given(texts)
@settings(max_examples=60)
def test_rejecting_every_fix_gives_the_source(text: str) -> None:
    rejected: frozenset[str] = frozenset()
    for _ in range(100):
        result = run(text, Decisions(rejected=rejected))
        named = {entry.id for entry in applied(result)}
        if not named:
            break
        assert not families(named) & families(rejected), "a rejected fix was applied"
        rejected |= named
    assert result.text == text


@given(texts)
@settings(max_examples=60)
def test_rejecting_every_rule_gives_the_source(text: str) -> None:
    result = run(text, Decisions(rejected=frozenset(RULES)))
    assert result.text == text
    assert not applied(result)


@example("\x00\x00\x00\x00", 0x12345678)
@example("○\x85記者", 0)
@example("▢\u00a0本报记者 张三", 0)
@given(texts, st.integers(0, 2**32 - 1))
def test_any_decisions_keep_the_ledger_exact(text: str, mask: int) -> None:
    names = sorted({entry.id for entry in run(text).ledger.entries})
    chosen = frozenset(name for place, name in enumerate(names) if mask >> place % 32 & 1)
    for decisions in (
        Decisions(rejected=chosen),
        Decisions(accepted=frozenset(RULES), rejected=chosen),
    ):
        result = run(text, decisions)
        check_reversible(result)
        assert not families({entry.id for entry in applied(result)}) & families(chosen)


def families(names: Iterable[str]) -> set[str]:
    """Ids without the numbers of those alike, which are decided together."""
    return {name.partition(".")[0] for name in names}


@given(
    texts.filter(lambda text: "\n" in text and "\r" not in text), st.sampled_from(("\r\n", "\r"))
)
def test_newline_style_changes_nothing(text: str, newline: str) -> None:
    plain, other = run(text), run(text.replace("\n", newline))
    assert other.text == plain.text.replace("\n", newline)
    assert [entry.id for entry in other.ledger.entries] == [
        entry.id for entry in plain.ledger.entries
    ]


@given(texts)
def test_every_character_is_accounted_for(text: str) -> None:
    result = run(text)
    edits = applied(result)
    counted = Counter(result.ledger.source.text)
    covered = bytearray(len(text))
    for entry in edits:
        assert 0 <= entry.start <= entry.end <= len(text)
        covered[entry.start : entry.end] = b"\1" * (entry.end - entry.start)
        if entry.to is None:
            counted.subtract(entry.before)
            counted.update(entry.after)
        else:
            assert 0 <= entry.to <= len(text) and entry.before == entry.after
    assert +counted == Counter(result.document.text) and min(counted.values(), default=0) >= 0
    # What no applied edit covers stands in the result, in its order.
    rest = iter(result.text)
    kept = (one for one, gone in zip(text, covered, strict=True) if not gone)
    assert all(one in rest for one in kept)


@given(texts)
def test_places_are_those_of_the_source(text: str) -> None:
    result = run(text)
    newline = result.ledger.source.newline
    for entry in result.ledger.entries:
        if entry.step == 0:  # this step found the source itself
            assert text[entry.start : entry.end].replace(newline, "\n") == entry.before


@given(texts)
def test_no_space_between_han(text: str) -> None:
    result = run(text)
    found = list(result.ledger.records[0].texts())
    for entry in applied(result):
        if entry.to is None and has_blank(entry.after) and not has_blank(entry.before):
            before = found[entry.step]
            end = entry.at + len(entry.before)
            assert not (is_han(before[: entry.at][-1:]) or is_han(before[end : end + 1]))


def has_blank(text: str) -> bool:
    return any(class_of(one) in (SPACE, WIDE_SPACE) for one in text)


def is_han(one: str) -> bool:
    return bool(one) and class_of(one) == HAN


@given(texts)
def test_articles_can_be_read(text: str) -> None:
    result = run(text)
    lines = {line.strip() for line in result.document.text.splitlines()}
    for article in result.articles:
        for part in (*article.paragraphs, *article.byline, *article.captions, *article.notes):
            assert part
    assert all(result.furniture) and (lines or not result.articles)


@given(any_text)
@settings(max_examples=60)
def test_clean_is_read(text: str) -> None:
    assert cleaner.clean(text) == cleaner.read(text).text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:3])
def test_real_page(path: Path) -> None:
    result = run(whole(path))
    check_reversible(result)
    check_silent(result)


@cache
def whole(path: Path) -> str:
    return path.read_text("utf-8")


@given(st.sampled_from(PAGES), st.integers(0, 400), st.integers(1, 90))
@settings(max_examples=100)
def test_part_of_a_real_page(path: Path, start: int, size: int) -> None:
    lines = whole(path).splitlines(keepends=True)
    start %= len(lines)
    result = run("".join(lines[start : start + size]))
    check_reversible(result)
    check_silent(result)


SAMPLE = """
import hashlib, pathlib, sys, cleaner
digest = hashlib.sha256()
for name in sys.argv[1:]:
    result = cleaner.read(pathlib.Path(name).read_text("utf-8"))
    digest.update(result.text.encode() + "\\n".join(result.ledger.lines()).encode())
    digest.update(repr((result.articles, result.furniture)).encode())
print(digest.hexdigest())
"""


def test_hash_seed_changes_nothing() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", SAMPLE, *map(str, PAGES)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(found) == 1 and len(found.pop().strip()) == 64

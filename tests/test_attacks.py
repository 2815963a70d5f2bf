"""Texts made to break something: all furniture, repairs that call for each other, memory kept."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterable, Sequence
from itertools import product
from unittest.mock import patch

import pytest
from test_properties import check_reversible

from cleaner import pipeline
from cleaner.config import PROFILES, Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule, rule
from cleaner.pipeline import Result
from cleaner.stages.planning import Part
from cleaner.stages.unsettled import difference, unsettled
from cleaner.text.document import Document, Source
from cleaner.text.sections import LONGEST


def run(text: str, settings: Settings | None = None) -> Result:
    return pipeline.run(Source.from_text(text), settings)


def rules(result: Result, applied: bool = True) -> list[str]:
    return [entry.rule for entry in result.ledger.entries if entry.applied is applied]


HEADS = (
    "日",
    "日报",
    "临河旧事",
    "information",
    "- 1 -",
    "第1页",
    "□",
    "，",
    "（下转第二版）",
    " ",
    "",
)


@pytest.mark.parametrize("profile", PROFILES)
def test_pages_of_nothing_but_furniture(profile: str) -> None:
    settings = Settings(profile=profile)
    for head, parting, last in product(HEADS, ("\f", "\f\n", "\n\f", "\n\f\n"), ("", "\n")):
        for lines in (head, f"{head}\n{head}", f"{head}\n\n{head}"):
            text = parting.join([lines] * 4) + last
            result = run(text, settings)
            check_reversible(result)
            assert not rules(run(result.text, settings))


@pytest.mark.parametrize("hyphens", [1, 2, 9, 40])
@pytest.mark.parametrize(("before", "after"), [("", ""), ("学", "习"), ("a", "b"), ("¡", "«")])
def test_soft_hyphens_in_a_row_are_one_case(before: str, after: str, hyphens: int) -> None:
    text = before + "\u00ad" * hyphens + after
    result = run(text)
    assert result.text in (before + after, text)
    assert not rules(run(result.text))


@pytest.mark.parametrize(
    "text",
    [
        "甲乙丙丁戊！甲乙a丙丁\n戊己+庚辛，，甲乙\n丙$$。",
        "甲乙丙。20？。,\n\f□本报记者 张三 \n 通讯员四！",
    ],
)
def test_repairs_that_cancel_out_are_none(text: str) -> None:
    settings = Settings(lines="sentence")
    once = run(text, settings)
    twice = run(once.text, settings)
    assert twice.text == once.text and not rules(twice)
    check_reversible(once)


def stage_of(*swaps: tuple[str, str]) -> Stage:
    """A stage that makes the first of a pair the second wherever it stands, in turn."""

    @rule("glyphs.swap")
    def swap(document: Document, self: Rule) -> Iterable[Proposal]:
        """One character for another."""
        for old, new in swaps:
            if old in document.text:
                places = [place for place, one in enumerate(document.text) if one == old]
                yield Proposal(self, places, [place + 1 for place in places], new)
                return

    def propose(
        document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
    ) -> Iterable[Proposal]:
        return [each for rule in rules for each in rule.function(document, rule)]

    return Stage("glyphs", (swap,), propose)


def run_with(text: str, *swaps: tuple[str, str]) -> Result:
    stage = stage_of(*swaps)
    with patch.object(pipeline, "parts", lambda settings: [Part(stage, list(stage.rules), 0)]):
        return run(text)


@pytest.mark.parametrize("text", ["春天a来了", "春天b来了", "春天c来了"])
def test_repairs_that_go_round_stop_at_one_text_and_say_so(text: str) -> None:
    swaps = (("a", "b"), ("b", "c"), ("c", "a"))
    result = run_with(text, *swaps)
    assert result.text == "春天a来了"
    check_reversible(result)
    again = run_with(result.text, *swaps)
    assert again.text == result.text and not rules(again)
    for each in (result, again):
        assert rules(each, applied=False) == ["run.unsettled"]
        note = each.ledger.entries[-1]
        assert (note.start, note.end, note.before) == (2, 3, "a")
        assert "glyphs.swap" in note.why


def test_repairs_without_end_are_all_taken_back_and_said_so() -> None:
    swaps = [(chr(place), chr(place + 1)) for place in range(ord("a"), ord("z"))]
    for text in ("春天a来了", "春天b来了", ""):
        result = run_with(text, *swaps)
        assert result.text == text and not rules(result)
        assert rules(result, applied=False) == ["run.unsettled"] * bool(text)
        check_reversible(result)


def test_repairs_that_need_a_few_passes_are_kept() -> None:
    result = run_with("春天a来了", ("a", "b"), ("b", "c"), ("c", "d"))
    assert result.text == "春天d来了" and rules(result) == ["glyphs.swap"] * 3


@pytest.mark.parametrize(
    ("text", "other", "found"),
    [
        ("abc", "abc", (3, 3)),
        ("abc", "axc", (1, 2)),
        ("aa", "aaa", (2, 2)),
        ("", "a", (0, 0)),
        ("ab", "", (0, 2)),
    ],
)
def test_where_two_texts_differ(text: str, other: str, found: tuple[int, int]) -> None:
    assert difference(text, other) == found


def test_the_note_has_a_manual_page() -> None:
    assert unsettled.summary and unsettled.leaves and not rules(run(unsettled.leaves[0]))


@pytest.mark.parametrize("line", ["\n", "服务发展经济,会议学习贯彻\n", "“", "学&amp;习"])
def test_nothing_is_kept_of_a_section_that_is_done(line: str) -> None:
    made: list[weakref.ref[Document]] = []

    def noted(self: Document) -> None:
        made.append(weakref.ref(self))

    text = line * (5 * LONGEST // 2 // len(line))
    gc.collect()
    gc.disable()
    try:
        with patch.object(Document, "__post_init__", noted, create=True):
            for number, record in enumerate(pipeline.stream(Source.from_text(text))):
                if number:  # of those before nothing is left, without the collector's help
                    alive = [each() for each in made if each() is not None]
                    assert all(each is record.document for each in alive), len(alive)
                    return
                made.clear()
                made.append(weakref.ref(record.document))
                del record
        raise AssertionError("one section only")
    finally:
        gc.enable()

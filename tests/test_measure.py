"""The measure: figures computed by hand, and what holds for any text."""

from __future__ import annotations

from hypothesis import given, settings

import cleaner
from bench import PAGES, page_path
from bench.fuzz.strategies import texts
from bench.gold import gold_of
from cleaner.measure import plain
from cleaner.measure.figures import Figures, measure
from cleaner.measure.readings import Reading, from_text, of_object
from cleaner.output.json import describe
from cleaner.text.document import Article

ONE, TWO = "今天天气很好我们去公园", "第二段落在这里开始了"


def test_a_cut_paragraph_is_no_error_of_characters() -> None:
    figures = measure(Reading(lines=[ONE[:5], ONE[5:]]), Reading(lines=[ONE]))
    assert (figures.errors, figures.lost, figures.made, figures.paragraphs.right) == (0, 0, 0, 0)


def test_a_moved_paragraph_counts_in_the_order_only() -> None:
    figures = measure(Reading(lines=[TWO, ONE]), Reading(lines=[ONE, TWO]))
    assert (figures.errors, figures.paragraphs.f1, figures.order.recall) == (0, 1.0, 0.0)


def test_a_replaced_character_is_one_error() -> None:
    figures = measure(Reading(lines=["甲乙丙丁"]), Reading(lines=["甲乙丙戊"]))
    assert (figures.errors, figures.lost, figures.made) == (1, 1, 1)


def test_harm_is_what_was_right_before() -> None:
    truth, source = Reading(lines=[ONE, TWO]), f"{ONE}\n{TWO}\n"
    assert measure(Reading(lines=[ONE + TWO]), truth, source).harm == 1
    assert measure(Reading(lines=[ONE, TWO[:-1]]), truth, source).harm == 1
    assert measure(truth, truth, ONE + TWO).harm == 0


def test_headlines() -> None:
    truth = Reading([Article("头条", paragraphs=[ONE]), Article("二条", paragraphs=[TWO])])
    swapped = Reading([Article("二条", paragraphs=[ONE]), Article("头条", paragraphs=[TWO])])
    lesser = Reading(
        [Article("头", deck=["条"], paragraphs=[ONE]), Article(None, paragraphs=[TWO])]
    )
    assert measure(swapped, truth).moved == 2
    figures = measure(lesser, truth)
    assert figures.attached and figures.exact
    assert (figures.attached.right, figures.exact.right, figures.moved) == (1, 0, 0)


def test_joins_are_judged_by_the_truth() -> None:
    result = cleaner.read(page_path(PAGES[1]).read_text("utf-8"))
    source, entries = result.ledger.source.text, result.ledger.entries
    figures = measure(of_object(describe(result)), gold_of(PAGES[1]), source, entries)
    assert figures.unaccounted == 0
    assert figures.precisions()["lines.flow"] == 1.0
    apart = measure(from_text(result.text), from_text(source), source, entries)
    assert apart.precisions()["lines.flow"] == 0.0


@given(texts)
@settings(max_examples=60, deadline=None)
def test_a_text_against_itself_is_perfect(text: str) -> None:
    reading = from_text(text)
    figures = measure(reading, reading, text)
    assert (figures.paragraphs.f1, figures.strict.f1, figures.order.recall) == (1.0, 1.0, 1.0)
    assert (figures.errors, figures.lost, figures.made, figures.harm) == (0, 0, 0, 0)


@given(texts, texts)
@settings(max_examples=60, deadline=None)
def test_symmetric(one: str, other: str) -> None:
    there, back = (
        measure(from_text(a), from_text(b), one) for a, b in ((one, other), (other, one))
    )
    assert there.paragraphs.precision == back.paragraphs.recall
    assert (there.lost, there.made) == (back.made, back.lost)
    total = there + back
    assert isinstance(total, Figures) and total.named()["cer"] is not None


def test_radicals_are_what_they_stand_for() -> None:
    assert plain("⼤ ⻓⼾") == plain("大长戶") == "大长户"

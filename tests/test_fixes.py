"""Edits, steps and what conflicts, on small tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.ledger.fixes import Edit, Proposal, To
from cleaner.ledger.merging import OverlapError, Step, merge, replace, without_conflicts
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.text.document import Document


@rule("test.first")
def first(document: Document, self: Rule) -> None:
    """The reason of the first rule.

    Repairs: `a⏎b` → ab
    Leaves: ab
    """


@rule("test.second", safety=Safety.SUGGESTED, confidence=0.5)
def second(document: Document, self: Rule) -> None:
    """The reason of the second rule."""


def proposal(*edits: tuple[int, int, str | To], of: Rule = first) -> Proposal:
    """One fix for each edit."""
    return Proposal.of([((Edit(*edit),), "") for edit in edits], of)


def step(text: str, *edits: tuple[int, int, str | To]) -> Step:
    return merge(text, [proposal(*edits)])


APPLIED = [
    ("abc", [], "abc"),
    ("abc", [(1, 2, "")], "ac"),
    ("abc", [(1, 1, "XY")], "aXYbc"),
    ("abc", [(0, 0, "X"), (3, 3, "Y")], "XabcY"),
    ("abcdef", [(4, 5, "Z"), (0, 2, "Y")], "YcdZf"),  # given out of order
    (
        "abc",
        [(1, 2, "X"), (1, 1, "Y")],
        "aYXc",
    ),  # what is put in goes before what is replaced there
    ("abc", [(0, 1, "X"), (1, 2, "Y"), (2, 3, "")], "XY"),
    ("abc", [(0, 1, To(3)), (3, 3, "-"), (1, 2, To(3))], "ca-b"),  # a text between two arrivals
    ("a一\U00020000b", [(2, 3, "二")], "a一二b"),
    ("a\ud800b", [(0, 1, "")], "\ud800b"),
]


@pytest.mark.parametrize(("text", "edits", "want"), APPLIED)
def test_merge_applies_all_edits_at_once(
    text: str, edits: list[tuple[int, int, str | To]], want: str
) -> None:
    assert step(text, *edits).text == want


MOVED = [
    ("abcdef", [(4, 6, To(0))], "efabcd"),
    ("abcdef", [(0, 2, To(6))], "cdefab"),
    ("abcdef", [(4, 5, To(0)), (5, 6, To(0))], "efabcd"),  # in the order of the proposal
    ("abcdef", [(5, 6, To(0)), (4, 5, To(0))], "feabcd"),
    ("abcdef", [(4, 6, To(0)), (2, 3, "X")], "efabXd"),
    ("abcdef", [(4, 6, To(2)), (2, 3, "X")], "abefXd"),
]


@pytest.mark.parametrize(("text", "edits", "want"), MOVED)
def test_moves(text: str, edits: list[tuple[int, int, str | To]], want: str) -> None:
    assert step(text, *edits).text == want


def test_joins_are_where_a_line_end_has_gone() -> None:
    assert step("a\nb\nc\nd", (1, 2, ""), (3, 4, "\n\n"), (5, 6, " ")).joins == [1, 5]


def test_overlapping_edits_are_refused() -> None:
    for edits in ([(0, 2, "x"), (1, 3, "y")], [(0, 3, "x"), (1, 1, "y")]):
        with pytest.raises(OverlapError):
            step("abcdef", *edits)


def test_forward() -> None:
    made = step("abcdef", (1, 3, "X"), (5, 6, ""))  # aXde
    assert made.forward(np.array([0, 1, 2, 3, 4, 5, 6])).tolist() == [0, 1, 2, 2, 3, 4, 4]
    assert made.forward(np.array([], np.int64)).tolist() == []


def test_forward_follows_a_move() -> None:
    made = step("abcdef", (4, 6, To(0)))  # efabcd
    assert made.forward(np.array([5])).tolist() == [1]
    assert made.forward(np.array([2])).tolist() == [4]


def test_places_and_characters_in_several_moved_texts() -> None:
    made = step("abcdef", (0, 2, To(6)), (2, 4, To(6)), (5, 5, "-"))
    assert made.text == "e-fabcd"
    assert made.landing(np.arange(6)).tolist() == [0, 2, 3, 4, 5, 6]
    assert made.carried(np.array([1, 2, 3, 4])).tolist() == [4, 5, 6, 7]


def backward(made: Step, start: int, end: int) -> tuple[int, int]:
    low, high = made.backward(np.array([start]), np.array([end]))
    return int(low[0]), int(high[0])


def test_backward() -> None:
    made = step("abcdef", (1, 3, "X"))  # aXdef
    assert backward(made, 0, 1) == (0, 1)
    assert backward(made, 1, 2) == (1, 3)
    assert backward(made, 2, 3) == (3, 4)
    assert backward(made, 0, 5) == (0, 6)
    assert backward(made, 2, 2) == (3, 3)  # an empty span lies after the character before it
    assert backward(made, 0, 0) == (0, 0)


def test_backward_of_a_removal_and_of_an_insertion() -> None:
    made = step("abcdef", (2, 4, ""), (5, 5, "XY"))  # abeXYf
    assert backward(made, 1, 3) == (1, 5)  # the hull holds what was removed
    assert backward(made, 3, 5) == (5, 5)
    assert backward(made, 2, 2) == (2, 2)


def test_backward_follows_a_move() -> None:
    made = step("abcdef", (4, 6, To(0)))  # efabcd
    assert backward(made, 0, 2) == (4, 6)
    assert backward(made, 2, 3) == (0, 1)
    assert backward(made, 1, 3) == (0, 6)


def test_backward_without_edits() -> None:
    assert backward(step("abc"), 1, 2) == (1, 2)


@given(st.text("ab\n", max_size=20), st.data())
def test_forward_and_backward_keep_untouched_characters(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [
        (low, high, data.draw(st.sampled_from(("", "X", "YZ"))))
        for low, high in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    made = step(text, *edits)
    new = made.text
    touched = {place for low, high, _ in edits for place in range(low, high)}
    for place in sorted(set(range(len(text))) - touched):
        there = int(made.forward(np.array([place + 1]))[0]) - 1
        if place + 1 not in {low for low, _, _ in edits}:
            assert new[there] == text[place]
            assert backward(made, there, there + 1) == (place, place + 1)


def test_a_lost_line_end_leaves_a_seam() -> None:
    document = Document("ab\ncd\nef")
    joined = replace(document, step(document.text, (2, 3, "")))
    assert (joined.text, joined.seams.tolist()) == ("abcd\nef", [2])
    again = replace(joined, step(joined.text, (0, 1, ""), (4, 5, " ")))
    assert (again.text, again.seams.tolist()) == ("bcd ef", [1, 3])


def test_a_kept_line_end_leaves_no_seam() -> None:
    document = Document("ab\ncd")
    assert replace(document, step(document.text, (2, 3, "\n\n"))).seams.tolist() == []
    assert replace(document, step(document.text, (0, 1, "x"))).seams.tolist() == []


def test_a_moved_line_end_leaves_no_seam() -> None:
    document = Document("ab\ncd")
    moved = replace(document, step(document.text, (3, 5, To(0)), (2, 3, To(0))))
    assert (moved.text, moved.seams.tolist()) == ("cd\nab", [])


def test_listed_groups_the_edits_of_a_fix() -> None:
    made = Proposal.of(
        [((Edit(0, 1, "x"), Edit(2, 3, "y")), "why"), ((Edit(4, 5, ""),), "")], first
    )
    one, two = made.listed()
    assert (one.edits, one.why) == ((Edit(0, 1, "x"), Edit(2, 3, "y")), "why")
    assert (two.edits, two.why) == ((Edit(4, 5, ""),), "The reason of the first rule")
    assert made.keep([False, True]).listed() == [two]
    assert len(made) == 3 and len(made.keep([False, False])) == 0


def test_safety_and_confidence_of_a_proposal_go_before_those_of_its_rule() -> None:
    (fix,) = proposal((0, 1, ""), of=second).listed()
    assert (fix.safety, fix.confidence) == (Safety.SUGGESTED, 0.5)
    (fix,) = Proposal(second, [0], [1], "", safety=Safety.SAFE, confidence=0.9).listed()
    assert (fix.safety, fix.confidence) == (Safety.SAFE, 0.9)


CONFLICTS = [
    ([(0, 2, "x")], [(1, 3, "y")], [True], [False]),
    ([(0, 2, "x")], [(2, 3, "y")], [True], [True]),
    ([(0, 2, "x")], [(0, 2, "x")], [True], [False]),
    ([(0, 3, "x")], [(1, 1, "y")], [True], [False]),  # an insertion inside
    ([(1, 1, "y")], [(0, 3, "x")], [True], [False]),
    ([(4, 5, To(1))], [(0, 3, "x")], [True], [False]),  # an arrival inside
    ([(0, 3, "x")], [(4, 5, To(1))], [True], [False]),
    ([(2, 2, "x")], [(2, 2, "y")], [True], [True]),
    ([(0, 2, "x"), (4, 5, "")], [(4, 6, "y"), (2, 3, "z")], [True, True], [False, True]),
]


@pytest.mark.parametrize(("ours", "theirs", "kept", "left"), CONFLICTS)
def test_the_earlier_rule_wins(
    ours: list[tuple[int, int, str | To]], theirs: list[tuple[int, int, str | To]],
    kept: list[bool], left: list[bool],
) -> None:  # fmt: skip
    given = [proposal(*ours), proposal(*theirs, of=second)]
    found, dropped = without_conflicts("abcdef", given)
    for of, edits, wanted in ((first, ours, kept), (second, theirs, left)):
        for edit, want in zip(edits, wanted, strict=True):
            assert has(found, of, edit) is want
            assert has(dropped, of, edit) is not want
    merge("abcdef", found)  # raises OverlapError where they still overlap


def has(proposals: list[Proposal], rule: Rule, edit: tuple[int, int, str | To]) -> bool:
    return any(
        (Edit(*edit),) == fix.edits
        for each in proposals
        if each.rule is rule
        for fix in each.listed()
    )


def test_a_fix_goes_as_a_whole() -> None:
    pair = Proposal.of([((Edit(1, 2, "("), Edit(4, 5, ")")), "")], second)
    found, dropped = without_conflicts("abcdef", [proposal((4, 5, "")), pair])
    assert [len(each) for each in found] == [1] and [len(each) for each in dropped] == [2]


def test_examples_of_a_rule() -> None:
    assert (first.stage, first.summary) == ("test", "The reason of the first rule")
    assert first.repairs == [("a\nb", "ab")] and first.leaves == ["ab"]
    assert second.repairs == second.leaves == []


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 30), max_size=8), min_size=1, max_size=3))
def test_single_edits_are_fitted_at_once_as_one_by_one(columns: list[list[int]]) -> None:
    text = "一" * 40
    at_once: list[Proposal] = []
    one_by_one: list[Proposal] = []
    for column in columns:
        starts = sorted(set(column))[::2]
        ends = [min([start + 3, *starts[index + 1 :]]) for index, start in enumerate(starts)]
        at_once.append(Proposal(first, starts, ends, "二"))
        one_by_one.append(Proposal(first, starts, ends, "二", fixes=range(len(starts))))
    both = [without_conflicts(text, each) for each in (at_once, one_by_one)]
    spans = [[[list(p.starts) for p in part if len(p)] for part in parts] for parts in both]
    assert spans[0] == spans[1]

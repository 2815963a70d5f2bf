"""The rule by which a replacement is shared out among words, and words followed through a run."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.ledger.attribution import Attribution
from cleaner.ledger.fixes import Edit, Proposal, To
from cleaner.ledger.merging import merge
from cleaner.ledger.records import Record, Recorded
from cleaner.ledger.rules import Rule
from cleaner.stages import RULES
from cleaner.text.document import Document
from cleaner.text.sections import Section
from cleaner.text.sharing import WINDOW, differences, owners, shared

RULE: Rule = next(iter(RULES.values()))


@pytest.mark.parametrize(
    ("parts", "new", "want"),
    [
        (["今天", "下雨"], "今夭下雨", ["今夭", "下雨"]),  # one for one
        (["今天", "下雨"], "明夜下雪", ["明夜", "下雪"]),
        (["甲", "乙"], "甲，乙", ["甲，", "乙"]),  # what is more goes to the one before
        (["甲", "乙"], "甲“乙", ["甲", "“乙"]),  # an opening mark to the one after
        (["甲", "乙"], "甲。“‘乙", ["甲。", "“‘乙"]),
        (["甲", "乙"], "丙甲乙", ["丙甲", "乙"]),  # before all: to the first
        (["甲", "乙"], "甲乙“", ["甲", "乙“"]),  # after all: to the last
        (["甲", "乙", "丙"], "甲丙", ["甲", "", "丙"]),  # nothing is left
        (["甲", "乙"], "", ["", ""]),
        (["r", "n", "a"], "ma", ["m", "", "a"]),
        (["…", "…"], "......", ["...", "..."]),
        (["a"], "xyz", ["xyz"]),
        (["", "甲", ""], "甲乙", ["", "甲乙", ""]),
        ([], "", []),
    ],
)
def test_what_is_new_is_shared_out(parts: list[str], new: str, want: list[str]) -> None:
    made = shared(parts, new)
    assert "".join(made) == new
    if parts not in (["…", "…"], ["r", "n", "a"]):
        assert made == want


def test_long_texts_are_laid_beside_each_other_piece_by_piece() -> None:
    old = "".join(chr(0x4E00 + number * 7 % 5000) for number in range(5 * WINDOW))
    new = old[:100] + "，" + old[100:2000] + old[2300:4000] + "“新”" + old[4000:]
    found = owners(old, new)
    assert found == sorted(found) and len(found) == len(new)
    kept = sum(old[owner] == mark for owner, mark in zip(found, new, strict=True))
    assert kept >= len(new) - 60
    place, pieces = 0, []
    for first, after, begin, end in differences(old, new):
        pieces += [old[place:first], new[begin:end]]
        place = after
    assert "".join(pieces) + old[place:] == new


def became(text: str, words: str, *steps: list[tuple[Edit, ...]]) -> list[str]:
    """What becomes of words, parted by `|` in the text as it is written, after steps of edits."""
    starts, ends, at = [], [], 0
    for word in words.split("|"):
        at = text.index(word, at)
        starts.append(at)
        ends.append(at := at + len(word))
    record = Record(Section(0, text), "\n", 0, 0, Document(text))
    for edits in steps:
        proposal = Proposal.of([(fix, "") for fix in edits], RULE)
        found = merge(text, [proposal])
        record.steps.append(Recorded(found, [proposal], []))
        text = found.text
    record.document = Document(text)
    made = dict(Attribution(record, np.array(starts), np.array(ends)).changed())
    return [made.get(number, word) for number, word in enumerate(words.split("|"))]


def one(start: int, end: int, after: str | To) -> list[tuple[Edit, ...]]:
    return [(Edit(start, end, after),)]


def test_a_word_gets_what_replaces_its_characters() -> None:
    assert became("甲乙 丙丁\n", "甲乙|丙丁", one(1, 4, "已 饼")) == ["甲已", "饼丁"]


def test_a_mark_in_the_place_of_a_blank_goes_to_the_word_before() -> None:
    assert became("甲乙 丙丁\n", "甲乙|丙丁", one(2, 3, "，")) == ["甲乙，", "丙丁"]
    assert became("甲乙 丙丁\n", "甲乙|丙丁", one(2, 3, "")) == ["甲乙", "丙丁"]
    assert became("\n 丙丁\n", "丙丁", one(0, 2, "“")) == ["“丙丁"]


def test_what_is_put_in_goes_to_the_word_before_and_opening_marks_to_the_one_after() -> None:
    assert became("甲乙\n", "甲|乙", one(1, 1, "，")) == ["甲，", "乙"]
    assert became("甲乙\n", "甲|乙", one(1, 1, "“")) == ["甲", "“乙"]
    assert became("甲乙\n", "甲|乙", one(0, 0, "，")) == ["，甲", "乙"]
    assert became("甲 乙\n", "甲|乙", one(2, 2, "，")) == ["甲", "，乙"]  # a blank is no word
    assert became("甲  乙\n", "甲|乙", one(2, 2, "，")) == ["甲，", "乙"]
    assert became("甲\n乙\n", "甲|乙", one(2, 2, "，")) == ["甲", "，乙"]


def test_blanks_are_written_inside_words_only() -> None:
    assert became("甲A\n", "甲A", one(1, 1, " ")) == ["甲 A"]
    assert [word.strip() for word in became("甲A\n", "甲|A", one(1, 1, " "))] == ["甲", "A"]


def test_joins_and_moves_change_no_word() -> None:
    assert became("甲乙\n丙丁\n", "甲乙|丙丁", one(2, 3, "")) == ["甲乙", "丙丁"]
    moved = [(Edit(0, 3, To(6)),)]
    assert became("甲乙\n丙丁\n", "甲乙|丙丁", moved) == ["甲乙", "丙丁"]
    assert became("甲乙\n丙丁\n", "甲乙|丙丁", moved, one(3, 4, "已")) == ["已乙", "丙丁"]
    assert became("甲乙丙\n", "甲乙丙", [(Edit(0, 1, To(3)),)]) == ["甲乙丙"]


def test_a_hyphen_stays_where_the_line_ends() -> None:
    assert became("riv-\ner\n", "riv-|er", one(3, 5, "")) == ["riv-", "er"]
    assert became("riv-\ner\n", "riv|-|er", one(3, 5, "")) == ["riv", "-", "er"]
    assert became("riv\xad\ner\n", "riv\xad|er", one(3, 4, "")) == ["riv\xad", "er"]
    assert became("ri-v\ner\n", "ri-v|er", one(2, 3, "")) == ["riv", "er"]
    assert became("riv-\ner\n", "riv-|er", one(3, 4, "")) == ["riv", "er"]  # the line end stays


def test_a_word_that_is_the_hyphen_of_its_line_stays() -> None:
    assert became("riv-\ner\n", "riv|-|er", one(3, 4, "—")) == ["riv", "-", "er"]
    assert became("甲-乙\n", "甲|-|乙", one(1, 2, "—")) == ["甲", "—", "乙"]


def test_a_line_end_in_a_word_is_no_character_of_it() -> None:
    assert became("甲。 乙\n", "甲。 乙", one(2, 3, "\n")) == ["甲。 乙"]
    assert became("甲。乙\n", "甲。乙", one(2, 2, "\n")) == ["甲。乙"]
    assert became("甲。 乙\n", "甲。 乙", one(2, 3, "\n"), one(2, 3, " ")) == ["甲。 乙"]


def test_what_is_done_and_undone_is_no_change() -> None:
    assert became("甲乙\n", "甲乙", one(0, 1, "丙"), one(0, 1, "甲")) == ["甲乙"]

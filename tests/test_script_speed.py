"""What the stage `script` need not look at: without these short ways the same comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_properties import PAGES, whole
from test_script import pieces

import cleaner
from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.scripts import converted
from cleaner.names.people import PERSON, mentions, people
from cleaner.stages.script import converting, target, weighing
from cleaner.stages.script.target import FROM_TRADITIONAL
from cleaner.text.characters import code_points, decoded
from cleaner.text.document import Document

LINES = st.lists(pieces, min_size=1, max_size=8).map("\n".join)


@given(LINES, st.sampled_from(["t", "tw", "hk", "s"]))
@settings(max_examples=60, deadline=None)
def test_lines_in_which_nothing_changes_are_not_converted(text: str, script: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        made = cleaner.read(text, script=script, only=["script"])
        patch.setattr(target, "_lines_that_change", lambda document, where, chain: where)
        asked = cleaner.read(text, script=script, only=["script"])
    assert [*made.ledger.entries] == [*asked.ledger.entries]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("script", FROM_TRADITIONAL)
def test_a_conversion_between_forms_changes_few_lines_of_a_page(path: Path, script: str) -> None:
    text = converted(whole(path), ("s2" + script,))
    document, chain = Document(text), FROM_TRADITIONAL[script]
    every = document.codes >= 0
    here = target._lines_that_change(document, every, chain)
    assert here.mean() < 0.5
    made = document.codes.copy()
    made[here] = code_points(converted(decoded(made[here]), chain))
    assert decoded(made) == converted(text, chain)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:3])
def test_people_are_those_of_all_names(path: Path) -> None:
    document, lexicon = Document(whole(path)), Lexicon.default()
    found = [each for each in mentions(document, lexicon) if each.kind == PERSON]
    assert found and people(document, lexicon) == found


def test_a_surname_before_a_title_is_seen_where_a_clause_begins() -> None:
    text = "于教授说，他与余先生同去。关于教授的待遇，由于先生不在，其余先生请坐。"
    wanted = "于教授說，他與余先生同去。關於教授的待遇，由於先生不在，其餘先生請坐。"
    made = cleaner.clean(text, script="t", only=["script"])
    assert made == wanted


def test_whether_a_word_was_counted() -> None:
    known = target.traditional.shipped()
    assert weighing._is_counted("头发", 1, known)
    assert not weighing._is_counted("发饕", 0, known)


@pytest.mark.parametrize("chain", [("s2t",), ("s2tw",), ("t2s",), ("hk2t", "tw2s")])
def test_what_characters_become_by_themselves(chain: tuple[str, ...]) -> None:
    text = "后里发頭髮著着㑳䥇豈﨎𠀀𫍙𫟼aé"
    made = converting._alone(code_points(text), chain)
    assert decoded(made) == "".join(converted(one, chain) for one in text)

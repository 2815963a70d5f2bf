"""The API: what it takes and gives, in threads and processes, and the examples of its docstrings."""

from __future__ import annotations

import copy
import doctest
import inspect
import logging
import math
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner import Cleaner, Failed, Settings, Stats
from cleaner.stages import RULES, STAGES
from cleaner.stages.unsettled import unsettled
from cleaner.text.document import Document

TEXTS = [f"第{number}次会议强调:要落实\u200b精神。\r\n" for number in range(40)]
WANT = [f"第{number}次会议强调：要落实精神。\r\n" for number in range(40)]
MODULES = ("cleaner", "cleaner.batch.cleaner", "cleaner.batch.outcomes", "cleaner.batch.records")


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_docstrings(name: str) -> None:
    result = doctest.testmod(import_module(name))
    assert result.attempted and not result.failed


def test_keywords_are_the_settings() -> None:
    parameters = inspect.signature(Cleaner).parameters
    assert [*parameters] == [*(each.name for each in fields(Settings)), "decisions"]
    assert all(each.kind is each.KEYWORD_ONLY for each in parameters.values())
    assert all(each.annotation != "Any" for each in parameters.values())
    assert Cleaner() == Cleaner.of(Settings())
    assert (
        cleaner.read("", **{"skip": ["marks"]}).ledger.settings == Cleaner(skip=["marks"]).settings
    )


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"profile": "ocrr"}, cleaner.ConfigError),
        ({"only": ["mark"]}, cleaner.ConfigError),
        ({"only": "marks"}, cleaner.ConfigError),
        ({"dictionary": "names.tsv"}, cleaner.ConfigError),
        ({"dictionary": ["gone.tsv"]}, cleaner.DictionaryError),
        ({"profil": "ocr"}, TypeError),
    ],
)
def test_wrong_settings(values: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        Cleaner(**values)


def test_a_dictionary_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("name\tvariants\n陈汉辞\t陈汉幸\n", "utf-8")
    one = Cleaner(dictionary=[tmp_path / "names.tsv"], only=["names"])
    assert (
        one.clean("陈汉幸说。")
        == "陈汉辞说。"
        == pickle.loads(pickle.dumps(one)).clean("陈汉幸说。")
    )


def test_settings_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('script = "t"\n')
    assert Cleaner.from_file(tmp_path / "cleaner.toml") == Cleaner(script="t")


class NoText:
    def __eq__(self, other: object) -> bool:
        raise ValueError

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (None, "leave it out, or give ''"),
        (math.nan, "dropna"),
        (b"\xe4", r"cleaner\.decode\(data\)"),
        (bytearray(b"a"), r"cleaner\.decode"),
        (Path("a.txt"), "read_bytes"),
        (["a"], "clean_many"),
        ({"text": "a"}, "records"),
        (7, "give a str"),
        (NoText(), "give a str"),
    ],
)
def test_what_is_no_text(value: Any, advice: str) -> None:
    for call in (cleaner.clean, cleaner.read, Cleaner().clean, Cleaner().read):
        with pytest.raises(TypeError, match=advice):
            call(value)
    with pytest.raises(TypeError, match=advice):
        list(Cleaner().clean_many([value]))


def test_decoding() -> None:
    assert cleaner.decode("甲\r\n".encode("utf-16")) == "甲\r\n"
    assert cleaner.decode(b"\xa4\xa4\n", "big5") == "中\n"
    with pytest.raises(cleaner.DecodeError, match="byte 0"):
        cleaner.decode(b"\xff\xfe\xff", "utf-8")
    with pytest.raises(ValueError, match="binary"):
        cleaner.decode(bytes(range(256)))


def test_it_never_changes() -> None:
    one = Cleaner(script="s")
    with pytest.raises(AttributeError):
        one.settings = Settings()
    assert copy.deepcopy(one) == one and hash(copy.copy(one)) == hash(one)
    assert one != Cleaner() and one != "s"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_round_trips(protocol: int) -> None:
    def again(value: Any) -> Any:
        return pickle.loads(pickle.dumps(value, protocol))

    for rule in [*RULES.values(), unsettled]:
        assert again(rule) is rule
    one = Cleaner(profile="ocr", skip=["marks"], decisions=cleaner.Decisions(frozenset("a")))
    assert again(one) == one
    assert again(one).decisions == one.decisions
    result = cleaner.read("标题\n\n甲乙丙丁:戊己\u200b庚。\r\n".replace("\r", "") * 3)
    assert result.articles and result.ledger.entries  # what is kept of them does not matter
    other = again(result)
    assert (other.text, other.articles) == (result.text, result.articles)
    assert other.ledger.entries == result.ledger.entries
    assert [*again(result.ledger).lines()] == [*result.ledger.lines()]
    assert again(result.articles) == result.articles


def test_a_pickle_has_only_what_it_was_made_of() -> None:
    result = cleaner.read(TEXTS[0] * 50)
    before = len(pickle.dumps(result))
    assert result.articles and result.furniture is not None and result.ledger.entries
    assert len(pickle.dumps(result)) == before


def test_short_reprs() -> None:
    result = cleaner.read("标题就在这里\n\n" + TEXTS[0] * 200)
    for value in (result, result.ledger, *result.articles, Cleaner(), RULES["marks.half-width"]):
        assert len(repr(value)) < 120
    assert (
        repr(cleaner.Article("一" * 50, paragraphs=["甲"]))
        == f"Article('{'一' * 20}', paragraphs=1)"
    )
    assert repr(cleaner.Article()) == "Article(None, paragraphs=0)"
    assert (
        repr(Cleaner(skip=["marks"], lines="source")) == "Cleaner(skip=('marks',), lines='source')"
    )


def test_many_in_order() -> None:
    one = Cleaner()
    assert list(one.clean_many(TEXTS)) == WANT
    assert list(one.clean_many(iter(TEXTS), jobs=2)) == WANT
    assert list(one.clean_many([], jobs="auto")) == []
    with pytest.raises(ValueError, match="jobs is 0"):
        list(one.clean_many(TEXTS, jobs=0))


def test_many_take_no_more_than_they_need() -> None:
    taken = []

    def texts() -> Any:
        for text in TEXTS:
            taken.append(text)
            yield text

    assert next(iter(Cleaner().clean_many(texts()))) == WANT[0]
    assert len(taken) == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_that_raises_does_so_in_its_place(jobs: int) -> None:
    done = []
    with pytest.raises(TypeError) as caught:
        for text in Cleaner().clean_many([TEXTS[0], TEXTS[1], None, TEXTS[3]], jobs=jobs):  # type: ignore[list-item]
            done.append(text)
    assert done == WANT[:2]
    assert "text number 2" in str(getattr(caught.value, "__notes__", "text number 2"))


def test_threads_share_one() -> None:
    one = Cleaner(profile="ocr", script="s")
    want = [one.clean(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one.clean, TEXTS * 3)) == want * 3


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_processes_share_one(start: str) -> None:
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip("not on this system")
    one = Cleaner(skip=["spaces"])
    with ProcessPoolExecutor(1, multiprocessing.get_context(start)) as pool:
        assert list(pool.map(one.clean, TEXTS[:3])) == WANT[:3]
        assert pool.submit(one.read, TEXTS[0]).result().text == WANT[0]


def test_records_keep_the_rest() -> None:
    rows = [
        {"id": 1, "text": TEXTS[0], "more": {"a": [1, None]}},
        {"text": "没有什么。"},
        {"text": None, "id": "b"},
        {"title": "甲"},
    ]
    before = copy.deepcopy(rows)
    failed: list[Failed] = []
    stats = Stats()
    done = list(Cleaner().records(rows, on_failure=failed.append, stats=stats))
    assert rows == before
    assert done == [{**rows[0], "text": WANT[0]}, *rows[1:]]
    assert [*done[0]] == [*rows[0]]
    assert [(each.number, each.id) for each in failed] == [(2, "b"), (3, "")]
    assert failed[1].reason == "no key 'text'"
    assert (stats.records, stats.changed, stats.failed, stats.applied, stats.suggested) == (
        4,
        1,
        2,
        2,
        0,
    )
    assert stats.described()["rules"]["marks.half-width"] == {"applied": 1, "suggested": 0}


def test_a_text_in_a_record_in_a_record() -> None:
    rows = [{"a": {"b": TEXTS[0], "c": 1}}, {"a.b": TEXTS[1], "a": 1}, {"a": TEXTS[2]}]
    failed: list[Failed] = []
    done = list(Cleaner().records(rows, text_key="a.b", on_failure=failed.append))
    assert done == [{"a": {"b": WANT[0], "c": 1}}, {"a.b": WANT[1], "a": 1}, rows[2]]
    assert [each.reason for each in failed] == ["no key 'a.b'"]


def test_edits_in_the_record() -> None:
    row = {"text": "甲\r\n乙:丙丁\u200b戊。\r\n"}
    failed: list[Failed] = []
    [done] = Cleaner().records([row], ledger_key="edits")
    assert done["text"] != row["text"] == cleaner.undo(done["text"], done["edits"])
    assert done["edits"]["format_version"] == 1
    assert list(Cleaner().records([done], ledger_key="edits", on_failure=failed.append)) == [done]
    assert "has a key 'edits'" in failed[0].reason
    with pytest.raises(cleaner.LedgerError):
        cleaner.undo("别的", done["edits"])
    for wrong in ({}, {"format_version": 2, "edits": []}, {"format_version": 1, "edits": [{}]}, []):
        with pytest.raises(cleaner.LedgerError):
            cleaner.undo("甲", wrong)  # type: ignore[arg-type]


def test_a_rule_that_breaks(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    propose = STAGES[0].propose

    def broken(document: Document, *more: Any) -> Any:
        if "坏" in document.text:
            raise IndexError("place")
        return propose(document, *more)

    monkeypatch.setitem(STAGES[0].__dict__, "propose", broken)
    rows = [{"text": text} for text in (TEXTS[0], "坏\u200b。", TEXTS[1])]
    with caplog.at_level(logging.WARNING, "cleaner"):
        done = list(Cleaner().records(rows))
    assert done == [{"text": WANT[0]}, rows[1], {"text": WANT[1]}]
    assert caplog.messages == [
        "record 1 kept as it was: the stage glyphs failed (IndexError: place)"
    ]


def test_one_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.batch.outcomes.LONGEST", 5)
    outcome = Cleaner().outcome("甲\u200b乙丙丁戊")
    assert (outcome.text, outcome.failure) == ("甲\u200b乙丙丁戊", "longer than 5 characters")
    assert Cleaner().outcome("甲\u200b乙丙").changed

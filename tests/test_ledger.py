"""The ledger: places in the source, ids, decisions, the file, and refusing another text."""

from __future__ import annotations

import json

import pytest

from cleaner import pipeline
from cleaner.config import Settings
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.entries import Entry, LedgerError, load
from cleaner.ledger.fixes import Edit, Fix
from cleaner.ledger.rules import Rule, Safety
from cleaner.ledger.undoing import replay, undo
from cleaner.text.document import Source

MARK = "话语体系,推动发展。"
PAGE = (
    "▢ 本报记者 张三\n\n本报讯 昨日\u200b，一年一度的红糖节开幕，红糖飘香，吸引了众多游客。\n\n"
    "开幕式上,村民现场演示了红糖的熬制过程。\n\n红糖节昨日开幕\n"
)


def run(text: str, decisions: Decisions | None = None, **settings: object) -> pipeline.Result:
    chosen = Settings(**settings)  # type: ignore[arg-type]
    return pipeline.run(Source.from_text(text), chosen, decisions=decisions)


def entries(text: str, rule: str, decisions: Decisions | None = None) -> list[Entry]:
    return [each for each in run(text, decisions).ledger.entries if each.rule == rule]


def test_an_entry_says_all() -> None:
    (entry,) = run(MARK).ledger.entries
    assert (entry.rule, entry.start, entry.end) == ("marks.half-width", 4, 5)
    assert (entry.before, entry.after, entry.safety, entry.applied) == (",", "，", "safe", True)
    assert entry.why and 0 < entry.confidence <= 1 and entry.series.startswith(entry.rule)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_are_those_of_the_text_as_it_came(newline: str) -> None:
    text = newline.join(("第一段。", "第二段。", MARK, ""))
    (entry,) = run(text).ledger.entries
    assert (entry.start, entry.end) == (text.index(","), text.index(",") + 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_places_are_folded_back_through_earlier_steps(newline: str) -> None:
    text = ("\u200b\u200b第一段。\n" + MARK).replace("\n", newline)
    (entry,) = entries(text, "marks.half-width")
    assert text[entry.start : entry.end] == "," and entry.at == entry.start - 1 - len(newline)


def test_places_are_folded_back_through_a_move() -> None:
    text = PAGE.replace("红糖节昨日开幕\n", "红糖节昨日(除夕)开幕\n")
    result = run(text)
    assert result.text.startswith("红糖节昨日（除夕）开幕")
    assert [text[e.start : e.end] for e in entries(text, "marks.brackets")] == ["(", ")"]
    moved = [entry for entry in result.ledger.entries if entry.to is not None]
    assert "红糖节昨日(除夕)开幕" in [text[entry.start : entry.end] for entry in moved]
    assert {entry.to for entry in moved} == {0}


def test_ids_do_not_depend_on_the_place() -> None:
    text = "要着力构建新型慈善组织话语体系,推动浙江慈善事业健康发展。\n"
    before = {entry.id for entry in run(text).ledger.entries}
    for other in ("无关的一段话。\n\n" + text, text + "\n无关的一段话。\n"):
        assert {entry.id for entry in run(other).ledger.entries} == before


def test_ids_tell_alike_fixes_apart_and_edits_of_one_fix_share_theirs() -> None:
    alike = entries(f"{MARK}\n\n无关的一段话。\n\n{MARK}\n", "marks.half-width")
    assert len({entry.id for entry in alike}) == len(alike) == 2
    pair = entries("该村(原名西楼村)盛产红糖。", "marks.brackets")
    assert len(pair) == 2 and len({entry.id for entry in pair}) == 1


@pytest.mark.parametrize("rejected", [0, 1])
def test_a_decision_on_one_of_several_alike_holds_for_all(rejected: int) -> None:
    text = "\n\n".join(["红糖飘香四溢的日子话语体系,推动发展红糖飘香四溢的日子。"] * 2)
    before = entries(text, "marks.half-width")
    assert [each.id.partition(".")[2] for each in before] == ["", "2"]
    decisions = Decisions(rejected=frozenset((before[rejected].id,)))
    after = entries(text, "marks.half-width", decisions)
    assert [(each.id, each.start) for each in after] == [(each.id, each.start) for each in before]
    assert not any(each.applied for each in after)


def test_ids_do_not_depend_on_the_wrapping() -> None:
    text = "要着力构建新型慈善组织话语体系,推动浙江慈善事业健康发展。"
    (whole,) = entries(text, "marks.half-width")
    (wrapped,) = entries(text.replace("慈善", "慈\n善"), "marks.half-width")
    assert wrapped.id == whole.id


def fix_of(safety: Safety) -> Fix:
    rule = Rule("test.rule", lambda: None, safety)
    return Fix(rule, (Edit(0, 1, ""),), "why", safety, 1.0)


NAMES = ("id", "series", "rule")
SAFE, SUGGESTED, NOTE = Safety.SAFE, Safety.SUGGESTED, Safety.NOTE


@pytest.mark.parametrize(
    ("safety", "accepted", "rejected", "want"),
    [
        (SAFE, "", "", True),
        (SUGGESTED, "", "", False),
        (NOTE, "", "", False),
        (SUGGESTED, "rule", "", True),
        (SUGGESTED, "id", "rule", True),  # the finer decision holds
        (SAFE, "rule", "id", False),
        (SAFE, "series", "rule", True),
        (SAFE, "rule", "series", False),
        (SAFE, "id", "id", False),
        (SAFE, "", "rule", False),
        (NOTE, "id", "", False),  # a note is never applied
        (SAFE, "other", "other", True),
    ],
)
def test_the_finest_decision_holds(
    safety: Safety, accepted: str, rejected: str, want: bool
) -> None:
    decisions = Decisions(frozenset(accepted.split()), frozenset(rejected.split()))
    assert decisions.applies(fix_of(safety), NAMES) is want
    assert bool(decisions) is bool(accepted or rejected)


def test_accepting_and_rejecting_by_each_name() -> None:
    (entry,) = run(MARK).ledger.entries
    for name in (entry.id, entry.series, entry.rule):
        result = run(MARK, Decisions(rejected=frozenset((name,))))
        assert result.text == MARK
        assert [(each.id, each.applied) for each in result.ledger.entries] == [(entry.id, False)]
    (bullet,) = entries(PAGE, "glyphs.byline-bullet")
    assert not bullet.applied and bullet.safety == "suggested"
    for name in (bullet.id, bullet.series, bullet.rule):
        accepted = run(PAGE, Decisions(accepted=frozenset((name,))))
        assert "▢" not in accepted.text


def test_count() -> None:
    counted = run("▢ 本报记者 张三\n\n" + MARK).ledger.count()
    assert counted == {"applied": 1, "suggested": 1}
    assert run("清清白白的一段话。").ledger.count() == {"applied": 0, "suggested": 0}


@pytest.mark.parametrize("text", ["", "一\ud800\u200b二", MARK, PAGE, PAGE.replace("\n", "\r\n")])
def test_file_round_trip(text: str) -> None:
    result = run(text)
    lines = list(result.ledger.lines())
    assert all("\n" not in line and line.encode() for line in lines)
    head, loaded = load(lines)
    assert loaded == result.ledger.entries
    source = result.ledger.source
    assert head["source"]["sha256"] == source.sha256
    assert head["source"]["newline"] == source.newline
    assert head["source"]["characters"] == len(text)
    assert undo(result.document.text, loaded) == source.text
    assert replay(source.text, loaded) == result.document.text


def test_head_names_the_settings_that_differ() -> None:
    head = json.loads(next(run(MARK, only=("marks",)).ledger.lines()))
    assert head["settings"].keys() == {"only"} and list(head["settings"]["only"]) == ["marks"]


def test_undo_and_replay_refuse_another_text() -> None:
    result = run(MARK)
    found = result.ledger.entries
    for other in ("", "别的文字。", result.text[1:], "另" + result.text):
        with pytest.raises(LedgerError, match="character"):
            undo(other, found)
        with pytest.raises(LedgerError, match="character"):
            replay(other, found)


def test_undo_without_entries() -> None:
    assert undo("任何文字", []) == replay("任何文字", []) == "任何文字"


def good() -> list[str]:
    return list(run(MARK).ledger.lines())


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ([], "ledger.jsonl: empty"),
        (["not json"], "ledger.jsonl:1:"),
        (["{}"], "ledger.jsonl:1:"),
        (["[]"], "ledger.jsonl:1:"),
        (['{"ledger": 99}'], "ledger.jsonl:1:"),
        ([good()[0], "{"], "ledger.jsonl:2:"),
        ([*good(), '{"id": "x"}'], "ledger.jsonl:3:"),
        ([*good(), "[1]"], "ledger.jsonl:3:"),
        ([good()[0], good()[1][:-1] + ', "more": 1}'], "ledger.jsonl:2:"),
    ],
)
def test_load_names_the_line(lines: list[str], place: str) -> None:
    with pytest.raises(LedgerError) as raised:
        load(lines, "ledger.jsonl")
    assert str(raised.value).startswith(place)

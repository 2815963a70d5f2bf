"""What a reviewer writes by hand: checked, kept, put in by the next run, and changed by no rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import pipeline
from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.decisions import Correction, Decisions
from cleaner.review.candidates import with_candidates
from cleaner.review.decisions import HEAD, Book, Decision, DecisionError, Verdict, read_lines
from cleaner.review.export import pairs
from cleaner.review.journal import Journal, load, replayed
from cleaner.review.keys import Lines
from cleaner.review.model import Fix, fixes
from cleaner.review.own import MORE, OwnTextError, replaced
from cleaner.review.prompt import Prompt
from cleaner.review.refit import fitted
from cleaner.review.session import Session
from cleaner.text.anchors import Anchored
from cleaner.text.document import Source
from cleaner.text.sections import solid
from tests.reviewing import BULLET, COMMA, TEXT, cleaner_

Press = Callable[..., str]


def found(text: str, **values: object) -> list[Fix]:
    return fixes(pipeline.run(Source.from_text(text), Settings(**values)).ledger, "page.txt")  # type: ignore[arg-type]


def of(rule: str, text: str = TEXT) -> Fix:
    return next(fix for fix in found(text) if fix.rule == rule)


def written(text: str, *places: tuple[str, str], within: str = "") -> pipeline.Result:
    """A run over `text` with what is written in the place of parts of it."""
    corrections = []
    for before, after in places:
        start = text.index(before)
        end = start + len(before)
        left, right = solid(text, start, -1), solid(text, end, 1)
        corrections.append(Correction(left, before, right, after, "by hand"))
    return pipeline.run(Source.from_text(text), decisions=Decisions(corrections=tuple(corrections)))


@pytest.fixture
def press(review_folder: Path) -> Press:
    """Reviews `page.txt` in the terminal; what was shown."""

    def reviewed(keys: str, text: str = TEXT, profile: str = "newspaper", **how: str) -> str:
        shown: list[str] = []
        (review_folder / "page.txt").write_text(text, "utf-8")
        session = Session(
            with_candidates(found(text, profile=profile), text, Settings()),
            Journal(review_folder / "decisions.jsonl"),
            texts={"page.txt": text},
            reviewer="Li",
        )
        Prompt(session, shown.append, **how).run(Lines(StringIO(keys)))
        session.close()
        return "".join(shown)

    return reviewed


def decisions(folder: Path) -> list[Decision]:
    return list(replayed(folder / "decisions.jsonl").decisions.values())


# In a run


def test_what_is_written_stands_whatever_the_rules_propose() -> None:
    result = written(TEXT, (",共", ";共"), ("\n\n▢ 本报记者 李", "\n\n* 本报记者 李"))
    assert "召开;共300户" in result.text and "强调，要" in result.text
    assert "* 本报记者 李四" in result.text and "▢ 本报记者 张三" in result.text


def test_it_is_in_the_ledger_and_undone() -> None:
    result = written(TEXT, (",共", ";共"))
    entry = next(each for each in result.ledger.entries if each.rule == "review.correction")
    assert (entry.before, entry.after, entry.why) == (",共", ";共", "by hand")
    assert entry.applied and TEXT[entry.start : entry.end] == ",共"
    source, pieces = TEXT, []
    for record in result.ledger.records:
        for step in record.steps:
            pieces.append(step.step.text)
    assert pieces[0] == source.replace(",共", ";共")


def test_a_line_end_may_go_by_hand() -> None:
    text = "社会各界都要投入到移风易\n俗的具体过程中去,大家要努力办好。\n"
    result = written(text, ("移风易\n俗", "移风 易俗"))
    assert "到移风 易俗的" in result.text


def test_what_is_written_moves_with_its_line() -> None:
    text = "会议强调要落实各项工作任务。\n\n市里召开会议部署工作\n\n本报记者 张三\n\n会议召开。\n"
    result = written(text, ("市里召开", "县里开,了"))
    assert "县里开,了会议" in result.text


def test_it_is_put_in_between_the_same_neighbours_only() -> None:
    text = "他说,是的。她说,是的。\n"
    left, right = solid(text, 2, -1), solid(text, 3, 1)
    one = Correction(left, ",", right, ":", "by hand")
    result = pipeline.run(Source.from_text(text), decisions=Decisions(corrections=(one,)))
    assert result.text == "他说:是的。她说，是的。\n"
    longer = Source.from_text("前面还有一句话。" + text)
    assert ":" not in pipeline.run(longer, decisions=Decisions(corrections=(one,))).text


def test_it_stays_when_the_marks_beside_it_are_repaired() -> None:
    text = "昨日会议召开,共三百户,参加,大家都来了。\n"
    start = text.index("户,") + 1
    one = Correction(solid(text, start, -1), ",", solid(text, start + 1, 1), ";", "by hand")
    decisions = Decisions(corrections=(one,))
    once = pipeline.run(Source.from_text(text), decisions=decisions).text
    assert once == "昨日会议召开，共三百户;参加，大家都来了。\n"
    assert pipeline.run(Source.from_text(once), decisions=decisions).text == once


@given(st.text("他说,是的。\n 一", max_size=40), st.data())
@settings(max_examples=150, deadline=None)
def test_a_place_is_found_by_what_stands_beside_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before = text[start:end]
    spans = list(Anchored(text).spans(solid(text, start, -1), before, solid(text, end, 1)))
    if text.split():
        assert spans
    if before.strip():
        assert (start, end) in spans
    assert all(before.split() == text[low:high].split() for low, high in spans if before.strip())


@given(st.text("他说，是的。\n▢ 12,;", min_size=1, max_size=60), st.data())
@settings(max_examples=60, deadline=None)
def test_any_text_anywhere_stays_and_nothing_is_lost(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    if not text[start].strip():
        return
    one = Correction(
        solid(text, start, -1), text[start], solid(text, start + 1, 1), "甲,乙", "by hand"
    )
    result = pipeline.run(Source.from_text(text), decisions=Decisions(corrections=(one,)))
    assert "甲,乙" in result.text
    again = pipeline.run(Source.from_text(text), decisions=Decisions(corrections=(one,)))
    assert again.text == result.text


def test_line_ends_known_from_places_stay_known() -> None:
    from dataclasses import replace

    import numpy as np

    text = "今天下午在这里\n举行了会议,大家\n都来了。\n"
    source = replace(Source.from_text(text), wraps=np.array([7, 16]))
    one = Correction(solid(text, 4, -1), "在", solid(text, 5, 1), "就在", "by hand")
    result = pipeline.run(source, decisions=Decisions(corrections=(one,)))
    assert result.text == "今天下午就在这里举行了会议，大家都来了。\n"


# What may be written


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (",", "what stands there"),
        ("，\n", "line ends"),
        ("字" * (MORE + 2), "characters"),
        ("\x00", "no character"),
        ("\ud800", "no character"),
    ],
)
def test_what_cannot_stand_there_is_refused(own: str, why: str) -> None:
    with pytest.raises(OwnTextError, match=why):
        replaced(of("marks.half-width"), TEXT, own)


def test_as_many_line_ends_as_there_were() -> None:
    text = "社会各界都要投入到移风易\n俗的具体过程中去,大家要努力办好。\n"
    join = of("lines.word-split", text)
    assert replaced(join, text, "、").after == "、"
    with pytest.raises(OwnTextError, match="2 line ends"):
        replaced(join, text, "\n\n")
    with_returns = text.replace("\n", "\r\n")
    assert replaced(of("lines.word-split", with_returns), with_returns, "、").before == "\r\n"


def test_a_move_has_no_text_of_its_own() -> None:
    from bench import PAGES, page_path

    page = page_path(PAGES[1]).read_text("utf-8")
    move = next(fix for fix in found(page) if any(each.to is not None for each in fix.changes))
    with pytest.raises(OwnTextError, match="move"):
        replaced(move, page, "x")


# Kept, and found again


def test_typed_kept_applied_and_named(press: Press, review_folder: Path) -> None:
    shown = press("s e;\nq")
    (kept,) = decisions(review_folder)
    assert (kept.verdict, kept.before, kept.after, kept.reviewer) == ("replace", ",", ";", "Li")
    assert "instead of [-,-]" in shown
    assert "召开;共" in cleaner_("clean", "page.txt", "-q", "--ledger", "l.jsonl")
    lines = (review_folder / "l.jsonl").read_text("utf-8").splitlines()
    (entry,) = [line for line in map(json.loads, lines[1:]) if line["rule"] == "review.correction"]
    assert entry["why"] == "by hand, Li" and entry["applied"]
    (review_folder / "out.txt").write_text(cleaner_("clean", "page.txt", "-q"), "utf-8")
    cleaner_("undo", "out.txt", "--ledger", "l.jsonl", "-o", "back.txt")
    assert (review_folder / "back.txt").read_text("utf-8") == TEXT


def test_typed_signs(press: Press, review_folder: Path) -> None:
    press("e\\\n" + "e＊\\n\n" + "e\n" + "q")
    assert [each.after for each in decisions(review_folder)] == [""]  # line ends there were none
    press("u")


def test_the_next_review_shows_it_as_decided(press: Press, review_folder: Path) -> None:
    press("s e;\nq")
    again = press("lq")
    assert "1/4 decided" in again
    press("sj/,共\n u e:\nq")
    assert [each.after for each in decisions(review_folder)] == [";"]


def test_a_comment_is_kept_with_the_decision(press: Press, review_folder: Path) -> None:
    press("a c as in print\n q")
    (kept,) = decisions(review_folder)
    assert (kept.name, kept.comment, kept.reviewer) == (BULLET, "as in print", "Li")
    assert "nothing is decided" in press("sc", TEXT.replace("▢", "○"))


def test_a_comment_is_in_the_ledger(press: Press) -> None:
    press("s e;\n c see the print\n q")
    cleaner_("clean", "page.txt", "-q", "--ledger", "l.jsonl")
    assert '"by hand, Li: see the print"' in Path("l.jsonl").read_text("utf-8")


def test_no_such_key_is_said(press: Press) -> None:
    assert "x: no such key; ? lists them" in press("xq")
    assert "7: there is no such candidate" in press("7q")


def test_what_no_rule_has_found_is_written(press: Press, review_folder: Path) -> None:
    shown = press("w张三=章三\n w没有=x\n w\n w李四\n q")
    assert (
        "page.txt:1: ▢ 本报记者 [-张三-]{+章三+}⏎⏎昨日" in shown
        and "not found in page.txt: 没有" in shown
    )
    (kept,) = decisions(review_folder)
    assert (kept.rule, kept.before, kept.after, kept.reviewer) == (
        "review.correction",
        "张三",
        "章三",
        "Li",
    )
    assert "本报记者 章三" in cleaner_("clean", "page.txt", "-q")
    press("w李四=李斯\n u q")
    assert len(decisions(review_folder)) == 1


def test_the_nearest_is_written(press: Press, review_folder: Path) -> None:
    press("s w会议=大会\n q")
    assert [each.left[-2:] for each in decisions(review_folder)] == ["昨日"]


def test_what_was_found_by_hand_is_shown_again(press: Press, review_folder: Path) -> None:
    from cleaner.cli.inputs import Options
    from cleaner.cli.reviewing import opened

    press("w张三=章三\n q")
    session, complaints = opened(["page.txt"], Options.of(), review_folder / "decisions.jsonl")
    assert not complaints and not session.lost
    (fix,) = [fix for fix in session.fixes if fix.rule == "review.correction"]
    assert session.own(fix) == "章三" and session.verdict(fix) == "replace"
    assert session.series[-1].fixes == [fix]
    session.close()


def test_undo_takes_back_an_own_text(press: Press, review_folder: Path) -> None:
    press("s e;\n u q")
    assert decisions(review_folder) == []


def test_many_are_decided_and_undone_together(review_folder: Path) -> None:
    session = Session(found(TEXT), Journal(review_folder / "decisions.jsonl"))
    session.decide_all([fix.id for fix in session.fixes], Verdict.REJECT)
    assert len(session.book.decisions) == len(session.fixes)
    assert len(session.undo_all()) == len(session.fixes)
    assert not session.book
    session.close()


def test_an_own_text_is_found_again_when_the_text_beside_it_has_changed() -> None:
    comma = of("marks.half-width")
    book = Book({comma.id: replaced(comma, TEXT, ";")})
    changed = TEXT.replace("昨日会议", "今日会议")
    now, _, lost = fitted(
        Source.from_text(changed), Settings(), Lexicon.default(), book, "page.txt"
    )
    (kept,) = now.decisions.values()
    assert kept.id != comma.id and kept.after == ";" and not lost
    assert "召开;共" in pipeline.run(Source.from_text(changed), decisions=now.compiled()).text


def test_an_own_text_that_fits_nothing_is_reported(press: Press, review_folder: Path) -> None:
    press("s e;\nq")
    result = cleaner_("clean", "page.txt", "-q")
    (review_folder / "page.txt").write_text(result, "utf-8")
    assert "召开;共" in cleaner_("clean", "page.txt", "-q")
    (review_folder / "page.txt").write_text("别的文章。\n", "utf-8")
    from typer.testing import CliRunner

    from cleaner.cli import app

    said = CliRunner().invoke(app, ["clean", "page.txt"]).stderr
    assert "no place fits any more what was decided (replace marks.half-width)" in said


# The file


def test_files_of_before_are_read(review_folder: Path) -> None:
    path = review_folder / "decisions.jsonl"
    path.write_text('{"verdict": "reject", "rule": "spaces.digits"}\n')
    assert load([path]).verdict("spaces.digits") is Verdict.REJECT
    Journal(path).close()
    assert path.read_text().splitlines()[0] == HEAD


def test_files_of_later_are_refused() -> None:
    with pytest.raises(DecisionError, match="d:1: decisions of format 3"):
        list(read_lines(['{"format_version": 3}'], "d"))
    with pytest.raises(DecisionError, match="not a decision"):
        list(read_lines(['{"verdict": "replace", "rule": "a"}'], "d"))


def test_two_own_texts_contradict_each_other() -> None:
    comma = of("marks.half-width")
    book = Book()
    for own in (";", ";", "。"):
        book.add(replaced(comma, TEXT, own))
    assert len(book.conflicts[comma.id]) == 2


def test_what_is_written_is_a_pair_to_learn_from() -> None:
    comma = of("marks.half-width")
    book = Book({comma.id: replaced(comma, TEXT, ";")})
    assert [json.loads(line)["after"] for line in pairs(book)] == [";"]


# Candidates


def test_candidates_are_chosen_by_number(press: Press, review_folder: Path) -> None:
    text = "全市己经完成了今年的任务。\n\n昨日会议召开,共300户参加。\n"
    fix = next(each for each in found(text, profile="ocr") if each.rule == "misreadings.character")
    (chosen, *_) = with_candidates([fix], text, Settings())
    assert chosen.candidates[0] == "已" and len(set(chosen.candidates)) > 2
    shown = press(f"/己\n {chosen.candidates.index('巴') + 1} q", text, profile="ocr")
    assert "1 已" in shown
    assert [each.after for each in decisions(review_folder)] == ["巴"]
    assert "全市巴经" in cleaner_("clean", "page.txt", "-q")


def test_counterparts_are_chosen_by_number(review_folder: Path) -> None:
    (review_folder / "page.txt").write_text("白发变黑，干部吃饼干。\n", "utf-8")
    script = ("--script", "tw")
    shown = [
        cleaner_("review", "page.txt", *script, stdin=keys)
        for keys in ("/发→\n 2 q", "/干→幹\n 3 q")
    ]
    assert "1 髮   2 發\n" in shown[0] and "1 幹   2 乾   3 榦\n" in shown[1]
    assert [each.after for each in decisions(review_folder)] == ["發", "榦"]
    assert cleaner_("clean", "page.txt", *script, "-q") == "白發變黑，榦部吃餅乾。\n"


def test_places_are_sorted(press: Press) -> None:
    def lines(shown: str) -> list[int]:
        return [int(line.split(":")[1]) for line in shown.splitlines() if line.startswith("page")]

    assert lines(press("jjjj", sort="place")) == [1, 3, 5, 7]
    assert lines(press("jjjj")) == [1, 5, 3, 7]


def test_the_page_is_shown_around_a_place(press: Press) -> None:
    shown = press("oq")
    assert "1  {>▢ <}本报记者 张三" in shown and "7  会议强调,要落实。" in shown


def test_blanks_that_change_are_seen(press: Press) -> None:
    assert "[-▢␣-]" in press("q")
    assert COMMA in press("sq")

"""Blocks moved by hand, headlines given to stories, articles split and joined: in the terminal, kept,
done by the next run, undone exactly, and done once."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import pipeline
from cleaner.cli.inputs import Options
from cleaner.cli.reviewing import opened
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.undoing import undo
from cleaner.review.decisions import Book, Decision, DecisionError, Verdict, parse, read_lines
from cleaner.review.keys import Lines
from cleaner.review.own import OwnTextError
from cleaner.review.placing import fits, numbers, placed
from cleaner.review.prompt import Prompt
from cleaner.text.document import Source
from tests.reviewing import cleaner_

PAGE = """\
县里召开水利会议

本报讯 昨天上午，全县召开水利建设大会，总结今年各项工
作，部署明年任务。会议要求，各地要加强组织领导，明确
责任，抓好工程质量。

图书馆新馆昨日正式对外开放，市民代表参加了开馆仪
式。新馆藏书超过三十万册,设有座位八百个。

与会代表表示，一定要把这件大事办好办实，保证群众用水
安全。

新馆昨日开放
"""
FIRST, OPENED, VOWED = "本报讯 昨天上", "图书馆新馆昨日", "与会代表表示，"
Press = Callable[[str], str]


def after(text: str, *asked: tuple[Verdict, int, int, int]) -> pipeline.Result:
    """A run over a text with lines put somewhere: kind, first, last, goal."""
    book = Book()
    for each in asked:
        book.add(placed(each[0], "page.txt", text, *each[1:]))
    return pipeline.run(Source.from_text(text), decisions=book.compiled())


def paragraphs(result: pipeline.Result) -> list[str]:
    return [each[:7] for each in result.text.split("\n") if each]


def starts(result: pipeline.Result) -> list[tuple[str | None, list[str]]]:
    """The headline of each article and how its paragraphs begin."""
    return [(each.headline, [text[:7] for text in each.paragraphs]) for each in result.articles]


# In a run


def test_lines_go_before_another_in_paragraphs_of_their_own() -> None:
    result = after(PAGE, (Verdict.MOVE, 10, 11, 7))
    assert paragraphs(result)[1:4] == [FIRST, VOWED, OPENED]
    assert "\n\n与会代表表示，一定要把这件大事办好办实，保证群众用水安全。\n\n图书馆" in result.text
    assert "\n\n\n" not in result.text


def test_lines_go_on_from_another() -> None:
    result = after(PAGE, (Verdict.CONTINUE, 10, 11, 5))
    assert "抓好工程质量。与会代表表示，一定要" in result.text


def test_latin_goes_on_after_a_blank() -> None:
    text = "The council met on\nMonday.\n\nIt was the first\n\nmeeting of the year.\n\n会议召开。\n"
    result = after(text, (Verdict.CONTINUE, 6, 6, 4))
    assert "first meeting of the year." in result.text


def test_a_paragraph_goes_on_from_the_one_before_it() -> None:
    text = "与会代表表示，一定要把这件大事\n\n办好办实。\n\n会议召开。\n"
    assert after(text).text == text
    result = after(text, (Verdict.CONTINUE, 3, 3, 1))
    assert result.text == "与会代表表示，一定要把这件大事办好办实。\n\n会议召开。\n"


def test_a_line_becomes_a_paragraph_where_it_stands() -> None:
    text = "市长说，大家辛苦了。\n副市长也讲了话。\n\n会议召开。\n"
    result = after(text, (Verdict.MOVE, 1, 1, 2))
    assert result.text == "市长说，大家辛苦了。\n\n副市长也讲了话。\n\n会议召开。\n"


def test_lines_go_to_the_end_and_to_the_beginning() -> None:
    assert after(PAGE, (Verdict.MOVE, 1, 1, 14)).text.endswith("新馆昨日开放\n\n县里召开水利会议\n")
    first = after(PAGE, (Verdict.MOVE, 10, 11, 1)).text
    assert first.startswith("与会代表表示，一定要把这件大事办好办实，保证群众用水安全。\n\n县里")


def test_a_headline_goes_to_its_story_and_is_its_headline() -> None:
    result = after(PAGE, (Verdict.HEADLINE, 13, 13, 7))
    assert starts(result) == [
        ("县里召开水利会议", [FIRST]),
        ("新馆昨日开放", [OPENED, VOWED]),
    ]
    second = pipeline.run(Source.from_text(result.text))
    assert second.text == result.text


def test_a_headline_that_stands_there_is_one_all_the_same() -> None:
    text = "会议召开。市长出席。\n\n关于茶花节的几句话。\n\n茶花盛开，吸引了众多游客。\n"
    assert len(after(text).articles) == 1
    result = after(text, (Verdict.HEADLINE, 3, 3, 5))
    assert [each.headline for each in result.articles] == [None, "关于茶花节的几句话。"]
    assert result.text == text


def test_an_article_is_split_and_two_are_joined() -> None:
    split = after(PAGE, (Verdict.START, 10, 10, 0))
    whole = after(PAGE)
    assert len(split.articles) == len(whole.articles) + 1
    assert split.text == whole.text
    text = after(PAGE, (Verdict.HEADLINE, 13, 13, 7)).text
    line = text.split("\n").index("新馆昨日开放") + 1
    joined = after(text, (Verdict.JOIN, line, line, 0))
    assert [each.headline for each in joined.articles] == ["县里召开水利会议"]
    assert "新馆昨日开放" in joined.articles[0].paragraphs


def test_several_go_to_one_place_and_the_headline_is_next_to_it() -> None:
    result = after(PAGE, (Verdict.HEADLINE, 13, 13, 7), (Verdict.MOVE, 10, 11, 7))
    assert paragraphs(result)[2:] == [VOWED, "新馆昨日开放", OPENED]
    assert "\n\n\n" not in result.text and not result.text.endswith("\n\n")


def test_neighbours_that_both_go_leave_one_blank_line() -> None:
    text = "甲段文字在此。\n乙段文字在此。\n\n丙段文字在此。\n\n丁段文字在此。\n\n戊段文字在此。\n"
    result = after(text, (Verdict.MOVE, 4, 4, 9), (Verdict.MOVE, 6, 6, 1))
    assert sorted(paragraphs(result)) == sorted(each for each in text.split("\n") if each)
    assert "\n\n\n" not in result.text


def test_no_rule_moves_it_again() -> None:
    moved = [e for e in after(PAGE).ledger.entries if e.rule == "articles.headline"]
    assert any(e.before == "新馆昨日开放" for e in moved)
    result = after(PAGE, (Verdict.MOVE, 13, 13, 10))
    assert not [
        e for e in result.ledger.entries
        if e.rule == "articles.headline" and e.before == "新馆昨日开放"
    ]  # fmt: skip
    book = Book()
    book.add(placed(Verdict.MOVE, "page.txt", PAGE, 13, 13, 10))
    again = pipeline.run(Source.from_text(result.text), decisions=book.compiled())
    assert not [
        e for e in again.ledger.entries
        if e.rule == "articles.headline" and e.before == "新馆昨日开放"
    ]  # fmt: skip


def test_it_is_repaired_as_any_text_and_may_be_written_by_hand() -> None:
    result = after(PAGE, (Verdict.MOVE, 7, 8, 3))
    assert "三十万册，设有" in result.text


@pytest.mark.parametrize(
    "asked",
    [
        (Verdict.MOVE, 10, 11, 7),
        (Verdict.CONTINUE, 10, 11, 5),
        (Verdict.HEADLINE, 13, 13, 7),
        (Verdict.MOVE, 7, 8, 3),
        (Verdict.MOVE, 7, 8, 14),
        (Verdict.MOVE, 1, 5, 14),
        (Verdict.START, 10, 10, 0),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_was_done_is_not_done_twice_and_undone_exactly(
    asked: tuple[Verdict, int, int, int], newline: str
) -> None:
    text = PAGE.replace("\n", newline)
    book = Book()
    decision = placed(asked[0], "page.txt", text, *asked[1:])
    book.add(decision)
    result = pipeline.run(Source.from_text(text), decisions=book.compiled())
    again = pipeline.run(Source.from_text(result.text), decisions=book.compiled())
    assert again.text == result.text
    assert not [e for e in again.ledger.entries if e.applied]
    assert again.articles == result.articles
    assert fits(decision, result.text)
    back = undo(result.document.text, result.ledger.entries)
    assert Source.from_text(text).restore(back) == text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["甲乙丙丁。", "会议召开，", "茶花节", "", "　　市长说", "a b"]),
        min_size=3,
        max_size=9,
    ),
    st.data(),
)
def test_nothing_is_lost_whatever_goes_where(lines: list[str], data: st.DataObject) -> None:
    text = "\n".join(f"{each}{number}" if each else "" for number, each in enumerate(lines)) + "\n"
    first = data.draw(st.integers(1, len(lines)))
    last = data.draw(st.integers(first, len(lines)))
    goal = data.draw(st.integers(1, len(lines) + 1))
    kind = data.draw(st.sampled_from([Verdict.MOVE, Verdict.CONTINUE, Verdict.HEADLINE]))
    try:
        decision = placed(kind, "page.txt", text, first, last, goal)
    except OwnTextError:
        return
    decisions = Decisions(placings=(decision.as_placing(),))
    result = pipeline.run(Source.from_text(text), decisions=decisions)
    assert undo(result.document.text, result.ledger.entries) == text
    assert len(result.readings) == 1


# What cannot be done


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ((Verdict.MOVE, 0, 1, 3), "there are lines 1 to 13"),
        ((Verdict.MOVE, 2, 1, 3), "there are lines 1 to 13"),
        ((Verdict.MOVE, 1, 14, 3), "there are lines 1 to 13"),
        ((Verdict.MOVE, 1, 1, 15), "there are lines 1 to 13"),
        ((Verdict.CONTINUE, 1, 1, 14), "there are lines 1 to 13"),
        ((Verdict.MOVE, 2, 2, 5), "these lines are empty"),
        ((Verdict.MOVE, 3, 3, 6), "an empty line is no goal"),
        ((Verdict.MOVE, 3, 5, 4), "the lines cannot go to within themselves"),
        ((Verdict.CONTINUE, 3, 5, 5), "the lines cannot go to within themselves"),
    ],
)
def test_what_is_refused(asked: tuple[Verdict, int, int, int], why: str) -> None:
    with pytest.raises(OwnTextError, match=why):
        placed(asked[0], "page.txt", PAGE, *asked[1:])


def test_a_place_that_there_are_two_of_is_refused() -> None:
    text = "天气晴朗。\n\n" * 40
    with pytest.raises(OwnTextError, match="more than once"):
        placed(Verdict.MOVE, "page.txt", text + "另有一句。\n", 81, 81, 41)


def test_parts_of_a_long_text_are_too_far_apart() -> None:
    text = "".join(f"第{number}句话说完了。\n" for number in range(2600))
    with pytest.raises(OwnTextError, match="too far apart"):
        placed(Verdict.MOVE, "page.txt", text, 2, 2, 2500)


@pytest.mark.parametrize(
    ("key", "typed", "found"),
    [
        ("m", "12-15=3", (Verdict.MOVE, 12, 15, 3)),
        ("m", "１２－１５＝３＋", (Verdict.CONTINUE, 12, 15, 3)),
        ("m", " 12 = 3 ", (Verdict.MOVE, 12, 12, 3)),
        ("h", "12=3", (Verdict.HEADLINE, 12, 12, 3)),
        ("b", "20", (Verdict.START, 20, 20, 0)),
        ("b", "-20", (Verdict.JOIN, 20, 20, 0)),
        ("h", "12=3+", None),
        ("m", "12", None),
        ("b", "20=3", None),
        ("m", "x=3", None),
    ],
)
def test_how_lines_are_typed(key: str, typed: str, found: tuple[object, ...] | None) -> None:
    assert numbers(key, typed) == found


def test_lines_of_decisions_that_are_none() -> None:
    line = {"verdict": "move", "rule": "review.move", "id": "x", "before": " "}
    with pytest.raises(DecisionError, match="not empty"):
        parse(json.dumps(line), "f:1")
    with pytest.raises(DecisionError, match="has an id"):
        parse(json.dumps({**line, "id": ""}), "f:1")


def test_two_reviewers_who_want_it_elsewhere_contradict_each_other() -> None:
    book = Book()
    for goal in (7, 3):
        book.add(placed(Verdict.MOVE, "page.txt", PAGE, 10, 11, goal))
    assert not book.placed() and len(book.conflicts) == 1


# In the terminal, and from there on


@pytest.fixture
def press(review_folder: Path) -> Press:
    (review_folder / "page.txt").write_text(PAGE, "utf-8")

    def reviewed(keys: str) -> str:
        shown: list[str] = []
        session, _ = opened(
            ["page.txt"], Options.of(), review_folder / "decisions.jsonl", reviewer="Li"
        )
        Prompt(session, shown.append).run(Lines(StringIO(keys)))
        session.close()
        return "".join(shown)

    return reviewed


def kept(folder: Path) -> list[Decision]:
    return list(read_lines((folder / "decisions.jsonl").read_text("utf-8").splitlines(), "f"))


def test_typed_kept_done_and_in_the_ledger(press: Press, review_folder: Path) -> None:
    shown = press("m10-11=7\nh13=7\nb10\nq")
    assert "moved by hand" in shown and "headline by hand" in shown
    assert "an article begins here" in shown
    assert {each.verdict for each in kept(review_folder)} == {
        Verdict.MOVE, Verdict.HEADLINE, Verdict.START,
    }  # fmt: skip
    cleaner_("clean", "page.txt", "-o", "out.txt", "--ledger", "ledger.jsonl", "-q")
    out = Path("out.txt").read_text("utf-8")
    assert "安全。\n\n新馆昨日开放\n\n图书馆" in out
    entries = [json.loads(line) for line in Path("ledger.jsonl").read_text("utf-8").splitlines()]
    whys = {(each.get("rule"), each.get("why"), each.get("applied")) for each in entries}
    assert ("review.move", "by hand, Li", True) in whys
    assert ("review.article", "by hand, Li", False) in whys
    cleaner_("undo", "out.txt", "--ledger", "ledger.jsonl", "-o", "back.txt")
    assert Path("back.txt").read_bytes() == Path("page.txt").read_bytes()
    assert cleaner_("clean", "out.txt", "-q") == out
    assert cleaner_("check", "out.txt", "-q") == ""


def test_it_is_seen_and_taken_back_in_the_next_review(press: Press, review_folder: Path) -> None:
    press("m10-11=7\nq")
    session, _ = opened(["page.txt"], Options.of(), review_folder / "decisions.jsonl")
    fix = next(each for each in session.fixes if each.rule == "review.move")
    assert (fix.line, fix.goal) == (10, 7) and session.applies(fix)
    session.decide(fix.id, None)
    session.close()
    assert not (review_folder / "decisions.jsonl").read_text("utf-8")


def test_deciding_anew_is_the_last_word_and_undone(press: Press, review_folder: Path) -> None:
    shown = press("m10-11=7\nm10-11=3\nuq")
    assert shown.count("moved by hand") >= 2
    assert [each.goal_right[:7] for each in kept(review_folder)] == [OPENED]


def test_what_is_no_lines_is_said(press: Press, review_folder: Path) -> None:
    shown = press("mabc\nm99=1\nm\nq")
    assert "not understood: abc" in shown and "there are lines 1 to 13" in shown
    assert not (review_folder / "decisions.jsonl").exists()


def test_a_decision_whose_lines_are_gone_is_told(
    press: Press, review_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    press("m10-11=7\nq")
    (review_folder / "page.txt").write_text(PAGE.replace("与会代表表示", "代表们都表示"), "utf-8")
    _, complaints = opened(["page.txt"], Options.of(), review_folder / "decisions.jsonl")
    assert not complaints
    assert "no place fits any more" in capsys.readouterr().err


def test_a_source_that_changed_elsewhere_keeps_it(press: Press, review_folder: Path) -> None:
    press("m10-11=7\nq")
    (review_folder / "page.txt").write_text("新来的一行\n\n" + PAGE, "utf-8")
    result = cleaner_("clean", "page.txt", "-q")
    assert "安全。\n\n图书馆" in result


def test_lines_are_numbered_as_they_are_asked_for(press: Press) -> None:
    shown = press("oq")
    assert "10  " in shown and " 7  " in shown and "14  " not in shown

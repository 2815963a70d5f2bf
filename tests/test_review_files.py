"""The review page, file by file: what is filtered, written by hand, seen, and said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.cli.inputs import Options
from cleaner.cli.reviewing import opened
from cleaner.review.journal import load
from cleaner.review.serve import Server
from tests.reviewing import BULLET, COMMA, TEXT, Open, cleaner_, count, in_browser, press, serving

pytestmark = in_browser

MISREAD = "全市己经完成了今年的任务。\n\n昨日会议召开,共300户参加。\n"
OTHERS = str.maketrans(
    "张三李四昨日会议共落实", "王五赵六明天大会约办好"
)  # no place is like another


@pytest.fixture
def server(review_folder: Path) -> Iterator[Server]:
    session, _ = opened(["page.txt"], Options.of(), review_folder / "decisions.jsonl")
    session.reviewer = "Li"
    with serving(session) as server:
        yield server
    session.close()


@pytest.fixture
def served(server: Server, browser: Any) -> Iterator[Any]:
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(server.address)
    yield page
    context.close()


@pytest.fixture
def two(show: Open, review_folder: Path) -> Any:
    """The page of two files."""
    for name in ("p04.txt", "p05.txt"):
        text = TEXT.translate(OTHERS) if name == "p05.txt" else TEXT
        (review_folder / name).write_text(text, "utf-8")
    page = show()
    cleaner_("review", "p04.txt", "p05.txt", "--html", "review.html")
    page.goto((review_folder / "review.html").as_uri())
    return page


def saved(page: Any, folder: Path) -> list[dict[str, str]]:
    """The decisions in the file that the page gives out."""
    with page.expect_download() as download:
        press(page, "s")
    download.value.save_as(folder / "decisions.jsonl")
    lines = (folder / "decisions.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0]) == {"format_version": 2}
    return [json.loads(line) for line in lines[1:]]


def write(page: Any, text: str, *keys: str) -> None:
    page.keyboard.press("e")
    page.locator("#writing-text").fill(text)
    for key in keys or ("Enter",):
        page.keyboard.press(key)
    page.locator("#writing").wait_for(state="hidden")


# File by file


def test_the_button_says_how_many_and_decides_those(two: Any, review_folder: Path) -> None:
    assert "Accept all 4" in two.locator("#accept-all").inner_text()
    press(two, "/")
    two.keyboard.type("p05")
    two.keyboard.press("Escape")
    assert two.locator("#shown").inner_text() == "2 series, 4 places"
    assert "Accept these 2" in two.locator("#accept-all").inner_text()
    press(two, "A")
    assert count(two) == "2 of 8 decided"
    assert "Accept these 2" in two.locator("#accept-all").inner_text()
    decided = saved(two, review_folder)
    assert {each["file"] for each in decided} == {"p05.txt"} and len(decided) == 2
    press(two, "u")
    assert count(two) == "0 of 8 decided"


def test_single_decisions_stay_when_what_is_filtered_is_decided(two: Any) -> None:
    two.locator("#file").select_option("p04.txt")
    press(two, "rkA")
    verdicts = two.evaluate(
        "shown.filter((fix) => fix.file === 'p04.txt').map((fix) => review.verdict(fix))"
    )
    assert verdicts.count("reject") == 1 and verdicts.count("accept") == 1


def test_file_by_file(two: Any) -> None:
    two.locator("#sort").select_option("place")
    assert two.locator("#shown").inner_text() == "2 files, 8 places"
    assert two.locator("#series .title").all_inner_texts() == ["p04.txt", "p05.txt"]
    assert two.locator("#places-title").inner_text() == "Places in this file (4)"
    lines = []
    for _ in range(5):
        lines.append(two.locator(".facts .file").inner_text().rsplit(":", 1)[0])
        press(two, "j")
    assert lines == ["p04.txt:1", "p04.txt:3", "p04.txt:5", "p04.txt:7", "p05.txt:1"]
    press(two, "[")
    assert "Accept these 2" in two.locator("#accept-all").inner_text()


@pytest.mark.parametrize("sort", ["", "place", "confidence", "count"])
def test_every_order_has_every_place(two: Any, sort: str) -> None:
    two.locator("#sort").select_option(sort)
    numbers = two.evaluate("shown.map((fix) => fix.number)")
    assert sorted(numbers) == list(range(8))


def test_suggestions_come_first(two: Any) -> None:
    kinds = two.evaluate("review.order.map((fix) => review.kind(fix))")
    assert kinds == sorted(kinds, key=["suggested", "applied", "note"].index)


def test_not_all_are_decided_when_those_shown_are(two: Any) -> None:
    two.locator("#file").select_option("p04.txt")
    two.locator("#place").focus()
    press(two, "AA")
    assert two.locator("#live").inner_text() == "All 4 places shown are decided; 4 others are not."
    two.locator("#file").select_option("")
    two.locator("#place").focus()
    press(two, "AA")
    assert two.locator("#live").inner_text() == "All places are decided."


def test_hits_are_marked(two: Any) -> None:
    two.locator("#search").fill("召开,共")
    two.wait_for_function("CSS.highlights.get('hit')?.size > 0")
    found = two.evaluate("[...CSS.highlights.get('hit')].map((range) => range.toString())")
    assert set(found) == {"召开,共"}
    two.locator("#search").fill("")
    two.wait_for_function("!CSS.highlights.has('hit')")


# By hand


def test_written_kept_found_again_and_applied(show: Open, review_folder: Path) -> None:
    page = show()
    press(page, "]")
    page.keyboard.press("e")
    assert page.locator("#writing-instead del").inner_text() == ","
    assert page.locator("#writing-text").input_value() == "，"
    page.locator("#writing-text").fill(";")
    page.locator("#writing-who").fill("Li")
    page.locator("#writing-text").press("Enter")
    assert count(page) == "1 of 4 decided"
    page.reload()
    assert count(page) == "1 of 4 decided"
    page.locator("#sort").select_option("place")
    page.locator("#places .row").nth(1).click()
    assert "Written by hand" in page.locator("#facts").inner_text()
    assert page.locator("#after ins").inner_text() == ";"
    (kept,) = saved(page, review_folder)
    assert (kept["verdict"], kept["before"], kept["after"], kept["reviewer"]) == (
        "replace",
        ",",
        ";",
        "Li",
    )
    assert "召开;共" in cleaner_("clean", "page.txt", "-q")
    press(page, "u")
    assert count(page) == "0 of 4 decided"


def test_the_page_writes_what_the_command_line_writes(show: Open, review_folder: Path) -> None:
    page = show()
    press(page, "A")
    write(page, "；")
    press(page, "k")
    page.keyboard.press("c")
    page.locator("#writing-who").fill("Li")
    page.locator("#writing-text").fill(" as in \n print ")
    page.locator("#writing-text").press("Enter")
    given = saved(page, review_folder)
    session, _ = opened(["page.txt"], Options.of(), review_folder / "other.jsonl")
    commas = [fix for fix in session.fixes if fix.series == COMMA]
    session.decide(BULLET, given[0]["verdict"])  # type: ignore[arg-type]
    session.reviewer = ""
    session.correct(commas[0].id, "；")
    session.reviewer = "Li"
    decided = page.evaluate("review.decision(current).name")
    session.comment(decided, "as in print")
    session.close()
    assert (review_folder / "other.jsonl").read_text("utf-8") == (
        review_folder / "decisions.jsonl"
    ).read_text("utf-8")


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (",", "That is what stands there"),
        ("a\nb", "1 line ends"),
        ("字" * 300, "201 at most"),
        ("\x07", "U+0007"),
    ],
)
def test_what_cannot_stand_there_is_not_taken(show: Open, own: str, why: str) -> None:
    page = show()
    press(page, "]e")
    page.locator("#writing-text").evaluate("(field, own) => (field.value = own)", own)
    page.keyboard.press("Enter")
    assert why in page.locator("#writing-error").inner_text()
    page.keyboard.press("Escape")
    assert count(page) == "0 of 4 decided"


def test_candidates_are_chosen_by_number(show: Open, review_folder: Path) -> None:
    (review_folder / "cleaner.toml").write_text('profile = "ocr"\n')
    page = show(MISREAD)
    page.locator("#rule").select_option("misreadings.character")
    page.locator("#place").focus()
    assert page.locator("#candidates .candidate").first.inner_text().split() == ["1", "已"]
    third = page.locator("#candidates .candidate").nth(2).inner_text().split()[1]
    press(page, "3")
    assert [each["after"] for each in saved(page, review_folder)] == [third]
    press(page, "u1")
    assert [each["verdict"] for each in saved(page, review_folder)] == ["accept"]
    press(page, "9")
    assert "no such key" in page.locator("#live").inner_text()


def test_a_comment_wants_a_decision(show: Open, review_folder: Path) -> None:
    page = show()
    press(page, "c")
    assert "Nothing is decided" in page.locator("#live").inner_text()
    press(page, "akc")
    page.locator("#writing-text").fill("seen in print")
    page.keyboard.press("Enter")
    assert "seen in print" in page.locator("#facts").inner_text()
    assert [each["comment"] for each in saved(page, review_folder)] == ["seen in print"]


def test_served_texts_are_saved_with_the_name(served: Any, review_folder: Path) -> None:
    assert served.locator("#saved").inner_text() == ""
    press(served, "]e")
    assert served.locator("#writing-who").input_value() == "Li"
    served.locator("#writing-text").fill(";")
    with served.expect_response("**/correct"):
        served.keyboard.press("Enter")
    served.locator("#saved", has_text="Saved").wait_for()
    press(served, "k" if count(served).startswith("1") else "")
    (kept,) = load([review_folder / "decisions.jsonl"]).decisions.values()
    assert (kept.after, kept.reviewer) == (";", "Li")
    before = served.evaluate("[...review.book]")
    served.reload()
    assert served.evaluate("[...review.book]") == before
    with served.expect_response("**/undo"):
        press(served, "u")
    served.locator("#count", has_text="0 of").wait_for()


def test_many_served_at_once_are_undone_at_once(served: Any, review_folder: Path) -> None:
    served.locator("#search").fill("本报记者 李")
    served.keyboard.press("Escape")
    with served.expect_response("**/decide"):
        press(served, "A")
    assert len(load([review_folder / "decisions.jsonl"]).decisions) == 1
    with served.expect_response("**/undo"):
        press(served, "u")
    served.locator("#count", has_text="0 of").wait_for()


def test_what_was_not_saved_is_not_called_saved(served: Any, server: Server) -> None:
    server.authority = "elsewhere"
    press(served, "a")
    served.locator("#saved", has_text="Not saved").wait_for()


# Seen


def test_what_is_not_seen_has_a_chip(show: Open) -> None:
    page = show("今天　在\u200b这里 3 个人　开了会,大家\u00a0都来了。\n" + TEXT)
    chips = page.evaluate(
        "review.order.flatMap((fix) => (go(fix), [...document.querySelectorAll('#before del .chip')].map((each) => each.textContent)))"
    )
    assert {"space", "zero-width space"} <= set(chips)
    assert (
        page.locator("del").first.evaluate("each => getComputedStyle(each).textDecorationLine")
        == "none"
    )


def test_an_unknown_key_is_answered(show: Open) -> None:
    page = show()
    press(page, "x")
    assert page.locator("#live").inner_text() == "x: no such key. ? lists them."
    press(page, "7")
    assert page.locator("#live").inner_text() == "7: no such key. ? lists them."
    assert count(page).startswith("0 of")


def test_the_whole_page_scrolls_together(show: Open) -> None:
    text = "".join(f"第{n}段:今天开会,大家都来了。\n\n" for n in range(120))
    page = show(text)
    page.locator("#sort").select_option("place")
    page.locator("#place").focus()
    page.locator("#places").focus()
    page.keyboard.press("End")
    page.locator("#place").focus()
    press(page, "o")
    tops = "[...document.querySelectorAll('#whole .text')].map((pane) => pane.scrollTop)"
    page.wait_for_function(f"({tops}).every((top) => top > 500)")
    page.locator("#whole-before").evaluate("pane => (pane.scrollTop = 0)")
    page.wait_for_function(f"({tops}).every((top) => top < 100)")
    page.locator("#whole-after").evaluate("pane => (pane.scrollTop = 900)")
    page.wait_for_function(f"Math.abs(({tops})[0] - 900) < 120")
    assert page.locator("#whole .here").count() > 0
    press(page, "o")
    assert not page.locator("#whole").is_visible()


def test_the_whole_result_is_what_a_run_makes(show: Open, review_folder: Path) -> None:
    page = show()
    page.keyboard.press("o")
    assert page.locator("#whole-before").text_content() is not None
    page.keyboard.press("Escape")
    press(page, "A")
    page.keyboard.press("o")
    shown = page.locator("#whole-after").text_content()
    saved_ = cleaner_("clean", "page.txt", "-q")
    page.keyboard.press("Escape")
    saved(page, review_folder)
    assert saved_ != cleaner_("clean", "page.txt", "-q") == shown


def test_what_a_move_goes_past_is_folded(show: Open) -> None:
    from bench import PAGES, page_path

    page = show(page_path(PAGES[1]).read_text("utf-8"))
    page.locator("#rule").select_option("articles.headline")
    assert page.locator("#before .fold").count() == 1
    assert "lines it moves past" in page.locator("#before .fold summary").inner_text()
    assert "it goes here" in page.locator("#before").inner_text()
    assert page.locator("#after ins").count() > 0


# What no rule has found


def rewrite(page: Any, before: str, after: str) -> None:
    page.keyboard.press("E")
    field = page.locator("#writing-text")
    assert before in field.input_value()
    assert field.evaluate("field => field.selectionStart === field.selectionEnd")
    field.fill(field.input_value().replace(before, after))
    page.keyboard.press("Enter")
    page.locator("#writing").wait_for(state="hidden")


def test_any_text_of_the_lines_is_written(show: Open, review_folder: Path) -> None:
    page = show()
    press(page, "]")
    rewrite(page, "300户参加", "三百户出席")
    assert count(page) == "1 of 5 decided"
    assert page.locator("#before").inner_text().strip("…") != ""
    assert page.locator("#after ins").inner_text() == "三百户出席"
    page.reload()
    assert count(page) == "1 of 5 decided"
    (kept,) = saved(page, review_folder)
    assert (kept["rule"], kept["before"], kept["after"]) == (
        "review.correction",
        "300户参加",
        "三百户出席",
    )
    assert "共三百户出席。" in cleaner_("clean", "page.txt", "-q")
    cleaner_("review", "page.txt", "--html", "review.html")
    page.reload()
    assert count(page) == "1 of 5 decided"


def test_a_text_that_is_taken_back_is_gone(show: Open) -> None:
    page = show()
    press(page, "]")
    rewrite(page, "昨日", "今日")
    press(page, "u")
    assert count(page) == "0 of 4 decided"
    assert "review.correction" not in page.locator("#series").inner_text()


def test_any_text_is_written_served(served: Any, review_folder: Path) -> None:
    press(served, "]")
    served.keyboard.press("E")
    field = served.locator("#writing-text")
    field.fill(field.input_value().replace("昨日", "今日"))
    with served.expect_response("**/write"):
        served.keyboard.press("Enter")
    served.locator("#saved", has_text="Saved").wait_for()
    (kept,) = load([review_folder / "decisions.jsonl"]).decisions.values()
    assert (kept.before, kept.after, kept.reviewer) == ("昨", "今", "Li")
    served.reload()
    assert count(served) == "1 of 5 decided"

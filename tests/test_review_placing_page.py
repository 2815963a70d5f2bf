"""Blocks moved and articles split in the browser, as in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.review.decisions import Book, Verdict
from cleaner.review.journal import load
from cleaner.review.own import OwnTextError
from cleaner.review.placing import placed
from cleaner.review.serve import Server
from tests.reviewing import Open, cleaner_, count, in_browser, press
from tests.test_review_placing import PAGE

pytestmark = in_browser


@pytest.fixture(autouse=True)
def page_there(review_folder: Path) -> None:
    (review_folder / "page.txt").write_text(PAGE, "utf-8")


def put(page: Any, key: str, first: int, last: int = 0, goal: int = 0, who: str = "") -> None:
    """Put lines somewhere, by the keyboard."""
    press(page, key)
    page.locator("#placing-first").fill(str(first))
    for name, number in (("last", last), ("goal", goal)):
        if number:
            page.locator(f"#placing-{name}").fill(str(number))
    if who:
        page.locator("#placing-who").fill(who)
    page.keyboard.press("Enter")


def state(page: Any) -> str:
    return str(page.locator("#facts .state").inner_text())


def lines(page: Any) -> list[str]:
    """The decisions that the page would give out."""
    text: str = page.evaluate("review.file()")
    return text.splitlines()[1:]


def test_moved_by_keys_kept_over_a_reload_and_done(show: Open, review_folder: Path) -> None:
    page = show(PAGE)
    put(page, "m", 10, 11, 7, who="Li")
    assert state(page) == "⇅ Moved by hand"
    assert "安全。\n\n图书馆" in page.locator("#after").inner_text()
    put(page, "h", 13, 13, 7)
    assert state(page) == "⇱ Headline by hand"
    put(page, "b", 3)
    assert state(page) == "⊢ An article begins here"
    page.reload()
    assert count(page).startswith("3 of")
    with page.expect_download() as download:
        press(page, "s")
    download.value.save_as(review_folder / "decisions.jsonl")
    assert "安全。\n\n新馆昨日开放\n\n图书馆" in cleaner_("clean", "page.txt", "-q")
    book = load([review_folder / "decisions.jsonl"])
    assert {each.reviewer for each in book.placed()} == {"Li"}


def test_it_is_the_decision_of_the_command_line(show: Open) -> None:
    page = show(PAGE)
    put(page, "m", 10, 11, 7)
    put(page, "h", 13, 13, 7)
    put(page, "b", 10)
    book = Book()
    for asked in (
        (Verdict.MOVE, 10, 11, 7), (Verdict.HEADLINE, 13, 13, 7), (Verdict.START, 10, 10, 0),
    ):  # fmt: skip
        book.add(placed(asked[0], "page.txt", PAGE, *asked[1:]))
    assert lines(page) == list(book.lines())[1:]


HARD = (
    "𠮷野家　的店\r\n\r\n　　甲段，文字😀在此。\r\n乙段文字\r\n\r\n丙段 1,234 元。\r\n\r\n末行,了"
)


@pytest.mark.parametrize("kind", ["move", "continue", "headline", "start", "join"])
def test_page_and_command_line_say_the_same_of_all_lines(show: Open, kind: str) -> None:
    page = show(PAGE)
    wrong = []
    for text in (HARD, HARD.replace("\r\n", "\n") + "\n", PAGE):
        for first in range(0, 9):
            for last, goal in ((first, 1), (first, 9), (first + 1, 6), (first + 2, first)):
                given = page.evaluate(
                    "([text, ...asked]) => placedBlock(new Text(text), ...asked)",
                    [text, kind, first, last, goal],
                )
                try:
                    decision = placed(Verdict(kind), "f", text, first, last, goal)
                    want = [
                        decision.id, decision.before, decision.left, decision.right,
                        decision.goal_left, decision.goal_right,
                    ]  # fmt: skip
                except OwnTextError as error:
                    want = [str(error)]
                found = (
                    [given["id"], given["block"], *given["near"], *given["sides"]]
                    if isinstance(given, dict)
                    else [given]
                )
                if len(found) != len(want) or (len(want) > 1 and found != want):
                    wrong.append((text[:5], first, last, goal, found, want))
    assert not wrong


def test_lines_are_chosen_by_clicks(show: Open) -> None:
    page = show(PAGE)
    page.locator("#place-button").click()
    rows = page.locator("#placing-lines .row")
    for line in (10, 11, 7):
        rows.nth(line - 1).click()
    assert page.locator("#placing-lines .picked").count() == 2
    assert "图书馆" in page.locator("#placing-lines .goal").inner_text()
    page.locator("#placing .main").click()
    assert state(page) == "⇅ Moved by hand"
    assert [json.loads(each)["verdict"] for each in lines(page)] == ["move"]


def test_what_is_refused_is_said_and_the_box_stays(show: Open) -> None:
    page = show(PAGE)
    put(page, "m", 3, 5, 4)
    assert "within themselves" in page.locator("#placing-error").inner_text()
    page.keyboard.press("Escape")
    assert count(page).startswith("0 of") and not lines(page)


def test_it_is_taken_back(show: Open) -> None:
    page = show(PAGE)
    before = count(page)
    put(page, "m", 10, 11, 7)
    assert page.locator("#reject").inner_text().startswith("Take back")
    press(page, "r")
    assert count(page) == before and not lines(page)
    press(page, "u")
    assert [json.loads(each)["verdict"] for each in lines(page)] == ["move"]
    press(page, "u")
    assert count(page) == before


def test_a_comment_keeps_where_it_goes(show: Open) -> None:
    page = show(PAGE)
    put(page, "m", 10, 11, 7)
    press(page, "c")
    page.locator("#writing-text").fill("as in print")
    page.keyboard.press("Enter")
    (line,) = map(json.loads, lines(page))
    assert line["comment"] == "as in print" and line["goal_right"].startswith("图书馆")


def test_served_it_is_saved_at_once(server: Server, context: Any, review_folder: Path) -> None:
    page = context.new_page()
    page.goto(server.address)
    put(page, "m", 10, 11, 7, who="Li")
    page.locator("#saved", has_text="Saved").wait_for()
    (decision,) = load([review_folder / "decisions.jsonl"]).placed()
    assert (decision.verdict, decision.reviewer) == (Verdict.MOVE, "Li")
    page.reload()
    assert count(page).startswith("1 of")
    page.locator("#safety").select_option("hand")
    assert state(page) == "⇅ Moved by hand"
    press(page, "r")
    page.locator("#saved", has_text="Saved").wait_for()
    assert not load([review_folder / "decisions.jsonl"]).placed()


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "accept", "file": "page.txt", "first": 10, "last": 11, "goal": 7},
        {"kind": "move", "file": "other.txt", "first": 10, "last": 11, "goal": 7},
        {"kind": "move", "file": "page.txt", "first": "10", "last": 11, "goal": 7},
        {"kind": "move", "file": "page.txt", "first": 10, "last": 11, "goal": 99},
    ],
)
def test_what_the_server_refuses(server: Server, context: Any, values: dict[str, Any]) -> None:
    page = context.new_page()
    page.goto(server.address)
    status = page.evaluate(
        """async (values) => (await fetch("place", {method: "POST",
        headers: {"Content-Type": "application/json"}, body: JSON.stringify(values)})).status""",
        values,
    )
    assert status in (400, 404)

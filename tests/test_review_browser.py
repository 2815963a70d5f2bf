"""The review page in a browser: deciding by keys, found again, saved, and applied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import PAGES, page_path, review_page
from cleaner.cli.inputs import Options
from cleaner.cli.reviewing import opened
from cleaner.review.decisions import Verdict
from cleaner.review.journal import load
from cleaner.review.serve import Server
from tests.reviewing import BULLET, COMMA, TEXT, Open, cleaner_, count, in_browser, press

pytestmark = in_browser


def both(first: Any, second: Any, decided: str) -> None:
    """Wait until two tabs show so much decided."""
    for page in (first, second):
        page.wait_for_function("text => count.textContent.startsWith(text)", arg=decided)


# Deciding


def test_decided_by_keys_found_again_saved_and_applied(show: Open, review_folder: Path) -> None:
    page = show()
    assert page.locator("#series-rule").inner_text() == "glyphs.byline-bullet"
    press(page, "ar")  # the first bullet goes, the second stays
    assert page.locator("#series-rule").inner_text() == "marks.half-width"
    press(page, "R")
    decided = count(page)
    page.reload()
    assert count(page) == decided != ""
    with page.expect_download() as download:
        press(page, "s")
    assert download.value.suggested_filename == "decisions.jsonl"
    download.value.save_as(review_folder / "decisions.jsonl")
    result = cleaner_("clean", "page.txt", "-q")
    assert result.startswith("本报记者 张三")
    assert "▢ 本报记者 李四" in result
    assert "召开,共" in result and "强调,要" in result


def test_file_is_the_one_the_command_line_writes(show: Open, review_folder: Path) -> None:
    other = {"verdict": "reject", "rule": "spaces.digits"}
    (review_folder / "decisions.jsonl").write_text(json.dumps(other) + "\n", "utf-8")
    page = show()
    press(page, "arA")
    with page.expect_download() as download:
        press(page, "s")
    given = Path(download.value.path()).read_text("utf-8")
    session, _ = opened(["page.txt"], Options.of(), review_folder / "decisions.jsonl")
    bullets = [fix for fix in session.fixes if fix.series == BULLET]
    session.decide(bullets[0].id, Verdict.ACCEPT)
    session.decide(bullets[1].id, Verdict.REJECT)
    session.decide(COMMA, Verdict.ACCEPT)
    session.close()
    assert given == (review_folder / "decisions.jsonl").read_text("utf-8")


def test_undo_goes_back_over_a_reload(show: Open) -> None:
    page = show()
    press(page, "a")
    press(page, "A")
    page.reload()
    total = count(page).split(" of ")[1]
    press(page, "uu")
    assert count(page) == f"0 of {total}"
    press(page, "u")
    assert page.locator("#live").inner_text() == "Nothing to undo."


@pytest.mark.parametrize("stored", ["{", "7", "[7, [], ['x', 'accept']]".replace("'", '"')])
def test_what_the_browser_kept_may_be_nonsense(show: Open, stored: str) -> None:
    page = show(
        before=f"Storage.prototype.getItem = (key) => /[0-9a-f]{{16}}$/.test(key) ? {stored!r} : null"
    )
    assert count(page).startswith("0 of")
    press(page, "a")
    assert count(page).startswith("1 of")


def test_going_about_decides_nothing(show: Open) -> None:
    page = show()
    first = page.locator(".file").inner_text()
    press(page, "jj")
    assert page.locator("#series-rule").inner_text() == "marks.half-width"
    press(page, "kk")
    assert page.locator(".file").inner_text() == first
    press(page, "]")
    assert page.locator("#series-rule").inner_text() == "marks.half-width"
    press(page, "[")
    assert page.locator(".file").inner_text() == first
    assert count(page).startswith("0 of")


def test_one_place_may_be_another_way_than_its_series(show: Open) -> None:
    page = show()
    press(page, "r")
    press(page, "kA[")
    page.locator("#places .row").first.click()
    assert page.locator("#reject").get_attribute("aria-pressed") == "true"
    page.locator("#places .row").nth(1).click()
    assert page.locator("#accept").get_attribute("aria-pressed") == "true"


def test_mouse(show: Open) -> None:
    page = show()
    page.locator("#accept").click()
    page.locator("#reject-all").click()
    assert not count(page).startswith("0 of")
    page.locator("#undo").click()
    page.locator("#undo").click()
    assert count(page).startswith("0 of")
    page.locator("#series .row").nth(1).click()
    assert page.locator("#series-rule").inner_text() == "marks.half-width"


def test_filters(show: Open) -> None:
    page = show()
    press(page, "/")
    page.keyboard.type("Half-width")
    assert page.locator("#shown").inner_text() == "1 series, 2 places"
    page.keyboard.press("Escape")
    press(page, "a")
    assert count(page).startswith("1 of")
    page.locator("#search").fill("nothing has this")
    assert page.locator("#empty").inner_text() == "No place fits these filters."
    page.locator("#search").fill("")
    page.locator("#safety").select_option("suggested")
    assert page.locator("#shown").inner_text() == "1 series, 2 places"
    page.locator("#safety").select_option("")
    page.locator("#state").select_option("decided")
    assert "1 places" in page.locator("#shown").inner_text()


def test_browser_that_keeps_nothing_says_so(show: Open) -> None:
    page = show(before="Storage.prototype.setItem = () => { throw new Error('full') }")
    assert page.locator("#notice").is_hidden()
    press(page, "a")
    assert "download your decisions" in page.locator("#notice").inner_text()
    assert count(page).startswith("1 of")


# Served


def test_served_decisions_are_saved_at_once(
    server: Server, context: Any, review_folder: Path
) -> None:
    page = context.new_page()
    page.goto(server.address)
    with page.expect_response("**/decide"):
        press(page, "A")
    page.locator("#saved", has_text="Saved").wait_for()
    assert load([review_folder / "decisions.jsonl"]).verdict(BULLET) == "accept"
    decided = count(page)
    page.reload()
    assert count(page) == decided
    with page.expect_response("**/undo"):
        press(page, "u")
    page.locator("#count", has_text="0 of").wait_for()
    assert load([review_folder / "decisions.jsonl"]).verdict(BULLET) is None
    assert page.locator("#save").is_hidden()


def test_two_tabs_of_a_server_keep_what_both_decide(
    server: Server, context: Any, review_folder: Path
) -> None:
    first, second = context.new_page(), context.new_page()
    first.goto(server.address)
    second.goto(server.address)
    press(first, "a")
    both(first, second, "1 ")
    second.keyboard.press("j")
    press(second, "r")
    both(first, second, "2 ")
    book = load([review_folder / "decisions.jsonl"])
    assert sorted(each.verdict for each in book.decisions.values()) == ["accept", "reject"]
    press(first, "u")
    both(first, second, "1 ")


def test_server_that_is_gone_is_told(server: Server, context: Any) -> None:
    page = context.new_page()
    page.goto(server.address)
    server.authority = "elsewhere"  # every request is refused from now on
    press(page, "a")
    page.wait_for_selector("#notice:not([hidden])")
    assert "Not saved" in page.locator("#notice").inner_text()
    assert count(page).startswith("0 of")


def test_another_page_in_the_browser_cannot_decide(
    server: Server, context: Any, review_folder: Path
) -> None:
    page = context.new_page()
    page.goto("data:text/html,<p>another site")
    send = """async ([address, body, type]) => {
      try { return (await fetch(address, { method: "POST", mode: "no-cors", body, headers: { "Content-Type": type } })).type }
      catch (error) { return "refused" }
    }"""  # fmt: skip
    body = json.dumps({"name": BULLET, "verdict": "accept"})
    for kind in ("text/plain", "application/json"):
        assert page.evaluate(send, [f"{server.address}decide", body, kind]) in ("opaque", "refused")
    read = "fetch(arguments[0]).then((answer) => answer.text(), () => 'refused')"
    assert (
        page.evaluate(f"(address) => {read.replace('arguments[0]', 'address')}", server.address)
        == "refused"
    )
    assert not load([review_folder / "decisions.jsonl"])


# Figures


def test_a_page_is_reviewed_with_few_keys(browser: Any) -> None:
    text = page_path(PAGES[1]).read_text("utf-8")
    with review_page.page_of([text]) as (path, count):
        keys, more = review_page.keystrokes(browser, path)
    assert count > 300
    assert keys <= 40
    assert more > 0


def test_times_are_taken(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_page, "OPENED", 1)
    monkeypatch.setattr(review_page, "PRESSED", 3)
    with review_page.page_of([TEXT]) as (path, _):
        assert [time > 0 for time in review_page.first_paints(browser, path)] == [True]
        assert [time > 0 for time in review_page.key_times(browser, path, "j")] == [True] * 3

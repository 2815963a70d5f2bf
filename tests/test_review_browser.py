"""The review page in a browser: deciding by keys, found again, saved, and applied."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from cleaner.cli import app
from cleaner.cli.inputs import Options
from cleaner.cli.review import opened
from cleaner.review.decisions import load
from cleaner.review.page import Page as ReviewPage
from cleaner.review.serve import Server
from tests import browser as browsers

pytestmark = pytest.mark.skipif(bool(browsers.missing()), reason=browsers.missing() or "-")

TEXT = "▢ 本报记者 张三\n\n昨日会议召开,共300户参加。\n\n▢ 本报记者 李四\n\n会议强调,要落实。\n"
HOSTILE = (
    "会议</script><script>window.hurt=1</script>召开,<img src=x onerror=window.hurt=1>共300户参加。\n\n"
    "𠮷野家👨‍👩‍👧‍👦今日开业,店主<b>说</b>,\u202e欢迎&lt;大家&gt;。\n"
)
BULLET = "glyphs.byline-bullet ▢ →"
COMMA = "marks.half-width ,→，"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cleaner.toml").write_text("")
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def show(folder: Path, browser: Any) -> Iterator[Open]:
    """Opens the page of a text; whatever the page complains of fails the test at its end."""
    contexts, trouble = [], []

    def open_page(text: str = TEXT, before: str = "", **options: Any) -> Any:
        (folder / "page.txt").write_text(text, "utf-8")
        cleaner_("review", "page.txt", "--html", "review.html")
        context = browser.new_context(**{"locale": "en-US", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on(
            "request",
            lambda each: (
                each.url.startswith(("file:", "data:", "blob:")) or trouble.append(each.url)
            ),
        )
        if before:
            page.add_init_script(before)
        page.goto((folder / "review.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    session, _ = opened(["page.txt"], Options.of(), folder / "decisions.jsonl")
    server = Server(session, ReviewPage(session, {"page.txt": TEXT}, served=True))
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    session.close()


def cleaner_(*args: str) -> str:
    result = CliRunner().invoke(app, list(args))
    assert result.exit_code == 0, result.output
    return result.stdout


def press(page: Any, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def count(page: Any) -> str:
    return str(page.locator("#count").inner_text())


# Deciding


def test_decided_by_keys_found_again_saved_and_applied(show: Open, folder: Path) -> None:
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
    download.value.save_as(folder / "decisions.jsonl")
    result = cleaner_("clean", "page.txt", "-q")
    assert result.startswith("本报记者 张三")
    assert "▢ 本报记者 李四" in result
    assert "召开,共" in result and "强调,要" in result


def test_file_is_the_one_the_command_line_writes(show: Open, folder: Path) -> None:
    other = {"verdict": "reject", "rule": "spaces.digits"}
    (folder / "decisions.jsonl").write_text(json.dumps(other) + "\n", "utf-8")
    page = show()
    press(page, "arA")
    with page.expect_download() as download:
        press(page, "s")
    given = Path(download.value.path()).read_text("utf-8")
    session, _ = opened(["page.txt"], Options.of(), folder / "decisions.jsonl")
    bullets = [fix for fix in session.fixes if fix.series == BULLET]
    from cleaner.review.decisions import Verdict

    session.decide(bullets[0].id, Verdict.ACCEPT)
    session.decide(bullets[1].id, Verdict.REJECT)
    session.decide(COMMA, Verdict.ACCEPT)
    session.close()
    assert given == (folder / "decisions.jsonl").read_text("utf-8")


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


# What is shown


def test_source_and_result_stand_side_by_side(show: Open) -> None:
    page = show()
    page.locator("#series .row").nth(1).click()
    assert page.locator("#before del").inner_text() == ","
    assert page.locator("#after ins").inner_text() == "，"
    press(page, "rk")
    assert page.locator("#after ins").count() == 0
    assert "召开,共" in page.locator("#after").inner_text()
    assert page.locator("#after-caption").inner_text() == "Result: left as it is"


def test_text_is_shown_and_never_run(show: Open) -> None:
    page = show(HOSTILE)
    press(page, "jk?")
    page.keyboard.press("Escape")
    shown = "".join(page.locator("#before").all_inner_texts())
    assert "<script>window.hurt=1</script>" in shown
    assert page.evaluate("window.hurt") is None
    assert page.locator("main img, main b, main script").count() == 0


def test_places_are_right_after_wide_characters(show: Open) -> None:
    page = show(HOSTILE)
    rows = page.locator("#series .row").count()
    for number in range(rows):
        page.locator("#series .row").nth(number).click()
        if page.locator("#series-rule").inner_text() == "marks.half-width":
            break
    seen = []
    for number in range(page.locator("#places .row").count()):
        page.locator("#places .row").nth(number).click()
        assert page.locator("#before del").inner_text() == ","
        seen.append(page.locator("#before").inner_text())
    assert any("𠮷野家👨‍👩‍👧‍👦今日开业,店主" in text for text in seen)
    assert not any("\u202e" in text for text in seen)


def test_policy_stops_a_script_that_gets_in(folder: Path, browser: Any) -> None:
    cleaner_("review", "page.txt", "--html", "review.html")
    path = folder / "review.html"
    hurt = "<body><script>window.hurt=1</script><img src=x onerror=window.hurt=1>"
    path.write_text(path.read_text("utf-8").replace("<body>", hurt), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("window.hurt") is None
    assert page.locator("#series-rule").inner_text() == "glyphs.byline-bullet"
    page.close()


def test_nothing_to_review(show: Open) -> None:
    page = show("今日无事。\n")
    assert page.locator("#empty").inner_text() == "Nothing to review: the texts are clean."
    press(page, "jkarARu]")
    assert count(page) == "0 of 0 decided"


def test_many_places_are_few_rows(show: Open) -> None:
    page = show("".join(f"第{n}次会议今日召开,共300户参加。\n\n" for n in range(400)))
    assert int(count(page).split(" of ")[1].split()[0]) >= 400
    assert page.locator(".row").count() < 80
    page.locator("#places").focus()
    page.keyboard.press("End")
    assert "aria-selected" in page.locator("#places .row").last.evaluate("row => row.outerHTML")
    chosen = page.locator("#places .row[aria-selected=true]")
    assert chosen.get_attribute("aria-posinset") == chosen.get_attribute("aria-setsize")


# For everyone


def test_language_is_the_browsers_and_can_be_switched(show: Open) -> None:
    page = show(locale="zh-CN")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert "接受" in page.locator("#accept").inner_text()
    assert page.locator("#why").inner_text() == "署名前的项目符号可以去掉"
    page.locator("#language").click()
    assert "Accept" in page.locator("#accept").inner_text()
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"


def test_both_languages_say_the_same_things(show: Open) -> None:
    names = "Object.keys(WORDS.{0}).concat(Object.keys(WORDS.{0}.keys)).sort()"
    page = show()
    assert page.evaluate(names.format("en")) == page.evaluate(names.format("zh"))


def test_dark_and_light(show: Open) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = show(color_scheme="light"), show(color_scheme="dark")
    first, second = light.evaluate(paper), dark.evaluate(paper)
    assert first != second
    dark.locator("#theme").click()
    assert dark.evaluate(paper) == first
    dark.reload()
    assert dark.evaluate(paper) == first


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => rgb(colour).map((v) => v / 255)
    .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const paper = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "white";
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
    if (!own || !node.checkVisibility() || node.closest("kbd, script, .skip, .unseen")) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(paper(node))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) found.push(`${node.tagName}.${node.className} ${node.textContent.trim()} ${ratio.toFixed(2)}`);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_high(show: Open, scheme: str) -> None:
    page = show(color_scheme=scheme)
    press(page, "arA")
    assert page.evaluate(CONTRAST) == []


def test_narrow_screen(show: Open) -> None:
    page = show(viewport={"width": 360, "height": 740}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for name in ("accept", "reject", "previous", "next"):
        box = page.locator(f"#{name}").bounding_box()
        assert box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 360
    page.locator("#accept").tap()
    assert count(page).startswith("1 of")
    assert page.locator("#series").is_hidden()
    page.locator("#series-toggle").tap()
    assert page.locator("#series-toggle").get_attribute("aria-expanded") == "true"
    page.locator("#series .row").nth(1).tap()
    assert page.locator("#series").is_hidden()
    assert page.locator("#series-rule").inner_text() == "marks.half-width"


NAMED = {
    "button",
    "searchbox",
    "combobox",
    "listbox",
    "option",
    "progressbar",
    "navigation",
    "dialog",
    "toolbar",
    "group",
    "region",
    "image",
}


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_every_control_has_a_name(show: Open, locale: str) -> None:
    page = show(locale=locale)
    press(page, "a?")
    page.keyboard.press("Escape")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"]
    ]
    assert {"button", "searchbox", "combobox", "listbox", "option", "status"} <= {
        role for role, _ in nodes
    }
    assert [role for role, name in nodes if role in NAMED and not name.strip()] == []
    names = [name for role, name in nodes if role == "option" and "," in name]
    assert names


def test_focus_goes_through_the_page_in_order(show: Open) -> None:
    page = show()
    order = []
    for _ in range(20):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    wanted = [
        "skip", "undo", "save", "language", "theme", "help-button", "search", "rule", "safety",
        "state", "series", "accept-all", "reject-all", "previous", "reject", "accept", "next", "places",
    ]  # fmt: skip
    assert [each for each in order if each in wanted][: len(wanted)] == wanted


def test_what_happens_is_said(show: Open) -> None:
    page = show()
    assert page.locator("#live").get_attribute("aria-live") == "polite"
    press(page, "j")
    assert "place 2 of 2" in page.locator("#live").inner_text()
    press(page, "A")
    press(page, "A" * 5)
    assert page.locator("#live").inner_text() == "All places are decided."
    page.locator("#places").focus()
    active = page.locator("#places").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"


def test_help_is_a_dialog_that_takes_and_gives_back_the_focus(show: Open) -> None:
    page = show()
    page.locator("#help-button").focus()
    press(page, "?")
    assert page.locator("#help").is_visible()
    press(page, "a")
    page.keyboard.press("Escape")
    assert page.locator("#help").is_hidden()
    assert page.evaluate("document.activeElement.id") == "help-button"
    assert count(page).startswith("0 of")


# Served


def test_served_decisions_are_saved_at_once(server: Server, context: Any, folder: Path) -> None:
    page = context.new_page()
    page.goto(server.address)
    with page.expect_response("**/decide"):
        press(page, "A")
    page.wait_for_function("document.getElementById('saved').textContent === 'Saved'")
    assert load([folder / "decisions.jsonl"]).verdict(BULLET) == "accept"
    decided = count(page)
    page.reload()
    assert count(page) == decided
    with page.expect_response("**/undo"):
        press(page, "u")
    page.wait_for_function("document.getElementById('count').textContent.startsWith('0 of')")
    assert load([folder / "decisions.jsonl"]).verdict(BULLET) is None
    assert page.locator("#save").is_hidden()


def test_server_that_is_gone_is_told(server: Server, context: Any) -> None:
    page = context.new_page()
    page.goto(server.address)
    server.authority = "elsewhere"  # every request is refused from now on
    press(page, "a")
    page.wait_for_selector("#notice:not([hidden])")
    assert "Not saved" in page.locator("#notice").inner_text()
    assert count(page).startswith("0 of")


def test_another_page_in_the_browser_cannot_decide(
    server: Server, context: Any, folder: Path
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
    assert not load([folder / "decisions.jsonl"])

"""The review page as it is seen and heard: whatever the text, narrow, dark, and without sight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.reviewing import Open, cleaner_, count, in_browser, press

pytestmark = in_browser

HOSTILE = (
    "会议</script><script>window.hurt=1</script>召开,<img src=x onerror=window.hurt=1>共300户参加。\n\n"
    "𠮷野家👨‍👩‍👧‍👦今日开业,店主<b>说</b>,\u202e欢迎&lt;大家&gt;。\n"
)


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


def test_policy_stops_a_script_that_gets_in(review_folder: Path, browser: Any) -> None:
    cleaner_("review", "page.txt", "--html", "review.html")
    path = review_folder / "review.html"
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
    assert page.locator("#why").inner_text() == "署名前的圆点可删去"
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
    for _ in range(30):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    wanted = [
        "skip", "undo", "save", "language", "theme", "help-button", "search", "rule", "safety",
        "state", "file", "sort", "series", "accept-all", "reject-all", "before", "after", "previous",
        "reject", "accept", "next", "write", "remark", "page", "places",
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

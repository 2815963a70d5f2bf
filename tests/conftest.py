"""The language of the tests; a browser, and the review page of a text in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import browser as browsers
from cleaner.cli.inputs import Options
from cleaner.cli.reviewing import opened
from cleaner.review.serve import Server
from tests.reviewing import TEXT, Open, cleaner_, serving

os.environ["LANGUAGE"] = "en"  # whatever the language of who runs the tests


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def server(review_folder: Path) -> Iterator[Server]:
    session, _ = opened(["page.txt"], Options.of(), review_folder / "decisions.jsonl")
    with serving(session) as server:
        yield server
    session.close()


@pytest.fixture
def show(review_folder: Path, browser: Any) -> Iterator[Open]:
    """Opens the page of a text; whatever the page complains of fails the test at its end."""
    contexts, trouble = [], []

    def open_page(text: str = TEXT, before: str = "", **options: Any) -> Any:
        (review_folder / "page.txt").write_text(text, "utf-8")
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
        page.goto((review_folder / "review.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture
def review_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cleaner.toml").write_text("")
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    return tmp_path

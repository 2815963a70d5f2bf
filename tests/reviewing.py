"""What the tests of the review page share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner

from bench import browser as browsers
from cleaner.cli import app
from cleaner.review.page import Page
from cleaner.review.serve import Server
from cleaner.review.session import Session

in_browser = pytest.mark.skipif(
    bool(browsers.missing()), reason=browsers.missing() or "there is one"
)

TEXT = "▢ 本报记者 张三\n\n昨日会议召开,共300户参加。\n\n▢ 本报记者 李四\n\n会议强调,要落实。\n"
BULLET = "glyphs.byline-bullet ▢ →"
COMMA = "marks.half-width ,→，"
Open = Callable[..., Any]


def cleaner_(*args: str, stdin: str = "") -> str:
    result = CliRunner().invoke(app, list(args), input=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


@contextmanager
def serving(session: Session, server: Server | None = None) -> Iterator[Server]:
    """The page of a session, served until the end."""
    server = server or Server(session, Page(session, served=True))
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def press(page: Any, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def count(page: Any) -> str:
    return str(page.locator("#count").inner_text())

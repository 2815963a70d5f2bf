"""The Chromium of this machine, for tests, figures and pictures; Playwright brings none of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")


def missing() -> str:
    """Why no browser can be driven here, or nothing."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "Playwright is not installed: pip install 'cleaner[browser]'"
    return "" if _path() else f"none of {', '.join(NAMES)} is on the PATH"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    from playwright.sync_api import sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0  # the sandbox is for other users
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_path(), args=["--no-sandbox"] if root else []
        )
        yield browser
        browser.close()


def _path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)

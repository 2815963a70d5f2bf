"""A page -> PDF, set with CSS columns by a headless Chromium found on the path.

Its PDFs break text as those of no typesetter do: Kangxi radicals for plain characters, lines of
spaced-out Han, rows of neighbouring columns in one line with a single space between.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pymupdf

from .markup import to_html
from .page import Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer",
)  # fmt: skip
SECONDS = 120
MARGIN = 24  # points left under the last line


def program() -> str | None:
    """The path of the browser, or None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def version() -> str:
    """What the browser calls itself; empty where there is none."""
    browser = program()
    if browser is None:
        return ""
    command = [browser, "--no-sandbox", "--version"]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS).stdout.strip()


def render(page: Page) -> bytes:
    """The PDF of a page: one sheet, cut off under its last line.

    Raises `FileNotFoundError` where there is no browser, `subprocess.SubprocessError` where it
    fails or takes longer than `SECONDS`.
    """
    browser = program()
    if browser is None:
        raise FileNotFoundError(f"none of {', '.join(NAMES)} on the path")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(to_html(page), "utf-8")
        places = (f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri())
        command = [browser, *OPTIONS, *places]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return _cut(target.read_bytes())


def _cut(pdf: bytes) -> bytes:
    """The first sheet down to its last line; a second sheet would be an error of the layout."""
    document: Any = pymupdf.open(stream=pdf, filetype="pdf")  # type: ignore[no-untyped-call]
    with document:
        if len(document) != 1:
            raise ValueError(f"the page was set on {len(document)} sheets")
        sheet = document[0]
        lowest = max(block[3] for block in sheet.get_text("blocks"))
        box = sheet.mediabox
        sheet.set_mediabox(
            pymupdf.Rect(0, max(0, box.y1 - lowest - MARGIN), box.x1, box.y1)  # type: ignore[no-untyped-call]
        )
        return bytes(document.tobytes(no_new_id=True))

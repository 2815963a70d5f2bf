"""`cleaner review` in a browser: as a file, or served to this machine."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from cleaner.cli.terminal import fail, plural, say

if TYPE_CHECKING:
    from cleaner.cli.inputs import Options


def write_page(
    paths: Sequence[str], options: Options, kept: Path, jobs: int, target: Path, reviewer: str
) -> typer.Exit:
    """Write the review as one page to `target`."""
    from cleaner.cli.reviewing import under_review
    from cleaner.files.paths import write
    from cleaner.review.page import Page

    with under_review(paths, options, kept, jobs, target, reviewer) as (session, code):
        page = Page(session, served=False).html().encode()
        write(target, page, access=session.journal.access)
        say(f"{target}: {plural(len(session.fixes), 'place')} to review")
    return typer.Exit(code)


def serve_page(
    paths: Sequence[str], options: Options, kept: Path, jobs: int, port: int, reviewer: str
) -> typer.Exit:
    """Serve the review until Ctrl-C."""
    from cleaner.cli.reviewing import under_review
    from cleaner.review.page import Page
    from cleaner.review.serve import HOST, Server

    with under_review(paths, options, kept, jobs, reviewer=reviewer) as (session, code):
        page = Page(session, served=True)
        try:
            server = Server(session, page, port)
        except (OSError, OverflowError) as error:
            return fail(f"{HOST}:{port}: {error}")
        with server, _ending_well():
            say(f"Review at {server.address}")
            say("Whoever has this address may decide. Ctrl-C ends the review.")
            try:
                if sys.stdout.isatty():
                    _open_browser(server.address)
                server.serve_forever()
            except KeyboardInterrupt:
                say(f"{session.path}: {plural(len(session.book.decisions), 'decision')}")
    return typer.Exit(code)


@contextmanager
def _ending_well() -> Iterator[None]:
    """A polite request to end is as good as Ctrl-C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _open_browser(address: str) -> None:
    """Open the browser by a file that only this user can read.

    The arguments of a program are seen by every user of the machine, and the address has the token.
    """
    import atexit
    import webbrowser

    folder = TemporaryDirectory(prefix="cleaner-review-")
    atexit.register(folder.cleanup)
    file = Path(folder.name) / "open.html"
    file.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0;url={address}"><title>cleaner review</title>',
        "utf-8",
    )
    webbrowser.open(file.as_uri())

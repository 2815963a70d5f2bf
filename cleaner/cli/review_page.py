"""`cleaner review` in a browser: as a file, or served to this machine."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleaner.cli.declared import Exit
from cleaner.cli.terminal import fail, plural, say, warn

if TYPE_CHECKING:
    from cleaner.cli.inputs import Options
    from cleaner.review.embedding import Embedded
    from cleaner.review.prints import Prints
    from cleaner.review.session import Session


def write_page(
    paths: Sequence[str],
    options: Options,
    kept: Path,
    jobs: int,
    target: Path,
    reviewer: str,
    images: Path | None = None,
) -> Exit:
    """Write the review as one page to `target`, with crops of the prints in `images`."""
    from cleaner.cli.reviewing import under_review
    from cleaner.files.access import Access, common
    from cleaner.files.paths import write
    from cleaner.review.embedding import embedded
    from cleaner.review.page import Page

    with under_review(paths, options, kept, jobs, target, reviewer) as (session, code):
        prints = _prints(session, images)
        put_in = embedded(session, prints) if prints else None
        page = Page(session, served=False, prints=put_in.values if put_in else None).html().encode()
        used = prints.used(session.fixes) if prints else []
        access = common([session.journal.access, *map(Access.of, used)])
        write(target, page, access=access)
        say(f"{target}: {plural(len(session.fixes), 'place')} to review")
        if put_in:
            _tell(put_in, page)
    return Exit(code)


def serve_page(
    paths: Sequence[str],
    options: Options,
    kept: Path,
    jobs: int,
    port: int,
    reviewer: str,
    images: Path | None = None,
) -> Exit:
    """Serve the review until Ctrl-C."""
    from cleaner.cli.reviewing import under_review
    from cleaner.review.embedding import linked
    from cleaner.review.page import Page
    from cleaner.review.serve import HOST, Server

    with under_review(paths, options, kept, jobs, reviewer=reviewer) as (session, code):
        prints = _prints(session, images)
        shown = linked(session, prints) if prints else None
        warn(shown.troubles if shown else (), set())
        page = Page(session, served=True, prints=shown.values if shown else None)
        try:
            server = Server(session, page, port, prints)
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
    return Exit(code)


def _prints(session: Session, images: Path | None) -> Prints | None:
    """The pictures in `images` of the pages under review, if they are asked for."""
    from cleaner.review.prints import PrintError, Prints

    if images is None:
        return None
    if not images.is_dir():
        raise fail(f"--images {images}: no folder")
    try:
        return Prints(images, session.paths, session.sheets)
    except PrintError as error:
        raise fail(str(error)) from None


def _tell(put_in: Embedded, page: bytes) -> None:
    """How much of the prints is in the page."""
    crops = f"{put_in.crops} of {plural(put_in.places, 'place')} with its print"
    pages = f"{put_in.pages} of {plural(put_in.sheets, 'whole page')}"
    say(f"{crops}, {pages}; {len(page) / 1e6:.1f} MB")
    warn(dict.fromkeys(put_in.troubles), set())


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

"""`cleaner review`: decide on each kind of fix once, and the next runs remember."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

from cleaner.cli import options as o
from cleaner.cli.declared import Exit, Option
from cleaner.cli.review_page import serve_page, write_page
from cleaner.cli.terminal import (
    DONE,
    FINDINGS,
    fail,
    has_colour,
    on_terminal,
    plural,
    put_styled,
    put_text,
    say,
)
from cleaner.messages.language import said

if TYPE_CHECKING:
    from cleaner.cli.inputs import Options

DecisionFile = Annotated[
    Path | None,
    Option(
        "--decisions",
        metavar="FILE",
        help="Where decisions are kept; else decisions.jsonl beside the configuration, or here.",
    ),
]
Merge = Annotated[
    list[Path] | None,
    Option(metavar="FILE", help="Take in what another reviewer has decided, and stop."),
]
Export = Annotated[
    str | None,
    Option(
        metavar="pairs|dictionary|keep", help="Write what was decided on words as this, and stop."
    ),
]

Html = Annotated[
    Path | None,
    Option("--html", metavar="FILE", help="Write the review as one page for any browser."),
]
Serve = Annotated[
    bool, Option("--serve", help="Review in this machine's browser; each decision is saved.")
]
Images = Annotated[
    Path | None,
    Option(
        metavar="DIR",
        help="With --html or --serve: pictures of the pages, shown beside each place.",
    ),
]
Reviewer = Annotated[
    str,
    Option(
        metavar="NAME",
        envvar="CLEANER_REVIEWER",
        show_envvar=False,
        help="Who writes own texts and comments; else the user of this machine.",
    ),
]
Sort = Annotated[
    str,
    Option(
        metavar="kind|place|confidence|count",
        help="In the terminal: suggestions first, file by file, the least sure or the most first.",
    ),
]
Port = Annotated[int, Option(help="With --serve: the port; 0 is any free one.")]


@o.takes(*o.CLEANING, *o.READING)
def command(
    paths: o.Paths = None,
    decisions: DecisionFile = None,
    merge: Merge = None,
    export: Export = None,
    html: Html = None,
    serve: Serve = False,
    port: Port = 0,
    images: Images = None,
    sort: Sort = "kind",
    reviewer: Reviewer = "",
    *,
    options: Options,
    jobs: o.Jobs = 1,
) -> None:
    """Decide on each kind of fix once; keys as in git add -p, read from standard input.

    Suggestions come first, then what is applied. Every decision is kept at once. With --html or
    --serve the same in a browser.
    """
    from cleaner.cli.inputs import EXPECTED
    from cleaner.config import nearest
    from cleaner.review.model import SORTS

    try:
        if html and serve:
            raise fail("--html or --serve, not both")
        if images and not (html or serve):
            raise fail("--images shows pictures in a browser: with --html or --serve")
        if sort not in SORTS:
            raise fail(f"--sort {sort}: not one of {', '.join(SORTS)}{nearest(sort, SORTS)}")
        kept = _kept(options, decisions)
        if merge:
            raise _merge(kept, merge)
        if export:
            raise _export(kept, export)
        if not paths or "-" in paths:
            raise fail("name the files or folders to review; keys come from standard input")
        if html:
            raise write_page(paths, options, kept, jobs, html, reviewer, images)
        if serve:
            raise serve_page(paths, options, kept, jobs, port, reviewer, images)
        raise _review(paths, options, kept, jobs, sort, reviewer)
    except EXPECTED as error:
        raise fail(str(error)) from None


def _kept(options: Options, given: Path | None) -> Path:
    """The file of decisions: the one given, else beside the configuration, else here."""
    from cleaner.cli.deciding import beside
    from cleaner.review.decisions import FILE

    return given or beside(options.configuration(Path.cwd())) or Path(FILE)


def _review(
    paths: Sequence[str], options: Options, kept: Path, jobs: int, sort: str, reviewer: str
) -> Exit:
    from cleaner.cli.reviewing import under_review
    from cleaner.review.keys import keys
    from cleaner.review.prompt import Prompt

    with (
        under_review(paths, options, kept, jobs, reviewer=reviewer) as (session, code),
        keys(sys.stdin) as pressed,
    ):
        Prompt(session, put_styled, has_colour(), sort, _rows()).run(pressed)
    return Exit(code)


def _rows() -> int:
    """How many lines of a page are shown: what the terminal holds, or all that may be."""
    from cleaner.review.excerpts import PAGE

    if not on_terminal():
        return PAGE
    return max(5, get_terminal_size().lines - 6)


def _merge(kept: Path, others: Sequence[Path]) -> Exit:
    """Take in the decisions of other files; conflicts are shown and stay undecided."""
    from cleaner.cli.deciding import conflict
    from cleaner.files.access import Access, common
    from cleaner.review.journal import Journal, load

    theirs = load(others)
    journal = Journal(kept)
    journal.access = common(map(Access.of, others))
    try:
        before = len(journal.book.decisions)
        for decision in theirs.everything():
            journal.book.add(decision)
        count = len(journal.book.decisions) - before
    finally:
        journal.close()
    conflicts = journal.book.conflicts
    for group in conflicts.values():
        put_text(said(conflict(group)) + "\n")
    say(f"{kept}: {plural(max(count, 0), 'new decision')}, {plural(len(conflicts), 'conflict')}")
    return Exit(FINDINGS if conflicts else DONE)


def _export(kept: Path, what: str) -> Exit:
    from cleaner.config import nearest
    from cleaner.review.export import EXPORTS
    from cleaner.review.journal import load

    if what not in EXPORTS:
        return fail(f"--export {what}: not one of {', '.join(EXPORTS)}{nearest(what, EXPORTS)}")
    for line in EXPORTS[what](load([kept])):
        put_text(line)
    return Exit(DONE)

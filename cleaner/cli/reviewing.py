"""The session of a review: what is found in all inputs, and the file of decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cleaner.cli.deciding import conflict, name_of, no_more
from cleaner.cli.inputs import Failure, Input, Options, gather, over, prepare
from cleaner.cli.paths import check_output
from cleaner.cli.progress import Progress
from cleaner.cli.terminal import DONE, FAILED, complain, warn
from cleaner.files.access import common
from cleaner.files.clashes import Use
from cleaner.review.candidates import with_candidates
from cleaner.review.decisions import Book, Decision
from cleaner.review.journal import Journal, journal_of
from cleaner.review.model import Fix
from cleaner.review.own import written_in
from cleaner.review.placing import placed_in
from cleaner.review.refit import fitted
from cleaner.review.session import Session
from cleaner.text.spots import Sheet


@contextmanager
def under_review(
    paths: Sequence[str],
    options: Options,
    kept: Path,
    jobs: int,
    page: Path | None = None,
    reviewer: str = "",
) -> Iterator[tuple[Session, int]]:
    """The session, and what to exit with; what is wrong with inputs is said."""
    session, complaints = opened(paths, options, kept, jobs, page, reviewer)
    for failure in complaints:
        complain(failure.message, failure.trace)
    try:
        yield session, FAILED if complaints else DONE
    finally:
        session.close()


def opened(
    paths: Sequence[str],
    options: Options,
    kept: Path,
    jobs: int = 1,
    page: Path | None = None,
    reviewer: str = "",
) -> tuple[Session, list[Failure]]:
    """The session over all that `paths` name, and why some gave nothing.

    `kept`: the file of decisions. `page`: a file that is written, too. `reviewer`: who writes own
    texts and comments; else the user of this machine. Raises one of `inputs.EXPECTED`.
    """
    inputs: list[Input | Failure] = gather(paths, options)
    written = [Use("the decisions", kept), Use("the journal of decisions", journal_of(kept))]
    written += [Use("the page", page)] if page else []
    check_output(inputs, options, *written, decisions=False)
    session = Session([], Journal(kept), reviewer=reviewer or login())
    session.journal.access = common(i.access() for i in inputs if not isinstance(i, Failure))
    complaints: dict[str, Failure] = {}
    warnings: set[str] = set()
    try:
        work = partial(looked_through, options=options, kept=kept, book=session.book)
        with Progress(inputs) as progress:
            for outcome in progress.over(over(inputs, work, jobs)):
                if isinstance(outcome, Failure):
                    complaints[outcome.message] = outcome
                    continue
                session.fixes += outcome.found
                for fix in outcome.found[:1]:
                    session.texts[fix.file] = outcome.text
                    session.paths[fix.file] = outcome.path
                    session.sheets[fix.file] = outcome.sheets
                session.lost += outcome.lost
                session.move(outcome.moved)
                warn(map(no_more, outcome.lost), warnings)
        warn(map(conflict, session.book.conflicts.values()), warnings)
    except BaseException:
        session.close()
        raise
    return session, list(complaints.values())


def login() -> str:
    """The user of this machine, where the system knows one."""
    from getpass import getuser

    with suppress(OSError, KeyError, ImportError):
        return getuser()
    return ""


class Looked(NamedTuple):
    """What is found in one input: its fixes, its text, decisions under the ids of now, those that
    fit nothing; where it lies, and the pages that its lines have places on."""

    found: list[Fix]
    text: str
    moved: dict[str, Decision | None]
    lost: list[Decision]
    path: Path
    sheets: list[Sheet]


def looked_through(item: Input, options: Options, kept: Path, book: Book) -> Looked:
    """Look through one input. Raises one of `inputs.EXPECTED`."""
    place = item.place(options)
    name = name_of(place, kept)
    source, settings, lexicon = prepare(item, options)
    now, found, lost = fitted(source, settings, lexicon, book, name)
    text = source.original
    sheets = source.located.sheets if source.located else []
    moved = now.differs_from(book)
    by_hand = [*written_in(now, name, text), *placed_in(now, name, text)]
    found = [*with_candidates(found, text, settings), *by_hand]
    return Looked(found, text, moved, lost, place, sheets)

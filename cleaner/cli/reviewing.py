"""The session of a review: what is found in all inputs, and the file of decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from cleaner.cli.deciding import conflict, name_of, no_more
from cleaner.cli.inputs import Failure, Input, Options, gather, over, prepare
from cleaner.cli.paths import check_output
from cleaner.cli.progress import Progress
from cleaner.cli.terminal import DONE, FAILED, complain, warn
from cleaner.files.access import common
from cleaner.files.clashes import Use
from cleaner.review.decisions import Book, Decision
from cleaner.review.journal import Journal, journal_of
from cleaner.review.model import Fix
from cleaner.review.refit import fitted
from cleaner.review.session import Session


@contextmanager
def under_review(
    paths: Sequence[str], options: Options, kept: Path, jobs: int, page: Path | None = None
) -> Iterator[tuple[Session, int]]:
    """The session, and what to exit with; what is wrong with inputs is said."""
    session, complaints = opened(paths, options, kept, jobs, page)
    for failure in complaints:
        complain(failure.message, failure.trace)
    try:
        yield session, FAILED if complaints else DONE
    finally:
        session.close()


def opened(
    paths: Sequence[str], options: Options, kept: Path, jobs: int = 1, page: Path | None = None
) -> tuple[Session, list[Failure]]:
    """The session over all that `paths` name, and why some gave nothing.

    `kept`: the file of decisions. `page`: a file that is written, too. Raises one of
    `inputs.EXPECTED`.
    """
    inputs: list[Input | Failure] = gather(paths, options)
    written = [Use("the decisions", kept), Use("the journal of decisions", journal_of(kept))]
    written += [Use("the page", page)] if page else []
    check_output(inputs, options, *written, decisions=False)
    session = Session([], Journal(kept))
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
                found, text, moved, lost = outcome
                session.fixes += found
                session.texts.update({fix.file: text for fix in found[:1]})
                session.lost += lost
                session.move(moved)
                warn(map(no_more, lost), warnings)
        warn(map(conflict, session.book.conflicts.values()), warnings)
    except BaseException:
        session.close()
        raise
    return session, list(complaints.values())


def looked_through(
    item: Input, options: Options, kept: Path, book: Book
) -> tuple[list[Fix], str, dict[str, Decision | None], list[Decision]]:
    """The fixes in one input, its text, decisions under the ids of now, those that fit nothing."""
    name = name_of(item.place(options), kept)
    source, settings, lexicon = prepare(item, options)
    now, found, lost = fitted(source, settings, lexicon, book, name)
    return found, source.original, now.differs_from(book), lost

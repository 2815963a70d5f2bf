"""What a command works on: its inputs, the settings of each, and the work over all of them."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from cleaner import config
from cleaner.config import ConfigError, Settings
from cleaner.files.encodings import source_of
from cleaner.files.paths import STDIN, Found, InputError, OutputError, find, read, stored
from cleaner.knowledge.lexicon import DictionaryError
from cleaner.ledger.entries import LedgerError
from cleaner.pipeline import checked
from cleaner.review.decisions import DecisionError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cleaner.knowledge.lexicon import Lexicon
    from cleaner.text.document import Source

S = TypeVar("S")
T = TypeVar("T")
EXPECTED = (InputError, OutputError, ConfigError, DictionaryError, LedgerError, DecisionError)
STDIN_NAME = "<stdin>"


@dataclass(frozen=True)
class Options:
    """What the command line says about reading and cleaning; the same for every input.

    `overrides`: settings that go before those of the configuration file.
    """

    overrides: tuple[tuple[str, Any], ...] = ()
    config: Path | None = None
    isolated: bool = False
    encoding: str | None = None
    stdin_name: str = STDIN_NAME
    decisions: tuple[Path, ...] = ()

    @classmethod
    def of(
        cls,
        *,
        profile: str | None = None,
        lines: str | None = None,
        dictionary: Sequence[Path] | None = None,
        only: Sequence[str] | None = None,
        skip: Sequence[str] | None = None,
        script: str | None = None,
        titles: str | None = None,
        indent: str | None = None,
        any_text: bool = False,
        only_prose: bool = False,
        decisions: Sequence[Path] | None = None,
        stdin_filename: str = STDIN_NAME,
        **reading: Any,
    ) -> Options:
        """From the values of a command's options, None where an option was not given."""
        given = {
            "profile": profile,
            "lines": lines,
            "dictionary": tuple(map(str, dictionary or ())) or None,
            "only": _names(only),
            "skip": _names(skip),
            "script": script,
            "titles": titles,
            "indent": indent,
            "prose": "any" if any_text else "only" if only_prose else None,
        }
        overrides = tuple((key, value) for key, value in given.items() if value is not None)
        return cls(
            overrides, decisions=tuple(decisions or ()), stdin_name=stdin_filename, **reading
        )

    def configuration(self, folder: Path) -> Path | None:
        """The configuration nearest to the file, else nearest to where the command runs."""
        if self.config is not None or self.isolated:
            return self.config
        return config.find(folder) or config.find(Path.cwd())

    def settings(self, folder: Path) -> Settings:
        """The settings for a file in `folder`. Raises ConfigError."""
        return _settings(self, folder.absolute())


@lru_cache(1024)
def _settings(options: Options, folder: Path) -> Settings:
    path = options.configuration(folder)
    base = checked(config.load(path), str(path)) if path else Settings()
    values = dict(options.overrides)
    if base.dictionary and "dictionary" in values:
        values["dictionary"] += base.dictionary
    return checked(config.make(values, "command line", base), "command line")


def _names(given: Sequence[str] | None) -> tuple[str, ...] | None:
    """The names in options that may be repeated and may hold several, parted by commas."""
    names = [name.strip() for each in given or () for name in each.split(",")]
    return tuple(filter(None, names)) or None


@dataclass(frozen=True)
class Input:
    """One text to work on. `root`: the folder it was found in. `data`: opens standard input."""

    path: str
    root: Path
    data: Callable[[], BinaryIO] | None = None

    def source(self, options: Options) -> Source:
        """The text. Raises InputError."""
        if self.data is not None:
            return source_of(self.data, options.stdin_name, options.encoding)
        return read(self.path, options.encoding)

    def place(self, options: Options) -> Path:
        """Its path, or the name that standard input goes by."""
        return Path(options.stdin_name if self.path == STDIN else self.path)


@dataclass(frozen=True)
class Failure:
    """Why one input gave nothing."""

    message: str


def gather(paths: Sequence[str] | None, options: Options) -> list[Input | Failure]:
    """The inputs that `paths` name, in their order; standard input where there are none."""
    if not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise InputError("no input: name files or folders, or pipe a text in")
        paths = [STDIN]
    inputs: list[Input | Failure] = []
    named: list[str] = []
    for path in paths:
        if path == STDIN:
            inputs += [*_found(named, options), _standard_input(options)]
            named = []
        else:
            named.append(path)
    return list(dict.fromkeys([*inputs, *_found(named, options)]))


def _standard_input(options: Options) -> Input:
    return Input(STDIN, Path(options.stdin_name).parent, stored(STDIN))


def _found(paths: Sequence[str], options: Options) -> Iterator[Input | Failure]:
    exclude = options.settings(Path.cwd()).exclude if paths else ()
    for found in find(paths, exclude):
        if isinstance(found, Found):
            yield Input(str(found.path), found.root)
        else:
            yield Failure(str(found))


def prepare(item: Input, options: Options) -> tuple[Source, Settings, Lexicon]:
    """What a run over one input takes. Raises one of EXPECTED."""
    from cleaner.knowledge.lexicon import with_dictionaries

    source = item.source(options)
    settings = options.settings(item.place(options).parent)
    return source, settings, with_dictionaries(settings.dictionary)


def over(inputs: Iterable[S | Failure], work: Callable[[S], T], jobs: int) -> Iterator[T | Failure]:
    """What `work` gives for each input, in their order, whatever the number of processes.

    `work` can be pickled. One of EXPECTED becomes a Failure, and the others go on.
    """
    inputs = list(inputs)
    jobs = min(jobs, len(inputs))
    if jobs <= 1:
        yield from (_attempt(work, item) for item in inputs)
        return
    from concurrent.futures import ProcessPoolExecutor

    waiting: deque[Future[T | Failure]] = deque()
    # An interrupt is for the parent to answer.
    with ProcessPoolExecutor(
        jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    ) as pool:
        for item in inputs:
            if len(waiting) > 4 * jobs:  # no more results in memory than these
                yield waiting.popleft().result()
            waiting.append(pool.submit(_attempt, work, item))
        while waiting:
            yield waiting.popleft().result()


def _attempt(work: Callable[[S], T], item: S | Failure) -> T | Failure:
    if isinstance(item, Failure):
        return item
    try:
        return work(item)
    except EXPECTED as error:
        return Failure(str(error))

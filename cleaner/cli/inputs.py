"""What a command works on: its inputs, the settings of each, and the work over all of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeVar

from cleaner import config
from cleaner.cli.jobs import processes
from cleaner.cli.passed import PassedOver
from cleaner.cli.placed import has_places, source_with_places
from cleaner.cli.unexpected import TRACEBACK, told, trace
from cleaner.config import ConfigError, Settings
from cleaner.files.access import Access
from cleaner.files.drafts import is_special
from cleaner.files.encodings import source_of
from cleaner.files.paths import STDIN, Found, InputError, OutputError, Search, find, stored, stream
from cleaner.knowledge.lexicon import DictionaryError
from cleaner.ledger.entries import LedgerError
from cleaner.pipeline import checked
from cleaner.review.decisions import DecisionError

if TYPE_CHECKING:
    from cleaner.knowledge.lexicon import Lexicon
    from cleaner.text.document import Source


S = TypeVar("S", bound="Named")
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
    follow_links: bool = False

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
        quotes: str | None = None,
        words: str | None = None,
        indent: str | None = None,
        any_text: bool = False,
        only_prose: bool = False,
        errors: str | None = None,
        order: str | None = None,
        traceback: bool = False,
        decisions: Sequence[Path] | None = None,
        stdin_filename: str = STDIN_NAME,
        **reading: Any,
    ) -> Options:
        """From the values of a command's options, None where an option was not given."""
        if traceback:
            os.environ[TRACEBACK] = "1"
        given = {
            "profile": profile,
            "lines": lines,
            "dictionary": tuple(map(str, dictionary or ())) or None,
            "only": _names(only),
            "skip": _names(skip),
            "script": script,
            "titles": titles,
            "quotes": quotes,
            "words": words,
            "indent": indent,
            "prose": "any" if any_text else "only" if only_prose else None,
            "errors": errors,
            "order": order,
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
    """One text to work on.

    `root`: the folder it was found in. `data`: opens what can be read only once: standard input, a
    pipe, a device.
    """

    path: str
    root: Path
    data: Callable[[], BinaryIO] | None = None

    def source(self, options: Options) -> Source:
        """The text, in reading order where its lines have places. Raises InputError.

        With an encoding named, what it holds is text in that encoding and nothing else.
        """
        place = self.place(options)
        settings = options.settings(place.parent)
        keeps = settings.errors != "strict"
        data = self.data or stored(self.path)
        if options.encoding is None:
            found = source_with_places(data, str(place), self.folder, settings.order)
            if found is not None:
                return found
        return source_of(data, str(place), options.encoding, keeps)

    @property
    def folder(self) -> Path | None:
        """Where it lies, if it is a file."""
        return None if self.data is not None else Path(self.path).parent

    def place(self, options: Options) -> Path:
        """Its path, or the name that standard input goes by."""
        return Path(options.stdin_name if self.path == STDIN else self.path)

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return STDIN_NAME if self.path == STDIN else self.path

    def access(self) -> Access:
        """Who may read it: what is made of it is no less private."""
        return Access.of(0 if self.path == STDIN else self.path)


class Named(Protocol):
    """What has a name for messages."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Failure:
    """Why the input `name` gave nothing. `trace`: of what nobody foresaw, where it is wanted."""

    message: str
    name: str = ""
    trace: str = ""

    @classmethod
    def of(cls, error: Exception, name: str) -> Failure:
        """Of an exception while `name` was worked on, expected or not."""
        if isinstance(error, EXPECTED):
            return cls(str(error), name)
        return cls(told(error, name), name, trace(error))


def gather(
    paths: Sequence[str] | None,
    options: Options,
    without: Sequence[Path | None] = (),
    passed: PassedOver | None = None,
) -> list[Input | Failure]:
    """The inputs that `paths` name, in their order; standard input where there are none.

    `without`: folders whose files are none when they are found in others: those written to.
    `passed`: takes down what in folders is no input.
    """
    if not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise InputError("no input: name files or folders, or pipe a text in")
        paths = [STDIN]
    if list(paths).count(STDIN) > 1:
        raise InputError("- is named twice, and standard input can be read only once")
    _check_streams(paths)
    hidden = [folder for folder in without if folder is not None]
    passed = passed or PassedOver()
    inputs: list[Input | Failure] = []
    named: list[str] = []
    for path in paths:
        if path == STDIN:
            inputs += [*_found(named, options, hidden, passed), _standard_input(options)]
            named = []
        else:
            named.append(path)
    return list(dict.fromkeys([*inputs, *_found(named, options, hidden, passed)]))


def _check_streams(paths: Sequence[str]) -> None:
    """Raises InputError where two of `paths` are one pipe or socket: `-` and /dev/stdin."""
    seen: dict[tuple[int, int], str] = {}
    for path in paths:
        known = stream(path)
        if known is not None and known in seen:
            raise InputError(f"{path}: the same stream as {seen[known]}, which is read only once")
        if known is not None:
            seen[known] = path


def _standard_input(options: Options) -> Input:
    return Input(STDIN, Path(options.stdin_name).parent, stored(STDIN))


def _found(
    paths: Sequence[str], options: Options, without: Sequence[Path], passed: PassedOver
) -> Iterator[Input | Failure]:
    if not paths:
        return
    exclude = options.settings(Path.cwd()).exclude
    search = Search(exclude, without, options.follow_links, has_places, passed.add)
    for found in find(paths, search=search):
        if isinstance(found, Found):
            yield _input(found)
        else:
            yield Failure(str(found))


def _input(found: Found) -> Input | Failure:
    path = str(found.path)
    if not is_special(found.path):
        return Input(path, found.root)
    try:
        return Input(path, found.root, stored(path))
    except InputError as error:
        return Failure(str(error), path)


def prepare(item: Input, options: Options) -> tuple[Source, Settings, Lexicon]:
    """What a run over one input takes. Raises one of EXPECTED."""
    from cleaner.knowledge.lexicon import with_dictionaries

    source = item.source(options)
    settings = options.settings(item.place(options).parent)
    return source, settings, with_dictionaries(settings.dictionary)


def over(inputs: Iterable[S | Failure], work: Callable[[S], T], jobs: int) -> Iterator[T | Failure]:
    """What `work` gives for each input, in their order, whatever the number of processes.

    `work` can be pickled. An exception becomes a Failure, and the others go on; so does the end
    of a process, as when memory runs out.
    """
    inputs = list(inputs)
    jobs = processes(jobs, (item.name for item in inputs), len(inputs))
    if jobs <= 1:
        yield from (_attempt(work, item) for item in inputs)
        return
    from cleaner.batch.processes import spread

    yield from spread(inputs, partial(_attempt, work), _ended, jobs)


def _ended(item: S | Failure) -> Failure:
    why = "nothing written, the process that worked on it was ended (memory?)"
    return Failure(f"{item.name}: {why}", item.name)


def _attempt(work: Callable[[S], T], item: S | Failure) -> T | Failure:
    if isinstance(item, Failure):
        return item
    try:
        return work(item)
    except Exception as error:
        return Failure.of(error, item.name)

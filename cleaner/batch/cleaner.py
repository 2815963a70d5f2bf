"""A cleaner that is kept: its settings are checked once, and it takes text after text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from os import PathLike, cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from cleaner import config, pipeline
from cleaner.batch.outcomes import Failed, Outcome, Stats, log
from cleaner.batch.texts import text_of
from cleaner.config import Settings
from cleaner.knowledge.lexicon import with_dictionaries
from cleaner.ledger.decisions import Decisions
from cleaner.text.document import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.knowledge.lexicon import Lexicon
    from cleaner.ledger.records import Record
    from cleaner.pipeline import Result

R = TypeVar("R", bound=Mapping[str, Any])
CHUNK = 1 << 17  # characters that a process is given at a time; set by hand


class Cleaner:
    """Cleans texts, one after the other or many at once, always by the same settings.

    Its keywords are the keys of the configuration file (docs/configuration.md), and `decisions`
    are those of a review. It never changes: threads may share it, and it pickles by its settings,
    so that processes and other machines have the same one. A dictionary is read here, once.

    Raises ConfigError for a setting that cannot be used, DictionaryError for a dictionary.

    >>> from cleaner import Cleaner
    >>> cleaner = Cleaner(profile="ocr", script="s")
    >>> cleaner
    Cleaner(profile='ocr', script='s')
    >>> cleaner.clean("會議召開，各地落實。")
    '会议召开，各地落实。'
    """

    __slots__ = ("_lexicon", "decisions", "settings")

    settings: Settings
    decisions: Decisions
    _lexicon: Lexicon

    def __init__(
        self,
        *,
        profile: Literal["newspaper", "ocr", "book"] = "newspaper",
        only: Sequence[str] = (),
        skip: Sequence[str] = (),
        lines: Literal["paragraph", "sentence", "source"] = "paragraph",
        dictionary: Sequence[str | PathLike[str]] = (),
        exclude: Sequence[str] = (),
        safe: Sequence[str] = (),
        convention: Mapping[str, str] | None = None,
        indent: Literal["auto", "keep", "strip", "two"] = "auto",
        prose: Literal["mixed", "only", "any"] = "mixed",
        script: Literal["keep", "s", "t", "tw", "hk", "majority"] = "keep",
        titles: Literal["convert", "keep"] = "convert",
        quotes: Literal["script", "keep"] = "script",
        words: Literal["keep", "local"] = "keep",
        model: str = config.AUTO,
        pairs: Sequence[str | PathLike[str]] = (),
        apply_from: float = 0.9,
        suggest_from: float = 0.5,
        errors: Literal["strict", "keep", "replace"] = "strict",
        order: Literal["page", "file"] = "page",
        decisions: Decisions | None = None,
    ) -> None:
        given = locals()
        values = {each.name: given[each.name] for each in fields(Settings)}
        values["convention"] = convention or {}
        for name in ("dictionary", "pairs"):
            if not isinstance(values[name], str):
                values[name] = [str(path) for path in values[name]]
        self._set(config.make(values, "Cleaner"), decisions)

    def _set(self, settings: Settings, decisions: Decisions | None) -> None:
        put = object.__setattr__
        put(self, "settings", pipeline.checked(settings, "Cleaner"))
        put(self, "decisions", decisions or Decisions())
        put(self, "_lexicon", with_dictionaries(self.settings.dictionary))

    @classmethod
    def of(cls, settings: Settings, decisions: Decisions | None = None) -> Cleaner:
        """A cleaner with settings that are at hand. Raises what `Cleaner` does.

        >>> from cleaner import Cleaner, Settings
        >>> Cleaner.of(Settings(lines="sentence"))
        Cleaner(lines='sentence')
        """
        made = cls.__new__(cls)
        made._set(settings, decisions)
        return made

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Cleaner:
        """A cleaner with the settings of a configuration file, as the command line takes them.

        Decisions beside the file are not read. Raises ConfigError, DictionaryError.
        """
        return cls.of(config.load(Path(path)))

    def clean(self, text: str) -> str:
        """`text`, repaired, with the line ends it came with.

        Raises TypeError, which says what to do, for what is no text: None, NaN, bytes.

        >>> from cleaner import Cleaner
        >>> Cleaner().clean("他说:“今天下雨。”")
        '他说：“今天下雨。”'
        """
        source = Source.from_text(text_of(text))
        return source.restore("".join(each.document.text for each in self._stream(source)))

    def _stream(self, source: Source) -> Iterator[Record]:
        return pipeline.stream(source, self.settings, self._lexicon, self.decisions)

    def read(self, text: str) -> Result:
        """The result of a run over `text`: its text, its articles and its ledger.

        Raises TypeError as `clean` does.

        >>> from cleaner import Cleaner
        >>> result = Cleaner().read("他说:“今天下雨。”")
        >>> result
        Result(10 characters, Ledger('<text>', applied=1, suggested=0))
        >>> [(entry.start, entry.before, entry.after) for entry in result.ledger.entries]
        [(2, ':', '：')]
        """
        source = Source.from_text(text_of(text))
        return pipeline.run(source, self.settings, self._lexicon, self.decisions)

    def clean_many(self, texts: Iterable[str], jobs: int | Literal["auto"] = 1) -> Iterator[str]:
        """The texts, repaired, in their order; of a long iterable few are held at a time.

        `jobs`: processes that work at a time, or "auto", one a core. What is no text, and a text
        that fails, raises in its place, after those before it; its number (from 0) is noted with
        the exception. `records` goes on instead.

        >>> from cleaner import Cleaner
        >>> list(Cleaner().clean_many(["他说:“好。”", "她问:“谁?”"]))
        ['他说：“好。”', '她问：“谁？”']
        """
        from cleaner.batch.processes import cut, spread_over

        processes = number_of(jobs)
        chunks = cut(enumerate(texts), CHUNK if processes > 1 else 1, _size)
        for chunk in spread_over(chunks, self._chunk, _ended, processes):
            for outcome in chunk:
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome

    def _chunk(self, numbered: list[tuple[int, Any]]) -> list[str | BaseException]:
        """The texts, repaired, up to the first that raises, and what it raised."""
        done: list[str | BaseException] = []
        for number, text in numbered:
            try:
                done.append(self.clean(text))
            except Exception as error:
                error.add_note(f"text number {number} of clean_many")
                return [*done, error]
        return done

    def records(
        self,
        records: Iterable[R],
        text_key: str = "text",
        ledger_key: str | None = None,
        on_failure: Callable[[Failed], None] = log,
        stats: Stats | None = None,
    ) -> Iterator[R | dict[str, Any]]:
        """The records, each a new one with its text repaired, in their order; none is dropped.

        `text_key`: where the text is; `a.b` is the key `b` of the value of `a`, unless there is a
        key `a.b`. `ledger_key`: a new key for the edits, from which `cleaner.undo` gives the text
        back. A record that fails (no text, or a rule that breaks) is given as it was, and
        `on_failure` is called with its number and the reason; as it is, that goes to the logger
        `cleaner`. `stats`: counts what was done.

        >>> from cleaner import Cleaner
        >>> rows = [{"id": 1, "text": "他说:“好。”"}, {"id": 2, "text": None}]
        >>> failed = []
        >>> for row in Cleaner().records(rows, on_failure=failed.append):
        ...     print(row)
        {'id': 1, 'text': '他说：“好。”'}
        {'id': 2, 'text': None}
        >>> failed
        [Failed(number=1, reason='not a text but None', id='2')]
        """
        from cleaner.batch.records import cleaned_record

        stats = Stats() if stats is None else stats
        for number, record in enumerate(records):
            done = cleaned_record(self.outcome, record, text_key, ledger_key)
            stats.add(done.outcome)
            if done.outcome.failure:
                on_failure(Failed(number, done.outcome.failure, done.name))
            yield done.record

    def outcome(self, text: Any, with_ledger: bool = False) -> Outcome:
        """What becomes of a text in a record, whatever it is; nothing is raised.

        >>> from cleaner import Cleaner
        >>> Cleaner().outcome("他说:“好。”").rules
        {'marks.half-width': (1, 0)}
        """
        from cleaner.batch.outcomes import outcome_of

        return outcome_of(self._stream, text, with_ledger)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a Cleaner never changes: make another one")

    def __reduce__(self) -> tuple[Callable[[Settings, Decisions], Cleaner], tuple[Any, ...]]:
        return _again, (self.settings, self.decisions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cleaner):
            return NotImplemented
        return (self.settings, self.decisions) == (other.settings, other.decisions)

    def __hash__(self) -> int:
        return hash((self.settings, self.decisions))

    def __repr__(self) -> str:
        values = [f"{key}={value!r}" for key, value in self.settings.described().items()]
        if self.decisions:
            values.append("decisions=…")
        return f"Cleaner({', '.join(values)})"


@lru_cache(16)
def _again(settings: Settings, decisions: Decisions) -> Cleaner:
    """The cleaner of a pickle: one in each process, however often it is sent there."""
    return Cleaner.of(settings, decisions)


def number_of(jobs: int | Literal["auto"]) -> int:
    """How many processes. Raises ValueError for less than one."""
    if jobs == "auto":
        return cpu_count() or 1
    if not isinstance(jobs, int) or jobs < 1:
        raise ValueError(f"jobs is {jobs!r}, not a number from 1 on or 'auto'")
    return jobs


def _size(numbered: tuple[int, Any]) -> int:
    return len(numbered[1]) if isinstance(numbered[1], str) else 1


def _ended(numbered: list[tuple[int, Any]]) -> list[str | BaseException]:
    number = numbered[0][0]
    return [RuntimeError(f"text number {number}: the process that worked on it ended (memory?)")]

"""The promises over one text: what `problem` says is broken."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from bench.fuzz.texts import Trial
from cleaner import config, pipeline
from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.entries import load
from cleaner.ledger.undoing import replay, undo
from cleaner.output import FORMS, render
from cleaner.pipeline import Result
from cleaner.text.document import Source

SECONDS = 0.25  # of CPU time that any text may take
MICROSECONDS = 60.0  # and each character of it; fuzzed texts are short, and a page costs some ten


def problem(trial: Trial) -> str:
    """What is wrong with cleaning this text, beginning with a word for the kind; "" for nothing."""
    try:
        return next(_problems(trial), "")
    except Exception as error:  # what may come is not known
        return f"exception: {_place(error)}"


def kind(found: str) -> str:
    """The kind of a problem, by which two failures are alike."""
    return found.partition("|")[0]


def _place(error: BaseException) -> str:
    """The type of an error and where it was raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace else None
    name = f"{code.co_filename.rpartition('/')[2]}:{code.co_name}" if code else "?"
    return f"{type(error).__name__} in {name}| {error}"


def _problems(trial: Trial) -> Iterator[str]:
    settings = made(**trial.settings)
    start = time.process_time()
    result = run(trial.text, settings)
    spent = time.process_time() - start
    if result.ledger.entries or result.text != trial.text:
        yield from reversible(result, trial.text)
        yield from silent(result, settings)
    if crc32(trial.text.encode("utf-8", "surrogatepass")) % RARELY == 0:
        yield from same_again(result, settings)
        yield from readable(result)
    if spent > SECONDS + MICROSECONDS * 1e-6 * len(trial.text):
        yield from slow(trial, settings)


RARELY = 16  # texts for one whose output in all forms is made


@lru_cache(1 << 12)
def made(**values: object) -> Settings:
    """Settings of these values."""
    return config.make(values, "fuzz")


def run(text: str, settings: Settings) -> Result:
    return pipeline.run(Source.from_text(text), settings, Lexicon.default())


def reversible(result: Result, text: str) -> Iterator[str]:
    """Undo gives the source and replay the result, through the lines of the ledger, too."""
    source, clean, entries = result.ledger.source, result.document.text, result.ledger.entries
    if source.original != text:
        yield "source: not what came in"
    if undo(clean, entries) != source.text:
        yield "undo: not the source"
    if replay(source.text, entries) != clean:
        yield "replay: not the result"


def silent(result: Result, settings: Settings) -> Iterator[str]:
    """A second pass finds nothing to do."""
    second = run(result.text, settings)
    rules = sorted({entry.rule for entry in second.ledger.entries if entry.applied})
    if rules:
        yield f"second pass: {', '.join(rules)}"
    if second.text != result.text:
        yield "second pass: another text"


def same_again(result: Result, settings: Settings) -> Iterator[str]:
    """The same text gives the same result, and its ledger can be read."""
    again = run(result.ledger.source.original, settings)
    lines = list(result.ledger.lines())
    if again.text != result.text or list(again.ledger.lines()) != lines:
        yield "determinism: another result"
    if load(lines)[1] != result.ledger.entries:
        yield "ledger: read otherwise than written"


def readable(result: Result) -> Iterator[str]:
    """All forms of output can be made."""
    for form in FORMS:
        render(result, form)
    return iter(())


def slow(trial: Trial, settings: Settings) -> Iterator[str]:
    """It takes long, and not for once."""
    times = []
    for _ in range(3):
        start = time.process_time()
        run(trial.text, settings)
        times.append(time.process_time() - start)
    if min(times) > SECONDS + MICROSECONDS * 1e-6 * len(trial.text):
        yield f"cost| {min(times):.2f} s for {len(trial.text)} characters"

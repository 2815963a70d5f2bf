"""Records with a text in them: taking it out, and a new record with another one in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from cleaner.batch.outcomes import Outcome
from cleaner.ledger.entries import FORMAT, Entry, LedgerError, checked
from cleaner.ledger.undoing import undo as taken_back

SHOWN = 80  # characters of what a record calls itself
IDS = ("id", "_id", "doc_id", "uuid", "url", "name")  # keys by which it does, the surest first


class MisplacedError(ValueError):
    """A record that has no text where it should be; the message says what is there."""


class Done(NamedTuple):
    """A record that was worked on. `name`: what it calls itself, if it does."""

    record: Any
    outcome: Outcome
    name: str = ""


def path_of(record: Any, key: str) -> tuple[str, ...]:
    """The keys that lead to the text. Raises MisplacedError where there is none."""
    if not isinstance(record, Mapping):
        raise MisplacedError(f"not an object but {type(record).__name__}")
    if key in record:
        return (key,)
    path = tuple(key.split("."))
    inner: Any = record
    for number, part in enumerate(path):
        if not isinstance(inner, Mapping) or part not in inner:
            raise MisplacedError(f"no key {'.'.join(path[: number + 1])!r}")
        inner = inner[part]
    return path


def text_at(record: Any, path: tuple[str, ...]) -> Any:
    """What stands there."""
    for part in path:
        record = record[part]
    return record


def with_text(record: Mapping[str, Any], path: tuple[str, ...], text: str) -> dict[str, Any]:
    """A record like it, with another text there."""
    first, rest = path[0], path[1:]
    return {**record, first: with_text(record[first], rest, text) if rest else text}


def name_of(record: Any) -> str:
    """What a record calls itself, if it does."""
    if not isinstance(record, Mapping):
        return ""
    found = (record[key] for key in IDS if isinstance(record.get(key), str | int))
    return str(next(found, ""))[:SHOWN]


def cleaned_record(
    clean: Callable[[Any, bool], Outcome], record: Any, text_key: str, ledger_key: str | None
) -> Done:
    """A record with its text repaired; as it was, with a failure, where that does not go.

    `clean`: what becomes of a text, with its ledger or without.
    """
    try:
        path = path_of(record, text_key)
        if ledger_key is not None and ledger_key in record:
            raise MisplacedError(f"has a key {ledger_key!r}, where its edits should go")
    except MisplacedError as error:
        return Done(record, Outcome(None, str(error)), name_of(record))
    outcome = clean(text_at(record, path), ledger_key is not None)
    if outcome.failure:
        return Done(record, outcome, name_of(record))
    made = with_text(record, path, outcome.text)
    if ledger_key is not None:
        made[ledger_key] = outcome.ledger
    return Done(made, outcome)


def undo(text: str, ledger: Mapping[str, Any]) -> str:
    """The text as it came, from the repaired one and the edits that its record carries.

    Raises LedgerError where the two do not fit.

    >>> import cleaner
    >>> row = {"text": "他说:“好。”"}
    >>> [done] = cleaner.Cleaner().records([row], ledger_key="edits")
    >>> cleaner.undo(done["text"], done["edits"]) == row["text"]
    True
    """
    try:
        if ledger["format_version"] != FORMAT:
            raise ValueError(f"format {ledger['format_version']} is not {FORMAT}")
        newline = ledger.get("newline", "\n")
        entries = [checked(Entry(**edit)) for edit in ledger["edits"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LedgerError(f"not the edits of a record ({error})") from None
    text = text if newline == "\n" else text.replace(newline, "\n")
    return taken_back(text, entries).replace("\n", newline)

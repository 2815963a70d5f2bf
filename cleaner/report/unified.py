"""Changes as a unified diff, which `patch` and `git apply` take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from cleaner.ledger.entries import Entry
from cleaner.ledger.ledger import Ledger
from cleaner.report.look import visible
from cleaner.report.places import Places
from cleaner.text.document import Source

CONTEXT = 3  # lines shown on each side of a change
NO_LINE_END = "\n\\ No newline at end of file\n"


def unified_run(ledger: Ledger, text: str) -> str:
    """What the run does to its source, whose clean text is `text`; rules in the head of a hunk."""
    source = ledger.source
    return "".join(unified(source.original, text, source.name, source.name, ledger.entries))


def unified_texts(old: Source, new: Source) -> str:
    """How two texts differ."""
    return "".join(unified(old.original, new.original, old.name, new.name, []))


def unified(old: str, new: str, name: str, new_name: str, entries: list[Entry]) -> Iterator[str]:
    """The diff in pieces; nothing where the texts are equal."""
    before, after = _lines(old), _lines(new)
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(CONTEXT)
    places = Places(old)
    rules = [(places.line(entry.start), entry.rule) for entry in entries if entry.applied]
    for number, group in enumerate(groups):
        if number == 0:
            yield f"--- {_quoted(f'a/{name}')}\n+++ {_quoted(f'b/{new_name}')}\n"
        (_, start, _, new_start, _), (_, _, end, _, new_end) = group[0], group[-1]
        here = Counter(rule for line, rule in rules if start < line <= end)
        named = ", ".join(f"{rule} x{n}" if n > 1 else rule for rule, n in here.most_common())
        ranges = f"-{_range(start, end)} +{_range(new_start, new_end)}"
        yield f"@@ {ranges} @@ {named}".rstrip() + "\n"
        for tag, i, j, k, m in group:
            if tag == "equal":
                yield from map(_line, " " * (j - i), before[i:j])
            else:
                yield from map(_line, "-" * (j - i), before[i:j])
                yield from map(_line, "+" * (m - k), after[k:m])


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a newline ends one, as for the programs that apply it."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _line(sign: str, line: str) -> str:
    return sign + line if line.endswith("\n") else sign + line + NO_LINE_END


def _quoted(name: str) -> str:
    """A name as git quotes it, in octal, where it has what would end its line or be obeyed."""
    if visible(name) == name and not set(name) & set('"\\'):
        return name
    octal = (f"\\{byte:03o}" for byte in name.encode("utf-8", "surrogateescape"))
    plain = (chr(byte) for byte in name.encode("utf-8", "surrogateescape"))
    kept = (
        letter if " " <= letter <= "~" and letter not in '"\\' else code
        for letter, code in zip(plain, octal, strict=True)
    )
    return f'"{"".join(kept)}"'


def _range(start: int, end: int) -> str:
    size = end - start
    return str(start + 1) if size == 1 else f"{start + (size > 0)},{size}"

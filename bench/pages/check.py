"""Self-check: how much of the truth an extractor's text holds as contiguous strings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from .page import Truth
from .radicals import PLAIN

FIELDS = ("headline", "kicker", "deck", "byline", "paragraphs", "captions", "notes", "furniture")

Counts = dict[str, dict[str, tuple[int, int]]]
"""Extractor -> field of the truth -> (strings found, strings in all)."""


def shares(readings: Iterable[tuple[str, str, Truth]]) -> Counts:
    """How many strings of each field are found, of (extractor, text, truth) triples."""
    counts: Counts = defaultdict(dict)
    for extractor, text, truth in readings:
        whole = squeezed(text)
        for field, string in strings(truth):
            found, total = counts[extractor].get(field, (0, 0))
            counts[extractor][field] = (found + (squeezed(string) in whole), total + 1)
    return counts


def whole_share(text: str, truth: Truth) -> float:
    """Share of the true paragraphs that ``text`` holds in one piece."""
    found, total = shares([("", text, truth)])[""].get("paragraphs", (0, 0))
    return round(found / total, 3) if total else 1.0


def lost(text: str, truth: Truth) -> list[tuple[str, str]]:
    """(field, string) of the truth not found in one piece in ``text``."""
    whole = squeezed(text)
    return [pair for pair in strings(truth) if squeezed(pair[1]) not in whole]


def strings(truth: Truth) -> Iterator[tuple[str, str]]:
    """(field, string) for every string of a truth."""
    for article in truth["articles"]:
        if article["headline"] is not None:
            yield "headline", article["headline"]
        for field in FIELDS[1:-1]:
            yield from ((field, text) for text in article[field])
    yield from (("furniture", text) for text in truth["furniture"])


def squeezed(text: str) -> str:
    """Without any blank or line break; radicals as the plain characters they stand for."""
    return "".join(text.split()).translate(PLAIN)


def table(counts: Counts) -> str:
    """The shares as a table, a row an extractor."""
    rows = ["extractor".ljust(18) + "".join(field.rjust(12) for field in FIELDS)]
    for extractor, by_field in counts.items():
        cells = (by_field.get(field, (0, 0)) for field in FIELDS)
        row = "".join(
            (f"{found / total:.3f}" if total else "-").rjust(12) for found, total in cells
        )
        rows.append(extractor.ljust(18) + row)
    return "\n".join(rows)

"""Whether bylines, captions, notes and furniture stand in their own field of the JSON, and only there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, TypeAlias

from bench.gold import Reading
from cleaner.measure import Score, plain

FIELDS = ("byline", "captions", "notes", "furniture")
NAMES = {
    "byline": "bylines",
    "captions": "captions",
    "notes": "jump lines",
    "furniture": "staff lines and index teasers",
}
NOWHERE = -1  # the article of what belongs to none, or of an article that is not found
Place: TypeAlias = tuple[str, int]  # field, number of the article


def score_roles(given: dict[str, Any], truth: Reading) -> dict[str, Score]:
    """For each field, how many items of the reading stand there and nowhere else.

    `given`: the object of `--to json`. An article is known by its longest paragraph, and an item
    must be in that article.
    """
    wanted = list(
        _items({"articles": [asdict(a) for a in truth.articles], "furniture": truth.furniture})
    )
    homes = _homes(given, truth)
    found = list(_items(given))
    everywhere = Counter(text for text, _ in found)
    meant = Counter(text for text, _ in wanted)
    here = Counter(found)
    scores = {}
    for field in FIELDS:
        mine = Counter(
            (text, (field, homes.get(number, NOWHERE)))
            for text, (name, number) in wanted
            if name == field
        )
        right = sum(
            min(count, here[item])
            for item, count in mine.items()
            if everywhere[item[0]] == meant[item[0]]
        )
        said = sum(name == field for _, (name, _) in found)
        scores[field] = Score(right, said, mine.total())
    return scores


def misplaced(given: dict[str, Any], truth: Reading) -> list[str]:
    """The items of the reading that are not in their field, and the items that are there by mistake."""
    wanted = [
        (text, name)
        for text, (name, _) in _items(
            {"articles": [asdict(a) for a in truth.articles], "furniture": truth.furniture}
        )
    ]
    found = [(text, name) for text, (name, _) in _items(given)]
    missing, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    rows = [(name, "missing", text) for text, name in missing] + [
        (name, "extra", text) for text, name in extra
    ]
    return [f"{name} {what}: {text}" for name, what, text in sorted(rows) if name in FIELDS]


def _items(given: dict[str, Any]) -> Iterator[tuple[str, Place]]:
    """Every paragraph of the object with its field and its article."""
    for number, article in enumerate(given["articles"]):
        for name, value in article.items():
            if name == "parts":  # where they stand, and no text
                continue
            for text in value if isinstance(value, list) else [value] if value else []:
                yield plain(text), (name, number)
    for text in given["furniture"]:
        yield plain(text), ("furniture", NOWHERE)


def _homes(given: dict[str, Any], truth: Reading) -> dict[int, int]:
    """For each article of the reading the number of the one given that has its longest paragraph."""
    by_paragraph = {
        plain(text): number
        for number, article in enumerate(given["articles"])
        for text in article["paragraphs"]
    }
    return {
        number: by_paragraph.get(plain(max(article.paragraphs, key=len)), NOWHERE)
        for number, article in enumerate(truth.articles)
        if article.paragraphs
    }

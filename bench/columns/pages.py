"""Pages printed in rows or read in turn: typeset, from a browser, and modular."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.pages import places
from bench.pages.cases import CACHE_VARIABLE, DEFAULT_CACHE, Case, cases, read_cases, write_cases
from bench.pages.check import whole_share
from bench.pages.extract import extract

KINDS = ("typeset", "browser", "modular")
EXTRACTORS = ("pdftotext-layout", "pdftotext", "pdfminer")
RENDERERS = {"typeset": "typst", "browser": "chromium"}


def given(kind: str, seeds: Iterable[int], own_only: bool = False) -> Iterator[Case]:
    """The cases of one kind of pages through all of `EXTRACTORS`, seed by seed."""
    if kind != "modular":
        yield from cases(seeds, EXTRACTORS, own_only, RENDERERS[kind])
        return
    for seed in seeds:
        yield from _modular(seed, own_only)


def _modular(seed: int, own_only: bool) -> Iterator[Case]:
    pdf, truth = places.typeset(seed, "modular", own_only)
    name = f"modular-{seed:05d}-{hashlib.sha256(pdf).hexdigest()[:12]}.jsonl"
    path = Path(os.environ.get(CACHE_VARIABLE, DEFAULT_CACHE)) / "columns" / name
    if not path.exists():
        texts = ((each, extract(pdf, each)) for each in EXTRACTORS)
        made = [
            Case(seed, each, text, truth, {"whole": whole_share(text, truth)})
            for each, text in texts
        ]
        write_cases(made, path)
    yield from read_cases(path)

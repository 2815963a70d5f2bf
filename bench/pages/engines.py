"""Real OCR of typeset pages: small ones, at 200 dots an inch, each engine run once and kept.

A page of a thousand characters takes an engine half a minute and more, so what it read is cached by
the picture it read. `python -m bench.pages.engines` fills the cache.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from .cases import CACHE_VARIABLE, DEFAULT_CACHE
from .compose import compose
from .page import Page
from .render import render
from .splits import REPORT, TUNE

RESOLUTION = 200
MOST_CHARACTERS, MOST_ARTICLES = 2_000, 3
TUNED, REPORTED = 6, 10
"""Pages of each half that are read."""


def tesseract(picture: bytes) -> str:
    """Tesseract with its model for Simplified Chinese."""
    command = ["tesseract", "-", "-", "-l", "chi_sim", "--psm", "1"]
    done = subprocess.run(command, input=picture, capture_output=True, check=True)
    return done.stdout.decode("utf-8").replace("\f", "")


def rapidocr(picture: bytes) -> str:
    """RapidOCR with the models of its wheel: a line a box, in its order."""
    boxes, _ = _rapidocr()(picture)
    return "\n".join(text for _, text, _ in boxes or ()) + "\n"


ENGINES: dict[str, Callable[[bytes], str]] = {"tesseract": tesseract, "rapidocr": rapidocr}


def absent(engine: str) -> str:
    """Why an engine cannot be used here, or nothing."""
    if shutil.which("pdftoppm") is None:
        return "pdftoppm is not on the path: no page was read by OCR.\n"
    if engine == "rapidocr":
        there = find_spec("rapidocr_onnxruntime") is not None
        return "" if there else "rapidocr_onnxruntime is not installed: it read no page.\n"
    if shutil.which("tesseract") is None:
        return "tesseract is not on the path: it read no page.\n"
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout
    return "" if "chi_sim" in listed.split() else "tesseract has no chi_sim: it read no page.\n"


def small_pages(seeds: Iterable[int], own_only: bool = False) -> Iterator[Page]:
    """The pages of `seeds` an engine reads in a minute: Simplified, short, of few stories."""
    for page in (compose(seed, own_only) for seed in seeds):
        characters = sum(len(piece.text) for piece in page.pieces())
        few = len(page.articles) <= MOST_ARTICLES and characters <= MOST_CHARACTERS
        if few and page.params["script"] == "simplified":
            yield page


def tuned_pages() -> list[Page]:
    """Those one may look at."""
    return list(islice(small_pages(TUNE), TUNED))


def reported_pages() -> list[Page]:
    """Those that are only reported."""
    return list(islice(small_pages(REPORT), REPORTED))


def picture(page: Page) -> bytes:
    """The page as a PNG."""
    command = ["pdftoppm", "-r", str(RESOLUTION), "-png", "-"]
    return subprocess.run(command, input=render(page), capture_output=True, check=True).stdout


def recognised(page: Page, engine: str) -> str:
    """What an engine reads on a page, from the cache where possible."""
    png = picture(page)
    name = f"{engine}-{hashlib.sha256(png).hexdigest()[:16]}.txt"
    path = Path(os.environ.get(CACHE_VARIABLE, DEFAULT_CACHE)) / "ocr" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ENGINES[engine](png), "utf-8")
    return path.read_text("utf-8")


@cache
def _rapidocr() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def main() -> None:
    """Reads all the pages, and says how far it is."""
    for engine in ENGINES:
        if reason := absent(engine):
            print(reason, end="", file=sys.stderr)
            continue
        for page in [*tuned_pages(), *reported_pages()]:
            text = recognised(page, engine)
            print(f"{engine} {page.seed}: {len(text):,} characters", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

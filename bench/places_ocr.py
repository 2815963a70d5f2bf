"""How well pages are read that a real engine has recognised: `python -m bench.places_ocr`.

Counted are the paragraphs of stories that the engine has, in whatever order: those that its lines,
each put where it fits best, cover but for 12 % of their characters. `--noise` lays the picture
askew, blurs it, or takes it at fewer dots. Right is such a paragraph when
one of the output is within 12 % of it, in edits by character of the truth; in reach, when the engine's lines
put in the order of the truth are: what is beyond reach has been lost by the engine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import numpy as np
import pymupdf
from PIL import Image, ImageFilter
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bench.pages import splits
from bench.pages.cases import CACHE_VARIABLE, DEFAULT_CACHE
from bench.pages.engines import _rapidocr
from bench.pages.places import KINDS, typeset
from bench.places import known
from bench.tables import share, table
from cleaner.cli.placed import source_with_places
from cleaner.formats import HEAD, recognised
from cleaner.measure import paragraphs, plain
from cleaner.pipeline import run

MOST = 0.12  # errors a character of the truth
RESOLUTION = 250  # dots an inch
MOST_CHARACTERS = 4_000  # of a page: more take an engine minutes
LEAST = 4  # characters of a line that tell where it fits
TWICE = 0.3  # of a line: what of it another has already, at most
FITS = 75  # of a hundred: how alike a line is to a part of a paragraph, at least


def tesseract(picture: bytes) -> bytes:
    """hOCR of tesseract with its model for Simplified Chinese."""
    command = ["tesseract", "-", "-", "-l", "chi_sim", "--psm", "1", "hocr"]
    return subprocess.run(command, input=picture, capture_output=True, check=True).stdout


def rapidocr(picture: bytes) -> bytes:
    """JSON of RapidOCR with the models of its wheel: `[[box, text, score], …]`."""
    found, _ = _rapidocr()(picture)
    rows = [
        [[[*map(float, corner)] for corner in box], text, float(sure)]
        for box, text, sure in found or ()
    ]
    return json.dumps(rows, ensure_ascii=False).encode()


ENGINES: dict[str, Callable[[bytes], bytes]] = {"tesseract": tesseract, "rapidocr": rapidocr}


def clean(picture: bytes, seed: int) -> bytes:
    """The picture of a page as it was typeset."""
    return picture


def skewed(picture: bytes, seed: int) -> bytes:
    """The same laid askew by up to a degree, as a sheet is on a scanner."""
    angle = np.random.default_rng(seed).choice((-1, 1)) * (0.3 + seed % 8 / 10)
    return _png(_image(picture).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255))


def blurred(picture: bytes, seed: int) -> bytes:
    """The same out of focus, with the grain of film."""
    image = _image(picture).filter(ImageFilter.GaussianBlur(1.2))
    grain = np.random.default_rng(seed).normal(0, 18, (image.height, image.width))
    return _png(Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8)))


def small(picture: bytes, seed: int) -> bytes:
    """The same at 170 dots an inch."""
    image = _image(picture)
    size = tuple(round(side * 170 / RESOLUTION) for side in image.size)
    return _png(image.resize(size, Image.Resampling.LANCZOS))


NOISES: dict[str, Callable[[bytes, int], bytes]] = {
    "clean": clean, "skewed": skewed, "blurred": blurred, "small": small,
}  # fmt: skip


def _image(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture)).convert("L")


def _png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def pages(split: range, count: int, kind: str = "modular") -> Iterator[int]:
    """Seeds of pages of a kind that are Simplified and short."""
    for seed in split:
        page = KINDS[kind][0](seed, False)
        characters = sum(len(piece.text) for piece in page.pieces())
        if characters <= MOST_CHARACTERS and page.params["script"] == "simplified":
            yield seed
            count -= 1
        if not count:
            return


def recognised_page(seed: int, engine: str, kind: str = "modular", noise: str = "clean") -> bytes:
    """What an engine makes of a page, from the cache where possible."""
    pdf, _ = typeset(seed, kind)
    with pymupdf.open(stream=pdf, filetype="pdf") as document:  # type: ignore[no-untyped-call]
        picture: bytes = document[0].get_pixmap(dpi=RESOLUTION).tobytes("png")
    picture = NOISES[noise](picture, seed)
    name = f"{engine}-{hashlib.sha256(picture).hexdigest()[:16]}.placed"
    path = Path(os.environ.get(CACHE_VARIABLE, DEFAULT_CACHE)) / "ocr" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(ENGINES[engine](picture))
    return path.read_bytes()


def lines_of(data: bytes) -> list[str]:
    """The lines an engine has read."""
    found = recognised(data[:HEAD], "page")
    assert found is not None
    return [
        plain(text)
        for page in found.pages(partial(BytesIO, data), "page")
        for text in page.lines.texts
    ]


def fitting(wanted: str, lines: list[str]) -> list[tuple[float, int, int, str]]:
    """The lines that are a part of a paragraph: how well, from where to where, and the line."""
    found = []
    for line in lines:
        if len(line) >= LEAST and len(wanted) >= LEAST:
            fit = fuzz.partial_ratio_alignment(line, wanted, score_cutoff=FITS)
            if fit is not None:
                found.append((fit.score, fit.dest_start, fit.dest_end, line))
    return found


def covered(wanted: str, lines: list[str]) -> bool:
    """Whether lines cover a paragraph but for few of its characters."""
    held = bytearray(len(wanted))
    for _, start, end, _ in fitting(wanted, lines):
        held[start:end] = b"\1" * (end - start)
    return sum(held) >= (1 - MOST) * len(wanted)


def reached(wanted: str, lines: list[str]) -> bool:
    """Whether lines that fit, in the order of the paragraph and none of them twice, are within few
    edits of it: no order of lines does better."""
    held = bytearray(len(wanted))
    taken = []
    best = sorted(fitting(wanted, lines), key=lambda fit: fit[0] * (fit[2] - fit[1]), reverse=True)
    for _, start, end, line in best:
        if sum(held[start:end]) <= TWICE * (end - start):
            held[start:end] = b"\1" * (end - start)
            taken.append((start, line))
    return near(wanted, ["".join(line for _, line in sorted(taken))])


def near(wanted: str, output: list[str]) -> bool:
    """Whether a paragraph of the output is within few edits of it."""
    most = round(MOST * len(wanted))
    return any(Levenshtein.distance(wanted, text, score_cutoff=most) <= most for text in output)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("tune", "report"), default="tune")
    parser.add_argument("--pages", type=int, default=4)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--kind", choices=KINDS, default="modular")
    parser.add_argument("--noise", choices=NOISES, default="clean")
    given = parser.parse_args()
    split = splits.REPORT if given.split == "report" else splits.TUNE
    rows = []
    for engine in given.engine or ENGINES:
        wanted = has = right = reach = 0
        for seed in pages(split, given.pages, given.kind):
            data = recognised_page(seed, engine, given.kind, given.noise)
            source = source_with_places(partial(BytesIO, data), "page")
            assert source is not None
            output, lines = [plain(text) for text in paragraphs(run(source).text)], lines_of(data)
            for story in known(typeset(seed, given.kind)[1]).articles:
                for text in map(plain, story.paragraphs):
                    wanted += 1
                    if covered(text, lines):
                        has += 1
                        right += near(text, output)
                        reach += reached(text, lines)
        shares = share(reach / max(has, 1)), share(right / max(has, 1))
        rows.append((engine, given.pages, wanted, has, *shares))
    print(
        table(
            (
                "engine",
                "pages",
                "paragraphs",
                "the engine has",
                "in reach, of these",
                "right, of these",
            ),
            rows,
        )
    )


if __name__ == "__main__":
    main()

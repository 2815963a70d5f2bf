"""Lines printed by this script and read by tesseract: `python -m bench.printed`.

Clean text of the tuning halves (`bench.harm`) is drawn in Noto CJK, blurred and strewn with noise as
poor scans are, and read. What is kept is character for character: of what was read otherwise only
where one character was taken for one other. An image takes some seconds, so they are cached.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import subprocess
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench import harm
from bench.faspell import Line
from cleaner.knowledge.scripts import converted

FONTS = Path("/usr/share/fonts/opentype/noto")
FACES = ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")
MODELS = {
    "simplified": ("chi_sim", 2),
    "traditional": ("chi_tra", 3),
}  # and the face of a collection
TRADITIONAL = 4  # every so many images
CACHE = Path(__file__).parent / ".cache" / "printed"
WIDE, HIGH = 28, 24  # characters of a line, lines of an image
SIZES, BLURS, NOISE = (17, 26), (0.5, 1.1), (10.0, 45.0)  # pixels, pixels, levels of grey
IMAGES, SEED = 500, 3
ALIKE = 0.5  # of a line, at least, as it was printed: else another line was read
WORST = 0.1  # of the characters misread: of a worse image nobody would use the text


def texts() -> list[str]:
    """Stretches of clean text as long as an image, of news and of laws in turn."""
    chance = random.Random(SEED)
    stretches: dict[str, list[str]] = {}
    for each in harm.corpora():
        if each.tuning and each.corpus in (harm.NEEDS_NOTHING, "laws, what needs nothing"):
            whole = "".join(each.text.split())
            size = WIDE * HIGH
            stretches.setdefault(each.corpus, []).extend(
                whole[start : start + size] for start in range(0, len(whole) - size // 2, size)
            )
    halves = [chance.sample(found, min(len(found), IMAGES // 2)) for found in stretches.values()]
    return [text for half in halves for text in half]


def drawn(rows: list[str], face: int, chance: random.Random) -> bytes:
    """An image of lines, as a poor scan has them. `face`: of a collection of fonts."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    size = chance.randint(*SIZES)
    font = ImageFont.truetype(str(FONTS / chance.choice(FACES)), size, index=face)
    step = int(size * 1.7)
    picture = Image.new("L", (size * (WIDE + 3), step * (len(rows) + 1)), 255)
    draw = ImageDraw.Draw(picture)
    for number, row in enumerate(rows):
        draw.text((size, size // 2 + number * step), row, 0, font)
    picture = picture.filter(ImageFilter.GaussianBlur(chance.uniform(*BLURS)))
    grain = np.random.default_rng(chance.randrange(1 << 30))
    levels = np.asarray(picture, np.float32)
    levels += grain.normal(0, chance.uniform(*NOISE), levels.shape)
    out = io.BytesIO()
    Image.fromarray(levels.clip(0, 255).astype(np.uint8)).save(out, "PNG")
    return out.getvalue()


def read(picture: bytes, model: str) -> list[str]:
    """The lines that tesseract reads, without blanks; cached."""
    kept = CACHE / f"{hashlib.blake2b(picture, digest_size=12).hexdigest()}.txt"
    if not kept.exists():
        command = ["tesseract", "-", "-", "-l", model, "--psm", "6"]
        one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        done = subprocess.run(
            command, input=picture, capture_output=True, check=True, env=one_thread
        )
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(done.stdout)
    found = ("".join(line.split()) for line in kept.read_text("utf-8").splitlines())
    return [line for line in found if line]


def replaced(printed: str, got: str) -> str:
    """`printed` with the characters that were taken for one other."""
    made = list(printed)
    for step in Levenshtein.opcodes(printed, got):
        if (
            step.tag == "replace"
            and step.src_end - step.src_start == step.dest_end - step.dest_start
        ):
            made[step.src_start : step.src_end] = got[step.dest_start : step.dest_end]
    return "".join(made)


def image(text: str, number: int) -> list[Line]:
    """The lines of one image, as they were read and as they are."""
    script = "simplified" if number % TRADITIONAL else "traditional"
    if script == "traditional":
        text = converted(text, ("s2t",))
    rows = [text[start : start + WIDE] for start in range(0, len(text), WIDE)]
    model, face = MODELS[script]
    got = read(drawn(rows, face, random.Random(f"{SEED} {number}")), model)
    if len(got) != len(rows):
        return []
    pairs = zip(rows, got, strict=True)
    return [
        Line(replaced(row, line), row)
        for row, line in pairs
        if Levenshtein.normalized_similarity(row, line) >= ALIKE
    ]


def images() -> Iterator[list[Line]]:
    """The lines of each image."""
    chosen = texts()
    with Pool() as pool:
        found = pool.starmap(image, zip(chosen, range(len(chosen)), strict=True), 4)
    yield from (lines for lines in found if lines and misread(lines) <= WORST)


def misread(lines: list[Line]) -> float:
    """The share of characters that were taken for others."""
    pairs = [pair for line in lines for pair in zip(line.read, line.truth, strict=True)]
    return sum(one != other for one, other in pairs) / len(pairs)


def main() -> None:
    found = list(images())
    size = sum(len(line.truth) for lines in found for line in lines)
    share = misread([line for lines in found for line in lines])
    print(f"{len(found)} images, {size:,} characters, {share:.1%} misread")


if __name__ == "__main__":
    main()

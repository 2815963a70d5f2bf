"""Build `lookalikes.npz` and `pictures.npy`: which characters look alike, and which sound alike.

    python -m dictionaries.build.lookalikes

Each character is drawn in Noto Sans CJK and Noto Serif CJK (Debian `fonts-noto-cjk`, OFL-1.1) and
the pictures are compared; its readings are those of pypinyin (MIT). Of each picture the figures
that tell most are kept (principal components). Needs Pillow, SciPy, pypinyin.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from pypinyin import Style, pinyin
from scipy.ndimage import gaussian_filter

from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.lookalikes import PICTURES, syllable

FONTS = Path("/usr/share/fonts/opentype/noto")
FACES = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")
CHINESE = 2  # the face of a collection for Simplified text, which has the Traditional forms, too
SIZE, BLUR = 40, 1.0  # pixels
NEAREST = 20  # of Simplified characters, and as many of Traditional ones
AT_ONCE = 1000  # characters whose pictures are compared with all
READINGS = 3
FIGURES = 64  # kept of a picture: likeness by them correlates to .987 with that of the pictures


def characters_of(encoding: str, leads: range) -> set[str]:
    """The characters of the two-byte rows of an encoding that begin with `leads`."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    found = {pair.decode(encoding, "ignore") for pair in pairs}
    return {one for one in found if len(one) == 1 and "\u4e00" <= one <= "\u9fff"}


def pictures(characters: list[str], face: str) -> NDArray[np.float32]:
    """A row of pixels for each character: blurred, without mean, of length one."""
    path = str(FONTS / face)
    font = ImageFont.truetype(path, SIZE - 6, index=CHINESE)
    rows = np.empty((len(characters), SIZE * SIZE), np.float32)
    for row, one in zip(rows, characters, strict=True):
        picture = Image.new("L", (SIZE, SIZE))
        ImageDraw.Draw(picture).text((SIZE / 2, SIZE / 2), one, 255, font, "mm")
        row[:] = gaussian_filter(np.asarray(picture, np.float32), BLUR).ravel()
    rows -= rows.mean(axis=1, keepdims=True)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def nearest(
    drawn: list[NDArray[np.float32]], members: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """For each picture the numbers of the `members` most like it, and how like they are, 0 to 1."""
    found, likeness = [], []
    for start in range(0, len(drawn[0]), AT_ONCE):
        parts = [rows[start : start + AT_ONCE] @ rows[members].T for rows in drawn]
        alike = np.mean(parts, axis=0)
        alike[members == np.arange(start, start + len(alike))[:, None]] = -1
        best = np.argsort(-alike, axis=1, kind="stable")[:, :NEAREST]
        found.append(members[best])
        likeness.append(np.take_along_axis(alike, best, 1))
    return np.concatenate(found), np.concatenate(likeness).clip(0, 1)


def sounds(characters: list[str]) -> NDArray[np.uint16]:
    """The numbers of up to three readings of each character, 0 where there are fewer."""
    table = np.zeros((len(characters), READINGS), np.uint16)
    numbers: dict[str, int] = {}
    for row, one in zip(table, characters, strict=True):
        readings = pinyin(one, style=Style.NORMAL, heteronym=True)[0]
        merged = list(dict.fromkeys(map(syllable, readings)))[:READINGS]
        row[: len(merged)] = [numbers.setdefault(each, len(numbers) + 1) for each in merged]
    return table


def told(drawn: list[NDArray[np.float32]]) -> NDArray[np.int8]:
    """The figures that tell most of each character, what all have in common taken out."""
    rows = np.concatenate(drawn, axis=1)
    rows -= rows.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    _, axes = np.linalg.eigh(rows.T @ rows)
    figures = rows @ axes[:, -FIGURES:]
    figures /= np.linalg.norm(figures, axis=1, keepdims=True)
    return np.rint(figures * (127 / np.abs(figures).max())).astype(np.int8)


def main() -> None:
    """Write the tables beside this script."""
    simplified = characters_of("gb2312", range(0xB0, 0xF8))
    traditional = characters_of("big5", range(0xA4, 0xC7))  # its first level
    characters = sorted(simplified | traditional)
    drawn = [pictures(characters, face) for face in FACES]
    np.save(folder() / PICTURES, told(drawn))
    codes = np.array([ord(one) for one in characters], np.uint16)
    tables = []
    for members in (simplified, traditional):
        inside = np.array([one in members for one in characters])
        found, likeness = nearest(drawn, inside.nonzero()[0])
        tables.append((codes[found], np.rint(likeness * 255 * inside[:, None]).astype(np.uint8)))
    np.savez_compressed(
        folder() / "lookalikes.npz",
        characters=codes,
        nearest=np.concatenate([table for table, _ in tables], axis=1),
        likeness=np.concatenate([table for _, table in tables], axis=1),
        sounds=sounds(characters),
    )


if __name__ == "__main__":
    main()

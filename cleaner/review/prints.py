"""Pictures of the pages under review: which is of which page, and the part of it around a place.

A picture is found, among those of one folder, by the name that the file of the page gives it, or by
the name of that file; a PDF is rendered. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.review.model import Fix
from cleaner.text.spots import Sheet, Sides

if TYPE_CHECKING:
    from PIL import Image

PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".jp2", ".bmp", ".gif")
PDF_SIDE = 4000  # pixels of the longer side of a rendered page; set by hand
CROP_WIDTH = 1000  # pixels of a crop, at most; set by hand
OVERVIEW = 1600  # pixels of the longer side of a whole page in a file; set by hand
QUALITY = 70  # of JPEG
AROUND = 2.0  # heights of the place that are shown above and below it; set by hand
BESIDE = 14.0  # … and on either side; set by hand
LEAST = 0.008  # of the longer side of the page: a place counts as so high at least
OPEN = 4  # pictures that are kept open


class PrintError(Exception):
    """A picture that cannot be shown; the message says why."""


@dataclass(frozen=True)
class Spot:
    """Where a place stands on a page, as shares of its sides: what is shown, and what is marked."""

    page: int
    crop: Sides
    marks: tuple[Sides, ...]

    def described(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "page": self.page,
            "crop": [round(each, 5) for each in self.crop],
            "marks": [[round(each, 5) for each in mark] for mark in self.marks],
        }


def spot_of(fix: Fix, sheets: Sequence[Sheet]) -> Spot | None:
    """Where a fix stands on the page of its first change; None where nothing tells."""
    found = [place for change in fix.changes for place in change.places or ()]
    sheet = next((each for each in sheets if found and each.page == found[0]["page"]), None)
    if sheet is None or not (sheet.width > 0 and sheet.height > 0):
        return None
    boxes = [_shares(each["box"], sheet) for each in found if each["page"] == sheet.page]
    boxes = list(dict.fromkeys(boxes))
    first = boxes[0]
    ratio = sheet.height / sheet.width
    least = LEAST * max(1.0, 1 / ratio)
    high = max(first[3] - first[1], least)
    wide = BESIDE * min(high, 2 * least) * ratio
    tall = AROUND * min(high, 2 * least)
    crop = (
        max(0.0, first[0] - wide), max(0.0, first[1] - tall),
        min(1.0, first[2] + wide), min(1.0, first[3] + tall),
    )  # fmt: skip
    return Spot(sheet.page, crop, tuple(boxes))


def _shares(box: Sequence[float], sheet: Sheet) -> Sides:
    x0, x1 = (min(max(side / sheet.width, 0.0), 1.0) for side in (box[0], box[2]))
    y0, y1 = (min(max(side / sheet.height, 0.0), 1.0) for side in (box[1], box[3]))
    return x0, y0, max(x0, x1), max(y0, y1)


@dataclass
class Prints:
    """The pictures in a folder, for pages whose files are at `paths` by the names of a review.

    `sheets`: the pages of each of them. Raises PrintError where Pillow is not installed.
    """

    folder: Path
    paths: dict[str, Path]
    sheets: dict[str, list[Sheet]]
    _open: OrderedDict[tuple[Path, int], Image.Image] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        try:
            import PIL.Image  # noqa: F401
        except ImportError:
            raise PrintError(
                "--images needs Pillow, which is not installed: pip install 'cleaner[scan]'"
            ) from None

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        """The pictures by their names, and by those without the ending, in lower case."""
        found: dict[str, Path] = {}
        for path in sorted(self.folder.rglob("*")):
            if path.suffix.lower() in PICTURES and path.is_file():
                found.setdefault(path.name.lower(), path)
                found.setdefault(path.stem.lower(), path)
        return found

    def source(self, file: str, page: int) -> tuple[Path, int] | None:
        """The picture of a page, and which page of it; None where there is none."""
        path = self.paths.get(file)
        if path is None:
            return None
        if path.suffix.lower() == ".pdf":
            return path, page
        sheets = self.sheets.get(file, [])
        sheet = next((each for each in sheets if each.page == page), None)
        names = _names(path.name, page, len(sheets), sheet.name if sheet else "")
        return next(((self._by_name[n], 1) for n in names if n in self._by_name), None)

    def used(self, fixes: Iterable[Fix]) -> list[Path]:
        """The files that pictures of these places are taken from."""
        pages = {(fix.file, place["page"]) for fix in fixes for place in _first(fix)}
        found = (self.source(*each) for each in sorted(pages))
        return sorted({each[0] for each in found if each})

    def crop(self, fix: Fix) -> bytes:
        """The part of the print around a place, as JPEG. Raises PrintError."""
        spot = spot_of(fix, self.sheets.get(fix.file, []))
        if spot is None:
            raise PrintError("the place has no place on the page")
        picture = self._picture(fix.file, spot.page)
        width, height = picture.size
        x0, y0, x1, y1 = spot.crop
        box = (int(x0 * width), int(y0 * height), -int(-x1 * width), -int(-y1 * height))
        part = picture.crop(box)
        part.thumbnail((CROP_WIDTH, CROP_WIDTH))
        return _jpeg(part)

    def whole(self, file: str, page: int, side: int = 0) -> bytes:
        """A whole page as JPEG, its longer side no more than `side` pixels. Raises PrintError."""
        picture = self._picture(file, page)
        if side and max(picture.size) > side:
            picture = picture.copy()
            picture.thumbnail((side, side))
        return _jpeg(picture)

    def page_of(self, fix: Fix) -> bytes:
        """The whole page that a place stands on. Raises PrintError."""
        spot = spot_of(fix, self.sheets.get(fix.file, []))
        if spot is None:
            raise PrintError("the place has no place on the page")
        return self.whole(fix.file, spot.page)

    def _picture(self, file: str, page: int) -> Image.Image:
        found = self.source(file, page)
        if found is None:
            raise PrintError(f"{file}: no picture of page {page} in {self.folder}")
        if found not in self._open:
            self._open[found] = _rendered(*found) if found[0].suffix == ".pdf" else _read(found[0])
            if len(self._open) > OPEN:
                self._open.popitem(last=False)
        self._open.move_to_end(found)
        return self._open[found]


def _first(fix: Fix) -> list[dict[str, Any]]:
    return [place for change in fix.changes for place in change.places or ()][:1]


def _names(file: str, page: int, pages: int, given: str) -> list[str]:
    """What the picture of a page may be called, without its ending or with it, in lower case."""
    named = re.split(r"[/\\]", given)[-1]
    stem = file.lower()
    stems = [stem]
    while "." in stem:
        stem = stem.rpartition(".")[0]
        stems.append(stem)
    numbered = [
        f"{stem}{sign}{page:0{width}}"
        for stem in stems
        for sign in ("-", "_", ".", "-p", "_p")
        for width in (1, 2, 3, 4)
    ]
    plain = stems if pages <= 1 else []
    names = [named.lower(), named.lower().rpartition(".")[0], *numbered, *plain]
    return [name for name in names if name]


def _read(path: Path) -> Image.Image:
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                return picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PrintError(f"{path}: {error}") from None


def _rendered(path: Path, page: int) -> Image.Image:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        try:
            sheet = document[page - 1]
            picture: Image.Image = sheet.render(scale=PDF_SIDE / max(sheet.get_size())).to_pil()
            return picture.convert("RGB")
        finally:
            document.close()
    except (OSError, ValueError, IndexError, pypdfium2.PdfiumError) as error:
        raise PrintError(f"{path}: {error}") from None


def _jpeg(picture: Image.Image) -> bytes:
    data = BytesIO()
    picture.save(data, "JPEG", quality=QUALITY)
    return data.getvalue()

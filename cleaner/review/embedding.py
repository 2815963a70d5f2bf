"""The prints of a review page: named for a page that is served, put into one that is a file."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cleaner.review.model import Fix
from cleaner.review.prints import OVERVIEW, PrintError, Prints, Spot, spot_of
from cleaner.review.session import Session

ROOM = 24_000_000  # characters that all pictures of a page may have; set by hand
FOR_CROPS = 0.75  # of it, the rest is for whole pages


@dataclass
class Embedded:
    """What the page is given, and how much of what there is was put in.

    `crops`, `pages`: how many were put in; `places`, `sheets`: how many there are; `characters`:
    what they take.
    """

    values: dict[str, Any]
    places: int = 0
    crops: int = 0
    sheets: int = 0
    pages: int = 0
    characters: int = 0
    troubles: list[str] = field(default_factory=list)


def linked(session: Session, prints: Prints) -> Embedded:
    """The places of a page that asks its server for the pictures."""
    found = _spots(session, prints)
    values = {"served": True, "spots": {number: spot.described() for number, _, spot in found}}
    missing = {fix.file for _, fix, spot in found if prints.source(fix.file, spot.page) is None}
    troubles = [f"{file}: no picture of its pages in {prints.folder}" for file in sorted(missing)]
    return Embedded(values, len(found), len(found), troubles=troubles)


def embedded(session: Session, prints: Prints) -> Embedded:
    """Crops and whole pages as data, as many as there is room for: in the order of review."""
    ranks = {series.name: number for number, series in enumerate(session.series)}
    found = sorted(_spots(session, prints), key=lambda each: (ranks[each[1].series], each[0]))
    sheets = dict.fromkeys((fix.file, spot.page) for _, fix, spot in found)
    made = Embedded({"served": False}, len(found), sheets=len(sheets))
    crops: dict[tuple[str, Spot], int] = {}
    pictures: list[str] = []
    spots: dict[int, dict[str, Any]] = {}
    for number, fix, spot in found:
        key = (fix.file, Spot(spot.page, spot.crop, ()))
        spots[number] = spot.described()
        if key not in crops:
            data = _taken(made, lambda fix=fix: prints.crop(fix), int(ROOM * FOR_CROPS))  # type: ignore[misc]
            if data is None:
                continue
            crops[key] = len(pictures)
            pictures.append(data)
        spots[number]["picture"] = crops[key]
        made.crops += 1
    pages = {}
    for file, page in sheets:
        data = _taken(made, lambda file=file, page=page: prints.whole(file, page, OVERVIEW), ROOM)  # type: ignore[misc]
        if data is not None:
            pages[f"{page} {file}"] = data
    made.pages = len(pages)
    made.values |= {"spots": spots, "pictures": pictures, "pages": pages}
    return made


def _taken(made: Embedded, picture: Callable[[], bytes], room: int) -> str | None:
    """A picture as data, if there is one and room for it."""
    if made.characters >= room:
        return None
    try:
        data = base64.b64encode(picture()).decode()
    except PrintError as error:
        made.troubles.append(str(error))
        return None
    if made.characters + len(data) > room:
        return None
    made.characters += len(data)
    return f"data:image/jpeg;base64,{data}"


def _spots(session: Session, prints: Prints) -> list[tuple[int, Fix, Spot]]:
    """The number of each fix that has a place on a page, the fix, and its spot."""
    found = (
        (n, fix, spot_of(fix, prints.sheets.get(fix.file, ())))
        for n, fix in enumerate(session.fixes)
    )
    return [(number, fix, spot) for number, fix, spot in found if spot is not None]

"""Articles as a structure map in METS, beside those it has; nothing else of the file changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import BinaryIO, NamedTuple

from cleaner.formats.readingorder import TAG
from cleaner.formats.scanning import Scan
from cleaner.formats.splicing import Splice
from cleaner.text.regex import regex

LABEL = "cleaner: articles"
"""What the map is called; another one of this name is replaced."""
UNWRITABLE = regex(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


class Area(NamedTuple):
    """A part of a file: its path as the METS file names it, and the identifier of what stands
    there; none for all of it."""

    file: str
    begin: str = ""


class Story(NamedTuple):
    """An article: its headline, and where it stands, in the order of reading."""

    label: str
    areas: Sequence[Area]


def mapped(
    data: Callable[[], BinaryIO], name: str, stories: Iterable[Story], ids: dict[str, str]
) -> list[Splice]:
    """What puts a map of articles behind the last one of a METS file.

    `ids`: by the path of a file its identifier. Raises InputError.
    """
    scan = Scan(data, name)
    start, end, prefix = _place(scan)
    if start < 0:
        return []
    made = scan.written(_markup(prefix, stories, ids))
    first, after = scan.span((start, end))
    with data() as file:
        file.seek(first)
        same = file.read(after - first) == made
    return [] if same else [Splice(first, after, made)]


def _place(scan: Scan) -> tuple[int, int, str]:
    """Where the map of this name stands, or that behind the last one is; and the prefix of tags."""
    own: list[tuple[int, int]] = []
    last, prefix = -1, ""
    begun = -1, False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal begun, prefix
        if tag.rpartition(":")[2] == "structMap":
            begun = scan.place, attributes.get("LABEL") == LABEL
            found = TAG.match(scan.data, scan.place)
            prefix = (found[1] or b"").decode() if found else ""

    def ended(tag: str) -> None:
        nonlocal last
        if tag.rpartition(":")[2] == "structMap":
            last = scan.data.index(b">", scan.place) + 1
            if begun[1]:
                own.append((begun[0], last))

    scan.parser.EndElementHandler = ended
    scan.run(start)
    return (*(own[0] if own else (last, last)), prefix)


def _markup(prefix: str, stories: Iterable[Story], ids: dict[str, str]) -> str:
    def element(tag: str, attributes: dict[str, str], inside: str = "") -> str:
        told = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        whole = f"{prefix}{tag}{told}"
        return f"<{whole}>{inside}</{prefix}{tag}>" if inside else f"<{whole}/>"

    def of_area(area: Area) -> str:
        begin = {"BETYPE": "IDREF", "BEGIN": area.begin} if area.begin else {}
        return element("area", {"FILEID": ids[area.file], **begin})

    def of_story(number: int, story: Story) -> str:
        label = " ".join(UNWRITABLE.sub(" ", story.label).split())
        named = {"LABEL": label} if label else {}
        areas = "".join(of_area(area) for area in story.areas if area.file in ids)
        inside = element("fptr", {}, element("seq", {}, areas)) if areas else ""
        return element("div", {"TYPE": "article", "ORDER": str(number), **named}, inside)

    rows = "".join(of_story(number, story) for number, story in enumerate(stories, 1))
    whole = element("div", {"TYPE": "articles"}, rows)
    return element("structMap", {"TYPE": "LOGICAL", "LABEL": LABEL}, whole)

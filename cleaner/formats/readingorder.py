"""`ReadingOrder` of PAGE: an order of the regions stated in the file, nothing else changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import BinaryIO

from cleaner.formats.scanning import Scan
from cleaner.formats.splicing import Splice
from cleaner.text.regex import regex

TAG = regex(rb"<([^\s/>:]+:)?(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
BEFORE = ("AlternativeImage", "Border", "PrintSpace")  # what the schema has before the order
ORDER = "ReadingOrder"
NAME = "order"


@dataclass
class Stated:
    """What a file says: where its order stands or could, the prefix of tags, the name of its group,
    and the regions of the order with their places in nested groups."""

    start: int = -1
    end: int = -1
    prefix: str = ""
    group: str = ""
    free: bool = False  # some of its groups have no order
    rows: list[tuple[tuple[int, ...], str]] = field(default_factory=list)

    @property
    def regions(self) -> list[str]:
        """Those of the order."""
        return [region for _, region in sorted(self.rows, key=lambda row: row[0])]


def ordered(data: Callable[[], BinaryIO], name: str, regions: Sequence[str]) -> list[Splice]:
    """What makes a PAGE file state an order: an order that is there is replaced, or one is put in.

    `regions`: identifiers in the order of reading. Those of an order that is there that are not
    among them stay behind those that they were behind. Raises InputError.
    """
    scan = Scan(data, name)
    stated = _stated(scan)
    if not regions or stated.start < 0:
        return []
    wanted = merged(regions, stated.regions)
    if wanted == stated.regions and not stated.free:
        return []
    start, end = scan.span((stated.start, stated.end))
    group = stated.group or _unused(scan)
    return [Splice(start, end, scan.written(_markup(stated.prefix, group, wanted)))]


def merged(regions: Sequence[str], before: Sequence[str]) -> list[str]:
    """Regions in their order, and those that only another order has: each behind the one that is
    before it there."""
    found = list(regions)
    for place, region in enumerate(before):
        if region not in found:
            found.insert(found.index(before[place - 1]) + 1 if place else 0, region)
    return found


def _markup(prefix: str, group: str, regions: Sequence[str]) -> str:
    rows = "".join(
        f'<{prefix}RegionRefIndexed index="{number}" regionRef="{escape(region)}"/>'
        for number, region in enumerate(regions)
    )
    inside = f'<{prefix}OrderedGroup id="{escape(group)}">{rows}</{prefix}OrderedGroup>'
    return f"<{prefix}{ORDER}>{inside}</{prefix}{ORDER}>"


def _unused(scan: Scan) -> str:
    """A name that the file has not."""
    number, name = 1, NAME
    while name.encode() in scan.data:
        number += 1
        name = f"{NAME}{number}"
    return name


def _stated(scan: Scan) -> Stated:
    found = Stated()
    open_tags: list[tuple[str, int]] = []  # and where those end that have no end tag
    groups: list[tuple[int, ...]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        whole = TAG.match(scan.data, scan.place)
        end = whole.end() if whole else scan.place
        open_tags.append((kind, end if scan.data[end - 2 : end] == b"/>" else -1))
        if kind == "Page" and found.start < 0:
            found.start = found.end = end
            found.prefix = (whole[1] or b"").decode() if whole else ""
        elif kind == ORDER:
            found.start = scan.place
        elif kind.endswith(("Group", "GroupIndexed")) or kind.startswith("RegionRef"):
            _row(found, groups, kind, attributes)

    def ended(tag: str) -> None:
        kind, end = open_tags.pop()
        if kind.endswith(("Group", "GroupIndexed")):
            groups.pop()
        if open_tags and open_tags[-1][0] == "Page" and kind in (*BEFORE, ORDER):
            found.end = end if end >= 0 else scan.data.index(b">", scan.place) + 1
            found.start = found.start if kind == ORDER else found.end

    scan.parser.EndElementHandler = ended
    scan.run(start)
    return found


def _row(
    found: Stated, groups: list[tuple[int, ...]], kind: str, attributes: dict[str, str]
) -> None:
    """Take in a group or a region of an order."""
    told = attributes.get("index", "").strip()
    key = (*(groups[-1] if groups else ()), int(told) if told.isdecimal() else len(found.rows))
    if not kind.startswith("RegionRef"):
        found.group = found.group or attributes.get("id", "")
        found.free |= kind.startswith("Unordered")
        groups.append(key)
    if attributes.get("regionRef"):
        found.rows.append((key, attributes["regionRef"]))

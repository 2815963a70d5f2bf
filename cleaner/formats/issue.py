"""The pages of an issue: of the files that a METS file names, in its order.

They are looked for in its folder and nowhere else: no address is opened, no path leads out of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from cleaner.formats import mets
from cleaner.formats.pages import Page
from cleaner.formats.recognition import HEAD, Format, recognised
from cleaner.text.errors import InputError

READ = ("alto", "page", "hocr")


def pages(data: Callable[[], BinaryIO], name: str, folder: Path) -> Iterator[Page]:
    """The pages, numbered through; the name of each is the path of its file.

    Raises InputError where a file is not there or cannot be read. What is left out, as it lies
    elsewhere or has no text with places, is the warning of a page.
    """
    warnings = [f"names {address}, which is elsewhere" for address in mets.elsewhere(data, name)]
    number = 0
    for path in mets.files(data, name):
        opened = _opened(folder, path, name)
        found = _format(opened, path)
        if found is None:
            warnings.append(f"names {path}, which has no text with places")
            continue
        for page in found.pages(opened, str(folder / path)):
            number += 1
            told = [*warnings, page.warning] if page.warning else warnings
            yield replace(page, number=number, name=path, warning="; ".join(told))
            warnings = []
    if not number:
        raise InputError(f"{name}: {'; '.join(warnings) or 'names no files with text'}")


def files(
    data: Callable[[], BinaryIO], name: str, folder: Path
) -> Iterator[tuple[str, Callable[[], BinaryIO]]]:
    """The files that `pages` reads: the path of each, and what opens it. Raises InputError."""
    for path in mets.files(data, name):
        opened = _opened(folder, path, name)
        if _format(opened, path) is not None:
            yield path, opened


def _format(opened: Callable[[], BinaryIO], path: str) -> Format | None:
    """The format of a file of an issue, if it is one that is read."""
    with opened() as file:
        found = recognised(file.read(HEAD), path)
    return found if found is not None and found.name in READ else None


def _opened(folder: Path, path: str, name: str) -> Callable[[], BinaryIO]:
    """Opens a file of the folder."""
    real, within = os.path.realpath(folder / path), os.path.realpath(folder)
    if os.path.commonpath([real, within]) != within:
        raise InputError(f"{name}: {path}: a link leads out of the folder")
    if not os.path.isfile(real):
        raise InputError(f"{name}: names {path}, which is not there")
    return lambda: open(real, "rb")

"""The pages of the site: the documents where they are, and nothing written twice.

A hook of mkdocs (`mkdocs.yml`): before it builds, README and the documents are copied, with their
pictures, into `site-docs`, so that links between them hold; what leads to code or data of the
repository becomes plain text.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?!https?:|#)([^)#\s]*)(#[^)\s]*)?\)")


def documents() -> Iterator[Path]:
    """The documents, as paths from the root of the repository."""
    for pattern in ("*.md", "docs/*.md", "docs/images/*.png", "dictionaries/*.md", "bench/*.md"):
        yield from sorted(path.relative_to(ROOT) for path in ROOT.glob(pattern))


def page(path: Path) -> str:
    """A document as a page of the site: links to documents as they are, others as plain text."""
    pages = {*documents()}

    def linked(match: re.Match[str]) -> str:
        text, target, anchor = match[1], match[2], match[3] or ""
        there = Path(*_normal(path.parent / target))
        if there == Path("README.md"):
            return f"[{text}]({_up(path)}index.md{anchor})"
        return match[0] if there in pages else text

    return LINK.sub(linked, (ROOT / path).read_text("utf-8"))


def _normal(path: Path) -> list[str]:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return parts


def _up(path: Path) -> str:
    return "../" * len(path.parent.parts)


def write(folder: Path) -> None:
    """Write all pages into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in documents():
        target = folder / ("index.md" if path == Path("README.md") else path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            target.write_text(page(path), "utf-8")
        else:
            shutil.copy(ROOT / path, target)


def on_pre_build(config: Any) -> None:
    """What mkdocs calls before it looks for pages."""
    write(Path(config["docs_dir"]))


if __name__ == "__main__":
    write(ROOT / "site-docs")

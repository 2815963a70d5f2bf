"""The renderers a page can be set with, each a function from a page to its PDF."""

from collections.abc import Callable
from importlib.metadata import version

from . import chromium, render
from .page import Page

RENDERERS: dict[str, Callable[[Page], bytes]] = {
    "typst": render.render,
    "chromium": chromium.render,
}


def absent(renderer: str) -> str:
    """Why a renderer cannot be used here, or nothing."""
    if renderer == "chromium" and chromium.program() is None:
        return f"None of {', '.join(chromium.NAMES)} is on the path: no page was set with it.\n"
    return ""


def version_of(renderer: str) -> str:
    """The renderer and its version."""
    return chromium.version() if renderer == "chromium" else f"typst {version('typst')}"

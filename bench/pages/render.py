"""A page -> PDF, set with Typst."""

import json
import os
from dataclasses import asdict
from pathlib import Path

import typst

from .page import Page

TEMPLATE = Path(__file__).with_name("page.typ")
FONTS = "TYPST_FONT_PATHS"
"""Environment variable: folders of fonts besides those of the system, as the program has it."""


def render(page: Page) -> bytes:
    """The PDF of a page: one sheet as high as it needs to be."""
    return compiled(TEMPLATE, page=typst_input(page))


def compiled(template: Path, **inputs: str) -> bytes:
    """The PDF of a template with these inputs."""
    folders = [folder for folder in os.environ.get(FONTS, "").split(os.pathsep) if folder]
    return typst.compile(str(template), sys_inputs=inputs, font_paths=folders)


def typst_input(page: Page) -> str:
    """What the template reads, as JSON."""
    return json.dumps(asdict(page), ensure_ascii=False)

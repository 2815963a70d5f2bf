"""A page -> PDF, set with Typst."""

import json
from dataclasses import asdict
from pathlib import Path

import typst

from .page import Page

TEMPLATE = Path(__file__).with_name("page.typ")


def render(page: Page) -> bytes:
    """The PDF of a page: one sheet as high as it needs to be."""
    return typst.compile(str(TEMPLATE), sys_inputs={"page": typst_input(page)})


def typst_input(page: Page) -> str:
    """What the template reads, as JSON."""
    return json.dumps(asdict(page), ensure_ascii=False)

"""The kinds of protected spans."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A protected stretch: `start` and `end` in code points, 0-based, and its kind."""

    start: int
    end: int
    kind: str


URL = "url"
EMAIL = "e-mail"
PATH = "path"
CODE = "code"
NUMBER = "number"  # with marks: 1,234.5; 3.14; 1.2.3; 1/3
RANGE = "range"  # 12-15, 3.5-4.0
DATE = "date"  # 2020-01-15, 2020/1/5
TIME = "time"
RATIO = "ratio"  # 2:0, 1:200
PHONE = "phone"
MODEL = "model"  # RX-78, GB/T 19001-2016
FORMULA = "formula"
LATIN = "latin"
CITATION = "citation"
NAME = "name"

KINDS = (
    URL, EMAIL, PATH, CODE, NUMBER, RANGE, DATE, TIME, RATIO, PHONE, MODEL, FORMULA, LATIN,
    CITATION, NAME,
)  # fmt: skip

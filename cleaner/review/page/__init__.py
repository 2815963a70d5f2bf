"""The review in a browser, as one page: its parts lie here, and `Page` puts them together."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from cleaner.messages.language import said_in
from cleaner.review import own, placing
from cleaner.review.decisions import HEAD
from cleaner.review.model import Fix
from cleaner.review.session import Session
from cleaner.text.regex import regex

SCRIPTS = (
    "words.js",
    "text.js",
    "placing.js",
    "model.js",
    "keep.js",
    "list.js",
    "show.js",
    "whole.js",
    "own.js",
    "prints.js",
    "hits.js",
    "main.js",
)
SELDOM = ("goal", "candidates", "spots")  # of a fix, left out where there are none
# What would end the element that the data stand in, or the line of a script; and halves of
# characters, which UTF-8 cannot hold.
_ESCAPED = regex("[<\u2028\u2029\ud800-\udfff]")


class Page:
    """The page of a session, with its texts.

    Unless it is `served`, it keeps decisions in the browser and gives them out as a file.
    `prints`: places on pictures of the pages, and pictures (`cleaner.review.embedding`).
    """

    def __init__(
        self, session: Session, *, served: bool, prints: dict[str, Any] | None = None
    ) -> None:
        self._session = session
        self._served = served
        self._given = prints
        names = {series.name: number for number, series in enumerate(session.series)}
        fixes = [_fix(fix, names[fix.series]) for fix in session.fixes]
        what = {
            "texts": dict(sorted(session.texts.items())),
            "series": [[each.name, each.rule] for each in session.series],
            "fixes": fixes,
            "reasons": {each: said_in("zh", each) for each in _whys(session)},
            "limits": {"more": own.MORE, "widest": own.WIDEST},
        }
        self._fixed = _json(what)[1:-1]
        self._prints = _json(prints or {"spots": {}})
        # The sources and their fixes: the same page made again finds what was decided in it.
        self._key = hashlib.sha256(self._fixed.encode()).hexdigest()[:16]

    def anew(self) -> Page:
        """The page of the same session, which has more places by now."""
        return Page(self._session, served=self._served, prints=self._given)

    def html(self) -> str:
        """The page with what is decided now."""
        book = self._session.book
        now = {
            "key": self._key,
            "served": self._served,
            "path": self._session.path.name,
            "head": HEAD,
            "reviewer": self._session.reviewer if self._served else "",
            "book": [[each.name, each.verdict.value, each.as_line()] for each in book.everything()],
            "lost": [each.as_line() for each in self._session.lost],
        }
        shell = _shell(self._served).replace("{{prints}}", self._prints, 1)
        return shell.replace("{{data}}", f"{{{self._fixed},{_json(now)[1:]}", 1)


def _whys(session: Session) -> list[str]:
    """The reasons of the fixes and those that a reviewer may bring in."""
    return sorted({*(fix.why for fix in session.fixes), own.WHY, *placing.WHY.values()})


def _fix(fix: Fix, series: int) -> dict[str, Any]:
    values = fix.described()
    for key in ("left", "right", "rule"):  # the text and the series have them
        del values[key]
    values = {key: value for key, value in values.items() if value or key not in SELDOM}
    return values | {"series": series}


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@cache
def _shell(served: bool) -> str:
    """The page without data: its own style and script may run in it, and nothing else."""
    style, script = _part("style.css"), "".join(map(_part, SCRIPTS))
    answers = "'self'" if served else "'none'"
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        f"img-src data:{' ' + answers if served else ''}; connect-src {answers}; "
        "base-uri 'none'; form-action 'none'"
    )
    shell = _part("page.html")
    for name, value in (("policy", policy), ("style", style), ("script", script)):
        shell = shell.replace("{{" + name + "}}", value)
    return shell


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _part(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


__all__ = ["Page"]

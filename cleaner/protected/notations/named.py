"""What the name of a file says of its notation: less than its lines do, but something."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath

from cleaner.protected.notations.notation import (
    BIBTEX,
    CARD,
    CATALOGUE,
    INI,
    JSON,
    LOG,
    MARKUP,
    PROGRAM,
    RIS,
    TABLE,
    YAML,
    Notation,
)

# Of each kind: the endings of its files, and signs of which such a text has one at least.
_ENDINGS = {
    TABLE: ("csv tsv tab psv conll conllu", ",;\t|"),
    JSON: ("json jsonl ndjson json5 geojson ipynb", '{["'),
    YAML: ("yaml yml", ":-"),
    INI: ("ini cfg conf toml properties env reg desktop strings", "="),
    CATALOGUE: ("po pot", '"'),
    CARD: ("vcf ics", ":"),
    BIBTEX: ("bib bst", "@{"),
    RIS: ("ris enw nbib", "-%"),
    MARKUP: ("html htm xhtml xml svg vue ejs hbs jsp xsl xsd tmx xliff xlf resx plist wxml", "<"),
    LOG: ("log", ":"),
    PROGRAM: (
        "py pyi pyx js mjs cjs ts tsx jsx java kt c h cc cpp cxx hpp cs go rs rb php pl pm lua r m "
        "swift scala sh bash zsh fish bat cmd ps1 sql el lisp scm clj hs ml vb vbs pas f90 asm s "
        "css scss sass less styl cmake mk gradle proto thrift graphql tf dockerfile makefile vim",
        "(){}=;:#/",
    ),
}
KIND = {ending: kind for kind, (endings, _) in _ENDINGS.items() for ending in endings.split()}


def named(text: str, name: str) -> Notation | None:
    """The whole text as the notation its file's name speaks of; None without a sign of it."""
    kind = _kind_of(name)
    if kind is None or not any(sign in text for sign in _ENDINGS[kind][1]):
        return None
    return Notation(0, len(text), kind, f"the file is named {PurePath(name).name}")


@lru_cache(64)
def _kind_of(name: str) -> str | None:
    """The notation that the name of a file speaks of."""
    path = PurePath(name)
    return KIND.get((path.suffix[1:] or path.name).lower())

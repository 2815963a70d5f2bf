"""Editing a dictionary file: what is in it stays as it is, and rows are kept sorted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from cleaner.knowledge.lexicon import COLUMNS, KINDS, DictionaryError, parsed

BOM = b"\xef\xbb\xbf"


def added(data: bytes, name: str, variants: Sequence[str], kind: str, path: Path) -> bytes:
    """The bytes of a dictionary with a name and its variants.

    A name that is there keeps its row, and gets the variants it has not. A new one goes before the
    first row whose name sorts after it by code points; comments, empty lines, byte-order mark and
    line ends stay. Raises DictionaryError, naming `path`, where the file or what is to be added is
    wrong.
    """
    _check(name, variants, kind)
    end = "\r\n" if b"\r\n" in data else "\n"
    parsed(data or b"name\n", path)
    lines = data.removeprefix(BOM).decode("utf-8").splitlines() or ["\t".join(COLUMNS[:3])]
    header = lines[0].split("\t")
    rows = [
        number
        for number, line in enumerate(lines)
        if number and line.strip() and not line.startswith("#")
    ]
    at = header.index("name")
    names = [lines[number].split("\t")[at].strip() for number in rows]
    wanted = {"variants": bool(variants), "kind": bool(kind)}
    for column in (column for column, is_wanted in wanted.items() if is_wanted):
        if column not in header:
            header.append(column)
    lines[0] = "\t".join(header)
    if name in names:
        number = rows[names.index(name)]
        lines[number] = _row(header, lines[number].split("\t"), name, variants, kind)
    else:
        place = bisect_left(names, name) if names == sorted(names) else len(names)
        number = rows[place] if place < len(rows) else len(lines)
        lines.insert(number, _row(header, [], name, variants, kind))
    text = end.join(lines) + end
    return (BOM if data.startswith(BOM) else b"") + text.encode("utf-8")


def _row(header: list[str], cells: list[str], name: str, variants: Sequence[str], kind: str) -> str:
    values = dict(zip(header, cells, strict=False)) | {"name": name}
    known = [form for form in values.get("variants", "").split("|") if form]
    forms = dict.fromkeys([*known, *variants])
    if variants:
        values["variants"] = "|".join(sorted(forms.keys() - {name}))
    if kind:
        values["kind"] = kind
    return "\t".join(values.get(column, "") for column in header).rstrip("\t")


def _check(name: str, variants: Sequence[str], kind: str) -> None:
    for form in (name, *variants):
        if (
            not form.strip()
            or form != form.strip()
            or form.splitlines() != [form]
            or set(form) & set("\t\0|")
        ):
            raise DictionaryError(f"{form!r} cannot be written in a dictionary")
    if name.startswith("#"):
        raise DictionaryError(f"{name!r} would be a comment")
    if kind not in KINDS:
        raise DictionaryError(f"kind {kind!r} is none of {', '.join(KINDS[1:])}")

"""Lists of references: GB/T 7714 and the like."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.protected.notations.notation import REFERENCES, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.regex import regex

_HAN = "\u3400-\u9fff"
_LEAD = (
    r"(?:\\(?:bib)?item(?:\{[^{}]*\})?(?:\[[^\]]*\])?\s*|[\[［〔]\d{1,3}[\]］〕]\s*"
    r"|[（(]?\d{1,3}[)）.．、]\s*|[-*•]\s*)?"
)
_AUTHOR = (
    rf"(?:[{_HAN}]{{2,4}}|[{_HAN}·]{{2,20}}|[A-Z][\w'-]+(?: [A-Z][\w.-]*)*"
    rf"|\[[{_HAN}]\]\s?[{_HAN}·]+)"
)
_TYPED = regex(rf"{_LEAD}\S.{{1,300}}?\[[A-Z]{{1,2}}(?:/[A-Z]{{2,3}})?\][.．].*")
_LISTED = regex(
    rf"{_LEAD}{_AUTHOR}(?:[,，] ?{_AUTHOR})*(?:[,，] ?等)?(?:[,，]? ?(?:编|主编|译|著|編|譯))*"
    r"[.．] ?[^\n]{2,160}?[.．] ?"
    r"[^\n]*?(?:[,，] ?|\(|（|：|: ?)(?:19|20)\d\d(?![年\d])[^\n]*"
)
_DATED = regex(
    rf"{_LEAD}{_AUTHOR}(?:[,，、&] ?{_AUTHOR})*(?:[,，] ?等)?"
    r"(?:, ?(?:19|20)\d\d[a-z]?| ?\((?:19|20)\d\d[a-z]?\))[.．] ?\S.*"
)
LONGEST = 500  # characters


def _is_reference(line: str) -> bool:
    """Whether a line has authors, a title, and where it was published or when."""
    if "。" in line:
        return False
    return any(form.fullmatch(line) for form in (_TYPED, _LISTED, _DATED))


def references(rows: Rows) -> Iterator[Notation]:
    """Authors, a title and where it was published, parted by half-width commas and points."""
    if rows.text.count(".") + rows.text.count("．") < 2:
        return
    able = rows.free & (rows.last - rows.first < LONGEST)
    able &= (rows.count(".") + rows.count("．") > 1) & (rows.han > 3)
    able = rows.which(able, _is_reference)
    for first, last in rows.runs(able, across_blanks=True):
        yield Notation(*rows.span(first, last), REFERENCES, "authors, a title, a year")
        rows.take(first, last)

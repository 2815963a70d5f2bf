"""What `names suggest` writes: a dictionary of the names in texts, for someone to go through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.knowledge.lexicon import COLUMNS
from cleaner.survey.findings import Finding
from cleaner.survey.forms import Form
from cleaner.survey.pairs import LIKELY


def draft(
    forms: Iterable[Form], found: Iterable[Finding], listed: frozenset[str], least: int
) -> Iterator[str]:
    """A dictionary file, line by line: the names found `least` times, the most frequent first.

    A likely misspelling is no row but a variant of the right name. Where nothing tells which is
    right, and where it may be two names, the note says so. `listed` names are left out.
    """
    yield "\t".join(COLUMNS[:4]) + "\n"
    variants: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    wrong: set[str] = set()
    for each in found:
        names = [form.name for form in each.forms]
        if each.verdict == LIKELY and each.right:
            variants[each.right] = sorted(set(names) - {each.right})
            wrong.update(variants[each.right])
        else:
            for name in names:
                others.setdefault(name, []).extend(sorted(set(names) - {name}))
    rows = [form for form in forms if not form.near and form.name not in listed | wrong]
    for form in sorted(rows, key=lambda form: (-len(form.places), form.name)):
        named = form.name in variants or form.name in others
        if len(form.places) >= least or (named and form.places):
            cells = (form.name, "|".join(variants.get(form.name, ())), form.kind)
            yield "\t".join((*cells, _note(form, others.get(form.name, ())))) + "\n"


def _note(form: Form, others: Iterable[str]) -> str:
    """How often and where a name was found, what speaks for it, and what it may be the same as."""
    files = len(form.files)
    parts = [f"{len(form.places)}× in {files} file{'s' if files > 1 else ''}"]
    parts += [f"{kind} {count}" for kind, count in sorted(form.evidence.items())]
    parts += [f"beside {form.beside.most_common(1)[0][0]}"] if form.beside else []
    parts += [f"also {other}?" for other in others]
    return ", ".join(parts)

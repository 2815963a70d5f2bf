"""What `names check` reports: one finding a name, in each of the formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cleaner.ledger.entries import dump
from cleaner.messages.language import said
from cleaner.report.look import visible
from cleaner.survey.forms import Form
from cleaner.survey.pairs import LIKELY, Pair

SHOWN = 5  # places of a form that people are shown
HEADS = {LIKELY: "likely one name", "doubtful": "one name or two"}


@dataclass(frozen=True)
class Finding:
    """Spellings that are or may be of one name, the most frequent first; reasons, surest first."""

    verdict: str
    right: str
    forms: tuple[Form, ...]
    why: tuple[str, ...]
    score: float

    @property
    def confidence(self) -> float:
        """How likely it is one name, from 0 to 1: the score is the power of ten of the odds."""
        return round(min(0.99, 1 / (1 + 10**-self.score)), 2)

    def described(self) -> dict[str, Any]:
        """As an object for programs."""
        return {
            "verdict": self.verdict,
            "right": self.right or None,
            "kind": self.forms[0].kind,
            "confidence": self.confidence,
            "why": list(self.why),
            "forms": [
                {
                    "form": form.name,
                    "count": len(form.places),
                    "files": len(form.files),
                    "evidence": dict(sorted(form.evidence.items())),
                    "places": [place._asdict() for place in form.places],
                }
                for form in self.forms
            ],
        }


def findings(pairs: Iterable[Pair]) -> list[Finding]:
    """The likely pairs that share a form as one finding each, then each doubtful pair."""
    likely: list[Pair] = []
    doubtful: list[Pair] = []
    for pair in pairs:
        (likely if pair.verdict == LIKELY else doubtful).append(pair)
    groups = [_finding(group) for group in _joined(likely)]
    return groups + [_finding([pair]) for pair in doubtful]


def _joined(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Pairs that hang together by their forms."""
    groups: list[list[Pair]] = []
    for pair in pairs:
        ours = {form.name for form in pair.forms}
        near = [group for group in groups if any(ours & _names(each) for each in group)]
        merged = [*(each for group in near for each in group), pair]
        groups = [group for group in groups if group not in near] + [merged]
    return groups


def _names(pair: Pair) -> set[str]:
    return {form.name for form in pair.forms}


def _finding(pairs: list[Pair]) -> Finding:
    """One finding of pairs that hang together."""
    forms = {form.name: form for pair in pairs for form in pair.forms}
    rights = Counter(pair.right for pair in pairs if pair.right)
    right = max(
        sorted(rights), key=lambda name: (rights[name], len(forms[name].places)), default=""
    )
    ordered = sorted(
        forms.values(), key=lambda form: (-len(form.places), form.name != right, form.name)
    )
    why = tuple(pair.why for pair in pairs)
    return Finding(pairs[0].verdict, right, tuple(ordered), why, max(pair.score for pair in pairs))


def full(found: Iterable[Finding]) -> Iterator[str]:
    """For people: the spellings, how often and where, and why."""
    for each in found:
        names = " / ".join(visible(form.name) for form in each.forms)
        likely = f", likely {visible(each.right)}" if each.right else ""
        yield said(f"{names}: {HEADS[each.verdict]}{likely}") + "\n"
        for form in each.forms:
            first = form.places[:SHOWN]
            places = [f"{visible(one.file)}:{one.line}:{one.column}" for one in first]
            left = len(form.places) - SHOWN
            more = [said(f"and {left} more")] if left > 0 else []
            listed = f"    {visible(form.name)} {len(form.places)}×  {', '.join(places + more)}"
            yield listed.rstrip() + "\n"
        for why in each.why:
            reasons = "; ".join(map(said, why.split("; ")))
            yield f"    {visible(reasons)}\n"


def as_json_lines(found: Iterable[Finding]) -> Iterator[str]:
    """One JSON object a line."""
    for each in found:
        yield dump(each.described()) + "\n"


FORMATS: dict[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
    "full": full,
    "jsonl": as_json_lines,
}

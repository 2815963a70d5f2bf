"""Whether two spellings are one person or two.

Two people may well have names that differ in one character. How many such namesakes chance lets one
expect among the people of the texts, is told by how rare the characters are that both names share,
and how few look or sound like the one that differs. Against it stands how often a name is misspelt
so. What is known of the places is added to that.

Brothers and sisters often share all but a character that is quite unlike, so such names are
compared only where both sign as reporters. Of the name of a place, 市 or 县 at its end is no part.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cleaner.knowledge.lexicon import Lexicon, Name, places
from cleaner.names.frequencies import alike, frequencies
from cleaner.names.people import PERSON, PLACE
from cleaner.survey.forms import SHORTEST, Form, Place

LIKELY, DOUBTFUL = "likely", "doubtful"
# Log10 of odds for and against a misspelling; set on the tuning half of `bench.spellings`.
MISSPELT = {  # of all names, so
    "looks like": -1.7,
    "has nearly the four corners of": -1.7,
    "sounds like": -2.0,
    "is unlike": -3.0,
}
TOGETHER, EACH_AGAIN, SOUND_ONLY, OFFICES, TWO_PLACES = -4.0, -2.0, -1.0, -1.0, -1.5
SAME_TEXT, ONCE, SAME_OFFICE, LISTED = 1.0, 1.0, 0.5, 1.5
SURE, POSSIBLE = 2.5, 0.0
CERTAIN = 4.0
PEOPLE, REPORTERS, PLACES = 100, 20, 1_000_000  # to reckon with, however short the texts
OFTEN = 3  # times that a name occurs from which it is said often
RARER = 10  # times that a character is rarer in names than the other; set by hand


@dataclass(frozen=True)
class Pair:
    """Two spellings that may be of one name, and what speaks for it.

    `right`: the likely right one, "" where nothing tells. `score`: the power of ten of the odds.
    """

    forms: tuple[Form, Form]
    right: str
    verdict: str
    score: float
    why: str


class _Crowd:
    """How many people there are among whom two may be namesakes."""

    def __init__(self, forms: list[Form]) -> None:
        self._all = sum(not form.near and form.kind == PERSON for form in forms)
        self._reporters = sum("byline" in form.evidence for form in forms)

    def of(self, one: Form, other: Form) -> int:
        """Those who write, for two who do."""
        if PLACE in (one.kind, other.kind):
            return PLACES
        if _both_write(one, other):
            return max(self._reporters, REPORTERS)
        return max(self._all, PEOPLE)


def _both_write(one: Form, other: Form) -> bool:
    return "byline" in one.evidence and "byline" in other.evidence


def pairs(forms: Iterable[Form], names: Collection[Name] = ()) -> list[Pair]:
    """The spellings that are or may be of one name, the likeliest first.

    `names`: of the user's dictionaries; two of these are two people, a variant is a misspelling.
    The places that ship are known beside them.
    """
    found = {form.name: form for form in forms if form.places}
    meant = {form: name.name for name in names for form in name.variants}
    listed = frozenset(name.name for name in names).union(places())
    kept = [
        _listed(found[wrong], found.get(right, Form(right)), right)
        for wrong, right in meant.items()
        if wrong in found and wrong not in listed
    ]
    others = [form for form in found.values() if form.name in listed or form.name not in meant]
    crowd = _Crowd(others)
    judged = (_judged(*each, crowd, listed) for each in _candidates(others))
    kept += [pair for pair in judged if pair]
    return sorted(kept, key=lambda pair: (-pair.score, [form.name for form in pair.forms]))


def _listed(wrong: Form, right: Form, name: str) -> Pair:
    """A variant of the dictionary and its name, which the texts need not have."""
    return Pair((right, wrong), name, LIKELY, CERTAIN, f"{wrong.name} is listed as a variant")


def _candidates(forms: Iterable[Form]) -> Iterator[tuple[Form, Form]]:
    """All pairs of forms that differ in one character, each once."""
    groups: dict[tuple[int, str], list[Form]] = {}
    for form in sorted(forms, key=lambda form: form.name):
        for odd in range(len(form.name) if len(form.name) >= SHORTEST else 0):
            groups.setdefault((odd, form.name[:odd] + "\0" + form.name[odd + 1 :]), []).append(form)
    for group in groups.values():
        for number, one in enumerate(group):
            for other in group[number + 1 :]:
                if not (one.near and other.near):
                    yield one, other


def _judged(one: Form, other: Form, crowd: _Crowd, listed: frozenset[str]) -> Pair | None:
    """What two spellings are, or None where they are surely of two names."""
    odd = next(at for at, (a, b) in enumerate(zip(one.name, other.name, strict=True)) if a != b)
    how, share = _likeness(one.name[odd], other.name[odd], odd)
    if {one.name, other.name} <= listed or not _comparable(one, other, odd, how):
        return None
    shared = math.prod(
        frequencies()[at > 0].of(each) for at, each in enumerate(one.name) if at != odd
    )
    expected = crowd.of(one, other) * shared * share
    score = by_chance = MISSPELT[how] - math.log10(expected)
    reasons = [f"{one.name[odd]} {how} {other.name[odd]}", _chance(expected)]
    for points, reason in _circumstances(one, other, how, listed):
        score += points
        reasons.append(reason)
    if score < SURE and (how == "is unlike" or max(score, by_chance) < POSSIBLE):
        return None
    forms = (one, other) if len(one.places) >= len(other.places) else (other, one)
    why = "; ".join(reasons)
    if score < SURE:
        return Pair(forms, "", DOUBTFUL, score, why)
    return Pair(forms, _right(*forms, odd, listed), LIKELY, score, why)


def _comparable(one: Form, other: Form, odd: int, how: str) -> bool:
    """Whether two spellings that differ at `odd` can be of one name at all."""
    if how == "is unlike":
        return odd > 0 and _both_write(one, other)
    kinds = {one.kind, other.kind}
    if PLACE not in kinds:
        return kinds <= {PERSON, ""}
    both_known = all(Lexicon.default().has_any([form.name]) for form in (one, other))
    return odd < len(one.name) - 1 and not both_known


def _likeness(one: str, other: str, odd: int) -> tuple[str, float]:
    """How two characters are alike, and how many of all names have so rare a one so like there."""
    table = frequencies()[odd > 0]
    for how, (ones, others) in zip(
        MISSPELT, zip(alike(one), alike(other), strict=True), strict=False
    ):
        if other in ones or one in others:
            rarer = min(table.of(one), table.of(other))
            return how, min(1.0, rarer * max(len(ones), len(others)))
    return "is unlike", 1.0


def _chance(expected: float) -> str:
    """How many namesakes chance lets one expect, in words."""
    if expected >= 1:
        return f"chance alone gives {expected:.0f} such names"
    return f"one chance in {round(1 / expected, 1 - len(str(int(1 / expected)))):,.0f}"


def _circumstances(
    one: Form, other: Form, how: str, listed: frozenset[str]
) -> Iterator[tuple[float, str]]:
    """What the places say for one person (above 0) or for two."""
    few, many = sorted((len(one.places), len(other.places)))
    if _together(one.places, other.places):
        yield TOGETHER, "named side by side"
    elif one.files & other.files:
        yield SAME_TEXT, "in one text"
    if few == 1 and many >= OFTEN:
        yield ONCE, f"once against {many} times"
    elif few > 1 and not one.files & other.files:
        yield EACH_AGAIN, "each again and again in texts of its own"
    if how == "sounds like":
        yield SOUND_ONLY, "names that sound alike are frequent"
    ours = {one.name, other.name} & listed
    if one.kind == other.kind == PLACE and not (one.near or other.near or ours):
        yield TWO_PLACES, "both named as places"
    if offices := one.beside.keys() & other.beside.keys():
        yield SAME_OFFICE, f"both beside {min(offices)}"
    elif one.beside and other.beside:
        yield OFFICES, f"one beside {min(one.beside)}, one beside {min(other.beside)}"
    if ours:
        yield LISTED, f"{min(ours)} is in a dictionary"


def _together(ones: list[Place], others: list[Place]) -> bool:
    """Whether one name follows the other somewhere with a single character between them."""
    return _follows(ones, others) or _follows(others, ones)


def _follows(ones: list[Place], others: list[Place]) -> bool:
    ends = {(place.file, place.end + 1) for place in ones}
    return any((place.file, place.start) in ends for place in others)


def _right(many: Form, few: Form, odd: int, listed: frozenset[str]) -> str:
    """The likely right one of two spellings: listed, seen more often, or commoner as a name."""
    for one, other in ((many, few), (few, many)):
        if one.name in listed:
            return one.name
        if len(one.places) > len(other.places) and not one.near:
            return one.name
    table = frequencies()[odd > 0]
    if _likeness(many.name[odd], few.name[odd], odd)[0] == "is unlike":
        return ""
    for one, other in ((many, few), (few, many)):
        if other.near or table.of(one.name[odd]) >= RARER * table.of(other.name[odd]):
            return one.name
    return ""

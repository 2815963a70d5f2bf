"""Characters that may be misread: where the language speaks against one, and for a look-alike.

First every character is asked whether it is likely beside either neighbour; then, for the few that
are not, their candidates; and of these the few that fit better are measured. `FEATURES` says what
is measured: plain things that a reader could check.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.language import NEVER, NO_WORD, Across, Model
from cleaner.knowledge.scripts import TRADITIONAL, script_of
from cleaner.knowledge.tables import Codes, Logs
from cleaner.misreading.candidates import Both, Candidates, Choice, corners
from cleaner.text.characters import Flags, Ints, among
from cleaner.text.document import Document

REACH = 5  # characters on either side that are looked at; set by hand
# Observed to expected: below it a character is unlikely beside its neighbour; set by hand.
ODD = 0.25
ODD_IF_LEARNED = 3.0  # the same for a pair that was learned; set by hand
BETTER = 40.0  # times as far above chance a candidate must be as what is there; set by hand
BETTER_IF_LEARNED = 0.1  # the same for a pair that was learned; set by hand
EXPECTED = 1e8  # characters that the counts of the shipped model are of
UNSEEN = 0.05  # added to a count, so that what was never seen is compared, too; set by hand
LEAST = 1e-9  # added to what may be 0 before its logarithm is taken
GAIN = 0.5  # log10 that a candidate must gain where the text is cut into words; set by hand
GAIN_IF_LEARNED = -1.5  # the same for a pair that was learned; set by hand
AT_ONCE = 1 << 16  # candidates that are asked about: what is more falls out of the cache
ROUNDED = 0.01  # log10: more than what rounding does to a gain
# The gain of a rival where there is none; the longest lead that counts (log10).
ALONE, AHEAD = -99.0, 9.0
# Added to how often a character was wrong, and was read; set by hand.
PRIOR_WRONG, PRIOR_SEEN = 0.2, 1.5
NEAR = 10  # characters on either side in which odd ones are counted; set by hand
# Of the characters that most family names are, those that are seldom anything else.
SURNAMES = (
    "李刘陈杨赵吴孙朱郭何罗宋郑谢韩唐冯邓曹彭曾肖董袁潘蔡蒋余杜魏苏吕丁沈姚卢姜崔钟谭陆廖韦邱"
    "贾薛雷侯邵孟龙秦顾熊郝尹黎龚汤邹康贺赖樊殷庄翟施陶葛俞韶祝阮倪聂骆柯王张黄周徐胡林"
)

FEATURES = (
    "like", "learned", "wrong", "corners", "gain", "common before", "common after",
    "word before", "word after", "odds before", "odds after", "left before", "right before",
    "left after", "right after", "triple before", "triple after", "around", "in name",
    "closed left", "closed right", "word across before", "word across after", "lead", "rivals",
)  # fmt: skip


class Suspects(NamedTuple):
    """Candidates, a column each: the place, the character it may be, and the features."""

    places: Ints
    codes: Ints
    features: NDArray[np.float32]

    def where(self, chosen: Flags) -> Suspects:
        """The chosen candidates."""
        return Suspects(self.places[chosen], self.codes[chosen], self.features[:, chosen])


NONE = Suspects(
    np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((len(FEATURES), 0), np.float32)
)


class Fits(NamedTuple):
    """What each candidate adds to log10 of how likely the text around is (`gain`), and log10 of the
    likeliest word across its place, as it is (`before`) and with the candidate (`after`)."""

    gain: Logs
    before: Logs
    after: Logs


class Text(NamedTuple):
    """A document as the model sees it, with REACH empty places on either side.

    `fit`: how often each character stands beside its better neighbour, to what chance would have.
    """

    forms: Codes
    fit: Logs
    odd: Flags


def find(document: Document, model: Model, candidates: Both) -> Suspects:
    """All candidates that fit better than what is there, with their features."""
    text = _text(document, model)
    choice = _choice(document, candidates[script_of(document) == TRADITIONAL], text)
    choice, new, fit = _fitting(choice, text, model)
    hopeful, across = _hopeful(choice, new, text, model)
    if not len(hopeful):
        return NONE
    choice, new, fit = choice.where(hopeful), new[hopeful], fit[hopeful]
    fits = _fits(choice.place, across, text, model)
    kept = (fits.gain > _least(choice)).nonzero()[0]
    choice = choice.where(kept)
    fits = Fits(*(column[kept] for column in fits))
    if not len(fits.gain):
        return NONE
    rows = _features(document, choice, new[kept], fits, fit[kept], text, model)
    return Suspects(choice.place - REACH, choice.code, rows)


def _choice(document: Document, candidates: Candidates, text: Text) -> Choice:
    """The candidates for what is odd, and where pairs were learned, for what is less so."""
    learned = np.pad(candidates.learned_of(document.codes), REACH)
    places = (text.odd | learned & (text.forms > 0) & (text.fit < ODD_IF_LEARNED)).nonzero()[0]
    choice = candidates.of(document.codes[places - REACH])
    choice = replace(choice, place=places.take(choice.place))
    if not learned.any():
        return choice
    return choice.where(((choice.times > 0) | text.odd[choice.place]).nonzero()[0])


def _text(document: Document, model: Model) -> Text:
    forms = np.pad(model.forms_of(document.codes), REACH)
    beside = np.zeros(len(forms) + 1, np.float32)
    both = ((forms[:-1] > 0) & (forms[1:] > 0)).nonzero()[0]
    beside[both + 1] = ratio(forms[both], forms[both + 1], model)
    best = np.maximum(beside[:-1], beside[1:])
    return Text(forms, best, (best < ODD) & (forms > 0))


def ratio(left: Codes, right: Codes, model: Model) -> Logs:
    """How often two characters stand side by side, to what chance would have."""
    return _to_chance(model.pair_counts(left, right), left, right, model)


def _to_chance(counts: Logs, left: Codes, right: Codes, model: Model) -> Logs:
    first, second = left.astype(np.int64), right.astype(np.int64)
    chance = model.share.take(first) * model.share.take(second) * EXPECTED
    found: Logs = (counts + UNSEEN) / (chance + 1)
    return found


def _fitting(choice: Choice, text: Text, model: Model) -> tuple[Choice, Codes, Logs]:
    """The candidates likelier beside a neighbour than what is there, their forms, how likely.

    Those of no learned pair must have been seen beside a neighbour.
    """
    firsts = range(0, max(1, len(choice.place)), AT_ONCE)
    parts = [_fitting_of(choice, first, text, model) for first in firsts]
    chosen, new, fit = (np.concatenate(column) for column in zip(*parts, strict=True))
    return choice.where(chosen), new, fit


def _fitting_of(choice: Choice, first: int, text: Text, model: Model) -> tuple[Ints, Codes, Logs]:
    """Which of the candidates from number `first` on are likelier, their forms, how likely."""
    choice = choice.where(slice(first, first + AT_ONCE))
    new = model.forms_of(choice.code.astype(np.uint32))
    before = model.pair_counts(text.forms.take(choice.place - 1), new)
    after = model.pair_counts(new, text.forms.take(choice.place + 1))
    seen = ((before + after > 0) | (choice.times > 0)).nonzero()[0]
    choice, new = choice.where(seen), new.take(seen)
    before, after = before.take(seen), after.take(seen)
    left, right = text.forms.take(choice.place - 1), text.forms.take(choice.place + 1)
    fit = np.maximum(
        _to_chance(before, left, new, model) * (left > 0),
        _to_chance(after, new, right, model) * (right > 0),
    )
    margin = np.where(choice.times > 0, BETTER_IF_LEARNED, BETTER)
    better = (new > 0) & (fit > text.fit.take(choice.place) * margin)
    better &= new != text.forms.take(choice.place)
    chosen = better.nonzero()[0]
    return first + seen.take(chosen), new.take(chosen), fit.take(chosen)


def _least(choice: Choice) -> Logs:
    """What each candidate must gain."""
    least: Logs = np.where(choice.times > 0, GAIN_IF_LEARNED, GAIN)
    return least


def _hopeful(choice: Choice, new: Codes, text: Text, model: Model) -> tuple[Ints, Across]:
    """The candidates that can gain enough, and the words across their places.

    One that is in no word of two characters and more gains no more than it is likelier by itself.
    """
    span = np.arange(REACH)
    left, right = (text.forms[choice.place[:, None] + step] for step in (span - REACH, span + 1))
    across = model.across(left, new, right)
    alone = model.word_logs(text.forms.take(choice.place), NEVER)
    gain = across.words[0][0] - alone
    hopeful = ((across.best > NO_WORD) | (gain > _least(choice) - ROUNDED)).nonzero()[0]
    return hopeful, across.of(hopeful)


def _fits(place: Ints, across: Across, text: Text, model: Model) -> Fits:
    """How each candidate fits into the text around, cut into words."""
    unique, number = np.unique(place, return_inverse=True)
    span = np.arange(REACH)
    left, right = (text.forms[unique[:, None] + step] for step in (span - REACH, span + 1))
    before, after = model.cut(left, right)
    old = model.across(left, text.forms[unique], right)
    cut = [part[number] for part in before], [part[number] for part in after]
    gain = across.whole(cut) - old.whole((before, after))[number]
    return Fits(gain, old.best[number], across.best)


def rivalry(place: Ints, gain: Logs) -> tuple[Logs, Ints]:
    """How much more each candidate gains than the best other one at its place, and how many others
    there are; the places are in order."""
    _, firsts, number, many = np.unique(
        place, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((-gain, place))
    next_best = np.append(gain[order], 0)[firsts + 1]
    second = np.where(many > 1, next_best, ALONE)
    lead = gain - gain[order][firsts][number]
    lead[order[firsts]] = np.minimum(gain[order[firsts]] - second, AHEAD)
    return lead, many[number] - 1


def _features(
    document: Document, choice: Choice, new: Codes, fits: Fits, fit: Logs, text: Text, model: Model
) -> NDArray[np.float32]:
    """The features of candidates, a row each in the order of FEATURES."""
    place, forms = choice.place, text.forms
    old = forms[place]
    around = np.cumsum(np.pad(text.odd, (NEAR + 1, NEAR)))
    left, right = forms[place - 1], forms[place + 1]
    shapes = corners()
    wrong, seen = map(choice.of_read, (choice.table.wrong, choice.table.seen))
    here = shapes[np.minimum(document.codes[place - REACH], len(shapes) - 1)]
    same = ((here == shapes[choice.code]) & (here > 0)).sum(axis=1)
    return np.stack([
        choice.like,
        np.log1p(choice.times),
        np.log((wrong + PRIOR_WRONG) / (seen + PRIOR_SEEN)),
        same,
        fits.gain,
        model.single[old.astype(np.int64)],
        model.single[new.astype(np.int64)],
        model.word_logs(old, NEVER),
        model.word_logs(new, NEVER),
        np.log10(text.fit[place] + LEAST),
        np.log10(fit + LEAST),
        np.log10(1 + model.pair_counts(left, old)),
        np.log10(1 + model.pair_counts(old, right)),
        np.log10(1 + model.pair_counts(left, new)),
        np.log10(1 + model.pair_counts(new, right)),
        _triples(place, old, text, model),
        _triples(place, new, text, model),
        around[place + 2 * NEAR + 1] - around[place],
        _in_name(place, text),
        left == 0,
        right == 0,
        fits.before,
        fits.after,
        *rivalry(place, fits.gain),
    ]).astype(np.float32)  # fmt: skip


def _triples(place: Ints, form: Codes, text: Text, model: Model) -> Logs:
    """log10 of one more than the count of the most frequent run of three that has the character."""
    forms = text.forms
    two_left, left, right, two_right = (forms[place + step] for step in (-2, -1, 1, 2))
    runs = ((two_left, left, form), (left, form, right), (form, right, two_right))
    found = [np.where(np.all(run, axis=0), model.triple_counts(*run), 0) for run in runs]
    most: Logs = np.log10(1 + np.max(found, axis=0))
    return most


def _in_name(place: Ints, text: Text) -> Flags:
    """Whether a family name stands there or up to two characters before."""
    known = among(text.forms, SURNAMES)
    return known[place] | known[place - 1] | known[place - 2]

"""What else a character may have been, the likeliest first, for a reviewer to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleaner.review.model import Fix
from cleaner.stages.script.counterparts import counterparts
from cleaner.stages.script.target import script_for
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.language import Model

MOST = 6  # candidates of one place, keys 1 to 6; set by hand
REACH = 5  # characters on either side that are looked at; set by hand
USUAL = -5.0  # log10 of how likely a character is that stands for one which cannot be read
ASKED = ("misreadings.", "names.near", "glyphs.tofu", "glyphs.private-use")
COUNTERPART = "script.counterpart"
UNREADABLE = ("glyphs.tofu", "glyphs.private-use")


def with_candidates(found: Iterable[Fix], text: str, settings: Settings) -> list[Fix]:
    """The fixes of `text`, those of one Chinese character with what else it may be.

    Other fixes at the same place count as candidates, too, and so do the counterparts of a
    character in the script asked for. Without the tables and the model nothing is looked up: they
    are read when the first such fix is met.
    """
    fixes = list(found)
    rivals: dict[tuple[int, int], list[str]] = {}
    for fix in fixes:
        if len(fix.changes) == 1 and fix.changes[0].to is None and fix.safety != "note":
            first = fix.changes[0]
            rivals.setdefault((first.start, first.end), []).append(first.after)
    asked = any(fix.rule == COUNTERPART for fix in fixes)
    script = script_for(Document(text), settings) if asked else "keep"
    return [_with(fix, text, settings, rivals, script) for fix in fixes]


def _with(
    fix: Fix, text: str, settings: Settings, rivals: dict[tuple[int, int], list[str]], script: str
) -> Fix:
    first = fix.changes[0]
    if len(fix.changes) > 1 or first.to is not None:
        return fix
    own = [first.after] if fix.safety != "note" else []
    others = [each for each in rivals.get((first.start, first.end), ()) if each != first.after]
    if fix.rule == COUNTERPART and script != "keep":
        found = counterparts(first.before, script)
        others += [each for each in found if each != first.before]
    elif fix.rule.startswith(ASKED) and len(first.before) == 1 and len(first.after) <= 1:
        others += _likely(fix, text, settings)
    chosen = tuple(dict.fromkeys(own + others))[:MOST]
    return replace(fix, candidates=chosen) if len(chosen) > 1 or (chosen and not own) else fix


def _likely(fix: Fix, text: str, settings: Settings) -> list[str]:
    """Characters that may stand in the place of one, by how likely they are there."""
    from cleaner.misreading.candidates import with_pairs
    from cleaner.misreading.judging import model_of

    model = model_of(settings.model)
    first = fix.changes[0]
    if fix.rule in UNREADABLE:
        codes = _usual(model)
    else:
        asked = np.array([ord(first.before)], np.uint32)
        both = [each.of(asked).code for each in with_pairs(settings.pairs)]
        codes = np.unique(np.concatenate(both)).astype(np.uint32)
    if not len(codes):
        return []
    left = "".join(text[max(0, first.start - 4 * REACH) : first.start].split())[-REACH:]
    right = "".join(text[first.end : first.end + 4 * REACH].split())[:REACH]
    logs = model.likely(
        _forms(model, left, len(codes)), model.forms_of(codes)[:, None],
        _forms(model, right, len(codes)),
    )  # fmt: skip
    order = np.argsort(-logs, kind="stable")[:MOST]
    return [chr(code) for code in codes[order].tolist()]


def _forms(model: Model, text: str, rows: int) -> NDArray[np.uint64]:
    """The characters beside a place, the same in each row."""
    from cleaner.text.characters import code_points

    forms = model.forms_of(code_points(text)) if text else np.zeros(0, np.uint64)
    return np.tile(forms, (rows, 1))


def _usual(model: Model) -> NDArray[np.uint32]:
    """Chinese characters that are often written."""
    codes = np.arange(0x4E00, 0xA000, dtype=np.uint32)
    forms = model.forms_of(codes)
    found: NDArray[np.uint32] = codes[(forms > 0) & (model.single[forms.astype(np.int64)] > USUAL)]
    return found

"""A failing text made small, and still failing in the same way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from bench.fuzz.texts import Trial

PLAIN = "学a1，\n"  # what a character is tried to be replaced with


def shrunk(trial: Trial, fails: Callable[[Trial], bool], seconds: float = 20.0) -> Trial:
    """The smallest trial found in this time that still fails: less text, plainer, fewer settings."""
    until = time.monotonic() + seconds
    better = True
    while better and time.monotonic() < until:
        better = False
        for candidate in _smaller(trial):
            if time.monotonic() > until:
                break
            if fails(candidate):
                trial, better = candidate, True
                break
    return trial


def _smaller(trial: Trial) -> Iterator[Trial]:
    """Trials a step simpler, the largest steps first."""
    for name in trial.settings:
        rest = {key: value for key, value in trial.settings.items() if key != name}
        yield replace(trial, settings=rest)
    text = trial.text
    size = len(text) // 2
    while size:
        for start in range(0, len(text), size):
            yield replace(trial, text=text[:start] + text[start + size :])
        size //= 2
    for place, character in enumerate(text):
        for plain in PLAIN[: PLAIN.find(character)] if character in PLAIN else PLAIN:
            yield replace(trial, text=text[:place] + plain + text[place + 1 :])

"""Answers that are kept: what is asked of many equal things is found out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Answers(dict[K, V]):
    """What `question` says of each thing: `answers[thing]`, asked once of equal ones.

    `question` must depend on nothing else. All answers are kept, so one object is for one document.
    """

    def __init__(self, question: Callable[[K], V]) -> None:
        super().__init__()
        self._question = question

    def __missing__(self, thing: K) -> V:
        answer = self[thing] = self._question(thing)
        return answer

"""The one-line cases of fixtures/one-line.toml: repaired, left alone, suggested, known to fail."""

from __future__ import annotations

from collections import Counter

import pytest

from bench import one_line
from bench.one_line import Case

CASES = one_line.read()


def test_half_of_the_table_is_to_be_left_alone() -> None:
    kinds = Counter(case.kind for case in CASES)
    assert len(CASES) >= 320
    assert kinds["left alone"] >= 160
    assert len({(case.text, str(case.settings)) for case in CASES}) == len(CASES)
    assert all(case.text not in (case.want, case.suggest) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.section}-{case.why}" for case in CASES])
def test_one_line(case: Case) -> None:
    fault = one_line.fault(case)
    if case.fails:
        assert fault, "it works now: take known-failure from the case"
    else:
        assert not fault


@pytest.mark.parametrize("case", CASES, ids=[f"{case.section}-{case.why}" for case in CASES])
def test_twice_is_once(case: Case) -> None:
    once = one_line.project(case)
    again = one_line.project(Case(case.section, once, case.why, settings=case.settings))
    assert again == once

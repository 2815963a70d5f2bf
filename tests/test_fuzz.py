"""The fuzzer finds what is wrong, makes it small and keeps it; what it once found stays mended."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from bench.fuzz import __main__ as fuzz
from bench.fuzz import checks, failures
from bench.fuzz.checks import kind, problem
from bench.fuzz.shrink import shrunk
from bench.fuzz.texts import MAKERS, PAGE, SMALL, Trial, trial


@pytest.mark.parametrize("kept", [*failures.kept()], ids=lambda kept: ascii(kept.text)[:24])
def test_former_failures_stay_mended(kept: Trial) -> None:
    assert problem(kept) == ""


@pytest.mark.parametrize("what", MAKERS)
def test_a_trial_is_told_by_its_seed_and_number(what: str) -> None:
    trials = [trial(what, 1, number) for number in range(40)]
    assert trials == [trial(what, 1, number) for number in range(40)]
    assert trials != [trial(what, 2, number) for number in range(40)]
    assert all(each.text for each in trials) or what == SMALL
    assert len({str(each.settings) for each in trials}) > 5


@pytest.mark.parametrize(("what", "number"), [(SMALL, 300), (PAGE, 10)])
def test_some_texts(what: str, number: int) -> None:
    found = {number: said for number in range(number) if (said := problem(trial(what, 3, number)))}
    assert not found


def broken(text: str) -> str:
    """A cleaning that loses something where two characters come together, in that order."""
    if "坏" in text and "掉" in text[text.index("坏") :]:
        raise IndexError("broken")
    return text


def failing(each: Trial) -> str:
    with patch.object(checks, "run", lambda text, settings: broken(text)):
        found = problem(each)
    return found if "IndexError" in found else ""


def test_what_fails_is_made_small_and_kept(tmp_path: Path) -> None:
    first = Trial("昨日，\n全市坏在召开\n大会掉了。", {"profile": "book", "lines": "source"})
    found = failing(first)
    assert kind(found) == "exception: IndexError in test_fuzz.py:broken"
    small = shrunk(first, lambda each: kind(failing(each)) == kind(found))
    assert small == Trial("坏掉", {})
    failures.keep(Trial("坏\ud800", {"only": ("marks",)}), found, tmp_path / "failures.jsonl")
    assert list(failures.kept(tmp_path / "failures.jsonl")) == [
        Trial("坏\ud800", {"only": ("marks",)})
    ]


def test_a_run_says_how_far_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "failures.jsonl"
    assert fuzz.main(["--texts", "60", "--seed", "5", "--keep", str(path)]) == 0
    assert "seed 5: 60 small texts, 1 like pages" in capsys.readouterr().out
    with patch.object(fuzz, "problem", lambda each: "cost| 9 s" if "，" in each.text else ""):
        assert fuzz.main(["--texts", "60", "--seed", "5", "--keep", str(path)]) == 1
    assert "FAILED cost" in capsys.readouterr().out
    assert len(list(failures.kept(path))) == fuzz.KEPT

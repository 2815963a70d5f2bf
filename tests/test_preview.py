"""What a rule or a setting would change, before it is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cleaner.cli import app
from cleaner.cli.inputs import Input
from cleaner.cli.preview import sample, with_it, without
from cleaner.config import Settings, enabled
from cleaner.stages import RULES
from tests.reviewing import TEXT


def check(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", "page.txt", *arguments])


@pytest.fixture(autouse=True)
def page(review_folder: Path) -> Path:
    return review_folder


def test_a_rule_that_runs_is_told_from_the_run_without_it() -> None:
    result = check("--preview", "marks.half-width")
    assert result.exit_code == 1
    assert "召开[-,-]{+，+}共" in result.stdout
    assert "▢" not in result.stdout.replace("▢ 本报记者", "")
    assert "marks.half-width: 2 more, 0 fewer" in result.stdout
    assert "2 paragraphs changed in 1 of 1 file looked at, of 1" in result.stderr


def test_suggestions_are_applied() -> None:
    result = check("--preview", "glyphs.byline-bullet")
    assert "[-▢ -]本报记者 张三" in result.stdout
    assert "召开" not in re.sub(r"召开,共", "", result.stdout)


def test_a_rule_that_the_profile_leaves_out(page: Path) -> None:
    (page / "page.txt").write_text("全市己经完成了今年的任务。\n", "utf-8")
    assert "[-己-]{+已+}" in check("--preview", "misreadings").stdout
    assert "[-己-]{+已+}" in check("--preview", "misreadings.character").stdout
    assert check("--preview", "misreadings.mark").exit_code == 0


def test_a_setting() -> None:
    assert "召开[-，-]{+,+}共" in check("--preview", "skip=marks.half-width").stdout
    assert check("--preview", "profile=book").exit_code in (0, 1)
    assert check("--preview", "script=t").exit_code == 1
    assert "lines is 'sentences', not one of" in check("--preview", "lines=sentences").stderr


@pytest.mark.parametrize("what", ["marks.half-widht", "nothing", "colour=red", "skip=nothing"])
def test_what_is_none_is_told(what: str) -> None:
    result = check("--preview", what)
    assert result.exit_code == 2
    assert "--preview" in result.stderr


@pytest.mark.parametrize("rule", sorted(RULES))
def test_one_rule_makes_the_difference(rule: str) -> None:
    settings = Settings()
    before, after = (enabled(each(settings, rule), RULES) for each in (without, with_it))
    assert after - before <= {rule}
    assert before == enabled(settings, RULES) - {rule}
    assert rule in with_it(settings, rule).trusted


def test_the_sample_is_even_and_always_the_same() -> None:
    inputs = [Input(str(number), Path()) for number in range(100)]
    assert [each.path for each in sample(inputs, 4)] == ["0", "25", "50", "75"]
    assert sample(inputs[:3], 50) == inputs[:3]
    assert sample([], 50) == []


def test_as_many_files_as_are_asked_for(page: Path) -> None:
    for number in range(6):
        (page / f"{number}.txt").write_text(TEXT, "utf-8")
    result = CliRunner().invoke(app, ["check", ".", "--preview", "marks", "--sample", "2"])
    assert "changed in 2 of 2 files looked at, of 7" in result.stderr

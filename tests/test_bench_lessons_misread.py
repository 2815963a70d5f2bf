"""Misread lessons keep their lines, so that what each line end is stays known."""

from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("opencc", reason="the extra bench is not installed")

from bench.pages.lessons import misread

TEXT = "昨日上午，市里召开了大会，强调\n要抓好服务业。\n\n“会议还听取了汇报。”\n"


@pytest.mark.parametrize("seed", range(40))
def test_misread_lines_stay_lines(seed: int) -> None:
    read = misread(TEXT, Random(seed))
    assert len(list(filter(str.strip, read.split("\n")))) == 3


def test_a_seed_gives_one_reading() -> None:
    assert misread(TEXT, Random(1)) == misread(TEXT, Random(1))

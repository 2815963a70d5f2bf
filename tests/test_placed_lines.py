"""Line ends that the places of the lines have decided: what is joined there, and what is no list."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cleaner.pipeline import run
from cleaner.text.document import Source


def cleaned(*lines: str) -> list[str]:
    """The paragraphs of lines of which the places tell that each goes on in the next."""
    source = Source.from_text("\n".join(lines) + "\n")
    ends = np.cumsum([len(line) + 1 for line in lines])[:-1] - 1
    return [line for line in run(replace(source, wraps=ends)).text.split("\n") if line]


@pytest.mark.parametrize(
    ("last", "first", "found"),
    [
        ("这套名为云上的平台支持Wi-", "Fi和手机的支付功能。", "Wi-Fi和"),
        ("这几位科学家研究COVID-", "19已经有好几年了。", "COVID-19已"),
    ],
)
def test_a_hyphen_before_a_capital_or_a_number_stays(last: str, first: str, found: str) -> None:
    (paragraph,) = cleaned("清晨的渡口停着三条木船，船夫", last, first)
    assert found in paragraph


def test_lines_that_go_on_are_no_list_of_prices() -> None:
    lines = ("今年全市新建公交专用道 3", "条和自行车专用道路 12", "条并且改造路口总共 48",
             "处受益居民已经达到 52", "万人。")  # fmt: skip
    assert len(cleaned(*lines)) == 1

"""What an OCR engine says of its own characters is evidence for misreadings, and no more."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import numpy as np
import pytest

from cleaner import config
from cleaner.cli.placed import source_with_places
from cleaner.ledger.entries import Entry
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.merging import merge, replace
from cleaner.ledger.rules import Rule
from cleaner.misreading.engine import LIFTED, weighed
from cleaner.pipeline import checked, run
from cleaner.stages import RULES
from cleaner.text.document import Document, Source
from tests.setting import hocr

PLACES = np.arange(3)
WRONG = "公司董事会昨日召开会议，审议通过了上半年经莒计划和财务预算方案。"


def test_sure_characters_are_less_likely_misread_and_doubtful_ones_more() -> None:
    chances = np.array([0.6, 0.6, 0.6])
    low, unknown, high = weighed(chances, np.array([0.1, np.nan, 0.97]), PLACES).tolist()
    assert low > 0.7 and unknown == 0.6 and high < 0.3
    assert weighed(chances, None, PLACES) is chances


def test_no_doubt_of_the_engine_makes_a_repair_sure() -> None:
    found = weighed(np.array([0.88, 0.95, 0.0]), np.array([0.0, 0.0, 0.0]), PLACES).tolist()
    assert found[:2] == [pytest.approx(LIFTED), pytest.approx(0.95)] and found[2] < 1e-3


def test_what_the_language_is_sure_of_stays_so() -> None:
    found = weighed(np.array([0.97, 0.9, 0.8]), np.array([0.99, 0.99, 0.99]), PLACES).tolist()
    assert found[:2] == [0.97, 0.9] and found[2] < 0.8


def test_what_the_engine_says_stays_with_its_characters() -> None:
    rule: Rule = next(iter(RULES.values()))
    document = Document("甲乙丙丁", sure=np.array([0.1, 0.2, 0.3, 0.4]))
    step = merge(document.text, [Proposal(rule, [1, 3], [2, 3], ["春江", "x"])])
    after = replace(document, step)
    assert after.text == "甲春江丙x丁" and after.sure is not None
    assert np.array_equal(after.sure, [0.1, np.nan, np.nan, 0.3, np.nan, 0.4], equal_nan=True)


def source(sure: int, size: int = 1) -> Source:
    data = hocr([(WRONG, 0, 0, 10)], size=size, sure=sure).encode()
    found = source_with_places(partial(BytesIO, data), "page.hocr")
    assert found is not None
    return found


def repair(given: Source) -> Entry | None:
    values = {"profile": "ocr", "model": "built-in", "only": ["misreadings.character"]}
    entries = run(given, checked(config.make(values, "test"), "test")).ledger.entries
    return next((entry for entry in entries if entry.before == "莒"), None)


def test_the_engine_is_heard_in_a_run() -> None:
    doubtful, even, sure = (repair(source(each)) for each in (5, 68, 99))
    assert even is not None and even.after == "营"
    assert doubtful is not None and doubtful.confidence >= even.confidence
    assert sure is not None and sure.confidence == even.confidence
    assert repair(Source.from_text(WRONG + "\n")) is not None


def test_a_score_of_a_whole_line_says_nothing_of_one_character() -> None:
    line, alone = repair(source(99, size=40)), repair(source(68))
    assert line is not None and alone is not None and line.confidence == alone.confidence

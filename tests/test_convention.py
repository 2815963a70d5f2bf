"""What a document does where writers differ, and the setting that overrides it."""

from __future__ import annotations

from dataclasses import fields

import pytest

import cleaner
from cleaner import config
from cleaner.config import ConfigError
from cleaner.text import convention
from cleaner.text.convention import CHOICES, Convention
from cleaner.text.document import Document

HABITS = [
    ("digits", "共有3家，新增5家，减少2家。", "solid", "solid 6"),
    ("digits", "共有 3 家，" * 10, "spaced", "spaced 20"),
    ("digits", "共有 3 家，" * 4, "unknown", "spaced 8"),
    ("digits", "共有 3 家，" * 10 + "共有3家，" * 8, "mixed", "solid 16, spaced 20"),
    ("digits", "共有3家。", "unknown", "solid 2"),
    ("latin", "用AI选稿，用ERP排产。", "solid", "solid 4"),
    ("latin", "用 AI 选稿，" * 10, "spaced", "spaced 20"),
    ("quotes", "“一”“二”“三”", "curly", "curly 3"),
    ("quotes", "「一」「二」「三」", "corner", "corner 3"),
    ("quotes", '他说"好"，她说"行"，我说"不"。', "straight", "straight 3"),
    ("quotes", "“一”“二”「三」「四」", "mixed", "curly 2, corner 2"),
    ("dash", "3-5月，7-8日，2017-2021年", "-", "- 3"),
    ("dash", "3—5月，7—8日，2017—2021年", "—", "— 3"),
    ("dash", "3月至5月，7日至8日，2017年至2021年", "至", "至 3"),
    ("dash", "电话0571-8888，比分3-2，2022-12-06", "unknown", "none"),
    ("marks", "甲，乙，丙，丁。", "full", "full 4"),
    ("marks", "甲,乙,丙,丁!", "half", "half 4"),
    ("numbers", "１２３４", "full", "full 4"),
    ("numbers", "1234", "half", "half 4"),
    ("dot", "甲·乙，丙·丁，戊·己", "·", "· 3"),
    ("dot", "甲・乙，丙・丁，戊・己", "・", "・ 3"),
]


@pytest.mark.parametrize(("name", "text", "value", "evidence"), HABITS)
def test_habit(name: str, text: str, value: str, evidence: str) -> None:
    found = getattr(convention.of(Document(text)), name)
    assert (found.value, found.evidence) == (value, evidence)


def test_every_trait_has_its_choices_and_its_row() -> None:
    names = [each.name for each in fields(Convention)]
    assert names == list(CHOICES)
    found = convention.rows(convention.of(Document("")))
    assert found == [(name, "unknown", "none") for name in names]


def test_it_is_counted_once() -> None:
    document = Document("共有3家，新增5家。")
    assert convention.of(document) == convention.of(document)
    assert document.analyses["convention.digits"] is convention.trait(document, "digits")


def test_a_setting_goes_first_and_the_counts_stay() -> None:
    found = convention.of(Document("共有3家，新增5家。"), [("digits", "spaced")])
    assert (found.digits.value, found.digits.evidence) == ("spaced", "solid 4")


def test_a_setting_decides_what_is_applied() -> None:
    text = "目前共有 3 家企业，其中 2 家光电企业。\n"
    assert cleaner.clean(text) == text
    solid = {"digits": "solid"}
    assert cleaner.clean(text, convention=solid) == "目前共有3家企业，其中2家光电企业。\n"
    noisy = "目前共有3家企业，其中2 家光电企业。\n"
    assert cleaner.clean(noisy, convention={"digits": "spaced"}) == noisy
    assert cleaner.clean(noisy, convention={"digits": "mixed"}) == noisy
    assert cleaner.clean(noisy) == "目前共有3家企业，其中2家光电企业。\n"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("solid", "must be a table"),
        ({"digit": "solid"}, "did you mean digits"),
        ({"digits": "tight"}, "not one of spaced, solid, mixed"),
    ],
)
def test_what_is_wrong_is_named(value: object, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        config.make({"convention": value}, "here")


def test_the_ledger_names_it() -> None:
    settings = config.make({"convention": {"digits": "solid"}}, "here")
    assert settings.described() == {"convention": {"digits": "solid"}}

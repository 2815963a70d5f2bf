"""Signs: rules are not asked where their candidates are not; what is left out would find nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Stage
from cleaner.page.whole import has_whole_lines, is_one_line, stand_apart
from cleaner.pipeline import Work
from cleaner.protected.notations.recognise import recognised
from cleaner.stages import RULES, articles, blocks, columns, lines, rows
from cleaner.stages.planning import plan
from cleaner.text import signs
from cleaner.text.characters import HAN, NEWLINE, SPACE
from cleaner.text.document import Document
from cleaner.text.signs import Scanner, Signs, beside, one, twice

FIXTURES = Path(__file__).parent.parent / "fixtures"
PARTS = [Settings(), Settings(profile="book", indent="two"), Settings(script="s", lines="sentence")]
ENDS = ["", "\n", "\n\n下一段也在这里，一句话说完了。\n"]


def texts() -> Iterator[str]:
    """Cases, clean texts, the beginnings of files of other kinds, pages."""
    for path in sorted([*FIXTURES.glob("cases/*.toml"), *FIXTURES.glob("*.toml")]):
        yield from _strings(tomllib.loads(path.read_text("utf-8")))
    for path in sorted(FIXTURES.glob("kinds/*/*")):
        yield path.read_bytes()[:3000].decode("utf-8", "replace")
    for path in sorted(FIXTURES.glob("pages/*.txt")):
        yield path.read_text("utf-8")


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, list):
        for value in content:
            yield from _strings(value)
    elif isinstance(content, dict):
        for key, value in content.items():
            if key in ("text", "result", "want") and isinstance(value, str):
                yield value
            else:
                yield from _strings(value)


def left_out(document: Document, settings: Settings) -> Iterator[tuple[Stage, list[str]]]:
    """The stages with rules that are not asked, and what these rules would have proposed."""
    lexicon = Lexicon.default()
    guard = Work(settings, lexicon, None)._guard(document)  # type: ignore[arg-type]
    for stage, rules in plan(settings):
        asked = set(stage.asked(document, rules))
        rest = [each for each in rules if each not in asked]
        if rest:
            seen = guard.view(document) if stage.sets_lines else document
            found = stage.propose(seen, rest, lexicon, settings)
            yield stage, [each.rule.name for each in found if len(each)]


@pytest.mark.parametrize("settings", PARTS, ids=["newspaper", "book", "simplified"])
def test_what_is_not_asked_would_propose_nothing(settings: Settings) -> None:
    every = 3 + 4 * PARTS.index(settings)
    wrong, idle = [], 0
    for number, text in enumerate(islice(texts(), 0, None, every)):
        for stage, proposed in left_out(Document(text + ENDS[number % 3]), settings):
            idle += 1
            if proposed:
                wrong.append((stage.name, proposed, text))
    assert not wrong
    assert idle > 100


def test_clean_prose_is_proved_clean() -> None:
    """No rule of marks, spaces or script is asked of it, and no stage that sets lines."""
    text = "昨天，全市召开大会，部署明年的工作。\n会议要求，各地抓好落实，把实事办好。\n"
    document = Document(text)
    for stage, rules in plan(Settings()):
        if stage.idle or stage.name in ("marks", "spaces", "script"):
            assert not stage.asked(document, rules), stage.name


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("一句话。\n又一句！\n", True),
        ("　　一句话。\n　　他说：“好。”\n", True),
        ("一句话。（张三）\n又一句。\n", True),
        ("一句话……\n又一句。\n", True),
        ("一句\n又一句。\n", False),
        ("他说“好”\n又一句。\n", False),
        ("一句。\n，又一句。\n", False),
        ("一句。 \n又一句。\n", False),
        ("一 句。\n又一句。\n", False),
        ("   一句。\n又一句。\n", False),
        ("一句。\n又一\n", True),
    ],
)
def test_whole_lines(text: str, whole: bool) -> None:
    assert has_whole_lines(Document(text)) is whole


@pytest.mark.parametrize("last", "好aあ한3３，：:;,?!.(（)）\"'-+※—")
def test_no_other_end_makes_a_line_whole(last: str) -> None:
    assert not has_whole_lines(Document(f"这是一句{last}\n又一句。\n"))


def is_idle(stage: Stage, text: str) -> bool:
    return not stage.asked(Document(text), stage.rules)


def test_stages_that_set_lines_are_idle_only_where_nothing_else_tells() -> None:
    plain = "会议召开了，大家都来了，说了很多话。\n\n茶花开了吗？\n"
    assert is_idle(articles.STAGE, plain) and is_idle(rows.STAGE, plain)
    reported = "新华社北京1月1日电今天会议召开了，大家都来了。\n\n茶花开了吗？\n"
    assert not is_idle(articles.STAGE, reported)  # a line that may be its headline
    assert not is_idle(rows.STAGE, "大家都来了说话。\n" * 4)  # as wide as lines of a column
    columns_without_indents = [r for r in columns.STAGE.rules if r.name != "columns.indent"]
    broken = "他读了《红楼。\n梦》一书。\n"
    assert columns.STAGE.asked(Document(broken), columns_without_indents)
    assert not columns.STAGE.asked(Document(plain), columns_without_indents)
    assert not is_idle(columns.STAGE, plain)  # indents are asked about everywhere


LONG = "昨天，全市召开水利建设大会，总结今年的工作，部署明年的任务，一百多人到会。"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (f"水利大会召开\n{LONG}\n", True),
        (f"\n水利大会召开\n\n{LONG}\n{LONG}{LONG}\n附图一张\n{LONG}\n", True),
        (f"水利：大会召开\n{LONG}\n", True),
        (f"水利 大会召开\n{LONG}\n", False),  # columns side by side, perhaps
        (f"{LONG[:-4]}\n{LONG}\n", False),  # nearly as wide: the column's edge
        (f"水利大会召开\n好。\n{LONG}\n", False),
        (f"好。\n水利大会召开\n{LONG}\n", False),
        ("\n".join([f"水利大会召开\n{LONG}"] * 4), True),
        ("\n".join([f"水利大会召开\n{LONG}"] * 5), False),  # many
        (
            f"{LONG}\nFloods\nThe/river/rose/over/its/banks/in/the/night\n",
            False,
        ),  # Latin: words tell
        (f"水利大会召开\n{LONG}\nFloods\n{LONG}\n", True),
    ],
)
def test_lines_that_stand_apart(text: str, apart: bool) -> None:
    document = Document(text)
    assert stand_apart(document) is apart
    assert apart is is_idle(lines.STAGE, text)
    for stage, proposed in left_out(document, Settings()):
        assert not proposed, stage.name


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        (f"水利大会召开（附\n\n图一）{LONG}\n", columns.STAGE),  # an open bracket
        (f"市政府印发\n\n《水利条例》\n\n{LONG}\n", columns.STAGE),
        (f"他说，水利\n\n“大会召开了。”\n{LONG}\n", columns.STAGE),
        (f"召开大会，水\n\n利，{LONG}\n", columns.STAGE),
        (f"会议开了。水利\n\n{LONG}{LONG}\n", columns.STAGE),  # running text
        (f"{'水利大会召开' * 11}\n\n{LONG * 3}\n", columns.STAGE),  # a long line
        (f"{LONG}\n会开了。他说，水利\n本版责任编辑：张三、李四、王五\n{LONG}\n", columns.STAGE),
        (f"水利大会\n{LONG}\n{LONG}\n{LONG}\n", rows.STAGE),  # as wide as lines of a column
        ("\n".join([f"水利大会召开\n{LONG}"] * 4), rows.STAGE),  # columns in turn, perhaps
        (f"好。\n\n{LONG}\n水利大会\n\n{LONG}{LONG}\n\n{LONG}\n", blocks.STAGE),
        (f"{LONG}\n水利大会召开\n本报记者张三\n{LONG}\n本报讯{LONG}\n", articles.STAGE),
    ],
)
def test_headlines_about_which_a_stage_is_asked(text: str, stage: Stage) -> None:
    rules = [rule for rule in stage.rules if rule.name != "columns.indent"]
    assert stage.asked(Document(text), rules)


@pytest.mark.parametrize(
    "text",
    [
        f"水利大会召开\n\n{LONG}{LONG}\n\n茶花开了\n\n{LONG}\n",
        f"水利大会召开（附\n图一）{LONG}\n",  # a single line end is left to the stage lines
    ],
)
def test_headlines_about_which_no_stage_is_asked(text: str) -> None:
    for stage in (lines.STAGE, rows.STAGE, blocks.STAGE, columns.STAGE, articles.STAGE):
        rules = [rule for rule in stage.rules if rule.name != "columns.indent"]
        assert not stage.asked(Document(text), rules), stage.name


def test_one_line_of_running_text_is_in_no_notation() -> None:
    assert not recognised(Document("会议召开,大家都来了."))
    assert recognised(Document("\\section{会议召开}"))
    assert recognised(Document("会议召开,大家"), "page.csv")


def test_a_line_that_was_joined_is_no_proof() -> None:
    seams = np.array([2])
    assert not is_one_line(Document("一句话。", seams))
    assert not has_whole_lines(Document("一句话。\n又一句。\n", seams))
    assert is_one_line(Document("一句")) and is_one_line(Document("一句\n"))
    assert not is_one_line(Document("一句\n二"))


def found(text: str, *asked: signs.Sign) -> bool:
    return bool(Scanner([asked]).found(Document(text)))


def test_signs() -> None:
    assert found("好,", one(",;")) and not found("好，", one(",;"))
    assert found("好 a", beside(HAN, SPACE)) and not found(" 好a", beside(HAN, SPACE))
    assert found("好..", *twice(".,")) and not found("好.,", *twice(".,"))
    assert found("好。", beside("。", NEWLINE)) and found("好", beside(NEWLINE, HAN))
    assert found("", beside(NEWLINE, NEWLINE)) and not found("", one(HAN))
    assert found("\U0010ffff", one(lambda: np.array([0x10FFFF])))


def test_three_side_by_side() -> None:
    sign = beside(HAN, "—－", (HAN, "a"))
    assert found("好—好", sign) and found("好好－a", sign)
    assert not found("好——好", sign)  # both pairs are there, but no three
    assert not found("—好—", sign)


def test_each_thing_has_its_bit() -> None:
    asked = [(one(chr(0x4E00 + number)),) for number in range(100)]
    scanner = Scanner([*asked, (beside("a", "b", "c"),)])
    assert scanner.found(Document("\u4e00\u4e63")) == 1 | 1 << 99
    assert scanner.found(Document("abc")) == 1 << 100
    assert scanner.found(Document("ab bc")) == 0


def test_signs_made_later_are_found_too() -> None:
    document = Document("甲乙")
    assert not Signs(one("\u2603")).stand_in(document)
    assert Signs(beside("甲", "乙", NEWLINE)).stand_in(document)


def test_what_may_have_candidates_says_so() -> None:
    """Rules without signs cost every text: these are the ones there are."""
    stages = ("glyphs", "marks", "spaces")
    silent = [name for name, rule in RULES.items() if rule.stage in stages and rule.at is None]
    assert silent == ["glyphs.doubled", "glyphs.doubled-line"]

"""The stage `script`: conversion keeps its promises, and names and titles hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_properties import PAGES, whole

import cleaner
from cleaner.batch.cleaner import Cleaner
from cleaner.config import SCRIPTS
from cleaner.knowledge.cutting import cuts
from cleaner.knowledge.language import shipped
from cleaner.knowledge.scripts import (
    SIMPLIFIED,
    TRADITIONAL,
    VARIANTS,
    converted,
    kinds,
    kinds_table,
    script_of,
    stretches,
)
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.undoing import undo
from cleaner.names.finder import Finder
from cleaner.stages import RULES
from cleaner.stages.script import wordwise
from cleaner.stages.script.counterparts import OPEN
from cleaner.text.characters import code_points
from cleaner.text.document import Document

TARGETS = [script for script in SCRIPTS if script != "keep"]
pieces = st.lists(
    st.sampled_from(
        [
            "皇后",
            "后面",
            "公里",
            "里面",
            "乾淨",
            "干净",
            "乾坤",
            "頭髮",
            "头发",
            "發展",
            "发展",
            "著名",
            "看著",
            "看着",
            "裡",
            "裏",
            "說",
            "説",
            "说",
            "爲",
            "為",
            "为",
            "臺灣",
            "台灣",
            "乾安縣",
            "徐乾學",
            "劉昇",
            "刘昇",
            "義烏市委書記",
            "义乌市委书记",
            "《國史》",
            "《国史》",
            "戶",
            "戸",
            "户",
            "麽",
            "么",
            "余",
            "范",
            "面",
            "麵",
            "衞生",
            "卫生",
            "，",
            "。",
            "“",
            "”",
            "（",
            "）",
            "\n",
            "\n",
            "12",
            "abc",
            "�",
            "\x00",
            "𠀀",
            "葉",
            "の",
        ]
    ),
    max_size=60,
).map("".join)


@example("乾淨\n乾\n", "s")
@given(pieces, st.sampled_from(TARGETS))
@settings(max_examples=300, deadline=None)
def test_conversion_is_exact_and_done_once(text: str, script: str) -> None:
    result = cleaner.read(text, script=script, only=["script"])
    assert len(result.text) == len(text)
    assert undo(result.document.text, result.ledger.entries) == result.ledger.source.text
    assert cleaner.clean(result.text, script=script, only=["script"]) == result.text


@given(pieces)
@settings(max_examples=100, deadline=None)
def test_what_is_suggested_is_exact_and_done_once(text: str) -> None:
    safe = ["script.mixed", "script.variant"]
    result = cleaner.read(text, only=["script"], safe=safe)
    assert undo(result.document.text, result.ledger.entries) == result.ledger.source.text
    assert cleaner.clean(result.text, only=["script"], safe=safe) == result.text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("script", TARGETS)
def test_a_page_there_and_back(path: Path, script: str) -> None:
    """At least 999 in 1000 characters come back."""
    text = whole(path)
    assert cleaner.clean(text, script="s", only=["script"]) == text
    there = cleaner.clean(text, script=script, only=["script"])
    back = cleaner.clean(there, script="s", only=["script"])
    same = sum(one == two for one, two in zip(text, back, strict=True))
    assert same >= 0.999 * len(text)
    assert (there == text) is (script in ("s", "majority"))


def dictionary(folder: Path, *names: str) -> list[str]:
    path = folder / "names.tsv"
    path.write_text("\n".join(("name", *names)) + "\n", "utf-8")
    return [str(path)]


def test_names_of_the_dictionary_hold(tmp_path: Path) -> None:
    names = dictionary(tmp_path, "乾安县", "徐乾学", "刘昇", "義烏")
    options = {"only": ["script"], "dictionary": names}
    text = "徐乾學與劉昇在乾安縣吃餅乾。"
    shipped = "徐乾学与刘升在乾安县吃饼干。"  # 乾 of a listed name and place
    assert cleaner.clean(text, script="s", only=["script"]) == shipped
    assert cleaner.clean(text, script="s", **options) == "徐乾学与刘昇在乾安县吃饼干。"
    for script in TARGETS:
        assert "刘昇在乾安县" in cleaner.clean("刘昇在乾安县发展。", script=script, **options)
    assert cleaner.clean("義烏的發展", script="s", **options) == "義烏的发展"


def test_strays_in_names_of_the_dictionary_are_not_reported(tmp_path: Path) -> None:
    text = "各级党组织要认真学习贯彻，义乌市领导指出，要发展经济，扩大开放，为企业减轻负担，義烏。"
    assert cleaner.read(text, only=["script"]).ledger.entries
    names = dictionary(tmp_path, "義烏")
    assert not cleaner.read(text, only=["script"], dictionary=names).ledger.entries


def test_titles_are_kept_when_asked() -> None:
    text = "他读《国史大纲》，〈后记〉很长。"
    assert cleaner.clean(text, script="t") == "他讀《國史大綱》，〈後記〉很長。"
    assert cleaner.clean(text, script="t", titles="keep") == "他讀《国史大纲》，〈后记〉很長。"


def test_every_edit_has_its_reason() -> None:
    entries = cleaner.read("白发的皇后在里面发言。", script="tw").ledger.entries
    assert [(entry.before, entry.after, entry.why) for entry in entries] == [
        ("发", "髮", "Traditional of Taiwan asked for, by the word 白发 (or: 發)"),
        ("里", "裡", "Traditional of Taiwan asked for"),
        ("发", "發", "Traditional of Taiwan asked for"),
    ]


def test_opencc_is_not_loaded_for_text_in_one_script() -> None:
    program = "import cleaner, sys; cleaner.clean('各级党组织要认真学习。' * 9); print('opencc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "False\n"


def test_the_table() -> None:
    table = kinds_table()
    bits = {one: table[ord(one)] for one in "义義后乾昇台瞭"}
    assert bits == {
        "义": SIMPLIFIED, "義": TRADITIONAL, "后": 0, "乾": 0, "昇": 0, "台": 0, "瞭": 0,
    }  # fmt: skip
    forms = [form for forms in VARIANTS.values() for form in set(forms)]
    assert len(forms) == len(set(forms))
    assert not np.isin(table[[ord(form) for form in forms]], (SIMPLIFIED, TRADITIONAL)).any()


def test_the_script_of_a_text() -> None:
    assert script_of(Document("各级党组织要认真学习贯彻。" * 5)) == SIMPLIFIED
    assert script_of(Document("應當發展經濟，實現現代化。" * 5)) == TRADITIONAL
    for text in (
        "",
        "各级党组织",
        "abc",
        "各级党组织要认真学习贯彻。應當發展經濟，實現現代化。" * 5,
    ):
        assert script_of(Document(text)) == 0


def test_what_stands_together_is_one_stretch() -> None:
    document = Document("义義烏市委書記义義，烏義")
    bits = kinds(document)
    starts, ends = stretches(document, bits == TRADITIONAL, bits == SIMPLIFIED)
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [(1, 7), (8, 9), (10, 12)]


def test_conversion_keeps_every_place() -> None:
    assert converted("后面\0\ud800后面\n", ("s2t",)) == "後面\0\ufffd後面\n"


def test_the_longest_name_is_found() -> None:
    text = "义乌市义乌"
    found = list(Finder(["义乌", "义乌市", "乌市"]).spans(text, code_points(text)))
    assert found == [(0, 3, "义乌市"), (1, 3, "乌市"), (3, 5, "义乌")]
    assert not list(Finder([]).spans(text, code_points(text)))


def test_a_phrase_that_cuts_a_word_gives_way() -> None:
    entries = cleaner.read("矿藏被发掘，白发苍苍。", script="tw", only=["script"]).ledger.entries
    assert [(entry.before, entry.after, entry.why) for entry in entries] == [
        ("矿", "礦", "Traditional of Taiwan asked for"),
        ("发", "發", "Traditional of Taiwan asked for, by the word 发掘 (OpenCC: 髮)"),
        ("发", "髮", "Traditional of Taiwan asked for, by the word 白发苍苍 (or: 發)"),
        ("苍苍", "蒼蒼", "Traditional of Taiwan asked for"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("矿藏被发掘", 3, "发掘"),
        ("一个中学生", 1, "一个"),
        ("发", 0, "发"),
        ("被。发掘", 2, "发掘"),
        ("头发\n生长", 1, "头发"),
    ],
)
def test_the_word_at_a_place(text: str, place: int, word: str) -> None:
    found = cuts(code_points(text), np.array([place]), shipped())
    start, end = int(found.starts[0]), int(found.ends[0])
    assert text[start:end] == word
    log = shipped().word_log(word)
    assert found.with_word(0, start, end, log) == pytest.approx(float(found.best[0]), abs=0.01)


def test_no_place_has_no_word() -> None:
    assert not len(cuts(code_points("发"), np.array([], np.int64), shipped()).starts)


def test_answers_of_opencc_are_kept_and_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordwise, "MOST_KEPT", 1)
    monkeypatch.setattr(wordwise, "_answers", {})
    for _ in range(2):
        assert wordwise.asked(["头发", "发展", "头发"], ("s2t",)) == {
            "头发": "頭髮", "发展": "發展",
        }  # fmt: skip


def test_characters_with_several_counterparts() -> None:
    flags, alone = wordwise.several(("s2tw",))
    assert {one: bool(flags[ord(one)]) for one in "发干后里只面东国人"} == {
        "发": True, "干": True, "后": True, "里": True, "只": True, "面": True,
        "东": False, "国": False, "人": False,
    }  # fmt: skip
    assert chr(alone[ord("发")]) == "發"


LOCAL = "通过网络发送的软件很多，头发没有。"


def test_words_follow_the_script_when_asked(tmp_path: Path) -> None:
    options = {"script": "tw", "only": ["script"]}
    local = cleaner.clean(LOCAL, words="local", **options)
    assert local == "通過網路傳送的軟體很多，頭髮沒有。"
    assert cleaner.clean(local, words="local", **options) == local
    assert cleaner.clean(LOCAL, **options) == "通過網絡發送的軟件很多，頭髮沒有。"
    names = dictionary(tmp_path, "网络发送")
    assert "网络发送的軟體" in cleaner.clean(LOCAL, words="local", dictionary=names, **options)
    left_out = cleaner.clean(LOCAL, words="local", skip=["script.words"], **options)
    assert left_out == "通過網絡發送的軟件很多，頭髮沒有。"
    titled = cleaner.clean("发表《软件》。", words="local", titles="keep", **options)
    assert titled == "發表《软件》。"


@pytest.mark.parametrize("text", ["U盘。", "我们用的U盘\n头发和U盘", "发U盘"])
def test_words_of_another_length_are_undone(text: str) -> None:
    result = cleaner.read(text, script="tw", words="local", only=["script"])
    assert "隨身碟" in result.text
    assert undo(result.document.text, result.ledger.entries) == text


QUOTED = "他说：“你好，‘世界’。”"


def test_quotes_follow_the_script_unless_kept() -> None:
    turned, kept = "他說：「你好，『世界』。」", "他說：“你好，‘世界’。”"
    assert cleaner.clean(QUOTED, script="tw", only=["script"]) == turned
    assert cleaner.clean(QUOTED, script="tw", only=["script"], quotes="keep") == kept
    assert cleaner.clean(turned, script="s", only=["script"]) == QUOTED
    assert cleaner.clean(QUOTED, only=["script"]) == QUOTED


@pytest.mark.parametrize(
    ("text", "script", "choice", "turns"),
    [
        (QUOTED, "t", "curly", False),
        (QUOTED, "t", "corner", True),
        ("他說：「你好」", "s", "corner", False),
        ("他說：「你好」", "s", "curly", True),
    ],
)
def test_the_convention_goes_before_the_script(
    text: str, script: str, choice: str, turns: bool
) -> None:
    convention = {"quotes": choice}
    result = cleaner.clean(text, script=script, only=["script"], convention=convention)
    assert (text[3] not in result) is turns


@pytest.mark.parametrize(
    "text",
    [
        "“一”“二”",
        "“一‘二’三”",
        "‘一’",
        "“一‘二“三”二’一”",
        "“没有结束",
        "没有开始”",
        "’",
        "他的don’t",
    ],
)
def test_quotes_come_back(text: str) -> None:
    text = f"说：{text}"
    there = cleaner.clean(text, script="t", only=["script"])
    assert cleaner.clean(there, script="s", only=["script"]) == text


def test_a_line_that_does_not_tell_is_as_the_text() -> None:
    assert cleaner.clean("等著\n", script="s", only=["script"]) == "等着\n"
    assert cleaner.clean("鲁迅著\n我们说", script="s", only=["script"]) == "鲁迅著\n我们说"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("他说‘I don’t’了", "他說『I don’t』了"),
        ("时代’的", "時代’的"),
        ("“你们好，”我们说。\n“Hi.”", "「你們好，」我們說。\n“Hi.”"),
    ],
)
def test_marks_that_are_no_quotes_of_the_text_stay(text: str, result: str) -> None:
    assert cleaner.clean(text, script="tw", only=["script"]) == result


def test_a_phrase_that_is_hardly_against_the_words_stays() -> None:
    assert cleaner.clean("市场这只看不见的手", script="tw") == "市場這隻看不見的手"


def test_a_word_that_changes_nothing_is_no_reason_for_another_change() -> None:
    entries = cleaner.read("展示了如何发展", script="tw", only=["script"]).ledger.entries
    assert [(entry.before, entry.why) for entry in entries] == [
        ("发", "Traditional of Taiwan asked for")
    ]


@pytest.mark.parametrize(
    ("rejected", "result"),
    [
        ("script.counterpart 发→發", "礦藏被髮掘，白髮蒼蒼。"),  # OpenCC's
        ("script.counterpart 发→髮", "礦藏被發掘，白發蒼蒼。"),  # the next likely one
        ("script.counterpart", "礦藏被髮掘，白發蒼蒼。"),
    ],
)
def test_the_other_counterpart_comes_where_one_is_rejected(rejected: str, result: str) -> None:
    decisions = Decisions(rejected=frozenset((rejected,)))
    once = Cleaner(script="tw", only=["script"], decisions=decisions).clean(
        "矿藏被发掘，白发苍苍。"
    )
    assert once == result


def test_without_choosing_opencc_decides() -> None:
    options = {"script": "tw", "only": ["script"], "skip": ["script.counterpart"]}
    assert cleaner.clean("矿藏被发掘，白发苍苍。", **options) == "礦藏被髮掘，白髮蒼蒼。"


def test_characters_come_where_a_word_is_rejected() -> None:
    decisions = Decisions(rejected=frozenset(("script.words 件→體",)))
    taking = Cleaner(script="tw", words="local", only=["script"], decisions=decisions)
    assert taking.clean("发现软件通过网络发送") == "發現軟件通過網路傳送"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (
            "他說國家發展很快。\n头发的发展\n裏面的會議",
            "他說國家發展很快。\n頭髮的發展\n裏面的會議",
        ),
        ("他說國會的頭发白了，里面", "他說國會的頭髮白了，里面"),
        ("这样说对国际发展，裏面的頭髮。\n會議", "这样说对国际发展，里面的头发。\n会议"),
        ("發发", "發发"),
        ("皇后在后面", "皇后在后面"),
    ],
)
def test_mixed_texts_become_what_most_of_them_is(text: str, result: str) -> None:
    assert cleaner.clean(text, script="majority", only=["script"]) == result
    assert cleaner.clean(result, script="majority", only=["script"]) == result


def test_what_the_words_leave_open_has_less_confidence() -> None:
    """一只 and 一隻 are both counted often; 白髮 is hardly ever 白發."""
    entries = cleaner.read("他的白发苍苍，他只有一只。", script="tw").ledger.entries
    chosen = [
        (entry.after, entry.confidence) for entry in entries if entry.rule == "script.counterpart"
    ]
    assert chosen == [("髮", RULES["script.counterpart"].confidence), ("隻", OPEN)]

"""Candidates, learned pairs, and the stage that puts misread characters right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import cleaner
from cleaner.config import BUILT_IN, ConfigError
from cleaner.knowledge import language
from cleaner.ledger.undoing import undo
from cleaner.misreading import candidates, judging, suspects, wordmodel
from cleaner.misreading.candidates import PairsError
from cleaner.stages.misreadings import STAGE
from cleaner.text.characters import code_points
from cleaner.text.document import Document

READ = "两车发生碰拴，无人受伤。"
RIGHT = "两车发生碰撞，无人受伤。"


def run(text: str, **settings: Any) -> cleaner.Result:
    values: dict[str, Any] = {"profile": "ocr", "only": ["misreadings"], "model": BUILT_IN}
    return cleaner.read(text, **values | settings)


def test_pairs_are_learned_and_read_again(tmp_path: Path) -> None:
    pairs = candidates.learned([(READ, RIGHT), ("拴住", "拴住"), ("拴", "撞")])
    assert pairs == [("拴", "撞", 2, 2 + candidates.DECIDED)]
    path = tmp_path / "pairs.tsv"
    path.write_text(candidates.written(pairs), "utf-8")
    assert candidates.read_pairs(path) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\tb\n",
        "read\tright\ttimes\tseen\n拴\t撞\t2\n",
        "read\tright\ttimes\tseen\n拴\t撞\t3\t2\n",
        "\ufffe",
    ],
)
def test_pairs_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(text.encode("utf-16" if text == "\ufffe" else "utf-8"))
    with pytest.raises(PairsError, match=r"pairs\.tsv"):
        candidates.read_pairs(path)


def test_learned_pairs_are_candidates_both_ways() -> None:
    known, traditional = candidates.make([candidates.Pair("龘", "凹", 5, 9)])
    for table in (known, traditional):
        found = table.of(code_points("龘凹"))
        rows = list(zip(found.place, map(chr, found.code), found.times, strict=True))
        assert (0, "凹", 5) in rows and any(row[:2] == (1, "龘") and 0 < row[2] < 5 for row in rows)


def test_rivals_are_told_by_what_they_gain() -> None:
    places, gains = np.array([1, 1, 1, 4, 6, 6]), np.array([1, 2, 1.5, 3, 2, 2], np.float32)
    lead, rivals = suspects.rivalry(places, gains)
    assert lead.tolist() == [-1, 0.5, -0.5, suspects.AHEAD, 0, 0]
    assert rivals.tolist() == [2, 2, 2, 0, 1, 1]


def test_a_learned_pair_makes_a_repair_surer(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(candidates.written([candidates.Pair("拴", "撞", 20, 30)]), "utf-8")
    alone, learned = (
        judging.find(Document("他们相互碰拴了。"), language.shipped(), known, None)
        for known in (candidates.make([]), candidates.with_pairs([str(path)]))
    )
    assert learned[0][:2] == alone[0][:2] == (5, "撞")
    assert learned[0].chance > alone[0].chance


def test_a_file_of_pairs_that_changes_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(candidates.written([candidates.Pair("龘", "凹", 5, 9)]), "utf-8")
    before = candidates.with_pairs([str(path)])
    assert candidates.with_pairs([str(path)]) is before
    path.write_text(candidates.written([candidates.Pair("龘", "凸", 55, 99)]), "utf-8")
    after, _ = candidates.with_pairs([str(path)])
    assert "凸" in map(chr, after.of(code_points("龘")).code)


def test_what_is_applied_and_what_is_suggested() -> None:
    assert run(READ).text == RIGHT
    assert run(READ, apply_from=1.0).text == READ
    [entry] = run(READ, apply_from=1.0).ledger.entries
    assert (entry.start, entry.before, entry.after, entry.applied) == (5, "拴", "撞", False)
    assert not run(READ, apply_from=1.0, suggest_from=1.0).ledger.entries


@pytest.mark.parametrize("profile", ["newspaper", "book"])
def test_other_profiles_suggest_and_only_if_asked(profile: str) -> None:
    asked = run(READ, profile=profile)
    assert asked.text == READ and len(asked.ledger.entries) == 1
    entries = cleaner.read(READ, profile=profile, model=BUILT_IN).ledger.entries
    assert not any(entry.rule.startswith("misreadings") for entry in entries)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{READ}\n另有发生碰拴，无人受伤。", "the same stands elsewhere"),
        (
            f"子曰：{READ}吾日三省吾身，为人谋而不忠乎？之矣焉曰乃兮哉。",
            "in the classical language",
        ),
    ],
)
def test_why_something_sure_is_only_suggested(text: str, why: str) -> None:
    entries = run(text, apply_from=0.5).ledger.entries
    assert any(why in entry.why for entry in entries)
    assert not any(entry.applied for entry in entries if entry.rule == "misreadings.character")


def test_names_of_the_dictionary_stay(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("name\n碰拴\n", "utf-8")
    assert run(READ, dictionary=[str(path)]).text == READ


@pytest.mark.parametrize("settings", [{"model": "none.npy"}, {"pairs": ["none.tsv"]}])
def test_a_file_that_is_missing_is_named(settings: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=r"none\.(npy|tsv): No such file"):
        run(READ, **settings)


@pytest.mark.parametrize(
    "text", ["", "\n", "一", "一一", "abc, (d)", "𠀀𠀀" * 5, "展展", "拴", "\ud800碰拴"]
)
def test_short_and_odd_texts(text: str) -> None:
    for profile in ("ocr", "newspaper"):
        assert run(text, profile=profile).text == text


def test_the_second_pass_is_silent_and_undo_gives_the_text_back() -> None:
    text = "全市经挤社会发展，要认真贯砌落实。\n〈记者孙杰)20]4年，他是一名共产觉员。"
    result = run(text)
    assert result.text != text
    assert undo(result.text, result.ledger.entries) == text
    assert run(result.text).text == result.text


def test_long_texts_are_searched_as_short_ones_are() -> None:
    text = f"{RIGHT}\n" * 500 + READ
    model, known = language.shipped(), candidates.make([])
    [found] = judging.find(Document(text), model, known, None)
    [alone] = judging.find(Document(READ), model, known, None)
    assert (found.place, found.right) == (len(text) - len(READ) + alone.place, alone.right)


def test_a_scorer_adds_features_and_other_trees_judge() -> None:
    def words(text: str) -> float:
        return -1.0 if "碰撞" in text else -20.0

    document, known = Document(READ), candidates.make([])
    found = suspects.find(document, language.shipped(), known)
    features = judging.by_words(READ, found, words)
    assert features.shape == (len(judging.BY_WORDS), len(found.places))
    right = [chr(code) for code in found.codes].index("撞")
    assert features[0, right] == 19
    [best] = judging.find(document, language.shipped(), known, words)
    assert (best.place, best.right) == (5, "撞")


@pytest.mark.skipif(wordmodel.found() is None, reason="needs kenlm and libime-data-language-model")
def test_the_word_model() -> None:
    score = wordmodel.scorer()
    assert score is not None and score(RIGHT[:6]) > score(READ[:6]) + 2
    assert run(READ, model="auto").text == RIGHT


def test_the_stage_has_four_rules() -> None:
    assert [rule.name for rule in STAGE.rules] == [
        "misreadings.mark",
        "misreadings.character",
        "misreadings.parted",
        "misreadings.doubled",
    ]


CUT = (
    "昨日，会议召开。林县长说，水利是农业稳定发\n\n责任编辑：张三\n\n展的必要条件，要抓紧建设。",
    "会议召开。要早发力，\n\n早突破，早见效。",
)


@pytest.mark.parametrize("text", CUT)
def test_an_ocr_gives_blocks_in_any_order(text: str) -> None:
    joins = [
        {entry.applied for entry in cleaner.read(text, profile=profile).ledger.entries}
        for profile in ("newspaper", "ocr")
    ]
    assert True in joins[0] and joins[1] == {False}
    assert cleaner.clean(text, profile="ocr") == text


def test_an_engine_puts_blanks_after_marks() -> None:
    text = "昨天，全市召开会议；会上作了部署； 与会代表进行了讨论。\n"
    assert cleaner.clean(text, profile="ocr") == text.replace("； ", "；")
    assert cleaner.clean(text) == text


def test_where_little_else_looks_misread_a_repair_must_be_surer() -> None:
    clean = "会议强调，各级党组织要认真学习贯彻，把工作落到实处。" * 40
    texts = "工厂生产的机嚣很好。\n", "市场上的蔬莱价格稳定。\n"  # 0.96 and 0.99 sure
    assert [run(text).text == text for text in texts] == [False, False]
    assert [run(text + clean).text == text + clean for text in texts] == [True, False]
    (entry,) = run(texts[0] + clean).ledger.entries
    assert entry.after == "器" and entry.why.endswith("little else in the text looks misread")
    dirty = "医院设备先迸。全市己经完成了任务，我们要坚恃改革。他们收割水稻，天气晴郎。\n" * 2
    assert "机器" in run(texts[0] + dirty + clean[:600]).text


def test_candidates_that_are_asked_about_in_parts_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document, known = Document(READ + "他们在这里拴住了马。"), candidates.with_pairs([])
    whole = suspects.find(document, language.shipped(), known)
    monkeypatch.setattr(suspects, "AT_ONCE", 7)
    parts = suspects.find(document, language.shipped(), known)
    assert len(whole.places) and all(map(np.array_equal, whole, parts))


def test_what_is_known_of_the_character_that_was_read() -> None:
    table, _ = candidates.make(
        [candidates.Pair("龘", "凹", 5, 9), candidates.Pair("凸", "凹", 1, 4)]
    )
    found = table.of(code_points("凸龘"))
    wrong = found.of_read(table.wrong)
    assert set(wrong[found.place == 0]) == {1} and set(wrong[found.place == 1]) == {5}


def test_a_byline_is_looked_at_behind_a_long_line_with_quotes() -> None:
    long = "他说“" + "好" * 60 + "”，大家都说好。\n"
    byline = "本报记者 张三”李四\n"
    found = run(long + byline).ledger.entries
    assert [(entry.before, entry.after) for entry in found] == [("”", "\u3000")]

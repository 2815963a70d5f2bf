"""What people are told in their language: all of it, and nothing that programs read."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from cleaner import pipeline
from cleaner.cli import app
from cleaner.cli.advance import line
from cleaner.cli.ending import exit_code
from cleaner.cli.spoken import wrapped
from cleaner.config import Settings
from cleaner.messages import language
from cleaner.messages.language import said
from cleaner.report.signs import LABELS
from cleaner.report.tables import width
from cleaner.review.candidates import with_candidates
from cleaner.review.journal import Journal
from cleaner.review.keys import Lines
from cleaner.review.model import fixes
from cleaner.review.prompt import HELP, Prompt
from cleaner.review.session import Session
from cleaner.stages import OF_THE_RUN, RULES, STAGES
from cleaner.text.document import Source

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "fixtures/pages/004_28bd58c0d8b201a9.txt"
PLACEHOLDER = re.compile(r"\{(\w*)(?:!\w|:\w+)?\}")
NAMES = {*RULES, *OF_THE_RUN, *(stage.name for stage in STAGES)}
# Names of programs, formats, things and files, and what shells and Git call something.
PROPER = frozenset(
    re.findall(
        r"\w+",
        """
        OCR PDF JSON JSONL Markdown UTF Unicode HTML XML Windows OpenCC Debian Ctrl git add shell cleaner
        ocr newspaper book clean check diff review undo measure rules names model suggest info build
        learn decisions jsonl tsv toml pairs person place organisation term ner lac onnx kenlm libime
        data language pip install text json markdown unified full page txt layout svg stdin int str bool
        list convert keep two auto OPTIONS COMMAND ARGS Path table same order articles joined map kind place confidence
        count Parquet gz zst xz csv Pillow scan
        """,
    )
)


def load(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"docs/{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = load("messages")
CATALOGUES = [(path, messages.read(path.read_text("utf-8"))) for path in messages.catalogues()]
(CHINESE,) = [entries for path, entries in CATALOGUES if path.parts[-3] == "zh"]


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    monkeypatch.setenv("COLUMNS", "90")


BROKEN = {
    "丁.jsonl": '{"text": "他说:今天下雨。"}\n{"text": 3}\n{bad\n',
    "戊.json": "{",
    "戊.xml": "<alto><x></alto>",
    "己.toml": "nothing = 1\n",
    "庚.toml": "[[[\n",
    "辛.jsonl": '{"verdict": "maybe", "rule": "spaces.digits"}\n',
    "壬.jsonl": '{"verdict": "accept", "rule": "spaces.digits"}\n',
    "癸.jsonl": '{"verdict": "reject", "rule": "spaces.digits"}\n',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.txt").write_text(PAGE.read_text("utf-8"), "utf-8")
    (tmp_path / "乙.txt").write_text(
        "比分2:0，见https://a.cn/甲。\n他说:今天下雨\u200b。\n", "utf-8"
    )
    (tmp_path / "丙.doc").write_text("丙\n", "utf-8")
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(*args: str) -> str:
    """What the program shows on both streams."""
    streams = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with redirect_stdout(streams), redirect_stderr(streams):
        assert exit_code(partial(app, args=list(args))) in (0, 1, 2)
    return streams.buffer.getvalue().decode()  # type: ignore[attr-defined]


def english(text: str, known: Iterable[str] = PROPER) -> list[str]:
    """Words that are English, and neither options nor values nor names of rules and files."""
    text = re.sub(r"\x1b\[[\d;]*m", "", text)
    for name in sorted(NAMES, key=len, reverse=True):
        text = text.replace(name, "")
    text = re.sub(r"--?[\w-]+|\S+\.(?:txt|jsonl|toml|tsv|json|md)\b|https?://\S+", "", text)
    text = re.sub(r"\b[\w-]+(?:\|[\w=.-]+)+|\b[A-Z_]{3,}\b", "", text)  # values, metavars
    return [each for each in re.findall(r"[A-Za-z]{3,}", text) if each not in known]


def commands() -> Iterator[tuple[str, ...]]:
    """The names that lead to every command and group."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), typer.main.get_command(app))]
    while waiting:
        names, command = waiting.pop()
        yield names
        inner = getattr(command, "commands", {})
        waiting += [((*names, name), each) for name, each in inner.items()]


@pytest.mark.parametrize(("path", "entries"), CATALOGUES, ids=lambda value: str(value)[-30:])
def test_catalogue_is_whole(path: Path, entries: dict[str, str]) -> None:
    """Nothing that the source says lacks words; names of what changes are those of the message."""
    assert list(messages.missing(entries)) == [], "run python docs/messages.py"
    assert [message for message, words in entries.items() if not words] == []
    assert path.with_suffix(".mo").read_bytes() == messages.compiled(entries)
    for message, words in entries.items():
        assert set(PLACEHOLDER.findall(words)) <= set(PLACEHOLDER.findall(message)), message


@pytest.mark.parametrize("path", messages.of_rules(), ids=lambda path: path.parts[-3])
def test_the_pages_of_the_rules_are_whole(path: Path) -> None:
    """Each passage has words, none is of a page that is another one now, and none lost an item."""
    entries = messages.read(path.read_text("utf-8"))
    assert list(messages.unsaid(entries)) == [], "run python docs/messages.py"
    assert entries.keys() == messages.passages().keys() | {""}
    assert path.with_suffix(".mo").read_bytes() == messages.compiled(entries)
    for passage, words in entries.items():
        assert passage.count("\n- ") == words.count("\n- "), passage
        code = [set(re.findall(r"`[^`]+`", each.replace("\n", " "))) for each in (passage, words)]
        assert code[0] == code[1], passage


@pytest.mark.parametrize(
    "rule", [*RULES.values(), *OF_THE_RUN.values()], ids=lambda rule: rule.name
)
def test_pages_of_rules_are_chinese(rule: Any, chinese: None) -> None:
    shown = run("rules", rule.name)
    examples = re.findall(r"^(?:修复|不改)：.*$", shown, re.M)
    assert len(examples) == len(rule.repairs) + len(rule.leaves)
    told = re.sub(r"`[^`]*`", "", shown)
    for each in examples:
        told = told.replace(each, "")
    assert english(told, PROPER | NAMED) == []
    assert max(map(width, told.splitlines())) <= 90


# Of encodings, programs, fonts and languages; words of examples.
NAMED = frozenset(
    re.findall(
        r"\w+",
        """Latin GBK Big ASCII UTF NEL pdfminer pdftotext PyMuPDF OpenCC Kangxi SQL here document
        Bonjour the RX CMYK Suppl Windows convention titles keep""",
    )
)


def test_a_message_is_not_taken_for_another() -> None:
    """Each template, filled in, is said in its own words."""
    for message, words in CHINESE.items():
        if "{" not in message or len(re.sub(r"\{\w+\}", "", message)) <= messages.WIDEST:
            continue
        filled = messages.filled(message)
        found = language.template(message, words)
        match = found.pattern.fullmatch(filled)
        assert match, message
        ours = language._said(filled, "zh")
        literal = max(re.split(r"\{.*?\}", words), key=len)
        assert literal in ours, (message, ours)


@pytest.mark.parametrize("names", list(commands()), ids=" ".join)
def test_help_is_chinese(names: tuple[str, ...], chinese: None) -> None:
    shown = run(*names, "-h")
    assert english(shown) == []
    assert max(map(width, shown.splitlines())) <= 90


@pytest.mark.parametrize(
    "args",
    [
        "clean 甲.txt -o out.txt", "clean . -o out --verbose", "clean none.txt", "clean 甲.txt 乙.txt -o out.txt",
        "clean 甲.txt --profile books", "clean 甲.txt --only marks.rang", "clean 甲.txt --ledger l.jsonl --to markdown",
        "clean 甲.txt --in-place -o out.txt", "clean 甲.txt --to pdf", "clean 甲.txt --jobs many", "clean --no-such-thing",
        "clean 甲.txt -o 甲.txt", "clean 甲.txt --encoding klingon", "clean 甲.txt --encoding ascii",
        "check 甲.txt", "check 乙.txt", "check 乙.txt --format concise", "check 乙.txt --format github",
        "check 甲.txt 乙.txt --statistics rule", "check 乙.txt --format yaml", "check none.txt",
        "check 乙.txt --show protected", "check 乙.txt --show kind", "check 乙.txt --show layout", "check 乙.txt --fail-on all",
        "diff 甲.txt", "diff 甲.txt 乙.txt", "diff 甲.txt --statistics", "diff 甲.txt --format html",
        "undo 甲.txt", "undo 甲.txt --ledger none.jsonl", "undo 甲.txt --ledger 乙.txt",
        "rules", "rules marks", "rules nothing", "names add 叶帮锐 --variant 叶帮说", "names check 甲.txt --no-ner",
        "names suggest 甲.txt -o out.tsv --no-ner", "model info --model built-in", "model learn none.txt -o pairs.tsv",
        "measure 甲.txt 甲.txt", "measure 甲.txt 甲.txt --fail-under nothing=1", "review 甲.txt --html out.html", "cleam", "",
        "clean 丁.jsonl -o out.jsonl", "clean 丁.jsonl --text-key nothing -o out.jsonl", "clean 戊.json", "clean 戊.xml",
        "clean 甲.txt --config 己.toml", "clean 甲.txt --config 庚.toml", "clean 甲.txt --decisions 辛.jsonl",
        "clean 甲.txt --lines x", "clean 甲.txt --errors x", "check 甲.txt --preview articles.headline",
        "check 甲.txt --preview lines=sentence", "check 甲.txt --preview nothing", "diff 甲.txt 无.txt",
        "review --merge 壬.jsonl --decisions 癸.jsonl", "review 甲.txt --html out.html --images .",
        "check 甲.txt 乙.txt --statistics series", "rules review.move",
    ],
)  # fmt: skip
def test_what_is_shown_is_chinese(args: str, folder: Path, chinese: None) -> None:
    figures = {"paragraph", "headline", "strict", "break", "attachment", "precision", "recall"}
    known = PROPER | set(re.findall(r"\w+", args)) | {"doc", "xml", "profile"}
    known |= {"maybe", "nothing", "paragraph", "sentence", "source", "strict", "replace"}  # values
    known |= {"safe", "suggested", "concise", "rdjson", "github", "sarif"}  # values of options
    known |= {"warning", "file", "line", "endLine", "col", "title"}  # of GitHub
    known |= figures | FIGURES if args.startswith("measure") else set()
    assert english(run(*args.split()), known) == []


FIGURES = set(
    re.findall(
        r"[a-z]+",
        "order wrong_moves lost made lost_of_source made_of_source unaccounted cer cer_of_source harm",
    )
)


def reviewed(text: str, keys: str, sort: str, profile: str = "ocr") -> str:
    """What a review of `text` in the terminal shows."""
    shown: list[str] = []
    ledger = pipeline.run(Source.from_text(text), Settings(profile=profile)).ledger
    found = with_candidates(fixes(ledger, "甲.txt"), text, Settings())
    session = Session(found, Journal(Path("d.jsonl")), texts={"甲.txt": text})
    Prompt(session, shown.append, sort=sort).run(Lines(io.StringIO(keys)))
    session.close()
    return "".join(shown)


BLANKS = "".join(LABELS).replace("\t", "")
UNDER_REVIEW = (
    "▢ 本报记者 张三\n\n昨日会议召开,共300户\u200b参加,还有,再有,又有。\n\n▢ 本报记者\u3000李四\n\n"
    "全市己经完成了今年的任务,会议强调,要落实。" + BLANKS + "末\n"
)
# What is pressed and typed, and what is answered.
ANSWERS = [
    ("?", "y  接受这一处"), ("u", "没有可撤销的裁定"), ("c", "还没有可加附注的裁定"), ("z", "z：没有这个键"),
    ("9", "9：没有这个候选"), ("/无此", "没有找到：无此"), ("e", "把 [-▢␣-] 改写为"), ("w 会议=会议", "原有文字=改定文字"),
    ("w 会议=会议", "未采用：原文就是这样"), ("w 无此=有", "甲.txt 中没有找到：无此"),
    ("w 会议=" + "字" * 300, "有 300 字，至多 202 字"), ("w 会议=\x00", "U+0000 不是文本中的字符"),
    ("w 昨日=今日", "[-昨日-]{+今日+}"), ("e ⏎⏎⏎", "有 3 个换行，而被替换的有 0 个"), ("y", "（已裁定 1/15；建议）"), ("k", "已接受"),
    ("c 好", "已接受 ▢ →：附注"), ("k", "；已接受；好）"), ("c " + "长" * 1001, "附注至多 1000 字"), ("o", "1  {>▢ <}本报记者"),
    ("n", "建议"), ("k", "已否决"), ("e 甲", "建议"), ("k", "（已裁定 1/"), ("l", "[手工改定] "), ("d", "6 处，已改。汉字后"),
    ("/,", "{+，+}"), ("l", "已改"), ("j", "已改"), ("s", "已改"), ("/特殊空格", "空格⟩-]{+␣+}"), ("a", "（已裁定"),
    ("q", "处中已裁定"),
]  # fmt: skip


@pytest.mark.parametrize("sort", ["kind", "place"])
def test_the_terminal_review_is_chinese(sort: str, folder: Path, chinese: None) -> None:
    shown = reviewed(UNDER_REVIEW, "\n".join(keys for keys, _ in ANSWERS), sort)
    assert english(shown, PROPER | {"Enter"}) == []
    if sort == "kind":
        for keys, answer in ANSWERS:
            _, found, shown = shown.partition(answer)
            assert found, (keys, answer)
    else:
        assert re.search(r"\nglyphs\.byline-bullet ▢␣→：署名前", shown)


def test_moves_are_reviewed_in_chinese(folder: Path, chinese: None) -> None:
    page = PAGE.read_text("utf-8")
    shown = reviewed(page, "j\n" * 400, "kind", "newspaper")
    assert english(shown, PROPER | set(re.findall(r"\w+", page))) == []
    assert re.search(r" → [上下]移到第 \d+ 行", shown)
    assert re.search(r"\n\d+ 处，已改[^\n;.]*。[^\n;.]+；[^\n;.]+。\n", shown)
    assert re.search(r"另有 \d+ 处（按 l 列出）\n", shown)


def test_all_that_stands_for_a_blank_is_chinese(chinese: None) -> None:
    assert [each for each in LABELS.values() if said(each).isascii() or english(said(each))] == []


def test_columns_of_keys_are_even(chinese: None) -> None:
    """Each key of the help in its column; all of them are there."""
    lines, theirs = said(HELP).splitlines(), HELP.splitlines()
    keys = re.compile(r"(?:^| {2,})(\S)  (?=\S)")
    assert [keys.findall(line) for line in lines] == [keys.findall(line) for line in theirs]
    second = [line[: match.start(1)] for line in lines for match in keys.finditer(line, 1)]
    assert {width(each) for each in second} == {32}


@pytest.mark.parametrize("rule", list(RULES.values()), ids=lambda rule: rule.name)
def test_first_lines_of_rules_are_chinese(rule: Any, chinese: None) -> None:
    assert re.search(r"[一-鿿]", said(rule.summary))
    assert not re.search(r"\b[a-z]{4,}\b", said(rule.summary))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "de_DE"}, "en"),
        ({}, "en"),
        ({"LANG": "zh_CN", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN", "LANGUAGE": "en"}, "en"),
    ],
)
def test_language_of_the_locale(
    values: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in language.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert language.language() == expected


def test_an_option_goes_before_the_locale(folder: Path, chinese: None) -> None:
    try:
        assert "exit code" in run("--lang", "en", "check", "-h")
        assert "查到" in run("check", "乙.txt", "--lang", "zh")
        assert "zh, de" not in run("check", "--lang", "de")
    finally:
        os.environ["LANGUAGE"] = "en"


@pytest.mark.parametrize(
    "args",
    ["check 甲.txt --format json", "check 甲.txt --format jsonl", "check 甲.txt --format sarif",
     "check 甲.txt --format rdjson", "clean 甲.txt", "clean 甲.txt --to json", "rules --format json",
     "check 乙.txt --show protected --format json", "measure 甲.txt 甲.txt --format json",
     "diff 甲.txt --format unified", "clean --show-config"],
)  # fmt: skip
def test_what_programs_read_is_the_same(
    args: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = set()
    for name in ("en", "zh"):
        monkeypatch.setenv("LANGUAGE", name)
        outputs.add(CliRunner().invoke(app, args.split()).stdout_bytes)
    assert len(outputs) == 1


def test_ledgers_are_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledgers = set()
    for name in ("en", "zh"):
        monkeypatch.setenv("LANGUAGE", name)
        run("clean", "甲.txt", "-o", "out.txt", "--ledger", "out.jsonl")
        ledgers.add(Path("out.jsonl").read_bytes())
    assert len(ledgers) == 1
    assert json.loads(ledgers.pop().splitlines()[1])["why"].isascii()


def test_the_time_left_of_records_is_chinese(chinese: None) -> None:
    assert line("甲.jsonl", 50, 200, 50, 1.0).endswith("还需 0:03")


def test_values_stay_as_they_are(chinese: None) -> None:
    """Only what a template says is said anew: a file may be called like a message."""
    assert said("note: no file matches") == "note：没有相符的文件"
    assert said("{x}: no file matches") == "{x}：没有相符的文件"
    assert said("nobody has words for this") == "nobody has words for this"


@pytest.mark.parametrize("columns", [10, 24, 60])
def test_lines_of_chinese_fit(columns: int) -> None:
    text = "把每处改动写入该台账，供 undo 和 review 使用。（见 --ledger）"
    lines = wrapped(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns + 2 for line in lines)
    assert not any(line[0] in "，。）" for line in lines)

"""The README and the docs: their examples work, and what is generated is up to date."""

from __future__ import annotations

import doctest
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import cleaner
from cleaner import config, pipeline
from cleaner.ledger.entries import Entry
from cleaner.stages import RULES, STAGES
from tests.running import put_program

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text("utf-8")
GUIDE = (ROOT / "docs/guide.zh-CN.md").read_text("utf-8")
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "README.zh-CN.md",
    *sorted(ROOT.glob("docs/*.md")),
    *sorted(ROOT.glob("[a-z]*/README.md")),
]
PAGE = ROOT / "fixtures/pages/004_28bd58c0d8b201a9.txt"
SETUP = "sh .ci/setup && .venv/bin/"


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def commands(text: str) -> list[str]:
    return [line.partition("  #")[0] for block in blocks(text, "sh") for line in block.splitlines()]


SHELL = commands(README)
EXAMPLES = {
    "README.md": [line for line in SHELL if line.startswith("cleaner ")],
    "README.zh-CN.md": [line for line in commands(CHINESE) if line.startswith("cleaner ")],
    "guide.zh-CN.md": [line for line in commands(GUIDE) if line.startswith("cleaner ")],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a page and a `cleaner` in it, where the examples run."""
    for name in ("page.txt", "pages/001.txt", "scans/001.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(PAGE, tmp_path / name)
    shutil.copy(ROOT / "fixtures/formats/page.hocr", tmp_path / "scans/002.hocr")
    put_program(tmp_path / "bin", monkeypatch)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", line], capture_output=True, encoding="utf-8")


def test_setup_commands_are_one_line_and_name_what_there_is() -> None:
    setup = [line for line in SHELL if line not in EXAMPLES["README.md"]]
    assert [line.removeprefix(SETUP).split()[0] for line in setup] == ["cleaner", "python"]
    assert all(line.startswith(SETUP) for line in setup)
    assert (ROOT / ".ci/setup").is_file()
    assert (ROOT / setup[0].split()[-1]).is_file()
    assert setup[1].endswith("python -m pytest -n auto")
    assert setup[1] in (ROOT / ".ci/run").read_text("utf-8").splitlines()


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
@pytest.mark.parametrize("document", EXAMPLES)
def test_shell_examples(folder: Path, document: str) -> None:
    assert len(EXAMPLES[document]) >= 4
    for line in EXAMPLES[document]:
        done = shell(line)
        findings = line.split()[1] in ("check", "diff")
        findings &= "--exit-zero" not in line and "--fail-on safe" not in line
        assert done.returncode == findings, f"{line}\n{done.stderr}"
        assert done.stdout or done.stderr or "cmp" in line, line
        if "--to json" in line:
            assert json.loads(done.stdout)["articles"]


def test_python_examples(folder: Path) -> None:
    failed, tried = 0, 0
    for block in blocks(README, "python"):
        test = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
        result = doctest.DocTestRunner().run(test)
        failed, tried = failed + result.failed, tried + result.attempted
    assert tried and not failed


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/*.md")), ids=lambda path: path.name)
def test_python_in_the_docs(path: Path) -> None:
    if path.name == "adapters.md":
        pytest.skip("run by test_recipes")
    for block in blocks(path.read_text("utf-8"), "python"):
        exec(compile(block, str(path), "exec"), {})


def test_before_and_after_are_of_the_page() -> None:
    page = PAGE.read_text("utf-8")
    clean = cleaner.clean(page)
    for document in (README, CHINESE):
        before, after = blocks(document, "text")
        for text, whole in ((before, page), (after, clean)):
            assert all(part.strip("\n") in whole for part in text.split("…"))


def test_configuration_examples() -> None:
    found = [block for path in DOCUMENTS for block in blocks(path.read_text("utf-8"), "toml")]
    assert found
    for block in found:
        pipeline.checked(config.make(tomllib.loads(block), "example"), "example")


def test_configuration_names_every_key() -> None:
    text = (ROOT / "docs/configuration.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \| .* \| .* \| ", text, re.M) == [
        key.name
        for key in sorted(fields(config.Settings), key=lambda key: text.index(f"| `{key.name}` |"))
    ]
    assert all(f"`{profile}`" in text for profile in config.PROFILES)


def test_ledger_names_every_key() -> None:
    text = (ROOT / "docs/ledger.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*?) \| ", text, re.M)
    named = {key for row in rows for key in re.findall(r"`(\w+)`", row)}
    assert {field.name for field in fields(Entry)} <= named
    for block in blocks(text, "json"):
        assert json.loads(json.dumps(Entry(**json.loads(block)).__dict__))


def test_what_is_generated_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("build", ROOT / "docs/build.py")
    assert spec and spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    assert {*build.GENERATED} == {"rules.md", "rules.zh-CN.md", "ledger.md", "api.md"}
    for name, make in build.GENERATED.items():
        written = (ROOT / "docs" / name).read_text("utf-8")
        assert written == make(), "run python docs/build.py"


def anchors(text: str) -> set[str]:
    """What the headings of a document are linked by: lower case, without marks, blanks as -."""
    heads = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_what_there_is(path: Path) -> None:
    text = path.read_text("utf-8")
    for link, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text):
        target = path.parent / link if link else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), f"{link}#{anchor}"
    known = {*RULES, *(stage.name for stage in STAGES)}
    stages = "|".join(stage.name for stage in STAGES)
    for name in re.findall(rf"`((?:{stages})\.(?!tsv`)[a-z-]+)`", text):
        assert name in known, name


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= 95
    assert len(README.split()) <= 750  # three minutes

"""What stands around the command line: Git and pre-commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import put_program

ROOT = Path(__file__).parent.parent
RAW = "会议强调，要深入学习贯彻党的二十大精神，\n按照全省部署要求，抓住当前经济发展机\n遇期，共{}户。\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the recipes are for a POSIX shell")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and a `cleaner` to be called in it."""
    put_program(tmp_path / "bin", monkeypatch)
    # Of Git nobody's own settings, and someone who commits: a cache of textconv is a commit, too.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("GIT_AUTHOR", "GIT_COMMITTER"):
        monkeypatch.setenv(f"{who}_NAME", "a")
        monkeypatch.setenv(f"{who}_EMAIL", "a@example.com")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def shell(*lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-ec", "\n".join(lines)], capture_output=True, encoding="utf-8")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is asked")
def test_git_shows_raw_pages_cleaned(folder: Path) -> None:
    page = folder / "page.txt"
    page.write_text(RAW.format(300), "utf-8")
    recipe = re.findall(
        r"^(?:echo|git config) .*$", (ROOT / "docs/review.md").read_text("utf-8"), re.M
    )
    assert len(recipe) == 3
    done = shell("git init -q", *recipe, "git add .", "git commit -qm 1")
    assert done.returncode == 0, done.stderr
    page.write_text(
        RAW.format(400).replace("当前\n", "").replace("要求，抓", "要求，\n抓"), "utf-8"
    )
    shown = shell("git diff").stdout
    assert "+" + RAW.format(400).replace("\n", "") in shown
    assert "-" + RAW.format(300).replace("\n", "") in shown


def test_hooks_run(folder: Path) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    check, clean = re.findall(r"entry: (.*)", hooks)
    (folder / "page.txt").write_text(RAW.format(300), "utf-8")
    assert shell(f"{check} page.txt").returncode == 1
    assert shell(f"{clean} page.txt").returncode == 0
    assert shell(f"{check} page.txt").returncode == 0


def test_recipes_of_the_documentation_run(folder: Path) -> None:
    recipes = (ROOT / "docs/review.md").read_text("utf-8")
    (entry,) = re.findall(r"entry: (cleaner .*)", recipes)
    (job,) = re.findall(r"run: (cleaner .*)", recipes)
    (folder / "pages").mkdir()
    (folder / "pages/page.txt").write_text(RAW.format(300), "utf-8")
    assert shell(f"{entry} pages/page.txt").returncode == 1
    found = shell(job)
    assert found.returncode == 1
    assert found.stdout.startswith("::warning file=pages/page.txt,line=1,")
    assert (
        shell("cleaner clean --in-place --quiet pages", entry + " pages/page.txt", job).stdout == ""
    )

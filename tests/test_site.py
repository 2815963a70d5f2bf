"""The documents as a site, and what goes into the package: checked without network."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import cleaner

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def load() -> Any:
    spec = importlib.util.spec_from_file_location("site_pages", ROOT / "docs/site.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


site = load()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("site")
    site.write(folder)
    return folder


def anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", text, re.M)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_no_link_is_dead(pages: Path) -> None:
    dead = []
    for path in pages.rglob("*.md"):
        text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.M | re.S)
        text = re.sub(r"`[^`\n]+`", "", text)
        for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", text):
            there = path.parent / target if target else path
            is_dead = not there.resolve().is_relative_to(pages.resolve()) or not there.is_file()
            if is_dead or (anchor and anchor not in anchors(there.read_text("utf-8"))):
                dead.append(f"{path.relative_to(pages)}: {target}#{anchor}")
    assert dead == []


def test_every_page_is_in_the_navigation(pages: Path) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    named = set(re.findall(r": (\S+\.md)$", text, re.M))
    assert named == {path.relative_to(pages).as_posix() for path in pages.rglob("*.md")}
    made = re.findall(r"^(?:docs|site)_dir: ([\w-]+)", text, re.M)
    ignored = (ROOT / ".gitignore").read_text("utf-8")
    assert len(made) == 2 and all(f"/{folder}/" in ignored for folder in made)
    assert "anchors: warn" in text and "strict: true" in text


def test_links_to_code_become_plain_text(pages: Path) -> None:
    assert "](fixtures/" in (ROOT / "README.md").read_text("utf-8")
    assert "](fixtures/" not in (pages / "index.md").read_text("utf-8")


def test_licences_of_all_data_ship() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    texts = sorted(path.name for path in ROOT.glob("dictionaries/LICENSE.*"))
    assert [name for name in texts if name not in notice] == []
    assert [name for name in re.findall(r"LICENSE\.[\w-]+", notice) if name not in texts] == []
    assert PROJECT["project"]["license-files"] == ["LICENSE", "NOTICE", "dictionaries/LICENSE.*"]
    described = (ROOT / "dictionaries/README.md").read_text("utf-8")
    for work in re.findall(r"\[([\w-]+)\]\(https?://(?:github|wordlist)", described):
        assert work.lower().replace("-", "") in notice.lower().replace("-", ""), work


def test_only_what_is_needed_ships() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["include"] == ["cleaner", "dictionaries"]
    assert {"dictionaries/build", "dictionaries/LICENSE.*", "*.po"} <= set(wheel["exclude"])
    kinds = {path.suffix for path in ROOT.glob("dictionaries/*") if path.is_file()}
    known = {
        ".npy",
        ".npz",
        ".tsv",
        ".md",
        ".py",
        *(Path(p.name).suffix for p in ROOT.glob("dictionaries/LICENSE.*")),
    }
    assert kinds <= known


def test_the_version_is_that_of_the_changes() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version, state = re.findall(r"^## \[(.*?)\] - (\S+)$", changes, re.M)[0]
    assert version == cleaner.__version__
    assert state == "unreleased" or re.fullmatch(r"\d{4}-\d\d-\d\d", state)
    assert f"v{version}" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")

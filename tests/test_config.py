"""Settings: the nearest configuration, what is refused, and which rules take part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner import config
from cleaner.config import PROFILES, ConfigError, Settings
from cleaner.pipeline import checked
from cleaner.stages import RULES


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def message(values: dict[str, Any]) -> str:
    with pytest.raises(ConfigError) as raised:
        checked(config.make(values, "here"), "here")
    return str(raised.value)


def test_the_nearest_file_is_found(tmp_path: Path) -> None:
    outer = write(tmp_path / "cleaner.toml", "")
    inner = write(tmp_path / "a" / "b" / "cleaner.toml", "")
    (tmp_path / "a" / "b" / "c").mkdir()
    assert config.find(tmp_path / "a" / "b" / "c") == inner
    assert config.find(tmp_path / "a") == outer
    assert config.find(tmp_path) == outer


def test_a_project_file_counts_when_it_has_the_table(tmp_path: Path) -> None:
    outer = write(tmp_path / "pyproject.toml", "[tool.cleaner]\nskip = ['marks']\n")
    inner = write(tmp_path / "a" / "pyproject.toml", "[project]\nname = 'x'\n")
    assert config.find(inner.parent) == outer
    assert config.load(outer) == Settings(skip=("marks",))
    beside = write(tmp_path / "cleaner.toml", "")
    assert config.find(tmp_path) == beside


def test_load(tmp_path: Path) -> None:
    path = write(
        tmp_path / "cleaner.toml",
        "profile = 'book'\nlines = 'sentence'\nonly = ['lines', 'marks.brackets']\n"
        "dictionary = ['names.tsv']\nexclude = ['*.gold.txt']\n",
    )
    assert config.load(path) == Settings(
        profile="book",
        lines="sentence",
        only=("lines", "marks.brackets"),
        dictionary=(str(tmp_path / "names.tsv"),),
        exclude=("*.gold.txt",),
    )


@pytest.mark.parametrize("content", ["profile = ", "profile = 'x'\n", "unknown = 1\n"])
def test_a_broken_file_is_named(content: str, tmp_path: Path) -> None:
    path = write(tmp_path / "cleaner.toml", content)
    with pytest.raises(ConfigError) as raised:
        config.load(path)
    assert str(raised.value).startswith(f"{path}: ")


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cleaner.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"cleaner\.toml"):
        config.load(path)
    with pytest.raises(ConfigError, match=r"none\.toml"):
        config.load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ({"profil": "book"}, "profile"),
        ({"dictionaries": []}, "dictionary"),
        ({"skipp": []}, "skip"),
        ({"profile": "newspapers"}, "newspaper"),
        ({"lines": "sentences"}, "sentence"),
        ({"script": "tws"}, "tw"),
        ({"only": ["mark"]}, "marks"),
        ({"skip": ["lines.hyphens"]}, "lines.hyphen"),
    ],
)
def test_an_unknown_word_names_the_nearest(values: dict[str, Any], known: str) -> None:
    found = message(values)
    assert found.startswith("here: ") and found.endswith(f", did you mean {known}?")


@pytest.mark.parametrize(
    "values",
    [
        {"only": "marks"},
        {"skip": [1]},
        {"dictionary": "names.tsv"},
        {"profile": 3},
        {"profile": ["book"]},
        {"script": "s2t"},
        {"titles": True},
        {"model": 1},
        {"apply_from": 1.5},
        {"suggest_from": True},
        {"zzzzzz": 1},
    ],
)
def test_a_wrong_value_is_refused(values: dict[str, Any]) -> None:
    assert message(values).startswith("here: ")


def enabled(**values: Any) -> set[str]:
    settings = checked(config.make(values, "here"), "here")
    return set(config.enabled(settings, RULES))


NOT_USUAL = (
    "sentences.break", "script.convert", "script.counterpart", "script.quotes", "script.words",
    "lines.page-turn", "names.place", "columns.indent",
)  # fmt: skip


def test_which_rules_take_part() -> None:
    usual = enabled()
    assert usual == {
        name for name in RULES if name not in NOT_USUAL and not name.startswith("misreadings.")
    }
    assert enabled(only=["marks"]) == {name for name in RULES if name.startswith("marks.")}
    assert enabled(only=["marks.brackets"]) == {"marks.brackets"}
    assert enabled(only=["marks"], skip=["marks.brackets"]) == enabled(only=["marks"]) - {
        "marks.brackets"
    }
    assert enabled(skip=["lines"]) == {name for name in usual if not name.startswith("lines.")}
    assert enabled(lines="sentence") == usual | {"sentences.break"}
    assert enabled(only=["names"], profile="ocr") == {
        name for name in RULES if name.startswith("names.")
    }
    assert enabled(only=["script"], script="tw") == {
        "script.convert", "script.counterpart", "script.quotes",
    }  # fmt: skip
    assert enabled(only=["script"], script="tw", quotes="keep") == {
        "script.convert", "script.counterpart",
    }  # fmt: skip
    assert "script.words" in enabled(only=["script"], script="s", words="local")
    assert "script.words" not in enabled(only=["script"], script="hk", words="local")
    assert enabled(only=["script"]) == {"script.mixed", "script.variant"}
    source = enabled(lines="source")
    assert source == {name for name in usual if not name.startswith(("lines.", "columns."))}


def test_which_rules_a_profile_runs() -> None:
    usual = enabled()
    misread = {name for name in RULES if name.startswith("misreadings.")}
    assert misread and enabled(profile="ocr") == usual | misread | {"names.place"}
    assert enabled(only=["misreadings"]) == misread
    articles = {name for name in usual if name.startswith("articles.")}
    assert articles and enabled(profile="book") == usual - articles | {"lines.page-turn"}
    assert config.runs_in("marks.brackets") == "all"
    assert config.runs_in("articles.headline") == "newspaper, ocr"
    assert config.runs_in("misreadings.mark") == "ocr"
    assert config.runs_in("sentences.break") == "when asked"


@pytest.mark.parametrize("profile", PROFILES)
def test_profiles(profile: str) -> None:
    assert config.make({"profile": profile}, "here").profile == profile
    assert cleaner.clean("话语体系,推动发展。", profile=profile) == "话语体系，推动发展。"


def test_settings_over_a_base() -> None:
    base = Settings(profile="book", skip=("marks",))
    assert config.make({"skip": []}, "here", base) == Settings(profile="book")


def test_only_what_differs_is_described() -> None:
    assert Settings().described() == {}
    assert Settings(profile="ocr").described() == {"profile": "ocr"}


def test_settings_reach_the_run() -> None:
    text = "该村(原名西楼村)盛产红糖,远近闻名。"
    assert cleaner.clean(text, only=["marks.brackets"]) == "该村（原名西楼村）盛产红糖,远近闻名。"
    assert cleaner.clean(text, skip=["marks"]) == text
    with pytest.raises(ConfigError, match="skip"):
        cleaner.clean(text, skipp=["marks"])


def test_suggestions_of_rules_named_safe_are_applied() -> None:
    text = "▢ 本报记者 张三"
    assert cleaner.clean(text) == text
    assert cleaner.clean(text, safe=["glyphs.byline-bullet"]) == "本报记者 张三"

"""What a start costs: no pattern is compiled while modules are read, and what stays out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "fixtures/pages/004_28bd58c0d8b201a9.txt"

EVERYTHING = """
import importlib, pkgutil, re, sys
import cleaner.cli

compiled = []
compile = re._compiler.compile


def counting(pattern, flags=0):
    frame = sys._getframe()
    while frame and frame.f_globals.get("__name__", "").partition(".")[0] in ("__main__", "re"):
        frame = frame.f_back
    if frame.f_globals["__name__"].startswith("cleaner."):
        compiled.append((frame.f_globals["__name__"], frame.f_lineno))
    return compile(pattern, flags)


re._compiler.compile = counting
for module in pkgutil.walk_packages(cleaner.__path__, "cleaner."):
    if not module.name.endswith("__main__") and ".adapters." not in module.name:  # need hosts
        importlib.import_module(module.name)
print(compiled)
"""
ONE_PAGE = """
import sys
import cleaner

cleaner.clean("　　本报记者 张三\\n　　今天上午,会议在北京召\\n开。\\n")
print("numpy.ma" in sys.modules)
"""


def _answer(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_no_pattern_is_compiled_while_modules_are_read() -> None:
    assert _answer(EVERYTHING) == "[]"


def test_masked_arrays_are_not_read_in() -> None:
    assert _answer(ONE_PAGE) == "False"


ONE_COMMAND = """
import json, sys

from cleaner.cli import main
from cleaner.text import programs

sys.argv = ["cleaner", "clean", "--isolated", "--quiet", sys.argv[1], "-o", sys.argv[2]]
try:
    main()
except SystemExit as done:
    assert not done.code
made = [str(pattern) for pattern, _ in programs._programs.made]
print(json.dumps([made, sorted(sys.modules)]))
"""
# What is long to read in: typer and what it brings, and what only some texts need.
NOT_READ_IN = (
    "typer", "click", "pydantic", "rich", "rapidfuzz", "opencc", "pypdfium2", "charset_normalizer",
    "statistics", "fractions", "html", "tomllib", "tempfile", "numpy.ma",
    "numpy.random.mtrand", "numpy.testing", "asyncio", "multiprocessing", "concurrent.futures",
    "cleaner.cli.commands", "cleaner.formats.pages", "cleaner.formats.places",
)  # fmt: skip
MODULES = (
    315  # a page has need of so many now; a few more are no fault, and to raise it is a decision
)


@pytest.fixture(scope="module")
def one_command(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """The patterns that a second process for one page compiles, and the modules it reads in."""
    folder = tmp_path_factory.mktemp("start")
    page = folder / "page.txt"
    page.write_text(PAGE.read_text("utf-8"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for _ in range(2):
            told = _answer(ONE_COMMAND, str(page), str(folder / "out.txt"))
    compiled, modules = json.loads(told)
    return compiled, modules


def test_what_one_page_needs_not_is_not_read_in(one_command: tuple[list[str], ...]) -> None:
    assert [name for name in NOT_READ_IN if name in one_command[1]] == []


def test_no_more_modules_are_read_in_than_a_page_needs(one_command: tuple[list[str], ...]) -> None:
    assert len([name for name in one_command[1] if name.startswith("cleaner")]) <= MODULES


def test_patterns_are_not_compiled_again(one_command: tuple[list[str], ...]) -> None:
    assert one_command[0] == []

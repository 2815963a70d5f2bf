"""What a start costs: no pattern is compiled while modules are read, and masked arrays stay out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
import sys
from cleaner.cli import app

try:
    app(["clean", "--isolated", "--quiet", sys.argv[1], "-o", sys.argv[2]])
except SystemExit as done:
    assert not done.code
print([name for name in ("pydantic", "rich", "rapidfuzz") if name in sys.modules])
"""


def test_what_one_page_needs_not_is_not_read_in(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("今天上午,会议在北京召\n开。\n", "utf-8")
    assert _answer(ONE_COMMAND, str(page), str(tmp_path / "out.txt")) == "[]"

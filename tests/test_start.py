"""What a start costs: no pattern is compiled while modules are read, and masked arrays stay out."""

from __future__ import annotations

import subprocess
import sys

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
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(compiled)
"""
ONE_PAGE = """
import sys
import cleaner

cleaner.clean("　　本报记者 张三\\n　　今天上午,会议在北京召\\n开。\\n")
print("numpy.ma" in sys.modules)
"""


def _answer(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_no_pattern_is_compiled_while_modules_are_read() -> None:
    assert _answer(EVERYTHING) == "[]"


def test_masked_arrays_are_not_read_in() -> None:
    assert _answer(ONE_PAGE) == "False"

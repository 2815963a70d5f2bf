"""Speed, memory and start-up: `python -m bench.speed`.

CPU time in one process, contestants in turn, so that a busy machine is unfair to neither. Growth
and start-up are measured in processes of their own.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import cleaner
from bench import PAGES, ROOT, page_path, peers, script
from bench.tables import table

PEER = "autocorrect-py"
CLEAN = ", clean"
MEGABYTE = 1_000_000
EMPTY = "import typer; app = typer.Typer(); app.command()(lambda: None); app()"
GROWTH = """
import resource, sys, time
from cleaner.cli import app
try:
    app(sys.argv[1:])
except SystemExit as done:
    assert not done.code
try:  # ru_maxrss counts what the parent had when it forked
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(time.process_time(), peak)
"""
COLUMN = 30  # characters of a line of the wrapped novel


@dataclass(frozen=True)
class Times:
    """Seconds of one call: the best round, and the median of all rounds."""

    best: float
    median: float


def in_turn(functions: Sequence[Callable[[], object]], rounds: int, seconds: float) -> list[Times]:
    """CPU time of each function, called in turn, each for about `seconds` a round."""
    calls = []
    for function in functions:
        function()  # what is read once is read now
        start = time.process_time()
        function()
        calls.append(max(1, int(seconds / max(time.process_time() - start, 1e-6))))
    found: list[list[float]] = [[] for _ in functions]
    for _ in range(rounds):
        for function, number, mine in zip(functions, calls, found, strict=True):
            start = time.process_time()
            for _ in range(number):
                function()
            mine.append((time.process_time() - start) / number)
    return [Times(min(mine), median(mine)) for mine in found]


def texts() -> dict[str, str]:
    """The two real pages, and the same after cleaning."""
    pages = {name[:3]: page_path(name).read_text("utf-8") for name in PAGES}
    return pages | {name + CLEAN: cleaner.clean(text) for name, text in pages.items()}


def compare(rounds: int, seconds: float) -> dict[str, list[float]]:
    """For each text our best and median and the peer's, in seconds; empty without the peer."""
    try:
        import autocorrect_py
    except ImportError:
        return {}
    found = {}
    for name, text in texts().items():
        functions = [partial(cleaner.clean, text), partial(autocorrect_py.format, text)]
        ours, theirs = in_turn(functions, rounds, seconds)
        found[name] = [ours.best, ours.median, theirs.best, theirs.median]
    for name, part in (("both", ""), ("both, clean", CLEAN)):
        mine = [values for text, values in found.items() if text.endswith(CLEAN) == bool(part)]
        found[name] = [sum(column) for column in zip(*mine, strict=True)]
    return found


def peer_table(rounds: int, seconds: float) -> str:
    """`cleaner.clean` against the peer on each text. A ratio over 1: cleaner is faster."""
    found = compare(rounds, seconds)
    if not found:
        return f"{PEER} is not installed (`pip install -e '.[bench]'`): nothing to compare with.\n"
    header = (
        "page",
        "cleaner, ms",
        f"{PEER} {metadata.version(PEER)}, ms",
        "ratio, best",
        "ratio, median",
    )
    return table(header, [(name, *_compared(values)) for name, values in found.items()])


def _compared(values: Sequence[float]) -> tuple[str, str, str, str]:
    best, middle, peer_best, peer_middle = values
    return (
        f"{best * 1e3:.2f} ({middle * 1e3:.2f})",
        f"{peer_best * 1e3:.2f} ({peer_middle * 1e3:.2f})",
        f"{peer_best / best:.2f}",
        f"{peer_middle / middle:.2f}",
    )


def tools_table(rounds: int, seconds: float) -> str:
    """Megabytes of UTF-8 in a second of CPU time, on the pages as they are and when clean."""
    pages = texts()
    sets = [[text for name, text in pages.items() if name.endswith(CLEAN) == is_clean]
            for is_clean in (True, False)]  # fmt: skip
    rates = [_rates(texts, rounds, seconds) for texts in sets]
    rows = [
        [name, *(f"{each[name]:.2f}" if name in each else "absent" for each in rates)]
        for name in peers.PEERS
    ]
    return table(("tool", "clean pages, MB a second", "pages as they came, MB a second"), rows)


def _rates(texts: Sequence[str], rounds: int, seconds: float) -> dict[str, float]:
    """Megabytes a second of each tool that is there."""
    tools: dict[str, Callable[[str], str]] = {"cleaner": cleaner.clean}
    for name, tool in peers.TOOLS.items():
        with suppress(peers.Absent):
            tools[name] = tool()
    functions = [partial(_all, tool, texts) for tool in tools.values()]
    spent = dict(
        zip(tools, (each.best for each in in_turn(functions, rounds, seconds)), strict=True)
    )
    with suppress(peers.Absent):
        spent["zhlint"] = peers.zhlint_seconds(texts, rounds)
    size = sum(len(text.encode()) for text in texts)
    return {name: size / each / MEGABYTE for name, each in spent.items()}


def _all(tool: Callable[[str], str], texts: Sequence[str]) -> None:
    for text in texts:
        tool(text)


def script_table(rounds: int, seconds: float) -> str:
    """`--script` alone beside OpenCC alone, on the clean pages there and back, ten times each."""
    plain = "\n".join(10 * [text for name, text in texts().items() if name.endswith(CLEAN)])
    rows = []
    for target, text in (("tw", plain), ("s", script.opencc(plain, "tw"))):
        functions = [partial(convert, text, target) for convert in (script.opencc, script.ours)]
        theirs, ours = in_turn(functions, rounds, seconds)
        times = (ours.best, theirs.best, theirs.best / ours.best, theirs.median / ours.median)
        rows.append((target, *(f"{each * 1e3:.1f}" for each in times[:2]),
                     *(f"{each:.2f}" for each in times[2:])))  # fmt: skip
    return table(("to", "cleaner, ms", "OpenCC, ms", "ratio, best", "ratio, median"), rows)


def blocks() -> dict[str, str]:
    """What the long texts are made of, again and again: the two pages, and their paragraphs."""
    pages = [page_path(name).read_text("utf-8").strip() for name in PAGES]
    lines = [line for page in pages for line in cleaner.clean(page).split("\n")]
    novel = ["\u3000\u3000" + line for line in lines if len(line) > COLUMN]
    wrapped = [p[at : at + COLUMN] for p in novel for at in range(0, len(p), COLUMN)]
    return {
        "pages, a form feed after each": "".join(page + "\f" for page in pages),
        "pages, as if one": "".join(page + "\n\n" for page in pages),
        f"wrapped at {COLUMN}, no blank lines": "".join(line + "\n" for line in wrapped),
    }


def write_long(path: Path, block: str, megabytes: float) -> None:
    """A file of about that size in UTF-8."""
    data = block.encode()
    with open(path, "wb") as file:
        for _ in range(max(1, round(megabytes * MEGABYTE / len(data)))):
            file.write(data)


def growth_table(sizes: Sequence[float]) -> str:
    """CPU time and peak memory of whole processes for files of these megabytes."""
    rows = []
    with TemporaryDirectory() as folder:
        text, out, ledger, back = (Path(folder, name) for name in ("text", "out", "ledger", "back"))
        clean = ["clean", "--isolated", "-q", text, "-o", out]
        runs = {
            "clean": clean,
            "clean --ledger": [*clean, "--ledger", ledger],
            "undo": ["undo", out, "--ledger", ledger, "-o", back],
        }
        for name, block in blocks().items():
            for size in sizes:
                write_long(text, block, size)
                for command, arguments in runs.items():
                    rows.append((name, command, f"{size:g}", *_grown(arguments, text)))
    header = ("text", "command", "MB", "seconds", "MB a second", "peak memory, MB")
    return table(header, rows)


def _grown(arguments: Sequence[str | Path], text: Path) -> tuple[str, str, str]:
    """Seconds, megabytes a second and peak memory of a process."""
    command = [sys.executable, "-c", GROWTH, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    spent, peak = map(float, done.stdout.split())
    memory = peak * (1 if sys.platform == "darwin" else 1024) / MEGABYTE
    return f"{spent:.2f}", f"{text.stat().st_size / spent / MEGABYTE:.2f}", f"{memory:.0f}"


def start_times(times: int) -> dict[str, list[float]]:
    """Seconds of whole processes from start to end, in turn; the empty program is the first."""
    page = str(page_path(PAGES[-1]))
    programs = {
        "an empty typer program, `--help`": ["-c", EMPTY, "--help"],
        "`cleaner --help`": ["-m", "cleaner", "--help"],
        f"`cleaner clean` of page {PAGES[-1][:3]}": ["-m", "cleaner", "clean", "--quiet", page],
    }
    found: dict[str, list[float]] = {name: [] for name in programs}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for round_ in range(times + 1):
        for name, arguments in programs.items():
            command = [sys.executable, *arguments]
            start = time.perf_counter()
            subprocess.run(command, env=environment, check=True, capture_output=True)
            if round_:  # the first reads the files from disk
                found[name].append(time.perf_counter() - start)
    return found


def process_table(times: int) -> str:
    """CPU time of whole processes, user and system, the lowest of some rounds in turn.

    After the first round everything that is kept from one process to the next is there.
    """
    import resource

    pages = [str(page_path(name)) for name in PAGES]
    programs = {
        "`python -c pass`": ["-c", "pass"],
        "`python -c 'import numpy'`": ["-c", "import numpy"],
        "`cleaner --help`": ["-m", "cleaner", "--help"],
        **{
            f"`cleaner clean` of page {name[:3]}": ["-m", "cleaner", "clean", "--quiet", page]
            for name, page in zip(PAGES, pages, strict=True)
        },
    }
    found: dict[str, list[float]] = {name: [] for name in programs}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for round_ in range(times + 1):
        for name, arguments in programs.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, *arguments]
            subprocess.run(command, env=environment, check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            if round_:
                found[name].append(spent)
    numpy = min(found["`python -c 'import numpy'`"])
    rows = [
        (name, f"{min(spent):.3f}", f"{min(spent) / numpy:.2f}") for name, spent in found.items()
    ]
    return table(("program", "CPU, s", "over numpy alone"), rows)


def start_table(times: int) -> str:
    """Time of whole processes, best and median."""
    found = start_times(times)
    empty = min(next(iter(found.values())))
    rows = [
        (name, f"{min(spent):.3f}", f"{median(spent):.3f}", f"{min(spent) - empty:+.3f}")
        for name, spent in found.items()
    ]
    return table(("program", "best, s", "median, s", "over the empty one, s"), rows)


def machine() -> str:
    """What it was measured on."""
    return (
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, "
        f"NumPy {metadata.version('numpy')}."
    )


def report(quick: bool) -> str:
    """The tables as Markdown."""
    rounds, seconds, sizes, times = (2, 0.005, (0.1,), 1) if quick else (15, 0.15, (1, 10, 100), 10)
    return "\n".join(
        [
            f"{machine()} CPU time in one process, best of {rounds} rounds (median in brackets).\n",
            peer_table(rounds, seconds),
            "Beside other tools, as `bench.peers` runs them; OpenCC to Simplified:\n",
            tools_table(rounds, seconds),
            "Scripts beside OpenCC alone, the two clean pages ten times:\n",
            script_table(rounds, seconds),
            "One file made of the two pages again and again, whole processes:\n",
            growth_table(sizes),
            f"Whole processes, best and median of {times}:\n",
            start_table(times),
            f"CPU time of whole processes, the lowest of {times}:\n",
            process_table(times),
        ]
    )


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few rounds and small sizes: a smoke test"
    )
    print(report(parser.parse_args(arguments).quick))


if __name__ == "__main__":
    main()

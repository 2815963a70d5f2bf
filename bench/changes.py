"""What a change of the code changes in the output: `python -m bench.changes record FOLDER`.

`record` runs the command line over the corpora at hand and keeps what it wrote: text, JSON, ledgers,
findings and diffs. `compare OLD NEW` prints how two such folders differ and exits with 1 if they do:
a move of code shows nothing, a new rule shows each line that it changes.

The corpora: the pages, cases and clean texts of `fixtures/`, typeset pages (where the extra `bench`
is there), and news, laws and Jing bao of `../shared` (where they are).
"""

from __future__ import annotations

import argparse
import difflib
import filecmp
import itertools
import json
import lzma
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import cleaner
from bench import ROOT, harm
from bench.pages.cases import cases
from bench.pages.extract import EXTRACTORS

EVERY_ARTICLE, EVERY_LAW = 4, 100
SEEDS = range(9000, 9016)
SHOWN = 40  # lines of a file's difference
TIMEOUT = 1200  # seconds, of one run over the texts
RUNS = {
    "newspaper": [],
    "json": ["--to", "json"],
    "ocr": ["--profile", "ocr"],
    "book": ["--profile", "book"],
    "sentences": ["--lines", "sentence"],
    "taiwan": ["--script", "tw"],
    "simplified": ["--script", "s"],
}


def texts() -> Iterator[tuple[str, str]]:
    """The name and the text of each text at hand."""
    fixtures = ROOT / "fixtures"
    for path in sorted(fixtures.glob("pages/*.txt")):
        yield f"pages/{path.stem}", path.read_text("utf-8")
    for path in sorted([*fixtures.glob("cases/*.toml"), *fixtures.glob("*.toml")]):
        for number, text in enumerate(_strings(tomllib.loads(path.read_text("utf-8")))):
            yield f"{path.stem}/{number:04}", text
    for number, case in enumerate(_typeset()):
        yield f"typeset/{number:04}", case
    yield from _shared()


def _strings(content: object) -> Iterator[str]:
    """Each text under a key `text` or in a list of texts."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key == "text":
                yield value
            else:
                yield from _strings(value)
    elif isinstance(content, list):
        yield from (value for value in content if isinstance(value, str))
        for value in content:
            yield from _strings(value)


def _typeset() -> Iterator[str]:
    if find_spec("typst"):
        for case in cases(SEEDS, list(EXTRACTORS), own_only=True):
            yield case.text


def _shared() -> Iterator[tuple[str, str]]:
    """News, some laws and columns of Jing bao, where they are."""
    if harm.NEWS.exists():
        for number, line in _sampled(harm.NEWS, EVERY_ARTICLE):
            yield f"news/{number:04}", "\n".join(json.loads(line)["paragraphs"])
    if harm.LAWS.exists():
        for number, line in _sampled(harm.LAWS, EVERY_LAW):
            yield f"laws/{number:04}", json.loads(line)["text"]
    if harm.JINGBAO.exists():
        lines = [
            line for row in harm.JINGBAO.open(encoding="utf-8") for line in json.loads(row)["lines"]
        ]
        for number, start in enumerate(range(0, min(len(lines), 8000), 400)):
            yield f"jingbao/{number:04}", "\n".join(lines[start : start + 400])


def _sampled(path: Path, every: int) -> Iterator[tuple[int, bytes]]:
    """Every so many lines of a packed file, numbered."""
    with lzma.open(path) as lines:
        yield from enumerate(itertools.islice(lines, 0, None, every))


def record(folder: Path) -> None:
    """Write what all runs give into `folder`."""
    with TemporaryDirectory() as place:
        root = Path(place)
        for name, text in texts():
            target = root / f"{name}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="")
        for name, options in RUNS.items():
            print(name, flush=True)
            _run(["clean", ".", "-o", str(folder / name), *options], root)
        for command in ("check", "diff"):
            print(command, flush=True)
            given = _run(
                [command, ".", "--format", "jsonl"] if command == "check" else [command, "."], root
            )
            (folder / f"{command}.txt").write_text(given, "utf-8", newline="")
        print("ledgers", flush=True)
        for path in sorted(root.rglob("*.txt")):
            target = folder / "ledgers" / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            entries = cleaner.read(path.read_bytes().decode()).ledger.entries
            lines = "".join(f"{entry.as_line()}\n" for entry in entries)
            target.write_text(lines, "utf-8", newline="")


def _run(arguments: list[str], folder: Path) -> str:
    """Standard output of the command line in `folder`."""
    command = [sys.executable, "-m", "cleaner", *arguments, "--isolated"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=TIMEOUT
    )
    if done.returncode not in (0, 1, 2):  # 2: some text is refused
        raise SystemExit(done.stderr)
    return done.stdout


def compare(old: Path, new: Path) -> int:
    """Print how two folders differ; how many files do."""
    names = {
        path.relative_to(side) for side in (old, new) for path in side.rglob("*") if path.is_file()
    }
    changed = 0
    for name in sorted(names):
        pair = old / name, new / name
        if all(path.exists() for path in pair) and filecmp.cmp(*pair, shallow=False):
            continue
        changed += 1
        lines = [path.read_text("utf-8").splitlines() if path.exists() else [] for path in pair]
        shown = difflib.unified_diff(*lines, f"old/{name}", f"new/{name}", n=1, lineterm="")
        print("\n".join(itertools.islice(shown, SHOWN)))
    print(f"{changed} of {len(names)} files differ")
    return changed


def main() -> None:
    """Reads the arguments and runs the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.changes", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("record").add_argument("folder", type=Path)
    compared = commands.add_parser("compare")
    compared.add_argument("old", type=Path)
    compared.add_argument("new", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "record":
        record(arguments.folder.resolve())
    else:
        raise SystemExit(bool(compare(arguments.old, arguments.new)))


if __name__ == "__main__":
    main()

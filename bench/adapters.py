"""`python -m bench.adapters`: the adapters tested against the packages of their hosts, all of them.

Needs `pip install -e '.[test,adapters]'`. Prints the versions; fails where a host is missing.
`--overhead N` measures datatrove over `Cleaner.records` on N short records instead.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

HOSTS = (
    "datatrove",
    "py-data-juicer",
    "datasets",
    "docling-core",
    "langchain-core",
    "haystack-ai",
    "llama-index-core",
)
ROOT = Path(__file__).parent.parent
TEXT = "会议强调，要深入学习贯彻精神，按照全省部署要求，抓住当前经济发展机遇期，聚焦提质增效。" * 5


def versions() -> dict[str, str]:
    """Of each host; nothing where it is missing."""
    found = {}
    for name in HOSTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def overhead(number: int) -> float:
    """How much longer datatrove's step takes than `Cleaner.records`, as a share; best of three."""
    from datatrove.data import Document

    from cleaner import Cleaner
    from cleaner.adapters.datatrove import CleanerStep

    cleaner = Cleaner()
    texts = [f"{TEXT[:190]}{each}" for each in range(number)]

    def records() -> None:
        for _ in cleaner.records({"text": text, "id": "a"} for text in texts):
            pass

    def step() -> None:
        for _ in CleanerStep(cleaner).run(Document(text, "a") for text in texts):
            pass

    def took(work: Callable[[], Any]) -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    took(records)
    pairs = [(took(records), took(step)) for _ in range(3)]
    return min(step for _, step in pairs) / min(plain for plain, _ in pairs) - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--overhead", type=int, metavar="N")
    given = parser.parse_args()
    if given.overhead:
        print(f"datatrove over Cleaner.records: {overhead(given.overhead):+.1%}")
        return
    found = versions()
    for name, number in found.items():
        print(f"{name:18} {number or 'missing'}")
    tests = ["-m", "pytest", "-q", "tests/test_adapters.py", "tests/test_recipes.py", "-rs"]
    code = subprocess.run([sys.executable, *tests], cwd=ROOT).returncode
    sys.exit(code or not all(found.values()))


if __name__ == "__main__":
    main()

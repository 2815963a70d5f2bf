"""Names: `python -m bench.names`. What dictionaries cost, and what conversion breaks.

Names are made up by a fixed seed; the text is that of the two real pages. CPU time, the best of
several runs. Edits on clean text without a dictionary of the user's are counted by `bench.harm`.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import cleaner
from bench import ROOT
from bench.tables import table
from cleaner.knowledge import lexicon
from cleaner.knowledge.lexicon import converted_names
from cleaner.knowledge.scripts import converted
from cleaner.names.finder import finder

ENTRIES, NAMES, RUNS = 100_000, 50_000, 7


def made_up(count: int) -> list[str]:
    """Different names of two to four common characters."""
    choose = random.Random(5)
    characters = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA)]  # fmt: skip
    names: dict[str, None] = {}
    while len(names) < count:
        names["".join(choose.choices(characters, k=choose.choice((2, 3, 3, 3, 4))))] = None
    return list(names)


def best(work: Callable[[], object], runs: int) -> float:
    """The least CPU time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def broken() -> int:
    """How many shipped names conversion breaks, from Simplified and from three Traditional forms."""
    count = 0
    for chain in ((), ("s2t",), ("s2tw",), ("s2hk",)):
        for name in converted_names():
            text = f"記者在{converted(name, chain) if chain else name}訪問發現"
            count += name not in cleaner.clean(text, only=["script"], script="s")
    return count


def report(entries: int = ENTRIES, names: int = NAMES, runs: int = RUNS) -> str:
    """The figures as a table."""
    text = "\n\n".join(
        path.read_text("utf-8") for path in sorted((ROOT / "fixtures/pages").glob("*.txt"))
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, XDG_CACHE_HOME=folder),
    ):
        paths = []
        for count in (entries, names):
            path = Path(folder) / f"{count}.tsv"
            path.write_text("name\n" + "\n".join(made_up(count)) + "\n", "utf-8")
            paths.append(str(path))

        def load() -> None:
            lexicon._with_names.forget()
            lexicon.with_dictionaries((paths[0],))

        load()
        loading = best(load, runs)
        known = lexicon.with_dictionaries((paths[1],))
        finder(known)
        plain = best(lambda: cleaner.clean(text), runs)
        named = best(lambda: cleaner.clean(text, dictionary=[paths[1]]), runs)
    rows = [
        [f"{entries:,} entries loaded, compiled, s", f"{loading:.3f}"],
        [f"default run, {names:,} names against none", f"{named / plain - 1:+.1%}"],
        ["shipped names that conversion to Simplified breaks", f"{broken()}"],
    ]
    return table(["", ""], rows)


if __name__ == "__main__":
    print(report())

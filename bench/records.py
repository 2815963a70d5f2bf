"""`python -m bench.records`: short records as JSON Lines through the command, in one process.

Megabytes a second, with cleaning and without it (what is around it: lines, JSON, writing), and how
memory grows from a tenth of the records to all of them. Then a rule that breaks, a line that is
none, a null and a record of 50 MB among the records: what came out right, and what was kept.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cleaner import Cleaner, Failed
from cleaner.batch import files, jsonl
from cleaner.batch.outcomes import Outcome

TEXT = "会议强调，要深入学习贯彻精神，按照全省部署要求，抓住当前经济发展机遇期，聚焦提质增效。"
LENGTH = 200  # characters of a text
BAD, GOOD = "他说:“好。”", "他说：“好。”"
POISON = "毒药"


class Around:
    """Stands for a cleaner where only what is around the cleaning is measured."""

    def outcome(self, text: Any, with_ledger: bool) -> Outcome:
        return Outcome(text, size=len(text))


class Poisoned:
    """A cleaner that breaks on one text."""

    def __init__(self) -> None:
        self.cleaner = Cleaner()

    def outcome(self, text: Any, with_ledger: bool) -> Outcome:
        if text == POISON:
            return Outcome(text, "the rule marks.poison failed (IndexError)")
        return self.cleaner.outcome(text, with_ledger)


def rows(number: int) -> Iterator[bytes]:
    """Clean records, no two alike."""
    for each in range(number):
        text = (str(each) + TEXT * 5)[:LENGTH]
        row = {"id": each, "text": text, "url": f"https://example.org/{each}"}
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def cleaned(path: Path, out: Path, cleaner: Any) -> tuple[float, list[Failed]]:
    """Seconds of CPU, and what failed."""
    failed: list[Failed] = []
    job = jsonl.Job(cleaner, "text")
    begun = time.process_time()
    with out.open("wb") as file:
        files.clean_lines(files.Records(str(path), path.name), job, 1, "", file, failed.append)
    return time.process_time() - begun, failed


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def speed(folder: Path, number: int, cleaner: Any, what: str) -> None:
    path, out = folder / "in.jsonl", folder / "out.jsonl"
    held = []
    for count in (number // 10, number):
        with path.open("wb") as file:
            file.writelines(rows(count))
        seconds, _ = cleaned(path, out, cleaner)
        held.append(peak())
    size = path.stat().st_size
    same = all(a == b for a, b in zip(path.open("rb"), out.open("rb"), strict=True))
    print(
        f"{what}: {number:,} records, {size / 1e6:.0f} MB, {size / seconds / 1e6:.2f} MB/s,"
        f" {seconds / number * 1e6:.0f} µs a record, same bytes: {same},"
        f" memory {held[0]:.0f} MB after a tenth, {held[1]:.0f} MB at the end"
    )


def broken(folder: Path, number: int) -> None:
    """Four broken records among many, one in fifty of which need a repair."""
    path, out = folder / "in.jsonl", folder / "out.jsonl"
    places = {number // 5: "poison", number // 3: "bad", number // 2: "null", number - 9: "large"}
    lines = {
        "poison": json.dumps({"id": "p", "text": POISON}).encode() + b"\n",
        "bad": b'{"text": "cut sho\n',
        "null": b'{"id": "n", "text": null}\n',
        "large": b'{"text": "' + TEXT.encode() * 400_000 + b'"}\n',
    }

    def given(repaired: bool) -> Iterator[bytes]:
        for each in range(number):
            text = GOOD if repaired else BAD
            row = json.dumps({"id": each, "text": text if each % 50 == 0 else "没有什么。"})
            yield lines[places[each]] if each in places else row.encode() + b"\n"

    with path.open("wb") as file:
        file.writelines(given(False))
    _, failed = cleaned(path, out, Poisoned())
    with out.open("rb") as done:
        right = sum(a == b for a, b in zip(done, given(True), strict=True))
    print(f"broken: {right:,} of {number:,} lines as wanted, {len(failed)} in quarantine")
    for each in failed:
        print(f"  line {each.number}: {each.reason}")
    print(f"  memory {peak():.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--only", choices=("around", "speed", "broken"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.only in (None, "around"):
            speed(Path(name), given.records, Around(), "around the cleaning")
        if given.only in (None, "speed"):
            speed(Path(name), given.records, Cleaner(), "cleaned")
        if given.only in (None, "broken"):
            broken(Path(name), given.records // 10)


if __name__ == "__main__":
    main()

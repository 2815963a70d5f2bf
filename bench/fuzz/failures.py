"""The former failures: small texts in `fixtures/failures.jsonl`, which the tests check for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench import ROOT
from bench.fuzz.texts import Trial

FILE = ROOT / "fixtures/failures.jsonl"


def kept(path: Path = FILE) -> Iterator[Trial]:
    """All that is in the file."""
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        row = json.loads(line)
        settings = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in row.get("settings", {}).items()
        }
        yield Trial(row["text"], settings)


def keep(trial: Trial, problem: str, path: Path = FILE) -> None:
    """Put a trial into the file, with what was wrong."""
    row = {"problem": problem, "text": trial.text, "settings": trial.settings}
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")

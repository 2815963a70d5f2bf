"""Cases made after public reports of what cleaning broke: `python -m bench.public_cases`.

They stand in `../shared/cases/public.jsonl`, which is not part of the project: an input, what is
wanted of it, and whether it was right when it was found.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import cleaner
from bench import ROOT
from bench.tables import table
from cleaner.config import PROFILES, ConfigError

PUBLIC = ROOT.parent / "shared/cases/public.jsonl"
SORTS = (
    "must stay", "a harm today, wants a repair", "wants a repair",
    "script, OCR spaces, misread characters, other profiles",
)  # fmt: skip
NOT_OF_TEXT = frozenset(("cli", "encoding", "undo", "speed"))
OF_OTHERS = frozenset(("ocr spaces", "misread", "script quotes"))


def report() -> str:
    """The cases made after public reports: a row for each sort, with the identifiers of what fails."""
    if not PUBLIC.exists():
        return f"No {PUBLIC.name} in ../shared/cases: nothing to measure.\n"
    right: dict[str, list[str]] = defaultdict(list)
    wrong: dict[str, list[str]] = defaultdict(list)
    for line in PUBLIC.read_text("utf-8").splitlines():
        case = json.loads(line)
        if sort := sort_of(case):
            (right if comes_out(case) else wrong)[sort].append(case["id"])
    rows = [
        (sort, len(right[sort]), len(right[sort]) + len(wrong[sort]), " ".join(wrong[sort]))
        for sort in SORTS
    ]
    return table(("cases", "right", "of", "not right"), rows)


def sort_of(case: dict[str, Any]) -> str | None:
    """Which row a case is counted in; None where it is of no text or nothing is decided."""
    kind, profile = case["kind"], case["settings"].get("profile", PROFILES[0])
    if case["verdict"] == "unclear" or kind in NOT_OF_TEXT or case["input"].startswith("("):
        return None
    if kind in OF_OTHERS or kind.startswith("script") or profile != PROFILES[0]:
        return SORTS[3]
    if case["want"] == case["input"]:
        return SORTS[0]
    return SORTS[1] if case["verdict"] == "wrong-harm" else SORTS[2]


def comes_out(case: dict[str, Any]) -> bool:
    """Whether a run gives what the case wants, the line end at the end aside."""
    try:
        result = cleaner.clean(case["input"], **case["settings"])
    except ConfigError:
        return False
    return result.rstrip("\n") == str(case["want"]).rstrip("\n")


if __name__ == "__main__":
    print(report())

"""Lines of subtitles as an OCR read them and as they are: FASPell, looked for in `../shared`.

The lines are split for good by the BLAKE2 hash of the truth: seven in ten are for tuning and for
learning pairs, the rest is only reported. FASPell is under the GPL-3.0: nothing of it ships.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from bench import ROOT

PATH = ROOT.parent / "shared/data/ocr/faspell_ocr_train_3575.txt"
TUNED = 7  # of ten


class Line(NamedTuple):
    """What was read and what is there, character for character."""

    read: str
    truth: str

    @property
    def tuning(self) -> bool:
        return hashlib.blake2b(self.truth.encode(), digest_size=1).digest()[0] % 10 < TUNED


def lines(tuning: bool) -> list[Line]:
    """The lines of one part. Raises FileNotFoundError where they are not there."""
    rows = (row.split("\t") for row in PATH.read_text("utf-8").splitlines())
    found = (Line(read, truth) for _, read, truth in rows)
    return [line for line in found if line.tuning is tuning]

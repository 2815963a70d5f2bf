"""Write points: where a run changes the disk. A test ends the process at each of them.

`CLEANER_KILL_AT=3` kills this process, as `kill -9` would, at its third write point.
"""

from __future__ import annotations

import os
import signal


class _Points:
    """How many have been passed. `fatal`: the one at which this process dies, from 1; 0 is none."""

    def __init__(self) -> None:
        self.passed = 0
        self.fatal = int(os.environ.get("CLEANER_KILL_AT") or 0)


POINTS = _Points()


def point() -> None:
    """Pass a write point: called before a file is made, filled, put in place or taken away."""
    POINTS.passed += 1
    if POINTS.passed == POINTS.fatal:
        os.kill(os.getpid(), signal.SIGKILL)

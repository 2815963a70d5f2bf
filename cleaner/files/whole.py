"""Reading what must fit into memory, a file or JSON: never more of it than it may have."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

SETTINGS = 1 << 18  # bytes of a configuration
TABLE = 1 << 28  # bytes of a dictionary, of learned pairs, of decisions


def read_whole(path: str | Path, most: int) -> bytes:
    """The bytes of a file. Raises OSError, also where they are more than `most`."""
    with open(path, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most:,} bytes", str(path))
    return data


def from_json(text: str | bytes) -> Any:
    """The value that JSON gives. Raises ValueError, also where it is nested too deeply."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None

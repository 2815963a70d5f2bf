"""The recipes of docs/adapters.md run; those of packages that are missing are left out."""

from __future__ import annotations

import re
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

TEXT = (Path(__file__).parent.parent / "docs/adapters.md").read_text("utf-8")
RECIPES = re.findall(r"^```python\n(.*?)^```$", TEXT, re.M | re.S)


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_frames(name: str) -> None:
    pytest.importorskip(name)
    [recipe] = [each for each in RECIPES if f"import {name}\n" in each]
    exec(compile(recipe, name, "exec"), {})


def test_the_service() -> None:
    [recipe] = [each for each in RECIPES if "ThreadingHTTPServer" in each]
    assert len(recipe.splitlines()) <= 25
    found: dict[str, Any] = {}
    exec(compile(recipe, "service", "exec"), found)
    server = found["server"]
    found["Handler"].log_message = lambda *_: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    try:
        with urllib.request.urlopen(address, "他说:“好。”".encode(), timeout=60) as answer:
            assert answer.read().decode() == "他说：“好。”"
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(address, bytes(range(256)), timeout=60)
    finally:
        server.shutdown()
        server.server_close()

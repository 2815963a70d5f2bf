"""Makes the pictures of docs/review.md: `python docs/pictures.py`.

Needs the extras `browser` and `bench`.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench import PAGES, browser, page_path  # noqa: E402
from bench.review_page import page_of  # noqa: E402

IMAGES = ROOT / "docs/images"
COLOURS = 160  # enough for a page, and half the bytes
WIDE = {"viewport": {"width": 1120, "height": 700}}
NARROW = {"viewport": {"width": 360, "height": 640}, "has_touch": True}
# Of each picture: the browser it is taken in, and the keys pressed before.
PICTURES = {
    "review-light": ({**WIDE, "locale": "en-US", "color_scheme": "light"}, "arjj"),
    "review-dark": ({**WIDE, "locale": "zh-CN", "color_scheme": "dark"}, "Aj"),
    "review-narrow": ({**NARROW, "locale": "zh-CN", "color_scheme": "light"}, "AAA"),
}


def main() -> None:
    """Write each picture anew."""
    if browser.missing():
        raise SystemExit(browser.missing())
    IMAGES.mkdir(exist_ok=True)
    text = page_path(PAGES[1]).read_text("utf-8")
    with browser.chromium() as chromium, page_of([text]) as (path, _):
        for name, (options, keys) in PICTURES.items():
            page = chromium.new_context(**options).new_page()
            page.goto(path.as_uri())
            for key in keys:
                page.keyboard.press(key)
            whole = Image.open(BytesIO(page.screenshot())).convert("RGB")
            whole.quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)
            page.context.close()


if __name__ == "__main__":
    main()

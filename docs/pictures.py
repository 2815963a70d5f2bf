"""Makes the pictures of the documents: `python docs/pictures.py`.

Needs the extras `browser` and `bench`, and Noto Serif CJK as `fc-match` finds it.
"""

from __future__ import annotations

import html
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from playwright.sync_api import Browser

import cleaner

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
PRINT = ({**WIDE, "locale": "en-US", "color_scheme": "light"}, "]]")


SIZE, STEP = 40, 64  # pixels: of a character of the print, and from line to line
PRINTED = 40  # lines of the page that are printed


def printed(text: str, folder: Path) -> None:
    """The first lines of a page as a picture, and as hOCR that names it."""
    asked = ["fc-match", "-f", "%{file}", "Noto Serif CJK SC"]
    font = ImageFont.truetype(subprocess.check_output(asked, text=True), SIZE)
    picture = Image.new("L", (1200, PRINTED * STEP), 245)
    draw = ImageDraw.Draw(picture)
    lines = []
    for number, line in enumerate(text.split("\n")[:PRINTED]):
        y = 60 + number * STEP
        draw.text((80, y), line, font=font, fill=20)
        box = f"bbox 80 {y + 8} {int(80 + draw.textlength(line, font=font))} {y + SIZE + 14}"
        word = f"<span class='ocrx_word' title='{box}'>{line}</span>"
        lines.append(f"<span class='ocr_line' title='{box}'>{word}</span>" if line else "")
    picture.save(folder / "paper.png")
    title = f'image "paper.png"; bbox 0 0 {picture.width} {picture.height}'
    page = f"<div class='ocr_page' title='{title}'>{''.join(lines)}</div>"
    (folder / "paper.hocr").write_text(f"<html><body>{page}</body></html>", "utf-8")


def with_print(text: str, folder: Path) -> Path:
    """The review page of a printed page, with its print."""
    from cleaner.cli.inputs import Options
    from cleaner.cli.reviewing import opened
    from cleaner.review.embedding import embedded
    from cleaner.review.page import Page
    from cleaner.review.prints import Prints

    printed(text, folder)
    session, _ = opened([str(folder / "paper.hocr")], Options.of(), folder / "decisions.jsonl")
    prints = Prints(folder, session.paths, session.sheets)
    page = folder / "review.html"
    whole = Page(session, served=False, prints=embedded(session, prints).values).html()
    page.write_text(whole, "utf-8")
    session.close()
    return page


def taken(chromium: Browser, path: Path, name: str, options: dict[str, Any], keys: str) -> None:
    """Take a picture of a page after some keys."""
    page = chromium.new_context(**options).new_page()
    page.goto(path.as_uri())
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    save(page, name)
    page.context.close()


SIDE_BY_SIDE = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; display: flex; gap: 16px; padding: 16px; background: #fff; color: #222;
  font: 13px/1.5 "Noto Sans CJK SC", sans-serif; }
section { flex: 1; border: 1px solid #ccc; border-radius: 4px; padding: 8px 14px; height: 396px;
  overflow: hidden; }
h2 { font-size: 12px; color: #777; margin: 0 0 6px; font-weight: normal; }
pre { font: inherit; margin: 0; } h1 { font-size: 16px; margin: 0 0 4px; } p { margin: 0 0 6px; }
</style><section><h2>PDF → text · 提取的文字</h2><pre>%s</pre></section>
<section><h2>cleaner</h2>%s</section>"""


def before_after(text: str) -> str:
    """A page of HTML: a story as it was extracted, and as an article."""
    article = next(
        each for each in cleaner.read(text).articles if "数字人民币" in (each.headline or "")
    )
    start = text.index("本报讯 12月2日")
    raw = text[start : start + 420]
    paragraphs = "".join(f"<p>{html.escape(each)}</p>" for each in article.paragraphs)
    byline = "".join(f"<p>{html.escape(each)}</p>" for each in article.byline)
    head = f"<h1>{html.escape(article.headline)}</h1>{byline}"
    return SIDE_BY_SIDE % (html.escape(raw), head + paragraphs)


def save(page: Any, name: str) -> None:
    """What a page of the browser shows, as a small picture."""
    whole = Image.open(BytesIO(page.screenshot())).convert("RGB")
    whole.quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)


def main() -> None:
    """Write each picture anew."""
    if browser.missing():
        raise SystemExit(browser.missing())
    IMAGES.mkdir(exist_ok=True)
    text = page_path(PAGES[1]).read_text("utf-8")
    with browser.chromium() as chromium, page_of([text]) as (path, _):
        for name, (options, keys) in PICTURES.items():
            taken(chromium, path, name, options, keys)
        with TemporaryDirectory() as folder:
            taken(chromium, with_print(text, Path(folder)), "review-print", *PRINT)
        page = chromium.new_context(viewport={"width": 1000, "height": 446}).new_page()
        page.set_content(before_after(text))
        save(page, "before-after")


if __name__ == "__main__":
    main()

"""How fast the review page is, and the keys that a review in it takes: `python -m bench.review_page`.

The page is made for 5,000 fixes and more of the real pages and typeset ones, as many as that takes,
and opened in the Chromium of this machine, without a window. First paint is what the browser itself
says, from the start of the navigation. A key is timed from its press until the frame that shows what
it did is done, so that half a frame of waiting, 8 ms, is in it. These times depend on the machine
and what else it does.

Keys to review: every series of a page is decided as a whole, when the page has shown it with its
first places; two places are written by hand before, a character each. Besides it is counted how many more it takes to have every single place on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench import PAGES, browser, page_path
from bench.review import texts
from bench.tables import table
from cleaner.pipeline import run
from cleaner.review.journal import Journal
from cleaner.review.model import fixes
from cleaner.review.page import Page
from cleaner.review.session import Session
from cleaner.text.document import Source

MANY = 5000  # fixes
OPENED = 7  # times
PRESSED = 100  # times a key
BY_HAND = 2  # places that are written by hand in a review
SCREEN = {"width": 1280, "height": 800}
TIMED = """async ([key, times]) => {
  const shown = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  const taken = [];
  for (let n = 0; n < times; n++) {
    await shown();
    const start = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    taken.push(await shown() - start);
  }
  return taken;
}"""
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
  for (const each of list.getEntriesByName("first-contentful-paint")) done(each.startTime);
}).observe({ type: "paint", buffered: true }))"""


@contextmanager
def page_of(pages: Sequence[str]) -> Iterator[tuple[Path, int]]:
    """The review page of these texts as a file, and how many places it has."""
    with TemporaryDirectory() as folder:
        names = {f"page-{number}.txt": text for number, text in enumerate(pages, 1)}
        found = [
            fix
            for name, text in names.items()
            for fix in fixes(run(Source.from_text(text)).ledger, name)
        ]
        session = Session(found, Journal(Path(folder) / "decisions.jsonl"), texts=names)
        path = Path(folder) / "review.html"
        path.write_text(Page(session, served=False).html(), "utf-8")
        session.close()
        yield path, len(found)


def enough(pages: Sequence[str]) -> list[str]:
    """So many of the pages, over and over if need be, that they have MANY fixes."""
    counts = [len(fixes(run(Source.from_text(text)).ledger, "page")) for text in pages]
    taken: list[str] = []
    total = 0
    while total < MANY:
        total += counts[len(taken) % len(pages)]
        taken.append(pages[len(taken) % len(pages)])
    return taken


def first_paints(chromium: Any, path: Path) -> list[float]:
    """Milliseconds to the first paint, opened anew each time."""
    times = []
    for _ in range(OPENED):
        page = opened(chromium, path)
        times.append(page.evaluate(PAINTED))
        page.context.close()
    return times


def key_times(chromium: Any, path: Path, key: str) -> list[float]:
    """Milliseconds from a key to what it shows."""
    page = opened(chromium, path)
    times: list[float] = page.evaluate(TIMED, [key, PRESSED])
    page.context.close()
    return times


def keystrokes(chromium: Any, path: Path, by_hand: int = BY_HAND) -> tuple[int, int]:
    """Keys to decide on every series, so many places written by hand before; and more of them to
    have each place on the screen."""
    page = opened(chromium, path)
    keys = more = 0
    while page.evaluate("review.decided() < review.fixes.length"):
        places, rows = page.evaluate(
            "[placeList.items.length, Math.floor(byId('places').clientHeight / placeList.height)]"
        )
        more += ceil(max(0, places - rows) / max(1, rows - 1))
        if by_hand and page.locator("#write").is_visible():
            for key in ("e", "字", "Enter"):
                page.keyboard.press(key) if key.isascii() else page.keyboard.insert_text(key)
                keys += 1
            by_hand -= 1
            continue
        page.keyboard.press("A")
        keys += 1
    written = page.evaluate("review.fixes.filter((fix) => review.own(fix) !== null).length")
    assert written == BY_HAND or by_hand
    page.context.close()
    return keys, more


def opened(chromium: Any, path: Path) -> Any:
    page = chromium.new_context(viewport=SCREEN).new_page()
    page.goto(path.as_uri())
    return page


def report() -> str:
    """The figures as a table, or why there are none."""
    if browser.missing():
        return f"{browser.missing()}: nothing was measured.\n"
    rows = []
    with browser.chromium() as chromium:
        with page_of(enough(texts(tune=False))) as (path, count):
            paints = first_paints(chromium, path)
            rows.append((f"first paint with {count} places, ms", spread(paints)))
            for key, does in (
                ("j", "next"),
                ("a", "accept"),
                ("A", "accept the series"),
                ("o", "the whole page, and back"),
            ):
                rows.append(
                    (f"{key} ({does}) until it is seen, ms", spread(key_times(chromium, path, key)))
                )
        with page_of([page_path(PAGES[1]).read_text("utf-8")]) as (path, _):
            keys, more = keystrokes(chromium, path)
            rows.append(
                (f"keys to decide on every series of page 004, {BY_HAND} places by hand", keys)
            )
            rows.append(("… and more of them to see every single place", more))
    return table(("review in the browser", "median (worst)"), rows)


def spread(times: Sequence[float]) -> str:
    return f"{median(times):.0f} ({max(times):.0f})"


if __name__ == "__main__":
    print(report())

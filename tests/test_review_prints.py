"""The print beside each place: found, cut out, marked, put into the page or served."""

from __future__ import annotations

import base64
import builtins
import http.client
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cleaner.cli import app
from cleaner.cli.inputs import Options
from cleaner.cli.reviewing import opened
from cleaner.review import embedding
from cleaner.review.embedding import embedded, linked
from cleaner.review.page import Page
from cleaner.review.prints import PrintError, Prints, spot_of
from cleaner.review.serve import Server
from cleaner.review.session import Session
from tests.pdfs import pdf, text
from tests.reviewing import cleaner_, in_browser, serving

Image = pytest.importorskip("PIL.Image")

WIDTH, HEIGHT, SIZE = 800, 600, 30
LINES = ("昨日会议召开,共三百户参加。", "会议强调,要落实各项工作。")
RED = (220, 20, 20)


def hocr(image: str = "images/scan.png", pages: int = 1) -> str:
    """Pages of the same two lines, each one word; the lines 60 below each other."""
    found = []
    for page in range(pages):
        lines = []
        for number, line in enumerate(LINES):
            x, y, _, bottom = box(number, 0)
            sides = f"bbox {x} {y} {box(number, len(line))[0]} {bottom}"
            word = f"<span class='ocrx_word' title='{sides}'>{line}</span>"
            lines.append(f"<span class='ocr_line' title='{sides}'>{word}</span>")
        title = f'image "{image}"; bbox 0 0 {WIDTH} {HEIGHT}; ppageno {page}'
        found.append(f"<div class='ocr_page' title='{title}'>{''.join(lines)}</div>")
    head = "<meta charset='utf-8'><meta name='ocr-system' content='own'/>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{''.join(found)}</body></html>"


def box(line: int, at: int) -> tuple[int, int, int, int]:
    x, y = 50 + at * SIZE, 60 + 60 * line
    return x, y, x + SIZE, y + SIZE


def scan(path: Path, scale: int = 1) -> None:
    """A page on which the commas are red and all else is white."""
    picture = Image.new("RGB", (WIDTH * scale, HEIGHT * scale), "white")
    for number, line in enumerate(LINES):
        picture.paste(RED, tuple(each * scale for each in box(number, line.index(","))))
    path.parent.mkdir(exist_ok=True)
    picture.save(path)


def is_red(pixel: tuple[int, ...]) -> bool:
    return pixel[0] > 150 and pixel[1] < 120


@pytest.fixture
def folder(review_folder: Path) -> Path:
    (review_folder / "page.txt").unlink()
    (review_folder / "page.hocr").write_text(hocr(), "utf-8")
    scan(review_folder / "images/scan.png")
    return review_folder


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    session, complaints = opened(["page.hocr"], Options.of(), folder / "decisions.jsonl")
    assert complaints == []
    yield session
    session.close()


def prints_of(session: Session, folder: Path) -> Prints:
    return Prints(folder / "images", session.paths, session.sheets)


def commas(session: Session) -> list[Any]:
    return [fix for fix in session.fixes if fix.changes[0].before == ","]


# Found and cut out


def test_the_mark_is_on_what_changes(session: Session, folder: Path) -> None:
    prints = prints_of(session, folder)
    assert len(commas(session)) == 2
    for fix in commas(session):
        spot = spot_of(fix, session.sheets[fix.file])
        assert spot is not None
        picture = Image.open(BytesIO(prints.crop(fix)))
        x0, y0, x1, y1 = spot.crop
        assert picture.size == pytest.approx(((x1 - x0) * WIDTH, (y1 - y0) * HEIGHT), abs=2)
        (left, top, right, bottom) = spot.marks[0]
        middle = ((left + right) / 2 - x0) / (x1 - x0), ((top + bottom) / 2 - y0) / (y1 - y0)
        assert is_red(
            picture.getpixel((int(middle[0] * picture.width), int(middle[1] * picture.height)))
        )


def test_a_picture_may_be_larger_than_the_file_says(session: Session, folder: Path) -> None:
    small = Image.open(BytesIO(prints_of(session, folder).crop(commas(session)[0])))
    scan(folder / "images/scan.png", scale=2)
    large = Image.open(BytesIO(prints_of(session, folder).crop(commas(session)[0])))
    assert large.width > 1.5 * small.width or large.width == 1000


@pytest.mark.parametrize(
    ("given", "picture", "found"),
    [
        ("images/scan.png", "scan.png", True),
        ("C:\\scans\\SCAN.TIF", "scan.png", True),
        ("", "page.jpg", True),
        ("", "page-1.jpg", True),
        ("", "page_0001.png", True),
        ("", "page-2.jpg", False),
        ("../../secret.png", "other.png", False),
        ("https://example.org/iiif/scan.png/full/max/0/default.jpg", "scan.png", False),
    ],
)
def test_names_of_pictures(folder: Path, given: str, picture: str, found: bool) -> None:
    (folder / "images/scan.png").rename(folder / "images" / picture)
    scan(folder / "secret.png")
    (folder / "page.hocr").write_text(hocr(given), "utf-8")
    session, _ = opened(["page.hocr"], Options.of(), folder / "decisions.jsonl")
    assert bool(prints_of(session, folder).source("page.hocr", 1)) is found
    session.close()


def test_each_page_has_its_own_picture(folder: Path) -> None:
    (folder / "page.hocr").write_text(hocr("", pages=2), "utf-8")
    for number in (1, 2):
        scan(folder / f"images/page-{number}.png")
    scan(folder / "images/page.png")
    session, _ = opened(["page.hocr"], Options.of(), folder / "decisions.jsonl")
    prints = prints_of(session, folder)
    names = [source[0].name for page in (1, 2) if (source := prints.source("page.hocr", page))]
    assert names == ["page-1.png", "page-2.png"]
    session.close()


def test_a_pdf_is_its_own_picture(folder: Path) -> None:
    (folder / "made.pdf").write_bytes(pdf(text("昨日会议召开,共三百户参加。", 20, 60, 14)))
    session, _ = opened(["made.pdf"], Options.of(), folder / "decisions.jsonl")
    (fix,) = commas(session)
    prints = prints_of(session, folder)
    spot = spot_of(fix, session.sheets["made.pdf"])
    assert spot is not None and 0 < spot.marks[0][0] < spot.marks[0][2] < 1
    assert Image.open(BytesIO(prints.crop(fix))).width > 100
    assert max(Image.open(BytesIO(prints.page_of(fix))).size) == 4000
    session.close()


def test_a_picture_that_is_none_is_told(session: Session, folder: Path) -> None:
    (folder / "images/scan.png").write_bytes(b"no picture")
    with pytest.raises(PrintError, match=r"scan\.png"):
        prints_of(session, folder).crop(session.fixes[0])


def test_text_has_no_prints(folder: Path) -> None:
    (folder / "plain.txt").write_text("会议召开,共三百户参加。\n", "utf-8")
    session, _ = opened(["plain.txt"], Options.of(), folder / "decisions.jsonl")
    assert spot_of(session.fixes[0], session.sheets["plain.txt"]) is None
    with pytest.raises(PrintError):
        prints_of(session, folder).crop(session.fixes[0])
    session.close()


# Put into the page


def test_what_is_put_in_is_bounded(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = embedded(session, prints_of(session, folder))
    assert (whole.crops, whole.pages) == (whole.places, whole.sheets) == (len(session.fixes), 1)
    size = len(whole.values["pictures"][0])
    monkeypatch.setattr(embedding, "ROOM", size + size // 2)
    part = embedded(session, prints_of(session, folder))
    assert part.characters <= size + size // 2
    assert 0 < part.crops < part.places


def test_the_command_says_how_much(folder: Path) -> None:
    result = CliRunner().invoke(
        app, ["review", "page.hocr", "--html", "out.html", "--images", "images"]
    )
    assert result.exit_code == 0, result.output
    assert re.search(
        r"(\d+) of \1 places with its print, 1 of 1 whole page; [\d.]+ MB", result.stderr
    )
    without = CliRunner().invoke(app, ["review", "page.hocr", "--html", "no.html"])
    assert "print" not in without.stderr
    pages = [(folder / name).read_text("utf-8") for name in ("out.html", "no.html")]
    keys = [re.findall(r'"key":"(\w+)"', page) for page in pages]
    assert keys[0] == keys[1]
    assert "img-src data:;" in pages[0]


def test_what_is_missing_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["review", "page.hocr", *arguments])
        assert result.exit_code == 2
        return result.stderr

    assert "no folder" in told("--html", "o.html", "--images", "nowhere")
    assert "with --html or --serve" in told("--images", "images")
    found = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("PIL"):
            raise ImportError(name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install 'cleaner[scan]'" in told("--html", "o.html", "--images", "images")


# Served


def test_pictures_are_served_to_who_knows_the_token(session: Session, folder: Path) -> None:
    prints = prints_of(session, folder)
    page = Page(session, served=True, prints=linked(session, prints).values)
    server = Server(session, page, prints=prints)
    with serving(session, server):
        for path, status in [
            (f"/{server.token}/crop/0", 200), (f"/{server.token}/print/0", 200), ("/x/crop/0", 404),
            (f"/{server.token}/crop/99", 404), (f"/{server.token}/crop/-1", 404),
            (f"/{server.token}/crop/../0", 404), (f"/{server.token}/print/", 404),
        ]:  # fmt: skip
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
            connection.request("GET", path)
            answer = connection.getresponse()
            assert answer.status == status, path
            if status == 200:
                assert answer.headers["Content-Type"] == "image/jpeg"
                assert Image.open(BytesIO(answer.read())).format == "JPEG"
            connection.close()


# Seen


@pytest.fixture
def shown(folder: Path, browser: Any) -> Iterator[Any]:
    cleaner_("review", "page.hocr", "--html", "review.html", "--images", "images")
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.goto((folder / "review.html").as_uri())
    yield page
    context.close()
    assert all(each.startswith(("file:", "data:")) for each in asked)


@in_browser
def test_crop_and_whole_page_in_the_browser(shown: Any) -> None:
    shown.locator("#rule").select_option("marks.half-width")
    shown.locator("#place").focus()
    crop = shown.locator("#scan img")
    assert crop.evaluate("each => each.decode().then(() => each.naturalWidth)") > 100
    inside = "([mark, image]) => { const [a, b] = [mark, image].map((each) => each.getBoundingClientRect()); return a.left >= b.left - 6 && a.right <= b.right + 6 && a.top >= b.top - 6 && a.bottom <= b.bottom + 6 }"
    both = [shown.locator("#scan .mark").element_handle(), crop.element_handle()]
    assert shown.evaluate(inside, both)
    shown.keyboard.press("i")
    assert shown.locator("#sheet-title").inner_text() == "page.hocr, page 1, with the place marked"
    width = "document.querySelector('#sheet-room .crop').getBoundingClientRect().width"
    shown.wait_for_function(f"{width} > 10")
    before = shown.evaluate(width)
    shown.keyboard.press("+")
    assert shown.evaluate(width) > before
    shown.keyboard.press("i")
    assert not shown.locator("#sheet").is_visible()


@in_browser
def test_served_crop_in_the_browser(session: Session, folder: Path, browser: Any) -> None:
    prints = prints_of(session, folder)
    page = Page(session, served=True, prints=linked(session, prints).values)
    server = Server(session, page, prints=prints)
    with serving(session, server):
        context = browser.new_context(locale="en-US")
        shown = context.new_page()
        shown.goto(server.address)
        assert (
            shown.locator("#scan img").evaluate(
                "each => each.decode().then(() => each.naturalWidth)"
            )
            > 100
        )
        (folder / "images/scan.png").unlink()
        prints._open.clear()
        shown.keyboard.press("j")
        shown.locator("#scan-none").wait_for()
        context.close()


def test_data_are_pictures(session: Session, folder: Path) -> None:
    (first, *_) = embedded(session, prints_of(session, folder)).values["pictures"]
    assert Image.open(BytesIO(base64.b64decode(first.partition(",")[2]))).format == "JPEG"

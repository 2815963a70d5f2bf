"""TSV of tesseract: a row for each page, block, paragraph, line and word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from cleaner.formats.building import LineDraft, PageDraft, WordDraft
from cleaner.formats.pages import Block, Page
from cleaner.formats.places import Box
from cleaner.formats.xml import MOST_LENGTH, NUMBER
from cleaner.text.errors import InputError

COLUMNS = (
    "level", "page_num", "block_num", "par_num", "line_num", "word_num",
    "left", "top", "width", "height", "conf", "text",
)  # fmt: skip
HEADER = "\t".join(COLUMNS).encode()
MARK = b"\xef\xbb\xbf"
PAGE, BLOCK, LINE, WORD = 1, 2, 4, 5
LONGEST = 1 << 20  # bytes of a row
MOST_WORDS = 500_000  # of a page


class _Rows:
    """Makes pages of rows, one after the other."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.row = 0
        self.draft: PageDraft | None = None
        self.page = 0.0
        self.lines: dict[tuple[float, ...], LineDraft] = {}
        self.blocks: dict[float, int] = {}
        self.number = self.words = 0

    def add(self, row: bytes, place: int) -> PageDraft | None:
        """Take in a row at a place of the file; the page before it, where it begins another."""
        self.row += 1
        cells = row.rstrip(b"\r\n").split(b"\t", len(COLUMNS) - 1)
        if cells == [b""] or row.startswith(HEADER):
            return None
        if len(cells) < len(COLUMNS) - 1:
            raise self._fail(f"has {len(cells)} columns, not {len(COLUMNS)}")
        numbers = [self._number(cell) for cell in cells[: len(COLUMNS) - 1]]
        level, page, block, paragraph, line, _, left, top, width, height, sure = numbers
        done = None
        if self.draft is None or page != self.page:
            done, self.page = self.draft, page
            self._begin()
        assert self.draft is not None
        box = Box(left, top, left + max(width, 0.0), top + max(height, 0.0))
        key = (block, paragraph, line)
        if level == PAGE:
            self.draft.width, self.draft.height = box.x1, box.y1
        elif level == BLOCK:
            self._block(block, box)
        elif level == LINE:
            self._line(key).box = box
        elif level == WORD and len(cells) == len(COLUMNS):
            self.words += 1
            if self.words > MOST_WORDS:
                raise self._fail(f"a page of more than {MOST_WORDS:,} words")
            text = self._text(cells[-1])
            begin = place + len(row.rstrip(b"\r\n")) - len(cells[-1].lstrip())
            span = (begin, begin + len(cells[-1].strip()))
            confidence = sure / 100 if 0 <= sure <= 100 else None
            self._line(key).words.append(WordDraft(text, box, span=span, confidence=confidence))
        return done

    def _begin(self) -> None:
        self.number += 1
        self.words = 0
        self.draft = PageDraft(self.number)
        self.lines.clear()
        self.blocks.clear()

    def _block(self, number: float, box: Box | None) -> int:
        assert self.draft is not None
        if number not in self.blocks:
            self.blocks[number] = len(self.draft.blocks)
            self.draft.blocks.append(Block(f"{number:g}", "block", box))
        return self.blocks[number]

    def _line(self, key: tuple[float, ...]) -> LineDraft:
        assert self.draft is not None
        if key not in self.lines:
            self.lines[key] = LineDraft(block=self._block(key[0], None))
            self.draft.lines.append(self.lines[key])
        return self.lines[key]

    def _number(self, cell: bytes) -> float:
        text = cell.decode("ascii", "replace").strip()
        if NUMBER.fullmatch(text) is None or abs(value := float(text)) > MOST_LENGTH:
            raise self._fail(f"{text[:40]!r} is not a number")
        return value

    def _text(self, cell: bytes) -> str:
        try:
            return cell.decode("utf-8").strip()
        except UnicodeDecodeError as error:
            raise self._fail(f"is not UTF-8 ({error.reason})") from None

    def _fail(self, reason: str) -> InputError:
        return InputError(f"{self.name}: row {self.row}: {reason}")


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of such a file. Raises InputError."""
    rows = _Rows(name)
    place = 0
    with data() as file:
        while row := file.readline(LONGEST):
            done = rows.add(row.removeprefix(MARK) if not place else row, place)
            place += len(row)
            if done is not None:
                yield done.page()
    if rows.draft is not None:
        yield rows.draft.page()

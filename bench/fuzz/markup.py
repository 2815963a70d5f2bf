"""Files of pages spelt in every way XML allows, and words of them changed: no other byte is.

`python -m bench.fuzz.markup --files 100000 --seed 1`. A file is told by its seed and number. Its
words are written as references, in CDATA, with comments, instructions and tags between them, under
prefixes, with either quotation mark, in several encodings, with marks and line ends of all kinds.
Some words are changed, and then it must hold:

- each word reads as it was changed to, in the order and the places of before;
- with the words of both files blanked, the bytes are the same;
- taken back, the bytes are those of before.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO
from random import Random

from cleaner.formats import HEAD, recognised
from cleaner.formats.places import Span
from cleaner.formats.splicing import Change, Splice, spliced
from cleaner.text.errors import InputError

ENCODINGS = (
    "utf-8", "utf-8", "utf-8", "utf-16-le", "utf-16-be", "gb18030", "gbk", "big5", "shift_jis",
    "iso-8859-1", "windows-1252", "euc-kr", "koi8-r",
)  # fmt: skip
MARKED = {"utf-16-le": "utf-16", "utf-16-be": "utf-16"}
LETTERS = {
    "iso-8859-1": "abzéßø", "windows-1252": "abz€éœ", "koi8-r": "abzжшя", "euc-kr": "ab가각中",
    "shift_jis": "abあ中亜ｱ", "big5": "ab中文繁體", "gbk": "ab中文丂鎔", "gb18030": "ab中文丂𠮷ḿ",
}  # fmt: skip
WIDE = "ab中文，。“”繁𠮷é\u3000"
SPECIAL = "<>&\"']["
Maker = Callable[["Speller"], str]


class Speller:
    """Writes markup by chance."""

    def __init__(self, random: Random, encoding: str) -> None:
        self.random = random
        self.encoding = encoding
        self.letters = LETTERS.get(encoding, WIDE) + SPECIAL
        self.end = random.choice(("\n", "\n", "\r\n", "\r"))
        self.prefix = random.choice(("", "", "x:"))
        self.box = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def word(self) -> str:
        size = self.random.choice((1, 1, 2, 2, 3, 5, 8))
        return "".join(self.random.choice(self.letters) for _ in range(size)).strip() or "a"

    def blank(self) -> str:
        return self.random.choice(("", "", " ", self.end, "\t", f" {self.end} "))

    def aside(self) -> str:
        """What stands between things and means nothing."""
        kind = self.random.randrange(8)
        if kind == 0:
            return f"<!-- {self.random.choice(('', 'CONTENT=', '<Word>', ']]>', '中' * (self.encoding in ('utf-8',))))} -->"
        return "<?x y='>'?>" if kind == 1 else ""

    def mark(self, mark: str, quoted: str = "") -> str:
        """A character, as itself where it can be, or as a reference."""
        names = {"<": "lt", ">": "gt", "&": "amp", '"': "quot", "'": "apos"}
        must = mark in "<&>" or mark == quoted
        if (must and self.chance(0.6)) or (mark in names and self.chance(0.3)):
            return f"&{names[mark]};"
        if must or self.chance(0.08):
            code = ord(mark)
            return self.random.choice(
                (f"&#{code};", f"&#x{code:x};", f"&#x{code:X};", f"&#0{code};")
            )
        return mark

    def text(self, word: str, tags: bool = False) -> str:
        """A word as the content of an element."""
        parts, bare = [self.blank(), self.aside()], False
        for mark in word:
            if self.chance(0.1):
                parts.append("]]>" if bare else "<![CDATA[")
                bare = not bare
            if bare:
                parts.append(mark)
                continue
            if self.chance(0.06):
                parts.append(self.aside())
            marked = self.mark(mark)
            parts.append(f"<b>{marked}</b>" if tags and self.chance(0.08) else marked)
        if "]]>" in word and any("CDATA" in part for part in parts):
            return self.text(word.replace("]]>", "]]"), tags)
        return "".join(parts) + "]]>" * bare + self.aside() + self.blank()

    def attribute(self, name: str, value: str) -> str:
        quote = self.random.choice("\"'")
        marks = "".join(self.mark(mark, quote) for mark in value)
        around = self.random.choice(("=", "=", " = ", f"={self.end}"))
        return f"{name}{around}{quote}{marks}{quote}"

    def tag(self, name: str, *attributes: str, empty: bool = False) -> str:
        rows = [*attributes]
        self.random.shuffle(rows)
        gap = self.random.choice((" ", "  ", f"{self.end} "))
        end = self.random.choice(("", " "))
        return f"<{self.prefix}{name}{gap if rows else ''}{gap.join(rows)}{end}{'/' * empty}>"

    def close(self, name: str) -> str:
        return f"</{self.prefix}{name}{self.random.choice(('', ' ', self.end))}>"

    def place(self) -> tuple[int, int, int, int]:
        self.box += 1
        return 10 * (self.box % 40), 12 * (self.box // 40), 9, 9

    def lines(self) -> list[list[str]]:
        sizes = [self.random.randrange(1, 6) for _ in range(self.random.randrange(1, 5))]
        return [[self.word() for _ in range(size)] for size in sizes]


def alto(speller: Speller) -> str:
    def place() -> list[str]:
        names = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
        return [f'{name}="{side}"' for name, side in zip(names, speller.place(), strict=True)]

    rows = []
    for line in speller.lines():
        row = [speller.tag("TextLine", *place())]
        for word in line:
            own = [speller.attribute("CONTENT", word), *place()]
            if speller.chance(0.2):
                own.append(speller.attribute("y:CONTENT", "other"))
            if speller.chance(0.2):
                own += [
                    'SUBS_TYPE="Abbreviation"',
                    speller.attribute("SUBS_CONTENT", "CONTENT='a'"),
                ]
            row += [speller.aside(), speller.tag("String", *own, empty=True), speller.blank()]
        rows.append("".join([*row, speller.close("TextLine")]))
    space = (
        f'xmlns{":x" * bool(speller.prefix)}="http://www.loc.gov/standards/alto/ns-v4#" xmlns:y="y"'
    )
    inner = speller.aside().join(rows)
    return (
        speller.tag("alto", space) + speller.tag("Layout") + speller.tag("Page", 'WIDTH="900"', 'HEIGHT="900"')
        + inner + speller.close("Page") + speller.close("Layout") + speller.close("alto")
    )  # fmt: skip


def page(speller: Speller) -> str:
    def coords() -> str:
        x, y, width, height = speller.place()
        return speller.tag("Coords", f'points="{x},{y} {x + width},{y + height}"', empty=True)

    def equivalent(word: str, index: int | None = None) -> str:
        told = [] if index is None else [f"index='{index}'"]
        inner = speller.tag("Unicode") + speller.text(word) + speller.close("Unicode")
        return speller.tag("TextEquiv", *told) + inner + speller.close("TextEquiv")

    rows = []
    for line in speller.lines():
        row = [speller.tag("TextLine", 'id="l"'), coords()]
        for word in line if speller.chance(0.8) else ():
            texts = [equivalent(word, 0), equivalent("other", 1)]
            speller.random.shuffle(texts)
            own = texts if speller.chance(0.2) else [equivalent(word)]
            row += [
                speller.tag("Word", 'id="w"'),
                coords(),
                *own,
                speller.close("Word"),
                speller.aside(),
            ]
        if speller.chance(0.7) or len(row) == 2:
            row.append(equivalent(speller.random.choice(("", " ")).join(line)))
        rows.append("".join([*row, speller.close("TextLine")]))
    space = f'xmlns{":x" * bool(speller.prefix)}="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"'
    return (
        speller.tag("PcGts", space) + speller.tag("Page", 'imageWidth="900"', 'imageHeight="900"')
        + speller.tag("TextRegion", 'id="r"') + coords() + speller.aside().join(rows)
        + speller.close("TextRegion") + speller.close("Page") + speller.close("PcGts")
    )  # fmt: skip


def hocr(speller: Speller) -> str:
    speller.prefix = ""

    def title(*more: str) -> str:
        x, y, width, height = speller.place()
        return speller.attribute(
            "title", "; ".join((f"bbox {x} {y} {x + width} {y + height}", *more))
        )

    def kind(name: str) -> str:
        quote = speller.random.choice("\"'")
        return f"class={quote}{name}{quote}"

    rows = []
    for line in speller.lines():
        row = [speller.tag("span", kind("ocr_line"), title())]
        if speller.chance(0.2):
            row.append(speller.text(" ".join(line), tags=True))
        else:
            for word in line:
                row += [speller.tag("span", kind("ocrx_word"), title("x_wconf 90")),
                        speller.text(word, tags=True), speller.close("span"),
                        speller.random.choice((" ", speller.end, speller.aside(), "<br>"))]  # fmt: skip
        rows.append(
            "".join([*row, speller.close("span"), speller.random.choice(("", "<br>", "<hr />"))])
        )
    head = (
        f"<head>{speller.random.choice(('', '<meta name=x content=y>', '<title>x</title>'))}</head>"
    )
    return (
        "<html>" + head + "<body>" + speller.tag("div", kind("ocr_page"), 'title="bbox 0 0 900 900"')
        + "".join(rows) + speller.close("div") + "</body></html>"
    )  # fmt: skip


MAKERS: tuple[Maker, ...] = (alto, page, hocr)


def made(seed: int, number: int) -> bytes:
    """A file."""
    random = Random(f"{seed} {number}")
    encoding = random.choice(ENCODINGS)
    maker = random.choice(MAKERS)
    speller = Speller(random, encoding)
    body = maker(speller)
    quote = random.choice("\"'")
    declared = (
        f"<?xml version={quote}1.0{quote} encoding={quote}{MARKED.get(encoding, encoding)}{quote}?>"
    )
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    if encoding == "utf-8":
        declared = random.choice((declared, declared, ""))
        mark = random.choice(("", "", "\ufeff"))
    doctype = ""
    if random.random() < 0.2:
        root = {alto: "alto", page: "PcGts", hocr: "html"}[maker]  # type: ignore[index]
        doctype = random.choice((f"<!DOCTYPE {root}>", f'<!DOCTYPE {root} SYSTEM "x.dtd">'))
    gap = random.choice(("", speller.end))
    text = mark + declared + gap + speller.aside() * bool(declared) + doctype + gap + body + gap
    return text.encode(encoding, "xmlcharrefreplace")


def words(data: bytes) -> list[tuple[str, Span]]:
    """The words of a file that have a place in it."""
    found = recognised(data[:HEAD], "page")
    assert found is not None, "not recognised"
    pages = found.pages(partial(BytesIO, data), "page")
    every = [word for each in pages for word in each.words]
    assert all(word.place.span for word in every), "a word without a place"
    return [(word.text.strip(), word.place.span) for word in every if word.place.span]


def changes(data: bytes, random: Random) -> dict[Span, Change]:
    """Some words, and what they become."""
    wanted: dict[Span, Change] = {}
    for text, span in words(data):
        if random.random() < 0.5:
            marks = [*text]
            for _ in range(random.choice((1, 1, 2, 5))):
                at = random.randrange(len(marks) + 1)
                new = random.choice("xy<>&\"']，。“é𠮷中")
                if random.random() < 0.3:
                    marks.insert(at, new)
                elif marks:
                    marks[min(at, len(marks) - 1)] = random.choice((new, ""))
            wanted[span] = Change(text, "".join(marks).strip())
    return wanted


def blanked(data: bytes, parts: list[Splice]) -> bytes:
    """The bytes without what is spliced."""
    return b"".join(
        spliced(partial(BytesIO, data), "page", [part._replace(after=b"") for part in parts])
    )


def problem(seed: int, number: int) -> str:
    """What does not hold for a file, or nothing."""
    data = made(seed, number)
    random = Random(f"{seed} {number} changes")
    try:
        old = words(data)
        wanted = changes(data, random)
        found = recognised(data[:HEAD], "page")
        assert found is not None
        opened = partial(BytesIO, data)
        parts = found.splices(opened, "page", wanted)
        after = b"".join(spliced(opened, "page", parts))
        return _held(data, after, parts, old, wanted)
    except (AssertionError, InputError) as error:
        return f"{type(error).__name__}: {error}"


def _held(
    data: bytes, after: bytes, parts: list[Splice], old: list[tuple[str, Span]],
    wanted: dict[Span, Change],
) -> str:  # fmt: skip
    back, grown = [], 0
    for start, end, new in parts:
        back.append(Splice(start + grown, start + grown + len(new), data[start:end]))
        grown += len(new) - (end - start)
    if b"".join(spliced(partial(BytesIO, after), "page", back)) != data:
        return "cannot be taken back"
    if blanked(after, back) != blanked(data, parts):
        return "other bytes have changed"
    told = [wanted[span].after if span in wanted else text for text, span in old]
    new_words = [text for text, _ in words(after)] if any(told) else []
    if [text for text in told if text] != new_words and "".join(told) != "".join(new_words):
        return f"reads as {new_words} and not as {told}"
    return ""


def main(arguments: list[str] | None = None) -> int:
    """Make files, and tell what does not hold; 1 if anything does not."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz.markup", description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    failed = 0
    for number in range(chosen.first, chosen.first + chosen.files):
        if said := problem(chosen.seed, number):
            failed += 1
            if failed <= 20:
                print(f"FAILED {chosen.seed} {number}: {said}", flush=True)
        if number % 10_000 == 9_999:
            print(f"{number + 1:,} files, {failed} failures", flush=True)
    print(f"{chosen.files:,} files, {failed} failures")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

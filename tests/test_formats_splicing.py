"""Words written back: only their text changes, and what says the same again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from cleaner.formats import HEAD, recognised, splicing
from cleaner.formats.places import Span
from cleaner.formats.splicing import Change
from cleaner.text.errors import InputError

FOLDER = Path(__file__).parents[1] / "fixtures" / "formats"
WRITABLE = (
    "page.hocr",
    "page.alto.xml",
    "page.page.xml",
    "page.tsv",
    "page.bbox.html",
    "reichsanzeiger.page.xml",
)


def words(data: bytes) -> list[tuple[str, Span]]:
    found = recognised(data[:HEAD], "page")
    assert found is not None
    pages = found.pages(partial(BytesIO, data), "page")
    every = [word for page in pages for word in page.words]
    return [(word.text, word.place.span) for word in every if word.place.span is not None]


def written(data: bytes, change: Callable[[str], str]) -> bytes:
    found = recognised(data[:HEAD], "page")
    assert found is not None
    changes = {span: Change(text, change(text)) for text, span in words(data)}
    return spliced(data, changes)


def spliced(data: bytes, changes: dict[Span, Change]) -> bytes:
    found = recognised(data[:HEAD], "page")
    assert found is not None
    opened = partial(BytesIO, data)
    return b"".join(splicing.spliced(opened, "page", found.splices(opened, "page", changes)))


@pytest.mark.parametrize("file", WRITABLE)
def test_words_are_written_into_their_places(file: str) -> None:
    data = (FOLDER / file).read_bytes()
    after = written(data, lambda text: f"<{text}>&\"'")
    assert [text for text, _ in words(after)] == [f"<{text}>&\"'" for text, _ in words(data)]
    assert [text for text, _ in words(written(after, lambda text: text[1:-4]))] == [
        text for text, _ in words(data)
    ]


@pytest.mark.parametrize("file", WRITABLE)
def test_every_other_byte_is_as_it_was(file: str) -> None:
    data = (FOLDER / file).read_bytes()
    assert spliced(data, {}) == data
    text, (start, end) = words(data)[1]
    after = spliced(data, {(start, end): Change(text, "新词")})
    if file.endswith(".page.xml"):  # the line and the region say the same
        assert after.count("新词".encode()) >= 2
    else:
        assert after == data[:start] + "新词".encode() + data[end:]


def test_both_halves_of_a_hyphenated_word_say_what_the_whole_is() -> None:
    data = (FOLDER / "page.alto.xml").read_bytes()
    after = written(data, lambda text: {"riv": "wri", "er": "ter"}.get(text, text)).decode()
    assert after.count('SUBS_CONTENT="writer"') == 2 and "river" not in after
    assert 'CONTENT="wri"' in after and 'CONTENT="ter"' in after


def test_lines_and_regions_say_what_their_words_do() -> None:
    data = (FOLDER / "page.page.xml").read_bytes()
    after = written(data, lambda text: {"通车": "开放", "改过": "又改"}.get(text, text)).decode()
    assert "<Unicode>石桥开放</Unicode>" in after
    assert "<Unicode>石桥开放\n又改</Unicode>" in after
    assert "<Unicode>读错</Unicode>" in after  # a word that was not what the line says


def test_the_encoding_of_the_file_is_kept() -> None:
    data = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>'
        '<alto><Layout><Page><TextLine><String CONTENT="café"/></TextLine></Page></Layout></alto>'
    ).encode("latin-1")
    assert written(data, lambda text: text + "桥") == data.replace(
        "é".encode("latin-1"), b"\xe9&#26725;"
    )


def test_what_cannot_stand_there_is_refused() -> None:
    data = (FOLDER / "page.tsv").read_bytes()
    with pytest.raises(InputError, match="cannot be written"):
        written(data, lambda text: text + "\tx")
    with pytest.raises(InputError, match="cannot be written"):
        written((FOLDER / "page.hocr").read_bytes(), lambda text: text + "\0x")
    two = {(6, 10): Change("page", "a"), (7, 8): Change("a", "b")}
    with pytest.raises(InputError, match="two changes"):
        spliced(data, two)
    with pytest.raises(InputError, match="while it was read"):
        spliced(data, {(10**6, 10**6 + 1): Change("", "a")})
    with pytest.raises(InputError, match="which was read there"):
        spliced(data, {(0, 5): Change("other", "a")})


def test_formats_that_are_only_read_are_not_written() -> None:
    data = (FOLDER / "locked.pdf").read_bytes()
    with pytest.raises(InputError, match="cannot be written"):
        spliced(data, {(0, 1): Change("%", "a")})


LINE = (
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page><TextLine>{}</TextLine>'
    "</Page></Layout></alto>"
)


def changed_to(data: str, old: str, new: str) -> str:
    place = next(span for text, span in words(data.encode()) if text == old)
    return spliced(data.encode(), {place: Change(old, new)}).decode()


def test_glyphs_of_alto_follow_where_they_are_one_character_again() -> None:
    glyphs = "".join(f'<Glyph CONTENT="{mark}"><Variant CONTENT="x"/></Glyph>' for mark in "石矫通")
    data = LINE.format(f'<String CONTENT="石矫通">{glyphs}</String>')
    right = data.replace("石矫通", "石桥通").replace('Glyph CONTENT="矫"', 'Glyph CONTENT="桥"')
    assert changed_to(data, "石矫通", "石桥通") == right
    assert changed_to(data, "石矫通", "石通") == data.replace("石矫通", "石通")
    assert changed_to(data, "石矫通", "石矫通，") == data.replace("石矫通", "石矫通，")


def test_the_whole_of_a_hyphenated_word_follows_where_it_is_that() -> None:
    half = '<String CONTENT="{}" SUBS_TYPE="HypPart{}" SUBS_CONTENT="{}"/>'
    data = LINE.format(half.format("riv-", 1, "river") + half.format("er", 2, "river"))
    assert changed_to(data, "er", "al") == data.replace("river", "rival").replace('"er"', '"al"')
    data = LINE.format(half.format("riv-", 1, "River") + half.format("er", 2, "River"))
    assert changed_to(data, "er", "al") == data.replace('"er"', '"al"')


PAGE = (
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>'
    "<TextRegion><TextLine>{}</TextLine></TextRegion></Page></PcGts>"
)
EQUIV = "<TextEquiv{}><Unicode>{}</Unicode></TextEquiv>"


def test_glyphs_of_page_follow_their_word_and_are_no_word() -> None:
    glyphs = "".join(f"<Glyph>{EQUIV.format('', mark)}</Glyph>" for mark in "石矫通")
    data = PAGE.format(f"<Word>{glyphs}{EQUIV.format('', '石矫通')}</Word>")
    right = data.replace("矫", "桥")
    assert changed_to(data, "石矫通", "石桥通") == right
    assert changed_to(data, "石矫通", "石通") == data.replace("矫", "")


def test_only_the_text_of_the_lowest_index_is_written() -> None:
    texts = EQUIV.format(' index="1"', "石矫"), EQUIV.format(' index="0"', "石娇")
    line = EQUIV.format("", "石娇") + EQUIV.format("", "石矫")  # of two alike the first
    data = PAGE.format(f"<Word>{texts[0]}{texts[1]}</Word>{line}")
    want = data.replace(texts[1], texts[1].replace("娇", "桥")).replace(
        line, line.replace("石娇", "石桥")
    )
    assert changed_to(data, "石娇", "石桥") == want


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("a]]<![CDATA[x]]>&gt;", "a]]>", "a]]<![CDATA[]]>&gt;"),
        ("<![CDATA[a]]x>b]]>", "a]]>b", "<![CDATA[a]]]]>&#62;<![CDATA[b]]>"),
        ("a]]x>b", "a]]>b", "a]]&gt;b"),
        ("a]]<b>x</b>>b", "a]]>b", "a]]<b></b>>b"),
        ("<![CDATA[a&b]]>", "a&<b", "<![CDATA[a&<b]]>"),
    ],
)
def test_cdata_never_ends_too_early(old: str, new: str, written: str) -> None:
    page = '<div class="ocr_page"><span class="ocrx_word">{}</span></div>'
    data = f"<html><body>{page.format(old)}</body></html>"
    text = next(text for text, _ in words(data.encode()))
    made = changed_to(data, text, new)
    assert [found for found, _ in words(made.encode())] == [new]
    assert made == data.replace(page.format(old), page.format(written))


def test_cdata_of_a_narrow_encoding_is_left_for_what_it_lacks() -> None:
    data = "<?xml version='1.0' encoding='iso-8859-1'?>" + PAGE.format(
        "<Word><TextEquiv><Unicode><![CDATA[caf]]></Unicode></TextEquiv></Word>"
    )
    assert "<![CDATA[caf]]>&#26725;<![CDATA[]]>" in changed_to(data, "caf", "caf桥")

"""What a text costs grows with it, whatever it is made of: steps are counted, and not seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bench import cost
from bench.page_shapes import PAGES
from bench.shapes import CHANCE, FRAMES, NESTED, Shape, atoms, pairs, repeated, shapes
from bench.steps import LIMIT, Scanned, growth, scanning, steps
from cleaner.config import Settings
from cleaner.stories.matching import TOO_LARGE, pages_of
from cleaner.text.document import Document


@pytest.fixture(scope="module", autouse=True)
def patterns() -> Iterator[int]:
    steps('昨日,全市"召开.')  # what is read once is read now
    with scanning() as number:
        yield number


def test_the_patterns_of_the_package_are_counted(patterns: int) -> None:
    assert patterns > 200


def grow_faster(chosen: dict[str, Shape], settings: Settings | None = None) -> dict[str, float]:
    """The shapes whose steps grow faster than they do."""
    found = {name: growth(shape, settings) for name, shape in chosen.items()}
    return {name: times for name, times in found.items() if times > LIMIT}


@pytest.mark.parametrize("frame", ["{} alone", "{} after each Han", "{} in a long line"])
def test_atoms(frame: str) -> None:
    pattern = FRAMES[frame]
    assert not grow_faster(
        {name: repeated(pattern.replace("{}", atom)) for name, atom in atoms().items()}
    )


def test_lines_of_an_atom() -> None:
    assert not grow_faster({name: repeated(atom + "\n") for name, atom in [*atoms().items()][::7]})


@pytest.mark.parametrize(("frame", "most"), [("{}\n", 25), ("{}\n\n", 45)])
@pytest.mark.parametrize(
    "name",
    [
        "mark “",
        "mark 」",
        "mark 】",
        "mark =",
        "mark ,",
        "utf-8 as gbk",
        "gbk as latin-1",
        "high bytes",
        "entity",
        "wide digit",
        "letter",
        "Han",
    ],
)
def test_short_lines_that_are_alike_take_few_steps(name: str, frame: str, most: int) -> None:
    """Steps for each further character: judged line by line it took up to two hundred."""
    shape = repeated(frame.replace("{}", atoms()[name]))
    steps(shape(1500))
    assert steps(shape(3000)) - steps(shape(1500)) <= most * 1500


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("pages of short lines", 40),
        ("lines in turn", 95),
        ("headlines", 30),
        ("wrapped lines", 32),
        ("two columns", 33),
        ("rows of three cells", 33),
    ],
)
def test_columns_are_asked_about_at_once(name: str, most: int) -> None:
    """Steps for each further character: asked page by page, and for each of the columns that may go
    on, it took up to two hundred."""
    shape = CHANCE[f"{name}, by chance"]
    steps(shape(6000))
    assert steps(shape(9000)) - steps(shape(6000)) <= most * 3000


def test_a_row_is_cut_in_steps_that_grow_with_it() -> None:
    shape = shapes()["spread name, more a line"]
    assert steps(shape(9000)) - steps(shape(6000)) <= 25 * 3000


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("mark 】 a blank line", 25),
        ("no-break space within running text", 42),
        ("caption alone", 40),
        ("utf-8 as gbk alone", 12),
        ("entity, more a line", 30),
        ("high bytes after each Han", 65),
        ("turned quotes in lines", 50),
    ],
)
def test_what_is_the_same_is_asked_once(name: str, most: int) -> None:
    """Steps for each further character: asked for each blank, each character of a misread run, each
    entity, and each neighbour of a quotation, it took up to six hundred."""
    shape = (shapes() | PAGES)[name]
    steps(shape(1500))
    assert steps(shape(3000)) - steps(shape(1500)) <= most * 1500


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("caption a line", 30),
        ("caption at line starts", 20),
        ("spread name at line starts", 24),
        ("list at line ends", 18),
        ("mark 、 at line starts", 20),
    ],
)
def test_lines_that_read_the_same_are_judged_once(name: str, most: int) -> None:
    """Steps for each further character: judged line by line, it took up to
    twice as many."""
    shape = shapes()[name]
    steps(shape(1500))
    assert steps(shape(4500)) - steps(shape(1500)) <= most * 3000


def test_a_page_ends_however_many_headlines_there_are() -> None:
    """Of each headline it is asked whose it is of all stories of its page."""
    document = Document(PAGES["many headlines, one story"](60_000))
    pages = [page for page in pages_of(document) if page.stories]
    assert len(pages) > 2
    assert max(len(page.blocks) for page in pages) <= TOO_LARGE + 3


def test_texts_made_of_what_pages_are_made_of() -> None:
    assert not grow_faster(dict([*PAGES.items()][::5]))


def test_nested_and_by_chance() -> None:
    assert not grow_faster(NESTED | CHANCE)


def test_pairs() -> None:
    assert not grow_faster(dict(pairs(50, seed=1)))


@pytest.mark.parametrize(
    "settings",
    [Settings(profile="book", lines="sentence", script="tw"), Settings(script="s", lines="source")],
)
def test_other_settings(settings: Settings) -> None:
    assert not grow_faster(dict([*shapes().items()][::67]), settings)


def test_the_count_shows_a_line_looked_through_for_each_mark() -> None:
    def once_for_each(size: int) -> int:
        pattern = Scanned(re.compile("x"))
        Scanned.total = 0
        for _ in range(size):
            pattern.search("学" * size)
        return Scanned.total

    assert once_for_each(400) > 15 * once_for_each(100)


def test_the_bench_prints_what_it_measures() -> None:
    costs = cost.measure(dict([*shapes().items()][:2]), Settings(), large=())
    assert "2 shapes" in cost.report(costs, 2) and all(each.most > 0 for each in costs)

"""Columns of Latin prose printed side by side, and what looks like them."""

from textwrap import wrap

import pytest

from cleaner import clean
from cleaner.page.wrapped import wrapped
from cleaner.pipeline import Result, run
from cleaner.text.document import Source

HARBOUR = [
    "The harbour commissioners met on Tuesday evening to consider the report of their engineer on the "
    "condition of the northern breakwater, which was damaged in the gales of last winter.",
    "According to the report, some four hundred feet of the outer wall have been undermined by the "
    "sea. The engineer recommends that the foundations be carried down to the rock below.",
]
LIBRARY = [
    "A new reading room was opened yesterday at the public library in the presence of a large "
    "company. The room will hold two hundred readers, and is lit from above by a dome of glass.",
    "Miss Hartley, the librarian, told our correspondent that the number of books lent in the past "
    "year had risen by almost a third. Novels are still asked for more than anything else.",
]
BRIDGE = [
    "The council decided on Monday not to pull down the old bridge over the mill stream.",
    "The cost is put at some eight hundred thousand marks, of which the state bears half.",
    "During the work, which is to begin in spring, the traffic is led over the bypass.",
]
BRÜCKE = [
    "Der Rat beschloss am Montag, die alte Brücke über den Mühlbach nicht abzureißen.",
    "Die Kosten werden auf rund achthunderttausend Mark geschätzt, die das Land halb trägt.",
    "Während der Arbeiten, die im Frühjahr beginnen, wird der Verkehr umgeleitet.",
]


def column(paragraphs: list[str], width: int) -> list[str]:
    """The lines of a column, first lines set in."""
    return [line for each in paragraphs for line in wrap(each, width, initial_indent="  ")]


def beside(columns: list[list[str]], width: int) -> str:
    """Columns side by side, four blanks between them."""
    rows = max(map(len, columns))
    filled = [each + [""] * (rows - len(each)) for each in columns]
    rows_of = zip(*filled, strict=True)
    return "".join(
        "".join(f"{cell:{width + 4}}" for cell in row).rstrip() + "\n" for row in rows_of
    )


def cleaned(text: str) -> Result:
    return run(Source.from_text(text))


def paragraphs(text: str) -> list[str]:
    return [line for line in clean(text).split("\n") if line]


@pytest.mark.parametrize("width", [28, 33, 38])
def test_columns_of_prose_are_read_one_after_the_other(width: int) -> None:
    first, second = [*HARBOUR, *BRIDGE], [LIBRARY[0], *BRIDGE[1:], LIBRARY[1]]
    text = beside([column(first, width), column(second, width)], width)
    assert paragraphs(text) == first + second


def test_lines_over_all_columns_are_not_cut() -> None:
    over = "\n".join(wrap(" ".join(BRIDGE), 80))
    text = over + "\n\n" + beside([column(HARBOUR, 38), column(LIBRARY, 38)], 38)
    assert paragraphs(text) == [" ".join(BRIDGE), *HARBOUR, *LIBRARY]


def test_blanks_that_fill_a_line_part_no_columns() -> None:
    lines = [line[:3] + line[3:].replace(" ", "  ", 2) for line in column(HARBOUR + BRIDGE, 36)]
    text = beside([lines, column(LIBRARY, 38)], 38)
    found = [" ".join(line.split()) for line in paragraphs(text)]
    assert found == HARBOUR + BRIDGE + LIBRARY


@pytest.mark.parametrize("apart", [0, 1])
def test_a_translation_beside_its_text_stays_and_nothing_is_joined(apart: int) -> None:
    text = ""
    for english, german in zip(BRIDGE, BRÜCKE, strict=True):
        text += beside([wrap(english, 34), wrap(german, 34)], 34) + "\n" * apart
    found = cleaned(text)
    assert found.text.split() == text.split()
    assert not [each for each in found.ledger.entries if each.rule == "rows.columns"]
    assert not [each for each in found.ledger.entries if each.rule.startswith("lines.")]


@pytest.mark.parametrize(
    "text",
    [
        "  -a, --all              do not ignore entries starting with a dot, which\n"
        "                         are hidden unless somebody asks for them\n"
        "  -b, --escape           print escapes for characters that are not graphic\n"
        "  -B, --ignore-backups   do not list entries that end with a tilde, as\n"
        "                         those do that editors leave behind\n",
        "Repair of the breakwater      Mr. Thornton        The contract was signed in May.\n"
        "Lighting of the fish quay     The town council    No decision has been reached.\n"
        "Reading room of the library   Miss Hartley        It was opened on Tuesday.\n"
        "Closing of the old bridge     County engineer     Traffic goes by the new road.\n",
    ],
)
def test_options_and_tables_stay(text: str) -> None:
    assert cleaned(text).text == text


def test_lines_are_wrapped_where_the_next_word_had_no_room() -> None:
    lines = wrap(HARBOUR[0], 30)
    assert wrapped(lines) == len(lines) - 1
    assert not wrapped(lines[:2])
    assert not wrapped(["a place on the coast", "where", "ships may find some shelter from", "it"])
    assert not wrapped(["Thornton", "Hartley", "Anderson", "Carpenter"])

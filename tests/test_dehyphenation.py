"""Hyphens at line ends in languages other than English, and the signs that only divide."""

import pytest

import cleaner
from cleaner.text.document import Document
from cleaner.wraps.dehyphenation import FEWEST, Hyphen, hyphen_at

GERMAN = (
    "Die Verwaltung der Stadt hat gestern beschlossen, den alten Marktplatz umzugestalten und die Straßen "
    "für den Verkehr zu sperren. Die Anwohner wurden in einer Versammlung darüber unterrichtet. Der Umbau "
    "beginnt im nächsten Frühjahr und dauert wohl zwei Jahre.\n\n"
)
FRENCH = (
    "Le conseil a décidé hier de transformer entièrement la place du marché et de fermer les rues à la "
    "circulation pendant une semaine. Chaque voiture porte une affiche et la parole est aux habitants.\n\n"
)
RUSSIAN = (
    "Городская администрация вчера решила полностью перестроить старую площадь и закрыть улицы для "
    "транспорта. Жители узнали об этом на собрании, в котором участвовал также мэр города.\n\n"
)
ENGLISH = (
    "The council decided yesterday that the old market square should be rebuilt and that the streets around "
    "it would remain closed for a week. Residents heard of it at a meeting with the mayor.\n\n"
)


def told(text: str, pair: str) -> Hyphen | None:
    """What the hyphen of `pair` is, two parts of a word in two lines at the end of `text`."""
    whole = text + pair + "\n"
    end = len(text) + pair.index("\n")
    return hyphen_at(Document(whole), end, end + 1)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (GERMAN, "Bürger-\nmeister"),
        (GERMAN, "ange-\nkündigt"),
        (FRENCH, "consé-\nquences"),
        (FRENCH, "porte-\nment"),
    ],
)
def test_a_word_of_another_language_is_put_together(text: str, pair: str) -> None:
    assert told(text, pair) is Hyphen.FOREIGN


@pytest.mark.parametrize(
    "pair",
    ["dit-\nil", "lui-\nmême", "ex-\nministre", "porte-\nparole", "anak-\nanak"],
    ids=ascii,
)
def test_compounds_of_other_languages_keep_theirs(pair: str) -> None:
    assert told(FRENCH, pair) is Hyphen.UNKNOWN


@pytest.mark.parametrize("pair", ["кто-\nто", "из-\nза"])
def test_compounds_of_russian_keep_theirs(pair: str) -> None:
    assert told(RUSSIAN, pair) is Hyphen.UNKNOWN


def test_english_is_told_by_its_words() -> None:
    assert told(ENGLISH, "zorg-\nblat") is Hyphen.UNKNOWN
    assert told(ENGLISH, "informa-\ntion") is Hyphen.DIVIDES


def test_a_few_words_tell_no_language() -> None:
    words = [f"wört{chr(97 + number)}" for number in range(FEWEST - 1)] + ["öö"]
    assert told(" ".join(words) + "\n\n", "Bürger-\nmeister") is Hyphen.UNKNOWN
    assert told(" ".join([*words, "wörtz"]) + "\n\n", "Bürger-\nmeister") is Hyphen.FOREIGN


@pytest.mark.parametrize("sign", "⸗¬")
def test_signs_that_only_divide(sign: str) -> None:
    assert told("", f"Verwal{sign}\ntung") is Hyphen.DIVIDES
    assert told("", f"Haus{sign}\nund Hof") is Hyphen.SUSPENDED
    assert told("", f"Verwal{sign}\nTung") is None
    assert told("", f"12{sign}\ntung") is None


@pytest.mark.parametrize("sign", "-⸗¬")
def test_a_page_in_german(sign: str) -> None:
    lines = (
        f"Die Verwaltung der Stadt hat gestern beschlos{sign}",
        "sen, den alten Marktplatz umzugestalten und die",
        f"Straßen für den Verkehr zu sperren. Die Anwoh{sign}",
        f"ner wurden in einer Versammlung darüber unter{sign}",
        "richtet. Der Umbau beginnt im nächsten Früh" + sign,
        "jahr und dauert wohl zwei Jahre.",
    )
    assert cleaner.clean("\n".join(lines) + "\n") == GERMAN.strip() + "\n"

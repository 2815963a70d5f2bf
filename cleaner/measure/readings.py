"""What is held against what: a text, the JSON of `clean`, or a reading made by hand.

A reading made by hand is a text file. `=== article ===` opens an article; `HEAD:`, `KICKER/DECK:`,
`BYLINE:`, `CAPTION:` and `FURNITURE:` say what a line is; any other line is a paragraph. Two blanks
and `# ?` open a remark on what is in doubt, and a line that begins with `#` is a remark: both are
left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

from cleaner.files.coding import InputError
from cleaner.files.whole import from_json
from cleaner.measure.scores import everything
from cleaner.text.document import Article
from cleaner.text.regex import regex

LABEL = regex(r"(HEAD|KICKER/DECK|BYLINE|CAPTION|FURNITURE):(.*)")
REMARK = "  # ?"
ARTICLE = "=== article ==="
JUMP = regex(r"下转|转第|上接")
NOWHERE = -1  # the article of what belongs to none


@dataclass
class Reading:
    """What a page says. `lines`: the paragraphs of a text that does not tell its articles.

    In a reading made by hand the lines over and under a headline are all in `kicker`: it does not
    tell which they are.
    """

    articles: list[Article] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """Every paragraph of the page: headlines, bylines and furniture are paragraphs too."""
        return [text for text, _ in self.placed()]

    @property
    def body(self) -> list[str]:
        """The paragraphs of the stories alone."""
        return [text for article in self.articles for text in article.paragraphs]

    @property
    def tells_articles(self) -> bool:
        """Whether it says which paragraphs make a story. An empty page does: there is none."""
        return bool(self.articles) or not self.lines

    def placed(self) -> Iterator[tuple[str, int]]:
        """Every paragraph with the number of its article, or NOWHERE."""
        for number, article in enumerate(self.articles):
            yield from ((text, number) for text in everything(article))
        yield from ((text, NOWHERE) for text in [*self.furniture, *self.lines])


def parse(text: str, name: str) -> list[tuple[str, Reading]]:
    """The readings in a file, each with the name of the page where the file says it, else "".

    Only JSON Lines hold several. Raises InputError with `name` for JSON of another kind.
    """
    if text.lstrip()[:1] == "{":
        found = _from_json(text, name)
        if found:
            return found
    if name.lower().endswith((".json", ".jsonl")):
        raise InputError(f"{name}: not the JSON of cleaner clean")
    if ARTICLE in map(str.strip, text.split("\n")):
        return [("", from_gold(text))]
    return [("", from_text(text))]


def from_text(text: str) -> Reading:
    """The reading of a text with a paragraph a line; blank lines say nothing."""
    return Reading(lines=[line.strip() for line in text.split("\n") if line.strip()])


def from_gold(text: str) -> Reading:
    """The reading in a text made by hand."""
    reading = Reading()
    for line in text.splitlines():
        line = line.partition(REMARK)[0].strip()
        if line == ARTICLE:
            reading.articles.append(Article())
        elif line and not line.startswith("#"):
            _take(reading, line)
    reading.articles = [article for article in reading.articles if everything(article)]
    return reading


def _take(reading: Reading, line: str) -> None:
    """Put one line where it belongs. A jump line belongs to the article it stands in."""
    if not reading.articles:
        reading.articles.append(Article())
    article = reading.articles[-1]
    labelled = LABEL.fullmatch(line)
    label, text = labelled.groups() if labelled else ("", line)
    text = text.strip()
    if not text:
        return
    if label == "HEAD":
        article.headline = text
    elif label == "FURNITURE":
        (article.notes if JUMP.search(text) else reading.furniture).append(text)
    else:
        lines = {
            "": article.paragraphs,
            "KICKER/DECK": article.kicker,
            "BYLINE": article.byline,
            "CAPTION": article.captions,
        }
        lines[label].append(text)


def _from_json(text: str, name: str) -> list[tuple[str, Reading]]:
    """The readings of one object, or of an object a line; none where the text is not JSON."""
    try:
        values = [from_json(text)]
    except ValueError:
        try:
            values = [from_json(line) for line in text.split("\n") if line.strip()]
        except ValueError:
            return []
    try:
        return [(_name(value), of_object(value)) for value in values]
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{name}: not the JSON of cleaner clean ({error})") from None


def _name(value: dict[str, Any]) -> str:
    return str(value.get("source", {}).get("name", ""))


def of_object(value: dict[str, Any]) -> Reading:
    """The reading in an object of `--to json`. KeyError or TypeError where it is another."""
    return Reading(
        [_article(each) for each in value["articles"]], _strings(value.get("furniture", []))
    )


def _article(value: dict[str, Any]) -> Article:
    headline = value.get("headline")
    if headline is not None and not isinstance(headline, str):
        raise TypeError(f"a headline that is no text: {headline!r}")
    lists = [each.name for each in fields(Article) if each.name != "headline"]
    texts = {key: _strings(value.get(key, [])) for key in lists}
    return Article((headline or "").strip() or None, **texts)


def _strings(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError(f"not a list of texts: {value!r:.40}")
    return [text.strip() for text in value if text.strip()]

"""What a test page is: pieces of text with a role, articles, and the page that holds them.

The known reading (the truth) is derived from the same pieces that are typeset, so the two
cannot drift apart.
"""

from dataclasses import dataclass, field
from typing import Any

Truth = dict[str, Any]
"""``{"articles": [{"headline": str | None, "kicker": [], "deck": [], "byline": [],
"paragraphs": [], "captions": [], "notes": []}], "furniture": []}``"""

FIELD_OF_ROLE = {
    "kicker": "kicker",
    "deck": "deck",
    "byline": "byline",
    "paragraph": "paragraphs",
    "subhead": "paragraphs",
    "caption": "captions",
    "note": "notes",
}
"""Role of a piece -> the field of the truth it belongs to (headlines are handled apart)."""


@dataclass
class Piece:
    """A unit of text as typeset: ``text`` holds exactly its characters, without line breaks.

    ``bold``: so many characters at its start are set bold. ``filled``: its last line, if
    nearly full, is stretched to the column edge. ``cut``: the story goes on elsewhere
    in mid-sentence. ``breaks``: before these characters a line is begun by hand. ``apart``: a
    blank line stands above. ``goes_on``: this is the rest of the paragraph before, which a caption
    interrupts.
    """

    role: str
    text: str
    bold: int = 0
    filled: bool = False
    cut: bool = False
    breaks: list[int] = field(default_factory=list)
    apart: bool = False
    goes_on: bool = False


@dataclass
class Article:
    """One story: ``heads`` (kickers, headline, decks) and ``body``, each in printed order."""

    heads: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)

    def length(self) -> int:
        """Number of characters of the body."""
        return sum(len(piece.text) for piece in self.body)

    def truth(self) -> Truth:
        """The reading of this article."""
        reading: Truth = {"headline": None}
        for name in ("kicker", "deck", "byline", "paragraphs", "captions", "notes"):
            reading[name] = []
        for piece in [*self.heads, *self.body]:
            if piece.role == "headline":
                reading["headline"] = piece.text
            elif piece.goes_on:
                reading["paragraphs"][-1] += piece.text
            else:
                reading[FIELD_OF_ROLE[piece.role]].append(piece.text)
        return reading


@dataclass
class Box:
    """Where an article stands: it spans ``span`` page columns and is set in ``columns``."""

    article: int
    span: int
    columns: int


@dataclass
class Style:
    """How the page is set. Lengths in points, ``width`` (of a page column) in characters."""

    width: int
    page_columns: int
    size: float
    gutter: float
    leading: float
    indent: str
    font: str
    region: str
    cjk_latin_gap: bool
    linebreaks: str
    head_align: str
    byline_align: str
    byline_spans: bool
    head_scale: float
    rules: bool
    widows: bool


@dataclass
class Page:
    """A composed page.

    ``layout`` is ``flow`` (everything in one flow of columns) or ``boxes`` (``rows`` of boxes).
    ``draw`` lists what is drawn, in order: ``top``, ``foot``, ``teasers``, ``head:I``, ``body:I``
    with I the index of an article. ``head_place`` is ``above``, ``below`` or ``collected``.
    """

    seed: int
    style: Style
    layout: str
    articles: list[Article]
    rows: list[list[Box]]
    top: list[Piece]
    foot: list[Piece]
    teasers: list[Piece]
    draw: list[str]
    head_place: str
    params: dict[str, Any]

    def furniture(self) -> list[Piece]:
        """All pieces of page furniture in printed order."""
        return [*self.top, *self.teasers, *self.foot]

    def pieces(self) -> list[Piece]:
        """Every piece of the page."""
        stories = [piece for article in self.articles for piece in [*article.heads, *article.body]]
        return [*stories, *self.furniture()]

    def truth(self) -> Truth:
        """The reading of the page."""
        return {
            "articles": [article.truth() for article in self.articles],
            "furniture": [piece.text for piece in self.furniture()],
        }

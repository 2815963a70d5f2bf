"""The hand-made reading of a real page: its articles, and what belongs to none.

A reading is a text file. `=== article ===` opens an article; `HEAD:`, `KICKER/DECK:`, `BYLINE:`,
`CAPTION:` and `FURNITURE:` say what a line is; any other line is a paragraph. Two blanks and `# ?`
open a remark on what is in doubt; remarks are left out here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from bench import page_path
from cleaner.document import Article
from cleaner.measure import everything

LABEL = re.compile(r"(HEAD|KICKER/DECK|BYLINE|CAPTION|FURNITURE):(.*)")
REMARK = "  # ?"
ARTICLE = "=== article ==="
JUMP = re.compile(r"下转|转第|上接")


@dataclass
class Reading:
    """What a page says. The lines over and under a headline are all in `kicker`: a reading does
    not tell which they are."""

    articles: list[Article] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """Every paragraph of the page: headlines, bylines and furniture are paragraphs too."""
        return [text for article in self.articles for text in everything(article)] + self.furniture

    @property
    def body(self) -> list[str]:
        """The paragraphs of the stories alone."""
        return [text for article in self.articles for text in article.paragraphs]


def read_gold(path: Path) -> Reading:
    """The reading in a file."""
    reading = Reading()
    for line in path.read_text("utf-8").splitlines():
        line = line.partition(REMARK)[0].strip()
        if line == ARTICLE:
            reading.articles.append(Article())
        elif line:
            _take(reading, line)
    reading.articles = [article for article in reading.articles if everything(article)]
    return reading


def _take(reading: Reading, line: str) -> None:
    """Put one line where it belongs. A jump line belongs to the article it stands in."""
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
        fields = {
            "": article.paragraphs,
            "KICKER/DECK": article.kicker,
            "BYLINE": article.byline,
            "CAPTION": article.captions,
        }
        fields[label].append(text)


def gold_of(name: str) -> Reading:
    """The reading of a real page of `bench.PAGES`."""
    return read_gold(page_path(name).with_suffix(".gold.txt"))

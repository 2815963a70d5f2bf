"""Headlines at their stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.measure.align import Alignment, best
from cleaner.measure.readings import NOWHERE, Reading
from cleaner.measure.scores import Score, plain
from cleaner.text.document import Article


@dataclass(frozen=True)
class Headlines:
    """`attached`: in the heads of the story; `exact`: its headline; `moved`: in another's heads."""

    attached: Score
    exact: Score
    moved: int


def score_attachment(output: Reading, truth: Reading, alignment: Alignment) -> Headlines:
    """Where the headlines of the truth stand. `alignment`: of all paragraphs of both readings.

    A story is at home in the article that has its longest paragraph, or the paragraph most like it.
    """
    homes, owners = _homes(output, truth, alignment), _owners(output, truth, alignment)
    heads = [_heads(article) for article in output.articles]
    attached: set[int] = set()
    exact: set[int] = set()
    moved = wanted = 0
    for number, story in enumerate(truth.articles):
        if story.headline is None or not story.paragraphs:
            continue
        wanted += 1
        headline, home = plain(story.headline), homes.get(number, NOWHERE)
        if home != NOWHERE and headline in heads[home]:
            attached.add(home)
            if plain(output.articles[home].headline or "") == headline:
                exact.add(home)
        else:
            moved += any(
                headline in text and owners[place] - {number} and number not in owners[place]
                for place, text in enumerate(heads)
            )
    given = sum(article.headline is not None for article in output.articles)
    return Headlines(
        Score(len(attached), max(given, len(attached)), wanted),
        Score(len(exact), given, wanted),
        moved,
    )


def _heads(article: Article) -> str:
    """Kicker, headline and deck as one, so that a headline cut over them is still there."""
    headline = [] if article.headline is None else [article.headline]
    return "".join(map(plain, [*article.kicker, *headline, *article.deck]))


def _homes(output: Reading, truth: Reading, alignment: Alignment) -> dict[int, int]:
    """For each story of the truth the article of the output that has it."""
    longest: dict[int, tuple[int, int]] = {}
    for place, (text, number) in enumerate(truth.placed()):
        if number != NOWHERE and text in truth.articles[number].paragraphs:
            longest[number] = max(longest.get(number, (0, 0)), (len(text), -place))
    articles = _articles(output)
    return {
        number: articles[best(alignment.by_truth[-place]).output]
        for number, (_, place) in longest.items()
        if -place in alignment.by_truth
    }


def _owners(output: Reading, truth: Reading, alignment: Alignment) -> list[set[int]]:
    """For each article of the output the stories of the truth whose text it has."""
    stories = _articles(truth)
    owners: list[set[int]] = [set() for _ in output.articles]
    for place, (text, number) in enumerate(output.placed()):
        if number != NOWHERE and text in output.articles[number].paragraphs:
            links = alignment.by_output.get(place, ())
            owners[number] |= {stories[link.truth] for link in links} - {NOWHERE}
    return owners


def _articles(reading: Reading) -> Sequence[int]:
    return [number for _, number in reading.placed()]

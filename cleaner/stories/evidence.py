"""Whether a headline may be moved to its story: the reading after the move must be clearly better.

As it is given, a headline may be right where it stands, and its words may be of a picture or a teaser.
So a move asks that the headline shares many words with the story and with its beginning, and few with
any other; that each of its lines does, so that no line of another story goes along; and that no line
stays behind that seems to be a part of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.stories.bodies import Page
from cleaner.stories.groups import Group

# Set by hand on tuning pages; chances of `roles.npz`, and overlaps as in `groups`.
LIKELY = 0.5  # chance that a line is a headline, of one that may be moved, at least
PERHAPS = 0.4  # the same of one that has to share words with its story
NONE = 0.05  # overlap of a line that shares no words with a story, less than this
SOME = 0.2  # overlap of a line that shares words with one, at least
MARGIN = 0.15  # by which it is above the overlap with its group's story
HARDLY = 0.1  # overlap of a line that may be of any story, less than this


@dataclass(frozen=True)
class Evidence:
    """What a headline must share with a story to be moved to it: least shares of its bigrams.

    `overlap`: weighted by rarity; `margin`: by how much it is above that with any other story; `lead`:
    with its first paragraph, without which the story may begin elsewhere.
    """

    overlap: float
    margin: float
    lead: float

    def supports(self, group: Group) -> bool:
        """Whether a headline shares that much with its story."""
        return (
            group.own >= self.overlap
            and group.own - group.elsewhere >= self.margin
            and group.lead_overlaps[group.story] >= self.lead
        )


OUT_OF_ORDER = Evidence(0.5, 0.1, 0.3)
ALL_AFTER = Evidence(0.2, 0.0, 0.01)  # on a page whose headlines all stand after their stories


def holds_together(page: Page, groups: list[Group], number: int) -> bool:
    """Whether all lines of a group seem to be of its story, and none beside it that is in another."""
    group = groups[number]
    return not (
        _has_others(page, group)
        or (number > 0 and _belongs(page, groups[number - 1], group, -1))
        or (number + 1 < len(groups) and _belongs(page, groups[number + 1], group, 0))
    )


def _has_others(page: Page, group: Group) -> bool:
    """Whether a line of a group seems to be of another story, or of none."""
    if sum(page.blocks[line].headline >= PERHAPS for line in group.lines) > 1:
        return True
    rows = zip(group.lines, group.line_overlaps, group.line_leads, strict=True)
    for line, shares, leads in rows:
        own, most = shares[group.story], max(shares)
        if most >= SOME and most - own >= MARGIN:
            return True
        if own < NONE and line == group.lines[-1]:
            return True
        begins = leads[group.story] >= NONE
        if page.blocks[line].headline >= PERHAPS and not (own >= NONE and begins):
            return True
    return False


def _belongs(page: Page, other: Group, group: Group, place: int) -> bool:
    """Whether the line of another group that stands beside a group may be a part of its headline."""
    if other.run is not group.run:
        return False
    shares = other.line_overlaps[place]
    most = max(shares)
    if most < HARDLY:
        return page.blocks[other.lines[place]].headline >= PERHAPS
    return most >= SOME and shares[group.story] == most

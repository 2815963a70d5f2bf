"""What a reviewer has decided of fixes, as a run is given it."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.ledger.fixes import Fix
from cleaner.ledger.rules import Safety
from cleaner.text.regex import regex


@dataclass(frozen=True)
class Correction:
    """A reviewer's own text: `after` for `before`, wherever that stands between `left` and `right`.

    The three are characters of the source; blanks in them do not count.
    """

    left: str
    before: str
    right: str
    after: str
    why: str


@dataclass(frozen=True)
class Placing:
    """Where a reviewer wants a block of lines, or what it is to the articles.

    `kind`: `move`: it stands before the goal, in paragraphs of its own; `continue`: it goes on from
    the goal; `headline`: it is the headline of what begins at the goal; `start`, `join`: an article
    begins with it, or none does. `block` stands between `left` and `right`, the goal between
    `goal_left` and `goal_right`: characters of the source; blanks in them do not count.
    """

    kind: str
    left: str
    block: str
    right: str
    goal_left: str
    goal_right: str
    why: str

    @property
    def moves(self) -> bool:
        """Whether it says where the block is to stand."""
        return self.kind in MOVING


MOVING = ("move", "continue", "headline")


@dataclass(frozen=True)
class Decisions:
    """What a reviewer has decided: ids of fixes, names of series, or names of rules.

    `corrections`: what stands in the place of others, whatever the rules propose there.
    `placings`: where blocks of lines stand, whatever the rules propose.
    """

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    corrections: tuple[Correction, ...] = ()
    placings: tuple[Placing, ...] = ()

    def __post_init__(self) -> None:
        for names in ("accepted", "rejected"):
            alike = frozenset(_ORDINAL.sub("", name) for name in getattr(self, names))
            object.__setattr__(self, names, alike)

    def __bool__(self) -> bool:
        return bool(self.accepted or self.rejected or self.corrections or self.placings)

    def applies(self, fix: Fix, names: tuple[str, ...]) -> bool:
        """Whether a fix is to be applied; `names` are its id, series and rule, finest first."""
        for name in names:
            if name in self.rejected:
                return False
            if name in self.accepted and fix.safety is not Safety.NOTE:
                return True
        return fix.safety is Safety.SAFE

    def rejects(self, names: tuple[str, ...]) -> bool:
        """Whether the finest of the names that is decided on is rejected; see `applies`."""
        for name in (_ORDINAL.sub("", name) for name in names):
            if name in self.rejected or name in self.accepted:
                return name in self.rejected
        return False


_ORDINAL = regex(r"(?<=^[0-9a-f]{12})\.\d+$")  # of fixes that are alike, see Entry

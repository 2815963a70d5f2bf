"""What a reviewer has decided of fixes, as a run is given it."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.ledger.fixes import Fix
from cleaner.ledger.rules import Safety
from cleaner.text.regex import regex


@dataclass(frozen=True)
class Decisions:
    """What a reviewer has decided: ids of fixes, names of series, or names of rules."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for names in ("accepted", "rejected"):
            alike = frozenset(_ORDINAL.sub("", name) for name in getattr(self, names))
            object.__setattr__(self, names, alike)

    def __bool__(self) -> bool:
        return bool(self.accepted or self.rejected)

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

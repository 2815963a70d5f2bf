"""What in folders is no input of a run: counted with the reasons, and named where that is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.cli.terminal import plural, say


@dataclass
class PassedOver:
    """The files and folders that were passed over, with the reason of each."""

    found: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, why: str) -> None:
        """Take one down."""
        self.found[path] = why

    def tell(self, verbose: bool) -> None:
        """Say it to people."""
        for line in self.told(verbose):
            say(line)

    def told(self, verbose: bool) -> Iterator[str]:
        """Lines for people: how many for which reason, and before it, if `verbose`, each."""
        if verbose:
            yield from (f"passed over: {path}: {why}" for path, why in self.found.items())
        reasons = Counter(self.found.values()).most_common()
        if reasons:
            counted = ", ".join(f"{number} {why}" for why, number in reasons)
            yield f"{plural(len(self.found), 'path')} passed over: {counted}"

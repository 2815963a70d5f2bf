"""Values that the shell offers on Tab. Nothing is imported before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def one_of(*values: str) -> Callable[[str], list[str]]:
    """Offers those of `values` that go on from what is typed."""

    def offered(incomplete: str) -> list[str]:
        return _going_on(incomplete, values)

    return offered


def profiles(incomplete: str) -> list[str]:
    """The profiles."""
    from cleaner.config import PROFILES

    return _going_on(incomplete, PROFILES)


def stages_and_rules(incomplete: str) -> list[str]:
    """Stages, and rules; after a comma, one more of them."""
    from cleaner.stages import RULES, STAGES

    before, comma, last = incomplete.rpartition(",")
    names = _going_on(last, [*(stage.name for stage in STAGES), *RULES])
    return [before + comma + name for name in names]


def rules(incomplete: str) -> list[str]:
    """Stages and rules, one name."""
    return [] if "," in incomplete else stages_and_rules(incomplete)


def forms(incomplete: str) -> list[str]:
    """The forms of a report."""
    from cleaner.report.formats import FORMATS

    return _going_on(incomplete, FORMATS)


def _going_on(incomplete: str, values: Iterable[str]) -> list[str]:
    return [value for value in values if value.startswith(incomplete)]

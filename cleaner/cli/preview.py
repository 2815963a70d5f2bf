"""`cleaner check --preview`: what a rule or a setting would change, before it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

from cleaner.cli.declared import Exit, Option
from cleaner.cli.terminal import DONE, FAILED, FINDINGS, complain, fail, plural, put_text, say
from cleaner.messages.language import said

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options
    from cleaner.config import Settings

Preview = Annotated[
    str | None,
    Option(
        metavar="RULE|STAGE|KEY=VALUE",
        help="What this rule, suggestions applied, or setting changes in a sample of the files.",
    ),
]
Sample = Annotated[int, Option(metavar="N", min=1, help="With --preview: how many of the files.")]
SAMPLE = 50  # files
SHOWN = 20  # changed paragraphs


class Seen(NamedTuple):
    """What one file would be: its changed paragraphs, and the fixes more and fewer of each rule."""

    shown: list[str]
    more: Counter[str]
    fewer: Counter[str]


def preview(
    inputs: Sequence[Input | Failure], options: Options, what: str, most: int, jobs: int
) -> Exit:
    """Print what `what` changes in `most` of the inputs, evenly chosen; the exit to raise."""
    from cleaner.cli.inputs import EXPECTED, Failure, over

    try:
        check(what)
    except EXPECTED as error:
        return fail(str(error))
    chosen = sample(inputs, most)
    shown: list[str] = []
    more: Counter[str] = Counter()
    fewer: Counter[str] = Counter()
    changed = paragraphs = 0
    failed = False
    for outcome in over(chosen, partial(seen, options=options, what=what), jobs):
        if isinstance(outcome, Failure):
            failed = True
            complain(outcome.message, outcome.trace)
            continue
        shown += outcome.shown[: SHOWN - len(shown)]
        paragraphs += len(outcome.shown)
        changed += bool(outcome.shown)
        more += outcome.more
        fewer += outcome.fewer
    put_text("".join(shown))
    put_text(_counted(more, fewer))
    say(
        f"{what}: {plural(paragraphs, 'paragraph')} changed in {changed} of "
        f"{plural(len(chosen), 'file')} looked at, of {len(inputs)}"
        + (f"; the first {SHOWN} are shown" if paragraphs > SHOWN else "")
    )
    return Exit(FAILED if failed else FINDINGS if paragraphs else DONE)


def check(what: str) -> None:
    """Raises ConfigError where `what` is no rule, stage or setting."""
    from cleaner.config import Settings

    with_it(Settings(), what)


def sample(inputs: Sequence[Input | Failure], most: int) -> list[Input | Failure]:
    """So many of the inputs, evenly over all of them, always the same."""
    count = min(most, len(inputs))
    return [inputs[number * len(inputs) // count] for number in range(count)]


def seen(item: Input, options: Options, what: str) -> Seen:
    """What one file would be without and with `what`. Raises one of `inputs.EXPECTED`."""
    from cleaner.cli.deciding import decided
    from cleaner.knowledge.lexicon import with_dictionaries
    from cleaner.report.diff import compared, show
    from cleaner.report.look import PLAIN
    from cleaner.report.wraps import Wanted
    from cleaner.text.document import Source

    prepared = decided(item, options)
    results = [
        replace(prepared, settings=settings, lexicon=with_dictionaries(settings.dictionary)).run()
        for settings in (without(prepared.settings, what), with_it(prepared.settings, what))
    ]
    old, new = (Source.from_text(result.document.text, prepared.source.name) for result in results)
    shown = [] if old.text == new.text else list(show(compared(old, new, Wanted.ALL), old, PLAIN))
    before, after = (
        Counter((e.id, e.rule) for e in result.ledger.entries if e.applied) for result in results
    )
    return Seen(shown, _by_rule(after - before), _by_rule(before - after))


def without(settings: Settings, what: str) -> Settings:
    """The settings before: without the rules, if that is what is looked at."""
    from cleaner.config import enabled
    from cleaner.stages import RULES

    if "=" in what:
        return settings
    return _only(settings, enabled(settings, RULES) - _rules(what))


def with_it(settings: Settings, what: str) -> Settings:
    """The settings after: with the rules, their suggestions applied, or with the value.

    Raises ConfigError where `what` is no rule, stage or setting.
    """
    from cleaner.config import enabled, make
    from cleaner.pipeline import checked
    from cleaner.stages import RULES

    key, is_setting, value = what.partition("=")
    if is_setting:
        return checked(make({key: _value(key, value)}, "--preview", settings), "--preview")
    rules = _rules(what)
    trusted = replace(settings, safe=tuple(dict.fromkeys((*settings.safe, *sorted(rules)))))
    return _only(trusted, enabled(settings, RULES) | rules)


def _only(settings: Settings, wanted: frozenset[str]) -> Settings:
    """The settings with just these rules, those that the profile leaves out, too."""
    from cleaner.config import LEAVES_OUT
    from cleaner.stages import RULES

    only = (*sorted(wanted), *LEAVES_OUT[settings.profile])
    return replace(settings, only=only, skip=tuple(sorted(RULES.keys() - wanted)))


def _rules(what: str) -> frozenset[str]:
    """The rules that are named, or those of the stages. Raises ConfigError."""
    from cleaner.config import ConfigError, nearest
    from cleaner.stages import RULES

    names = [name.strip() for name in what.split(",") if name.strip()]
    known = {*RULES, *(rule.partition(".")[0] for rule in RULES)}
    for name in names:
        if name not in known:
            raise ConfigError(
                f"--preview: no rule, stage or setting {name!r}{nearest(name, known)}"
            )
    return frozenset(
        rule for rule in RULES if any(rule == name or rule.startswith(name + ".") for name in names)
    )


def _value(key: str, value: str) -> object:
    """A value as the configuration file has it; a single string where there may be several."""
    import tomllib

    from cleaner.config import Settings

    try:
        found: object = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        found = value
    several = isinstance(getattr(Settings(), key, None), tuple)
    return [found] if several and isinstance(found, str) else found


def _by_rule(counts: Counter[tuple[str, str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, rule), count in counts.items():
        found[rule] += count
    return found


def _counted(more: Counter[str], fewer: Counter[str]) -> str:
    """The fixes of each rule that come and go, the most first."""
    rules = sorted({*more, *fewer}, key=lambda rule: (-more[rule] - fewer[rule], rule))
    lines = (said(f"{rule}: {more[rule]} more, {fewer[rule]} fewer") for rule in rules)
    return "".join(line + "\n" for line in lines)

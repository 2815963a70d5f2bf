"""The options that several commands share, each written out once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

from cleaner.cli import complete, jobs
from cleaner.cli.declared import Argument, Option
from cleaner.cli.terminal import fail

Paths = Annotated[
    list[str] | None,
    Argument(
        metavar="PATH… | -",
        help="Files, folders or glob patterns; - or nothing for standard input.",
        show_default=False,
    ),
]
Profile = Annotated[
    str | None,
    Option(
        metavar="newspaper|ocr|book",
        help="What kind of text it is.",
        autocompletion=complete.profiles,
    ),
]
Lines = Annotated[
    str | None,
    Option(
        metavar="paragraph|sentence|source",
        help="What a line of the result is.",
        autocompletion=complete.one_of("paragraph", "sentence", "source"),
    ),
]
Dictionaries = Annotated[
    list[Path] | None,
    Option("--dictionary", metavar="FILE", help="A dictionary of names; may be repeated."),
]
Only = Annotated[
    list[str] | None,
    Option(
        metavar="STAGE|RULE,…",
        help="Run these stages or rules and no others.",
        autocompletion=complete.stages_and_rules,
    ),
]
Skip = Annotated[
    list[str] | None,
    Option(
        metavar="STAGE|RULE,…",
        help="Leave these stages or rules out.",
        autocompletion=complete.stages_and_rules,
    ),
]
Script = Annotated[
    str | None,
    Option(
        metavar="keep|s|t|tw|hk|majority",
        help="The script to convert Chinese to.",
        autocompletion=complete.one_of("keep", "s", "t", "tw", "hk", "majority"),
    ),
]
Titles = Annotated[
    str | None,
    Option(metavar="convert|keep", help="With --script: what becomes of titles in 《》."),
]
Quotes = Annotated[
    str | None,
    Option(metavar="script|keep", help="With --script: whether quotation marks follow it."),
]
Words = Annotated[
    str | None,
    Option(
        metavar="keep|local", help="With --script tw or s: whether words follow it, 软件 and 軟體."
    ),
]
Indent = Annotated[
    str | None,
    Option(metavar="auto|keep|strip|two", help="What becomes of the indents of paragraphs."),
]
AnyText = Annotated[
    bool, Option("--any", help="Clean what is no prose, too: tables, code, markup.")
]
OnlyProse = Annotated[
    bool, Option("--only-prose", help="Leave out files that are no prose as a whole.")
]
Config = Annotated[
    Path | None,
    Option(metavar="FILE", help="This configuration file and not the nearest one."),
]
DecisionFiles = Annotated[
    list[Path] | None,
    Option(
        "--decisions",
        metavar="FILE",
        help="Decisions of a review, not decisions.jsonl beside the configuration.",
    ),
]
Isolated = Annotated[bool, Option("--isolated", help="Read no configuration file.")]
StdinFilename = Annotated[str, Option(metavar="NAME", help="The name that standard input goes by.")]
Encoding = Annotated[
    str | None,
    Option(help="The encoding of the input; found out when not given."),
]
Errors = Annotated[
    str | None,
    Option(
        metavar="strict|keep|replace",
        help="What becomes of bytes that do not fit the encoding: an error, kept, or U+FFFD.",
    ),
]
Order = Annotated[
    str | None,
    Option(
        metavar="page|file",
        help="Of PDF and OCR files: read lines by their places, or in the order of the file.",
    ),
]
FollowLinks = Annotated[
    bool,
    Option(
        "--follow-links", help="Follow links in folders, and write through those in the output."
    ),
]
Traceback = Annotated[
    bool, Option("--traceback", help="Show where a fault of cleaner is, to report it.")
]
Jobs = Annotated[
    int,
    Option(
        metavar="N|auto",
        parser=jobs.number,
        help="Processes that work at a time; auto: one a core, where there is work enough.",
    ),
]
Quiet = Annotated[bool, Option("--quiet", "-q", help="No summary, only errors.")]
Verbose = Annotated[
    bool, Option("--verbose", "-v", help="Name what in folders is passed over, and why.")
]

CLEANING = (
    "lines", "profile", "dictionary", "only", "skip", "indent", "script", "titles", "quotes",
    "words", "any_text",
)  # fmt: skip
DECISIONS = ("decisions",)
READING = ("config", "isolated", "encoding", "errors", "order", "follow_links", "traceback")
STDIN = ("stdin_filename",)
# Each with its default.
_SHARED: dict[str, tuple[Any, Any]] = {
    "lines": (Lines, None),
    "profile": (Profile, None),
    "dictionary": (Dictionaries, None),
    "only": (Only, None),
    "skip": (Skip, None),
    "script": (Script, None),
    "titles": (Titles, None),
    "quotes": (Quotes, None),
    "words": (Words, None),
    "indent": (Indent, None),
    "any_text": (AnyText, False),
    "only_prose": (OnlyProse, False),
    "decisions": (DecisionFiles, None),
    "config": (Config, None),
    "isolated": (Isolated, False),
    "encoding": (Encoding, None),
    "errors": (Errors, None),
    "order": (Order, None),
    "follow_links": (FollowLinks, False),
    "traceback": (Traceback, False),
    "stdin_filename": (StdinFilename, "<stdin>"),
}


def takes(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the shared options `names`, in the place of its parameter `options`.

    The command gets what they say as one `inputs.Options`.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**values: Any) -> None:
            from cleaner.cli.inputs import Options

            given = {name: values.pop(name) for name in names}
            if given.get("any_text") and given.get("only_prose"):
                raise fail("--any and --only-prose exclude each other")
            command(options=Options.of(**given), **values)

        parameters = _spread(command, names)
        run.__annotations__ = {each.name: each.annotation for each in parameters}
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return run

    return decorate


def _spread(command: Callable[..., None], names: tuple[str, ...]) -> list[inspect.Parameter]:
    """The parameters of a command, `options` spread out into the shared ones."""
    # `Options` is imported when a command runs, and its name is not asked for.
    annotations = inspect.get_annotations(command, eval_str=True, locals={"Options": None})
    parameters: list[inspect.Parameter] = []
    for own in inspect.signature(command).parameters.values():
        if own.name != "options":
            parameters.append(own.replace(annotation=annotations[own.name]))
            continue
        for name in names:
            annotation, default = _SHARED[name]
            parameters.append(
                inspect.Parameter(
                    name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
                )
            )
    return [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters]

"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.terminal import fail

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH… | -",
        help="Files, folders or glob patterns; - or nothing for standard input.",
        show_default=False,
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(metavar="newspaper|ocr|book", help="What kind of text it is."),
]
Lines = Annotated[
    str | None,
    typer.Option(metavar="paragraph|sentence|source", help="What a line of the result is."),
]
Dictionaries = Annotated[
    list[Path] | None,
    typer.Option("--dictionary", metavar="FILE", help="A dictionary of names; may be repeated."),
]
Only = Annotated[
    list[str] | None,
    typer.Option(metavar="STAGE|RULE,…", help="Run these stages or rules and no others."),
]
Skip = Annotated[
    list[str] | None,
    typer.Option(metavar="STAGE|RULE,…", help="Leave these stages or rules out."),
]
Script = Annotated[
    str | None,
    typer.Option(metavar="keep|s|t|tw|hk", help="The script to convert Chinese to."),
]
Titles = Annotated[
    str | None,
    typer.Option(metavar="convert|keep", help="With --script: what becomes of titles in 《》."),
]
Indent = Annotated[
    str | None,
    typer.Option(metavar="auto|keep|strip|two", help="What becomes of the indents of paragraphs."),
]
Any = Annotated[
    bool, typer.Option("--any", help="Clean what is no prose, too: tables, code, markup.")
]
OnlyProse = Annotated[
    bool, typer.Option("--only-prose", help="Leave out files that are no prose as a whole.")
]
Config = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="This configuration file and not the nearest one."),
]
DecisionFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="Decisions of a review, not decisions.jsonl beside the configuration.",
    ),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")]
StdinFilename = Annotated[
    str, typer.Option(metavar="NAME", help="The name that standard input goes by.")
]
Encoding = Annotated[
    str | None,
    typer.Option(help="The encoding of the input; found out when not given."),
]
Jobs = Annotated[int, typer.Option(metavar="N", min=1, help="Processes that work at a time.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No summary, only errors.")]


def prose(any_text: bool, only_prose: bool = False) -> str | None:
    """The setting that the two options make, None where neither is given. Raises an exit for both."""
    if any_text and only_prose:
        raise fail("--any and --only-prose exclude each other")
    return "any" if any_text else "only" if only_prose else None

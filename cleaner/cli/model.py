"""`cleaner model`: the language model that misread characters are judged by, and learned pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.declared import Argument, Option
from cleaner.cli.spoken import SpokenCommand, SpokenGroup
from cleaner.cli.terminal import fail, plural, put_text, say
from cleaner.cli.typed import typed
from cleaner.messages.language import said

if TYPE_CHECKING:
    from cleaner.files.paths import Found, InputError
    from cleaner.knowledge.language import Model

app = typer.Typer(
    cls=SpokenGroup, no_args_is_help=True, help="Know a language, and learn what is misread in it."
)

Output = Annotated[Path, Option("--output", "-o", metavar="FILE", help="The file to write.")]
Corpus = Annotated[
    list[str], Argument(metavar="CORPUS…", help="Clean text: files, folders or patterns.")
]
Lines = Annotated[
    list[Path],
    Argument(metavar="TRUTH_PAIRS…", help="Lines of what was read, a tab, and what is right."),
]
Chosen = Annotated[
    str, Option("--model", metavar="auto|built-in|FILE", help="The model to tell about.")
]


@app.command(cls=SpokenCommand)
@typed
def info(model: Chosen = "auto") -> None:
    """Say which language model is in use, what it knows, and what the other one is worth."""
    from cleaner.knowledge.language import ModelError
    from cleaner.misreading import judging, wordmodel

    try:
        used, words = judging.model_of(model), judging.scorer_of(model)
    except ModelError as error:
        raise fail(str(error)) from None
    lines = [f"language model: built-in: {_known(used)}"]
    if used.added is not None:
        lines.append(f"added to it: {model}: {_known(used.added)}")
    if words is not None:
        lines.append(f"word model: {wordmodel.found()}, in use beside it")
    else:
        lines.append("word model: none in use; it needs the extra kenlm and Debian's")
        lines.append("libime-data-language-model")
    for line in (*lines, *wordmodel.WORTH.split("\n")):
        put_text(said(line) + "\n")


def _known(model: Model) -> str:
    """What a model has counted."""
    sizes = {"words": model.words, "pairs": model.pairs, "triples": model.triples}
    return ", ".join(f"{table.size:,} {name}" for name, table in sizes.items()) + " of characters"


@app.command(cls=SpokenCommand)
@typed
def build(corpus: Corpus, output: Output) -> None:
    """Build a language model from clean text; name it in the configuration: model = "FILE"."""
    from cleaner.files.clashes import Use, check
    from cleaner.files.paths import Found, OutputError, find, write
    from cleaner.knowledge import modelling
    from cleaner.knowledge.language import written
    from cleaner.knowledge.lexicon import Lexicon

    try:
        found = list(find(corpus))
        read = [Use("an input", each.path) for each in found if isinstance(each, Found)]
        check(read, [Use("the model", output)])
        made = modelling.of_corpus(_texts(found), Lexicon.default().words)
        write(output, written(made))
    except (ValueError, OutputError) as error:
        raise fail(str(error)) from None
    say(f"{output}: {made.pairs.size:,} pairs and {made.triples.size:,} triples of characters")


def _texts(corpus: Iterable[Found | InputError]) -> Iterator[str]:
    """The texts of a corpus, piece by piece. Raises InputError."""
    from cleaner.files.paths import read

    for found in corpus:
        if isinstance(found, Exception):
            raise found
        yield from read(found.path).pieces()


@app.command(cls=SpokenCommand)
@typed
def learn(truth_pairs: Lines, output: Output) -> None:
    """Learn which characters are read for which others; name the file: pairs = ["FILE"].

    A line is what was read, a tab, and what is right; `cleaner review --export pairs` writes such
    lines, too.
    """
    from cleaner.files.clashes import Use, check
    from cleaner.files.paths import OutputError, write
    from cleaner.misreading import candidates

    try:
        check([Use("an input", path) for path in truth_pairs], [Use("the pairs", output)])
        pairs = candidates.learned(
            line for path in truth_pairs for line in candidates.read_lines(path)
        )
        write(output, candidates.written(pairs).encode())
    except (candidates.PairsError, OutputError) as error:
        raise fail(str(error)) from None
    say(f"{output}: {plural(len(pairs), 'pair')}")

"""`cleaner names add`: put a name, or variants of one, into the user's dictionary."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated

from cleaner.cli.declared import Argument, Option
from cleaner.cli.terminal import fail, say

Name = Annotated[str, Argument(metavar="NAME", help="The name as it should be written.")]
Variants = Annotated[
    list[str] | None,
    Option("--variant", metavar="FORM", help="A form to be repaired; may be repeated."),
]
Kind = Annotated[str, Option("--kind", help="person, place, organisation or term.", metavar="KIND")]
Dictionary = Annotated[
    Path | None,
    Option(
        "--dictionary",
        metavar="FILE",
        help="The file; otherwise names.tsv beside the configuration, or in this folder.",
    ),
]


def command(
    name: Name, variant: Variants = None, kind: Kind = "", dictionary: Dictionary = None
) -> None:
    """Add a name to a dictionary, which stays sorted; a name that is there gets the variants."""
    from cleaner import config
    from cleaner.files.paths import OutputError, write_all
    from cleaner.knowledge import editing
    from cleaner.knowledge.lexicon import DictionaryError

    found = config.find(Path.cwd())
    unused = dictionary is None and found is None
    if dictionary is None:
        dictionary = (found.parent if found else Path.cwd()) / config.NAMES
    try:
        old = dictionary.read_bytes() if dictionary.exists() else b""
        new = editing.added(old, name, variant or (), kind, dictionary)
        if new != old:
            unchanged = {dictionary: sha256(old).hexdigest()} if old else {}
            write_all([(dictionary, new)], unchanged=unchanged)
    except (DictionaryError, OutputError, OSError) as error:
        raise fail(str(error)) from None
    say(f"{dictionary}: {name}" if new != old else f"{dictionary}: nothing new")
    if unused:
        say(f"It is read with --dictionary {dictionary.name}, or beside a {config.FILE}.")

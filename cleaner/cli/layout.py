"""`cleaner check --show layout`: what pages with places were read as, in words or drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.cli.terminal import DONE, FAILED, complain, plural, say
from cleaner.messages.language import said

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options
    from cleaner.formats import Page
    from cleaner.page.arrangement import Block
    from cleaner.page.reading import Reading

FIRST = 24  # characters of a block that are shown


def arranged(item: Input, options: Options) -> Iterator[tuple[Page, Reading, list[Block]]]:
    """The pages of a file, what each was read as, and its blocks. Raises InputError."""
    from cleaner.cli.placed import pages_with_places
    from cleaner.files.coding import InputError
    from cleaner.files.paths import stored
    from cleaner.page.arrangement import blocks_of
    from cleaner.page.parted import lines_whole
    from cleaner.page.reading import READERS

    read = READERS[options.settings(item.place(options).parent).order]
    found = None
    if options.encoding is None:
        data = item.data or stored(item.path)
        found = pages_with_places(data, str(item.place(options)), item.folder)
    if found is None:
        raise InputError(f"{item.name}: has no places, as a PDF or an OCR file has: no layout")
    first = 1
    for page in map(lines_whole, found):
        reading = read(page)
        blocks = blocks_of(page, reading, first)
        first += len(blocks)
        yield page, reading, blocks


def layout(item: Input, options: Options) -> list[dict[str, Any]]:
    """A row for each block in the order they were read; boxes as in the JSON of `clean`."""
    return [
        {
            "file": str(item.place(options)), "page": block.page, "number": block.number,
            "band": block.band, "columns": [*block.columns], "kind": block.kind,
            "box": [round(side, 2) for side in block.box], "lines": len(block.text),
            "text": "".join(block.text),
        }
        for _, _, blocks in arranged(item, options)
        for block in blocks
    ]  # fmt: skip


def line(row: dict[str, Any]) -> str:
    """A row for people: page, number, band, columns, kind, box, how it begins."""
    from cleaner.report.look import visible

    columns = row["columns"]
    over = f"{columns[0]}-{columns[-1]}" if len(columns) > 1 else "".join(map(str, columns))
    page = said(f"page {row['page']:<3}")
    cells = (
        f"{visible(row['file'])}: {page} {row['number']:4}",
        said(f"band {row['band']:<2}"),
        said(f"column {over or '-':<4}"),
        f"{said(row['kind']):<9}",
        " ".join(f"{side:5.0f}" for side in row["box"]),
        f"{said(plural(row['lines'], 'line')):<9}",
        visible(row["text"][:FIRST]) + "…" * (len(row["text"]) > FIRST),
    )
    return "  ".join(cells) + "\n"


def draw(inputs: Iterable[Input | Failure], options: Options, target: str, quiet: bool) -> int:
    """Draw every page into an SVG of its own; the exit code.

    One page of one file: `target`. Several pages: its name with `-1`, `-2` … before the suffix, the
    numbers as wide as the last. `target` may be a folder: there each file has its own name.
    """
    from cleaner.cli.inputs import EXPECTED, Failure
    from cleaner.cli.paths import check_output
    from cleaner.files.clashes import Use
    from cleaner.files.coding import OutputError
    from cleaner.files.paths import write_all

    items = list(inputs)
    path = Path(target)
    folder = target.endswith("/") or path.is_dir()
    failed = False
    taken: set[Path] = set()
    for item in items:
        try:
            if isinstance(item, Failure):
                raise OutputError(item.message)
            if len(items) > 1 and not folder:
                raise OutputError(
                    f"{target}: several files are drawn into a folder: layout=FOLDER/"
                )
            own = path / f"{Path(item.place(options)).name}.svg" if folder else path
            if own in taken:
                raise OutputError(f"{item.name}: another file of this name is drawn as {own}")
            taken.add(own)
            drawn = _drawings(item, options)
            named = list(zip(names(own, len(drawn)), drawn, strict=True))
            check_output(items, options, *(Use("a drawing", each) for each, _ in named))
            own.parent.mkdir(parents=True, exist_ok=True)
            write_all([(each, svg.encode("utf-8", "replace")) for each, svg in named])
            if not quiet:
                last = f" … {named[-1][0].name}" if len(named) > 1 else ""
                say(f"{item.name}: {plural(len(named), 'page')} drawn: {named[0][0]}{last}")
        except EXPECTED as error:
            failed = True
            complain(str(error))
    return FAILED if failed else DONE


def _drawings(item: Input, options: Options) -> list[str]:
    from cleaner.report.drawing import drawing

    return [drawing(*each) for each in arranged(item, options)]


def names(path: Path, count: int) -> list[Path]:
    """The names of the drawings of so many pages."""
    if count == 1:
        return [path]
    digits = len(str(count))
    return [
        path.with_name(f"{path.stem}-{number:0{digits}}{path.suffix}")
        for number in range(1, count + 1)
    ]

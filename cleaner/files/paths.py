"""Files: finding, reading, and writing them so that nothing is ever half-written."""

from __future__ import annotations

import atexit
import glob
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleaner.files.access import Access, usual
from cleaner.files.coding import InputError, OutputError, encode, encoded
from cleaner.files.drafts import BLOCK, HELD, Draft, created, digest, is_special
from cleaner.files.encodings import decode, source_of
from cleaner.files.points import point
from cleaner.files.runs import temporary
from cleaner.text.document import Source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"
SUFFIXES = (".txt", ".text", ".md")
IGNORE_FILE = ".gitignore"
# Why something in a folder is passed over.
LINK, IGNORED, NO_TEXT = "a link", "ignored by .gitignore or exclude", "no text by its name"


@dataclass(frozen=True)
class Found:
    """A file, and the folder it was found in: the one that was named, or the one it lies in."""

    path: Path
    root: Path


Ignores = tuple[tuple[str, "GitIgnoreSpec"], ...]  # absolute folder, its patterns; outermost first


def read(
    path: str | Path, encoding: str | None = None, name: str | None = None, keeps: bool = False
) -> Source:
    """The source in a file, or in standard input for `-`. Raises InputError.

    `keeps`: see `source_of`.
    """
    return source_of(stored(path), name or str(path), encoding, keeps)


def stored(path: str | Path) -> Callable[[], BinaryIO]:
    """Opens the bytes of a file, or of standard input for `-`, as often as asked.

    A short file is read at once, and a long one only when it is opened; what can be read only once
    is copied into a temporary file. Raises InputError, and so may opening.
    """
    try:
        with nullcontext(sys.stdin.buffer) if path == STDIN else open(path, "rb") as file:
            data = file.read(HELD + 1)
            if len(data) <= HELD:
                return partial(BytesIO, data)
            if path != STDIN and stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return partial(_opened, str(path))
            return partial(_opened, _copied(data, file))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def stream(path: str | Path) -> tuple[int, int] | None:
    """What tells a pipe or a socket from others; None for what can be read more than once."""
    try:
        found = os.fstat(sys.stdin.fileno()) if path == STDIN else os.stat(path)
    except (OSError, ValueError, AttributeError):  # not there, or no file
        return None
    once = stat.S_ISFIFO(found.st_mode) or stat.S_ISSOCK(found.st_mode)
    return (found.st_dev, found.st_ino) if once else None


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def _copied(data: bytes, file: BinaryIO) -> str:
    """A temporary file with `data` and the rest of `file`, that goes when the program ends."""
    draft = Draft()
    atexit.register(draft.discard)
    while data:
        draft.write(data)
        data = file.read(BLOCK)
    draft.close()
    assert draft.path is not None
    return draft.path


@dataclass(frozen=True)
class Search:
    """How folders are searched.

    `exclude`: patterns of what is left out. `without`: folders inside them that are left out, as
    the one that output goes to. `links`: whether links in them are followed.
    `also`: whether a file is one of those to be found, though its name does not end as that of a
    text. `passed`: told of each file or folder that is passed over, and why.
    """

    exclude: Sequence[str] = ()
    without: Sequence[str | Path] = ()
    links: bool = False
    also: Callable[[str], bool] | None = None
    passed: Callable[[str, str], None] = lambda path, why: None

    def takes(self, path: str) -> bool:
        """Whether a file that stands in a folder is one to be found."""
        return path.lower().endswith(SUFFIXES) or (self.also is not None and self.also(path))

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The real paths of the folders that are left out."""
        return frozenset(map(os.path.realpath, self.without))


def find(
    paths: Iterable[str], exclude: Sequence[str] = (), search: Search | None = None
) -> Iterator[Found | InputError]:
    """The files that `paths` name: files, folders with all that is in them, and glob patterns.

    Sorted within each path, none twice. A file that is named is always there; in a folder, only
    text files that no `.gitignore` and no pattern of `exclude` leaves out, and no links. A path
    that gives nothing gives an error in its place.
    """
    search = search or Search(exclude)
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path, search):
            if isinstance(found, Found):
                real = os.path.realpath(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def _expand(path: str, search: Search) -> Iterator[Found | InputError]:
    if os.path.isdir(path):
        yield from _in_folder(Path(path), search)
    elif os.path.lexists(path):
        yield Found(Path(path), Path(path).parent)
    elif not glob.has_magic(path):
        yield InputError(f"{path}: No such file or directory")
    else:
        matches = sorted(glob.glob(path, recursive=True))
        if not search.links:
            matches = _without_links(path, matches)
        if not matches:
            yield InputError(f"{path}: no file matches")
        for match in matches:
            if not ("**" in path and os.path.isdir(match)):  # ** names what is in them as well
                yield from _expand(match, search)


def _without_links(pattern: str, matches: list[str]) -> list[str]:
    """Those matches that are files or folders below where the pattern begins, not linked to."""
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    base = os.path.realpath(Path(*parts[:fixed]))
    return [match for match in matches if _is_in(os.path.realpath(match), base)]


def _is_in(path: str, folder: str) -> bool:
    return os.path.commonpath([path, folder]) == folder


def _in_folder(folder: Path, search: Search) -> Iterator[Found | InputError]:
    empty = True
    try:
        ignores = (*_ignores_above(folder), *_patterns(folder, search.exclude))
    except InputError as error:
        yield error
        return
    for found in _walk(folder, ignores, search, (os.path.realpath(folder),)):
        empty = False
        yield found if isinstance(found, InputError) else Found(found, folder)
    if empty:
        yield InputError(f"{folder}: no text file in this folder ({' '.join(SUFFIXES)})")


def _walk(
    folder: Path, ignores: Ignores, search: Search, above: tuple[str, ...]
) -> Iterator[Path | InputError]:
    """The text files in `folder`. `above`: the real paths of it and of those it is in."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        ignores = (*ignores, *_ignore_file(folder))
    except OSError as error:
        yield InputError(f"{folder}: {error.strerror}")
        return
    except InputError as error:
        yield error
        return
    for entry in entries:
        if entry.is_symlink() and not search.links:
            search.passed(entry.path, LINK)
            continue
        is_folder = entry.is_dir()
        if entry.name == ".git":
            continue
        if _ignored(ignores, entry.path, is_folder):
            search.passed(entry.path, IGNORED)
            continue
        if is_folder:
            real = os.path.realpath(entry.path) if search.hidden or search.links else entry.path
            if real not in search.hidden and real not in above:
                yield from _walk(folder / entry.name, ignores, search, (*above, real))
        elif entry.is_file() and search.takes(entry.path):
            yield folder / entry.name
        elif entry.name != IGNORE_FILE:
            search.passed(entry.path, NO_TEXT)


def _ignored(ignores: Ignores, path: str, is_folder: bool) -> bool:
    """Whether the innermost patterns that say anything about `path` leave it out."""
    for base, patterns in reversed(ignores):
        relative = os.path.relpath(os.path.abspath(path), base) + ("/" if is_folder else "")
        said = patterns.check_file(relative).include
        if said is not None:
            return said
    return False


def _ignores_above(folder: Path) -> Ignores:
    """The patterns of the repository around `folder`, unless they leave out the folder itself."""
    ignores: Ignores = ()
    inner = Path(os.path.abspath(folder))
    for outer in inner.parents:
        if (inner / ".git").exists():
            break
        inner = outer
        ignores = (*_ignore_file(outer), *ignores)
    else:
        return ()
    return () if _ignored(ignores, str(folder), True) else ignores


def _ignore_file(folder: Path) -> Ignores:
    path = folder / IGNORE_FILE
    if not path.is_file():
        return ()
    try:
        return _patterns(folder, path.read_text("utf-8", "surrogateescape").splitlines())
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None


def _patterns(folder: Path, lines: Sequence[str]) -> Ignores:
    if not lines:
        return ()
    from pathspec import GitIgnoreSpec

    try:
        return ((os.path.abspath(folder), GitIgnoreSpec.from_lines(lines)),)
    except ValueError as error:
        raise InputError(f"{folder}: a pattern to ignore that is none: {error}") from None


def write(
    path: Path, data: bytes | Draft, backup: str | None = None, access: Access | None = None
) -> None:
    """Put `data` into the file, whole or not at all; its mode and owner stay.

    `backup`: a suffix; the file as it was is kept under its name with that suffix. `access`: see
    `write_all`. Raises OutputError, and then the file is as it was.
    """
    writes = [(path, data)]
    if backup and path.exists():
        writes.insert(0, (path.with_name(path.name + backup), copy_of(path)))
    write_all(writes, access)


def copy_of(path: Path) -> Draft:
    """A draft of what a file holds, for those who may read the file. Raises InputError."""
    draft = Draft(path)
    draft.access = Access.of(path)
    try:
        with _opened(str(path)) as file:
            while block := file.read(BLOCK):
                draft.write(block)
        draft.close()
    except BaseException:
        draft.discard()
        raise
    return draft


def make_folder(folder: Path) -> None:
    """Make a folder that output goes to, if it is not there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror}") from None


def write_all(
    writes: Sequence[tuple[Path, bytes | Draft]],
    access: Access | None = None,
    unchanged: Mapping[Path, str] | None = None,
) -> None:
    """Put each data into its file: all are on the disk before the first one takes its place.

    A file that is there keeps its mode and owner; a new one gets `access`, else what is usual.
    `unchanged`: the SHA-256 of files; where one is no more what it was, nothing is written. Raises
    OutputError with the file that could not be written.
    """
    staged: list[tuple[str, str]] = []
    made: list[str] = []
    path = Path()
    try:
        for path, data in writes:
            draft = data if isinstance(data, Draft) else Draft.of(data)
            if is_special(path):
                with open(path, "wb") as file:
                    file.writelines(draft.blocks())
            else:
                target = os.path.realpath(path)
                temporary_path = draft.path or temporary(os.path.dirname(target))
                staged.append((temporary_path, target))
                _fill(temporary_path, target, draft, access)
        for path, digest in (unchanged or {}).items():
            if digest_of(path) != digest:
                raise OutputError(f"{path}: changed meanwhile; left as it is now")
        for temporary_path, target in staged:
            path = Path(target)
            is_new = not os.path.lexists(target)
            point()
            os.replace(temporary_path, target)
            made += [target] * is_new
        made.clear()
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from None
    finally:
        for leftover in (*(temporary_path for temporary_path, _ in staged), *made):
            with suppress(OSError):
                os.unlink(leftover)


def digest_of(path: Path) -> str:
    """The SHA-256 of what a file holds. Raises InputError."""
    return digest(partial(_opened, str(path)))


def _fill(path: str, target: str, draft: Draft, access: Access | None) -> None:
    """See to it that the draft is on the disk in the file `path`, as the target is to be."""
    if draft.path is None:
        with created(path) as file:
            point()
            file.writelines(draft.blocks())
            file.flush()
            os.fsync(file.fileno())
    if draft.access is not None:
        access = draft.access
    elif os.path.exists(target):
        access = Access.of(target)
    point()
    (access or usual()).give(path)


__all__ = [
    "Draft",
    "Found",
    "InputError",
    "OutputError",
    "Search",
    "copy_of",
    "decode",
    "digest_of",
    "encode",
    "encoded",
    "find",
    "read",
    "stored",
    "write",
    "write_all",
]

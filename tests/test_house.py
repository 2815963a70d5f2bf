"""The house: which room may import which, no circles of files, and how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import cleaner

ROOT = Path(cleaner.__file__).parent
LAYERS = """
cli
adapters · review · measure · survey · batch
report
output
pipeline
stages
stories · protected
wraps · names
page · ledger · misreading
config
knowledge
formats · files
text
messages
"""
"""A file imports its own room and rooms of lower lines; rooms of one line do not know each other."""

IN_THE_ROOT = {"__init__", "__main__", "config", "pipeline"}
PROPOSES_NOTHING = {"page", "wraps", "stories", "names", "protected", "misreading"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 60  # lines

LEVEL = {
    room.strip(): level
    for level, line in enumerate(reversed(LAYERS.strip().splitlines()))
    for room in line.split("·")
}


@cache
def modules() -> dict[str, ast.Module]:
    """The tree of each file, by the name of its module."""
    files = sorted(ROOT.rglob("*.py"))
    return {_module(file): ast.parse(file.read_text("utf-8")) for file in files}


def _module(file: Path) -> str:
    parts = file.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> set[tuple[str, str]]:
    """Who imports whom: those under TYPE_CHECKING and inside functions count, too."""
    return {
        (name, target)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        for target in _targets(node)
        if target != name
    }


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names if each.name in modules())
    elif isinstance(node, ast.ImportFrom) and node.module in modules():
        inner = [f"{node.module}.{each.name}" for each in node.names]
        found = [name for name in inner if name in modules()]
        yield from found
        if len(found) < len(inner):
            yield node.module


def room(module: str) -> str:
    """The room of a module; a file in the root is one by itself, and so is the face."""
    return module.split(".")[1] if "." in module else ""


def test_only_four_files_stand_in_the_root() -> None:
    assert {file.stem for file in ROOT.glob("*.py")} == IN_THE_ROOT


def test_every_room_has_its_place() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert rooms | {"config", "pipeline"} == set(LEVEL)


def test_imports_run_downwards() -> None:
    up = [
        f"{one} -> {other}"
        for one, other in sorted(imports())
        if room(one) in LEVEL and room(other) in LEVEL and room(one) != room(other)
        if LEVEL[room(other)] >= LEVEL[room(one)]
    ]
    assert up == []


def test_who_proposes_nothing_does_not_know_fixes() -> None:
    proposing = {"cleaner.ledger.fixes", "cleaner.ledger.rules"}
    asking = {one for one, other in imports() if other in proposing}
    found = [name for name in sorted(asking) if room(name) in PROPOSES_NOTHING]
    assert found == []


def test_no_circle_of_files() -> None:
    assert list(circles()) == []


def circles() -> Iterator[list[str]]:
    """The sets of files that import each other, directly or by others."""
    reached = {name: {other for one, other in imports() if one == name} for name in modules()}
    for middle in reached:
        for others in reached.values():
            if middle in others:
                others |= reached[middle]
    found = {
        tuple(sorted({name, *(other for other in others if name in reached[other])}))
        for name, others in reached.items()
        if name in others
    }
    yield from map(list, sorted(found))


def test_files_are_short() -> None:
    sizes = {
        _module(file): len(file.read_text("utf-8").splitlines()) for file in ROOT.rglob("*.py")
    }
    assert [name for name, size in sorted(sizes.items()) if size > LONGEST_FILE] == []


def test_functions_fit_a_screen() -> None:
    long = [
        f"{name}.{node.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_a_room_of_stages_only_lists_its_rules() -> None:
    listing = [name for name in modules() if room(name) == "stages" and name.count(".") == 2]
    holding = [
        name
        for name in listing
        if (ROOT.parent / name.replace(".", "/") / "__init__.py").is_file()
        if any(
            isinstance(node, ast.FunctionDef) and node.decorator_list
            for node in modules()[name].body
        )
    ]
    assert holding == []

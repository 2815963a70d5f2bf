"""Options that are plain text, read without the library that checks types.

Newer releases of typer have pydantic read every value, which takes longer to read in than a page to
clean. What is text and shall be text, and what was not given, needs none of that.
"""

from __future__ import annotations

from typing import Any


def read_plainly(command: Any, ctx: Any) -> None:
    """Have the parameters of a command take text, and what was not given, as they are."""
    for each in command.get_params(ctx):
        if getattr(each, "_runtime_param", each) is None:  # where typer has such
            each._runtime_param = _Plain(each.type_descriptor)


class _Plain:
    """Stands for the reader of a parameter, and has typer make that one where it is needed."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self._reader: Any = None

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        kind = self._kind.annotation
        fits = not several and isinstance(kind, type) and isinstance(value, kind)
        if fits and (kind is str or value == param.default):
            return value
        texts = isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value)
        if several and kind == list[str] and texts:
            return list(value)
        if self._reader is None:
            from typer._coercion import build_runtime_param

            self._reader = build_runtime_param(self._kind)
        return self._reader.coerce(value, param=param, ctx=ctx)

"""Compressed files, by the endings of their names: read as one stream, written in parts."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from cleaner.text.errors import InputError

ENDINGS = (".gz", ".zst", ".xz")
BLOCK = 1 << 17  # bytes read at a time
MISSING = "pip install 'cleaner[records]' brings it"


def ending_of(path: str | Path) -> str:
    """The ending of a name that says how the file is compressed; nothing if it is not."""
    name = str(path).lower()
    return next((ending for ending in ENDINGS if name.endswith(ending)), "")


def decompressed(file: BinaryIO, ending: str) -> BinaryIO:
    """What a file holds, decompressed. Reading it may raise an error of `damage`."""
    if ending == ".gz":
        return cast(BinaryIO, gzip.open(file, "rb"))
    if ending == ".xz":
        return cast(BinaryIO, lzma.open(file, "rb"))
    if ending == ".zst":
        return cast(BinaryIO, BufferedReader(_Frames(file), BLOCK))
    return file


def damage() -> tuple[type[Exception], ...]:
    """What reading a damaged file raises."""
    found: list[type[Exception]] = [gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError]
    with suppress(InputError):
        found.append(_zstandard().ZstdError)
    return tuple(found)


class Packer(Protocol):
    """Compresses bytes."""

    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class Parts:
    """Compresses in parts, each of which stands by itself: cut after one, a file is whole.

    The same bytes in the same parts give the same file.
    """

    def __init__(self, ending: str) -> None:
        self._make = _MAKE[ending]
        self._packer: Packer | None = None

    def write(self, data: bytes) -> bytes:
        """What becomes of bytes that follow."""
        if not data:
            return b""
        if self._packer is None:
            self._packer = self._make()
        return self._packer.compress(data)

    def end(self) -> bytes:
        """What ends a part."""
        packer, self._packer = self._packer, None
        return packer.flush() if packer else b""

    def nothing(self) -> bytes:
        """What a file holds that holds nothing."""
        return self._make().flush()


class _Plain:
    def compress(self, data: bytes, /) -> bytes:
        return data

    def flush(self) -> bytes:
        return b""


_MAKE: dict[str, Callable[[], Packer]] = {
    "": _Plain,
    ".gz": lambda: zlib.compressobj(6, zlib.DEFLATED, 31),  # 31: with the head and foot of gzip
    ".xz": lambda: lzma.LZMACompressor(preset=6),
    ".zst": lambda: cast(Packer, _zstandard().ZstdCompressor(level=3).compressobj()),
}


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        raise InputError(f".zst needs the package zstandard: {MISSING}") from None
    return zstandard


class _Frames(RawIOBase):
    """What the frames of Zstandard in a file hold. A frame that is cut short raises EOFError."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decompress = _zstandard().ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._compressed = self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._held:
            data = self._compressed or self._file.read(BLOCK)
            if not data:
                if self._frame is not None:
                    raise EOFError("cut short")
                return 0
            if self._frame is None:
                self._frame = self._decompress()
            self._held = self._frame.decompress(data)
            self._compressed = b""
            if self._frame.eof:
                self._compressed, self._frame = self._frame.unused_data, None
        size = min(len(buffer), len(self._held))
        buffer[:size] = self._held[:size]
        self._held = self._held[size:]
        return size

    def close(self) -> None:
        self._file.close()
        super().close()

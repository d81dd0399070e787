"""Gzip files as streams that stop at bombs: what unpacks to far more than text ever does is not read on."""

from __future__ import annotations

import gzip
import io
from typing import IO, Any, cast

MAX_RATIO = 250  # text packs about five to one, a bomb a thousand to one
_RATIO_FROM = 100_000_000  # bytes; what unpacks to less is no danger whatever its ratio
_BUFFER = 1 << 16


class BombError(OSError):
    """A stream that unpacks to more than `MAX_RATIO` times its size."""

    def __init__(self) -> None:
        super().__init__(f"unpacks to more than {MAX_RATIO} times its size")


def gunzipped(stream: IO[bytes]) -> IO[bytes]:
    """The unpacked bytes of a gzip stream; reading a bomb raises `BombError`."""
    return cast(IO[bytes], io.BufferedReader(_Unpacked(stream), _BUFFER))


class _Counted:
    """A stream that counts what was read of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.taken = stream, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self.taken += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """What a gzip stream unpacks to, as long as that is in proportion."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._packed = _Counted(stream)
        self._file = gzip.GzipFile(fileobj=cast(IO[bytes], self._packed))
        self._made = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills a buffer with the next bytes."""
        count = self._file.readinto(buffer)
        self._made += count
        if self._made > _RATIO_FROM and self._made > MAX_RATIO * self._packed.taken:
            raise BombError
        return count

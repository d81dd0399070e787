"""Zip and tar files to pages, member by member, guarded against bombs.

Decided: a member may unpack to 250 times its packed size at most (text packs about five to one, a bomb a thousand to one), archives inside
archives are opened two deep, and no more members are read than the settings allow. Nothing is ever written to disk.
"""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from retold.records import Page, Skipped
from retold.settings import Settings

_MAX_RATIO = 250
_RATIO_FROM = 1_000_000  # a smaller member is no danger whatever its ratio
_READ_ERRORS = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)

#: Reads the pages of one member: (stream, name) -> pages.
Opener = Callable[[IO[bytes], str], Iterator[Page | Skipped]]


def pages_of_zip(stream: IO[bytes], name: str, settings: Settings, opened: Opener) -> Iterator[Page | Skipped]:
    """The pages of the members of a zip file, in its order."""
    try:
        members = zipfile.ZipFile(stream)
    except _READ_ERRORS as error:
        yield Skipped(name, "collect", f"broken zip file: {error}")
        return
    taken = 0
    with members:
        for member in members.infolist():
            place = f"{name}:{member.filename}"
            if member.is_dir() or _hidden(member.filename):
                continue
            taken += 1
            if taken > settings.max_archive_members:
                yield Skipped(name, "collect", f"more than {settings.max_archive_members} members: the rest was not read")
                return
            if member.flag_bits & 0x1:
                yield Skipped(place, "collect", "locked by a password")
            elif _is_bomb(member.file_size, member.compress_size):
                yield Skipped(place, "collect", "unpacks to more than 250 times its size")
            else:
                yield from _member(lambda member=member: members.open(member), place, opened)  # type: ignore[misc]
    if not taken:
        yield Skipped(name, "collect", "archive without files")


def pages_of_tar(stream: IO[bytes], name: str, settings: Settings, opened: Opener) -> Iterator[Page | Skipped]:
    """The pages of the members of a tar file (plain or compressed), read as a stream; links and devices are passed over."""
    taken = 0
    try:
        with tarfile.open(fileobj=_Readable(stream), mode="r|*") as members:
            for member in members:
                if not member.isreg() or _hidden(member.name):
                    continue
                taken += 1
                if taken > settings.max_archive_members:
                    yield Skipped(name, "collect", f"more than {settings.max_archive_members} members: the rest was not read")
                    return
                yield from _member(lambda member=member: members.extractfile(member), f"{name}:{member.name}", opened)  # type: ignore[misc]
    except _READ_ERRORS as error:
        yield Skipped(name, "collect", f"broken tar file after {taken} members: {error}")
        return
    if not taken:
        yield Skipped(name, "collect", "archive without files")


def _member(open_it: Callable[[], IO[bytes] | None], place: str, opened: Opener) -> Iterator[Page | Skipped]:
    try:
        stream = open_it()
        if stream is not None:
            with stream:
                yield from opened(stream, place)
    except _READ_ERRORS as error:
        yield Skipped(place, "collect", f"broken archive member: {error}")


def _is_bomb(size: int, packed: int) -> bool:
    return size > _RATIO_FROM and size > _MAX_RATIO * max(1, packed)


def _hidden(name: str) -> bool:
    """Names beginning with a point, and what macOS adds to archives."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/") if part not in (".", ".."))


class _Readable(io.RawIOBase):
    """A stream that stays readable as tarfile wants it, whatever it is read from."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        return self._stream.read(size)

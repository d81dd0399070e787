"""Zip and tar files to pages, member by member, guarded against bombs.

Decided: a member may unpack to 250 times its packed size at most (text packs about five to one, a bomb a thousand to one), archives inside
archives are opened two deep, and no more members are read than the settings allow. A zip file's list of members is held whole and so may
not be long; of a tar file nothing is held. Nothing is ever written to disk.
"""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Self

from retold.collect.unpacked import MAX_RATIO, BombError
from retold.records import Page, Skipped
from retold.settings import Settings

_MAX_LIST = 30_000_000  # bytes of the list of a zip file: some hundred thousand members
_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"  # what the records at the end of a zip file begin with
_END_BYTES = 66_000  # in which they stand, a comment included
_MAX_HEAD = 1_000_000  # bytes of what belongs to the head of a member of a tar file
_HELD_WHOLE = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
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
        if _list_bytes(stream) > _MAX_LIST:
            yield Skipped(name, "collect", "a zip file of too many members: more than some hundred thousand")
            return
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
                yield Skipped(place, "collect", str(BombError()))
            else:
                yield from _member(lambda member=member: members.open(member), place, opened)  # type: ignore[misc]
    if not taken:
        yield Skipped(name, "collect", "archive without files")


def pages_of_tar(stream: IO[bytes], name: str, settings: Settings, opened: Opener) -> Iterator[Page | Skipped]:
    """The pages of the members of a tar file (plain or compressed), read as a stream; links and devices are passed over."""
    taken = 0
    packed = _size_of(stream)
    try:
        with tarfile.open(fileobj=_Readable(stream), mode="r|*", tarinfo=_Head) as members:
            while (member := members.next()) is not None:
                members.members.clear()  # type: ignore[attr-defined]  # it would hold the heads of all members
                if packed and _is_bomb(member.offset_data + member.size, packed):
                    raise BombError
                if not member.isreg() or _hidden(member.name):
                    continue
                taken += 1
                if taken > settings.max_archive_members:
                    yield Skipped(name, "collect", f"more than {settings.max_archive_members} members: the rest was not read")
                    return
                yield from _member(lambda member=member: members.extractfile(member), f"{name}:{member.name}", opened)  # type: ignore[misc]
    except BombError as error:
        yield Skipped(name, "collect", f"{error}, from member {taken + 1} on")
        return
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
    return size > _RATIO_FROM and size > MAX_RATIO * max(1, packed)


def _size_of(stream: IO[bytes]) -> int | None:
    """How many bytes a stream holds from where it stands; None where it cannot tell."""
    if not stream.seekable():
        return None
    here = stream.tell()
    end = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return end - here


def _list_bytes(stream: IO[bytes]) -> int:
    """How long the list of members is by the record at the end of a zip file; 0 where there is no such record."""
    end = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, end - _END_BYTES))
    tail = stream.read(_END_BYTES)
    at, large = tail.rfind(_END), tail.rfind(_END64)
    if at < 0:
        return 0
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    return int.from_bytes(tail[large + 40 : large + 48], "little") if length == 0xFFFFFFFF and large >= 0 else length


def _hidden(name: str) -> bool:
    """Names beginning with a point, and what macOS adds to archives."""
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/") if part not in (".", ".."))


class _Head(tarfile.TarInfo):
    """The head of a member, refused where it is a bomb itself: long names and extended heads are held whole."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """The head in a block of a tar file. Raises tarfile.ReadError where what belongs to it is too large."""
        head = super().frombuf(buf, encoding, errors)
        if head.type in _HELD_WHOLE and head.size > _MAX_HEAD:
            raise tarfile.ReadError(f"the head of a member is larger than {_MAX_HEAD // 1_000_000} MB")
        return head


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

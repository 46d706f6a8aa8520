"""Reading a backup: its members as they come, and whether every one of them is whole."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from hearthside.cli.keeping import locks, manifest, packing, tables
from hearthside.cli.keeping.locks import Damaged
from hearthside.cli.keeping.manifest import Manifest, NotABackup, Sums

MOST_SMALL: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets the old house ran with."""

    secret: str
    old: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """One member: what it is ("tables", "files" or ""), its name, its content to come."""

    kind: str
    name: str
    content: IO[bytes]


@contextmanager
def members(path: Path, key: Any) -> Iterator[Iterator[Opened]]:
    """Let the members be read in their order.

    Raises NotABackup, CannotUnlock, Damaged.
    """
    with (
        locks.unsealed(path, key) as stream,
        tarfile.open(fileobj=stream, mode="r|gz") as archive,
    ):
        yield _each(archive)


def look_through(path: Path, key: Any) -> tuple[Manifest, Keys]:
    """Read a backup from end to end and return what it says, once it is all true.

    Raises NotABackup, CannotUnlock, Damaged: nothing was changed by looking.
    """
    rows: dict[str, tables.Sum] = {}
    files: dict[str, Sums] = {}
    small: dict[str, bytes] = {}
    with members(path, key) as each:
        for member in each:
            match member.kind:
                case "tables":
                    sums = rows.setdefault(member.name, tables.Sum())
                    for line in member.content:
                        sums.add(line)
                case "files":
                    files[member.name] = sums_of(member.content)
                case _:
                    small[member.name] = member.content.read(MOST_SMALL)
    if not {"start.json", "keys.json", "manifest.json"} <= set(small):
        raise NotABackup("This is not a backup of a house.")
    said = manifest.read_manifest(small["manifest.json"])
    _compare(said, rows, files)
    keys = json.loads(small["keys.json"])
    return said, Keys(keys["secret"], tuple(keys["old"]))


def sums_of(content: IO[bytes]) -> Sums:
    """Return the size and the SHA-256 of what is left to read."""
    digest, size = hashlib.sha256(), 0
    while piece := content.read(packing.PIECE):
        digest.update(piece)
        size += len(piece)
    return Sums(size, digest.hexdigest())


def _compare(
    said: Manifest, rows: dict[str, tables.Sum], files: dict[str, Sums]
) -> None:
    nothing = tables.Sum()
    for label in {*said.tables, *rows}:
        found = rows.get(label, nothing)
        if said.tables.get(label) != Sums(found.rows, found.digest.hexdigest()):
            raise Damaged(f"The rows of {label} are not those the backup was made of.")
    if said.files != files:
        raise Damaged("The files are not those the backup was made of.")


def _each(archive: tarfile.TarFile) -> Iterator[Opened]:
    for entry in archive:
        content = archive.extractfile(entry) if entry.isreg() else None
        if content is None:
            raise NotABackup("This is not a backup of a house.")
        kind, _, name = entry.name.partition("/")
        if not name:
            yield Opened("", kind, content)
        elif kind == "tables":
            yield Opened(kind, name.partition("/")[0], content)
        else:
            yield Opened(kind, _safe(name), content)


def _safe(name: str) -> str:
    """Return a file's name, once it cannot lead out of its folder."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\0" in name or {".", ".."} & set(parts):
        raise NotABackup("A file in this backup has a name that leads elsewhere.")
    return name

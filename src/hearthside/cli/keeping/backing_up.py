"""Backing up: the whole house into one sealed file, while people go on using it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from hearthside.cli.keeping import manifest, packing, states, tables
from hearthside.cli.keeping.locks import Lock, seal_into
from hearthside.cli.keeping.manifest import Manifest, Start, Sums
from hearthside.cli.keeping.packing import Member
from hearthside.core.refusals import Refusal

CHUNK: Final = 1 << 20
NOTE: Final = "last_backup.json"
Told = Callable[[str], None]


class CannotBackUp(Refusal):
    """The backup could not be made; nothing is left of the attempt."""


@dataclass(slots=True)
class _Seen:
    """The sums of what went into the backup so far."""

    tables: dict[str, Sums] = field(default_factory=dict)
    files: dict[str, Sums] = field(default_factory=dict)


def back_up(path: Path, *, lock: Lock, now: datetime, told: Told) -> Manifest:
    """Write everything the house keeps into one file, sealed.

    The database is read as it was at one moment, whoever writes meanwhile. The file
    appears under its name only when all of it is on the disk.

    Raises CannotBackUp, FromANewerHouse.
    """
    if path.exists():
        raise CannotBackUp(f"{path.name} is already there. Choose another name.")
    part = path.with_name(path.name + ".part")
    try:
        with _open_private(part) as file:
            done = _write(file, lock=lock, now=now, told=told)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
        _sync_folder(path.parent)
        _note(path, done)
    except OSError as trouble:
        raise CannotBackUp(
            f"The backup could not be written: {trouble.strerror or 'the disk said no'}. "
            f"Is there room in {path.parent}? The house itself is untouched."
        ) from trouble
    finally:
        part.unlink(missing_ok=True)
    return done


def files_kept() -> Iterator[tuple[str, Path]]:
    """Return each file people gave the house, by its path under the files folder."""
    root = Path(settings.MEDIA_ROOT)
    for folder, inner, names in os.walk(root):
        inner.sort()
        for name in sorted(names):
            path = Path(folder) / name
            # A link could lead anywhere on this machine.
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path


def _write(file: IO[bytes], *, lock: Lock, now: datetime, told: Told) -> Manifest:
    with states.snapshot() as still:
        applied = states.applied(still)
        start = Start(manifest.version(), still.vendor, now, applied)
        seen = _Seen()
        members = _members(start, still, seen, told)
        seal_into(file, packing.squeezed(packing.packed(members)), lock)
    return Manifest(start, seen.tables, seen.files)


def _members(
    start: Start, still: BaseDatabaseWrapper, seen: _Seen, told: Told
) -> Iterator[Member]:
    registry = states.registry_at(states.steps(start.migrations, of="database"))
    keys = {"secret": settings.SECRET_KEY, "old": settings.SECRET_KEY_FALLBACKS}
    yield packing.whole("start.json", manifest.write_start(start))
    yield packing.whole("keys.json", json.dumps(keys).encode())
    for table in tables.kept(registry):
        yield from _table(table, still, seen)
        told(f"  {table._meta.label_lower}: {_rows(seen, table):,}")
    for name, path in files_kept():
        yield from _file(name, path, seen)
    told(f"  files: {len(seen.files):,}")
    # Last, because only now are the sums known.
    done = Manifest(start, seen.tables, seen.files)
    yield packing.whole("manifest.json", manifest.write_manifest(done))


def _table(
    table: tables.Table, still: BaseDatabaseWrapper, seen: _Seen
) -> Iterator[Member]:
    """Return the rows of a table in members of about a megabyte."""
    label, sums, number = table._meta.label_lower, tables.Sum(), 0
    waiting: list[bytes] = []
    size = 0
    for line in tables.lines(table, still):
        waiting.append(sums.add(line))
        size += len(line)
        if size >= CHUNK:
            yield Member(f"tables/{label}/{number:06}.jsonl", size, waiting)
            waiting, size, number = [], 0, number + 1
    if waiting:
        yield Member(f"tables/{label}/{number:06}.jsonl", size, waiting)
    seen.tables[label] = Sums(sums.rows, sums.digest.hexdigest())


def _file(name: str, path: Path, seen: _Seen) -> Iterator[Member]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        # Somebody took it away since we looked; a moment later it would not be here.
        return
    with file:
        size = os.fstat(file.fileno()).st_size
        digest = hashlib.sha256()

        def pieces() -> Iterator[bytes]:
            left = size
            while left:
                piece = file.read(min(left, packing.PIECE))
                if not piece:
                    raise CannotBackUp(f"{name} grew shorter while it was read.")
                left -= len(piece)
                digest.update(piece)
                yield piece

        yield Member(f"files/{name}", size, pieces())
        seen.files[name] = Sums(size, digest.hexdigest())


def _rows(seen: _Seen, table: tables.Table) -> int:
    return seen.tables[table._meta.label_lower].size


def _open_private(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "wb")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _note(path: Path, done: Manifest) -> None:
    """Write down that a backup was made, for doctor."""
    note = {
        "made_at": done.start.made_at.isoformat(),
        "rows": done.rows,
        "files": len(done.files),
        "bytes": path.stat().st_size,
    }
    place = Path(settings.DATA_DIR) / NOTE
    part = place.with_name(NOTE + ".part")
    part.write_text(json.dumps(note), encoding="utf-8")
    part.replace(place)

"""What a backup says of itself: when, from what, and the sum of everything in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from typing import Any, Final

from hearthside.core.refusals import Refusal

FORMAT: Final = 1


class NotABackup(Refusal):
    """The file is not a backup this house can read."""


@dataclass(frozen=True, slots=True)
class Sums:
    """The size of one thing in the backup (rows or bytes), and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Start:
    """What must be known before the first row is read.

    migrations -- names applied, by app.
    """

    app: str
    engine: str
    made_at: datetime
    migrations: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole of it: tables by label, files by their path under the files folder."""

    start: Start
    tables: dict[str, Sums]
    files: dict[str, Sums]

    @property
    def rows(self) -> int:
        return sum(table.size for table in self.tables.values())


def version() -> str:
    """Return the version of the house, or "unreleased" when it runs from its sources."""
    try:
        return metadata.version("hearthside")
    except metadata.PackageNotFoundError:
        return "unreleased"


def write_start(start: Start) -> bytes:
    """Return the start as JSON."""
    return _json(_start(start))


def write_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON."""
    tables = {
        label: {"rows": sums.size, "sha256": sums.sha256}
        for label, sums in manifest.tables.items()
    }
    files = {
        name: {"size": sums.size, "sha256": sums.sha256}
        for name, sums in manifest.files.items()
    }
    return _json({**_start(manifest.start), "tables": tables, "files": files})


def read_start(raw: bytes) -> Start:
    """Return the start again.

    Raises NotABackup: it is none, or of a later format.
    """
    given = _read(raw)
    try:
        return Start(
            str(given["app"]),
            str(given["engine"]),
            datetime.fromisoformat(given["made_at"]),
            {app: list(names) for app, names in given["migrations"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise NotABackup("This is not a backup of a house.") from trouble


def read_manifest(raw: bytes) -> Manifest:
    """Return the manifest again.

    Raises NotABackup.
    """
    start, given = read_start(raw), _read(raw)
    try:
        tables = {
            label: Sums(int(said["rows"]), str(said["sha256"]))
            for label, said in given["tables"].items()
        }
        files = {
            name: Sums(int(said["size"]), str(said["sha256"]))
            for name, said in given["files"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise NotABackup("This is not a backup of a house.") from trouble
    return Manifest(start, tables, files)


def _start(start: Start) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "app": start.app,
        "engine": start.engine,
        "made_at": start.made_at.isoformat(timespec="microseconds"),
        "migrations": start.migrations,
    }


def _read(raw: bytes) -> dict[str, Any]:
    try:
        given = json.loads(raw)
    except ValueError as trouble:
        raise NotABackup("This is not a backup of a house.") from trouble
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise NotABackup(
            "This backup is of a form this house does not know. "
            "A newer Hearthside made it; restore it with that one."
        )
    return given


def _json(given: dict[str, Any]) -> bytes:
    return json.dumps(given, sort_keys=True, indent=1).encode() + b"\n"

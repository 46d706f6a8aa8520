"""Is there room, is the folder one to keep things in, is there a backup?"""

from __future__ import annotations

import json
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

from hearthside.cli.health.findings import Finding, well, wrong
from hearthside.cli.keeping.backing_up import NOTE

LEAST_FREE: Final = 1_000_000_000
LEAST_SHARE: Final = 0.05
LEAST_FILES: Final = 1_000
BACKUP_EVERY: Final = timedelta(days=7)
IN_MEMORY: Final = frozenset({"tmpfs", "ramfs"})
OVER_A_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"})
MOUNTS: Final = Path("/proc/mounts")


def has_room(now: datetime) -> Finding:
    """Say whether there is room on the disk, for bytes and for files."""
    disk = os.statvfs(settings.DATA_DIR)
    free, whole = disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize
    said = f"{free / 1e9:.1f} GB are free on the disk of the data folder."
    # Some disks make room for file entries as they go, and say 0.
    few_files = disk.f_files > 0 and disk.f_favail < LEAST_FILES
    if free < LEAST_FREE or free < whole * LEAST_SHARE or few_files:
        return wrong(
            "room",
            said if not few_files else "The disk has no room for more files.",
            "Make room: old backups and logs first. Nothing of the house wants deleting.",
        )
    return well("room", said)


def can_write(now: datetime) -> Finding:
    """Say whether the data folder takes a file, on a disk that keeps it."""
    name, data = "data folder", Path(settings.DATA_DIR)
    try:
        with tempfile.TemporaryFile(dir=data) as probe:
            probe.write(b"0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as trouble:
        return wrong(
            name,
            f"Nothing can be written to {data} ({trouble.strerror}).",
            "See that the folder is there, belongs to the user the house runs as, and "
            "the disk is not read-only.",
        )
    kind = _kind_of_disk(data)
    if kind in IN_MEMORY or (kind == "overlay" and settings.CONFIG.production):
        return wrong(
            name,
            f"{data} is not on a disk ({kind}): all is lost when the machine restarts.",
            "Set HEARTHSIDE_DATA_DIR to a folder on a disk, or a volume.",
        )
    if kind in OVER_A_NETWORK and connection.vendor == "sqlite":
        return wrong(
            name,
            f"{data} is on a network disk ({kind}), where SQLite can lose writes.",
            "Set HEARTHSIDE_DATA_DIR to a folder on this machine, or use PostgreSQL.",
        )
    return well(name, f"{data} can be written to.")


def has_backup(now: datetime) -> Finding:
    """Say how old the last backup is."""
    name, note = "backup", Path(settings.DATA_DIR) / NOTE
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(said["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        if not settings.CONFIG.production:
            return well(name, "None was made yet. On a laptop that does no harm.")
        return wrong(name, "None was ever made here.", "hearthside backup FOLDER")
    days = (now - made_at).days
    if now - made_at > BACKUP_EVERY:
        return wrong(
            name, f"The last one is {days} days old.", "hearthside backup FOLDER"
        )
    return well(name, f"The last one was made on {made_at:%d %B %Y, %H:%M} UTC.")


def _kind_of_disk(folder: Path) -> str:
    """Return what kind of disk a folder is on, such as "ext4"; "" where nobody says."""
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    here, best, kind = folder.resolve(), -1, ""
    for line in mounts.splitlines():
        _, place, found, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        if here.is_relative_to(place) and len(place) >= best:
            best, kind = len(place), found
    return kind

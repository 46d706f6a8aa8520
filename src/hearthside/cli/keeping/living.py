"""Who lives here already, and would anything newer be lost: asked before a restore."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import Max

from hearthside.cli.keeping import states, tables
from hearthside.cli.keeping.manifest import Manifest

# Learned or made by the house itself; nobody would miss them.
NOBODYS: Final = frozenset({"organisation.knownplace", "core.heartbeat"})
OPEN_IF_BEAT_WITHIN: Final = timedelta(seconds=30)
# Moments at which something happened, as against moments at which something will.
HAPPENED: Final = frozenset(
    {
        "at",
        "made_at",
        "created_at",
        "joined_at",
        "left_at",
        "given_at",
        "ended_at",
        "said_at",
        "changed_at",
        "confirmed_at",
        "answered_at",
        "sent_at",
    }
)


def why_not_here(
    said: Manifest, *, over: bool, lose_newer: bool, now: datetime
) -> str | None:
    """Return why the backup may not be restored in this house, or None.

    over -- what is here may be replaced; lose_newer -- even if it is newer.
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).exists():
        return None
    there = states.applied(connection)
    if not there:
        return None
    try:
        registry = states.registry_at(states.steps(there, of="database"))
    except states.FromANewerHouse:
        return None if over and lose_newer else _newer("It is of a newer version.")
    if _is_open(registry, now=now):
        return (
            "The house is open. Close it (Ctrl+C where it was started), wait half a "
            "minute, and restore again. Nothing was changed."
        )
    if _nobody_lives_here(registry):
        return None
    if not over:
        return (
            "Somebody lives here already, so nothing was changed. To put the backup in "
            "place of what is here, add --over."
        )
    if lose_newer:
        return None
    return _why_newer(said, there, registry)


def _why_newer(
    said: Manifest, there: dict[str, list[str]], registry: Apps
) -> str | None:
    for app, names in there.items():
        if set(names) - set(said.start.migrations.get(app, [])):
            return _newer(f"Its tables have changed since ({app}).")
    newest = _newest(registry)
    if newest is not None and newest > said.start.made_at:
        return _newer(
            f"The last thing here happened on {newest:%d %B %Y at %H:%M} UTC; "
            f"the backup is of {said.start.made_at:%d %B %Y at %H:%M} UTC."
        )
    return None


def _newer(why: str) -> str:
    return (
        f"What is here is newer than the backup. {why} Nothing was changed. Make a "
        "backup of what is here first; to lose it all the same, add "
        "--yes-lose-what-is-newer."
    )


def _nobody_lives_here(registry: Apps) -> bool:
    return not any(
        _rows(table).exists()
        for table in tables.kept(registry)
        if table._meta.label_lower not in NOBODYS
    )


def _is_open(registry: Apps, *, now: datetime) -> bool:
    try:
        beats = _rows(registry.get_model("core", "heartbeat"))
    except LookupError:
        return False
    return bool(beats.filter(ended_at__gt=now - OPEN_IF_BEAT_WITHIN).exists())


def _newest(registry: Apps) -> datetime | None:
    found: list[datetime] = []
    for table in tables.kept(registry):
        if table._meta.label_lower in NOBODYS:
            continue
        for column in table._meta.concrete_fields:
            if isinstance(column, models.DateTimeField) and column.name in HAPPENED:
                newest = _rows(table).aggregate(newest=Max(column.name))["newest"]
                found += [newest] if newest else []
    return max(found, default=None)


def _rows(table: tables.Table) -> Any:
    return table._base_manager.all()

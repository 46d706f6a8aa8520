"""What the house knows of itself: its settings, its rooms, its table of who may do what."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from hearthside.core.erasure import Keeps
from hearthside.core.policy import TABLE, Verb
from hearthside.core.seal import SealedTextField
from hearthside.groups import directory, feed_addresses, roles
from hearthside.meetings import requirements, slips
from hearthside.organisation import crisis_lines
from hearthside.organisation.wording import House, areas, the_house

OURS: Final = "hearthside."


@dataclass(frozen=True, slots=True)
class Kept:
    """One table: the promise about it, what it holds, and what of that is sealed."""

    room: str
    what: str
    promise: Keeps
    columns: tuple[str, ...]
    sealed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The house as it stands. Nothing in here is a name, a word or a key of anybody.

    rooms -- labels of what is built in. may -- each verb and who may, in words.
    """

    house: House
    stood_on: str
    address: str
    is_https: bool
    is_production: bool
    is_demo: bool
    database: str
    counters: str
    mail: str
    has_backup_key: bool
    session_days: int
    areas: tuple[str, ...]
    groups: int
    listed: int
    lists: tuple[str, ...]
    leads: int
    slips: int
    lines: int
    lines_stale: tuple[str, ...]
    lines_whole: bool
    required: tuple[str, ...]
    rooms: tuple[str, ...]
    may: tuple[tuple[Verb, str], ...]
    kept: tuple[Kept, ...]


def facts(*, now: datetime) -> Facts:
    """Return the facts; a fixed number of queries."""
    config, house = settings.CONFIG, the_house()
    here = now.astimezone(ZoneInfo(house.zone)).date()
    known = areas()
    lines = crisis_lines.health(today=here)
    groups = directory.ours(locality_ids=None, group_ids=frozenset())
    feeds = feed_addresses.all_of_them()
    return Facts(
        house=house,
        stood_on=here.isoformat(),
        address=config.base_address,
        is_https=config.is_https,
        is_production=config.production,
        is_demo=config.demo,
        database=connection.vendor,
        counters="Redis" if config.redis_url else "the database",
        mail=_mail(config),
        has_backup_key=bool(config.backup_key),
        session_days=timedelta(seconds=settings.SESSION_COOKIE_AGE).days,
        areas=tuple(area.name for area in known),
        groups=len(groups),
        listed=sum(group.is_listed for group in groups),
        lists=tuple(sorted(urlsplit(one.address).hostname or "" for one in feeds)),
        leads=len(roles.leads()),
        slips=slips.how_many_want_them(),
        lines=lines.total,
        lines_stale=lines.stale,
        lines_whole=lines.is_whole and not lines.altered,
        required=tuple(asked.name for asked in requirements.asked_for()),
        rooms=_rooms(),
        may=tuple((verb, _who(allowed)) for verb, allowed in TABLE.items()),
        kept=_kept(),
    )


def _mail(config: Any) -> str:
    if not config.smtp_url:
        return ""
    return f"{urlsplit(config.smtp_url).hostname}, as {config.mail_from}"


def _who(allowed: str | frozenset[Any]) -> str:
    if isinstance(allowed, str):
        return allowed
    said = {"tonight": "whoever leads that evening", "lead": "safeguarding lead"}
    return ", ".join(sorted(said.get(str(role), str(role)) for role in allowed))


def _rooms() -> tuple[str, ...]:
    return tuple(
        sorted(one.label for one in apps.get_app_configs() if one.name.startswith(OURS))
    )


def _kept() -> tuple[Kept, ...]:
    """Return every promise of every room that makes one, whichever rooms there are."""
    found = []
    for label in _rooms():
        module = f"{OURS}{label}.{'kept' if label == 'core' else 'erasure'}"
        try:
            promises: tuple[Keeps, ...] = import_module(module).KEEPS
        except ModuleNotFoundError as missing:
            if missing.name != module:
                raise
            # A room without tables promises nothing.
            continue
        found += [_table(label, promise) for promise in promises]
    return tuple(sorted(found, key=lambda one: (one.room, one.promise.table)))


def _table(room: str, promise: Keeps) -> Kept:
    model = apps.get_model(promise.table)
    columns = [field for field in model._meta.fields if not field.primary_key]
    return Kept(
        room=room,
        what=_what(model, promise),
        promise=promise,
        columns=tuple(field.name for field in columns),
        sealed=tuple(f.name for f in columns if isinstance(f, SealedTextField)),
    )


def _what(model: type[models.Model], promise: Keeps) -> str:
    if not model.__module__.startswith(OURS):
        return f"Kept by a library: {model._meta.verbose_name}."
    said = inspect.getdoc(model) or promise.table
    return said.partition("\n\n")[0].replace("\n", " ")

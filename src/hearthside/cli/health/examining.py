"""Every check, one after the other; one that cannot look does not hide the others."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import DatabaseError

from hearthside.cli.health import (
    bounces,
    clockwork,
    database,
    disk,
    feeds,
    finding,
    guide_model,
    live,
    pages,
    safeguarding,
    settings_checks,
)
from hearthside.cli.health.findings import Check, Finding, wrong

HOUSE: Final[dict[str, Check]] = {
    "settings": settings_checks.laptop_or_production,
    "mail": settings_checks.mail,
    "private": settings_checks.private,
    "room": disk.has_room,
    "data folder": disk.can_write,
    "styles": pages.styles_are_laid_out,
    "paper": pages.paper_comes_out,
    "backup": disk.has_backup,
    "guide model": guide_model.is_said,
}
TABLES: Final[dict[str, Check]] = {
    "tables": database.is_up_to_date,
    "integrity": database.is_whole,
    "trail": database.trail_is_unbroken,
    "record": safeguarding.record_is_whole,
    "worries": safeguarding.somebody_reads,
    "clock": clockwork.clock_is_sane,
    "rounds": clockwork.rounds_are_done,
    "live": live.words_travel,
    "marks": live.words_are_marked,
    "letters": clockwork.letters_leave,
    "addresses": bounces.are_few,
    "lists": feeds.are_read,
    "helplines": pages.helplines_are_checked,
    "help pages": pages.help_pages_are_built,
    "search": finding.words_are_found,
    "meaning": finding.meaning_is_compared,
    "places": pages.places_are_known,
}


def examine(now: datetime) -> list[Finding]:
    """Return what every check found; those of the tables only if the database answers."""
    found = [_look(name, check, now) for name, check in HOUSE.items()]
    first = _look("database", database.answers, now)
    found.append(first)
    if first.is_well:
        found += [_look(name, check, now) for name, check in TABLES.items()]
    return found


def _look(name: str, check: Check, now: datetime) -> Finding:
    try:
        return check(now)
    except DatabaseError:
        return wrong(
            name,
            "Could not look: the database does not answer, or lacks a table.",
            "See that it runs and HEARTHSIDE_DATABASE_URL is right, then: "
            "hearthside prepare",
        )
    except FileNotFoundError as trouble:
        return wrong(
            name,
            f"Could not look: {trouble.filename} is not there.",
            "hearthside prepare",
        )

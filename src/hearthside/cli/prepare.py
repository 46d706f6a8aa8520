"""hearthside prepare: everything the house needs before it opens, said as it happens."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now as the_time

from hearthside.circles import franks, pictures
from hearthside.circles import seats as circle_seats
from hearthside.cli import demo_command
from hearthside.commons import authors, library
from hearthside.core.seal import CannotOpen
from hearthside.groups import seats, suspensions
from hearthside.groups import shapes as shapes_here
from hearthside.organisation import places
from hearthside.outcomes import codes, quotes
from hearthside.people import shapes, study
from hearthside.safety import locks
from hearthside.workflows.keep_the_index import keep_the_index
from hearthside.workflows.publish_help_now import LinesAltered, publish_help_now


def add_to(subparsers: Any) -> None:
    """Add `prepare`."""
    parser = subparsers.add_parser(
        "prepare", help="make or update the database, places, pages and demo"
    )
    parser.set_defaults(run=lambda args: prepare())


def prepare() -> int:
    """Do what is still to do; quick when there is nothing."""
    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    _migrate()
    if settings.SECRET_KEY_FALLBACKS:
        _seal_anew()
    _names_by_the_rules_of_today()
    franks.begin(now=the_time())
    # A change of its tables may have taken the locks of the record away.
    if locks.missing():
        locks.lay()
    if not places.is_filled():
        _say("Learning the towns of the world (once, about ten seconds)")
        places.fill_towns(smallest=settings.CONFIG.places_below, told=_progress)
        places.ship_postcodes()
    if settings.CONFIG.demo:
        _plant()
    _static_files()
    keep_the_index(own_articles=library.own_folder(), now=the_time())
    try:
        publish_help_now(settings.DATA_DIR / "help")
    except LinesAltered:
        # The pages on the disk are from before, or the built-in one answers: open anyway.
        _say("Something changed the crisis lines. See what: hearthside doctor")
    return 0


def _plant() -> None:
    if demo_command.nobody_lives_here():
        _say("Planting the demo organisation")
        demo_command.plant_now()


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Making the tables")
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _seal_anew() -> None:
    try:
        changed = seats.seal_anew()
        suspensions.seal_anew()
        circle_seats.seal_anew()
        pictures.seal_anew()
        authors.seal_anew()
        study.seal_anew()
        quotes.seal_anew()
        codes.seal_anew()
    except CannotOpen:
        _say("Some places in groups open with none of this house's secrets.")
        _say("Add the secret they were sealed with to HEARTHSIDE_OLD_SECRETS.")
        return
    if changed:
        _say(f"Sealing places in groups with the new secret: {changed:,}")


def _names_by_the_rules_of_today() -> None:
    done = shapes.made_anew() + shapes_here.made_anew()
    if done.changed:
        _say(f"Knowing names by how they look to the rules of today: {done.changed:,}")
        if done.alike:
            _say(f"Names that look like another one here, and stay: {done.alike:,}")


def _static_files() -> None:
    built = Path(settings.STATICFILES_DIRS[0]) / "built" / "house.css"
    if not built.exists():
        _say("The front end is not built: run `npm ci && npm run build` first.")
        raise SystemExit(1)
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    newest = max(path.stat().st_mtime for path in built.parent.rglob("*"))
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        _say("Laying out styles, scripts and fonts")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def _say(words: str) -> None:
    print(words, flush=True)


def _progress(done: int, total: int) -> None:
    if sys.stdout.isatty():
        print(
            f"\r  {done:,} of {total:,}", end="\n" if done == total else "", flush=True
        )

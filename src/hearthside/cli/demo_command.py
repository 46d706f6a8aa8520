"""hearthside demo: plant the demo organisation anew, or circles for a rehearsal."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now

from hearthside.circles import franks
from hearthside.circles.rosters import MOST_SEATS
from hearthside.cli.demo import rehearsal
from hearthside.cli.demo.planting import plant
from hearthside.safety import locks

KEEP = frozenset({"organisation.knownplace", "contenttypes.contenttype"})


def add_to(subparsers: Any) -> None:
    """Add `demo reset`."""
    parser = subparsers.add_parser("demo", help="the demo organisation")
    acts = parser.add_subparsers(title="act", metavar="ACT", required=True)
    reset = acts.add_parser("reset", help="forget everything and plant the demo anew")
    reset.set_defaults(run=run)
    circles = acts.add_parser(
        "circles",
        help="accounts and circles without keys, to rehearse with many at once",
    )
    circles.add_argument("file", type=Path, help="where to write how each signs in")
    circles.add_argument("--circles", type=int, default=50)
    circles.add_argument("--members", type=int, default=12)
    circles.set_defaults(run=rehearse)


def rehearse(args: argparse.Namespace) -> int:
    """Plant circles for a rehearsal, and write down how each account signs in."""
    if not settings.CONFIG.demo:
        print("This house is not a demo (HEARTHSIDE_DEMO=no).", file=sys.stderr)
        return 1
    if not (1 <= args.circles <= 1000 and 2 <= args.members <= MOST_SEATS):
        print(f"1 to 1000 circles, 2 to {MOST_SEATS} members.", file=sys.stderr)
        return 2
    players = rehearsal.plant(args.circles, args.members, now=now())
    args.file.write_text(json.dumps(players, indent=1) + "\n", encoding="utf-8")
    print(f"{len(players)} accounts in {args.circles} circles: {args.file}")
    return 0


def run(args: argparse.Namespace) -> int:
    """Empty every table but the gazetteer, and plant the demo."""
    if not settings.CONFIG.demo:
        print(
            "This house is not a demo (HEARTHSIDE_DEMO=no), so nothing was touched.",
            file=sys.stderr,
        )
        return 1
    with transaction.atomic():
        _empty()
        plant_now()
    print("The demo is as new.")
    return 0


def _empty() -> None:
    # Only a demo may forget its record: everywhere else the database refuses.
    locks.lift()
    # Rows that point at others go first; the tables' own order knows which.
    for model in reversed(list(apps.get_models())):
        if model._meta.label_lower in KEEP or not model._meta.managed:
            continue
        model._default_manager.all()._raw_delete(using="default")
    connection.check_constraints()
    locks.lay()


def nobody_lives_here() -> bool:
    """Return whether there is no person in the house yet."""
    person = apps.get_model("people", "Person")
    return not person._default_manager.exists()


def plant_now() -> None:
    """Plant the demo, saying what is done."""
    franks.begin(now=now())
    with transaction.atomic():
        plant(
            now=now(),
            base_address=settings.CONFIG.base_address,
            told=lambda what: print(f"  {what}"),
        )

"""hearthside demo reset: plant the demo organisation anew."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from hearthside.cli.demo.planting import plant

KEEP = frozenset({"organisation.knownplace", "contenttypes.contenttype"})


def add_to(subparsers: Any) -> None:
    """Add `demo reset`."""
    parser = subparsers.add_parser("demo", help="the demo organisation")
    acts = parser.add_subparsers(title="act", metavar="ACT", required=True)
    reset = acts.add_parser("reset", help="forget everything and plant the demo anew")
    reset.set_defaults(run=run)


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
    # Rows that point at others go first; the tables' own order knows which.
    for model in reversed(list(apps.get_models())):
        if model._meta.label_lower in KEEP or not model._meta.managed:
            continue
        model._default_manager.all()._raw_delete(using="default")


def nobody_lives_here() -> bool:
    """Return whether there is no person in the house yet."""
    person = apps.get_model("people", "Person")
    return not person._default_manager.exists()


def plant_now() -> None:
    """Plant the demo, saying what is done."""
    with transaction.atomic():
        plant(now=now(), told=lambda what: print(f"  {what}"))

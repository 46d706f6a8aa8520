"""hearthside import helplines: crisis lines from a table somebody rang through."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from hearthside.organisation import crisis_lines, line_changes, wording
from hearthside.workflows.publish_help_now import LinesAltered, publish_help_now

COLUMNS: Final = (
    "name", "for_whom", "display", "dial", "hours", "also", "source", "verified_on",
    "urgent", "area", "country", "text_display", "text_dial", "relay_display",
    "relay_dial", "sign_url", "opens", "zone", "languages",
)  # fmt: skip
REACHED: Final = (
    "text_display", "text_dial", "relay_display", "relay_dial", "sign_url", "opens",
    "zone", "languages",
)  # fmt: skip
LONGEST: Final = {
    "name": 80, "display": 80, "dial": 80, "text_display": 80, "text_dial": 80,
    "relay_display": 80, "relay_dial": 80, "sign_url": 200, "opens": 200, "zone": 64,
    "languages": 60, "country": 2,
}  # fmt: skip
NEEDED: Final = ("name", "for_whom", "display", "hours", "source", "verified_on")


class NotALine(Exception):
    """A row of the table that cannot be a crisis line, and why."""


def add_to(subparsers: Any) -> None:
    """Add `helplines`."""
    parser = subparsers.add_parser("helplines", help="crisis lines from a CSV table")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--anew", action="store_true", help="forget every line there is first"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Keep every line of the table, or none; then build the help pages anew."""
    try:
        text = args.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        print(f"That file cannot be read: {fault}.", file=sys.stderr)
        return 1
    areas = {area.slug: area.id for area in wording.areas()}
    try:
        with transaction.atomic():
            kept = 0
            if args.anew:
                crisis_lines.begin_anew()
            for order, row in enumerate(csv.DictReader(text.splitlines()), start=2):
                line, area = _read(row, areas, order=order)
                crisis_lines.add_line(line, locality_id=area)
                kept += 1
    except NotALine as fault:
        print(f"{fault} Nothing was kept.", file=sys.stderr)
        return 1
    try:
        publish_help_now(settings.DATA_DIR / "help")
    except LinesAltered:
        print(
            "Something outside the house changed other lines, so Help now stays as it "
            "was. Put every line into one file and import it with --anew.",
            file=sys.stderr,
        )
        return 1
    print(f"{kept} lines are on Help now. Ring each of them once.")
    return 0


def _read(
    row: dict[str, str | None], areas: dict[str, int], *, order: int
) -> tuple[crisis_lines.Line, int | None]:
    cells = {name: " ".join((row.get(name) or "").split()) for name in COLUMNS}
    missing = [name for name in NEEDED if not cells[name]]
    if missing:
        raise NotALine(f"Line {order}: nothing under {', '.join(missing)}.")
    dial = cells["dial"]
    if dial and not dial.startswith(("tel:", "sms:")):
        raise NotALine(f"Line {order}: dial begins with tel: or sms:, not {dial!r}.")
    if cells["area"] and cells["area"] not in areas:
        raise NotALine(f"Line {order}: there is no area called {cells['area']!r}.")
    try:
        verified_on = date.fromisoformat(cells["verified_on"])
    except ValueError as fault:
        raise NotALine(f"Line {order}: write the day as 2026-11-21.") from fault
    too_long = [name for name, most in LONGEST.items() if len(cells[name]) > most]
    if too_long:
        most = LONGEST[too_long[0]]
        raise NotALine(f"Line {order}: {too_long[0]} is longer than {most} letters.")
    line = crisis_lines.Line(
        name=cells["name"],
        for_whom=cells["for_whom"][:200],
        display=cells["display"],
        dial=dial,
        hours=cells["hours"][:120],
        also=cells["also"][:300],
        source=cells["source"][:160],
        verified_on=verified_on,
        order=order * 10,
        is_urgent=cells["urgent"].lower() in {"yes", "1", "true"},
        country=cells["country"].upper(),
        **{name: cells[name] for name in REACHED},
    )
    if why := line_changes.why_not(line):
        raise NotALine(f"Line {order}: {why}")
    return line, areas.get(cells["area"])

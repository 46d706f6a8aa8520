"""Is everything there that people see: numbers to ring, places, styles?"""

from __future__ import annotations

import html
from datetime import datetime
from pathlib import Path

from django.conf import settings

from hearthside.cli.health.findings import Finding, well, wrong
from hearthside.engines import paper
from hearthside.organisation import crisis_lines, help_files, places


def helplines_are_checked(now: datetime) -> Finding:
    """Say whether somebody rang the crisis lines lately."""
    found = crisis_lines.health(today=now.date())
    if found.altered or not found.is_whole:
        named = ", ".join(found.altered) or "a line was put in or taken away"
        return wrong(
            "helplines",
            f"Something outside the house changed the crisis lines: {named}. They are "
            "left out, and the pages of Help now stay as they were.",
            "Find out who can write to the database. Then ring your list through and: "
            "hearthside import helplines FILE --anew",
        )
    if not crisis_lines.lines_for(None):
        return wrong(
            "helplines",
            "Help now has no number to ring.",
            "Add the crisis lines of your country before anybody needs them.",
        )
    if found.stale:
        days = crisis_lines.STALE_AFTER.days
        return wrong(
            "helplines",
            f"Nobody has checked for {days} days: {', '.join(found.stale)}.",
            "Ring or look up each one, and note the day at the desk: Numbers of Help now.",
        )
    return well("helplines", "Every crisis line was checked in the last 90 days.")


def help_pages_are_built(now: datetime) -> Finding:
    """Say whether the pages of Help now, which outlive the database, show every line."""
    name, folder = "help pages", Path(settings.DATA_DIR) / "help"
    page, next_step = folder / "index.html", "hearthside prepare"
    if not page.is_file():
        return wrong(name, "The pages of Help now are not on the disk.", next_step)
    strange = [
        one.name
        for one in sorted(folder.glob("*.html"))
        if not help_files.is_ours(one.read_bytes(), name=one.stem)
    ]
    if strange:
        return wrong(
            name,
            f"Not as the house wrote them, so they are not shown: {', '.join(strange)}.",
            "Find out who can write to the data folder, then: hearthside prepare",
        )
    text = html.unescape(page.read_text(encoding="utf-8"))
    missing = [
        line.name for line in crisis_lines.lines_for(None) if line.display not in text
    ]
    if missing:
        return wrong(name, f"Help now does not show: {', '.join(missing)}.", next_step)
    return well(name, "Help now is on the disk and shows every line.")


def places_are_known(now: datetime) -> Finding:
    """Say whether the house knows towns, for "where would you set out from?"."""
    if places.is_filled():
        return well("places", "The towns are known.")
    return wrong(
        "places",
        "The house knows no towns, so nobody finds a group near them.",
        "hearthside prepare",
    )


def styles_are_laid_out(now: datetime) -> Finding:
    """Say whether styles, scripts and fonts were laid out."""
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return well("styles", "Styles, scripts and fonts are laid out.")
    return wrong(
        "styles",
        "Styles and scripts are not laid out, so pages cannot be shown.",
        "npm ci && npm run build, then: hearthside prepare",
    )


def paper_comes_out(now: datetime) -> Finding:
    """Say whether evenings can be printed, by printing the smallest sheet there is."""
    try:
        paper.pdf("proof", {})
    except paper.CannotPrint as fault:
        return wrong(
            "paper",
            f"No paper comes out ({fault}), so facilitators get a web page to print.",
            "npm ci && npm run build, and see that the package typst is installed",
        )
    return well("paper", "Evenings can be printed.")

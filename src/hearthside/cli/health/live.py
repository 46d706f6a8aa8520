"""Does the live process answer, and is there a key for its mark?"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import datetime
from typing import Final

from django.conf import settings

from hearthside.circles import franks
from hearthside.cli.health.findings import Finding, well, wrong

PATIENCE_S: Final = 3


def words_travel(now: datetime) -> Finding:
    """Say whether what is said in circles is carried."""
    config = settings.CONFIG
    try:
        is_well = _asked()
    except (OSError, ValueError):
        return wrong(
            "live",
            f"The live process does not answer at port {config.live_at}, so nothing said "
            "in circles travels.",
            "See that `hearthside serve` is running and the port is free "
            "(HEARTHSIDE_LIVE_PORT), and read what it prints.",
        )
    if not is_well:
        return wrong(
            "live",
            "The live process answers, and has not reached the database lately.",
            "See that the database runs and has room.",
        )
    return well("live", "What is said in circles is carried.")


def words_are_marked(now: datetime) -> Finding:
    """Say whether the house can mark words, so that a report can be checked."""
    if franks.is_ready():
        return well(
            "marks", "Sealed words are marked, so that a report can be checked."
        )
    return wrong(
        "marks",
        "There is no key to mark sealed words with, or no secret of this house opens it; "
        "nothing can be said in circles.",
        "hearthside prepare. If the secret was changed: HEARTHSIDE_OLD_SECRETS.",
    )


def _asked() -> bool:
    """Return whether the live process says it is well. Raises OSError, ValueError."""
    config = settings.CONFIG
    host = "127.0.0.1" if config.host in {"0.0.0.0", "::"} else config.host  # noqa: S104  # nosec B104
    address = f"http://{host}:{config.live_at}/live/health"
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:  # nosec B310
            return json.loads(answer.read(100)).get("well") is True
    except urllib.error.HTTPError as unwell:
        unwell.close()
        return False

"""How many addresses give letters back? Whose they are, nobody is told."""

from __future__ import annotations

from datetime import datetime

from hearthside.cli.health.findings import Finding, well
from hearthside.people import bounces


def are_few(now: datetime) -> Finding:
    """Say how many; it is no fault of the house, and each person is told by the house."""
    broken = bounces.how_many()
    if not broken:
        return well("addresses", "No address gives letters back.")
    return well(
        "addresses",
        f"{broken} give letters back and are not written to; whoever gave one reads so "
        "when they sign in.",
    )

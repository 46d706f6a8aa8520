"""Could every list that is fetched by itself be read?"""

from __future__ import annotations

from datetime import datetime

from hearthside.cli.health.findings import Finding, well, wrong
from hearthside.groups import feed_addresses
from hearthside.signposting import addresses


def are_read(now: datetime) -> Finding:
    """Say which lists could not be fetched or read, since when and why."""
    known = [
        *(
            (one.source.name, one.trouble, one.trouble_since)
            for one in feed_addresses.all_of_them()
        ),
        *(
            (one.name, one.trouble, one.trouble_since)
            for one in addresses.all_of_them()
        ),
    ]
    if not known:
        return well("lists", "None is fetched by itself.")
    said = [
        f"“{name}” could not be read since {since:%d %B %Y}: {trouble}"
        for name, trouble, since in known
        if since is not None
    ]
    if not said:
        return well(
            "lists", f"All {len(known)} could be read when they were last asked."
        )
    return wrong(
        "lists",
        " ".join(said),
        "Ask the owner of the list. For a new address: hearthside feeds approve URL "
        "--feed NAME. To fetch it no more: hearthside feeds stop NAME. "
        "For services: hearthside import services URL --list NAME --no-more.",
    )

"""hearthside import listings | services | places | helplines."""

from __future__ import annotations

from typing import Any

from hearthside.cli import (
    import_helplines,
    import_listings,
    import_places,
    import_services,
)


def add_to(subparsers: Any) -> None:
    """Add `import` and what can be brought in."""
    parser = subparsers.add_parser(
        "import", help="bring in listings, services or places"
    )
    kinds = parser.add_subparsers(title="what", metavar="WHAT", required=True)
    import_listings.add_to(kinds)
    import_services.add_to(kinds)
    import_places.add_to(kinds)
    import_helplines.add_to(kinds)

"""Long work of the clock: putting together somebody's own copy of their data."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.timezone import now
from django_tasks import task

from hearthside.workflows import take_my_data

# What the pages in the copy wear: they open where there is no network.
WEAR: Final = (
    "house.css",
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "fonts/LICENSE.txt",
)


@task()
def build(public_id: str) -> None:
    """Build this copy."""
    take_my_data.carry_out(public_id, look=look, clock=now)


def look() -> dict[str, bytes]:
    """Return the style and the letters; where the front end is not built, none."""
    built = Path(settings.STATICFILES_DIRS[0]) / "built"
    return {
        name: (built / name).read_bytes() for name in WEAR if (built / name).is_file()
    }

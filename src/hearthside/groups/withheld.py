"""A door that is not listed: where it is, is kept and shown only roughly."""

from __future__ import annotations

from typing import Final

# About two kilometres: near enough to be found from the right town, too far to be
# found by asking how far it is from here, and from there.
STEP: Final = 0.02


def roughly(
    latitude: float | None, longitude: float | None
) -> tuple[float | None, float | None]:
    """Return the middle of the square of about 2 km in which a place lies.

    latitude, longitude -- degrees, WGS 84; None stays None.
    """
    return _middle(latitude), _middle(longitude)


def _middle(degrees: float | None) -> float | None:
    return None if degrees is None else round(round(degrees / STEP) * STEP, 2)

"""The photo of a door as words and numbers: all a page needs before the picture itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hearthside.groups.models import DoorPhoto

LARGE: Final = "large"
SMALL: Final = "small"
# Columns for a query that looks at a group on the way and leaves its pictures alone.
PICTURES: Final = (f"door_photo__{LARGE}", f"door_photo__{SMALL}")


@dataclass(frozen=True, slots=True)
class Photo:
    """What a page needs to show the photo.

    words -- what somebody sees who stands there. digest -- of the pictures: another
    picture has another, so its address can be kept for good. Sizes are in pixels.
    """

    words: str
    digest: str
    width: int
    height: int
    small_width: int


def photo_of(row: DoorPhoto | None) -> Photo | None:
    """Return what this row says of its picture, without reading the picture."""
    if row is None:
        return None
    return Photo(row.words, row.digest, row.width, row.height, row.small_width)

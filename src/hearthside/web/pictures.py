"""The photo of a door as any page shows it: two sizes of it, and words in its place."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from hearthside.groups.door_words import LARGE, SMALL, Photo


@dataclass(frozen=True, slots=True)
class Picture:
    """What public/_door_photo.html needs of the photo.

    words -- what somebody sees who stands there; read aloud in place of the picture.
    width, height -- pixels of the large one; small_width of the small one.
    """

    words: str
    url: str
    width: int
    height: int
    small_url: str
    small_width: int


def picture_of(photo: Photo | None, *, group_id: str) -> Picture | None:
    """Return the photo as a page shows it, or None when there is none."""
    if photo is None:
        return None
    return Picture(
        words=photo.words,
        url=reverse("door_picture", args=[group_id, f"{photo.digest}-{LARGE}"]),
        width=photo.width,
        height=photo.height,
        small_url=reverse("door_picture", args=[group_id, f"{photo.digest}-{SMALL}"]),
        small_width=photo.small_width,
    )

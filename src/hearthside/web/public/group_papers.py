"""What of a group can be printed: its poster, and the list of its locality."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from hearthside.groups.directory import Sheet


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a group; area -- whose list it is, empty when there is none."""

    poster_url: str
    list_url: str = ""
    area: str = ""


def papers_of(sheet: Sheet) -> Papers | None:
    """Return the papers of one of our listed groups, else None."""
    if sheet.listed_by is not None or not sheet.is_listed:
        return None
    poster = reverse("poster", args=[sheet.public_id])
    area = sheet.area
    if area is None:
        return Papers(poster)
    return Papers(poster, reverse("leaflet", args=[area.slug]), area.name)

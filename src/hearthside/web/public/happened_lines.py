"""The lines of what happened, in words: on Tonight the new ones, under Mine all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from hearthside.core.notes import Kept
from hearthside.web.frame import house_of
from hearthside.web.public import saying


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: discreet words, when, and where to look."""

    words: str
    when: str
    url: str
    is_new: bool


def lines_of(
    request: HttpRequest, found: list[Kept], *, now: datetime
) -> tuple[Line, ...]:
    """Return these lines in words."""
    zone = house_of(request).zone
    return tuple(
        Line(
            line.words,
            saying.moment(line.made_at, zone=zone, now=now, house_zone=zone).words,
            line.address,
            line.is_new,
        )
        for line in found
    )

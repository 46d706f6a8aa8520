"""What the rota says of a place: who is down for what, in words for those who keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from hearthside.meetings import rota
from hearthside.meetings.rota import Down, Part
from hearthside.meetings.schedule import Dated
from hearthside.web.desk.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class Place:
    """One person down for a date: chosen name, what for, and what to know about it."""

    name: str
    part: str
    note: str


def part_words(part: str) -> str:
    """Return what somebody does that evening."""
    if part == Part.SHADOWS:
        return _("Shadows")
    if part == Part.WAITS:
        return _("Waits by the phone")
    return _("Leads")


def my_part_words(part: str) -> str:
    """Return what you do that evening."""
    if part == Part.SHADOWS:
        return _("You shadow, to learn.")
    if part == Part.WAITS:
        return _("You wait by the phone.")
    return _("You lead.")


def places_of(down: list[Down], names: dict[int, str]) -> tuple[Place, ...]:
    """Return who is down for a date: who leads first, then who shadows, then who waits."""
    order = [Part.LEADS, Part.SHADOWS, Part.WAITS]
    return tuple(
        Place(names[one.person_id], part_words(one.part), _note(one))
        for one in sorted(down, key=lambda one: order.index(Part(one.part)))
        if one.person_id in names
    )


def rota_standing(
    dated: Dated, down: list[Down], *, zone: str, now: datetime
) -> Standing:
    """Return how a date stands, without names: the rota says them beside it."""
    ready = sum(1 for one in down if one.counts)
    return standing(dated, zone=zone, ready=ready, who=(), now=now)


def number(written: str) -> int:
    """Return the version a form carried, or 0 for nonsense: then it is never the one."""
    fine = written.isascii() and written.isdigit() and len(written) < 10
    return int(written) if fine else 0


def _note(one: Down) -> str:
    if one.part == rota.Part.LEADS and not one.counts:
        return _("Their certificates are not in date that day, so they do not count.")
    if one.wants_a_swap:
        return _("Cannot make it, and stays down until somebody takes it.")
    if one.offered_to is not None:
        return _("Has asked somebody to take it.")
    return ""

"""Forget me: everything rests for three weeks, then it goes, and no backup brings it back."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from hearthside.circles import erasure as circles
from hearthside.commons import erasure as commons
from hearthside.commons import going, showing
from hearthside.core import erasure, kept
from hearthside.core.actor import Actor
from hearthside.core.refusals import Refusal
from hearthside.groups import erasure as groups
from hearthside.groups import resting
from hearthside.guide import erasure as guide
from hearthside.meetings import erasure as meetings
from hearthside.meetings import stepping_back
from hearthside.organisation import erasure as organisation
from hearthside.outcomes import erasure as outcomes
from hearthside.people import erasure as people
from hearthside.people import leaving
from hearthside.people.leaving import Gone, Leaver
from hearthside.safety import erasure as safety
from hearthside.safety import handing, letting_go
from hearthside.workflows.keep_the_index import put_pieces
from hearthside.workflows.withdraw_from_the_study import withdraw_from_all

# Beside the data and never in it, because a restore puts the data back as it was.
LIST: Final = "forgotten.json"
# From the top of the house down: whoever points at a person goes before them.
ROOMS: Final = (safety, circles, commons, meetings, groups, organisation)
PROMISES: Final = (
    *safety.KEEPS,
    *guide.KEEPS,
    *circles.KEEPS,
    *commons.KEEPS,
    *meetings.KEEPS,
    *outcomes.KEEPS,
    *groups.KEEPS,
    *people.KEEPS,
    *organisation.KEEPS,
    *kept.KEEPS,
)


class CannotLeaveYet(Refusal):
    """Somebody else would stand alone, or somebody waits for them this evening."""


def why_not_leave(actor: Actor, *, now: datetime) -> str | None:
    """Return why the actor cannot leave the house yet, or None."""
    with transaction.atomic():
        return _why_not(actor.person_id, now=now)


def what_stays(actor: Actor) -> list[str]:
    """Return what will stay of the actor when the rest is gone, and why."""
    one = actor.person_id
    return [*erasure.what_stays(PROMISES, one), *safety.also_stays(one)]


def leave_for_good(actor: Actor, *, now: datetime) -> None:
    """Rest all that is the actor's, at once, and sign them out everywhere.

    Raises CannotLeaveYet, NotFound.
    """
    one = actor.person_id
    with transaction.atomic():
        if why := _why_not(one, now=now):
            raise CannotLeaveYet(why)
        leaving.begin(one, now=now)
        resting.end_roles(one, now=now)
        stepping_back.step_back(one, now=now)
        letting_go.let_go(one)
        going.rest(one)
        put_pieces(showing.pieces_of(one))


def stay(leaver: Leaver) -> None:
    """Give back what rests: places, letters, roles. Dates on the rota stay free.

    Raises NotFound.
    """
    with transaction.atomic():
        leaving.think_again(leaver.person_id, since=leaver.since)
        resting.take_up_again(leaver.person_id, since=leaver.since)
        going.come_back(leaver.person_id)
        put_pieces(showing.pieces_of(leaver.person_id))


def forget_who_left(*, now: datetime) -> int:
    """Forget everybody whose three weeks are over; return how many."""
    gone = 0
    for person_id in leaving.over(now=now):
        with transaction.atomic():
            if leaving.is_over(person_id, now=now):
                forget(person_id, now=now)
                gone += 1
    return gone


def forget(person_id: int, *, now: datetime) -> None:
    """Do what every room promised about one person, in one transaction.

    Raises CannotHandOver: they hold an open record, and nobody else is there to hold it.
    """
    with transaction.atomic():
        addresses = people.addresses_of(person_id)
        leaving.note_forgotten(person_id, now=now)
        letting_go.hand_on_records(person_id, now=now)
        withdraw_from_all(person_id, today=now.date())
        pieces = showing.pieces_of(person_id)
        for room in ROOMS:
            room.forget(person_id)
        put_pieces(pieces)
        kept.forget(person_id, addresses=addresses)
        people.forget(person_id)


def write_list(folder: Path) -> None:
    """Write down beside the data who was forgotten and who is leaving, by blind numbers."""
    rows = [
        {
            "blind": one.blind,
            "since": one.since.isoformat(),
            "forgotten": one.is_forgotten,
        }
        for one in leaving.gone()
    ]
    text = json.dumps(rows, indent=1) + "\n"
    place = folder / LIST
    if place.exists() and place.read_text(encoding="utf-8") == text:
        return
    part = place.with_name(LIST + ".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)


def read_list(folder: Path) -> list[Gone]:
    """Return the list beside the data; empty where nobody was forgotten yet.

    Raises ValueError: it is damaged, and a restore must not go on without it.
    """
    place = folder / LIST
    if not place.exists():
        return []
    try:
        return [
            Gone(
                str(row["blind"]),
                datetime.fromisoformat(row["since"]),
                bool(row["forgotten"]),
            )
            for row in json.loads(place.read_text(encoding="utf-8"))
        ]
    except (KeyError, TypeError, ValueError) as trouble:
        raise ValueError(f"{LIST} cannot be read.") from trouble


def forget_again(listed: list[Gone], *, now: datetime) -> int:
    """Forget whom a restored backup brought back, and let rest who was leaving.

    Returns how many were forgotten again.
    """
    with transaction.atomic():
        leaving.remember_forgotten(listed)
        everybody = [*listed, *(one for one in leaving.gone() if one.is_forgotten)]
        back, were_leaving = leaving.come_back(everybody)
        for person_id in set(back):
            forget(person_id, now=now)
        for person_id, since in were_leaving:
            _rest_again(person_id, since=since, now=now)
    return len(set(back))


def _rest_again(person_id: int, *, since: datetime, now: datetime) -> None:
    if person_id in leaving.resting([person_id]):
        return
    leaving.begin(person_id, now=since)
    resting.end_roles(person_id, now=since)
    stepping_back.step_back(person_id, now=now)
    letting_go.let_go(person_id)
    going.rest(person_id)
    put_pieces(showing.pieces_of(person_id))


def _why_not(person_id: int, *, now: datetime) -> str | None:
    return (
        resting.why_not_leave(person_id)
        or stepping_back.why_not_leave(person_id, now=now)
        or handing.why_not_leave(person_id)
        or None
    )

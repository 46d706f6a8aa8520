"""What keyholders see of openings, and what the person whose contact it was is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.people.signing_in import names_of
from hearthside.safety.models import ContactHalf, KeyholderKey, Opening
from hearthside.safety.openings import ANSWER_WITHIN, READ_WITHIN

MOST: Final = 50
TOLD_FOR: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Line:
    """One opening as any keyholder sees it. agreed_by -- empty while nobody has."""

    public_id: str
    whose: str
    asked_by: str
    asked_at: datetime
    agreed_by: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One opening as the actor sees it.

    part -- "asker", "agreer", "may agree", or "" when there is nothing for them to do.
    reason -- for those who have to decide, and those two.
    half, tag, my_key, other_key, other_open -- what the actor's browser needs for its part.
    """

    line: Line
    reason: str
    part: str
    is_agreed: bool
    have_i_read: bool
    is_handed: bool
    tag: str
    half: bytes
    my_key: str
    other_key: str
    other_open: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What a person is told: when, and who the two were."""

    at: datetime
    asked_by: str
    agreed_by: str


def openings(actor: Actor, *, now: datetime) -> list[Line]:
    """Return the newest openings; two queries.

    Raises NotFound.
    """
    insist(actor, Verb.HOLD_A_KEY, ANYWHERE)
    others = Opening.objects.exclude(person_id=actor.person_id)
    rows = list(others.order_by("-asked_at", "-id")[:MOST])
    names = _names(rows)
    return [_line(row, names, now=now) for row in rows]


def sheet(actor: Actor, *, public_id: str, now: datetime) -> Sheet:
    """Return one opening.

    Raises NotFound.
    """
    insist(actor, Verb.HOLD_A_KEY, ANYWHERE)
    row = Opening.objects.filter(public_id=public_id).first()
    if row is None or row.person_id == actor.person_id:
        raise NotFound
    line = _line(row, _names([row]), now=now)
    part = _part(actor, row)
    other = row.agreed_by_id if part == "asker" else row.asked_by_id
    half = _half(actor, row, other) if part and not line.is_over else None
    if part == "may agree" and half is None:
        part = ""
    key = half.other if half else None
    return Sheet(
        line=line,
        reason=row.reason if part else "",
        part=part,
        is_agreed=row.agreed_at is not None,
        have_i_read=(part == "asker" and row.asker_read_at is not None)
        or (part == "agreer" and row.agreer_read_at is not None),
        is_handed=bool(row.handed_to_agreer),
        tag=row.contact.tag if row.contact else "",
        half=bytes(half.half) if half else b"",
        my_key=half.mine.public_id if half else "",
        other_key=key.public_id if key else "",
        other_open=_open_of(key),
    )


def told(actor: Actor, *, now: datetime) -> list[Told]:
    """Return what the actor is told of: each time their contact could be opened; two queries."""
    insist(actor, Verb.LEAVE_A_CONTACT, ANYWHERE)
    rows = list(
        Opening.objects.filter(
            person_id=actor.person_id, told_at__lte=now, told_at__gt=now - TOLD_FOR
        ).order_by("-agreed_at")[:MOST]
    )
    names = _names(rows) if rows else {}
    return [
        Told(row.agreed_at, names.get(row.asked_by_id or 0, ""), names.get(row.agreed_by_id or 0, ""))
        for row in rows
        if row.agreed_at is not None
    ]  # fmt: skip


def _part(actor: Actor, row: Opening) -> str:
    if row.asked_by_id == actor.person_id:
        return "asker"
    if row.agreed_by_id == actor.person_id:
        return "agreer"
    return "may agree" if row.agreed_at is None else ""


def _half(actor: Actor, row: Opening, other: int | None) -> ContactHalf | None:
    return (
        ContactHalf.objects.filter(
            contact_id=row.contact_id,
            mine__person_id=actor.person_id,
            mine__ended_at=None,
            other__person_id=other or 0,
            other__ended_at=None,
        )
        .select_related("mine", "other")
        .first()
    )


def _open_of(key: KeyholderKey | None) -> bytes:
    return bytes(key.open) if key else b""


def _names(rows: list[Opening]) -> dict[int, str]:
    people = {
        who
        for row in rows
        for who in (row.person_id, row.asked_by_id, row.agreed_by_id)
        if who is not None
    }
    return names_of(sorted(people))


def _line(row: Opening, names: dict[int, str], *, now: datetime) -> Line:
    until = (
        row.agreed_at + READ_WITHIN if row.agreed_at else row.asked_at + ANSWER_WITHIN
    )
    both = row.asker_read_at is not None and row.agreer_read_at is not None
    return Line(
        row.public_id,
        names.get(row.person_id, ""),
        names.get(row.asked_by_id or 0, ""),
        row.asked_at,
        names.get(row.agreed_by_id or 0, ""),
        both or row.contact_id is None or until < now,
    )

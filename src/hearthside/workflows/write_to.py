"""Telling people: a line in the house for each, and a letter to those who want one so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from hearthside.core import notes, outbox
from hearthside.core.notes import NewNote
from hearthside.core.outbox import Words
from hearthside.organisation.wording import the_house
from hearthside.people import letters, paces
from hearthside.people.letters import Kind
from hearthside.people.paces import Pace

A_DAY: Final = timedelta(days=1)
# What others do may cause so many letters of one kind in a day; the rest comes in one the
# next morning. A worry, and a check-out that did not come, have no such end.
MOST_A_DAY: Final = {
    Kind.DATES: 6,
    Kind.ROTA: 6,
    Kind.ROLES: 3,
    Kind.TRAINING: 6,
    Kind.WAITING: 3,
}


def write_to(
    person_ids: Iterable[int],
    letter: Words,
    *,
    kind: Kind,
    occasion: str,
    still: Callable[[int], str],
    now: datetime,
) -> int:
    """Tell each of these people; return how many get a letter of its own.

    Everybody gets a line under What happened. Who has an address and wants this kind at
    once gets the letter; who wants it slower finds the line in their next digest.

    occasion -- names what happened, such as "date:41:3"; the same occasion twice is one
    letter to each. still -- for one person, what must still be true when they are told.
    In somebody's quiet hours a letter waits until those are over.
    """
    ids = sorted(set(person_ids))
    if not ids:
        return 0
    zone = the_house().zone
    pace = paces.paces_of(ids, kind=kind) | _enough_for_today(ids, kind, now=now)
    addresses = letters.wanting(
        [one for one in ids if pace[one] is Pace.AT_ONCE], kind=kind
    )
    # Without any letter of this occasion, a line is told in a digest or nowhere else.
    notes.put(
        (
            NewNote(
                person_id=one,
                key=f"{occasion}:{one}",
                kind=kind,
                still=still(one),
                digest_at=paces.next_digest(pace[one], zone=zone, now=now)
                if pace[one] in {Pace.DAY, Pace.WEEK}
                else None,
            )
            for one in ids
        ),
        words=letter.subject,
        address=urlsplit(letter.address).path,
        now=now,
    )
    if not addresses:
        return 0
    leaves = letters.may_leave_at(addresses, kind=kind, zone=zone, now=now)
    for person_id, address in addresses.items():
        outbox.put(
            letter,
            key=f"{occasion}:{person_id}",
            address=address,
            person_id=person_id,
            still=still(person_id),
            kind=kind,
            not_before=leaves[person_id],
            now=now,
        )
    return len(addresses)


def _enough_for_today(
    person_ids: list[int], kind: Kind, *, now: datetime
) -> dict[int, Pace]:
    """Return those who had their fill of this kind in a day, and how the rest comes."""
    if kind not in MOST_A_DAY:
        return {}
    had = outbox.how_many_each(person_ids, kind=kind, since=now - A_DAY)
    return {
        one: Pace.DAY for one, letters in had.items() if letters >= MOST_A_DAY[kind]
    }

"""Digests: the lines of a day or a week in one letter, put together as it leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from hearthside.core import notes, outbox
from hearthside.core.outbox import Words
from hearthside.notifications import digest
from hearthside.notifications.digest import Digest
from hearthside.organisation.wording import the_house
from hearthside.people import letters
from hearthside.people.letters import Kind
from hearthside.workflows.still_true import still_true

STILL: Final = "digest"
# A page of lines; what is beyond stands in the house.
MOST_LINES: Final = 20
# The letter itself waits without any words: they are found when it leaves.
BLANK: Final = Words(subject="-", text="-")


def lay_down(*, now: datetime) -> int:
    """Lay a letter in the outbox for everybody whose lines are due; return how many."""
    due = notes.whose_digest_is_due(now=now)
    addresses = letters.wanting(due, kind=Kind.DIGEST)
    leaves = letters.may_leave_at(
        addresses, kind=Kind.DIGEST, zone=the_house().zone, now=now
    )
    for person_id in due:
        if person_id not in addresses:
            notes.digested(person_id, now=now)
            continue
        outbox.put(
            BLANK,
            key=f"digest:{person_id}:{now:%y%m%d}",
            address=addresses[person_id],
            person_id=person_id,
            still=STILL,
            kind=Kind.DIGEST,
            not_before=leaves[person_id],
            now=now,
        )
    return len(addresses)


def words_for(person_id: int, *, base_address: str, now: datetime) -> Words | None:
    """Return the letter as it is true now, or None when nothing of it is left to say."""
    lines = notes.for_the_digest_of(person_id, now=now, most=MOST_LINES)
    said = dict.fromkeys(
        line.words
        for line in lines
        if still_true(line.still, person_id=person_id, now=now)
        and not letters.has_stopped(person_id, kind=line.kind)
    )
    if not said:
        notes.digested(person_id, now=now)
        return None
    return digest.words(Digest(tuple(said), f"{base_address}/mine/what-happened/"))

"""A letter came back: blame its address once it is sure, and say so in the house alone."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from hearthside.core import notes
from hearthside.core.notes import NewNote
from hearthside.engines import bounced_mail
from hearthside.notifications import address_comes_back
from hearthside.people import bounces, return_addresses


class Became(StrEnum):
    """What became of one message."""

    NO_BOUNCE = "no bounce"
    NOT_OURS = "not ours"
    NOTED = "noted"
    GAVE_UP = "gave up"


def take_a_bounce(raw: bytes, *, recipient: str = "", now: datetime) -> Became:
    """Note what one message says of an address; a message that is no bounce does nothing."""
    back = bounced_mail.read(raw, recipient=recipient)
    if back is None:
        return Became.NO_BOUNCE
    returned = return_addresses.read(back.went_to, now=now)
    if returned is None:
        # Anybody may write to that mailbox: what does not carry our code is nobody's.
        return Became.NOT_OURS
    with transaction.atomic():
        gave_up = bounces.note(
            returned.person_id, digest=returned.digest, is_hard=back.is_hard, now=now
        )
        if not gave_up:
            return Became.NOTED
        notes.put(
            [
                NewNote(
                    person_id=returned.person_id,
                    key=f"comes-back:{returned.person_id}:{now:%y%m%d%H%M%S}",
                    kind="",
                    still="comes_back",
                )
            ],
            words=address_comes_back.line(),
            address="/mine/letters/",
            now=now,
        )
    return Became.GAVE_UP

"""Letters leave the outbox, each once, and only if its reason still holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hearthside.core import notes, outbox
from hearthside.core.outbox import NOBODY, Waiting
from hearthside.organisation.wording import the_house
from hearthside.people import bounces, letters
from hearthside.people.letters import Kind
from hearthside.people.signing_in import is_welcome
from hearthside.workflows import digests
from hearthside.workflows.still_true import still_true

Post = Callable[[Waiting], None]


def deliver_the_post(
    post: Post, *, base_address: str = "", now: datetime, most: int = 200
) -> int:
    """Send what may leave now; return how many left.

    post -- hands one letter to the mail server; OSError when the server is away: the
    letter stays and is tried again later.
    """
    left = 0
    for _ in range(most):
        letter = outbox.take_next(now=now)
        if letter is None:
            break
        if not _still_holds(letter, now=now):
            outbox.drop(letter.id, now=now)
            continue
        if (later := _leaves_at(letter, now=now)) > now:
            # A mail server that was away may only be back when people sleep.
            outbox.keep_until(letter.id, at=later)
            continue
        said = _as_it_is_now(letter, base_address=base_address, now=now)
        if said is None:
            outbox.drop(letter.id, now=now)
            continue
        try:
            post(said)
        except OSError:
            break
        outbox.gone(letter.id, now=now)
        if letter.still == digests.STILL and letter.person_id is not None:
            notes.digested(letter.person_id, now=now)
        left += 1
    return left


def _still_holds(letter: Waiting, *, now: datetime) -> bool:
    """Return whether the person is still here and the reason for the letter still true."""
    if letter.person_id is None:
        return letter.still != NOBODY
    if not is_welcome(letter.person_id):
        return False
    if letters.has_stopped(letter.person_id, kind=letter.kind):
        return False
    if letter.kind and bounces.is_not_working(letter.person_id):
        # Its address came to give letters back while this one waited.
        return False
    return letter.still == digests.STILL or still_true(
        letter.still, person_id=letter.person_id, now=now
    )


def _as_it_is_now(
    letter: Waiting, *, base_address: str, now: datetime
) -> Waiting | None:
    """Return the letter with its words; None when a digest has nothing left to say."""
    if letter.still != digests.STILL or letter.person_id is None:
        return letter
    words = digests.words_for(letter.person_id, base_address=base_address, now=now)
    return replace(letter, words=words) if words else None


def _leaves_at(letter: Waiting, *, now: datetime) -> datetime:
    if letter.person_id is None or not letter.kind:
        return now
    return letters.may_leave_at(
        [letter.person_id], kind=Kind(letter.kind), zone=the_house().zone, now=now
    )[letter.person_id]

"""Letters leave the outbox, each once, and only if its reason still holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hearthside.core import outbox
from hearthside.core.outbox import Waiting
from hearthside.groups import roles
from hearthside.meetings import following, rota
from hearthside.people.signing_in import is_welcome

Post = Callable[[Waiting], None]


def deliver_the_post(post: Post, *, now: datetime, most: int = 200) -> int:
    """Send what may leave now; return how many left.

    post -- hands one letter to the mail server; OSError when the server is away: the
    letter stays and is tried again later.
    """
    left = 0
    for _ in range(most):
        letter = outbox.take_next(now=now)
        if letter is None:
            break
        if not _still_holds(letter):
            outbox.drop(letter.id, now=now)
            continue
        try:
            post(letter)
        except OSError:
            break
        outbox.gone(letter.id, now=now)
        left += 1
    return left


def _still_holds(letter: Waiting) -> bool:
    """Return whether the person is still here and the reason for the letter still true."""
    if letter.person_id is None:
        return True
    if not is_welcome(letter.person_id):
        return False
    kind, _, raw = letter.still.partition(":")
    if kind == "asks":
        return following.asked(letter.person_id, group_id=int(raw))
    if kind == "rota":
        return letter.person_id in rota.on_the_rota([int(raw)])[int(raw)]
    if kind == "coordinates":
        locality_id = None if raw == "None" else int(raw)
        return letter.person_id in roles.coordinators_of(locality_id)
    return kind == ""

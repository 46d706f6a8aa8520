"""Sessions: every browser in which one person is signed in."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session


def sign_out_everywhere(person_id: int) -> int:
    """End every session of this person; return how many there were."""
    keys = [one.session_key for one in _of(person_id)]
    return Session.objects.filter(session_key__in=keys).delete()[0]


def open_in(person_id: int) -> int:
    """Return in how many browsers this person is signed in."""
    return sum(1 for _ in _of(person_id))


def _of(person_id: int) -> Iterator[Session]:
    # Whose a session is stands inside it, and only there: no column could tell a thief of
    # the database who is here. A few thousand are read in a moment.
    for one in Session.objects.iterator(chunk_size=500):
        if one.get_decoded().get(SESSION_KEY) == str(person_id):
            yield one

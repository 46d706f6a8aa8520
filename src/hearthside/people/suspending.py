"""Being suspended: what somebody is told to whom the house is closed, and how we know them."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core import signing

from hearthside.core.refusals import NotFound
from hearthside.people.models import Person

# How long the page they are shown may be read, and asked from, without signing in.
READABLE_FOR: Final = timedelta(hours=24)
_SALT: Final = "people.suspended"


def is_suspended(person_id: int) -> bool:
    """Return whether the house is closed to this person for now."""
    return Person.objects.filter(id=person_id).exclude(suspended_at=None).exists()


def token_of(person_id: int) -> str:
    """Return what stands in the address of the page a suspended person is shown.

    They cannot sign in, so this is how that page, and asking for it to be looked at
    again, knows who asks. It is made only when they have shown that it is them.
    """
    return signing.TimestampSigner(salt=_SALT).sign_object(person_id)


def who_asks(token: str) -> int:
    """Return the suspended person whose page this is.

    Raises NotFound: forged, older than a day, or they are suspended no more.
    """
    try:
        person_id = signing.TimestampSigner(salt=_SALT).unsign_object(
            token, max_age=READABLE_FOR
        )
    except (signing.BadSignature, ValueError, TypeError) as forged:
        raise NotFound from forged
    if not isinstance(person_id, int) or not is_suspended(person_id):
        raise NotFound
    return person_id

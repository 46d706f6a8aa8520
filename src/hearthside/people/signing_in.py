"""Signing in: who the person behind a session is, reduced to what the gates need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from hearthside.core import rights_changed
from hearthside.people import sessions
from hearthside.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

SOMEBODY_WHO_LEFT: Final = "Somebody who left"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with a valid session."""

    person_id: int
    called: str
    email: str


def signed_in(user: AbstractBaseUser | AnonymousUser) -> SignedIn | None:
    """Return the person, or None for a visitor, and for who is suspended or leaving."""
    if not isinstance(user, Person) or not user.is_active or user.suspended_at:
        return None
    if user.leaving_since is not None:
        return None
    return SignedIn(user.pk, user.called, user.email)


def display(user: AbstractBaseUser) -> str:
    """Return the name a person chose."""
    return user.get_username()


def person_called(called: str) -> int | None:
    """Return the person who signs in with this name, or None."""
    return Person.objects.filter(called=called).values_list("id", flat=True).first()


def names_of(person_ids: list[int]) -> dict[int, str]:
    """Return the chosen names of these people; of somebody leaving, that they left."""
    rows = Person.objects.filter(id__in=person_ids).values_list(
        "id", "called", "leaving_since"
    )
    return {one: SOMEBODY_WHO_LEFT if left else called for one, called, left in rows}


def addresses_of(person_ids: list[int]) -> dict[int, str]:
    """Return the e-mail addresses of those of these people who gave one and may sign in."""
    rows = Person.objects.filter(
        id__in=person_ids, is_active=True, suspended_at=None, leaving_since=None
    ).exclude(email="")
    return dict(rows.values_list("id", "email"))


def suspend(*, person_id: int, now: datetime) -> None:
    """Close the house to a person and end their sessions.

    Every gate refuses them from their next request, whatever a session says.
    """
    with transaction.atomic():
        Person.objects.filter(id=person_id, suspended_at=None).update(suspended_at=now)
        sessions.sign_out_everywhere(person_id)
        rights_changed.note([person_id], now=now)


def let_back(*, person_id: int) -> None:
    """Open the house to a person again; they sign in as before."""
    Person.objects.filter(id=person_id).update(suspended_at=None)


def is_welcome(person_id: int) -> bool:
    """Return whether this person may still sign in."""
    return Person.objects.filter(
        id=person_id, is_active=True, suspended_at=None, leaving_since=None
    ).exists()

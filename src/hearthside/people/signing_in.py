"""Signing in: who the person behind a session is, reduced to what the gates need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hearthside.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with a valid session."""

    person_id: int
    called: str
    email: str


def signed_in(user: AbstractBaseUser | AnonymousUser) -> SignedIn | None:
    """Return the person, or None for a visitor and for somebody who is suspended."""
    if not isinstance(user, Person) or not user.is_active or user.suspended_at:
        return None
    return SignedIn(user.pk, user.called, user.email)


def display(user: AbstractBaseUser) -> str:
    """Return the name a person chose."""
    return user.get_username()


def person_called(called: str) -> int | None:
    """Return the person who signs in with this name, or None."""
    return Person.objects.filter(called=called).values_list("id", flat=True).first()


def names_of(person_ids: list[int]) -> dict[int, str]:
    """Return the chosen names of these people."""
    rows = Person.objects.filter(id__in=person_ids).values_list("id", "called")
    return dict(rows)


def addresses_of(person_ids: list[int]) -> dict[int, str]:
    """Return the e-mail addresses of those of these people who gave one and may sign in."""
    rows = Person.objects.filter(
        id__in=person_ids, is_active=True, suspended_at=None
    ).exclude(email="")
    return dict(rows.values_list("id", "email"))


def suspend(*, person_id: int, now: datetime) -> None:
    """Close the house to a person; every gate refuses them from their next request."""
    Person.objects.filter(id=person_id, suspended_at=None).update(suspended_at=now)


def is_welcome(person_id: int) -> bool:
    """Return whether this person may still sign in."""
    return Person.objects.filter(
        id=person_id, is_active=True, suspended_at=None
    ).exists()

"""Signing up: what is kept of somebody new."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from hearthside.people import chosen_names
from hearthside.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


# Numbers a browser can still count with, and none that was drawn in order.
_FIRST_ID: Final = 2**40
_IDS: Final = 2**52


def new_person_id() -> int:
    """Return an id for somebody new, drawn at random.

    Ids in order would tell a thief of the tables who came when, and so which place in a
    group may be theirs.
    """
    return _FIRST_ID + secrets.randbelow(_IDS)


def somebody_new(*, person_id: int, called: str) -> Person:
    """Return a person who affirmed being an adult, not kept yet; they have no password."""
    somebody = Person(id=person_id, called=called, affirmed_adult=True)
    somebody.skeleton = chosen_names.skeleton(called)
    somebody.set_unusable_password()
    return somebody


def put_down(somebody: AbstractBaseUser, *, called: str, affirmed_adult: bool) -> None:
    """Write onto a new, unsaved person what only this house keeps."""
    if isinstance(somebody, Person):
        somebody.id = new_person_id()
        somebody.affirmed_adult = affirmed_adult
        somebody.skeleton = chosen_names.skeleton(called)


def welcome(*, called: str, password: str | None, email: str = "") -> int:
    """Make a person who affirmed being an adult; return their id. For commands and demos."""
    person = Person.objects.create_user(
        chosen_names.tidy(called),
        password,
        email=email,
        skeleton=chosen_names.skeleton(called),
        affirmed_adult=True,
    )
    if email:
        EmailAddress.objects.create(
            user=person, email=email, verified=True, primary=True
        )
    return person.pk


def give_a_password(person_ids: list[int], password: str) -> None:
    """Let these people sign in with one password. For a rehearsal in a demo."""
    Person.objects.filter(id__in=person_ids).update(password=make_password(password))

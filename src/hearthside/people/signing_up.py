"""Signing up: what is kept of somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from hearthside.people import chosen_names
from hearthside.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def put_down(somebody: AbstractBaseUser, *, called: str, affirmed_adult: bool) -> None:
    """Write onto a new, unsaved person what only this house keeps."""
    if isinstance(somebody, Person):
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

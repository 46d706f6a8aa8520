"""Leaving for good: three weeks to think again, then forgotten, and not brought back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from hearthside.core.refusals import NotFound
from hearthside.people.models import Forgotten, Person
from hearthside.people.sessions import sign_out_everywhere

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

TO_THINK_AGAIN: Final = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who asked to be forgotten, and until when they may think again."""

    person_id: int
    since: datetime

    @property
    def until(self) -> datetime:
        return self.since + TO_THINK_AGAIN


def leaver(user: AbstractBaseUser | AnonymousUser) -> Leaver | None:
    """Return who is behind a session if they are leaving and may still think again."""
    if not isinstance(user, Person) or not user.is_active or user.suspended_at:
        return None
    if user.leaving_since is None:
        return None
    return Leaver(user.pk, user.leaving_since)


def begin(person_id: int, *, now: datetime) -> None:
    """Rest everything of this person, and sign them out of every browser at once.

    Raises NotFound: they are leaving already.
    """
    here = Person.objects.filter(id=person_id, leaving_since=None)
    if not here.update(leaving_since=now):
        raise NotFound
    sign_out_everywhere(person_id)


def think_again(person_id: int, *, since: datetime) -> None:
    """Let this person stay after all.

    Raises NotFound: they are not leaving, or it is over.
    """
    leaving = Person.objects.filter(id=person_id, leaving_since=since)
    if not leaving.update(leaving_since=None):
        raise NotFound


def resting(person_ids: list[int]) -> set[int]:
    """Return those of these people who are leaving already."""
    rows = Person.objects.filter(id__in=person_ids).exclude(leaving_since=None)
    return set(rows.values_list("id", flat=True))


def over(*, now: datetime) -> list[int]:
    """Return those whose three weeks are over."""
    rows = Person.objects.filter(leaving_since__lte=now - TO_THINK_AGAIN)
    return list(rows.order_by("id").values_list("id", flat=True))


def is_over(person_id: int, *, now: datetime) -> bool:
    """Return whether this person's three weeks are over, and hold on to them until then.

    They may press "stay" while the clock comes for them: one of the two waits.
    """
    rows = Person.objects.select_for_update().filter(id=person_id)
    return rows.filter(leaving_since__lte=now - TO_THINK_AGAIN).exists()


def note_forgotten(person_id: int, *, now: datetime) -> None:
    """Write down that this person is forgotten, in a form that says nothing of them."""
    mark = Person.objects.values_list("mark", flat=True).get(id=person_id)
    Forgotten.objects.get_or_create(blind=blind(mark), defaults={"at": now})


def blind(mark: str) -> str:
    """Return what stands for a mark in the list of the forgotten."""
    return hashlib.sha256(f"forgotten:{mark}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Gone:
    """One line of the list beside the data.

    since -- forgotten at, or, while they may think again, leaving since.
    """

    blind: str
    since: datetime
    is_forgotten: bool


def gone() -> list[Gone]:
    """Return everybody who was forgotten, and who is leaving."""
    leaving = Person.objects.exclude(leaving_since=None)
    return [
        *(Gone(row.blind, row.at, True) for row in Forgotten.objects.order_by("at")),
        *(
            Gone(blind(mark), since, False)
            for mark, since in leaving.values_list("mark", "leaving_since")
            if since is not None
        ),
    ]


def come_back(listed: list[Gone]) -> tuple[list[int], list[tuple[int, datetime]]]:
    """Return whom an old backup brought back: the forgotten, and who was leaving, since."""
    here = {
        blind(mark): person_id
        for person_id, mark in Person.objects.values_list("id", "mark")
    }
    known = [(here[one.blind], one) for one in listed if one.blind in here]
    return (
        [person_id for person_id, one in known if one.is_forgotten],
        [(person_id, one.since) for person_id, one in known if not one.is_forgotten],
    )


def remember_forgotten(listed: list[Gone]) -> None:
    """Take over the list of another time of this house."""
    Forgotten.objects.bulk_create(
        [
            Forgotten(blind=one.blind, at=one.since)
            for one in listed
            if one.is_forgotten
        ],
        ignore_conflicts=True,
    )


def unwashed() -> bool:
    """Return whether the disk still has to be cleaned after somebody was forgotten."""
    return Forgotten.objects.filter(washed_at=None).exists()


def washed(*, now: datetime) -> None:
    """Note that the disk was cleaned."""
    Forgotten.objects.filter(washed_at=None, at__lte=now).update(washed_at=now)

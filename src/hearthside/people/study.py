"""The only place where a person and a study code meet: one row each, sealed at rest.

A thief of the tables learns that somebody takes part, not who: the mark needs the house's
secret, and so does the seal. No two studies know one person by the same code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from hearthside.core.refusals import Refusal
from hearthside.core.seal import blind, blinds, blinds_of
from hearthside.people.models import Person, StudyPlace

_WHOSE = "people.study.whose"


class AlreadyInIt(Refusal):
    """This person takes part already."""


@dataclass(frozen=True, slots=True)
class Place:
    """That one person takes part in one study.

    code -- theirs in that study alone. agreed_to -- which words they said yes to, and when.
    """

    person_id: int
    study: str
    code: str
    agreed_to: str
    agreed_at: datetime


def take(
    person_id: int, *, study: str, code: str, agreed_to: str, now: datetime
) -> None:
    """Keep that this person said yes to these words, and under which code.

    Raises AlreadyInIt.
    """
    with transaction.atomic():
        # Two quick taps: the second waits here, and finds the first.
        Person.objects.select_for_update(no_key=True).get(id=person_id)
        if StudyPlace.objects.filter(whose__in=_marks(person_id, study)).exists():
            raise AlreadyInIt("You take part in this already.")
        StudyPlace.objects.create(
            study=study,
            whose=blind(f"{person_id}:{study}", purpose=_WHOSE),
            whose_sealed=json.dumps(
                [person_id, code, agreed_to, now.astimezone(UTC).isoformat()]
            ),
        )


def mine(person_id: int) -> list[Place]:
    """Return every study this person takes part in; two queries."""
    studies = StudyPlace.objects.values_list("study", flat=True).distinct().order_by()
    marks = blinds_of([f"{person_id}:{one}" for one in studies], purpose=_WHOSE)
    return [_opened(row) for row in StudyPlace.objects.filter(whose__in=marks)]


def mine_in(person_id: int, *, study: str) -> Place | None:
    """Return this person's place in one study, or None; one query."""
    row = StudyPlace.objects.filter(whose__in=_marks(person_id, study)).first()
    return _opened(row) if row else None


def everybody(*, study: str) -> list[Place]:
    """Return everybody of one study. For the workflows that hold this key, never for a page."""
    return [_opened(row) for row in StudyPlace.objects.filter(study=study)]


def give_up(person_id: int, *, study: str) -> str | None:
    """Cut the link between a person and their code; return the code, or None."""
    place = mine_in(person_id, study=study)
    if place is None:
        return None
    StudyPlace.objects.filter(whose__in=_marks(person_id, study)).delete()
    return place.code


def give_up_code(code: str, *, study: str) -> int | None:
    """Cut the link to a code that left by its own link. Opens the places of one study.

    Returns whose it was, or None: it came on paper, and nobody here had it.
    """
    for row in StudyPlace.objects.filter(study=study):
        place = _opened(row)
        if place.code == code:
            row.delete()
            return place.person_id
    return None


def cut_all(*, study: str) -> int:
    """Cut every link of a study that is long over; return how many."""
    return StudyPlace.objects.filter(study=study).delete()[0]


def forget(person_id: int) -> int:
    """Cut every link of this person."""
    studies = StudyPlace.objects.values_list("study", flat=True).distinct().order_by()
    marks = blinds_of([f"{person_id}:{one}" for one in studies], purpose=_WHOSE)
    return StudyPlace.objects.filter(whose__in=marks).delete()[0]


def seal_anew() -> int:
    """Make marks and seals again with the secret of today; return how many changed."""
    changed = 0
    for row in StudyPlace.objects.order_by("id").iterator():
        place = _opened(row)
        mark = blind(f"{place.person_id}:{place.study}", purpose=_WHOSE)
        if row.whose != mark:
            changed += StudyPlace.objects.filter(id=row.pk).update(
                whose=mark, whose_sealed=row.whose_sealed
            )
    return changed


def _marks(person_id: int, study: str) -> list[str]:
    return blinds(f"{person_id}:{study}", purpose=_WHOSE)


def _opened(row: StudyPlace) -> Place:
    person_id, code, agreed_to, agreed_at = json.loads(row.whose_sealed)
    return Place(
        person_id, row.study, code, agreed_to, datetime.fromisoformat(agreed_at)
    )

"""Many codes that answered, laid down at once: for a demo and for a load. Never for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from hearthside.outcomes import answering, codes, studies, waves
from hearthside.outcomes.codes import Where
from hearthside.outcomes.models import Answer, Came, Participant, Sitting


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """Somebody made up: where they take part from, when they began, what they sent.

    sent -- by wave: an answer for each question of the study, in its order; None: skipped.
    came -- by wave, where they said it: which band of meetings.
    """

    where: Where
    began_on: date
    sent: Mapping[int, tuple[int | None, ...]]
    came: Mapping[int, int] = field(default_factory=dict)


def plant(public_id: str, people: Iterable[Rehearsed]) -> int:
    """Lay down these people of a study; return how many answers they gave.

    Raises NotFound.
    """
    study = studies.row_of(public_id)
    asked = [
        (one.part_id, one.item) for some in answering.by_part(study.pk) for one in some
    ]
    rows: list[Answer] = []
    with transaction.atomic():
        for one in people:
            given = codes.new_for(
                study.pk,
                one.where,
                agreed_to=studies.CONSENT,
                today=waves.monday_of(one.began_on),
            )
            who = Participant.objects.get(code=given.code)
            Came.objects.bulk_create(
                Came(participant=who, wave=wave, band=band)
                for wave, band in one.came.items()
            )
            for wave, values in one.sent.items():
                sitting = Sitting.objects.create(
                    participant=who, wave=wave, is_sent=True
                )
                rows += [
                    Answer(sitting=sitting, part_id=part_id, item=item, value=value)
                    for (part_id, item), value in zip(asked, values, strict=True)
                ]
        Answer.objects.bulk_create(rows, batch_size=1000)
    return len(rows)

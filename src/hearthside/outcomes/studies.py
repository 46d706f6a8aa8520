"""Studies: begun with a name and what is asked, ended for new beginnings, looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.outcomes import instruments
from hearthside.outcomes.models import Part, Study

LONGEST_NAME: Final = 80
# Longer is not borne: five minutes, at half a minute for each six questions and a breath.
MOST_ITEMS: Final = 40
MOST_STUDIES: Final = 20
# Which words people say yes to; they are in web/study_words.py.
CONSENT: Final = "2026-2"


class CannotBegin(Refusal):
    """A study cannot be begun like this."""


@dataclass(frozen=True, slots=True)
class Told:
    """A study as those may know it who are asked to take part, or who keep it."""

    id: int
    public_id: str
    name: str
    begins_on: date
    ended_on: date | None
    responder: str
    responder_hours: str

    def is_open(self, today: date) -> bool:
        """Return whether somebody may begin today."""
        return self.begins_on <= today and self.ended_on is None


def why_not_begin(
    *, name: str, pack_ids: Sequence[str], responder: str, responder_hours: str
) -> str | None:
    """Return why a study cannot be begun like this, or None.

    Raises CannotAsk.
    """
    if not name.strip() or len(name) > LONGEST_NAME:
        return f"Give it a name of at most {LONGEST_NAME} letters."
    if not pack_ids or len(set(pack_ids)) != len(pack_ids):
        return "Choose what is asked, each once."
    packs = [instruments.newest(one) for one in pack_ids]
    if any(not one.rules for one in packs):
        return "One of these has no way to be scored yet. Leave it out."
    if sum(len(one.items) for one in packs) > MOST_ITEMS:
        return f"These are more than {MOST_ITEMS} questions. Leave something out."
    if any(one.needs_responder for one in packs) and not (
        responder.strip() and responder_hours.strip()
    ):
        return (
            "One of these asks about thoughts of death. Ask it only where somebody reads "
            "the answers: say who, and at which hours. PHQ-8 asks the same without it."
        )
    if unknown := [
        one.name
        for one in packs
        if one.needs_responder and one.id not in instruments.DANGER
    ]:
        return (
            f"{unknown[0]} may tell of danger, and this house does not know by which "
            "answer. Leave it out."
        )
    if Study.objects.count() >= MOST_STUDIES:
        return f"This house keeps {MOST_STUDIES} studies already."
    return None


def begin(
    actor: Actor | Machine,
    *,
    name: str,
    pack_ids: Sequence[str],
    begins_on: date,
    responder: str = "",
    responder_hours: str = "",
    now: datetime,
) -> str:
    """Begin a study; return its public id.

    Raises NotFound, CannotBegin, CannotAsk.
    """
    insist(actor, Verb.KEEP_STUDIES, ANYWHERE)
    said = {"responder": responder, "responder_hours": responder_hours}
    if why := why_not_begin(name=name, pack_ids=pack_ids, **said):
        raise CannotBegin(why)
    with transaction.atomic():
        study = Study.objects.create(
            name=name.strip(), begins_on=begins_on, made_at=now, **said
        )
        for position, pack_id in enumerate(pack_ids):
            pack = instruments.newest(pack_id)
            Part.objects.create(
                study=study,
                position=position,
                pack_id=pack.id,
                version=pack.version,
                language=instruments.LANGUAGE,
                wording=pack.wordings[instruments.LANGUAGE].sha256,
            )
    return study.public_id


def end(actor: Actor, *, public_id: str, today: date) -> None:
    """Let nobody begin any more. Whoever began goes on to their last wave.

    Raises NotFound.
    """
    insist(actor, Verb.KEEP_STUDIES, ANYWHERE)
    if not Study.objects.filter(public_id=public_id).exists():
        raise NotFound
    Study.objects.filter(public_id=public_id, ended_on=None).update(ended_on=today)


def every() -> list[Told]:
    """Return all studies, the newest first; one query."""
    return [told(row) for row in Study.objects.order_by("-id")]


def one(public_id: str) -> Told:
    """Return one study; one query.

    Raises NotFound.
    """
    return told(row_of(public_id))


def told(row: Study) -> Told:
    """Return what may be told of a study."""
    return Told(
        row.pk,
        row.public_id,
        row.name,
        row.begins_on,
        row.ended_on,
        row.responder,
        row.responder_hours,
    )


def row_of(public_id: str) -> Study:
    """Return the row of a study. For this room.

    Raises NotFound.
    """
    row = Study.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row

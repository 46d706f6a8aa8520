"""Questions: what helped whoever asked, and which nobody has answered yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from hearthside.commons import showing
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, State
from hearthside.commons.writing import own
from hearthside.core import policy
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound

# Nobody waits unseen for longer than this.
UNSEEN: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question nobody answered. notes -- to be read before its title."""

    public_id: str
    title: str
    topic: str
    notes: tuple[str, ...]
    language: str
    published_at: datetime | None
    waits: int


def unanswered(actor: Actor, *, now: datetime) -> list[Unanswered]:
    """Return questions shown for a day and answered by nobody, oldest first; one query.

    waits -- how many answers to it wait at the publishing desk.

    Raises NotFound: the actor does not look after questions.
    """
    if not policy.may(actor, Verb.SEE_UNANSWERED):
        raise NotFound
    rows = without_answers().filter(published_at__lte=now - UNSEEN)
    return [
        Unanswered(
            row.public_id,
            row.title,
            row.topic,
            tuple(row.notes.split()),
            row.language,
            row.published_at,
            sum(one.state == State.WAITING for one in row.around.all()),
        )
        for row in rows.prefetch_related("around").order_by("published_at")[:100]
    ]


def how_many_unanswered(*, now: datetime) -> int:
    """Return how many questions nobody answered within a day; one query."""
    return without_answers().filter(published_at__lte=now - UNSEEN).count()


def without_answers() -> QuerySet[Piece]:
    """Return the questions that are shown to members and have no answer that is shown."""
    answers = Piece.objects.filter(
        about=OuterRef("pk"), kind=Kind.ANSWER, state=State.PUBLISHED, is_resting=False
    )
    return Piece.objects.filter(showing.SHOWN, ~Exists(answers), kind=Kind.QUESTION)


def say_it_helped(actor: Actor, *, public_id: str, helped: bool) -> str:
    """Mark an answer as one that helped, or not any more; only whoever asked may.

    Returns the public id of the question. It is a sign, and never a count.

    Raises NotFound.
    """
    with transaction.atomic():
        row = (
            Piece.objects.select_related("about")
            .filter(public_id=public_id, kind=Kind.ANSWER, state=State.PUBLISHED)
            .first()
        )
        if row is None or row.about is None:
            raise NotFound
        question = own(actor, public_id=row.about.public_id)
        Piece.objects.filter(pk=row.pk).update(helped=helped)
    return question.public_id

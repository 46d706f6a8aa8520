"""What I shared: my own pieces, how each stands, and who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hearthside.commons import authors, showing
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Manner, Stage, State, Words
from hearthside.commons.writing import CannotSend, own, publish_now
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound

NEWS = Q(state__in=(State.HELD, State.DECLINED, State.DRAFT))


@dataclass(frozen=True, slots=True)
class Mine:
    """One piece of mine. told -- what the desk wrote to me. suggested -- other words.

    is_news -- it waits for me. about -- public id of what it is about, or empty.
    """

    public_id: str
    kind: Kind
    state: State
    words: Words
    manner: Manner
    stages: frozenset[Stage]
    group_id: int | None
    sent_at: datetime | None
    published_at: datetime | None
    told: str
    suggested: Words | None
    version: int
    about: str

    @property
    def is_news(self) -> bool:
        return self.state in {State.HELD, State.DECLINED, State.DRAFT}


def pieces(actor: Actor) -> list[Mine]:
    """Return everything I shared and did not take back, newest first; one query."""
    rows = Piece.objects.select_related("about", "suggestion").filter(
        authors.of(actor.person_id)
    )
    left = rows.exclude(state=State.WITHDRAWN).order_by("-id")
    return [_mine(row) for row in left]


def how_many_news(actor: Actor) -> int:
    """Return how many of my pieces wait for me; one query."""
    return Piece.objects.filter(authors.of(actor.person_id), NEWS).count()


def piece(actor: Actor, *, public_id: str) -> Mine:
    """Return one piece of mine.

    Raises NotFound: also when I took it back.
    """
    row = own(actor, public_id=public_id)
    if row.state == State.WITHDRAWN:
        raise NotFound
    return _mine(row)


def answer_suggestion(
    actor: Actor, *, public_id: str, version: int, takes_it: bool, now: datetime
) -> None:
    """Take the words the desk suggested, which shows the piece; or keep one's own.

    Whoever keeps their own waits on: somebody looks at them again.

    Raises NotFound, CannotSend.
    """
    with transaction.atomic():
        row = own(actor, public_id=public_id, locked=True)
        suggestion = getattr(row, "suggestion", None)
        if suggestion is None or row.state != State.HELD:
            raise NotFound
        if row.version != version:
            raise CannotSend("This was changed in another window. Please look again.")
        if takes_it:
            for name in ("title", "words", "did", "went", "cautions"):
                setattr(row, name, getattr(suggestion, name))
            publish_now(row, now=now)
        else:
            row.state, row.told = State.WAITING, ""
        row.version += 1
        row.save()
        suggestion.delete()


def withdraw(actor: Actor, *, public_id: str, now: datetime) -> str:
    """Take a piece back: its words go at once from every table of this room.

    Returns the kind of it. Taking it back twice is once.

    Raises NotFound.
    """
    with transaction.atomic():
        row = own(actor, public_id=public_id, locked=True)
        if row.state != State.WITHDRAWN:
            empty(row, now=now)
    return row.kind


def take_back_stages(
    actor: Actor, *, public_id: str, keep: frozenset[Stage], now: datetime
) -> frozenset[Stage]:
    """Take back every stage but these; without any left, the piece is withdrawn.

    A stage that was not given cannot be kept. Returns what is left.

    Raises NotFound.
    """
    with transaction.atomic():
        row = own(actor, public_id=public_id, locked=True)
        if row.state == State.WITHDRAWN:
            raise NotFound
        left = showing.stages_of(row) & keep
        if not left - {Stage.PRINT}:
            empty(row, now=now)
            return frozenset()
        for stage in Stage:
            if stage not in left:
                setattr(row, f"{stage}_since", None)
        if Stage.GROUP not in left:
            row.group_id = None
        row.version += 1
        row.save()
    return left


def empty(row: Piece, *, now: datetime) -> None:
    """Leave a gap where a piece was: no words, no name, nobody."""
    for name in ("title", "words", "did", "went", "cautions", "name_shown", "told"):
        setattr(row, name, "")
    for stage in Stage:
        setattr(row, f"{stage}_since", None)
    row.state, row.ended_at, row.whose_words = State.WITHDRAWN, now, None
    row.notes, row.topic, row.helped, row.group_id = "", "any", False, None
    row.version += 1
    row.save()
    suggestion = getattr(row, "suggestion", None)
    if suggestion is not None:
        suggestion.delete()
    row.asked.all().delete()
    # What the desk made of an answer, and its author did not send, has the same words.
    row.around.filter(kind=Kind.STRATEGY, state=State.DRAFT).delete()


def _mine(row: Piece) -> Mine:
    suggestion = getattr(row, "suggestion", None)
    return Mine(
        public_id=row.public_id,
        kind=Kind(row.kind),
        state=State(row.state),
        words=showing.words_of(row),
        manner=Manner(
            row.name_shown,
            row.topic,
            tuple(row.notes.split()),
            row.language,
            row.stance,
        ),
        stages=showing.stages_of(row),
        group_id=row.group_id,
        sent_at=row.sent_at,
        published_at=row.published_at,
        told=row.told,
        suggested=Words(
            suggestion.title,
            suggestion.words,
            suggestion.did,
            suggestion.went,
            suggestion.cautions,
        )
        if suggestion
        else None,
        version=row.version,
        about=row.about.public_id if row.about else "",
    )

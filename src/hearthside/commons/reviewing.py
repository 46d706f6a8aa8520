"""The publishing desk: pieces that wait for a look, one at a time, the oldest first.

Whoever looks sees no more of who wrote it than any reader will.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from hearthside.commons import authors, shapes, showing
from hearthside.commons.models import Piece, Suggestion
from hearthside.commons.shapes import Kind, Stage, State, Words
from hearthside.commons.writing import publish_now
from hearthside.core import policy, trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.engines.sharing.means import says_how
from hearthside.engines.sharing.telling import Telling, telling


class CannotReview(Refusal):
    """This cannot be decided so."""


@dataclass(frozen=True, slots=True)
class Waits:
    """One piece in the morning list: what it is and since when, and none of its words."""

    public_id: str
    kind: Kind
    sent_at: datetime | None
    says_too_much: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece at the desk. position, of -- which of how many that wait; 0 when none.

    how -- the sentence that tells means, or empty. tells -- what may point at people.
    after -- public id of the next one that waits, or empty. about_title -- of what it is
    about. had_words -- it was shown before and has been changed.
    """

    public_id: str
    kind: Kind
    state: State
    words: Words
    suggested: Words | None
    name_shown: str
    topic: str
    notes: tuple[str, ...]
    language: str
    stance: str
    stages: frozenset[Stage]
    sent_at: datetime | None
    told: str
    how: str
    tells: Telling
    about_title: str
    version: int
    position: int
    of: int
    after: str


def waiting(actor: Actor) -> list[Waits]:
    """Return what waits for a look, oldest first, without the actor's own; one query."""
    return [
        Waits(
            row.public_id,
            Kind(row.kind),
            row.sent_at,
            bool(says_how(showing.words_of(row).whole())),
        )
        for row in _queue(actor)[:200]
    ]


def how_many_wait(actor: Actor) -> int:
    """Return how many wait for a look; one query."""
    return _queue(actor).count()


def sheet(actor: Actor, *, public_id: str) -> Sheet:
    """Return one piece that waits, is held, or is shown; three queries.

    Raises NotFound: none of these, or it is the actor's own.
    """
    row = _at_the_desk(actor, public_id)
    words = showing.words_of(row)
    line = list(_queue(actor).values_list("public_id", flat=True))
    at = line.index(row.public_id) if row.public_id in line else -1
    others = [one for one in line if one != row.public_id]
    rest = line[at + 1 :] or others
    suggestion = getattr(row, "suggestion", None)
    return Sheet(
        public_id=row.public_id,
        kind=Kind(row.kind),
        state=State(row.state),
        words=words,
        suggested=Words(*(getattr(suggestion, name) for name in shapes.FIELDS))
        if suggestion
        else None,
        name_shown=row.name_shown,
        topic=row.topic,
        notes=tuple(row.notes.split()),
        language=row.language,
        stance=row.stance,
        stages=showing.stages_of(row),
        sent_at=row.sent_at,
        told=row.told,
        how=says_how(words.whole()),
        tells=telling(words.whole()),
        about_title=row.about.title if row.about else "",
        version=row.version,
        position=at + 1,
        of=len(line),
        after=rest[0] if rest else "",
    )


def show_it(actor: Actor, *, public_id: str, version: int, now: datetime) -> None:
    """Let readers see it from now on.

    Raises NotFound, CannotReview, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = _at_the_desk(actor, public_id, version=version)
        if row.state == State.PUBLISHED:
            # Read again: a strategy is good for another year.
            publish_now(row, now=now)
        elif says_how(showing.words_of(row).whole()):
            raise CannotReview(
                "It still says how somebody hurt themselves. Suggest other words, or "
                "say kindly why not."
            )
        else:
            publish_now(row, now=now)
        _keep(row)
        _note(actor, row, now=now)
        Suggestion.objects.filter(piece=row).delete()


def hold(
    actor: Actor, *, public_id: str, version: int, why: str, now: datetime
) -> None:
    """Take it from its readers for now, and tell its author why.

    Raises NotFound, CannotReview, ChangedMeanwhile.
    """
    _answer(actor, public_id, version, State.HELD, why, now=now)


def decline(
    actor: Actor, *, public_id: str, version: int, why: str, now: datetime
) -> None:
    """Say kindly why it is not shown. Its author may change it and send it again.

    Raises NotFound, CannotReview, ChangedMeanwhile.
    """
    _answer(actor, public_id, version, State.DECLINED, why, now=now)


def suggest(
    actor: Actor,
    *,
    public_id: str,
    version: int,
    words: Words,
    why: str,
    now: datetime,
) -> None:
    """Suggest other words: nothing is shown until its author takes them.

    Raises NotFound, CannotReview, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = _at_the_desk(actor, public_id, version=version)
        words = shapes.without_needless(Kind(row.kind), words)
        if words == showing.words_of(row):
            raise CannotReview("These are its words already. Nothing was changed.")
        for name, most in shapes.LONGEST[Kind(row.kind)].items():
            if len(getattr(words, name)) > most:
                raise CannotReview(f"There is room for {most:,} characters in each.")
        if not words.whole():
            raise CannotReview("Please leave some words.")
        _tell(row, State.HELD, why)
        # A suggestion is help, and no trouble.
        _keep(row)
        each = {name: getattr(words, name) for name in shapes.FIELDS}
        Suggestion.objects.update_or_create(
            piece=row, defaults={**each, "made_at": now}
        )
        _note(actor, row, now=now)


def ask_for_a_strategy(actor: Actor, *, public_id: str, now: datetime) -> None:
    """Ask whoever answered whether the answer may become a strategy: a draft of theirs.

    It has their own words only, names nobody, and nothing of it is shown unless they say
    yes. It goes with the answer, or after `going.KEPT_FOR`.

    Raises NotFound, CannotReview.
    """
    with transaction.atomic():
        row = _at_the_desk(actor, public_id)
        if row.kind != Kind.ANSWER or row.state != State.PUBLISHED:
            raise NotFound
        if row.around.filter(kind=Kind.STRATEGY).exists():
            raise CannotReview("They have been asked already.")
        person_id = authors.person_behind(row)
        if person_id is None:
            raise NotFound
        Piece.objects.create(
            kind=Kind.STRATEGY,
            state=State.DRAFT,
            about=row,
            sent_at=now,
            did=row.words,
            topic=row.about.topic if row.about else row.topic,
            notes=row.notes,
            language=row.language,
            **authors.marks(person_id),
        )
        _note(actor, row, now=now)


def _queue(actor: Actor) -> QuerySet[Piece]:
    waits = Q(state=State.WAITING) | Q(state=State.HELD, told="")
    rows = Piece.objects.filter(waits, is_resting=False)
    return rows.exclude(authors.of(actor.person_id)).order_by("sent_at", "id")


def _at_the_desk(actor: Actor, public_id: str, *, version: int | None = None) -> Piece:
    if not policy.may(actor, Verb.REVIEW_PIECES):
        raise NotFound
    rows = Piece.objects.select_related("about", "suggestion")
    if version is not None:
        rows = Piece.objects.select_for_update()
    row = rows.filter(public_id=public_id, is_resting=False).first()
    at_the_desk = {State.WAITING, State.HELD, State.PUBLISHED}
    if row is None or row.state not in at_the_desk:
        raise NotFound
    if authors.is_of(row, actor.person_id):
        raise NotFound
    if version is not None and row.version != version:
        raise ChangedMeanwhile(
            "It was changed or decided meanwhile. Look at it as it is now."
        )
    return row


def _answer(
    actor: Actor, public_id: str, version: int, state: State, why: str, *, now: datetime
) -> None:
    with transaction.atomic():
        row = _at_the_desk(actor, public_id, version=version)
        _tell(row, state, why)
        row.had_trouble = True
        _keep(row)
        Suggestion.objects.filter(piece=row).delete()
        _note(actor, row, now=now)


def _tell(row: Piece, state: State, why: str) -> None:
    if not why.strip():
        raise CannotReview("Please say why, in a sentence or two: they read it.")
    if len(why) > shapes.LONGEST_REASON:
        raise CannotReview(
            f"Please keep it to {shapes.LONGEST_REASON} characters: they read it."
        )
    row.state, row.told = state, why.strip()


def _keep(row: Piece) -> None:
    row.version += 1
    row.save()


def _note(actor: Actor, row: Piece, *, now: datetime) -> None:
    trail.note(actor, verb=Verb.REVIEW_PIECES, what=f"piece:{row.pk}", now=now)

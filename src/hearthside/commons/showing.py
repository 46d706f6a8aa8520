"""What somebody may read: pieces as they are shown, without a word of who wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from hearthside.commons import authors, shapes
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Stage, State, Words
from hearthside.core.actor import Actor, Anybody, Role
from hearthside.core.policy import groups_of
from hearthside.core.refusals import NotFound
from hearthside.engines.sharing.alike import most_alike

A_PAGE: Final = 20
# So many of the newest questions are compared with what somebody types.
COMPARED: Final = 1000
SHOWN: Final = Q(state=State.PUBLISHED, is_resting=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece as its readers see it.

    name_shown -- the name for this piece only, or empty. is_mine -- only its author is
    told. about_id -- the public id of what it is about, also of a gap; ask for it with
    `piece` before leading anybody there.
    is_gap -- its words were taken back, and others stand around it.
    """

    id: int
    public_id: str
    kind: Kind
    words: Words
    name_shown: str
    topic: str
    notes: tuple[str, ...]
    language: str
    stance: str
    published_at: datetime | None
    look_again_on: date | None
    helped: bool
    is_mine: bool
    stages: frozenset[Stage]
    about_id: str
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One piece in a list. answers -- how many answers a question has, 0 for others."""

    public_id: str
    kind: Kind
    title: str
    topic: str
    notes: tuple[str, ...]
    language: str
    published_at: datetime | None
    answers: int


@dataclass(frozen=True, slots=True)
class Card:
    """A published piece as a search may find it.

    url -- its path in the house. audience -- "public" or "members"; what is for one group
    alone is never in here. notes -- to be shown before any word of it.
    """

    public_id: str
    kind: str
    title: str
    words: str
    url: str
    language: str
    audience: str
    notes: tuple[str, ...]


def piece(actor: Anybody, *, public_id: str) -> Shown:
    """Return one piece the actor may read; a question that was taken back is a gap.

    Raises NotFound.
    """
    rows = Piece.objects.select_related("about").filter(public_id=public_id)
    row = rows.filter(_readable(actor)).first()
    if row is None:
        # Answers of others stand around it: they lose no address when it goes.
        gaps = rows.filter(kind=Kind.QUESTION, state=State.WITHDRAWN)
        row = gaps.filter(around__state=State.PUBLISHED).first()
        if row is None or not around(actor, row.pk):
            raise NotFound
    return _shown(row, actor)


def can_read(actor: Anybody, *, public_id: str) -> bool:
    """Return whether the actor may read a piece, or the gap it left."""
    try:
        piece(actor, public_id=public_id)
    except NotFound:
        return False
    return True


def around(actor: Anybody, piece_id: int) -> list[Shown]:
    """Return the answers to a question, or how a strategy went: what helped first."""
    rows = Piece.objects.select_related("about").filter(
        _readable(actor), about_id=piece_id, kind__in=(Kind.ANSWER, Kind.TRIED)
    )
    ordered = rows.order_by("-helped", "published_at", "id")
    return [_shown(row, actor) for row in ordered[: 5 * A_PAGE]]


def newest(
    actor: Anybody, kind: Kind, *, topic: str = "", start: int = 0, most: int = A_PAGE
) -> tuple[list[Row], bool]:
    """Return a page of pieces, newest first, and whether there are more; one query."""
    rows = Piece.objects.filter(_readable(actor), kind=kind)
    if topic:
        rows = rows.filter(topic=topic)
    found = list(
        _with_answers(rows, actor).order_by("-published_at", "-id")[start:][: most + 1]
    )
    return [_row(row) for row in found[:most]], len(found) > most


def these(actor: Anybody, piece_ids: Iterable[int]) -> dict[int, Row]:
    """Return those of these pieces the actor may read, by id; one query."""
    rows = Piece.objects.filter(_readable(actor), id__in=set(piece_ids))
    return {row.pk: _row(row) for row in _with_answers(rows, actor)}


def in_full(actor: Anybody, piece_ids: Iterable[int], *, stage: Stage) -> list[Shown]:
    """Return these pieces whole, as far as this stage was given, in their order."""
    return whole(actor, piece_ids, given=Q(**{f"{stage}_since__isnull": False}))


def whole(
    actor: Anybody, piece_ids: Iterable[int], *, given: Q | None = None
) -> list[Shown]:
    """Return those of these pieces the actor may read, whole, in their order."""
    wanted = list(piece_ids)
    rows = Piece.objects.select_related("about").filter(
        _readable(actor), given or Q(), id__in=wanted
    )
    found = {row.pk: _shown(row, actor) for row in rows}
    return [found[one] for one in wanted if one in found]


def like(actor: Anybody, typed: str, *, most: int = 5) -> list[Row]:
    """Return questions like what somebody types, the likest first; nothing is kept."""
    rows = Piece.objects.filter(_readable(actor), kind=Kind.QUESTION)
    found = {
        row.public_id: row
        for row in _with_answers(rows, actor).order_by("-published_at")[:COMPARED]
    }
    texts = ((key, row.title, row.words) for key, row in found.items())
    return [_row(found[key]) for key in most_alike(typed, texts, most=most)]


def card(public_id: str, *, locked: bool = False) -> Card | None:
    """Return a piece as a search may find it, or None while it may not be found.

    locked -- inside a transaction: nobody changes the piece until that ends.
    """
    rows = Piece.objects.filter(public_id=public_id)
    if locked:
        rows = rows.select_for_update()
    return next(iter(_cards(rows)), None)


def cards() -> list[Card]:
    """Return every piece a search may find, to build an index anew; one query."""
    return list(_cards(Piece.objects.order_by("id")))


def pieces_of(person_id: int) -> list[str]:
    """Return the pieces of one person by their public ids. For workflows, never for a page."""
    rows = Piece.objects.filter(authors.of(person_id)).order_by("id")
    return list(rows.values_list("public_id", flat=True))


def _cards(rows: QuerySet[Piece]) -> Iterable[Card]:
    wide = Q(commons_since__isnull=False) | Q(public_since__isnull=False)
    # How one went, and a single answer, are found through what they are about.
    alone = (Kind.QUESTION, Kind.STRATEGY, Kind.STORY)
    for row in rows.filter(SHOWN, wide, kind__in=alone):
        yield Card(
            public_id=row.public_id,
            kind=row.kind,
            title=row.title,
            words="\n\n".join(filter(None, words_of(row).each()[1:])),
            url=f"/shared/{row.public_id}/",
            language=row.language,
            audience="public" if row.public_since else "members",
            notes=tuple(row.notes.split()),
        )


def person_behind(public_id: str) -> int | None:
    """Return whose piece this is. For rooms and workflows, never for a page."""
    row = Piece.objects.filter(public_id=public_id).first()
    return authors.person_behind(row) if row else None


def words_of(row: Piece) -> Words:
    """Return the words of a row."""
    return Words(*(getattr(row, name) for name in shapes.FIELDS))


def stages_of(row: Piece) -> frozenset[Stage]:
    """Return the stages that are given for a row."""
    return frozenset(one for one in Stage if getattr(row, f"{one}_since") is not None)


def _readable(actor: Anybody) -> Q:
    """Return the condition that the actor may read a piece."""
    if not isinstance(actor, Actor):
        return SHOWN & Q(public_since__isnull=False)
    mine = groups_of(actor, Role.MEMBER, Role.FACILITATOR)
    wide = Q(commons_since__isnull=False) | Q(public_since__isnull=False)
    return SHOWN & (wide | Q(group_since__isnull=False, group_id__in=mine))


def _with_answers(rows: QuerySet[Piece], actor: Anybody) -> QuerySet[Piece]:
    """Count of each question the answers this reader sees, and no others."""
    answered = Q(
        around__kind=Kind.ANSWER,
        around__state=State.PUBLISHED,
        around__is_resting=False,
    )
    if not isinstance(actor, Actor):
        answered &= Q(around__public_since__isnull=False)
    return rows.annotate(answers=Count("around", filter=answered))


def _row(row: Piece) -> Row:
    return Row(
        row.public_id,
        Kind(row.kind),
        row.title,
        row.topic,
        tuple(row.notes.split()),
        row.language,
        row.published_at,
        getattr(row, "answers", 0),
    )


def _shown(row: Piece, actor: Anybody) -> Shown:
    return Shown(
        id=row.pk,
        public_id=row.public_id,
        kind=Kind(row.kind),
        words=words_of(row),
        name_shown=row.name_shown,
        topic=row.topic,
        notes=tuple(row.notes.split()),
        language=row.language,
        stance=row.stance,
        published_at=row.published_at,
        look_again_on=row.look_again_on,
        helped=row.helped,
        is_mine=isinstance(actor, Actor) and authors.is_of(row, actor.person_id),
        stages=stages_of(row),
        about_id=row.about.public_id
        if row.about is not None
        and row.about.state in {State.PUBLISHED, State.WITHDRAWN}
        else "",
        is_gap=row.state == State.WITHDRAWN,
    )

"""Writing a piece: sent once, changed with care, shown at once or after somebody looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from hearthside.commons import authors, shapes
from hearthside.commons.known import is_known
from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Manner, Readers, Stage, State, Words
from hearthside.commons.showing import stages_of
from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile, NotFound, Refusal
from hearthside.engines import words as vocabulary
from hearthside.engines.sharing.means import says_how
from hearthside.groups import places
from hearthside.people import chosen_names

A_DAY = timedelta(days=1)
# What may still be changed by its author, and sent again.
OPEN = frozenset(
    {State.DRAFT, State.WAITING, State.HELD, State.DECLINED, State.PUBLISHED}
)


class CannotSend(Refusal):
    """The piece cannot be taken as it is, or not now."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending. is_shown -- readers see it already. is_new -- not sent before."""

    public_id: str
    is_shown: bool
    is_new: bool


def send(
    actor: Actor,
    kind: Kind,
    *,
    words: Words,
    manner: Manner,
    readers: Readers,
    about: str = "",
    now: datetime,
) -> Sent:
    """Take a new piece: it is shown at once, or waits until somebody looked.

    about -- the public id of the question or strategy, for an answer or how one went.
    The same words of the same person, sent again in the same manner to the same readers,
    are the same piece.

    Raises NotFound, CannotSend.
    """
    person_id = actor.person_id
    words = shapes.without_needless(kind, words)
    if why := why_not_send(actor, kind, words=words, manner=manner, readers=readers):
        raise CannotSend(why)
    same = authors.mark_of_words(person_id, f"{kind} {about} {words.whole()}")
    with transaction.atomic():
        if found := Piece.objects.filter(whose_words=same).first():
            return _again(found, kind, manner, readers)
        parent = _parent(actor, kind, about)
        _insist_on_measure(person_id, kind, parent, now=now)
        row = Piece(
            kind=kind,
            state=State.WAITING,
            about=parent,
            sent_at=now,
            whose_words=same,
            **_columns(words),
            **_manner(kind, manner),
            **authors.marks(person_id),
        )
        _give(row, readers, now=now)
        _show_or_wait(row, person_id, now=now)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            # Two taps at once: the other one is kept.
            found = Piece.objects.get(whose_words=same)
            return _again(found, kind, manner, readers)
    return _sent(row, is_new=True)


def change(
    actor: Actor,
    *,
    public_id: str,
    version: int,
    words: Words,
    manner: Manner,
    readers: Readers,
    now: datetime,
) -> Sent:
    """Change one's own piece and send it again; it is looked at as a new one would be.

    Raises NotFound, CannotSend, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = own(actor, public_id=public_id, locked=True)
        kind = Kind(row.kind)
        words = shapes.without_needless(kind, words)
        if row.state not in OPEN:
            raise CannotSend("You took this back. You can write a new one.")
        if row.version != version:
            raise ChangedMeanwhile(
                "This was changed in another window. Look at it as it is now, then "
                "change it again."
            )
        if why := why_not_send(
            actor, kind, words=words, manner=manner, readers=readers
        ):
            raise CannotSend(why)
        was = State(row.state)
        for name, value in (_columns(words) | _manner(kind, manner)).items():
            setattr(row, name, value)
        row.state, row.told = State.WAITING, ""
        row.sent_at = now if was is State.DRAFT else row.sent_at
        row.version += 1
        row.whose_words = None
        _give(row, readers, now=now)
        # Somebody looks at what waits, and at what was in trouble, whoever wrote it:
        # otherwise a second change would show what the first one did not.
        if was in {State.DRAFT, State.PUBLISHED} and not row.had_trouble:
            _show_or_wait(row, actor.person_id, now=now)
        row.save()
        _drop_suggestion(row)
    return _sent(row, is_new=False)


def why_not_send(
    actor: Actor, kind: Kind, *, words: Words, manner: Manner, readers: Readers
) -> str | None:
    """Return why this cannot be sent as it is, or None."""
    for name, most in shapes.LONGEST[kind].items():
        typed = getattr(words, name)
        if len(typed) > most:
            return (
                f"That is {len(typed):,} characters, and there is room for {most:,}. "
                "Please say it shorter, or in two parts."
            )
        if name in shapes.NEEDED[kind] and not typed.strip():
            return "Please fill in what is asked."
    # One emoji says something to a friend, and nothing to a stranger who needs to know.
    if sum(char.isalpha() for char in words.whole()) < 3:
        return "Please say it in words, so that somebody can understand it."
    if kind in shapes.STANCES and manner.stance not in shapes.STANCES[kind]:
        return "Please choose what fits."
    if manner.topic not in vocabulary.TOPICS:
        return "Please choose what it is about."
    if manner.language not in vocabulary.LANGUAGES:
        return "Please choose the language it is in."
    if set(manner.notes) - set(shapes.NOTES):
        return "Please choose notes from the list."
    return _why_not_so_named(manner.name_shown) or _why_not_shared(actor, kind, readers)


def own(actor: Actor, *, public_id: str, locked: bool = False) -> Piece:
    """Return one's own piece. For this room; pages ask `mine.py`.

    Raises NotFound: there is none, or it is somebody else's.
    """
    rows = Piece.objects.select_for_update() if locked else Piece.objects
    row = rows.filter(public_id=public_id).first()
    if row is None or not authors.is_of(row, actor.person_id):
        raise NotFound
    return row


def publish_now(row: Piece, *, now: datetime) -> None:
    """Set the columns of a piece that is shown from now on; the caller saves it."""
    row.state, row.told = State.PUBLISHED, ""
    row.published_at = row.published_at or now
    if row.kind == Kind.STRATEGY:
        row.look_again_on = (now + shapes.LOOK_AGAIN).date()


def _why_not_so_named(name: str) -> str | None:
    if not name:
        return None
    if len(name) > shapes.LONGEST_NAME:
        return f"Please choose a name of up to {shapes.LONGEST_NAME} characters."
    return chosen_names.why_not(name) or chosen_names.why_misleading(name)


def _why_not_shared(actor: Actor, kind: Kind, readers: Readers) -> str | None:
    if not readers.stages - {Stage.PRINT}:
        return "Please choose who may read it."
    if Stage.GROUP not in readers.stages:
        return None
    mine = {one.group_id for one in places.of(actor) if one.is_open}
    if kind is not Kind.STORY or readers.group_id not in mine:
        return "Please choose one of your groups."
    return None


def _parent(actor: Actor, kind: Kind, about: str) -> Piece | None:
    wanted = shapes.ABOUT.get(kind)
    if wanted is None:
        return None
    # The lock makes two answers to one thing queue, so that each is counted.
    row = (
        Piece.objects.select_for_update()
        .filter(public_id=about, kind=wanted, state=State.PUBLISHED)
        .first()
    )
    if row is None:
        raise NotFound
    return row


def _insist_on_measure(
    person_id: int, kind: Kind, parent: Piece | None, *, now: datetime
) -> None:
    mine = Piece.objects.filter(authors.of(person_id))
    written = mine.exclude(state=State.DRAFT)
    if written.filter(sent_at__gt=now - A_DAY).count() >= shapes.MOST_A_DAY:
        raise CannotSend(
            "You have written a lot today, and we have all of it. Please go on tomorrow."
        )
    if kind is not Kind.TRIED or parent is None:
        return
    if authors.is_of(parent, person_id):
        raise CannotSend("This one is yours. You can change it instead.")
    said = mine.filter(kind=kind, about=parent).exclude(state=State.WITHDRAWN)
    if said.exists():
        raise CannotSend(
            "You have said how it went for you. You can change that under What I shared."
        )


def _columns(words: Words) -> dict[str, str]:
    return {name: getattr(words, name) for name in shapes.FIELDS}


def _manner(kind: Kind, manner: Manner) -> dict[str, str]:
    return {
        "name_shown": manner.name_shown,
        "topic": manner.topic,
        "notes": " ".join(sorted(set(manner.notes))),
        "language": manner.language,
        "stance": manner.stance if kind in shapes.STANCES else "",
    }


def _give(row: Piece, readers: Readers, *, now: datetime) -> None:
    for stage in Stage:
        column = f"{stage}_since"
        since = getattr(row, column)
        setattr(row, column, (since or now) if stage in readers.stages else None)
    # Another group never saw it.
    row.group_id = readers.group_id if Stage.GROUP in readers.stages else None


def _show_or_wait(row: Piece, person_id: int, *, now: datetime) -> None:
    """Show it at once to people, if its author is known here and it tells no means."""
    words = Words(*(getattr(row, name) for name in shapes.FIELDS))
    if is_known(person_id) and not says_how(words.whole()):
        publish_now(row, now=now)


def _drop_suggestion(row: Piece) -> None:
    suggestion = getattr(row, "suggestion", None)
    if suggestion is not None:
        suggestion.delete()


def _again(found: Piece, kind: Kind, manner: Manner, readers: Readers) -> Sent:
    """Return what came of the first sending, if this one asks for the same.

    Raises CannotSend: it was stopped, or it goes to other readers or in another manner.
    """
    row_manner = {name: getattr(found, name) for name in _manner(kind, manner)}
    group_id = readers.group_id if Stage.GROUP in readers.stages else None
    if found.state not in {State.WAITING, State.PUBLISHED}:
        raise CannotSend(
            "You sent these words before. How they stand is under What I shared, and you "
            "can change them there."
        )
    if (row_manner, stages_of(found), found.group_id) != (
        _manner(kind, manner),
        readers.stages,
        group_id,
    ):
        raise CannotSend(
            "You sent these words before, and they stand as they were then: with that "
            "name, for those readers. Change it or take it back under What I shared."
        )
    return _sent(found, is_new=False)


def _sent(row: Piece, *, is_new: bool) -> Sent:
    return Sent(row.public_id, row.state == State.PUBLISHED, is_new)

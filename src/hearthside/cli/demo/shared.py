"""What people of Harbour share: looked at by Olu, put together, and twelve that wait."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hearthside.cli.demo.shapes import DemoPerson
from hearthside.cli.demo.shared_words import SHARED, WAITING, DemoPiece
from hearthside.commons import asking, collecting, willing
from hearthside.commons.shapes import Kind, Manner, Readers, Stage, Words
from hearthside.core.actor import Actor
from hearthside.groups import roles
from hearthside.workflows import publish_a_piece
from hearthside.workflows.ask_the_willing import ask_the_willing

FIRST_WEEK: Final = ("first-night", "list-on-door")
TOLD_OF: Final = {
    "amira": ("cancer", "alcohol"),
    "bo": ("alcohol", "bereaved_by_suicide"),
    "idris": ("cancer", "depression"),
    "fern": ("bereavement", "depression"),
}


def plant_shared(
    people: dict[str, int], everybody: tuple[DemoPerson, ...], *, now: datetime
) -> None:
    """Share everything, oldest first; twelve of people nobody knows yet wait for a look."""
    olu = _actor(people["olu"])
    made: dict[str, str] = {}
    for piece in sorted(SHARED, key=lambda one: -one.days_ago):
        made[piece.key] = _share(piece, _actor(people[piece.by]), made, now=now)
        at = now - timedelta(days=piece.days_ago) + timedelta(hours=5)
        _look(olu, made[piece.key], now=at)
    for piece in SHARED:
        if piece.helped:
            asks = next(one.by for one in SHARED if one.key == piece.about)
            asking.say_it_helped(
                _actor(people[asks]), public_id=made[piece.key], helped=True
            )
    first = collecting.begin(
        olu,
        title="First week home",
        words="For the days after an operation, when the ward is far away.",
        now=now,
    )
    for key in FIRST_WEEK:
        collecting.put_in(olu, public_id=first, piece_id=made[key], now=now)
    for who, topics in TOLD_OF.items():
        willing.be_willing(_actor(people[who]), topics=topics, now=now)
    _twelve(people, everybody, now=now)
    ask_the_willing(now=now)


def _twelve(
    people: dict[str, int], everybody: tuple[DemoPerson, ...], *, now: datetime
) -> None:
    writers = [one.key for one in everybody if one.key not in {*TOLD_OF, "olu"}]
    for number, title in enumerate(WAITING):
        publish_a_piece.send(
            _actor(people[writers[-1 - number]]),
            Kind.QUESTION,
            words=Words(title),
            manner=Manner(),
            readers=Readers(frozenset({Stage.COMMONS})),
            now=now - timedelta(hours=26 - 2 * number),
        )


def _share(
    piece: DemoPiece, actor: Actor, made: dict[str, str], *, now: datetime
) -> str:
    stages = {Stage.COMMONS}
    stages |= {Stage.PUBLIC} if piece.public else set()
    stages |= {Stage.PRINT} if piece.may_print else set()
    sent = publish_a_piece.send(
        actor,
        piece.kind,
        words=piece.words,
        manner=Manner(piece.name, piece.topic, piece.notes, "en", piece.stance),
        readers=Readers(frozenset(stages)),
        about=made.get(piece.about, ""),
        now=now - timedelta(days=piece.days_ago),
    )
    return sent.public_id


def _look(olu: Actor, public_id: str, *, now: datetime) -> None:
    publish_a_piece.show_it(olu, public_id=public_id, version=1, now=now)


def _actor(person_id: int) -> Actor:
    return Actor(person_id, roles.grants_of(person_id), True)

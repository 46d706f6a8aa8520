"""Pieces for tests: shared in a line, by somebody the desk knows or not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hearthside.commons.models import Piece
from hearthside.commons.shapes import Kind, Manner, Readers, Stage, State, Words
from hearthside.core.actor import Actor
from hearthside.workflows import publish_a_piece
from tests.cast import NOON

WORDS: dict[Kind, dict[str, str]] = {
    Kind.QUESTION: {"title": "How do I handle the drains after surgery?"},
    Kind.ANSWER: {"words": "I pinned them to my waistband."},
    Kind.STRATEGY: {
        "title": "The first night home", "did": "I put water by the bed.",
        "went": "I slept for four hours.", "cautions": "Not with a fever.",
    },
    Kind.TRIED: {"words": "With two small children about."},
    Kind.STORY: {"title": "A slow spring", "words": "It began with rain."},
}  # fmt: skip
STANCE = {Kind.ANSWER: "lived", Kind.TRIED: "worked"}


def share(
    actor: Actor,
    kind: Kind = Kind.QUESTION,
    *,
    to: set[Stage] | None = None,
    group_id: int | None = None,
    about: str = "",
    now: datetime = NOON,
    stance: str = "",
    topic: str = "any",
    notes: tuple[str, ...] = (),
    name: str = "",
    **words: str,
) -> Piece:
    """Send a piece as its author would; it may wait for a look."""
    sent = publish_a_piece.send(
        actor,
        kind,
        words=Words(**(WORDS[kind] | words)),
        manner=Manner(name, topic, notes, "en", stance or STANCE.get(kind, "")),
        readers=Readers(frozenset(to or {Stage.COMMONS}), group_id),
        about=about,
        now=now,
    )
    return Piece.objects.get(public_id=sent.public_id)


def shown(actor: Actor, kind: Kind = Kind.QUESTION, **given: Any) -> Piece:
    """Share a piece, as if somebody had looked at it."""
    row = share(actor, kind, **given)
    now = given.get("now", NOON)
    row.state, row.published_at = State.PUBLISHED, now
    row.save()
    return row


def make_known(actor: Actor) -> None:
    """Let three pieces of somebody have been shown without trouble."""
    for number in range(3):
        shown(actor, title=f"How do people manage thing {number}?")

"""The trail as one person may read it: without what goes round them."""

from __future__ import annotations

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.trail import Noted
from hearthside.safety import readers, round_a_lead
from hearthside.workflows.answer_a_report import own_places


def latest_for(actor: Actor, *, most: int = 50) -> list[Noted]:
    """Return the newest lines this actor may read, newest first.

    Raises NotFound.
    """
    insist(actor, Verb.READ_THE_TRAIL, ANYWHERE)
    kept = readers.kept_from(actor, own_places(actor))
    kept |= round_a_lead.kept_from_trail(actor)
    return trail.latest(most=most, but_not=kept)

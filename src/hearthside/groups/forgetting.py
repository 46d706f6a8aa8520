"""Forgetting a person in this room: what no foreign key takes along when they go."""

from __future__ import annotations

from hearthside.groups import first_talks, line, proposed_words, seats
from hearthside.groups.models import Membership, NameAtRest


def forget_person(person_id: int) -> int:
    """Delete every place of this person, and what only a mark says is theirs.

    Return how many rows.

    Nothing in the database leads from a person to their places, so this is done before
    the person goes, by whoever lets them go. Roles, what they wait for and their
    shortlist go with the person by themselves.
    """
    places = Membership.objects.filter(seats.of(person_id))
    # A name at rest stays, so that nobody is mistaken for them; whose it was goes.
    here = list(places.values_list("whose_here", flat=True))
    NameAtRest.objects.filter(whose_here__in=here).update(whose_here="")
    gone = places.delete()[0]
    gone += line.forget_person(person_id) + first_talks.forget_person(person_id)
    return gone + proposed_words.forget_person(person_id)

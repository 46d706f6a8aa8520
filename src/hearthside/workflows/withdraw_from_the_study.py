"""Leave a study: the answers go at once, and with them what led to them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.outcomes import codes, withdrawing
from hearthside.people import copies
from hearthside.people import study as study_places


def withdraw(actor: Actor, *, study_id: str, today: date) -> None:
    """Take the actor out of a study, with everything they answered in it.

    A copy of their data that waits for them has those answers too: it goes.

    Raises NotFound: they are not in it, or left before.
    """
    insist(actor, Verb.TAKE_PART_IN_A_STUDY, ANYWHERE)
    with transaction.atomic():
        code = study_places.give_up(actor.person_id, study=study_id)
        if code is None:
            raise NotFound
        copies.drop(actor.person_id)
        _let_go(code, today=today)


def withdraw_by_link(link: str, *, today: date) -> None:
    """Take whoever holds this link out of their study; a name they may have had goes too.

    Raises NotFound.
    """
    with transaction.atomic():
        who = codes.holder(link)
        whose = study_places.give_up_code(who.code, study=who.study.public_id)
        if whose is not None:
            copies.drop(whose)
        withdrawing.withdraw(who.code, today=today)


def withdraw_from_all(person_id: int, *, today: date) -> int:
    """Take a person who is forgotten out of every study; return of how many."""
    places = study_places.mine(person_id)
    for place in places:
        study_places.give_up(person_id, study=place.study)
        _let_go(place.code, today=today)
    return len(places)


def _let_go(code: str, *, today: date) -> None:
    try:
        withdrawing.withdraw(code, today=today)
    except NotFound:
        # The code left by its own link, or its study was over: nothing of it is here.
        return

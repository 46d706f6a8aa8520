"""Answer a questionnaire: by one's own link, and what follows where an answer tells of danger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.core.seal import blind
from hearthside.groups import roles
from hearthside.notifications import care_offered, worry_raised
from hearthside.notifications.care_offered import CareOffered
from hearthside.notifications.worry_raised import WorryRaised
from hearthside.outcomes import alerts, answering, codes, studies, waves
from hearthside.outcomes.answering import Said
from hearthside.people import study as study_places
from hearthside.people.letters import Kind
from hearthside.people.study import Place
from hearthside.workflows.take_part_in_a_study import MyStudy
from hearthside.workflows.write_to import write_to

_CARE: Final = "answers.care"
_ALERT: Final = "answers.alert"


@dataclass(frozen=True, slots=True)
class Mine:
    """The studies of one person: those they are in, and those they may take part in."""

    taking_part: tuple[MyStudy, ...]
    open: tuple[MyStudy, ...]


def my_studies(actor: Actor, *, today: date) -> Mine:
    """Return what the actor takes part in, and what they could.

    Raises NotFound.
    """
    insist(actor, Verb.TAKE_PART_IN_A_STUDY, ANYWHERE)
    places = {one.study: one for one in study_places.mine(actor.person_id)}
    mine, may = [], []
    for study in studies.every():
        place = places.get(study.public_id)
        if place is not None:
            wants = _wants_answers(place, today=today)
            mine.append(MyStudy(study, place.agreed_at, place.agreed_to, wants))
        elif study.is_open(today):
            may.append(MyStudy(study, None, "", wants_answers=False))
    return Mine(tuple(mine), tuple(may))


def my_link(actor: Actor, *, study_id: str) -> str:
    """Return the link of the actor's own code in a study. It is never shown with their name.

    Raises NotFound: they take no part in it.
    """
    insist(actor, Verb.TAKE_PART_IN_A_STUDY, ANYWHERE)
    place = study_places.mine_in(actor.person_id, study=study_id)
    if place is None:
        raise NotFound
    return codes.link_of(place.code)


def say(
    link: str,
    *,
    wave: int,
    number: int,
    value: int | None,
    base_address: str,
    today: date,
    now: datetime,
) -> Said:
    """Keep one answer of whoever holds this link, and tell the leads where it tells of danger.

    Raises NotFound, CannotAnswer, CannotAsk.
    """
    with transaction.atomic():
        who = codes.holder(link)
        said = answering.say(
            who.code, wave=wave, number=number, value=value, now=now, today=today
        )
        if said.wants_a_letter:
            _tell_the_leads(who.id, wave, base_address=base_address, now=now)
    return said


def type_in(
    actor: Actor,
    *,
    code: str,
    wave: int,
    said_yes: bool,
    values: Mapping[int, int | None],
    base_address: str,
    today: date,
    now: datetime,
) -> Said:
    """Keep a paper, typed in at the desk by its code alone.

    said_yes -- the paper has the cross that says yes to taking part.

    Raises NotFound, CannotAgree, CannotAnswer, CannotAsk.
    """
    insist(actor, Verb.KEEP_STUDIES, ANYWHERE)
    with transaction.atomic():
        if said_yes:
            codes.agree(code, today=today)
        who = codes.holder_of(code)
        said = answering.type_in(code, wave=wave, values=values, now=now, today=today)
        if said.wants_a_letter:
            _tell_the_leads(who.id, wave, base_address=base_address, now=now)
    return said


def look_at(
    actor: Actor, *, alert_id: str, offer: bool, base_address: str, now: datetime
) -> bool | None:
    """Note that a lead looked; with an offer, let whoever it is hear of it.

    The lead learns of nobody: the letter finds its way by the code. Returns None without an
    offer; else whether there was somebody to write to.

    Raises NotFound.
    """
    with transaction.atomic():
        one = alerts.see(actor, public_id=alert_id, now=now)
        # Without its number: the line has the minute in which somebody was written to.
        trail.note(actor, verb=Verb.READ_ALERTS, what="study alerts", now=now)
        if not offer:
            return None
        places = study_places.everybody(study=one.study)
        behind = [place.person_id for place in places if place.code == one.code]
        about = CareOffered(f"{base_address}/mine/studies/", is_of_an_evening=False)
        write_to(
            behind,
            care_offered.words(about),
            kind=Kind.DESK,
            # A line in the house stands beside a name: what it is known by leads to no code.
            occasion=blind(f"{one.public_id}:{one.raised_at}", purpose=_CARE),
            still=lambda _: "",
            now=now,
        )
    return bool(behind)


def _tell_the_leads(
    participant_id: int, wave: int, *, base_address: str, now: datetime
) -> None:
    letter = worry_raised.words(WorryRaised(f"{base_address}/desk/alerts/"))
    write_to(
        roles.leads(),
        letter,
        kind=Kind.DESK,
        occasion=blind(f"{participant_id}:{wave}:{now}", purpose=_ALERT),
        still=lambda _: "leads",
        now=now,
    )


def _wants_answers(place: Place, *, today: date) -> bool:
    try:
        who = codes.holder_of(place.code)
    except NotFound:
        return False
    if who.began_on is None:
        return False
    window = waves.open_window(who.began_on, today=today)
    return window is not None and window.wave not in answering.sent_waves(who.id)

"""Somebody leaves: everything they hold on one page, who takes what, and one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearthside.core.actor import Actor, Role
from hearthside.core.ids import opaque_id
from hearthside.core.policy import THE_WHOLE_HOUSE, Verb, may
from hearthside.engines import recurrence
from hearthside.groups import roles
from hearthside.groups.ending import CannotEnd
from hearthside.groups.giving_roles import CannotGive
from hearthside.meetings.rota import Part
from hearthside.people.signing_in import names_of
from hearthside.web.desk import one_helper
from hearthside.web.desk.one_helper import Saying
from hearthside.web.desk.one_volunteer import VOLUNTEER
from hearthside.workflows import hand_over
from hearthside.workflows.hand_over import InHand

# Of a long row of dates the first few say which they are; the rest is a number.
SHOWN: Final = 4
NOBODY: Final = ""
LEAD: Final = "lead"


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who could take it."""

    id: str
    name: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing they hold: what it is, what hangs on it, and who could take it.

    dates -- or whatever else waits with it. field -- the question's name; empty where there is nobody to choose. otherwise -- what
    happens when nobody takes it.
    """

    words: str
    dates: tuple[str, ...]
    more: str
    field: str
    label: str
    choices: tuple[Choice, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """Everything desk/leaving.html may show."""

    name: str
    helper_url: str
    things: tuple[Thing, ...]
    why_not: str


def show(
    request: HttpRequest, actor: Actor, now: datetime, volunteer_id: str
) -> HttpResponse:
    """Show everything this person holds."""
    return _page(request, actor, now, volunteer_id)


def act(
    request: HttpRequest, actor: Actor, now: datetime, volunteer_id: str
) -> HttpResponse:
    """Hand everything over and end their roles, all or nothing."""
    found = one_helper.helper(actor, volunteer_id)
    hand = hand_over.in_hand(actor, person_id=found.person_id, now=now)
    say, people = _saying(hand), _people(actor, but_for=found.person_id)
    typed = request.POST
    try:
        hand_over.hand_over(
            actor,
            person_id=found.person_id,
            takers={
                group_id: people[who][0]
                for group_id in hand.group_ids
                if (who := typed.get(_of_group(say, group_id), NOBODY)) in people
            },
            next_coordinators={
                one.locality_id: people[who][0]
                for one in hand.held
                if one.locality_id is not None
                and (who := typed.get(_of_area(say, one.locality_id), NOBODY)) in people
            },
            worries_to=people[who][0]
            if (who := typed.get(LEAD, NOBODY)) in people
            else None,
            base_address=settings.CONFIG.base_address,
            now=now,
        )
    except (CannotEnd, CannotGive) as no:
        return _page(request, actor, now, volunteer_id, typed, why_not=no.why)
    messages.info(request, _("Handed over. Their roles have ended."))
    return redirect("who")


def _saying(hand: InHand) -> Saying:
    return Saying(set(hand.group_ids))


def _people(actor: Actor, *, but_for: int) -> dict[str, tuple[int, str, bool]]:
    """Return who could take something: their id in forms, number, name, whether a lead."""
    held = roles.held_in(one_helper.reach(actor))
    leads = {one.person_id for one in held if one.role is Role.LEAD}
    names = names_of(sorted({one.person_id for one in held} - {but_for}))
    return {
        opaque_id(VOLUNTEER, one): (one, names[one], one in leads)
        for one in sorted(names, key=lambda one: names[one].casefold())
    }


def _of_group(say: Saying, group_id: int) -> str:
    return f"group-{say.groups[group_id].public_id}"


def _of_area(say: Saying, locality_id: int) -> str:
    return f"area-{say.areas[locality_id].slug}"


def _page(
    request: HttpRequest,
    actor: Actor,
    now: datetime,
    volunteer_id: str,
    typed: QueryDict | None = None,
    *,
    why_not: str = "",
) -> HttpResponse:
    found = one_helper.helper(actor, volunteer_id)
    hand = hand_over.in_hand(actor, person_id=found.person_id, now=now)
    say, people = _saying(hand), _people(actor, but_for=found.person_id)

    def choices(
        field: str, *, fits: frozenset[int] | None, leads_only: bool = False
    ) -> tuple[Choice, ...]:
        chosen = typed.get(field, NOBODY) if typed else NOBODY
        return tuple(
            Choice(key, name, key == chosen)
            for key, (one, name, is_lead) in people.items()
            if (fits is None or one in fits) and (is_lead or not leads_only)
        )

    things = []
    for group_id in hand.group_ids:
        field, group = _of_group(say, group_id), say.groups[group_id]
        dates = hand.dates.get(group_id, ())
        gives = may(actor, Verb.GIVE_A_ROLE, group.place)
        # Who may not give a role can still hand dates to those who have it.
        fits = None if gives else frozenset(roles.facilitators_of([group_id])[group_id])
        said = [
            f"{recurrence.say_moment(one.dated.starts_at.astimezone(ZoneInfo(group.zone)))}"
            + (f" ({_('by the phone')})" if one.part == Part.WAITS else "")
            for one in dates[:SHOWN]
        ]
        more = len(dates) - SHOWN
        is_theirs = any(one.group_id == group_id for one in hand.held)
        things.append(
            Thing(
                say.role(Role.FACILITATOR, group_id, None)
                if is_theirs
                else _("Steps in at %(name)s") % {"name": group.name},
                tuple(said),
                ngettext("and %(n)d more date", "and %(n)d more dates", more)
                % {"n": more}
                if more > 0
                else "",
                field,
                _("Who facilitates it from now on, and takes these dates"),
                choices(field, fits=fits),
                _("Nobody yet: its dates stand open and are offered"),
            )
        )
    for one in hand.held:
        if one.role is Role.FACILITATOR:
            continue
        waiting = hand.proposals.get(one.locality_id or 0, 0)
        things.append(_of_role(actor, one, say, choices, waiting))
    page = LeavingPage(
        name=names_of([found.person_id]).get(found.person_id, ""),
        helper_url=reverse("helper", args=[volunteer_id]),
        things=tuple(things),
        why_not=why_not,
    )
    status = 409 if why_not else 200
    return render(request, "desk/leaving.html", {"page": page}, status=status)


class _Chooses(Protocol):
    def __call__(
        self, field: str, *, fits: frozenset[int] | None, leads_only: bool = False
    ) -> tuple[Choice, ...]: ...


def _of_role(
    actor: Actor, one: roles.Held, say: Saying, choices: _Chooses, waiting: int
) -> Thing:
    words = say.role(one.role, one.group_id, one.locality_id)
    if one.role is Role.COORDINATOR and one.locality_id is not None:
        field = _of_area(say, one.locality_id)
        gives = may(actor, Verb.GIVE_A_ROLE, THE_WHOLE_HOUSE)
        fits = None if gives else frozenset(roles.coordinators_of(one.locality_id))
        return Thing(
            words, _proposals(waiting), "", field, _("Who coordinates it from now on"),
            choices(field, fits=fits),
            _("Nobody yet: what waits goes to the other coordinators, else to the hosts"),
        )  # fmt: skip
    if one.role is Role.LEAD:
        return Thing(
            words, (), "", LEAD, _("Who holds on to what they hold"),
            choices(LEAD, fits=None, leads_only=True),
            _("It waits for any of the leads"),
        )  # fmt: skip
    return Thing(words, (), "", "", "", (), _("It ends."))


def _proposals(waiting: int) -> tuple[str, ...]:
    """Return what imported lists propose there, as one line; nothing where nothing waits."""
    if not waiting:
        return ()
    said = ngettext(
        "%(n)d proposal from a list that was brought in waits to be judged",
        "%(n)d proposals from lists that were brought in wait to be judged",
        waiting,
    )
    return (said % {"n": waiting},)

"""Every door of the site, an address behind it that is there, and the person it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.urls import reverse

from hearthside.circles import lines
from hearthside.circles.asking import Hours
from hearthside.commons import library, mine
from hearthside.commons.models import Collection, Piece
from hearthside.core import policy
from hearthside.core.actor import Actor, Anybody, Role, Visitor
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Place
from hearthside.groups import agreeing, door_photo, offers, proposing
from hearthside.groups.models import Change, Group, ImportRun
from hearthside.groups.roles import grants_of
from hearthside.meetings import rota
from hearthside.meetings.models import Meeting
from hearthside.organisation.models import CrisisLine
from hearthside.outcomes import studies
from hearthside.people import letters, suspending
from hearthside.people.letters import Kind
from hearthside.people.models import Person
from hearthside.people.signing_in import suspend
from hearthside.safety.asked import a_month_after
from hearthside.safety.models import (
    Asked,
    Care,
    Opening,
    Record,
    Report,
    Response,
    Worry,
)
from hearthside.signposting.models import ServiceReading
from hearthside.workflows import ask_for_a_line, what_is_wrong
from hearthside.workflows.say_something_is_wrong import say_something_is_wrong
from tests.house.routes import Route, routes
from tests.photos import drawn_door
from tests.services_scene import a_service

# Whoever comes first and may, is who a door is for: so a member's door shows a member.
CAST = ("", "Amira", "Fern", "Olu", "Sol", "Hal", "Eve")
# Addresses that answer without a page, and what they do instead.
NO_PAGE = {
    "leave": "leads out of the house",
    "back": "leads to the start",
    "health": "says one word to a machine",
    "mfa_login_webauthn": "speaks with the device",
    "mfa_download_recovery_codes": "sends a file",
    "go_on": "leads on to where somebody wanted to go",
    "paper": "sends a file",
    "group_paper": "sends a file",
    "draft_paper": "sends a file",
    "slip_keys": "answers a machine",
    "poster": "sends a file",
    "leaflet": "sends a file",
    "services_paper": "sends a file",
    "services_slip": "says that nothing is ticked, until something is",
    "door_picture": "is a picture",
    "circle_picture": "is a sealed picture",
    "keeper": "is a script",
    "plan_keeper": "is a script",
    "pages_keeper": "is a script",
    "kept_marks": "speaks with the page",
    "key_state": "speaks with the page",
    "plan_state": "speaks with the page",
    "circles_state": "speaks with the page",
    "circle_state": "speaks with the page",
    "circle_keys": "speaks with the page",
    "circle_frames": "speaks with the page",
    "circle_welcomes": "speaks with the page",
    "circle_waiting": "speaks with the page",
    "report_words": "speaks with the page",
    "check_words": "leads to the report until that was opened",
    "room_state": "speaks with the page",
    "room_waiting": "speaks with the page",
    "room_seat": "speaks with the page",
    "room_keys": "speaks with the page",
    "room_frames": "speaks with the page",
    "room_welcomes": "speaks with the page",
    "plan_paper": "sends a file",
    "contact_paper": "sends a file",
    "phone_state": "speaks with the screen",
    "take_numbers_away": "sends a file",
    "take_copy": "sends a file",
    "stay": "leads to Mine, but for whoever is leaving",
    "rota_calendar": "sends a file",
    "asked_document": "sends a file",
    "asked_paper": "sends a file",
    "meeting_guide": "answers a machine",
    "bmlt": "answers a machine",
    "bmlt_script": "answers a machine",
}
# Doors for one person alone, whoever else is signed in.
THEIRS = {
    "my_worry": "Fern",
    "my_worry_step": "Fern",
    "care": "Fern",
    "our_line": "Amira",
    "my_piece": "Amira",
    "change_piece": "Amira",
}
ONE_GROUP = "Tuesday Evening, Headingley"
ONLINE_GROUP = "The Sunday Lamp"


@dataclass(frozen=True)
class Door:
    """An address to look at: the name in urls.py, the path, and who looks ("" nobody)."""

    name: str
    path: str
    who: str


def doors(now: datetime) -> Iterator[Door]:
    """Yield every door that shows a page.

    Raises LookupError for an address about something unknown here, so that a new kind of
    page cannot be left out.
    """
    actors = {name: _actor(name, now) for name in CAST}
    for route in routes():
        is_for_machines = route.verb is policy.Verb.READ_A_FEED
        if route.name in NO_PAGE or is_for_machines:
            continue
        if route.methods and "GET" not in route.methods:
            continue
        parts, place = _about(route, now)
        path = reverse(route.name, kwargs=parts)
        for name, actor in actors.items():
            verb = route.verb
            if name != THEIRS.get(route.name, name):
                continue
            if verb is None or policy.may(actor, verb, place):
                yield Door(route.name, path, name)
                break


def _actor(name: str, now: datetime) -> Anybody:
    if not name:
        return Visitor()
    person = Person.objects.get(called=name)
    tonight = rota.grants_for_tonight(person.pk, now=now)
    return Actor(person.pk, grants_of(person.pk) | tonight, True)


def _about(route: Route, now: datetime) -> tuple[dict[str, str | int], Place]:
    """Return the words in the address, for something that is there, and where it is."""
    group = Group.objects.get(name=ONE_GROUP)
    _hang_a_door_photo(group, now)
    date = _next_date(group, now)
    place = Place(group.pk, group.locality_id, date.pk)
    amira, fern = (Person.objects.get(called=name).pk for name in ("Amira", "Fern"))
    known: dict[tuple[str, ...], dict[str, str | int]] = {
        (): {},
        ("group_id",): {"group_id": group.public_id},
        ("date_id",): {"date_id": date.public_id},
        ("run_id",): {"run_id": _last_reading()},
        # Nothing behind one of these is a page.
        ("circle_id",): {"circle_id": "zzzzzzzzzzzz"},
        ("line_circle_id",): {"line_circle_id": _a_line_between(group, now)},
        ("locality",): {"locality": "leeds"},
        ("article_id",): {"article_id": library.articles()[0].public_id},
        ("service_id",): {"service_id": a_service().public_id},
        ("services_reading_id",): {"services_reading_id": _a_file_of_services(now)},
        ("change_id",): {"change_id": _a_change(group, now)},
        ("worry_id",): {"worry_id": _a_worry(group, date, fern, now)},
        ("my_worry_id",): {"my_worry_id": _a_worry(group, date, fern, now)},
        ("my_worry_id", "step"): {
            "my_worry_id": _a_worry(group, date, fern, now),
            "step": "safe-now",
        },
        ("record_id",): {"record_id": _a_record().public_id},
        ("record_id", "step"): {
            "record_id": _a_record().public_id,
            "step": "who-to-tell",
        },
        ("asked_id",): {"asked_id": _an_ask(now)},
        ("care_id",): {"care_id": _an_offer(fern, now)},
        ("report_id",): {"report_id": _a_report(route.name, now)},
        ("kind", "thing_id"): {"kind": "group", "thing_id": group.public_id},
        ("response_id",): {"response_id": _something_said_to(amira, group, now)},
        ("volunteer_id",): {"volunteer_id": opaque_id("volunteer", fern)},
        ("line_id",): {"line_id": opaque_id("line", _a_line())},
        ("document",): {"document": "risk-assessment"},
        ("study_id",): {"study_id": studies.every()[0].public_id},
        ("link",): {"link": "a" * 16},
        ("token",): {
            "token": _suspended(now)
            if route.name == "suspended"
            else _held_out(group, now)
            if route.name == "role_offer"
            else letters.stop_token(amira, kind=Kind.DATES)
        },
        ("opening_id",): {"opening_id": _an_opening(amira, now)},
        ("plural",): {"plural": "questions"},
        ("written",): {"written": "story"},
        ("piece_id",): {"piece_id": _a_piece(state="published", kind="strategy")},
        ("waiting_id",): {"waiting_id": _a_piece(state="waiting")},
        ("my_piece_id",): {"my_piece_id": mine.pieces(Actor(amira))[0].public_id},
        ("collection_id",): {
            "collection_id": Collection.objects.earliest("id").public_id
        },
        ("pk",): {"pk": _a_key()},
        ("key",): {"key": "nothing"},
        ("uidb36", "key"): {"uidb36": "1", "key": "nothing"},
    }
    if route.name == "room":
        # Only who comes from home has a room: the demo lays a meeting that is near.
        online = Group.objects.get(name=ONLINE_GROUP)
        near = _next_date(online, now)
        there = Place(online.pk, online.locality_id, near.pk)
        return {"date_id": near.public_id}, there
    if route.name == "wrong_kept":
        return {"token": _kept(group, now)}, place
    if route.parts not in known:
        raise LookupError(f"The pictures do not know what {route.name} is about.")
    return known[route.parts], place if route.parts else policy.ANYWHERE


def _a_piece(**about: str) -> str:
    """Return the oldest piece of the demo that stands so."""
    return Piece.objects.filter(**about).earliest("id").public_id


def _held_out(group: Group, now: datetime) -> str:
    """Return the code of a role that waits for somebody to take it."""
    olu = Person.objects.get(called="Olu").pk
    actor = Actor(olu, grants_of(olu), True)
    theirs = [one.code for one in offers.waiting(actor, now=now) if one.code]
    if theirs:
        return theirs[0]
    return offers.invite(actor, role=Role.FACILITATOR, group_id=group.pk, now=now).code


def _a_line_between(group: Group, now: datetime) -> str:
    """Return a line of Amira's and Bo's that both said yes to."""
    amira, bo = (
        Actor(one.pk, grants_of(one.pk), True)
        for one in Person.objects.filter(called__in=("Amira", "Bo")).order_by("called")
    )
    for one in ask_for_a_line.my_lines(amira, now=now):
        if one.state == "open":
            return one.circle_id
    ask_for_a_line.ask_for_a_line(
        amira,
        group_id=group.pk,
        names=("Bo",),
        own_words="Shall we write now and then?",
        weeks=12,
        hours=Hours(),
        now=now,
    )
    asked = [one for one in lines.mine(bo, now=now) if one.state == "asked"]
    circle_id = asked[0].circle_id
    lines.answer(bo, circle_id=circle_id, yes=True, hours=Hours(), now=now)
    return circle_id


def _hang_a_door_photo(group: Group, now: datetime) -> None:
    """Put up the photo that the page of the group, and its form, are looked at with."""
    olu = Person.objects.get(called="Olu").pk
    actor = Actor(olu, grants_of(olu), True)
    kept = door_photo.current(actor, public_id=group.public_id)
    if kept.photo is None:
        door_photo.put_up(
            actor,
            public_id=group.public_id,
            seen=kept.seen,
            photo=drawn_door(),
            words="A blue double door in a stone wall, one step up, a lamp over it.",
            now=now,
        )


def _suspended(now: datetime) -> str:
    """Suspend one member, and return the token of the page they are shown."""
    captain = Person.objects.get(called="Captain").pk
    suspend(person_id=captain, now=now)
    return suspending.token_of(captain)


def _next_date(group: Group, now: datetime) -> Meeting:
    return Meeting.objects.filter(group=group, starts_at__gt=now).earliest("starts_at")


def _a_file_of_services(now: datetime) -> str:
    made = {"made_at": now}
    row, _made = ServiceReading.objects.get_or_create(
        list=a_service().list, defaults=made
    )
    return row.public_id


def _last_reading() -> str:
    run = ImportRun.objects.order_by("-id").first()
    return run.public_id if run else "zzzzzzzzzzzz"


def _a_worry(group: Group, date: Meeting, by: int, now: datetime) -> str:
    worry, _made = Worry.objects.get_or_create(
        locality_id=group.locality_id,
        meeting_id=date.pk,
        defaults={
            "raised_by_id": by,
            "raised_at": now,
            "kind": Worry.Kind.ADULT,
            "words": "Somebody spoke of not being safe at home.",
        },
    )
    return worry.public_id


def _a_line() -> int:
    line = CrisisLine.objects.order_by("order").first()
    return line.pk if line else 1


def _a_change(group: Group, now: datetime) -> str:
    """Return a change of the agreement that people of the group talk over."""
    found = Change.objects.filter(group=group, settled_at=None).first()
    if found is not None:
        return found.public_id
    newest = agreeing.versions(group.pk)[0]
    words = (*newest.promises[1:], "Phones stay in coats, and coats stay on the hook.")
    bo = Person.objects.get(called="Bo").pk
    return proposing.propose(
        Actor(bo, grants_of(bo), True),
        group_id=group.pk,
        promises=words,
        why="A phone rang in the middle of something that was hard to say.",
        now=now,
    )


def _a_record() -> Record:
    return Record.objects.order_by("id")[0]


def _an_ask(now: datetime) -> str:
    on = now.date()
    asked, _made = Asked.objects.get_or_create(
        record=_a_record(), defaults={"asked_on": on, "due_on": a_month_after(on)}
    )
    return asked.public_id


def _an_offer(person_id: int, now: datetime) -> str:
    care, _made = Care.objects.get_or_create(
        record=_a_record(), person_id=person_id, defaults={"offered_at": now}
    )
    return care.public_id


def _an_opening(whose: int, now: datetime) -> str:
    asked = {"reason": "She has not come home since Friday.", "asked_at": now}
    row, _made = Opening.objects.get_or_create(person_id=whose, defaults=asked)
    return row.public_id


def _a_report(name: str, now: datetime) -> str:
    """Return a report of this desk; the host's is about the only lead."""
    is_round = name.startswith("round_")
    rows = Report.objects.filter(round_leads=is_round, for_leads=is_round)
    row = rows.order_by("-id").first()
    if row is None:
        row = Report.objects.create(
            kind="lead", made_at=now, round_leads=True, for_leads=True
        )
    return row.public_id


def _kept(group: Group, now: datetime) -> str:
    where = what_is_wrong.find(
        Visitor(), kind="group", pointer=group.public_id, now=now
    )
    return say_something_is_wrong(
        Visitor(), where, kind="agreement", base_address="http://localhost", now=now
    ).token


def _something_said_to(person_id: int, group: Group, now: datetime) -> str:
    """Return something decided about this person, for the page where they read it."""
    report = Report.objects.order_by("id").first()
    said, _made = Response.objects.get_or_create(
        person_id=person_id,
        report=report,
        defaults={
            "rung": "pause",
            "group_id": group.pk,
            "reason": "You asked three people about their medicines after they said no.",
            "at": now,
            "ends_at": now + timedelta(days=7),
        },
    )
    return said.public_id


def _a_key() -> int:
    key = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).first()
    return key.pk if key else 1

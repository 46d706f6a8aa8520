"""No answer of the house joins two names of one person, for anybody but that person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from hearthside.core.actor import Actor
from hearthside.groups import naming, roles, seats
from hearthside.groups.directory import handles
from hearthside.jobs.mailing import hand_to_the_mail_server
from hearthside.meetings import following
from hearthside.meetings.models import Meeting
from hearthside.people.chosen_names import skeleton
from hearthside.people.models import Person
from hearthside.safety.models import Report
from hearthside.workflows import change_a_date
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.suspend_somebody import suspend_whoever_is
from tests.cast import NOON, make_person, signed_in
from tests.house.routes import routes
from tests.house.test_matrix import WITH, things

# One is a member twice over; one leads here and is a member elsewhere.
SIGNS_IN, HERE, BEFORE, THERE = "Quillfeather", "Brackenmoss", "Oldmarrow", "Tansyholt"
LEADS, LEADER_THERE = "Fern", "Saltglass"
NAMES = {"member": {SIGNS_IN, HERE, BEFORE, THERE}, "leader": {LEADS, LEADER_THERE}}
ROLES = (
    "visitor", "newcomer", "member", "outsider", "facilitator", "facilitator_elsewhere",
    "coordinator", "coordinator_elsewhere", "lead", "evaluator", "host", "planted",
)  # fmt: skip

# The others take their turn in the long run; a lead looks below, in a test of its own.
QUICK = {"member"}


@dataclass
class Planted:
    """The people with more than one name, and everybody who may look."""

    member: Actor
    cast: dict[str, Actor | None]


def sit(person_id: int, group: Any, name: str) -> None:
    seats.take(
        person_id=person_id, group_id=group.pk, name_here=name, skeleton=skeleton(name),
        agreement_number=1, now=NOON,
    )  # fmt: skip


@pytest.fixture
def planted(request, scene, runs, tonight) -> Planted:
    get = request.getfixturevalue
    person = make_person(SIGNS_IN, email="quill@example.org")
    sit(person.pk, scene.tuesday, BEFORE)
    sit(person.pk, scene.elsewhere, THERE)
    me = Actor(person.pk, roles.grants_of(person.pk), True)
    naming.change(me, group_id=scene.tuesday.pk, name=HERE, now=NOON)
    sit(get("fern").person_id, scene.elsewhere, LEADER_THERE)
    for group in (scene.tuesday, scene.elsewhere):
        following.put_down(person_id=person.pk, group_id=group.pk)
    return Planted(
        me,
        {
            "visitor": None, "newcomer": get("newcomer"), "member": get("amira"),
            "outsider": get("outsider"), "facilitator": get("fern"),
            "facilitator_elsewhere": get("otto"), "coordinator": get("olu"),
            "coordinator_elsewhere": get("una"), "lead": get("sol"),
            "evaluator": get("eve"), "host": get("hal"), "planted": me,
        },
    )  # fmt: skip


def joined(said: str, *, own: str = "") -> list[set[str]]:
    """Return each person two of whose names stand in this, but for one's own."""
    return [
        both
        for who, names in NAMES.items()
        if who != own and len(both := {name for name in names if name in said}) > 1
    ]


def answers(client: Client, scene: Any) -> Any:
    """Yield what every address says to looking and to an empty form, and change nothing."""
    for route in routes():
        for thing in things(route, scene) if route.verb else ():
            address = reverse(route.name, kwargs=thing.parts)
            for method in ("get", "post"):
                before = transaction.savepoint()
                cookies = client.cookies.copy()
                form = WITH.get(route.name, {}) if method == "post" else {}
                answer = getattr(client, method)(address, form)
                transaction.savepoint_rollback(before)
                client.cookies = cookies
                body = (
                    b"".join(answer.streaming_content)
                    if answer.streaming
                    else answer.content
                )
                told = body.decode(errors="ignore") + str(dict(answer.headers))
                yield f"{method} {route.name} {answer.status_code}", told


def test_two_names_beside_each_other_are_seen():
    assert joined(f"<b>{HERE}</b> and {THERE}") == [{HERE, THERE}]
    assert joined(f"{HERE} and {LEADS}") == []
    assert joined(f"{HERE} and {THERE}", own="member") == []


@pytest.mark.parametrize(
    "role",
    [
        role
        if role in QUICK
        else pytest.param(role, marks=[pytest.mark.slow, pytest.mark.sqlite])
        for role in ROLES
    ],
)
def test_no_page_feed_export_or_error_joins_two_names(
    role, planted, scene, monkeypatch
):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    monkeypatch.setattr(settings, "ACCOUNT_RATE_LIMITS", {})
    actor = planted.cast[role]
    client = signed_in(actor) if actor else Client()
    own = {"planted": "member", "facilitator": "leader"}.get(role, "")
    seen, wrong = 0, []
    for which, told in answers(client, scene):
        seen += 1
        wrong += [f"{which}: {sorted(both)}" for both in joined(told, own=own)]
        # A name somebody gave up is nowhere at all.
        wrong += [f"{which}: {BEFORE}"] if BEFORE in told else []

    assert seen > 200
    assert not wrong, "\n".join(wrong)


def test_the_person_alone_sees_both(planted, monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)

    page = signed_in(planted.member).get("/mine/").content.decode()

    assert {name for name in NAMES["member"] if name in page} == {SIGNS_IN, HERE, THERE}


def test_no_refusal_of_a_name_tells_of_another(planted, scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    doors = {
        "newcomer": (f"/groups/{scene.tuesday.public_id}/join/", HERE),
        "member": (f"/groups/{scene.tuesday.public_id}/name/", HERE),
        "outsider": (f"/groups/{scene.elsewhere.public_id}/name/", LEADER_THERE),
    }
    for role, (door, name) in doors.items():
        actor = planted.cast[role]
        assert actor is not None
        form = {"name_here": name, "promise": "yes", "number": "1"}
        page = signed_in(actor).post(door, form).content.decode()
        assert "Somebody in this group has that name" in page
        assert joined(page) == []


@pytest.mark.slow
def test_a_lead_who_suspends_sees_one_name_and_no_more(planted, scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    lead = planted.cast["lead"]
    assert lead is not None
    # By the name they had before: not even the newer one is shown.
    suspend_whoever_is(
        lead, group_id=scene.tuesday.pk, called=BEFORE, reason="Threats.", now=NOON
    )
    client = signed_in(lead)
    report = Report.objects.get(kind="away")
    path = f"/desk/reports/{report.public_id}/"
    client.post(f"{path}open/")
    assert BEFORE in client.get(path).content.decode()
    assert not joined(client.get(path).content.decode())

    told = [page for _which, page in answers(client, scene)]

    assert any(BEFORE in page for page in told)
    assert not any(joined(page) for page in told)
    assert Person.objects.exclude(suspended_at=None).count() == 1


def test_no_letter_holds_a_name(planted, scene, olu):
    date = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    change_a_date.call_off(
        olu, public_id=date.public_id, group=handles([scene.tuesday.pk])[scene.tuesday.pk],
        reason="", version=date.version, base_address="https://example.org", now=NOON,
    )  # fmt: skip
    deliver_the_post(hand_to_the_mail_server, now=NOON + timedelta(hours=1))

    assert mail.outbox
    every = NAMES["member"] | NAMES["leader"]
    for letter in mail.outbox:
        said = str(letter.message())
        assert not [name for name in every if name in said]

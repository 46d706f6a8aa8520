"""Who may do what, asked of the running site: role x address x thing x method.

Grows by itself: a new address or role makes new cases, and an address whose things the
matrix does not know fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from hearthside.circles import rehearsing
from hearthside.circles.models import Circle, GroupInfo, Picture
from hearthside.commons import authors, library
from hearthside.commons.models import Collected, Collection, Piece
from hearthside.commons.shapes import Kind as PieceKind
from hearthside.commons.shapes import Stage
from hearthside.core import policy
from hearthside.core.actor import Actor, Machine, Role, Visitor
from hearthside.core.ids import opaque_id
from hearthside.core.policy import Place
from hearthside.engines.publishing.hsds.ids import id_of
from hearthside.engines.publishing.hsds.taxonomies import TAXONOMIES, term_id
from hearthside.groups import joining
from hearthside.groups.models import Change, Group, ImportRun, Suspension
from hearthside.groups.roles import grants_of
from hearthside.meetings import rota
from hearthside.meetings.models import Meeting, Training
from hearthside.meetings.training import TO_FACILITATE
from hearthside.organisation.models import CrisisLine, LineChange
from hearthside.outcomes import studies
from hearthside.outcomes.models import Study
from hearthside.people.models import Person
from hearthside.people.signing_in import suspend
from hearthside.safety.models import Asked, Opening, Record, Report, Worry
from hearthside.signposting.models import ServiceReading
from tests.cast import (
    DIGEST,
    NOON,
    Scene,
    _role,
    _seat,
    make_person,
    signed_in,
)
from tests.house.routes import Route, routes
from tests.pieces_scene import shown
from tests.services_scene import a_service

# The quick gate asks what pages and forms ask; the long run asks everything else too.
ASKED = ("GET", "POST")
SELDOM = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
METHODS = ASKED + SELDOM
ROLES = (
    "visitor", "newcomer", "member", "member_elsewhere", "former_member", "suspended",
    "facilitator", "facilitator_elsewhere", "coordinator", "coordinator_elsewhere",
    "lead", "evaluator", "host", "tonight", "keyholder",
)  # fmt: skip
# The mirror of a role asked of what is elsewhere: left to the long run.
MIRRORED = {"member_elsewhere", "facilitator_elsewhere", "coordinator_elsewhere"}
# Nobody, somebody who belongs, and whoever has the most to do: bin/check has time for these.
AT_ONCE = {"visitor", "member", "coordinator"}
MISSING = "zzzzzzzzzzzz"
DRAWN = b"d" * 16
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Libraries that keep a challenge in the session when their form is shown.
KEEPS_A_CHALLENGE = {
    "mfa_login_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn",
    "mfa_activate_totp", "mfa_authenticate", "account_reset_password_from_key",
    "leave",
}  # fmt: skip
# What a POST must carry to be about something that is there.
WITH = {
    "answer": {"on": NOON.date().isoformat()},
}
# Only whoever asked, or was asked, knows of it: its own tests ask.
THEIRS = {"say_it_helped", "not_this_question"}
counted: dict[str, int] = {}


@dataclass(frozen=True)
class Thing:
    """What an address is about: the words in it, and where the policy finds it."""

    parts: dict[str, Any]
    place: Place | None


@pytest.fixture
def cast(request, scene: Scene) -> dict[str, Any]:
    get = request.getfixturevalue
    former = _seat(make_person("Kim"), scene.tuesday)
    joining.leave(former, group_id=scene.tuesday.pk, now=NOON)
    gone = _seat(make_person("Lux"), scene.tuesday)
    suspend(person_id=gone.person_id, now=NOON)
    return {
        "visitor": Visitor(),
        "newcomer": get("newcomer"),
        "member": get("amira"),
        "member_elsewhere": get("outsider"),
        "former_member": Actor(former.person_id),
        "suspended": gone,
        "facilitator": get("fern"),
        "facilitator_elsewhere": get("otto"),
        "coordinator": get("olu"),
        "coordinator_elsewhere": get("una"),
        "lead": get("sol"),
        "evaluator": get("eve"),
        "host": get("hal"),
        "tonight": _steps_in(scene),
        "keyholder": _role(make_person("Kai"), Role.KEYHOLDER),
    }


def _steps_in(scene: Scene) -> Actor:
    """Return a neighbour who leads one date here and holds no other role."""
    person = make_person("Nell")
    Training.objects.create(
        person=person, name=TO_FACILITATE, got_on=NOON.date() - timedelta(days=9)
    )
    date = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    rota.put_down(meeting_id=date.pk, person_id=person.pk)
    return Actor(person.pk)


def things(route: Route, scene: Scene) -> Iterator[Thing]:
    """Yield one of ours, one of elsewhere, and a missing one, for addresses with ids."""
    places = {
        "here": Place(scene.tuesday.pk, scene.leeds.pk),
        "elsewhere": Place(scene.elsewhere.pk, scene.hull.pk),
    }
    groups = {"here": scene.tuesday, "elsewhere": scene.elsewhere}
    if not route.parts:
        yield Thing({}, policy.ANYWHERE)
    elif route.parts == ("group_id",):
        for where, group in groups.items():
            if route.name == "sit_in_circle":
                circle_of(group)
            yield Thing({"group_id": group.public_id}, places[where])
        yield Thing({"group_id": MISSING}, None)
    elif route.parts == ("group_id", "picture"):
        for where, group in groups.items():
            parts = {"group_id": group.public_id, "picture": f"{DIGEST}-small"}
            yield Thing(parts, places[where])
        yield Thing({"group_id": MISSING, "picture": f"{DIGEST}-small"}, None)
    elif route.parts == ("date_id",) and "room" in route.name:
        # Who may come to which hangs on the group and the hour: its own tests ask.
        yield Thing({"date_id": MISSING}, None)
    elif route.parts == ("date_id",):
        for where, group in groups.items():
            # Tonight's, and one nobody leads yet.
            dates = Meeting.objects.filter(group=group)
            for date in (dates.earliest("starts_at"), dates.latest("starts_at")):
                at = replace(places[where], meeting_id=date.pk)
                yield Thing({"date_id": date.public_id}, at)
        yield Thing({"date_id": MISSING}, None)
    elif route.parts == ("run_id",):
        for where, locality in (("here", scene.leeds), ("elsewhere", scene.hull)):
            run = ImportRun.objects.get(feed__locality=locality)
            yield Thing(
                {"run_id": run.public_id}, Place(None, places[where].locality_id)
            )
        yield Thing({"run_id": MISSING}, None)
    elif route.parts == ("secret",):
        yield Thing({"secret": "nothing"}, None)
    elif route.parts == ("change_id",):
        for where, group in groups.items():
            yield Thing({"change_id": _change_of(group)}, places[where])
        yield Thing({"change_id": MISSING}, None)
    elif route.parts == ("worry_id",):
        for where in ("here", "elsewhere"):
            worry = Worry.objects.get(locality_id=places[where].locality_id)
            at = Place(locality_id=places[where].locality_id)
            yield Thing({"worry_id": worry.public_id}, at)
        yield Thing({"worry_id": MISSING}, None)
    elif route.parts == ("suspension_id",):
        for where, group in groups.items():
            row = Suspension.objects.filter(membership__group=group).earliest("id")
            yield Thing({"suspension_id": row.public_id}, places[where])
        yield Thing({"suspension_id": MISSING}, None)
    elif route.parts in {("record_id",), ("record_id", "step"), ("asked_id",)}:
        step = {"step": "safe-now"} if "step" in route.parts else {}
        for where in ("here", "elsewhere"):
            record = Record.objects.get(locality_id=places[where].locality_id)
            at = Place(locality_id=places[where].locality_id)
            about = (
                Asked.objects.get(record=record)
                if "asked_id" in route.parts
                else record
            )
            yield Thing({route.parts[0]: about.public_id, **step}, at)
        yield Thing({route.parts[0]: MISSING, **step}, None)
    elif route.parts in {("my_worry_id",), ("my_worry_id", "step"), ("care_id",)}:
        # Theirs alone: the tests of the room ask whose they are.
        step = {"step": "safe-now"} if "step" in route.parts else {}
        yield Thing({route.parts[0]: MISSING, **step}, None)
    elif route.parts == ("report_id",):
        for where in ("here", "elsewhere"):
            at = Place(locality_id=places[where].locality_id)
            report = Report.objects.get(
                kind="other",
                locality_id=at.locality_id,
                round_leads=route.name.startswith("round_"),
            )
            yield Thing({"report_id": report.public_id}, at)
        yield Thing({"report_id": MISSING}, None)
    elif route.parts == ("kind", "thing_id"):
        for where, group in groups.items():
            yield Thing({"kind": "group", "thing_id": group.public_id}, places[where])
        yield Thing({"kind": "group", "thing_id": MISSING}, None)
    elif route.parts == ("response_id",):
        # What was decided about somebody has no other reader: its own tests ask.
        yield Thing({"response_id": MISSING}, None)
    elif route.parts == ("opening_id",):
        yield Thing({"opening_id": an_opening().public_id}, policy.ANYWHERE)
        yield Thing({"opening_id": MISSING}, None)
    elif route.parts == ("circle_id",):
        for where, group in groups.items():
            yield Thing({"circle_id": circle_of(group)}, places[where])
        yield Thing({"circle_id": MISSING}, None)
    elif route.parts == ("circle_id", "drawn"):
        # Only whoever sent one takes it back: its own tests ask.
        if route.name != "take_picture_back":
            for where, group in groups.items():
                circle_id = circle_of(group)
                yield Thing({"circle_id": circle_id, "drawn": DRAWN}, places[where])
        yield Thing({"circle_id": MISSING, "drawn": DRAWN}, None)
    elif route.parts == ("line_circle_id",):
        # Of those in it alone, whatever else they are: its own tests ask whose it is.
        yield Thing({"line_circle_id": MISSING}, None)
    elif route.parts == ("pk",):
        yield Thing({"pk": 999999}, None)
    elif route.parts == ("key",):
        yield Thing({"key": "nothing"}, policy.ANYWHERE)
    elif route.parts == ("uidb36", "key"):
        yield Thing({"uidb36": "1", "key": "nothing"}, policy.ANYWHERE)
    elif route.parts == ("volunteer_id",):
        for where, called in (("here", "Fern"), ("elsewhere", "Otto")):
            person = Person.objects.filter(called=called).first()
            volunteer = opaque_id("volunteer", person.pk if person else 0)
            yield Thing(
                {"volunteer_id": volunteer}, Place(None, places[where].locality_id)
            )
        yield Thing({"volunteer_id": MISSING}, None)
    elif route.parts in {("line_id",), ("line_change_id",)}:
        for where in ("here", "elsewhere"):
            at = places[where].locality_id
            line = CrisisLine.objects.filter(locality_id=at).first()
            change = LineChange.objects.filter(locality_id=at).first()
            known = {
                "line_id": opaque_id("line", line.pk if line else 0),
                "line_change_id": opaque_id("line change", change.pk if change else 0),
            }
            part = route.parts[0]
            yield Thing({part: known[part]}, Place(None, at))
        yield Thing({route.parts[0]: MISSING}, None)
    elif route.parts == ("document",):
        yield Thing({"document": "moderation-hours"}, policy.ANYWHERE)
        yield Thing({"document": "no-such-document"}, None)
    elif route.parts == ("offer_id",):
        # Of what is held out, its own tests ask who sees which.
        yield Thing({"offer_id": MISSING}, None)
    elif route.parts == ("token",):
        yield Thing({"token": "a-token-of-nobody-at-all"}, None)
    elif route.parts == ("record",):
        # What a feed says of an id that is not there is JSON: its own tests ask.
        for group in groups.values():
            kind = route.name.partition("_")[2]
            yield Thing({"record": _record(kind, group)}, policy.ANYWHERE)
    elif route.parts == ("article_id",):
        yield Thing({"article_id": library.articles()[0].public_id}, policy.ANYWHERE)
        yield Thing({"article_id": MISSING}, None)
    elif route.parts == ("service_id",):
        yield Thing({"service_id": a_service().public_id}, policy.ANYWHERE)
        yield Thing({"service_id": MISSING}, None)
    elif route.parts == ("services_reading_id",):
        yield Thing({"services_reading_id": a_services_reading()}, policy.ANYWHERE)
        yield Thing({"services_reading_id": MISSING}, None)
    elif route.parts in {("plural",), ("written",)}:
        known = {"plural": "questions", "written": "story"}
        yield Thing({route.parts[0]: known[route.parts[0]]}, policy.ANYWHERE)
    elif route.parts == ("piece_id",):
        if route.name not in THEIRS:
            yield Thing({"piece_id": a_piece().public_id}, policy.ANYWHERE)
        yield Thing({"piece_id": MISSING}, None)
    elif route.parts == ("waiting_id",):
        yield Thing({"waiting_id": a_piece().public_id}, policy.ANYWHERE)
        yield Thing({"waiting_id": MISSING}, None)
    elif route.parts == ("my_piece_id",):
        # Of whoever wrote it alone: its own tests ask whose it is.
        yield Thing({"my_piece_id": a_piece().public_id}, None)
    elif route.parts == ("collection_id",):
        yield Thing({"collection_id": a_collection()}, policy.ANYWHERE)
        yield Thing({"collection_id": MISSING}, None)
    elif route.parts == ("study_id",):
        # Whose place in it somebody has, their own tests ask.
        if route.name != "answer_study":
            yield Thing({"study_id": a_study()}, policy.ANYWHERE)
        yield Thing({"study_id": MISSING}, None)
    elif route.parts == ("link",):
        # Whether a link is good is asked when it is used: the page says the same of each.
        yield Thing({"link": "a" * 16}, policy.ANYWHERE)
    elif route.parts == ("locality",):
        yield Thing({"locality": "leeds"}, policy.ANYWHERE)
    else:
        pytest.fail(f"The matrix does not know what {route.name} is about.")


def _change_of(group: Group) -> str:
    """Return a change of the agreement that is talked over in this group."""
    change, _made = Change.objects.get_or_create(
        group=group,
        settled_at=None,
        defaults={
            "by_mark": "somebody",
            "from_number": 1,
            "promises": ["Phones stay in coats."],
            "why": "One rang.",
            "made_at": NOON,
        },
    )
    return change.public_id


def a_piece() -> Piece:
    """Return a strategy of nobody in the matrix, for anybody to read and print."""
    person = Person.objects.filter(called="Ada").first() or make_person("Ada")
    found = Piece.objects.filter(authors.of(person.pk)).first()
    return found or shown(
        Actor(person.pk), PieceKind.STRATEGY, to=set(Stage) - {Stage.GROUP}
    )


def a_collection() -> str:
    """Return a collection in which there is something for anybody."""
    made, _ = Collection.objects.get_or_create(title="First week", made_at=NOON)
    Collected.objects.get_or_create(collection=made, piece=a_piece(), place=1)
    return made.public_id


def a_study() -> str:
    """Return a study that anybody may take part in."""
    found = Study.objects.first()
    if found is not None:
        return found.public_id
    return studies.begin(
        Machine("matrix"),
        name="How we are",
        pack_ids=("phq-8",),
        begins_on=NOON.date(),
        now=NOON,
    )


def circle_of(group: Group) -> str:
    """Return the circle of a group in which everybody sits who may."""
    found = Circle.objects.filter(group=group, ended_on=None).first()
    if found is None:
        people = Person.objects.filter(called__in=("Amira", "Fern", "Pim", "Otto"))
        circle_id = rehearsing.plant(group.pk, [row.pk for row in people], now=NOON)
        found = Circle.objects.get(public_id=circle_id)
        GroupInfo.objects.create(circle=found, epoch=0, body=b"x", tree_hash=b"x")
        Picture.objects.create(
            circle=found, drawn=DRAWN, whose="x", minute=NOON.timestamp() // 60, size=1
        )
    return found.public_id


def a_services_reading() -> str:
    """Return a file of services somebody looked into."""
    row, _made = ServiceReading.objects.get_or_create(
        list=a_service().list, defaults={"made_at": NOON}
    )
    return row.public_id


def an_opening() -> Opening:
    """Return an opening of a contact nobody of the matrix left."""
    person = Person.objects.filter(called="Ada").first() or make_person("Ada")
    asked = {"reason": "She has not come home.", "asked_at": NOON}
    return Opening.objects.get_or_create(person=person, defaults=asked)[0]


def _record(kind: str, group: Group) -> str:
    """Return the id under which a feed of Open Referral shows something of a group."""
    return {
        "service": id_of("service", group.public_id),
        "at_location": id_of("service_at_location", group.public_id),
        "organization": id_of("organization", settings.CONFIG.base_address),
        "taxonomy": TAXONOMIES[0].id,
        "term": term_id(TAXONOMIES[0], "depression"),
    }[kind]


@pytest.mark.parametrize(
    "methods",
    [
        pytest.param(ASKED, id="asked"),
        pytest.param(SELDOM, id="seldom", marks=[pytest.mark.slow, pytest.mark.sqlite]),
    ],
)
@pytest.mark.parametrize(
    "role",
    [
        pytest.param(role)
        if role in AT_ONCE
        else pytest.param(
            role,
            marks=[
                pytest.mark.slow,
                *([pytest.mark.sqlite] if role in MIRRORED else []),
            ],
        )
        for role in ROLES
    ],
)
def test_each_address_answers_each_role_as_the_policy_says(
    role, methods, scene, cast, runs, monkeypatch, pytestconfig
):
    is_quick = pytestconfig.getoption("quick")
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    who = cast[role]
    client = (
        signed_in(who) if isinstance(who, Actor) and role != "suspended" else Client()
    )
    actor = (
        Actor(
            who.person_id,
            grants_of(who.person_id) | rota.grants_for_tonight(who.person_id, now=NOON),
            True,
        )
        if isinstance(who, Actor) and role != "suspended"
        else Visitor()
    )
    nothing = client.get("/there-is-no-such-page/").content
    wrong = []
    for route in routes():
        if route.verb is None:
            continue
        for number, thing in enumerate(things(route, scene)):
            for method in methods:
                # What a method is not for, it is not for whatever the thing is.
                if number and method not in route.methods:
                    continue
                # Who may never is turned away at the gate, before anything is looked
                # for: one thing shows it, and bin/test asks of every other.
                if number and is_quick and not policy.may(actor, route.verb):
                    continue
                answer, wrote = _ask(client, route, thing, method)
                said = _why_wrong(actor, route, thing, method, answer, nothing)
                if (
                    method in {"GET", "HEAD"}
                    and wrote
                    and route.name not in KEEPS_A_CHALLENGE
                ):
                    said = f"looking wrote: {wrote[0][:90]}"
                counted[role] = counted.get(role, 0) + 1
                if said:
                    wrong.append(f"{role} {method} {route.name} {thing.place}: {said}")

    assert not wrong, "\n".join(wrong)


def test_the_matrix_is_as_large_as_promised(scene, runs):
    per_role = sum(
        len(METHODS) + len(route.methods) * (len(list(things(route, scene))) - 1)
        for route in routes()
        if route.verb is not None
    )

    print(f"\nmatrix: {per_role * len(ROLES):,} cases, {len(ROLES)} roles")  # noqa: T201
    assert per_role * len(ROLES) >= 3000


def _ask(
    client: Client, route: Route, thing: Thing, method: str
) -> tuple[Any, list[str]]:
    # What one case changes, the next does not see.
    before = transaction.savepoint()
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    kept = cookie.value if cookie else None
    writes: list[str] = []

    def watch(ask: Any, sql: str, *given: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            writes.append(sql)
        return ask(sql, *given)

    with connection.execute_wrapper(watch):
        address = reverse(route.name, kwargs=thing.parts)
        if method == "POST":
            answer = client.post(address, WITH.get(route.name, {}))
        else:
            answer = client.generic(method, address)
    transaction.savepoint_rollback(before)
    if kept:
        client.cookies[settings.SESSION_COOKIE_NAME] = kept
    return answer, writes


def _why_wrong(
    actor: Any, route: Route, thing: Thing, method: str, answer: Any, nothing: bytes
) -> str | None:
    status = answer.status_code
    assert route.verb is not None
    if method not in route.methods:
        return None if status == 405 else f"{status} instead of 405"
    if not policy.may(actor, route.verb):
        if isinstance(actor, Visitor):
            login = status == 302 and answer.url.startswith("/account/login/?next=")
            return None if login else f"{status} instead of the way in"
        return _not_there(answer, method, nothing)
    if method == "OPTIONS":
        # Said before anything is looked for, so that it tells nothing of what is there.
        return None if status == 204 else f"{status} instead of how one may ask"
    if thing.place is None and route.is_lent:
        # The library asks who it is before it looks for one of their keys.
        return None if status in {302, 404} else f"{status} instead of 404"
    if thing.place is None or not policy.may(actor, route.verb, thing.place):
        return _not_there(answer, method, nothing)
    fine = {200, 201, 204, 302, 303, 400, 409, 422, 429}
    if route.is_lent:
        # A library's page may answer fewer methods than its gate lets through.
        # and an account without codes or keys has no page for them.
        fine |= {404, 405}
    return None if status in fine else f"{status} instead of an answer"


def _not_there(answer: Any, method: str, nothing: bytes) -> str | None:
    if answer.status_code != 404:
        return f"{answer.status_code} instead of 404"
    if method != "HEAD" and answer.content != nothing:
        return "a 404 that is not like the others"
    return None

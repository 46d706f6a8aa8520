"""Who may do what, asked of the running site: role x address x thing x method.

Grows by itself: a new address or role makes new cases, and an address whose things the
matrix does not know fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearthside.core import policy
from hearthside.core.actor import Actor, Visitor
from hearthside.core.policy import Place
from hearthside.groups import joining
from hearthside.groups.models import Feed, ImportRun, NobodyThere
from hearthside.groups.roles import grants_of
from hearthside.meetings.models import Meeting
from hearthside.people.signing_in import suspend
from tests.cast import NOON, Scene, _seat, make_person, signed_in
from tests.house.routes import Route, routes

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROLES = (
    "visitor", "newcomer", "member", "member_elsewhere", "former_member", "suspended",
    "facilitator", "facilitator_elsewhere", "coordinator", "coordinator_elsewhere",
    "lead", "evaluator", "host",
)  # fmt: skip
MISSING = "zzzzzzzzzzzz"
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# Libraries that keep a challenge in the session when their form is shown.
KEEPS_A_CHALLENGE = {
    "mfa_login_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn",
    "mfa_activate_totp", "mfa_authenticate", "account_reset_password_from_key",
    "leave",
}  # fmt: skip
# What a POST must carry to be about something that is there.
WITH = {"answer": {"on": NOON.date().isoformat()}}
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
    }


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
            yield Thing({"group_id": group.public_id}, places[where])
        yield Thing({"group_id": MISSING}, None)
    elif route.parts == ("date_id",):
        for where, group in groups.items():
            date = Meeting.objects.filter(group=group).latest("starts_at")
            yield Thing({"date_id": date.public_id}, places[where])
        yield Thing({"date_id": MISSING}, None)
    elif route.parts == ("run_id",):
        for where, locality in (("here", scene.leeds), ("elsewhere", scene.hull)):
            run = ImportRun.objects.get(feed__locality=locality)
            yield Thing(
                {"run_id": run.public_id}, Place(None, places[where].locality_id)
            )
        yield Thing({"run_id": MISSING}, None)
    elif route.parts == ("pk",):
        yield Thing({"pk": 999999}, None)
    elif route.parts == ("key",):
        yield Thing({"key": "nothing"}, policy.ANYWHERE)
    elif route.parts == ("uidb36", "key"):
        yield Thing({"uidb36": "1", "key": "nothing"}, policy.ANYWHERE)
    elif route.parts == ("locality",):
        yield Thing({"locality": "leeds"}, policy.ANYWHERE)
    else:
        pytest.fail(f"The matrix does not know what {route.name} is about.")


@pytest.fixture
def runs(scene: Scene) -> None:
    """A reading and an open caution in each locality, so that there is something to do."""
    for group in (scene.tuesday, scene.elsewhere):
        NobodyThere.objects.create(group=group, on=NOON.date(), said_at=NOON)
    for locality in (scene.leeds, scene.hull):
        feed = Feed.objects.create(
            name=locality.name, locality=locality, zone="Europe/London"
        )
        ImportRun.objects.create(
            feed=feed, made_at=NOON, beat_at=NOON, file_name="absent.json"
        )


@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_each_role_as_the_policy_says(
    role, scene, cast, runs, monkeypatch
):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    who = cast[role]
    client = (
        signed_in(who) if isinstance(who, Actor) and role != "suspended" else Client()
    )
    actor = (
        Actor(who.person_id, grants_of(who.person_id), True)
        if isinstance(who, Actor) and role != "suspended"
        else Visitor()
    )
    nothing = client.get("/there-is-no-such-page/").content
    wrong = []
    for route in routes():
        if route.verb is None:
            continue
        for thing in things(route, scene):
            for method in METHODS:
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
        len(METHODS) * len(list(things(route, scene)))
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
    with CaptureQueriesContext(connection) as asked:
        address = reverse(route.name, kwargs=thing.parts)
        if method == "POST":
            answer = client.post(address, WITH.get(route.name, {}))
        else:
            answer = client.generic(method, address)
    transaction.savepoint_rollback(before)
    if kept:
        client.cookies[settings.SESSION_COOKIE_NAME] = kept
    writes = [
        query["sql"]
        for query in asked
        if query["sql"].lstrip().upper().startswith(WRITES)
    ]
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
    if thing.place is None and route.is_lent:
        # The library asks who it is before it looks for one of their keys.
        return None if status in {302, 404} else f"{status} instead of 404"
    if thing.place is None or not policy.may(actor, route.verb, thing.place):
        return _not_there(answer, method, nothing)
    fine = {200, 302, 303, 400, 409, 422, 429}
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

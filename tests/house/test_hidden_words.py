"""A group's words that several people reported are shown nowhere, until somebody has looked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from hearthside.groups.models import Group
from hearthside.safety.models import Protection
from hearthside.workflows.what_is_wrong import WORDS
from tests.cast import NOON, signed_in
from tests.house.routes import routes
from tests.house.test_matrix import things
from tests.web.public.on_paper import words_of

# One word of each thing a group says of itself, found nowhere else.
OWN = {
    "one_line": "Quillfeather", "about": "Brackenmoss",
    "first_time": "Tansyholt", "who_meets_you": "Saltglass",
}  # fmt: skip
# Whoever looks after the words, or looks at what was said of them, must see them.
FOR_WHO_LOOKS = {"group_details", "report", "round_report"}


@pytest.fixture
def tuesday(scene: Any, monkeypatch: pytest.MonkeyPatch) -> Group:
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    monkeypatch.setattr(settings, "ACCOUNT_RATE_LIMITS", {})
    Group.objects.filter(id=scene.tuesday.pk).update(
        **{field: f"We are {word}." for field, word in OWN.items()},
        confirmed_at=NOON,
    )
    return Group.objects.get(id=scene.tuesday.pk)


def hide(group: Group) -> Protection:
    return Protection.objects.create(
        kind=WORDS, thing=group.public_id, since_at=NOON + timedelta(minutes=1)
    )


def where(client: Client, scene: Any) -> set[str]:
    """Return the names of the routes that show one of the words."""
    found = set()
    for route in routes():
        if route.verb is None or "GET" not in route.methods:
            continue
        for thing in list(things(route, scene))[:1]:
            told = client.get(reverse(route.name, kwargs=thing.parts))
            body = b"".join(told.streaming_content) if told.streaming else told.content
            if any(word in body.decode(errors="ignore") for word in OWN.values()):
                found.add(route.name)
    return found - FOR_WHO_LOOKS


@pytest.mark.usefixtures("runs", "tonight")
@pytest.mark.parametrize(
    "role",
    [
        "visitor",
        pytest.param("amira", marks=pytest.mark.slow),
        pytest.param("newcomer", marks=[pytest.mark.slow, pytest.mark.sqlite]),
        pytest.param("fern", marks=[pytest.mark.slow, pytest.mark.sqlite]),
    ],
)
def test_no_page_feed_or_export_says_what_is_hidden(role, tuesday, scene, request):
    actor = None if role == "visitor" else request.getfixturevalue(role)
    hide(tuesday)

    assert where(signed_in(actor) if actor else Client(), scene) == set()


def test_the_scan_sees_the_words_where_nothing_is_hidden(tuesday, amira):
    group = f"/groups/{tuesday.public_id}/"
    pages = ["/", "/groups/", group, "/feeds/meetings.json", "/feeds/hsds/services",
             f"{group}mine/"]  # fmt: skip
    client = signed_in(amira)
    silent = [
        page
        for page in pages
        if not any(word in client.get(page).content.decode() for word in OWN.values())
    ]

    assert silent == []


@pytest.mark.parametrize(
    "address",
    ["/groups/?near=Leeds", "/groups/?weekday=1", "/feeds/hsds/services?search=circle",
     "/feeds/oruk/services", "/feeds/groups.ics", "/feeds/changes.atom"],
)  # fmt: skip
def test_lists_and_feeds_that_are_asked_for_something_leave_it_out_too(
    address, tuesday
):
    shown = Client().get(address, follow=True)
    hide(tuesday)

    hidden = Client().get(address, follow=True)

    assert shown.status_code == hidden.status_code == 200
    assert not any(word in hidden.content.decode() for word in OWN.values())


def test_the_poster_on_paper_does_not_say_it(tuesday):
    address = f"/groups/{tuesday.public_id}/poster.pdf"
    shown = words_of(Client().get(address))
    hide(tuesday)

    hidden = words_of(Client().get(address))

    assert OWN["one_line"] in shown
    assert not any(word in hidden for word in OWN.values())
    assert "Tuesday circle" in hidden


def test_nobody_finds_a_group_by_words_that_are_hidden(tuesday):
    search = f"/feeds/hsds/services?search={OWN['about']}"
    found = Client().get(search).json()["total_items"]
    hide(tuesday)

    assert found == 1
    assert Client().get(search).json()["total_items"] == 0


def test_a_feed_is_changed_when_words_go_and_when_they_are_back(tuesday):
    Group.objects.update(changed_at=NOON - timedelta(days=9))

    def etag() -> str:
        return Client().get("/feeds/changes.atom")["ETag"]

    before = etag()
    row = hide(tuesday)
    gone = etag()
    row.ended_at = NOON + timedelta(hours=3)
    row.save()

    assert len({before, gone, etag()}) == 3

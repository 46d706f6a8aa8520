"""What the notes for the next date say, to its facilitators."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hearthside.meetings import might_come
from hearthside.meetings.might_come import Ticks
from hearthside.meetings.models import Meeting
from hearthside.meetings.schedule import next_dates
from tests.cast import NOON, signed_in
from tests.web.desk.desk_scene import at_noon


def test_the_notes_are_sums_and_say_when_they_go(fern, scene, monkeypatch):
    at_noon(monkeypatch, datetime(2026, 3, 3, 18, 0, tzinfo=UTC))
    _say(scene.tuesday, Ticks(quiet_seat=True), Ticks(quiet_seat=True), Ticks())

    page = _page(fern, scene)

    assert "Tonight, 7.30pm" in page
    assert "3 people said they might come." in page
    assert "2 would like a quiet seat" in page
    assert "will just listen" not in page
    assert "They are forgotten on Wednesday 4 March." in page


def test_before_the_day_the_date_is_said_in_full(fern, scene, monkeypatch):
    at_noon(monkeypatch)

    page = _page(fern, scene)

    assert "Tuesday 3 March, 7.30pm" in page
    assert "Nobody has said so far." in page


def test_a_date_that_is_off_gives_way_to_the_next(fern, scene, monkeypatch):
    at_noon(monkeypatch)
    _say(scene.tuesday, Ticks())
    Meeting.objects.filter(group=scene.tuesday, on="2026-03-03").update(
        state="called_off"
    )

    page = _page(fern, scene)

    assert "Tuesday 3 March, 7.30pm is called off." in page
    assert "<h1>Tuesday 10 March, 7.30pm</h1>" in page
    assert "Nobody has said so far." in page


def test_a_group_without_a_date_says_so(fern, scene, monkeypatch):
    at_noon(monkeypatch)
    Meeting.objects.filter(group=scene.tuesday).delete()

    assert "No date at the moment" in _page(fern, scene)


@pytest.mark.parametrize("who", ["olu", "otto", "amira", "sol"])
def test_nobody_else_sees_them(who, scene, monkeypatch, request):
    at_noon(monkeypatch)
    browser = signed_in(request.getfixturevalue(who))

    assert browser.get(_address(scene)).status_code == 404


def _say(group, *ticks: Ticks) -> None:
    dated = next_dates(group_id=group.pk, now=NOON)[0]
    for one in ticks:
        might_come.say_might_come(dated, ticks=one, now=NOON)


def _address(scene) -> str:
    return f"/desk/groups/{scene.tuesday.public_id}/tonight/"


def _page(actor, scene) -> str:
    return signed_in(actor).get(_address(scene)).content.decode()

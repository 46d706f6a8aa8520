"""What a circle's people said leaves the house by one address, to who sits there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from hearthside.circles.models import Circle, Frame
from hearthside.core.actor import Actor
from tests.cast import NOON, signed_in
from tests.circles_scene import circle, turn
from tests.house.routes import routes
from tests.house.test_matrix import things
from tests.live.running import letters

__all__ = ["circle"]
LIVE = Path(__file__).parents[2] / "src/hearthside/live"


@pytest.fixture
def said(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> Frame:
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    monkeypatch.setattr(settings, "ACCOUNT_RATE_LIMITS", {})
    body = turn(bytes(circle.mls_id))
    return Frame.objects.create(
        circle=circle,
        seq=1,
        kind=Frame.Kind.COMMIT,
        epoch=0,
        minute=1,
        bucket=len(body),
        body=body,
    )


def where(client: Client, scene: Any, marks: list[str]) -> set[str]:
    """Return the names of the addresses whose answers hold one of these marks."""
    found = set()
    for route in routes():
        if "GET" not in route.methods:
            continue
        for thing in list(things(route, scene))[:1]:
            told = client.get(reverse(route.name, kwargs=thing.parts))
            body = b"".join(told.streaming_content) if told.streaming else told.content
            if any(mark in body.decode(errors="ignore") for mark in marks):
                found.add(route.name)
    return found


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.usefixtures("runs", "tonight")
@pytest.mark.parametrize(
    ("who", "expected"),
    [("amira", {"circle_frames"}), ("olu", set())],
)  # fmt: skip
def test_a6_a7_a19_nobody_reads_what_was_said_by_another_way(
    who, expected, said, scene, request
):
    actor: Actor = request.getfixturevalue(who)

    assert where(signed_in(actor), scene, [letters(bytes(said.body))[:40]]) == expected


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.usefixtures("runs", "tonight", "said")
@pytest.mark.parametrize("who", ["visitor", "newcomer", "hal"])
def test_b1_b10_whoever_does_not_sit_there_learns_of_no_seat(
    who, circle, scene, request
):
    client = Client() if who == "visitor" else signed_in(request.getfixturevalue(who))
    seats = [seat.public_id for seat in circle.seats.all()]

    assert where(client, scene, [circle.public_id, *seats]) == set()


def test_b8_no_stream_says_who_is_there_who_types_or_who_read():
    events = {
        name
        for path in LIVE.glob("*.py")
        for name in re.findall(r"event: (\w+)\\n", path.read_text())
    }

    assert events == {"begin", "word", "commit", "gone", "renew"}

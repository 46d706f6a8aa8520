"""A name somebody chose may be written from the right: it must not turn what is beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.core import policy
from hearthside.groups.models import Group, Membership
from hearthside.meetings.lone_working import check_in
from hearthside.meetings.models import Holding
from hearthside.organisation.models import Organisation
from hearthside.people.models import Person
from hearthside.safety.models import Worry
from tests.cast import NOON, signed_in
from tests.house.routes import routes
from tests.house.test_matrix import things

CHOSEN = "قمر"
# What is set apart already, where nothing else stands on the line, or nobody reads it.
APART = {"bdi", "option", "textarea", "title", "h1", "h2", "h3", "dd", "script"}
EMPTY = {"input", "meta", "link", "br", "img", "circle", "path", "use", "hr"}


class Reader(HTMLParser):
    """Finds a chosen name in text that nothing sets apart."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        hidden = ("class", "unseen") in attrs
        if tag not in EMPTY:
            self.inside.append("bdi" if hidden else tag)

    def handle_endtag(self, tag):
        if self.inside and tag not in EMPTY:
            self.inside.pop()

    def handle_data(self, data):
        if CHOSEN in data and not APART & set(self.inside):
            self.found.append(f"<{self.inside[-1]}> {data.strip()[:80]}")


@pytest.fixture
def from_the_right(scene, tonight, runs, amira, fern, olu, sol):
    check_in(tonight.fern, meeting_id=tonight.id, at=NOON + timedelta(days=1, hours=6))
    Holding.objects.create(
        meeting_id=tonight.id, holder_id=tonight.ivo.person_id, opened_at=NOON
    )
    Worry.objects.update(held_by_id=sol.person_id)
    for group in Group.objects.all():
        group.name = f"{CHOSEN} {group.pk}"
        group.place_name = f"{CHOSEN} hall"
        group.save(update_fields=["name", "place_name"])
    for person in Person.objects.all():
        Person.objects.filter(pk=person.pk).update(called=f"{CHOSEN} {person.pk}")
    for seat in Membership.objects.all():
        Membership.objects.filter(pk=seat.pk).update(name_here=f"{CHOSEN} {seat.pk}")
    Organisation.objects.update(name=CHOSEN)
    return scene


def test_a_name_between_plain_words_is_found():
    reader = Reader()
    reader.feed(f"<p>You are {CHOSEN}.</p><p><bdi>{CHOSEN}</bdi></p>")

    assert len(reader.found) == 1


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.usefixtures("runs")
def test_every_name_on_every_page_stands_apart(
    from_the_right, tonight, amira, fern, olu, sol, monkeypatch
):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    turned = set()
    seen = 0
    leads = replace(fern, grants=fern.grants | tonight.fern.grants)
    for actor in (None, amira, leads, olu, sol, tonight.wil):
        client = signed_in(actor) if actor else Client()
        for route in routes():
            if "GET" not in route.methods or (
                actor and not policy.may(actor, route.verb)
            ):
                continue
            for thing in things(route, from_the_right):
                answer = client.get(reverse(route.name, kwargs=thing.parts))
                # What machines read has no direction to lose.
                if "html" not in answer.get("Content-Type", ""):
                    continue
                reader = Reader()
                reader.feed(answer.content.decode(errors="ignore"))
                seen += CHOSEN in answer.content.decode(errors="ignore")
                turned |= {f"{route.name}: {said}" for said in reader.found}

    assert seen > 30
    assert not turned, "\n".join(sorted(turned))

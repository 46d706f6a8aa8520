"""What these tests share: the clock at noon, a folder of their own, every form there is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hearthside.commons import library
from hearthside.commons.models import Collected, Collection
from hearthside.commons.shapes import Kind, Stage
from hearthside.core.actor import Actor, Machine
from hearthside.core.ids import opaque_id
from hearthside.groups.models import Change, Feed, ImportRun, NobodyThere
from hearthside.meetings import rota
from hearthside.meetings.models import Holding, Meeting
from hearthside.organisation.models import CrisisLine, LineChange
from hearthside.outcomes import studies
from hearthside.safety.models import Asked, Care, Reading, Report, Worry
from hearthside.signposting.models import ServiceReading
from tests.bad_input.forms import Form, forms_of, pages
from tests.cast import NOON, Scene, make_record, signed_in
from tests.pieces_scene import share, shown
from tests.services_scene import a_service

A_WHILE = timedelta(minutes=90)
# Who is shown a form nobody before them was shown, and at which address.
_SHOWN_BY: list[tuple[str, str]] = []


@pytest.fixture(autouse=True)
def quiet_house(settings, tmp_path: Path, monkeypatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.ACCOUNT_RATE_LIMITS = False
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


@pytest.fixture
def no_limits(monkeypatch) -> None:
    monkeypatch.setattr("hearthside.web.limits.is_too_often", lambda *a, **k: False)


@pytest.fixture
def about(request, scene: Scene, fern: Actor) -> dict[str, Any]:
    """The words of addresses that are about something here."""
    NobodyThere.objects.create(group=scene.tuesday, on=NOON.date(), said_at=NOON)
    feed = Feed.objects.create(name="Vale", locality=scene.leeds, zone="Europe/London")
    run = ImportRun.objects.create(
        feed=feed, made_at=NOON, beat_at=NOON, file_name="absent.json"
    )
    worry = Worry.objects.create(
        locality=scene.leeds, raised_at=NOON, kind="other", raised_by_id=fern.person_id
    )
    # Open to Sol, so that the forms of a record and of a worry are there to be sent.
    sol = request.getfixturevalue("sol")
    record = make_record(scene.leeds, closed_at=None, held_by_id=sol.person_id)
    Reading.objects.create(record=record, person_id=sol.person_id, read_at=NOON)
    Reading.objects.create(worry=worry, person_id=sol.person_id, read_at=NOON)
    care = Care.objects.create(record=record, person_id=fern.person_id, offered_at=NOON)
    # Open on Fern's phone, so that its forms are there to be sent.
    date = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    soon = NOON + timedelta(hours=1)
    date.starts_at, date.usual_start, date.ends_at = soon, soon, soon + A_WHILE
    date.save()
    rota.put_down(meeting_id=date.pk, person_id=fern.person_id)
    Holding.objects.create(meeting=date, holder_id=fern.person_id, opened_at=NOON)
    change = Change.objects.create(
        group=scene.tuesday, by_mark="somebody", from_number=1, promises=["More."],
        why="One rang.", made_at=NOON,
    )  # fmt: skip
    report = Report.objects.create(locality=scene.leeds, made_at=NOON, kind="other")
    line = CrisisLine.objects.filter(locality=scene.leeds).first()
    line_change = LineChange.objects.filter(locality=scene.leeds).first()
    service = a_service()
    return {
        "change_id": change.public_id,
        "group_id": scene.tuesday.public_id,
        "circle_id": "zzzzzzzzzzzz",
        "line_circle_id": "zzzzzzzzzzzz",
        "article_id": library.articles()[0].public_id,
        "service_id": service.public_id,
        "services_reading_id": ServiceReading.objects.create(
            list=service.list, made_at=NOON
        ).public_id,
        "date_id": date.public_id,
        "run_id": run.public_id,
        "worry_id": worry.public_id,
        "my_worry_id": worry.public_id,
        "record_id": record.public_id,
        "asked_id": Asked.objects.get(record=record).public_id,
        "care_id": care.public_id,
        "step": "safe-now",
        "volunteer_id": opaque_id("volunteer", fern.person_id),
        "suspension_id": "zzzzzzzzzzzz",
        "offer_id": "zzzzzzzzzzzz",
        "response_id": "zzzzzzzzzzzz",
        "opening_id": "zzzzzzzzzzzz",
        "report_id": report.public_id,
        "kind": "group",
        "thing_id": scene.tuesday.public_id,
        "line_id": opaque_id("line", line.pk if line else 0),
        "line_change_id": opaque_id(
            "line change", line_change.pk if line_change else 0
        ),
        "document": "moderation-hours",
        **_shared(fern),
        "study_id": studies.begin(
            Machine("forms"),
            name="How we are",
            pack_ids=("phq-8",),
            begins_on=NOON.date(),
            now=NOON,
        ),
        "link": "a" * 16,
        "secret": "nothing",
        "locality": "leeds",
    }


def _shared(fern: Actor) -> dict[str, str]:
    """Return the words of addresses about what people shared; all of it is Fern's."""
    piece = shown(fern, Kind.STRATEGY, to=set(Stage) - {Stage.GROUP})
    waits = share(fern, Kind.STORY)
    made = Collection.objects.create(title="First week home", made_at=NOON)
    Collected.objects.create(collection=made, piece=piece, place=1)
    return {
        "piece_id": piece.public_id,
        "my_piece_id": waits.public_id,
        "waiting_id": waits.public_id,
        "collection_id": made.public_id,
        "plural": "questions",
        "written": "strategy",
    }


@pytest.fixture
def browsers(request, scene: Scene) -> dict[str, Client]:
    """One browser for each kind of person who fills in forms."""
    people = ("newcomer", "amira", "fern", "olu", "sol", "hal")
    found = {name: request.getfixturevalue(name) for name in people}
    return {"visitor": Client()} | {
        name: just_signed_in(actor) for name, actor in found.items()
    }


def just_signed_in(actor: Actor) -> Client:
    """Return a browser that need not ask for the password again."""
    browser = signed_in(actor)
    browser.post("/account/reauthenticate/", {"password": "a lamp in the window"})
    return browser


@pytest.fixture
def every_form(about, browsers) -> list[tuple[str, Form]]:
    """Every form somebody can see, with who sees it; each kind once."""
    found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[str, Form]] = {}
    shown_by = []
    for who, browser in browsers.items():
        for route, address in pages(about):
            # Looked for once; after that only where something new was found.
            if _SHOWN_BY and (who, route.name) not in _SHOWN_BY:
                continue
            answer = browser.get(address)
            if answer.status_code != 200 or "html" not in answer["Content-Type"]:
                continue
            for form in forms_of(answer.content.decode(), address):
                kind = (form.name, tuple(form.fields), tuple(form.kinds.values()))
                if kind not in found:
                    shown_by.append((who, route.name))
                    found[kind] = (who, form)
    _SHOWN_BY.extend(shown_by if not _SHOWN_BY else ())
    return list(found.values())

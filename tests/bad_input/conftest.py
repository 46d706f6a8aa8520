"""What these tests share: the clock at noon, a folder of their own, every form there is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hearthside.core.actor import Actor
from hearthside.groups.models import Feed, ImportRun, NobodyThere
from hearthside.meetings.models import Meeting
from tests.bad_input.forms import Form, forms_of, pages
from tests.cast import NOON, Scene, signed_in


@pytest.fixture(autouse=True)
def quiet_house(settings, tmp_path: Path, monkeypatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.ACCOUNT_RATE_LIMITS = False
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


@pytest.fixture
def no_limits(monkeypatch) -> None:
    monkeypatch.setattr("hearthside.web.limits.is_too_often", lambda *a, **k: False)


@pytest.fixture
def about(scene: Scene) -> dict[str, Any]:
    """The words of addresses that are about something here."""
    NobodyThere.objects.create(group=scene.tuesday, on=NOON.date(), said_at=NOON)
    feed = Feed.objects.create(name="Vale", locality=scene.leeds, zone="Europe/London")
    run = ImportRun.objects.create(
        feed=feed, made_at=NOON, beat_at=NOON, file_name="absent.json"
    )
    date = Meeting.objects.filter(group=scene.tuesday).latest("starts_at")
    return {
        "group_id": scene.tuesday.public_id,
        "date_id": date.public_id,
        "run_id": run.public_id,
        "locality": "leeds",
    }


@pytest.fixture
def browsers(request, scene: Scene) -> dict[str, Client]:
    """One browser for each kind of person who fills in forms."""
    people = ("newcomer", "amira", "fern", "olu", "hal")
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
    for who, browser in browsers.items():
        for _route, address in pages(about):
            answer = browser.get(address)
            if answer.status_code != 200 or "html" not in answer["Content-Type"]:
                continue
            for form in forms_of(answer.content.decode(), address):
                kind = (form.name, tuple(form.fields), tuple(form.kinds.values()))
                found.setdefault(kind, (who, form))
    return list(found.values())

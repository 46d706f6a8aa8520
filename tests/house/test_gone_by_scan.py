"""One person says something in every form there is, is forgotten, and is looked for in all we keep."""

from __future__ import annotations

import base64
import io
import json
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from hearthside.core import outbox
from hearthside.core.actor import Actor, Role
from hearthside.core.logs import Line, NoWords
from hearthside.core.outbox import Words
from hearthside.groups import seats
from hearthside.groups.models import Membership, RoleHeld
from hearthside.jobs.rounds import ROUNDS, do_round
from hearthside.meetings import rota, rota_calendar
from hearthside.meetings.models import CheckIn, Holding, Meeting, Training
from hearthside.people.models import Forgotten, Person
from hearthside.safety import locks
from hearthside.safety.models import Entry, EntryWords, Telling, Worry
from tests.bad_input.conftest import about
from tests.bad_input.forms import forms_of, pages
from tests.cast import NOON, make_person

# The fixture of another folder, used here.
__all__ = ["about"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PASSWORD = "a lamp in the window"
NAME, MAIL = "Quillonverity", "quillonmail@example.org"
# Said of oneself; said of a group or the house; said to the safeguarding lead.
MINE, OURS, WORRY = "quillonmine", "quillonours", "quillonworry"
LATER = NOON + timedelta(days=21, hours=1)
# Sending these would end the walk before it is over.
LAST = {
    "account_logout", "leave_house", "leave_group", "account_change_password", "step_back",
}  # fmt: skip


@pytest.fixture(autouse=True)
def a_house_of_its_own(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.ACCOUNT_RATE_LIMITS = False
    settings.CONFIG = replace(settings.CONFIG, data_dir=tmp_path)
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    monkeypatch.setattr("hearthside.web.limits.is_too_often", lambda *a, **k: False)
    return tmp_path


@pytest.fixture(autouse=True)
def the_record_can_be_emptied(transactional_db):
    """The database refuses to empty a chained record, also after a test."""
    yield
    locks.lift()
    EntryWords.objects.all().delete()
    Entry.objects.all().delete()
    locks.lay()


@pytest.fixture
def logged():
    """What the house writes to its log, as it would stand there."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(Line())
    handler.addFilter(NoWords())
    loggers = [logging.getLogger(name) for name in ("", "django", "hearthside")]
    for one in loggers:
        one.addHandler(handler)
    yield text
    for one in loggers:
        one.removeHandler(handler)


@pytest.fixture
def somebody(scene, about, sol, hal) -> Actor:
    """Somebody new who comes to hold every role there is; others hold them too."""
    Client().post(
        "/account/signup/",
        {"username": NAME, "password1": PASSWORD, "email": MAIL, "adult": "on"},
    )
    person = Person.objects.get(called=NAME)
    places: list[dict[str, Any]] = [
        {"role": Role.FACILITATOR, "group": scene.tuesday},
        {"role": Role.COORDINATOR, "locality": scene.leeds},
        *({"role": role} for role in (Role.LEAD, Role.EVALUATOR, Role.HOST)),
    ]
    for place in places:
        RoleHeld.objects.create(person=person, given_at=NOON, **place)
    Training.objects.create(
        person=person, name="Facilitating a group", got_on=NOON.date()
    )
    date = Meeting.objects.get(public_id=about["date_id"])
    rota.put_down(meeting_id=date.pk, person_id=person.pk)
    Holding.objects.update(holder_id=person.pk)
    return Actor(person.pk, frozenset(), True)


def browser_of_theirs() -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": NAME, "password": PASSWORD})
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    return browser


def say_something_everywhere(browser: Client, here: dict[str, Any]) -> int:
    """Fill in every form on every page, and send it; return how many took it."""
    taken = 0
    for _route, page in pages(here):
        for form in forms_of(browser.get(page).content.decode(errors="ignore"), page):
            if form.name in LAST:
                continue
            words = OURS if page.startswith("/desk/") else MINE
            words = WORRY if form.name in {"worry", "worried"} else words
            typed = {
                name: words
                for name in form.texts
                if form.kinds[name] in {"text", "search", "textarea"}
                and name not in {"place", "locality"}
            }
            taken += form.send(browser, **typed).status_code in {200, 302}
    return taken


def say_what_a_form_checks(browser: Client, scene: Any, somebody: Actor) -> None:
    """What the walk cannot guess: a promise, a place that is known, a list as the page sends it."""
    group = scene.tuesday.public_id
    name = {"number": "1", "promise": "yes", "name_here": f"{MINE} here"}
    assert browser.post(f"/groups/{group}/join/", name).status_code in {302, 409}
    Membership.objects.filter(seats.of(somebody.person_id)).update(
        name_here=f"{MINE} here"
    )
    browser.post(f"/groups/{group}/tell-me/", {"tell": "yes"})
    browser.post(
        "/groups/choose/wait/",
        {"place": "Leeds", "reach": "10", "about": "stoma", "part": "evening"},
    )
    visit = {"on": "2026-03-03", "taps": ["myself"], "words": MINE}
    kept = [{"id": group, "try": True, "visits": [visit]}]
    browser.post(
        "/groups/kept/mine/", {"do": "keep", "list": json.dumps(kept), "words": "yes"}
    )
    browser.post("/account/email/", {"email": f"{MINE}@example.org", "action_add": ""})
    Client().post("/account/password/reset/", {"email": MAIL})
    for _ in range(2):
        Client().post("/account/login/", {"login": NAME, "password": MINE})
    Authenticator.objects.create(
        user_id=somebody.person_id, type="webauthn", data={"name": MINE}
    )
    rota_calendar.make(replace(somebody, grants=all_of(somebody)), now=NOON)
    Worry.objects.create(
        raised_by_id=somebody.person_id, raised_at=NOON, kind="other", words=WORRY
    )
    outbox.put(
        Words("A date has changed", MINE), key="k", address=MAIL,
        person_id=somebody.person_id, now=NOON,
    )  # fmt: skip


def all_of(somebody: Actor) -> Any:
    from hearthside.groups.roles import grants_of

    return grants_of(somebody.person_id)


def found_in_tables(word: str) -> set[str]:
    """Return every table in which a word stands, sealed fields opened."""
    found = set()
    for model in apps.get_models():
        for row in model._base_manager.all():
            values = [
                getattr(row, field.attname) for field in model._meta.concrete_fields
            ]
            if isinstance(row, Session):
                values.append(row.get_decoded())
            if word in " ".join(_said(value) for value in values).casefold():
                found.add(model._meta.label_lower)
    return found | _found_in_counters(word)


def _found_in_counters(word: str) -> set[str]:
    if "core_cache" not in connection.introspection.table_names():
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM core_cache")
        rows = [
            f"{key} {base64.b64decode(value).decode('latin-1')}"
            for key, value in cursor.fetchall()
        ]
    return {"core_cache"} if word in " ".join(rows).casefold() else set()


def _said(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return str(value)


def found_on_disk(word: str, *folders: Path) -> set[str]:
    """Return every file in which a word stands, the database's own among them."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        files += [p for p in name.parent.glob(f"{name.name}*") if p.is_file()]
    return {path.name for path in files if word.encode() in path.read_bytes().lower()}


def test_nothing_of_somebody_forgotten_is_found_anywhere(
    scene,
    about,
    somebody,
    logged,
    tmp_path,
):
    browser = browser_of_theirs()
    assert say_something_everywhere(browser, about) > 30
    last = browser_of_theirs()
    say_what_a_form_checks(last, scene, somebody)
    Holding.objects.update(closed_at=NOON)
    CheckIn.objects.update(out_at=NOON)
    RoleHeld.objects.filter(person_id=somebody.person_id).update(ended_at=None)

    # The look before is what makes the look after mean anything.
    personal = {
        "people.person", "account.emailaddress", "core.letter", "groups.membership",
        "groups.shortlist", "mfa.authenticator", "sessions.session",
    }  # fmt: skip
    before = set().union(*map(found_in_tables, ("quillonverity", "quillonmail", MINE)))
    assert personal <= before
    assert "safety.worry" in found_in_tables(WORRY)
    assert "meetings.runningorder" in found_in_tables(OURS)
    if connection.vendor == "sqlite":
        assert found_on_disk("quillonverity", tmp_path)
        assert found_on_disk("quillonmail", tmp_path)

    answer = last.post("/mine/leaving/", follow=True)
    assert "signed out everywhere" in answer.content.decode()
    for name in ("post", "rota", "forgetting"):
        do_round(next(one for one in ROUNDS if one.name == name), now=LATER)

    assert Forgotten.objects.exclude(washed_at=None).count() == 1
    for word in ("quillonverity", "quillonmail", MINE):
        assert found_in_tables(word) == set()
        assert found_on_disk(word, tmp_path) == set()
        assert word not in logged.getvalue().casefold()
    # Kept for its own time, sealed, and it says nobody.
    assert found_in_tables(WORRY) == {"safety.worry", "safety.telling"}
    assert found_on_disk(WORRY, tmp_path) == set()
    of_theirs = [row for row in Worry.objects.all() if WORRY in row.words]
    assert of_theirs
    assert {row.raised_by for row in of_theirs} == {None}
    told = [row for row in Telling.objects.all() if WORRY in row.words]
    assert {row.told_by for row in told} == {None}


def test_an_ordinary_row_that_goes_is_overwritten_on_the_disk(scene):
    if connection.vendor != "sqlite":
        pytest.skip("the pages of PostgreSQL are not ours to read")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1


def test_somebody_who_stays_is_found_as_before(scene, amira, bo):
    from hearthside.workflows import forget_me

    other = make_person("Quillonverity")
    forget_me.leave_for_good(Actor(other.pk), now=NOON)
    forget_me.forget_who_left(now=LATER)

    assert found_in_tables("quillonverity") == set()
    assert "groups.membership" in found_in_tables("amira")
    assert "groups.membership" in found_in_tables("bo")

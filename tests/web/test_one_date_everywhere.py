"""One date moved or called off changes exactly that date, wherever dates are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser

import pytest
import vobject
from django.test import Client

from hearthside.groups import directory
from hearthside.meetings import rota_calendar
from hearthside.meetings.models import Meeting
from hearthside.workflows import change_a_date
from hearthside.workflows.keep_the_rota import keep_the_rota
from tests.cast import NOON, signed_in
from tests.rota_scene import BASE, down, fellow, first
from tests.web.desk.desk_scene import at_noon

WHEN_MOVED = timedelta(days=1, hours=-1)


class Lines(HTMLParser):
    """The dates of a page, one line of words for each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.depth = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        if tag == "li" and "date" in classes:
            self.lines.append("")
            self.depth = 1
        elif tag == "li" and self.depth:
            self.depth += 1

    def handle_endtag(self, tag):
        if tag == "li" and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.lines[-1] = " ".join(f"{self.lines[-1]} {data}".split())


@pytest.fixture
def about(scene, fern, olu, amira, monkeypatch):
    at_noon(monkeypatch)
    gil = fellow(scene.tuesday, "Gil")
    for meeting in Meeting.objects.filter(group=scene.tuesday):
        down(meeting, fern, gil)
    rota_calendar.make(fern, now=NOON)
    secret = rota_calendar.mine(fern, now=NOON).secret
    desk, mine, member = signed_in(olu), signed_in(fern), signed_in(amira)
    group = scene.tuesday.public_id
    return {
        "group page": lambda: Lines(_get(Client(), f"/groups/{group}/")).lines,
        "dates at the desk": lambda: Lines(_get(desk, f"/desk/groups/{group}/dates/")).lines,
        "rota": lambda: Lines(_get(desk, f"/desk/groups/{group}/rota/")).lines,
        "my dates": lambda: Lines(_get(mine, "/desk/my-dates/")).lines,
        "calendar": lambda: _events(secret),
        "directory": lambda: [_next(_get(Client(), "/groups/?place=Leeds"))],
        "tonight": lambda: [_next(_get(member, "/"))],
        "desk": lambda: Lines(_get(desk, "/desk/")).lines,
    }  # fmt: skip


def _get(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def _events(secret: str) -> list[str]:
    read = vobject.readOne(_get(Client(), f"/rota/{secret}.ics"))
    return [
        f"{event.uid.value} {event.dtstart.value} {event.status.value}"
        for event in sorted(read.vevent_list, key=lambda event: event.uid.value)
    ]


def _next(page: str) -> str:
    """Return what a page says of when the group meets next."""
    said = [
        day
        for day in ("Tomorrow", "Wednesday 4 March", "Tuesday 10 March")
        if day in page
    ]
    return ", ".join(said)


def _call_off(actor, meeting):
    _change("call_off", actor, meeting, reason="The weather")


def _move(actor, meeting):
    starts = meeting.starts_at + WHEN_MOVED
    _change("move", actor, meeting, starts_at=starts, place_note="")


def _change(what: str, actor, meeting, **more) -> None:
    getattr(change_a_date, what)(
        actor,
        public_id=meeting.public_id,
        group=directory.handles([meeting.group_id])[meeting.group_id],
        version=1,
        base_address=BASE,
        now=NOON,
        **more,
    )


def seen(about: dict[str, Callable[[], list[str]]]) -> dict[str, list[str]]:
    return {where: look() for where, look in about.items()}


@pytest.mark.parametrize("change", [_call_off, _move], ids=["called off", "moved"])
def test_exactly_one_date_changes_on_every_page(about, olu, scene, change):
    before = seen(about)
    assert all(before.values())

    change(olu, first(scene.tuesday))

    after = seen(about)
    for where in ("group page", "dates at the desk", "rota", "my dates", "calendar"):
        pairs = zip(before[where], after[where], strict=True)
        changed = [(old, new) for old, new in pairs if old != new]
        assert len(changed) == 1, where
        word = (
            "call"
            if change is _call_off
            else ("18:30" if where == "calendar" else "6.30pm")
        )
        word = "CANCELLED" if where == "calendar" and change is _call_off else word
        assert word.casefold() in changed[0][1].casefold(), where
    for where in ("directory", "tonight"):
        assert before[where] != after[where], where
        gone_by = "Tuesday 10 March" if change is _call_off else "Wednesday 4 March"
        assert gone_by in after[where][0], where
    assert before["desk"] != after["desk"]


def test_the_clock_changes_exactly_one_date_too(about, scene, monkeypatch):
    tuesday = first(scene.tuesday)
    tuesday.rota.all().delete()
    before = seen(about)
    now = tuesday.starts_at - timedelta(hours=23)
    at_noon(monkeypatch, NOON)

    keep_the_rota(base_address=BASE, now=now)

    after = seen(about)
    for where in ("group page", "dates at the desk", "rota"):
        pairs = zip(before[where], after[where], strict=True)
        changed = [new for old, new in pairs if old != new]
        assert len(changed) == 1, where
        assert "We could not find two facilitators for this evening." in changed[0]

"""PRIVACY.md and the page /privacy/ say of each table what its room promised."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import Client
from django.utils.html import escape

from hearthside.people.leaving import TO_THINK_AGAIN
from tests.house.test_nothing_is_forgotten import promises

TEXT = (Path(__file__).resolve().parents[2] / "PRIVACY.md").read_text()
# How each table is said in PRIVACY.md: the words in the row that speaks of it.
SAID = {
    "people.person": "The name you chose to sign in with",
    "account.emailaddress": "Your e-mail address",
    "mfa.authenticator": "Your passkeys and recovery codes",
    "people.letterwish": "your quiet hours",
    "people.noletters": "Which letters you stopped",
    "people.copy": "A copy of your own data",
    "core.letter": "A letter we are about to send you",
    "core.trailentry": "What you did with your role",
    "circles.seat": "That you sit in a circle",
    "circles.picture": "A picture you sent in a circle",
    "circles.outtonight": "That you were asked out of one meeting",
    "groups.membership": "That somebody is in a group",
    "groups.roleheld": "Which role you have and where",
    "groups.importrun": "That you read in a list of groups",
    "groups.waiting": "What you wait for",
    "groups.shortlist": "The groups you might try",
    "meetings.meeting": "The dates of a group, and how many people came",
    "meetings.rotaplace": "Which evenings you are down for",
    "meetings.rotacalendar": "The secret address of your calendar",
    "meetings.training": "Your training certificates",
    "meetings.ledbefore": "That you have led evenings before",
    "meetings.holding": "That an evening was held on your phone",
    "meetings.checkin": "When you checked in and out",
    "meetings.debrief": "How you said you were after an evening",
    "meetings.askedtobetold": "That you want letters about a group's dates",
    "safety.worry": "A worry you raised",
    "safety.reading": "by whom, locked, and who opened it",
    "people.letterpace": "once a day or once a week",
    "people.bounce": "That letters to your address came back",
    "people.keyring": "by what number it is known",
    "people.wayback": "Your key, wrapped",
    "people.sealedplan": "Your plan",
    "people.studyplace": "That you take part in a study",
    "core.note": "A line under *What happened*",
    "core.rightschanged": "That what you may do here changed",
    "organisation.linechange": "That you proposed a change to a number of Help now",
    "groups.nameatrest": "A name you gave up in a group",
    "groups.suspension": "That you are suspended",
    "groups.roleoffer": "A role somebody held out",
    "groups.change": "That you proposed a change of the agreement",
    "groups.voice": "what you said to one",
    "groups.inline": "That you wait in line for a seat",
    "groups.firsttalk": "That you asked to talk with a facilitator",
    "safety.telling": "what you told of it later",
    "safety.draft": "What you put by about a worry",
    "safety.record": "A safeguarding record",
    "safety.entrywords": "what was done about a worry, by whom",
    "safety.care": "That you were offered a talk after an evening",
    "safety.report": "What you said is wrong",
    "safety.keptfrom": "Which safeguarding lead a worry or a record may be about",
    "safety.concerned": "Whom it may be about",
    "safety.step": "Who opened it, what was decided",
    "safety.response": "what was decided and why, and an appeal",
    "safety.protection": "What is hidden because several asked",
    "safety.keyholderkey": "The public half of your key",
    "safety.sealedcontact": "Your emergency contact",
    "safety.opening": "That your contact was asked for",
    "commons.piece": "**What you shared**",
    "commons.willing": "What you said you do not mind being asked about",
    "commons.asked": "That a question was shown to you",
}
LENGTHS = {
    1: "a day", 7: "7 days", 14: "two weeks", 30: "30 days|a month", 60: "60 days", 90: "90 days",
    120: "120 days", 180: "half a year", 365: "(one|a) year", 365 * 2: "2 years",
    365 * 3: "3 years", 365 * 6: "6 years", 365 * 25: "25",
}  # fmt: skip


def rows() -> dict[str, str]:
    """Return each row of the tables in PRIVACY.md: what, and how long."""
    found = re.findall(r"^\| (.+?) \| (.+?) \|$", TEXT, flags=re.MULTILINE)
    return {what: how_long for what, how_long in found if what != "what"}


def row_of(table: str) -> tuple[str, str] | None:
    words = SAID.get(table, "\0")
    return next(((w, h) for w, h in rows().items() if words in w), None)


def test_each_table_with_a_person_has_its_row():
    of_somebody = {one.table for one in promises().values() if one.person_by}

    assert {table for table in of_somebody if row_of(table) is None} == set()
    assert set(SAID) <= of_somebody


def test_each_row_says_how_long_as_the_room_promised():
    wrong = {
        one.table: (one.days, row[1])
        for one in promises().values()
        if one.person_by and one.days and (row := row_of(one.table))
        if not re.search(LENGTHS[one.days], row[1])
    }

    assert wrong == {}


def test_a_row_that_says_otherwise_is_seen():
    assert not re.search(LENGTHS[365 * 6], "3 years")
    assert row_of("groups.nothing") is None


def test_the_days_to_think_again_are_the_ones_in_force():
    assert f"For {TO_THINK_AGAIN.days} days you can think again" in TEXT


def test_the_page_says_every_promise_and_all_that_stays(scene, monkeypatch, noon):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: noon)

    page = Client().get("/privacy/").content.decode()

    for one in promises().values():
        assert escape(one.why) in page, one.table
        assert escape(one.stays) in page, one.table
    assert f"For {TO_THINK_AGAIN.days} days you can think again" in page

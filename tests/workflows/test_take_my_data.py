"""A copy of one's own data: whole or not at all, one's own words and nobody else's."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64decode, b64encode
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from hearthside.core import trail
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound
from hearthside.groups import first_talks, line, marks, roles, seats, shortlist
from hearthside.groups.models import Change, Membership, Voice, Ways
from hearthside.groups.shortlist import Kept, Visit
from hearthside.jobs import copying
from hearthside.meetings import debriefing, following
from hearthside.people import copies
from hearthside.people.copies import CannotTake, Standing
from hearthside.people.models import Copy, SealedPlan, WayBack
from hearthside.safety import evidence
from hearthside.safety.models import Concerned, Opening, Report, Response, Worry
from hearthside.workflows import take_my_data
from tests.cast import NOON
from tests.schema_check import why_not_like

SCHEMA = (
    Path(__file__).resolve().parents[2] / "docs" / "develop" / "my-data.schema.json"
)
LOOK = {"house.css": b"body{}"}


def build(actor, *, now=NOON) -> zipfile.ZipFile:
    public_id = copies.begin(actor, total=len(take_my_data.PARTS), now=now)
    take_my_data.carry_out(public_id, look=lambda: LOOK, clock=lambda: now)
    return zipfile.ZipFile(io.BytesIO(copies.take(actor, now=now)))


def data_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    return json.loads(archive.read("my-data.json"))


@pytest.fixture
def written(scene, amira):
    shortlist.keep(
        amira,
        groups=[
            Kept(scene.tuesday.public_id, True, (Visit(None, ("myself",), "Warm."),))
        ],
        now=NOON,
    )
    following.ask_to_be_told(amira, group_id=scene.tuesday.pk)
    return amira


def test_what_is_mine_is_in_it_to_read_and_for_a_program(written, bo, fern):
    archive = build(written)

    parts = data_of(archive)["parts"]
    assert parts["me"][0]["name"] == "Amira"
    assert parts["groups"][0]["my_name_there"] == "Amira"
    assert parts["kept_groups"][0]["what_i_wrote"] == "Warm."
    assert parts["told_of"] == [{"group": "Tuesday circle, Headingley"}]
    assert "Warm." in archive.read("pages/kept_groups.html").decode()
    assert archive.testzip() is None


def test_k15_nobody_elses_words_or_name_come_along(tonight, bo, olu, amira):
    debriefing.say_how_i_am(
        tonight.fern, meeting_id=tonight.id, how="tired", wants_a_talk=True,
        now=tonight.after,
    )  # fmt: skip
    Worry.objects.create(
        raised_by_id=tonight.fern.person_id, raised_at=NOON, kind="other",
        words="Bo said a secret",
    )  # fmt: skip
    trail.note(
        tonight.fern, verb=Verb.GIVE_A_ROLE, what=f"person:{bo.person_id}", now=NOON
    )

    archive = build(tonight.fern)

    everything = b"".join(
        archive.read(name)
        for name in archive.namelist()
        if not name.startswith("look/")
    ).decode()
    parts = data_of(archive)["parts"]
    assert parts["after_evenings"][0]["how_i_was"] == "tired"
    assert len(parts["rota"]) == 1
    assert len(parts["worries"]) == len(parts["acts"]) == 1
    for other in ("Bo", "Ivo", "Wil", "Olu", "secret", "person:"):
        assert other not in everything, other


def test_it_is_like_the_schema_that_is_written_down(written, tonight):
    kept = json.loads(SCHEMA.read_text())

    for actor in (written, tonight.fern):
        archive = build(actor)
        assert why_not_like(data_of(archive), kept) is None
        assert json.loads(archive.read("my-data.schema.json")) == kept


def test_the_schema_written_down_is_the_one_in_force():
    assert json.loads(SCHEMA.read_text()) == take_my_data.schema(), (
        "write it anew: python -c 'from hearthside.workflows import take_my_data'"
    )


def test_data_that_is_otherwise_is_seen(written):
    data = data_of(build(written))
    data["parts"]["me"][0]["birthday"] = "1990-01-01"

    assert "birthday" in (why_not_like(data, take_my_data.schema()) or "")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.to: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.to += [value for name, value in attrs if name in {"href", "src"}]


def test_the_pages_open_where_there_is_no_network(written):
    archive = build(written)
    names = set(archive.namelist())

    for name in names:
        if not name.endswith(".html"):
            continue
        page = _Links()
        page.feed(archive.read(name).decode())
        here = Path(name).parent
        for link in page.to:
            target = (here / link).as_posix().replace("pages/../", "")
            assert target in names, f"{name} leads to {link}"
        assert "<title>Notices</title>" in archive.read(name).decode()


def test_words_in_it_stay_words(scene, amira):
    shortlist.keep(
        amira,
        groups=[
            Kept(
                scene.tuesday.public_id, False, (Visit(None, (), "<script>x</script>"),)
            )
        ],
        now=NOON,
    )

    page = build(amira).read("pages/kept_groups.html").decode()

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_l8_one_that_breaks_half_way_gives_nothing(amira, monkeypatch):
    public_id = copies.begin(amira, total=len(take_my_data.PARTS), now=NOON)

    def broken():
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        take_my_data.carry_out(public_id, look=broken, clock=lambda: NOON)

    assert copies.of(amira, now=NOON).standing is Standing.BROKEN
    assert Copy.objects.get().sealed is None
    with pytest.raises(CannotTake):
        copies.take(amira, now=NOON)


def test_one_that_is_being_built_cannot_be_taken_and_says_how_far_it_is(amira):
    public_id = copies.begin(amira, total=20, now=NOON)
    for _ in range(3):
        assert copies.beat(public_id, now=NOON)

    mine = copies.of(amira, now=NOON)

    assert (mine.standing, mine.done, mine.total) == (Standing.BUILDING, 3, 20)
    with pytest.raises(CannotTake):
        copies.take(amira, now=NOON)


def test_f8_a_machine_that_stopped_in_between_leaves_nothing(amira):
    first = copies.begin(amira, total=20, now=NOON)
    copies.beat(first, now=NOON)
    later = NOON + timedelta(minutes=5)

    assert copies.of(amira, now=later).standing is Standing.INTERRUPTED
    second = copies.begin(amira, total=20, now=later)

    assert second not in {"", first}
    assert not copies.beat(first, now=later)
    copies.finish(first, whole=b"late", now=later)
    assert Copy.objects.get().sealed is None


def test_it_can_be_stopped_between_two_parts(amira):
    public_id = copies.begin(amira, total=20, now=NOON)
    copies.ask_to_stop(amira)

    take_my_data.carry_out(public_id, look=lambda: LOOK, clock=lambda: NOON)

    assert copies.of(amira, now=NOON).standing is Standing.STOPPED
    with pytest.raises(NotFound):
        copies.ask_to_stop(amira)


def test_asked_twice_at_once_one_is_built(amira):
    assert copies.begin(amira, total=20, now=NOON)
    assert copies.begin(amira, total=20, now=NOON) == ""


def test_it_lies_sealed(written):
    build(written)

    sealed = bytes(Copy.objects.get().sealed)
    assert sealed[:2] != b"PK"
    assert b"index.html" not in sealed


def test_a_week_later_it_is_gone(amira):
    build(amira)
    later = NOON + timedelta(days=7)

    assert copies.of(amira, now=later).standing is Standing.NONE
    with pytest.raises(CannotTake):
        copies.take(amira, now=later)
    assert copies.forget(now=later + timedelta(minutes=1)) == 1


def test_nobody_takes_the_copy_of_somebody_else(amira, outsider):
    build(amira)

    with pytest.raises(CannotTake):
        copies.take(outsider, now=NOON)


def test_the_house_brings_its_look(tmp_path, settings):
    settings.STATICFILES_DIRS = [tmp_path]
    assert copying.look() == {}
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "house.css").write_bytes(b"x")

    assert copying.look() == {"house.css": b"x"}


def test_roles_are_told_with_their_place(fern, scene):
    assert roles.facilitates(fern.person_id)

    rows = data_of(build(fern))["parts"]["roles"]

    assert [(row["role"], row["group"]) for row in rows] == [
        ("facilitator", "Tuesday circle, Headingley")
    ]


def test_what_no_column_leads_to_is_in_it_too(scene, amira, bo):
    line.ask(amira, group_id=scene.elsewhere.pk, now=NOON)
    line.ask(bo, group_id=scene.elsewhere.pk, now=NOON)
    ways = {"break_months": 6, "talk": "offered", "counts": "all"}
    Ways.objects.update_or_create(group=scene.elsewhere, defaults=ways)
    for who, called in ((amira, "Mira"), (bo, "Bodo")):
        first_talks.ask(
            who, group_id=scene.elsewhere.pk, called=called, when="On Monday.", now=NOON
        )
        Report.objects.create(
            kind="group", thing=called, snapshot="secret", made_at=NOON,
            reporter_mark=evidence.marks_of(who.person_id)[0],
        )  # fmt: skip
        change = Change.objects.create(
            group=scene.tuesday, from_number=1, promises=[called], why="x", made_at=NOON,
            by_mark=marks.mark(
                "proposes", about=scene.tuesday.pk, person_id=who.person_id
            ),
        )  # fmt: skip
        Voice.objects.create(
            change=change, say="talk",
            by_mark=marks.mark("change", about=change.pk, person_id=who.person_id),
        )  # fmt: skip

    parts = data_of(build(amira))["parts"]

    elsewhere = scene.elsewhere.name
    assert [row["group"] for row in parts["lines"]] == [elsewhere]
    assert [row["what_to_call_me"] for row in parts["first_talks"]] == ["Mira"]
    assert [row["about_a"] for row in parts["reports"]] == ["group"]
    assert [row["promises"] for row in parts["proposed_changes"]] == [["Mira"]]
    assert [row["i_said"] for row in parts["said_to_changes"]] == ["talk"]


def test_k15_what_was_decided_about_me_comes_and_nobody_elses_words(scene, amira, sol):
    report = Report.objects.create(kind="name", snapshot="secret", made_at=NOON)
    Concerned.objects.create(report=report, person_id=amira.person_id, is_subject=True)
    here = Membership.objects.filter(seats.of(amira.person_id)).get()
    Response.objects.create(
        report=report, rung="reminder", group_id=here.group_id, place_id=here.pk,
        reason="Bo said a secret", decided_by_id=sol.person_id, at=NOON,
        appeal="I was not there.", appealed_at=NOON, appeal_answer="A secret again",
        stands=False,
    )  # fmt: skip

    archive = build(amira)

    assert data_of(archive)["parts"]["decided_about_me"] == [
        {
            "what": "reminder", "group": here.group.name, "from": "2026-03-02T12:00:00+00:00",
            "until": None, "ended": None, "my_appeal": "I was not there.",
            "appealed": "2026-03-02T12:00:00+00:00", "still_stands": "no",
        }
    ]  # fmt: skip
    for name in ("my-data.json", "pages/decided_about_me.html"):
        assert "secret" not in archive.read(name).decode().lower()
    assert data_of(build(sol))["parts"]["decided_about_me"] == []


def test_an_opening_somebody_is_told_of_later_is_not_told_by_their_copy(amira, sol):
    Opening.objects.create(
        person_id=amira.person_id, asked_by_id=sol.person_id, reason="secret",
        asked_at=NOON, agreed_at=NOON, told_at=NOON + timedelta(days=1),
    )  # fmt: skip

    assert data_of(build(amira))["parts"]["contact_opened"] == []
    later = data_of(build(amira, now=NOON + timedelta(days=1)))["parts"]
    assert len(later["contact_opened"]) == 1
    assert len(data_of(build(sol))["parts"]["helped_to_open"]) == 1


def test_a_plan_comes_sealed_and_what_opens_it_does_not(amira):
    SealedPlan.objects.create(
        person_id=amira.person_id, key_id="k1", version=3, box=b"\x01sealed"
    )
    WayBack.objects.create(
        person_id=amira.person_id, kind="code", wrapped=b"quillonwrapped"
    )

    archive = build(amira)

    plan = data_of(archive)["parts"]["my_plan"]
    assert [b64decode(row["sealed"]) for row in plan] == [b"\x01sealed"]
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b64encode(b"quillonwrapped") not in everything
    assert b"quillonwrapped" not in everything

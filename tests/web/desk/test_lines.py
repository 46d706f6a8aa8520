"""The numbers of Help now, rung by one and changed by two."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from hearthside.core import trail
from hearthside.core.ids import opaque_id
from hearthside.organisation import crisis_lines, line_changes
from hearthside.organisation.models import CrisisLine, LineChange
from tests.cast import NOON, make_line, signed_in
from tests.web.desk.desk_scene import at_noon, missing

HERE = "/desk/lines/"
SAID = {
    "name": "The Leeds line", "for_whom": "Anybody in Leeds", "display": "0113 496 0000",
    "dial": "tel:01134960000", "hours": "Any time", "source": "example.org", "rang": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def house(monkeypatch, settings, tmp_path: Path):
    at_noon(monkeypatch)
    settings.DATA_DIR = tmp_path


@pytest.fixture
def leeds_line(scene) -> CrisisLine:
    row = make_line(scene.leeds)
    LineChange.objects.all().delete()
    return row


def at(row: CrisisLine, what: str = "") -> str:
    return f"{HERE}{opaque_id('line', row.pk)}/{what}"


def change() -> str:
    return opaque_id("line change", LineChange.objects.get().pk)


def test_whoever_rang_it_says_so_and_help_now_says_it_too(leeds_line, olu, settings):
    CrisisLine.objects.all().delete()
    old = NOON.date() - timedelta(days=100)
    crisis_lines.begin_anew()
    row = make_line(leeds_line.locality, verified_on=old)
    client = signed_in(olu)

    assert "That is long ago" in client.get(HERE).content.decode()
    answer = client.post(at(row, "rang/"), {"mark": row.mark})

    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.verified_on == NOON.date()
    page = (settings.DATA_DIR / "help" / "leeds.html").read_text()
    assert "Checked on 2 March 2026" in page
    assert trail.latest()[0].what == f"line:{row.pk}"


def test_a_call_is_noted_for_the_words_that_were_read(leeds_line, olu):
    answer = signed_in(olu).post(at(leeds_line, "rang/"), {"mark": "of yesterday"})

    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()


def test_a_number_changes_only_when_two_people_agree(leeds_line, olu, hal, settings):
    first, second = signed_in(olu), signed_in(hal)
    assert first.post(at(leeds_line, "change/"), SAID).status_code == 302
    assert CrisisLine.objects.get().display == "116 123"

    alone = first.post(f"{HERE}changes/{change()}/agree/")
    assert alone.status_code == 409
    assert "Another person looks at it too" in alone.content.decode()
    assert CrisisLine.objects.get().display == "116 123"

    shown = second.get(HERE).content.decode()
    assert "0113 496 0000" in shown
    assert second.post(f"{HERE}changes/{change()}/agree/").status_code == 302
    assert CrisisLine.objects.get().display == "0113 496 0000"
    assert crisis_lines.health(today=NOON.date()).is_well
    assert "0113 496 0000" in (settings.DATA_DIR / "help/leeds.html").read_text()
    assert not LineChange.objects.exists()


def test_agreeing_twice_changes_nothing_more_j5(leeds_line, olu, hal):
    signed_in(olu).post(at(leeds_line, "change/"), SAID)
    address = f"{HERE}changes/{change()}/agree/"

    assert signed_in(hal).post(address).status_code == 302
    assert signed_in(hal).post(address).status_code == 404


def test_a_change_of_an_older_line_does_not_stand(leeds_line, olu, hal):
    signed_in(olu).post(at(leeds_line, "change/"), SAID)
    with crisis_lines.being_changed():
        CrisisLine.objects.update(mark="")
    row = CrisisLine.objects.get()
    crisis_lines.add_line(crisis_lines.line_of(row), locality_id=row.locality_id)

    assert signed_in(hal).post(f"{HERE}changes/{'z' * 12}/agree/").status_code == 404


def test_a_line_is_taken_off_by_two(leeds_line, olu, hal):
    signed_in(olu).post(at(leeds_line, "take-off/"))
    assert CrisisLine.objects.exists()

    signed_in(hal).post(f"{HERE}changes/{change()}/agree/")

    assert not CrisisLine.objects.exists()
    assert crisis_lines.health(today=NOON.date()).is_well


def test_a_new_line_waits_for_the_second_person_too(scene, olu, hal):
    answer = signed_in(olu).post(f"{HERE}new/", SAID | {"area": "leeds"})
    assert answer.status_code == 302
    assert not CrisisLine.objects.exists()

    signed_in(hal).post(f"{HERE}changes/{change()}/agree/")

    assert CrisisLine.objects.get().locality_id == scene.leeds.pk


def test_what_was_typed_stays_typed_and_is_said(scene, olu):
    answer = signed_in(olu).post(f"{HERE}new/", SAID | {"dial": "javascript:alert(1)"})
    said = answer.content.decode()

    assert answer.status_code == 409
    assert "begins with tel: or sms:" in said
    assert "javascript:alert(1)" in said
    assert not LineChange.objects.exists()


def test_nobody_proposes_without_having_rung(scene, olu):
    answer = signed_in(olu).post(f"{HERE}new/", SAID | {"rang": ""})

    assert answer.status_code == 400
    assert "Ring it first" in answer.content.decode()


def test_a_coordinator_of_elsewhere_finds_nothing_a16(leeds_line, una, olu):
    client = signed_in(una)
    signed_in(olu).post(at(leeds_line, "change/"), SAID)

    assert "The Leeds line" not in client.get(HERE).content.decode()
    for asked in (
        client.get(at(leeds_line)),
        client.post(at(leeds_line, "rang/"), {"mark": leeds_line.mark}),
        client.post(at(leeds_line, "change/"), SAID),
        client.post(f"{HERE}changes/{change()}/agree/"),
        client.post(f"{HERE}new/", SAID | {"area": "leeds"}),
    ):
        assert asked.status_code == 404
        assert asked.content == missing()


def test_the_lead_reads_and_changes_nothing(leeds_line, sol):
    client = signed_in(sol)

    assert "I rang it today" not in client.get(at(leeds_line)).content.decode()
    asked = client.post(at(leeds_line, "rang/"), {"mark": leeds_line.mark})
    assert asked.status_code == 404


def test_a_line_changed_from_outside_is_not_put_right_by_one_call(leeds_line, olu, hal):
    CrisisLine.objects.update(display="0900", dial="tel:0900")
    client = signed_in(olu)
    desk = client.get("/desk/").content.decode()

    assert "Something outside this house changed the numbers" in desk
    assert "I rang it today" not in client.get(at(leeds_line)).content.decode()
    answer = client.post(at(leeds_line, "rang/"), {"mark": leeds_line.mark})
    assert answer.status_code == 409

    client.post(at(leeds_line, "change/"), SAID)
    signed_in(hal).post(f"{HERE}changes/{change()}/agree/")
    assert crisis_lines.health(today=NOON.date()).is_well


def test_a_number_unchecked_for_ninety_days_stands_on_the_desk_k8(scene, olu, una):
    make_line(scene.leeds, verified_on=NOON.date() - timedelta(days=91))

    assert "One number of Help now was not checked for 90 days" in (
        signed_in(olu).get("/desk/").content.decode()
    )
    assert "was not checked" not in signed_in(una).get("/desk/").content.decode()


def test_a_proposal_nobody_settles_goes_after_a_month(leeds_line, olu):
    signed_in(olu).post(at(leeds_line, "change/"), SAID)

    assert line_changes.forget(now=NOON + timedelta(days=29)) == 0
    assert line_changes.forget(now=NOON + timedelta(days=31)) == 1


def test_a_proposal_can_be_taken_back(leeds_line, olu):
    client = signed_in(olu)
    client.post(at(leeds_line, "change/"), SAID)
    client.post(f"{HERE}changes/{change()}/decline/")

    assert not LineChange.objects.exists()
    assert CrisisLine.objects.get().display == "116 123"

"""Tonight on paper, asked for through its doors."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from hearthside.core.policy import Place
from hearthside.engines import paper as press
from hearthside.groups.models import Agreement, Group
from hearthside.meetings import rota, running
from hearthside.meetings.models import Meeting
from hearthside.meetings.running import Order, Step
from hearthside.organisation import crisis_lines
from hearthside.organisation.crisis_lines import Line
from hearthside.organisation.models import Organisation
from tests.cast import NOON, signed_in

PDF = "application/pdf"
# Asked of the session, the person, the roles, the key, tonight's rota, the house; and of
# the date, its group, its running order, its chairs, its agreement, its numbers.
MOST_QUERIES = 13


pytestmark = pytest.mark.usefixtures("db", "at_noon")


@pytest.fixture
def date_here(scene) -> Meeting:
    return Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")


@pytest.fixture
def leads(fern, date_here):
    """Fern is on the rota of the next date."""
    rota.put_down(meeting_id=date_here.pk, person_id=fern.person_id)
    return fern


@pytest.fixture
def no_press(monkeypatch):
    def broken(*_given: Any, **_more: Any) -> bytes:
        raise press.CannotPrint("the press ended with 1")

    monkeypatch.setattr(press, "pdf", broken)


def of_date(actor, date_here) -> Any:
    return signed_in(actor).get(f"/hold/{date_here.public_id}/paper.pdf")


def of_group(actor, group) -> Any:
    return signed_in(actor).get(f"/desk/groups/{group.public_id}/paper.pdf")


def words_of(answer) -> str:
    assert answer["Content-Type"] == PDF
    reader = PdfReader(io.BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_who_leads_tonight_gets_its_paper(leads, date_here):
    crisis_lines.add_line(
        Line("Samaritans", "Anybody", "116 123", "tel:116123", "Any time.", "", "", date(2026, 3, 1))
    )  # fmt: skip

    said = words_of(of_date(leads, date_here))

    for words in (
        "Tuesday 3 March, 7.30pm to 9pm",
        "Nobody has to speak here.",
        "What is said here stays here.",
        "Last changed on Thursday 1 January 2026",
        "Where the promise ends",
        "when somebody's life is in danger",
        "You are told who was told, and why.",
        "8.05pm Topic",
        "116 123",
        "Been before",
        "1 of 2",
    ):
        assert words in said


def test_where_the_promise_ends_is_printed_in_the_words_of_the_house(
    leads, date_here, scene
):
    words = "We ring for help when a life is in danger. " * 60
    Organisation.objects.update(limits_of_confidence=f"{words}\n\nYou are told. *All*")

    said = words_of(of_date(leads, date_here))

    assert said.count("We ring for help") == 60
    assert "You are told. *All*" in said
    assert "in charge of safety" not in said


def test_the_paper_is_two_sides_named_like_anything(leads, date_here):
    answer = of_date(leads, date_here)

    reader = PdfReader(io.BytesIO(answer.content))
    assert len(reader.pages) == 2
    assert reader.metadata.title == "Notices"
    assert answer["Content-Disposition"] == 'inline; filename="evening.pdf"'
    assert answer["Cache-Control"] == "no-store"


def test_the_paper_names_no_group_no_place_and_nobody(leads, date_here, scene):
    said = words_of(of_date(leads, date_here))

    for name in (scene.tuesday.name, "Headingley", "Harbour", "Fern", "St Wilfrid"):
        assert name not in said


def test_a_facilitator_not_on_the_rota_has_no_paper_of_tonight(fern, date_here):
    assert of_date(fern, date_here).status_code == 404


@pytest.mark.parametrize("who", ["fern", "olu"])
def test_those_who_look_after_a_group_print_it_beforehand(request, who, scene):
    said = words_of(of_group(request.getfixturevalue(who), scene.tuesday))

    assert "Tuesday 3 March, 7.30pm to 9pm" in said


@pytest.mark.parametrize("who", ["outsider", "otto", "una", "amira", "sol"])
def test_nobody_else_does(request, who, scene):
    assert of_group(request.getfixturevalue(who), scene.tuesday).status_code == 404


def test_what_the_group_chose_is_what_is_printed(leads, date_here, scene):
    order = Order(
        "open_evening",
        "Croeso i’r tŷ.\n\n*Come* #in.",
        "Nos da.",
        (Step("talk", "Talk", 60, "$Whatever$ comes"), Step("closing", "Home", 10)),
    )
    place = Place(scene.tuesday.pk, scene.leeds.pk)
    running.keep(leads, place=place, order=order, version=0, now=NOON)

    said = words_of(of_date(leads, date_here))

    for words in ("Croeso i’r tŷ.", "*Come* #in.", "$Whatever$ comes", "8.30pm Home", "8.40pm End"):  # fmt: skip
        assert words in said


def test_a_moved_evening_has_its_own_times(leads, date_here):
    Meeting.objects.filter(id=date_here.pk).update(
        starts_at=datetime(2026, 3, 4, 19, 0, tzinfo=UTC),
        ends_at=datetime(2026, 3, 4, 20, 0, tzinfo=UTC),
    )

    said = words_of(of_date(leads, date_here))

    assert "Wednesday 4 March, 7pm to 8pm" in said
    assert "8pm End" in said


def test_an_evening_past_midnight_and_over_the_change_of_the_clocks(leads, date_here):
    Meeting.objects.filter(id=date_here.pk).update(
        starts_at=datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
        ends_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )
    rota_opens = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)

    with pytest.MonkeyPatch.context() as clock:
        clock.setattr("hearthside.web.gates.the_clock", lambda: rota_opens)
        said = words_of(of_date(leads, date_here))

    assert "Saturday 24 October, 11.30pm to 1.30am" in said


def test_a_group_without_a_date_has_the_paper_of_a_usual_evening(fern, scene):
    Meeting.objects.filter(group=scene.tuesday).delete()

    assert "A usual evening, 7.30pm to 9pm" in words_of(of_group(fern, scene.tuesday))


def test_a_group_with_nothing_agreed_and_many_chairs_prints(fern, scene):
    Agreement.objects.all().delete()
    Group.objects.filter(id=scene.tuesday.pk).update(seats=200)

    answer = of_group(fern, scene.tuesday)

    assert "What we promise one another" not in words_of(answer)
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 2


def test_when_no_paper_comes_out_the_words_are_a_page(leads, date_here, no_press):
    answer = of_date(leads, date_here)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The paper could not be made just now." in page
    for words in ("Nobody has to speak here.", "8.05pm", "Been before", "tear it", "life is in danger"):  # fmt: skip
        assert words in page


def test_the_page_instead_names_no_group_either(leads, date_here, scene, no_press):
    assert scene.tuesday.name not in of_date(leads, date_here).content.decode()


def test_what_went_wrong_is_written_down_without_a_word(
    leads, date_here, no_press, caplog
):
    of_date(leads, date_here)

    assert [record.message for record in caplog.records] == ["no paper came out"]


def test_paper_after_paper_becomes_a_page(leads, date_here, monkeypatch):
    monkeypatch.setattr("hearthside.web.facilitator.paper.AN_HOUR", 1)
    of_date(leads, date_here)

    again = of_date(leads, date_here)

    assert "Many papers were made from here" in again.content.decode()


def test_looking_at_the_paper_is_bounded(
    leads, date_here, django_assert_max_num_queries
):
    browser = signed_in(leads)

    with django_assert_max_num_queries(MOST_QUERIES):
        browser.get(f"/hold/{date_here.public_id}/paper.pdf")

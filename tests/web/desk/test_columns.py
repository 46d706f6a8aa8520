from __future__ import annotations

import pytest
from django.urls import reverse

from hearthside.groups.models import Feed, Group, ImportRun
from hearthside.jobs import reading as jobs
from tests.cast import signed_in
from tests.web.desk.uploading import looked_at, upload, words
from tests.workflows.feed_rows import many

TABLE = (
    b"Who,When we meet,Hall,Organiser e-mail\n"
    b"Lamp & Chair,Tuesdays at 7.30pm,Quaker House,canary.bird@example.org\n"
    b"Second Home,Second Monday of the month at 10am,<b>Hall</b>,\n"
    b"By chance,when we can,Hall,\n"
)
SAID = {"column-0": "name", "column-1": "when", "column-2": "location"}


@pytest.fixture
def table(scene, desk) -> str:
    return str(desk.get(looked_at(desk, scene, TABLE))["Location"])


def test_a_table_is_asked_about_before_it_is_read(scene, desk, table):
    said = words(desk.get(table))

    assert "a table of 3 rows" in said
    assert "Quaker House" in said
    assert "About people: always left out" in said
    assert "canary" not in said


def test_said_columns_show_what_becomes_of_each_row(scene, desk, table):
    answer = desk.post(table, SAID)
    said = words(desk.get(answer["Location"]))

    assert "Lamp &amp; Chair" in said
    assert "Tuesday 7.30pm" in said
    assert "could not be read" in said
    assert "e-mail addresses 1" in said
    assert "Say again what the columns are" in said


def test_what_was_looked_over_comes_in_the_same_way(scene, desk, table):
    here = desk.post(table, SAID)["Location"]

    desk.post(here + "bring-in/")
    jobs.bring_in.call(ImportRun.objects.get().public_id)

    rules = dict(Group.objects.filter(feed__name="Vale").values_list("name", "rule"))
    assert rules == {
        "Lamp & Chair": "FREQ=WEEKLY;BYDAY=TU",
        "Second Home": "FREQ=MONTHLY;BYDAY=2MO",
    }


def test_the_next_file_of_the_same_list_is_not_asked_about_again(scene, desk, table):
    desk.post(table, SAID)

    again = desk.get(looked_at(desk, scene, TABLE))

    assert again.status_code == 200
    assert "Lamp &amp; Chair" in words(again)


def test_a_file_with_other_columns_is_asked_about_again(scene, desk, table):
    desk.post(table, SAID)

    other = desk.get(looked_at(desk, scene, b"Name,Day,Time\nTea,Mon,10:00\n"))

    assert other.status_code == 302
    assert other["Location"].endswith("/columns/")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "which column is the name"),
        ({"column-0": "name"}, "the day and the time"),
        ({**SAID, "column-2": "name"}, "Two columns are"),
        ({**SAID, "column-0": "email"}, "nothing a column can be"),
        ({"column-0": "when", "column-1": "name"}, "None of its rows can be listed"),
    ],
)
def test_an_answer_nothing_comes_of_says_why_and_keeps_what_was_chosen(
    desk, table, said, why
):
    answer = desk.post(table, said)

    assert answer.status_code == 422
    assert why in words(answer)
    for value in {"name", "when"} & set(said.values()):
        assert f'value="{value}" selected' in answer.content.decode()


def test_a_column_about_people_is_not_taken_whatever_is_sent(desk, table):
    desk.post(table, {**SAID, "column-3": "notes"})

    assert "canary" not in str(ImportRun.objects.get().tally)
    assert "Organiser e-mail" not in Feed.objects.get().columns


def test_it_cannot_come_in_before_the_columns_are_said(desk, table):
    answer = desk.post(table.replace("columns/", "bring-in/"))

    assert answer.status_code == 409
    assert "Say what the columns are first" in words(answer)


def test_it_cannot_be_read_another_way_once_it_is_coming_in(desk, table):
    here = desk.post(table, SAID)["Location"]
    desk.post(here + "bring-in/")

    answer = desk.post(table, SAID)

    assert answer.status_code == 409
    assert "begun already" in words(answer)


def test_another_kind_of_file_has_no_columns_to_say(scene, desk):
    here = looked_at(desk, scene, many(1))

    assert desk.get(here + "columns/")["Location"] == here
    assert desk.post(here + "columns/", SAID).status_code == 409


def test_a_coordinator_elsewhere_is_told_there_is_nothing(table, una):
    assert signed_in(una).get(table).status_code == 404


@pytest.mark.parametrize(
    ("kind", "raw", "why"),
    [
        ("ical", b"Name,Day\n", "not a calendar"),
        ("hsds-csv", b"x", "not a zip"),
        ("bmlt", b"[1]", "not the meetings of a BMLT"),
        ("csv", b"one\n", "only one column"),
    ],
)
def test_a_file_that_is_not_what_was_said_is_refused_with_a_sentence(
    scene, desk, kind, raw, why
):
    answer = upload(desk, scene, raw, kind=kind)

    assert answer.status_code == 422
    assert why in words(answer)
    assert not ImportRun.objects.exists()


def test_the_terms_of_a_list_are_shown_with_it(scene, desk):
    upload(desk, scene, many(1), licence="CC BY 4.0")

    assert "CC BY 4.0" in words(desk.get(reverse("listings")))

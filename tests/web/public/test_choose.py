from __future__ import annotations

import logging
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearthside.groups.models import Feed, Group
from tests.cast import make_group, signed_in

URL = "/groups/choose/"
LEEDS = {"place": "Leeds", "reach": "25"}


def answer(client: Client, status: int = 200, **answers: object) -> str:
    got = client.post(URL, answers)
    assert got.status_code == status
    return got.content.decode()


def test_a_visitor_is_asked_six_questions_each_with_its_reason(visitor):
    page = visitor.get(URL).content.decode()

    assert page.count('<details class="question"') == 6
    assert page.count('class="field-help" id="why-') == 6
    assert "required" not in page


def test_the_find_page_leads_there(visitor):
    assert f'href="{URL}"' in visitor.get("/groups/").content.decode()


def test_the_answer_names_the_group_and_says_why(visitor, scene):
    page = answer(visitor, **LEEDS, about="depression", access="step_free")

    assert "Tuesday circle, Headingley" in page
    assert "Meets 2.1 miles from you, as the crow flies" in page
    assert "Says it welcomes people living with depression or low mood" in page
    assert "Step-free" in page
    fits = page.split("Close to it")[0]
    assert "Evening at the quay" not in fits


def test_skipping_everything_is_an_answer_too(visitor):
    page = answer(visitor)

    assert "Tuesday circle, Headingley" in page
    assert "Evening at the quay" in page


@pytest.mark.parametrize(
    ("answers", "in_the_way"),
    [
        (
            {"access": "captions"},
            "It does not say that it has this: Captions.",
        ),
        ({"part": "morning"}, "It meets at another time than you said."),
        ({"way": "online"}, "It meets in another way than you said."),
        ({"language": "cy"}, "It does not say that it meets in Welsh."),
    ],
)
def test_nothing_fits_and_the_nearest_miss_says_what_is_in_the_way(
    visitor, answers, in_the_way
):
    page = answer(visitor, **LEEDS, **answers)

    assert "Nothing fits yet" in page
    assert in_the_way in page
    assert "Tuesday circle, Headingley" in page


def test_nothing_is_kept_and_nothing_is_in_the_address(visitor, scene):
    with CaptureQueriesContext(connection) as asked:
        got = visitor.post(URL, {**LEEDS, "about": "stoma"})

    writes = [q for q in asked if not q["sql"].lstrip().upper().startswith("SELECT")]
    assert writes == []
    assert "sessionid" not in got.cookies
    assert "h" not in got.cookies
    assert got["Cache-Control"] == "no-store"


def test_answers_in_an_address_are_not_read(visitor):
    page = visitor.get(f"{URL}?about=stoma&place=Leeds").content.decode()

    assert "checked" not in page
    assert 'value="Leeds"' not in page


def test_no_log_line_holds_an_answer(visitor, caplog):
    with caplog.at_level(logging.DEBUG):
        visitor.post(URL, {"place": "Canarytown", "about": "stoma"})
        visitor.post(URL, {**LEEDS, "about": "stoma"})

    said = caplog.text.replace("people living with", "")
    assert "Canarytown" not in said
    assert "stoma" not in "".join(
        record.getMessage()
        for record in caplog.records
        if record.name != "django.db.backends"
        and not record.name.startswith("django.template")
    )


def test_an_answer_can_be_changed_without_typing_the_rest_again(visitor):
    page = answer(visitor, **LEEDS, about=["stoma", "cancer"], day="1")
    assert '<input type="hidden" name="about" value="stoma">' in page

    again = answer(visitor, **LEEDS, about=["stoma", "cancer"], day="1", change="yes")

    assert 'value="Leeds"' in again
    for ticked in ("about-stoma", "about-cancer", "day-1"):
        assert f'id="{ticked}"' in again
    assert again.count(" checked") == 3


def test_a_place_we_do_not_know_keeps_what_was_answered(visitor):
    page = answer(visitor, 422, place="Leedz", about="stoma")

    assert "We do not know that place." in page
    assert 'value="Leedz"' in page
    assert " checked" in page


def test_what_makes_no_sense_is_left_out(visitor):
    page = answer(
        visitor, reach="-1e309", way="by_boat", day=["9", "٣"], part="dusk",
        access="' OR 1=1--", language="xx", about="{{7*7}}", who="open", wish="\u202e",
    )  # fmt: skip

    assert "What may suit you" in page
    assert "{{" not in page
    assert "49" not in re.sub(r"<[^>]*>", " ", page.split("<main", 1)[1])


def test_one_question_may_have_several_answers_but_not_two_places(visitor):
    got = visitor.post(URL, {"place": ["Leeds", "Hull"]})

    assert got.status_code == 400


def test_a_form_from_elsewhere_is_refused(scene, at_noon):
    assert Client(enforce_csrf_checks=True).post(URL, LEEDS).status_code == 403


def test_a_group_for_some_is_left_out_until_somebody_says_they_are_one(visitor, scene):
    make_group(scene.leeds, "Men who talk", said=("any", "men"))

    assert "It is only for men. You did not say." in answer(visitor, **LEEDS)
    assert "Is for men" in answer(visitor, **LEEDS, who="men")
    assert "Men who talk" not in answer(visitor, **LEEDS, who="women")


def test_a_visitor_is_told_what_waiting_would_keep(visitor):
    page = answer(visitor, **LEEDS, about="stoma")

    assert "we have to keep what you answered, sealed" in page
    assert "Choose a name" in page
    assert "Keep my answers" not in page


def test_two_hundred_groups_cost_no_more_queries_than_one(
    amira, scene, at_noon, django_assert_max_num_queries
):
    feed = Feed.objects.create(name="A long list", zone="Europe/London")
    for number in range(200):
        make_group(None, f"Circle {number}", feed=feed, feed_key=str(number))
    client = signed_in(amira)

    with django_assert_max_num_queries(16):
        answer(client, **LEEDS)


def test_markup_in_a_groups_name_is_inert(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(name="<b onclick=x>Tea</b>")

    assert "<b onclick" not in answer(visitor, **LEEDS)

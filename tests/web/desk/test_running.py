"""How an evening runs, through its page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from hearthside.groups.models import Group, RoleHeld
from hearthside.meetings import running
from hearthside.meetings.models import RunningOrder
from hearthside.meetings.running_templates import TEMPLATES
from tests.bad_input.forms import forms_of
from tests.cast import NOON, signed_in
from tests.web.desk.desk_scene import at_noon, missing

# Of the session, the person, the roles, the key, the house; of the group twice, what it
# says, its cautions and its agreement, and of how its evening runs.
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def address(scene) -> str:
    return f"/desk/groups/{scene.tuesday.public_id}/evening/"


def form_at(browser, address: str) -> dict[str, str]:
    """Return the form of the page as a browser would send it."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return forms_of(answer.content.decode(), address)[0].fields


def titles(answer: Any) -> list[str]:
    page = answer.content.decode()
    return re.findall(r'name="title_\d+"(?: value="([^"]*)")?', page)


def test_a_group_that_chose_nothing_is_told_so(fern, address):
    page = signed_in(fern).get(address).content.decode()

    assert "Your group has not chosen yet." in page
    assert "It ends at 9pm, when your evening does." in page
    assert all(one.name in page for one in TEMPLATES.values())


def test_what_is_typed_is_kept(fern, address, scene):
    browser = signed_in(fern)
    typed = form_at(browser, address) | {
        "opening_words": "Come in.\nSit down.",
        "title_1": "Tea",
        "minutes_1": "15",
    }

    answer = browser.post(address, typed, follow=True)

    order = running.order_of(scene.tuesday.pk)
    assert "This is how your evening runs now." in answer.content.decode()
    assert order.opening_words == "Come in.\nSit down."
    assert (order.steps[0].title, order.steps[0].minutes) == ("Tea", 15)
    assert "That is 10 minutes longer than your evening" in answer.content.decode()


def test_beginning_from_another_way_keeps_nothing_yet(fern, address):
    answer = signed_in(fern).get(f"{address}?begin=small_circles")

    page = answer.content.decode()
    assert "This is “Small circles”. Nothing is kept yet." in page
    assert titles(answer) == [s.title for s in TEMPLATES["small_circles"].steps]
    assert not RunningOrder.objects.exists()


def test_a_way_there_is_not_is_passed_over(fern, address):
    assert signed_in(fern).get(f"{address}?begin=sermon").status_code == 200


def test_the_way_chosen_is_the_one_kept(fern, address, scene):
    browser = signed_in(fern)

    browser.post(address, form_at(browser, f"{address}?begin=working_tools"))

    assert running.order_of(scene.tuesday.pk).template == "working_tools"


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("up-2", ["B", "A", "C"]),
        ("down-2", ["A", "C", "B"]),
        ("remove-2", ["A", "C"]),
        ("add", ["A", "B", "", "C"]),
        ("up-1", ["A", "B", "C"]),
        ("down-3", ["A", "B", "C"]),
        ("remove-9", ["A", "B", "C"]),
    ],
)
def test_a_step_is_moved_without_a_script(fern, address, do, expected):
    typed = three_steps() | {"opening_words": "Half a senten", "minutes_1": "soon"}

    answer = signed_in(fern).post(address, typed | {"do": do})

    assert answer.status_code == 200
    assert titles(answer) == expected
    assert "Half a senten" in answer.content.decode()
    assert 'value="soon"' in answer.content.decode()
    assert not RunningOrder.objects.exists()


def test_the_last_step_stays(fern, address):
    typed = {name: words for name, words in three_steps().items() if name[-2:] not in {"_2", "_3"}}  # fmt: skip

    assert titles(signed_in(fern).post(address, typed | {"do": "remove-1"})) == ["A"]


def test_a_twenty_first_step_is_not_added_and_not_kept(fern, address):
    many = {"version": "0", "template": "open_evening"}
    for row in range(1, 22):
        many |= step(row, "A")
    twenty = {name: words for name, words in many.items() if not name.endswith("_21")}
    browser = signed_in(fern)

    added = browser.post(address, twenty | {"do": "add"})
    kept = browser.post(address, many)

    assert len(titles(added)) == 20
    assert 'value="add"' not in added.content.decode()
    assert "An evening has at most 20 steps." in kept.content.decode()
    assert not RunningOrder.objects.exists()


def test_the_page_says_when_each_step_begins(fern, address):
    page = signed_in(fern).post(address, three_steps() | {"do": "down-1"})

    said = re.findall(r'<legend><span class="order-at">([^<]+)', page.content.decode())
    assert said == ["7.30pm", "7.50pm", "8pm"]


def test_the_slower_of_two_keeps_their_words(fern, olu, address, scene):
    browser = signed_in(fern)
    slow = form_at(browser, address) | {"closing_words": "Go well."}
    other = signed_in(olu)
    other.post(address, form_at(other, address) | {"closing_words": "Nos da."})

    late = browser.post(address, slow)

    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else changed this evening" in page
    assert "Go well." in page
    assert "Nos da." in page
    assert 'name="version" value="1"' in page
    assert running.order_of(scene.tuesday.pk).closing_words == "Nos da."


def test_keeping_again_after_that_holds(fern, olu, address, scene):
    browser, other = signed_in(fern), signed_in(olu)
    slow = form_at(browser, address) | {"closing_words": "Go well."}
    other.post(address, form_at(other, address))
    late = browser.post(address, slow)

    again = browser.post(address, forms_of(late.content.decode(), address)[0].fields)

    assert again.status_code == 302
    assert running.order_of(scene.tuesday.pk).closing_words == "Go well."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title_1": ""}, "Give each step a name."),
        ({"title_1": "\u200b"}, "Give each step a name."),
        ({"minutes_1": ""}, "Say how many minutes it takes."),
        ({"minutes_1": "0"}, "greater than or equal to 1"),
        ({"minutes_1": "121"}, "less than or equal to 120"),
        ({"minutes_1": "1e3"}, "Enter a whole number"),
        ({"minutes_1": "٩٩٩"}, "less than or equal to 120"),
        ({"kind_1": "sermon"}, "Select a valid choice"),
        ({"opening_words": "e" * 4001}, "at most 4000"),
        ({"words_1": "e" * 401}, "at most 400"),
        ({"version": "x"}, "The form came without its version."),
        ({"template": "sermon"}, "The form came without its version."),
    ],
)
def test_what_cannot_be_kept_is_said(fern, address, change, sentence):
    answer = signed_in(fern).post(address, three_steps() | change)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not RunningOrder.objects.exists()


def test_a_form_without_a_step_is_said(fern, address):
    answer = signed_in(fern).post(address, {"version": "0", "template": "open_evening"})

    assert "An evening has at least one step." in answer.content.decode()


def test_a_button_that_is_not_ours_is_refused(fern, address):
    assert signed_in(fern).post(address, three_steps() | {"do": "up-99999"}).status_code == 400  # fmt: skip


@pytest.mark.parametrize("who", ["outsider", "otto", "una", "amira", "sol", "hal"])
def test_nobody_else_finds_it(request, who, address):
    browser = signed_in(request.getfixturevalue(who))

    assert browser.get(address).content == missing()
    assert browser.post(address, three_steps()).content == missing()
    assert not RunningOrder.objects.exists()


def test_a_facilitator_whose_role_ended_meanwhile_keeps_nothing(fern, address):
    browser = signed_in(fern)
    typed = form_at(browser, address)
    RoleHeld.objects.filter(person_id=fern.person_id).update(ended_at=NOON)

    assert browser.post(address, typed).content == missing()
    assert not RunningOrder.objects.exists()


def test_arabic_and_markup_are_shown_as_typed(fern, address):
    typed = three_steps() | {"title_1": "جولة <b>", "opening_words": "{{ 7*7 }} مرحبا"}

    page = signed_in(fern).post(address, typed | {"do": "down-1"}).content.decode()

    assert "جولة &lt;b&gt;" in page
    assert "{{ 7*7 }} مرحبا" in page


def test_a_group_that_is_off_the_list_still_plans_its_evening(fern, address, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(state="unlisted")

    assert signed_in(fern).get(address).status_code == 200


def test_looking_is_bounded(fern, address, django_assert_max_num_queries):
    browser = signed_in(fern)

    with django_assert_max_num_queries(MOST_QUERIES):
        browser.get(address)


def test_the_dates_of_a_group_lead_here(fern, address, scene):
    page = signed_in(fern).get(f"/desk/groups/{scene.tuesday.public_id}/dates/")

    assert f'href="{address}"' in page.content.decode()
    assert "paper.pdf" in page.content.decode()


def step(row: int, title: str, *, kind: str = "talk") -> dict[str, str]:
    return {
        f"title_{row}": title,
        f"minutes_{row}": str(min(row * 10, 120)),
        f"kind_{row}": kind,
        f"words_{row}": "",
    }


def three_steps() -> dict[str, str]:
    return {
        "version": "0",
        "template": "open_evening",
        "opening_words": "",
        "closing_words": "",
        **step(1, "A"),
        **step(2, "B"),
        **step(3, "C", kind="closing"),
    }

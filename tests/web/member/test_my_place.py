from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearthside.core.actor import Actor
from hearthside.groups import adopting, line, proposing, seats, ways
from hearthside.groups.models import Farewell, Group, InLine, Membership
from hearthside.groups.ways import Talk, Ways
from hearthside.organisation.wording import House, limits_of, set_up, the_house
from tests.cast import NOON, make_person, signed_in

WEEK = timedelta(days=7)


@pytest.fixture
def here(scene) -> str:
    return f"/groups/{scene.tuesday.public_id}/"


@pytest.fixture
def mine(amira, at_noon) -> Client:
    return signed_in(amira)


@pytest.fixture
def changed(scene, bo, fern) -> None:
    """The agreement has changed since everybody joined."""
    change = proposing.propose(
        bo, group_id=scene.tuesday.pk,
        promises=("What is said, and who is here, stays here.", "Phones stay in coats."),
        why="A phone rang.", now=NOON - WEEK,
    )  # fmt: skip
    adopting.adopt(fern, public_id=change, was_read_aloud=False, now=NOON)


def text(answer) -> str:
    return answer.content.decode()


def test_a_member_sees_their_name_their_promise_and_where_it_ends(mine, here):
    page = text(mine.get(f"{here}mine/"))

    assert "<strong>Amira</strong>" in page
    assert "What is said here stays here." in page
    assert "Where the promise ends" in page
    assert "A facilitator meets you first" in page
    assert "Wednesday 2 September" in page


@pytest.mark.parametrize("where", ["mine/", "agreement/read/", "agreement/change/"])
def test_for_others_there_is_no_such_page(here, outsider, newcomer, at_noon, where):
    nothing = signed_in(outsider).get("/groups/zzzzzzzzzzzz/").content

    for other in (outsider, newcomer):
        answer = signed_in(other).get(here + where)
        assert answer.status_code == 404
        assert answer.content == nothing


def test_how_somebody_takes_part_only_they_see(mine, here, fern, bo, olu, at_noon):
    mine.post(f"{here}mine/", {"takes_part": "listens"})

    assert 'value="listens" checked' in text(mine.get(f"{here}mine/"))
    for other in (bo, fern, olu):
        assert 'value="listens" checked' not in text(signed_in(other).get(here))
    assert mine.post(f"{here}mine/", {"takes_part": "leads"}).status_code == 409


def test_a_break_and_coming_back_are_one_press_each(mine, here, scene):
    said = text(mine.post(f"{here}break/", {"break": "begin"}, follow=True))
    assert "Your seat is kept until Wednesday 2 September" in said

    said = text(mine.post(f"{here}break/", {"break": "end"}, follow=True))

    assert "Your seat is here, and so are you." in said
    assert Membership.objects.get(name_here="Amira").kept_until is None


def test_a_changed_agreement_waits_on_the_first_page_and_is_read_side_by_side(
    mine, here, changed
):
    assert "The agreement has changed since you promised it." in text(mine.get("/"))

    page = text(mine.get(f"{here}agreement/read/"))

    assert "A phone rang." in page
    assert "<ins>Phones stay in coats.</ins>" in page
    assert "(added:" in page
    assert "Where the promise ends" in page


def test_accepting_is_one_press_and_nothing_waits_any_more(mine, here, changed):
    answer = mine.post(f"{here}agreement/read/", {"number": "2"}, follow=True)

    assert "You promise what it says now." in text(answer)
    assert "The agreement has changed" not in text(mine.get("/"))
    assert "You have read the agreement" in text(mine.get(f"{here}agreement/read/"))


@pytest.mark.parametrize("number", ["", "1", "3", "-2", "2.0", "٢", "9" * 400])
def test_what_was_not_on_the_screen_is_not_accepted(mine, here, changed, number):
    answer = mine.post(f"{here}agreement/read/", {"number": number})

    assert answer.status_code == 409
    assert Membership.objects.get(name_here="Amira").agreement_number == 1


def test_not_accepting_is_a_break_and_locks_nobody_out(mine, here, changed):
    mine.post(f"{here}break/", {"break": "begin"})

    assert mine.get(here).status_code == 200
    assert "The agreement has changed" not in text(mine.get("/"))
    page = text(mine.get(f"{here}mine/"))
    assert f'href="{here}agreement/read/"' in page
    mine.post(f"{here}agreement/read/", {"number": "2"})
    assert Membership.objects.get(name_here="Amira").kept_until is None


def test_before_it_is_read_nothing_can_be_proposed_and_what_was_typed_stays(
    mine, here, changed
):
    answer = mine.post(
        f"{here}agreement/change/", {"promises": "Be on time.", "why": "So."}
    )

    assert answer.status_code == 409
    assert "The agreement has changed." in text(answer)
    assert "Be on time." in text(answer)


@pytest.mark.parametrize("address", ["", "mine/", "join/", "agreement/"])
def test_the_limits_stand_with_every_agreement(here, mine, newcomer, at_noon, address):
    client = signed_in(newcomer) if address == "join/" else mine

    assert "in danger" in text(client.get(here + address))


def test_a_charity_says_the_limits_in_its_own_words_and_cannot_leave_them_out(
    scene, here, visitor
):
    set_up(House(name="Harbour", limits_of_confidence="Sol is told, and then 999."))
    assert "Sol is told, and then 999." in text(visitor.get(f"{here}agreement/"))

    set_up(House(name="Harbour", limits_of_confidence="  "))

    assert limits_of(the_house()).split("\n", 1)[0] in text(
        visitor.get(f"{here}agreement/")
    ).replace("&#x27;", "'")


def test_leaving_with_a_few_words_brings_them_to_the_facilitators_without_a_name(
    mine, here, fern, at_noon, scene
):
    mine.post(f"{here}leave/", {"how": "with_words", "words": "It helped. Thank you."})

    page = text(
        signed_in(fern).get(f"/desk/groups/{scene.tuesday.public_id}/newcomers/")
    )
    assert "It helped. Thank you." in page
    assert "Amira" not in page
    assert Membership.objects.get(name_here="Amira").left_at == NOON


def test_no_words_and_nobody_has_left(mine, here):
    answer = mine.post(f"{here}leave/", {"how": "with_words", "words": " "})

    assert answer.status_code == 422
    assert Membership.objects.get(name_here="Amira").left_at is None


def test_words_for_nobody_have_no_way_to_us(mine, here):
    page = text(mine.get(f"{here}leave/"))

    field = page[page.index('<textarea id="for-nobody"') :].split(">", 1)[0]
    assert "name=" not in field
    assert not Farewell.objects.exists()


def test_a_burned_name_is_nowhere_on_any_page(mine, here, amira, scene):
    answer = mine.post(f"{here}leave/", {"how": "burn"}, follow=True)

    assert "your name there is gone" in text(answer)
    assert not Membership.objects.filter(name_here="Amira").exists()
    assert Membership.objects.filter(seats.of(amira.person_id)).count() == 1


def test_leaving_pressed_twice_finds_nothing_the_second_time(mine, here):
    mine.post(f"{here}leave/")

    assert mine.post(f"{here}leave/", {"how": "burn"}).status_code == 404
    assert Membership.objects.filter(name_here="Amira").count() == 1


@pytest.fixture
def full(scene, amira, bo) -> Group:
    Group.objects.filter(id=scene.tuesday.pk).update(seats=2)
    return scene.tuesday


def test_a_full_group_offers_its_line_and_stepping_out_is_one_press(
    full, here, newcomer, at_noon
):
    wren = signed_in(newcomer)
    assert "Wait in line for a seat" in text(wren.get(here))

    wren.post(f"{here}line/", {"line": "in"})
    wren.post(f"{here}line/", {"line": "in"})
    assert InLine.objects.count() == 1
    assert "I wait in line for" in text(wren.get("/mine/"))
    wren.post(f"{here}line/", {"line": "out"})

    assert not InLine.objects.exists()


def test_where_a_seat_is_free_there_is_no_line(scene, here, newcomer, at_noon):
    answer = signed_in(newcomer).post(f"{here}line/", {"line": "in"})

    assert answer.status_code == 409
    assert not InLine.objects.exists()


def test_a_free_seat_waits_on_the_first_page_until_it_is_taken(
    full, here, newcomer, mine, at_noon
):
    wren = signed_in(newcomer)
    wren.post(f"{here}line/", {"line": "in"})
    mine.post(f"{here}leave/")
    line.offer_free_seats(full.pk, now=NOON)

    first = text(wren.get("/"))
    assert "A seat is free, and kept for you until Thursday 5 March, noon" in first
    other = signed_in(Actor(make_person("Ash").pk))
    assert "A seat is free" not in text(other.get("/"))
    assert other.post(f"{here}join/", {"name_here": "Ash"}).status_code == 409
    wren.post(f"{here}join/", {"number": "1", "promise": "yes", "name_here": "Robin"})

    assert "A seat is free" not in text(wren.get("/"))
    assert Membership.objects.filter(name_here="Robin", left_at=None).exists()


def test_an_offer_can_be_let_pass(full, here, newcomer, mine, at_noon):
    wren = signed_in(newcomer)
    wren.post(f"{here}line/", {"line": "in"})
    mine.post(f"{here}leave/")
    line.offer_free_seats(full.pk, now=NOON)

    wren.post(f"{here}line/", {"line": "pass"})
    wren.post(f"{here}line/", {"line": "pass"})

    assert InLine.objects.get().offered_until is None


def test_a_talk_is_asked_for_seen_by_the_facilitators_and_marked_done(
    scene, here, newcomer, fern, at_noon
):
    ways.set_ways(fern, Ways(talk=Talk.ASKED), group_id=scene.tuesday.pk, now=NOON)
    wren, facilitator = signed_in(newcomer), signed_in(fern)
    newcomers = f"/desk/groups/{scene.tuesday.public_id}/newcomers/"
    assert "Talk with a facilitator first" in text(wren.get(here))

    wren.post(f"{here}talk/", {"called": "Wren", "when": "Thursday, 0113 496 0000"})
    page = text(facilitator.get(newcomers))
    assert "Thursday, 0113 496 0000" in page
    talk = page.split('name="talk" value="')[1].split('"')[0]
    for _ in range(2):
        facilitator.post(newcomers, {"talk": talk})

    assert "You have talked." in text(wren.get(f"{here}talk/"))
    assert "0113" not in text(facilitator.get(newcomers))
    joined = wren.post(
        f"{here}join/", {"number": "1", "promise": "yes", "name_here": "Robin"}
    )
    assert joined.status_code == 302


def test_what_was_typed_stays_when_something_is_missing(
    scene, here, newcomer, fern, at_noon
):
    ways.set_ways(fern, Ways(talk=Talk.OFFERED), group_id=scene.tuesday.pk, now=NOON)

    answer = signed_in(newcomer).post(f"{here}talk/", {"called": "Wren", "when": " "})

    assert answer.status_code == 422
    assert 'value="Wren"' in text(answer)


def test_my_place_takes_few_queries(mine, here, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        mine.get(f"{here}mine/")
    with django_assert_max_num_queries(12):
        mine.get(f"{here}agreement/read/")

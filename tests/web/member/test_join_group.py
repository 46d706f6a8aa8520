from __future__ import annotations

import pytest

from hearthside.groups import seats
from hearthside.groups.models import Agreement, Group, Membership
from tests.cast import NOON, signed_in


@pytest.fixture
def door(scene) -> str:
    return f"/groups/{scene.tuesday.public_id}/join/"


@pytest.fixture
def wren(newcomer, at_noon):
    return signed_in(newcomer)


PROMISED = {"number": "1", "promise": "yes"}


def test_the_agreement_is_read_before_joining(wren, door):
    page = wren.get(door).content.decode()

    assert "What is said here stays here." in page


def test_no_name_of_theirs_is_suggested(wren, door, newcomer, scene):
    seats.take(
        person_id=newcomer.person_id, group_id=scene.elsewhere.pk, name_here="Tansy",
        skeleton="tansy", agreement_number=1, now=NOON,
    )  # fmt: skip

    page = wren.get(door).content.decode()

    assert "Wren" not in page
    assert "Tansy" not in page


def test_the_name_one_signs_in_with_is_had_only_by_choosing_it(wren, door, newcomer):
    typed = wren.post(door, {**PROMISED, "name_here": "Wren"})
    ticked = wren.post(door, {**PROMISED, "name_here": "", "same_name": "yes"})

    assert typed.status_code == 422
    assert "You sign in with that name." in typed.content.decode()
    assert ticked.status_code == 302
    kept = Membership.objects.get(seats.of(newcomer.person_id))
    assert kept.name_here == "Wren"


def test_two_answers_about_the_name_are_asked_again(wren, door):
    answer = wren.post(
        door, {**PROMISED, "name_here": "Little Owl", "same_name": "yes"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Not both." in page
    assert 'value="Little Owl"' in page


def test_what_others_sign_in_with_is_not_told(wren, door, outsider):
    answer = wren.post(door, {**PROMISED, "name_here": "Pim"})

    assert answer.status_code == 302


def test_a_facilitators_name_is_refused_like_any_members(wren, door, fern):
    answer = wren.post(door, {**PROMISED, "name_here": "F\u00e9rn"})

    assert answer.status_code == 422
    assert "Somebody in this group has that name" in answer.content.decode()


def test_a_newcomer_joins_under_a_name_for_this_group(wren, door, newcomer):
    answer = wren.post(door, {**PROMISED, "name_here": "  Little   Owl "})

    kept = Membership.objects.get(seats.of(newcomer.person_id))
    assert answer.status_code == 302
    assert kept.name_here == "Little Owl"
    assert kept.agreement_number == 1


def test_without_the_promise_nobody_joins_and_the_name_stays_typed(wren, door):
    answer = wren.post(door, {"number": "1", "name_here": "Little Owl"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tick this if you promise the same." in page
    assert 'value="Little Owl"' in page
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Samaritans", "speaks for us"),
        ("Facilitator", "speaks for us"),
        ("S\u0430maritans", "two alphabets"),
        ("\u200b\u200b", "nobody can see"),
        ("   ", "letters"),
        ("a" * 41, "letters"),
        ("Amira\u202e", "nobody can see"),
        ("Z" + "\u0301" * 9 + "o", "too many marks"),
        ("x@example.org", "letters"),
    ],
)
def test_a_name_that_misleads_is_refused_with_a_sentence(wren, door, name, sentence):
    answer = wren.post(door, {**PROMISED, "name_here": name})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Membership.objects.exists()


def test_a_name_that_looks_like_a_members_is_refused(wren, door, amira):
    answer = wren.post(door, {**PROMISED, "name_here": "Am1ra"})

    assert answer.status_code == 422
    assert "looks like it" in answer.content.decode()


def test_an_agreement_that_changed_meanwhile_is_read_once_more(wren, door, scene, noon):
    Agreement.objects.create(
        group=scene.tuesday,
        number=2,
        promises=["Phones stay in coats."],
        adopted_on=noon,
    )

    answer = wren.post(door, {**PROMISED, "name_here": "Little Owl"})

    page = answer.content.decode()
    assert "The agreement changed while you were reading." in page
    assert "Phones stay in coats." in page
    assert 'value="Little Owl"' in page


def test_a_full_group_says_so(wren, door, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(seats=0)

    answer = wren.post(door, {**PROMISED, "name_here": "Little Owl"})

    assert answer.status_code == 409
    assert "This group is full." in answer.content.decode()


def test_a_visitor_is_shown_the_way_in(visitor, door):
    answer = visitor.get(door)

    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_markup_in_a_name_stays_inert(wren, door):
    answer = wren.post(door, {**PROMISED, "name_here": '"><svg/onload=alert(1)>'})

    assert "<svg/onload" not in answer.content.decode()


def test_ten_megabytes_are_answered_plainly(wren, door):
    answer = wren.post(door, {**PROMISED, "name_here": "a" * 10_000_000})

    assert answer.status_code == 413
    assert "That was too much at once" in answer.content.decode()

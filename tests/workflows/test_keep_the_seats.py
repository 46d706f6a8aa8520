from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.models import Letter
from hearthside.groups import joining, line, stepping_out
from hearthside.groups.models import Group
from hearthside.people.models import Person
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.keep_the_seats import keep_the_seats
from tests.cast import NOON

HOUR = timedelta(hours=1)


@pytest.fixture
def waits(scene, amira, bo, newcomer):
    Person.objects.filter(id=newcomer.person_id).update(email="wren@example.org")
    Group.objects.filter(id=scene.tuesday.pk).update(seats=2)
    line.ask(newcomer, group_id=scene.tuesday.pk, now=NOON)
    return newcomer


def keep(now=NOON) -> int:
    return keep_the_seats(base_address="https://notices.example.org", now=now)


def deliver(now=NOON + HOUR) -> list[str]:
    posted: list[str] = []
    deliver_the_post(lambda letter: posted.append(letter.address), now=now)
    return posted


def test_a_free_seat_is_one_letter_that_names_nothing(waits, scene, amira):
    assert keep() == 0
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)

    assert [keep(), keep(), keep()] == [1, 0, 0]
    letter = Letter.objects.get()
    said = f"{letter.subject} {letter.text} {letter.html}"
    assert not [
        w for w in ("Tuesday", "Headingley", "group", "seat", "Wren") if w in said
    ]
    assert deliver() == ["wren@example.org"]


def test_who_left_the_line_before_the_post_gets_none(waits, scene, amira):
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)
    keep()

    line.step_out(waits, group_id=scene.tuesday.pk)

    assert deliver() == []


def test_an_offer_that_ran_out_before_the_mail_was_back_is_not_sent(
    waits, scene, amira
):
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)
    keep()

    assert deliver(now=NOON + line.OFFERED_FOR + HOUR) == []


def test_who_gave_no_address_is_offered_it_all_the_same(waits, scene, amira):
    Person.objects.filter(id=waits.person_id).update(email="")
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)

    assert keep() == 1
    assert not Letter.objects.exists()
    assert len(line.my_offers(waits, now=NOON)) == 1


def test_a_break_that_is_over_frees_a_seat_for_the_line(waits, scene, amira):
    until = stepping_out.take_a_break(amira, group_id=scene.tuesday.pk, now=NOON)

    assert keep(now=until - HOUR) == 0
    assert keep(now=until + HOUR) == 1

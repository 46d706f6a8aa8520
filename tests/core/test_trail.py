import pytest

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.models import TrailEntry
from hearthside.core.policy import Verb


@pytest.fixture
def three_lines(db, noon):
    for number in (1, 2, 3):
        trail.note(
            Actor(number), verb=Verb.CHANGE_A_DATE, what=f"meeting:{number}", now=noon
        )


def test_the_trail_holds_together(three_lines):
    assert trail.first_break() is None


def test_it_says_who_and_what_by_number(three_lines, noon):
    newest = trail.latest(most=1)[0]

    assert (newest.by, newest.what, newest.at) == ("person:3", "meeting:3", noon)


def test_an_altered_line_is_found(three_lines):
    second = TrailEntry.objects.order_by("id")[1]
    TrailEntry.objects.filter(id=second.id).update(what="meeting:99")

    assert trail.first_break() == second.id


def test_a_missing_line_is_found(three_lines):
    _, second, third = TrailEntry.objects.order_by("id")
    TrailEntry.objects.filter(id=second.id).delete()

    assert trail.first_break() == third.id


def test_a_missing_end_is_found(three_lines):
    TrailEntry.objects.order_by("id").last().delete()

    assert trail.first_break() == 0


def test_the_clock_signs_too(db, noon):
    trail.note(Machine("demo"), verb=Verb.GIVE_A_ROLE, what="person:1", now=noon)

    assert trail.latest()[0].by == "machine:demo"

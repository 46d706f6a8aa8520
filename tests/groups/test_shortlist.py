from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from hearthside.core.actor import Visitor
from hearthside.core.ids import new_public_id
from hearthside.core.refusals import NotFound
from hearthside.groups import shortlist
from hearthside.groups.models import Shortlist
from hearthside.groups.shortlist import CannotKeep, Kept, Visit
from hearthside.people.models import Person

WORDS = "The kettle was on and nobody asked me anything."


def visit(words=WORDS, **more):
    return Visit(more.pop("on", date(2026, 3, 3)), more.pop("taps", ("myself",)), words)


@pytest.fixture
def tuesday(scene):
    return Kept(scene.tuesday.public_id, True, (visit(),))


def many(count, **more):
    return [Kept(new_public_id(), **{"is_try": False, **more}) for _ in range(count)]


def test_a_list_comes_back_as_it_was_put(amira, tuesday, noon):
    shortlist.keep(amira, groups=[tuesday], now=noon)

    mine = shortlist.mine(amira)
    assert mine is not None
    assert (mine.groups, mine.since_at) == ((tuesday,), noon)


def test_nobody_sees_the_list_of_another(amira, bo, outsider, tuesday, noon):
    shortlist.keep(amira, groups=[tuesday], now=noon)

    assert shortlist.mine(bo) is None
    assert shortlist.mine(outsider) is None


def test_a_visitor_has_no_account_to_keep_it_in(scene, tuesday, noon):
    with pytest.raises(NotFound):
        shortlist.keep(Visitor(), groups=[tuesday], now=noon)


def test_a_thief_of_the_database_reads_neither_group_nor_word(amira, tuesday, noon):
    shortlist.keep(amira, groups=[tuesday], now=noon)

    with connection.cursor() as cursor:
        cursor.execute("SELECT kept FROM groups_shortlist")
        (raw,) = cursor.fetchone()
    assert tuesday.group not in raw
    assert "kettle" not in raw


def test_a_second_device_adds_and_loses_nothing(amira, tuesday, noon):
    other = many(1)[0]
    shortlist.keep(amira, groups=[tuesday], now=noon)
    shortlist.keep(
        amira,
        groups=[other, replace(tuesday, is_try=False, visits=(visit("Again."),))],
        now=noon,
    )

    mine = shortlist.mine(amira)
    assert mine is not None
    assert mine.groups == (
        other,
        replace(tuesday, is_try=False, visits=(visit("Again."), visit())),
    )


def test_kept_twice_it_is_there_once(amira, tuesday, noon):
    for _ in range(2):
        shortlist.keep(amira, groups=[tuesday], now=noon)

    mine = shortlist.mine(amira)
    assert mine is not None
    assert mine.groups == (tuesday,)


def test_two_devices_with_three_to_try_each_make_three(amira, noon):
    first, second = many(3, is_try=True), many(2, is_try=True)
    shortlist.keep(amira, groups=first, now=noon)
    shortlist.keep(amira, groups=second, now=noon)

    mine = shortlist.mine(amira)
    assert mine is not None
    assert [one.is_try for one in mine.groups] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ([], "nothing on the list yet"),
        (many(31), "holds 30 groups"),
        (
            many(1, visits=tuple(visit(str(n)) for n in range(21))),
            "about 20 visits",
        ),
        (many(4, is_try=True), "could not read"),
        ([Kept("../../account", False)], "could not read"),
        (many(1, visits=(visit("x" * 1001),)), "could not read"),
        (many(1, visits=(visit(taps=("drop table",)),)), "could not read"),
        (many(1) * 2, "could not read"),
    ],
)
def test_what_is_no_list_is_refused_and_what_is_there_stays(
    amira, tuesday, noon, groups, sentence
):
    shortlist.keep(amira, groups=[tuesday], now=noon)

    with pytest.raises(CannotKeep, match=sentence):
        shortlist.keep(amira, groups=groups, now=noon)

    mine = shortlist.mine(amira)
    assert mine is not None
    assert mine.groups == (tuesday,)


def test_an_account_that_would_overflow_says_so_and_changes_nothing(amira, noon):
    shortlist.keep(amira, groups=many(20), now=noon)

    with pytest.raises(CannotKeep, match="holds 30 groups"):
        shortlist.keep(amira, groups=many(11), now=noon)

    mine = shortlist.mine(amira)
    assert mine is not None
    assert len(mine.groups) == 20


def test_the_longest_list_fits_its_column(amira, noon):
    tea = "\N{TEACUP WITHOUT HANDLE}" * 1000
    visits = tuple(visit(f"{n:04}{tea[4:]}") for n in range(20))
    shortlist.keep(amira, groups=many(5, visits=visits), now=noon)

    mine = shortlist.mine(amira)
    assert mine is not None
    assert mine.groups[4].visits == visits


def test_what_was_written_goes_alone(amira, tuesday, noon):
    shortlist.keep(amira, groups=[tuesday], now=noon)

    shortlist.forget_words(amira)

    mine = shortlist.mine(amira)
    assert mine is not None
    assert mine.groups == (replace(tuesday, visits=()),)


def test_all_of_it_goes_at_once(amira, tuesday, noon):
    shortlist.keep(amira, groups=[tuesday], now=noon)

    shortlist.forget_all(amira)

    assert shortlist.mine(amira) is None
    with pytest.raises(NotFound):
        shortlist.forget_all(amira)


def test_it_goes_with_its_person_and_after_a_year(amira, bo, tuesday, noon):
    for actor in (amira, bo):
        shortlist.keep(actor, groups=[tuesday], now=noon)
    Person.objects.get(id=bo.person_id).delete()
    assert Shortlist.objects.count() == 1

    assert shortlist.forget(now=noon + timedelta(days=365)) == 0
    assert shortlist.forget(now=noon + timedelta(days=366)) == 1

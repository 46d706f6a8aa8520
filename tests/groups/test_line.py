from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.groups import joining, line
from hearthside.groups.joining import CannotJoin
from hearthside.groups.models import Feed, Group, InLine
from hearthside.people.signing_in import suspend
from tests.cast import NOON, make_group, make_person

DAY = timedelta(days=1)


@pytest.fixture
def full(scene, amira, bo) -> Group:
    Group.objects.filter(id=scene.tuesday.pk).update(seats=2)
    return scene.tuesday


@pytest.fixture
def three(full) -> list[Actor]:
    """Three people in the line, in the order they asked."""
    people = [Actor(make_person(name).pk) for name in ("Ash", "Elm", "Oak")]
    for number, actor in enumerate(people):
        line.ask(actor, group_id=full.pk, now=NOON + number * DAY)
    return people


def offer(group, now=NOON + 5 * DAY) -> list[int]:
    return [one.person_id for one in line.offer_free_seats(group.pk, now=now)]


def join(actor, group, name="Heron"):
    joining.join(
        actor, group_id=group.pk, name_here=name, skeleton=name.casefold(),
        agreement_number=1, now=NOON,
    )  # fmt: skip


def offers(actor, now=NOON + 6 * DAY):
    return line.my_offers(actor, now=now)


def test_a_free_seat_is_offered_to_whoever_asked_first(full, three, amira):
    assert offer(full) == []
    joining.leave(amira, group_id=full.pk, now=NOON)

    assert offer(full) == [three[0].person_id]
    assert offer(full) == []
    assert [len(offers(actor)) for actor in three] == [1, 0, 0]


def test_asked_twice_the_first_place_is_kept(full, three, amira):
    line.ask(three[0], group_id=full.pk, now=NOON + 4 * DAY)
    joining.leave(amira, group_id=full.pk, now=NOON)

    assert offer(full) == [three[0].person_id]


def test_nobody_takes_a_free_seat_over_the_heads_of_those_who_wait(
    full, three, amira, newcomer
):
    joining.leave(amira, group_id=full.pk, now=NOON)

    for early in (newcomer, three[1]):
        with pytest.raises(CannotJoin, match="full"):
            join(early, full)
    join(three[0], full)

    assert InLine.objects.count() == 2


def test_an_offer_not_taken_goes_to_the_next_and_the_second_time_ends_it(
    full, three, amira
):
    joining.leave(amira, group_id=full.pk, now=NOON)
    asked = []
    now = NOON + 5 * DAY
    for _ in range(7):
        asked += offer(full, now=now)
        now += line.OFFERED_FOR

    ash, elm, oak = (actor.person_id for actor in three)
    assert asked == [ash, elm, oak, ash, elm, oak]
    assert not InLine.objects.exists()


def test_until_the_last_second_the_offer_holds(full, three, amira):
    joining.leave(amira, group_id=full.pk, now=NOON)
    offer(full, now=NOON)

    assert offer(full, now=NOON + line.OFFERED_FOR - timedelta(seconds=1)) == []
    assert offer(full, now=NOON + line.OFFERED_FOR) == [three[1].person_id]


def test_letting_it_pass_keeps_a_place_behind_the_others(full, three, amira):
    joining.leave(amira, group_id=full.pk, now=NOON)
    offer(full)

    line.let_pass(three[0], group_id=full.pk, now=NOON + 6 * DAY)

    assert offer(full) == [three[1].person_id]
    assert line.my_line(three[0], group_id=full.pk) is not None
    with pytest.raises(NotFound):
        line.let_pass(three[2], group_id=full.pk, now=NOON)


def test_stepping_out_is_one_press_and_leaves_no_trace(full, three):
    line.step_out(three[0], group_id=full.pk)
    line.step_out(three[0], group_id=full.pk)

    assert line.my_lines(three[0]) == []
    assert InLine.objects.count() == 2


def test_two_free_seats_are_two_offers(full, three, amira, bo):
    for actor in (amira, bo):
        joining.leave(actor, group_id=full.pk, now=NOON)

    assert offer(full) == [actor.person_id for actor in three[:2]]
    join(three[1], full)
    with pytest.raises(CannotJoin, match="full"):
        join(three[2], full)


def test_somebody_suspended_is_passed_over(full, three, amira):
    suspend(person_id=three[0].person_id, now=NOON)
    joining.leave(amira, group_id=full.pk, now=NOON)

    assert offer(full) == [three[1].person_id]
    assert InLine.objects.count() == 2


def test_while_a_group_pauses_nothing_is_offered(full, three, amira):
    joining.leave(amira, group_id=full.pk, now=NOON)
    Group.objects.filter(id=full.pk).update(state="paused")

    assert offer(full) == []


def test_the_table_tells_nobody_who_waits(full, three):
    other = make_group(full.locality, "Other")
    line.ask(three[0], group_id=other.pk, now=NOON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT mark, who FROM groups_inline")
        rows = cursor.fetchall()

    assert len({mark for mark, _who in rows}) == 4
    assert all(who.startswith("s1.") for _mark, who in rows)


def test_nobody_sees_the_line_of_another(full, three, outsider):
    assert line.my_lines(outsider) == []
    assert line.my_line(outsider, group_id=full.pk) is None


def test_a_line_has_an_end(full, newcomer):
    InLine.objects.bulk_create(
        InLine(group=full, mark=str(n), who="1", asked_at=NOON, behind_at=NOON)
        for n in range(line.LONGEST)
    )

    with pytest.raises(line.CannotWaitInLine, match="Many people wait"):
        line.ask(newcomer, group_id=full.pk, now=NOON)


def test_there_is_no_line_for_somebody_elses_listing(scene, newcomer):
    feed = Feed.objects.create(name="The county list", zone="Europe/London")
    listed = make_group(scene.leeds, "Listed", feed=feed, feed_key="a")

    with pytest.raises(NotFound):
        line.ask(newcomer, group_id=listed.pk, now=NOON)


@pytest.mark.parametrize(("days", "stays"), [(364, True), (366, False)])
def test_after_a_year_it_is_forgotten(full, newcomer, days, stays):
    line.ask(newcomer, group_id=full.pk, now=NOON)

    line.forget(now=NOON + days * DAY)

    assert InLine.objects.exists() is stays


def test_it_goes_with_the_person(full, three):
    line.forget_person(three[1].person_id)

    assert line.my_lines(three[1]) == []
    assert InLine.objects.count() == 2


def test_what_is_mine_costs_one_query(full, three, django_assert_num_queries):
    with django_assert_num_queries(1):
        line.my_lines(three[0])
    with django_assert_num_queries(1):
        line.my_offers(three[0], now=NOON)

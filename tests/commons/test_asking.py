from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from hearthside.commons import asking, authors, showing, willing
from hearthside.commons.models import Asked, Willing
from hearthside.commons.shapes import Kind, Stage
from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound
from hearthside.people.signing_in import suspend
from hearthside.workflows.ask_the_willing import ask_the_willing
from tests.cast import NOON, make_person
from tests.pieces_scene import share, shown

DAY = timedelta(days=1)


@pytest.fixture
def ready(scene) -> list[Actor]:
    """Eight people who lived with cancer and do not mind being asked."""
    people = [Actor(make_person(f"Ready{n}").pk) for n in range(8)]
    for one in people:
        willing.be_willing(one, topics={"cancer"}, now=NOON)
    return people


def asked_of(people):
    return [len(willing.asked_of_me(one)) for one in people]


def test_what_people_asked_before_is_found_as_somebody_types(amira, bo):
    row = shown(amira)
    shown(amira, title="How do I tell my children?")

    found = showing.like(bo, "drains after an operation")

    assert [one.public_id for one in found] == [row.public_id]


def test_what_waits_is_not_found_by_typing_it(amira, bo):
    share(amira)

    assert showing.like(bo, "How do I handle the drains after surgery?") == []


def test_a_question_is_shown_to_three_who_lived_it(amira, bo, ready):
    willing.be_willing(bo, topics={"gambling"}, now=NOON)
    shown(amira, topic="cancer")

    assert ask_the_willing(now=NOON) == 3

    assert sum(asked_of(ready)) == 3
    assert asked_of([bo]) == [0]
    assert ask_the_willing(now=NOON + timedelta(minutes=15)) == 0


def test_when_nobody_answered_in_a_day_three_more_are_asked(amira, ready):
    shown(amira, topic="cancer")
    ask_the_willing(now=NOON)

    assert ask_the_willing(now=NOON + DAY) == 3

    assert asked_of(ready).count(1) == 6


def test_nobody_is_asked_more_than_twice_a_week_and_the_load_is_spread(amira, ready):
    for number in range(12):
        shown(amira, title=f"What did people do about thing {number}?", topic="cancer")

    ask_the_willing(now=NOON)

    each = Counter(Asked.objects.values_list("whose", flat=True))
    assert set(each.values()) == {2}
    assert len(each) == len(ready)
    ask_the_willing(now=NOON + DAY)
    assert max(Counter(Asked.objects.values_list("whose", flat=True)).values()) == 2


def test_whoever_asks_is_not_asked_nor_whoever_may_not_come_in(ready):
    asks, gone, *others = ready
    suspend(person_id=gone.person_id, now=NOON)
    shown(asks, topic="cancer")
    for day in range(3):
        ask_the_willing(now=NOON + day * DAY)

    assert asked_of([asks, gone]) == [0, 0]
    assert asked_of(others) == [1] * 6


def test_not_this_one_is_told_to_nobody_and_stays_away(amira, ready):
    row = shown(amira, topic="cancer")
    ask_the_willing(now=NOON)
    one = next(who for who in ready if willing.asked_of_me(who))

    willing.put_away(one, public_id=row.public_id)

    assert willing.asked_of_me(one) == []
    with pytest.raises(NotFound):
        willing.put_away(amira, public_id=row.public_id)


def test_what_somebody_lived_with_lies_locked(amira):
    willing.be_willing(amira, topics={"voices"}, now=NOON)

    raw = Willing.objects.extra(select={"raw": "topics", "who": "whose_sealed"}).get()

    assert "voices" not in raw.raw
    assert str(amira.person_id) != raw.who
    assert willing.mine(amira) == ("voices",)


def test_no_tick_ends_it_and_takes_away_what_was_shown(amira, ready):
    shown(amira, topic="cancer")
    ask_the_willing(now=NOON)
    one = next(who for who in ready if willing.asked_of_me(who))

    willing.be_willing(one, topics=(), now=NOON)

    assert willing.mine(one) == ()
    assert not Asked.objects.filter(
        whose__in=authors.asked_marks(one.person_id)
    ).exists()


def test_who_was_asked_is_forgotten_after_two_weeks(amira, ready):
    shown(amira, topic="cancer")
    ask_the_willing(now=NOON)

    willing.forget(now=NOON + timedelta(days=14))

    assert not Asked.objects.exists()
    assert Willing.objects.count() == len(ready)
    willing.forget(now=NOON + timedelta(days=366))
    assert not Willing.objects.exists()


def test_after_a_day_without_an_answer_facilitators_see_it(amira, bo, fern):
    row = shown(amira)
    assert asking.unanswered(fern, now=NOON + timedelta(hours=23)) == []

    share(bo, Kind.ANSWER, about=row.public_id)

    (found,) = asking.unanswered(fern, now=NOON + DAY)
    assert found.public_id == row.public_id
    assert found.waits == 1
    with pytest.raises(NotFound):
        asking.unanswered(amira, now=NOON + DAY)


def test_an_answered_question_is_on_no_list(amira, bo, fern, ready):
    row = shown(amira, topic="cancer")
    shown(bo, Kind.ANSWER, about=row.public_id)

    assert asking.unanswered(fern, now=NOON + DAY) == []
    assert ask_the_willing(now=NOON) == 0


def test_only_whoever_asked_says_what_helped(amira, bo, fern):
    row = shown(amira)
    answer = shown(bo, Kind.ANSWER, about=row.public_id)

    for somebody in (bo, fern):
        with pytest.raises(NotFound):
            asking.say_it_helped(somebody, public_id=answer.public_id, helped=True)
    asking.say_it_helped(amira, public_id=answer.public_id, helped=True)

    assert showing.around(bo, row.pk)[0].helped


def test_a_question_taken_back_leaves_its_answers_an_address(amira, bo, outsider):
    from hearthside.workflows.withdraw_a_piece import withdraw

    row = shown(amira)
    shown(bo, Kind.ANSWER, about=row.public_id)

    withdraw(amira, public_id=row.public_id, now=NOON)

    found = showing.piece(outsider, public_id=row.public_id)
    assert found.is_gap
    assert not found.words.whole()
    assert len(showing.around(outsider, row.pk)) == 1


def test_a_question_nobody_answered_is_gone_when_it_is_taken_back(amira, bo):
    from hearthside.workflows.withdraw_a_piece import withdraw

    row = shown(amira)
    withdraw(amira, public_id=row.public_id, now=NOON)

    with pytest.raises(NotFound):
        showing.piece(bo, public_id=row.public_id)


def test_a_question_for_members_is_not_answered_by_a_way_round(amira, bo):
    row = shown(amira, to={Stage.COMMONS})
    answer = shown(bo, Kind.ANSWER, about=row.public_id, to={Stage.COMMONS})

    from hearthside.core.actor import Visitor

    for one in (row, answer):
        with pytest.raises(NotFound):
            showing.piece(Visitor(), public_id=one.public_id)

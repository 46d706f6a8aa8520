"""What the table says, written out for a reader: a change here is a change of mind."""

import pytest

from hearthside.core.actor import Actor, Grant, Machine, Role, Visitor
from hearthside.core.policy import (
    ANYWHERE,
    Place,
    Verb,
    insist,
    may,
    wants_second_factor,
)
from hearthside.core.refusals import NotFound

HERE, NEXT_DOOR = Place(group_id=1, locality_id=1), Place(group_id=2, locality_id=1)
FAR = Place(group_id=3, locality_id=2)


def who(role, group=None, locality=None, *, key=True):
    return Actor(7, frozenset({Grant(role, group, locality)}), key)


FERN = who(Role.FACILITATOR, group=1)
OLU = who(Role.COORDINATOR, locality=1)
TONIGHT = Actor(7, frozenset({Grant(Role.TONIGHT, meeting_id=5)}), True)


@pytest.mark.parametrize(
    ("actor", "verb", "where"),
    [
        (Visitor(), Verb.LOOK_AROUND, HERE),
        (Visitor(), Verb.SAY_MIGHT_COME, HERE),
        (Actor(7), Verb.JOIN_A_GROUP, HERE),
        (FERN, Verb.CHANGE_A_DATE, HERE),
        (FERN, Verb.CHANGE_THE_RUNNING, HERE),
        (OLU, Verb.CHANGE_THE_RUNNING, NEXT_DOOR),
        (TONIGHT, Verb.SEE_WHO_MIGHT_COME, Place(meeting_id=5)),
        (TONIGHT, Verb.HOLD_A_MEETING, Place(1, 1, 5)),
        (TONIGHT, Verb.RAISE_A_WORRY, Place(1, 1, 5)),
        (OLU, Verb.RAISE_A_WORRY, Place(2, 1, 6)),
        (who(Role.LEAD), Verb.READ_WORRIES, ANYWHERE),
        (OLU, Verb.CHANGE_A_DATE, NEXT_DOOR),
        (OLU, Verb.CHANGE_A_GROUP, HERE),
        (who(Role.LEAD), Verb.READ_THE_TRAIL, ANYWHERE),
        (who(Role.HOST), Verb.BRING_IN_LISTINGS, FAR),
        (Machine("clock"), Verb.CHANGE_A_DATE, FAR),
    ],
)
def test_may(actor, verb, where):
    assert may(actor, verb, where)


@pytest.mark.parametrize(
    ("actor", "verb", "where"),
    [
        (Visitor(), Verb.JOIN_A_GROUP, HERE),
        (FERN, Verb.CHANGE_A_DATE, NEXT_DOOR),
        (FERN, Verb.CHANGE_THE_RUNNING, NEXT_DOOR),
        (OLU, Verb.CHANGE_THE_RUNNING, FAR),
        (FERN, Verb.CHANGE_A_GROUP, HERE),
        (FERN, Verb.SEE_VOLUNTEERS, HERE),
        (OLU, Verb.CHANGE_A_DATE, FAR),
        # Who might come tonight is for tonight's greeters, not for the office.
        (OLU, Verb.SEE_WHO_MIGHT_COME, HERE),
        (FERN, Verb.SEE_WHO_MIGHT_COME, Place(1, 1, 5)),
        (FERN, Verb.HOLD_A_MEETING, Place(1, 1, 5)),
        (OLU, Verb.HOLD_A_MEETING, Place(1, 1, 5)),
        # Who leads one evening has that evening and no other, and nothing of the group.
        (TONIGHT, Verb.HOLD_A_MEETING, Place(1, 1, 6)),
        (TONIGHT, Verb.CHANGE_A_DATE, Place(1, 1, 5)),
        (TONIGHT, Verb.OPEN_THE_DESK, ANYWHERE),
        (OLU, Verb.READ_WORRIES, ANYWHERE),
        (who(Role.HOST), Verb.READ_WORRIES, ANYWHERE),
        (FERN, Verb.RAISE_A_WORRY, Place(2, 1, 6)),
        (who(Role.LEAD), Verb.SEE_WHO_MIGHT_COME, HERE),
        (who(Role.HOST), Verb.CHANGE_A_DATE, HERE),
        (who(Role.EVALUATOR), Verb.OPEN_THE_DESK, ANYWHERE),
        (who(Role.MEMBER, group=1), Verb.OPEN_THE_DESK, ANYWHERE),
    ],
)
def test_may_not(actor, verb, where):
    assert not may(actor, verb, where)


def test_a_staff_role_waits_for_a_second_factor():
    without = who(Role.COORDINATOR, locality=1, key=False)

    assert not may(without, Verb.CHANGE_A_DATE, HERE)
    assert wants_second_factor(without)


def test_a_member_needs_no_second_factor():
    member = who(Role.MEMBER, group=1, key=False)

    assert may(member, Verb.LEAVE_A_GROUP, HERE)
    assert not wants_second_factor(member)


def test_what_one_may_not_do_does_not_exist():
    with pytest.raises(NotFound, match="There is nothing here"):
        insist(FERN, Verb.CHANGE_A_DATE, FAR)

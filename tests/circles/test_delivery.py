from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hearthside.circles import delivery, founding, rosters, what_waits
from hearthside.circles.auditing import GONE, CannotAudit
from hearthside.circles.delivery import CannotCommit, Stale, ToWelcome
from hearthside.circles.models import Circle, Frame, GroupInfo, Seat, Wake
from hearthside.core.models import RightsChanged
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from tests.cast import NOON
from tests.circles_scene import auditing, seat_of, turn

pytestmark = pytest.mark.django_db


def everybody(circle):
    return list(circle.seats.filter(ended_on=None))


def commit(actor, circle, *seats, frame=None, epoch=0, **more):
    mls_id = bytes(circle.mls_id)
    return delivery.commit(
        actor,
        circle_id=circle.public_id,
        frame=frame or turn(mls_id, epoch=epoch),
        group_info=b"new keys",
        audit=more.pop(
            "audit", auditing(circle, epoch + 1, *(seats or everybody(circle)))
        ),
        now=NOON,
        **more,
    )


def test_a_commit_turns_the_keys_and_stands_in_the_order(fern, circle):
    done = commit(fern, circle)

    circle.refresh_from_db()
    assert (done.seq, done.epoch) == (1, 1)
    assert (circle.epoch, circle.last_seq) == (1, 1)
    assert bytes(GroupInfo.objects.get(circle=circle).body) == b"new keys"
    assert Frame.objects.get().kind == Frame.Kind.COMMIT


def test_of_two_commits_for_one_epoch_exactly_one_wins_i3(fern, amira, circle):
    commit(fern, circle)

    with pytest.raises(Stale) as lost:
        commit(amira, circle)

    assert lost.value.epoch == 1
    assert Frame.objects.count() == 1


def test_the_database_itself_takes_no_second_commit_for_an_epoch_i3(fern, circle):
    commit(fern, circle)
    known = {"kind": 2, "epoch": 0, "minute": 1, "bucket": 512, "body": b"x"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Frame.objects.create(circle=circle, seq=2, **known)


def test_the_same_commit_sent_again_is_answered_as_the_first_time_j5(fern, circle):
    frame = turn(bytes(circle.mls_id))
    first = commit(fern, circle, frame=frame)

    again = commit(fern, circle, frame=frame)

    assert again == first
    assert Frame.objects.count() == 1


def test_nobody_from_outside_learns_that_there_is_a_circle(outsider, olu, sol, circle):
    for actor in (outsider, olu, sol):
        with pytest.raises(NotFound):
            commit(actor, circle)
        with pytest.raises(NotFound):
            what_waits.group_info(actor, circle_id=circle.public_id)
        with pytest.raises(NotFound):
            what_waits.page_of_frames(actor, circle_id=circle.public_id, after=0)


def test_whoever_the_keys_leave_out_is_cut_off_at_once_i5(fern, bo, amira, circle):
    stay = [seat_of(fern, circle), seat_of(amira, circle)]

    done = commit(fern, circle, *stay)

    assert seat_of(bo, circle).from_seq is None
    assert seat_of(amira, circle).from_seq == 0
    assert Wake.objects.get().seat_id == seat_of(bo, circle).pk
    found, more = what_waits.page_of_frames(bo, circle_id=circle.public_id, after=0)
    assert (found, more) == ([], False)
    with pytest.raises(CannotCommit, match="No device of yours"):
        commit(bo, circle, epoch=done.epoch)


def test_a_newcomer_is_shown_nothing_from_before(fern, bo, circle):
    commit(fern, circle, seat_of(fern, circle))
    commit(fern, circle, epoch=1)

    found, _more = what_waits.page_of_frames(bo, circle_id=circle.public_id, after=0)

    assert seat_of(bo, circle).from_seq == 2
    assert found == []
    assert RightsChanged.objects.filter(person_id=bo.person_id).exists()


def test_a_leaf_that_is_nobodys_seat_is_refused_i1(fern, circle):
    ghost = Seat(public_id="zzzzzzzzzzzz")

    with pytest.raises(rosters.CannotSit, match="no seat"):
        commit(fern, circle, *everybody(circle), ghost)

    circle.refresh_from_db()
    assert circle.epoch == 0


def test_keys_that_were_not_found_sound_are_not_kept(fern, circle):
    def unsound(group_info):
        raise CannotAudit("A leaf is signed by somebody else.")

    with pytest.raises(CannotAudit):
        commit(fern, circle, audit=unsound)

    assert Frame.objects.count() == 0


@pytest.mark.parametrize("epoch", [0, 2, 9])
def test_keys_of_another_epoch_than_the_next_are_refused(fern, circle, epoch):
    with pytest.raises(CannotCommit, match="not what follows"):
        commit(fern, circle, audit=auditing(circle, epoch, *everybody(circle)))


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\0\1\0\1",
        b"\0\1\0\2" + b"x" * 50,
        b"x" * 300,
        b"\0\1\0\1\xff" + b"x" * 99,
    ],
)
def test_what_is_no_commit_is_refused_i2_i8(fern, circle, frame):
    with pytest.raises(CannotCommit):
        commit(fern, circle, frame=frame or b"?")


def test_a_commit_of_a_megabyte_is_refused_i8(fern, circle):
    huge = turn(bytes(circle.mls_id)) + b"x" * 1_000_000

    with pytest.raises(CannotCommit, match="larger"):
        commit(fern, circle, frame=huge)


def test_an_invitation_lets_in_once(fern, bo, circle):
    mls_id = bytes(circle.mls_id)
    one = turn(mls_id, from_outside=True, ticket=b"invitation")
    again = turn(mls_id, epoch=1, from_outside=True, ticket=b"invitation")
    commit(bo, circle, frame=one)

    with pytest.raises(CannotCommit, match="was used"):
        commit(fern, circle, frame=again, epoch=1)


def test_a_welcome_is_kept_with_its_commit_and_used_up(fern, bo, circle):
    to_bo = ToWelcome(seat_of(bo, circle).public_id, "phone", b"welcome")
    commit(fern, circle, welcomes=[to_bo])

    found = what_waits.welcomes(bo, circle_id=circle.public_id, device="phone")
    gone = what_waits.take_welcomes(bo, circle_id=circle.public_id, device="phone")

    assert (found, gone) == ([(1, b"welcome")], 1)
    assert what_waits.welcomes(bo, circle_id=circle.public_id, device="phone") == []


def test_a_welcome_for_a_device_outside_the_keys_is_refused_i7(fern, bo, circle):
    stay = [seat_of(fern, circle)]
    to_bo = ToWelcome(seat_of(bo, circle).public_id, "phone", b"welcome")

    with pytest.raises(CannotCommit, match="not in the keys"):
        commit(fern, circle, *stay, welcomes=[to_bo])

    circle.refresh_from_db()
    assert circle.epoch == 0


def test_a_welcome_for_a_seat_that_is_gone_is_refused_i7(fern, circle):
    gone = Seat(public_id=GONE)

    with pytest.raises(CannotCommit, match="not in the keys"):
        commit(
            fern,
            circle,
            *everybody(circle),
            gone,
            welcomes=[ToWelcome(GONE, "phone", b"welcome")],
        )

    circle.refresh_from_db()
    assert circle.epoch == 0


def test_a_circle_begins_with_a_facilitator_and_once(fern, amira, scene):
    with pytest.raises(NotFound):
        founding.found(amira, group_id=scene.tuesday.pk, now=NOON)
    made = founding.found(fern, group_id=scene.tuesday.pk, now=NOON)
    begun = Circle.objects.get(public_id=made.circle_id)
    seat = Seat.objects.get(public_id=made.seat_id)
    ask = {"circle_id": made.circle_id, "group_info": b"k", "now": NOON}

    founding.lay_keys(fern, **ask, audit=auditing(begun, 0, seat))

    seat.refresh_from_db()
    assert seat.from_seq == 0
    with pytest.raises(ChangedMeanwhile):
        founding.lay_keys(fern, **ask, audit=auditing(begun, 0, seat))
    with pytest.raises(founding.CannotFound, match="already"):
        founding.found(fern, group_id=scene.tuesday.pk, now=NOON)


def test_leaving_frees_the_seat_and_wakes_the_streams(bo, circle):
    rosters.leave(bo, circle_id=circle.public_id, now=NOON + timedelta(days=1))

    assert Wake.objects.count() == 1
    assert rosters.sittings(bo) == []
    with pytest.raises(NotFound):
        rosters.seat_for(bo, circle.public_id)


def test_nothing_kept_says_who_sent_it():
    columns = {field.name for field in Frame._meta.fields}

    assert columns == {
        "id", "circle", "seq", "kind", "epoch", "minute", "bucket", "body", "tag", "frank",
        "once",
    }  # fmt: skip


def from_outside(circle, **more):
    return turn(bytes(circle.mls_id), from_outside=True, **more)


def waits(who, circle):
    Seat.objects.filter(id=seat_of(who, circle).pk).update(from_seq=None)
    return seat_of(who, circle)


def test_whoever_was_not_let_in_puts_nobody_out_of_the_keys_i1(bo, circle):
    alone = waits(bo, circle)

    for ticket in (b"", b"made up"):
        with pytest.raises(CannotCommit, match="nobody else goes"):
            commit(bo, circle, alone, frame=from_outside(circle, ticket=ticket))

    assert Frame.objects.count() == 0
    assert circle.seats.filter(from_seq=None).count() == 1


def test_whoever_was_not_let_in_does_not_come_by_themselves_i1(bo, circle):
    waits(bo, circle)

    for ticket in (b"", b"made up"):
        with pytest.raises(CannotCommit, match="has to let this device in"):
            commit(bo, circle, frame=from_outside(circle, ticket=ticket))


def test_whoever_is_inside_brings_nobody_else_in_from_outside_i1(amira, bo, circle):
    waits(bo, circle)

    with pytest.raises(CannotCommit, match="brings in oneself"):
        commit(amira, circle, frame=from_outside(circle))


def test_whoever_was_inside_comes_again_from_outside(bo, circle):
    assert commit(bo, circle, frame=from_outside(circle)).epoch == 1

from __future__ import annotations

import sqlite3
from datetime import timedelta
from functools import partial

import pytest
from django.apps import apps
from django.db import connection

from hearthside.circles import franks, key_packages, rooms, rosters
from hearthside.circles.models import Circle, Frame, Room, Seat, Wake
from hearthside.circles.rosters import CannotSit
from hearthside.core.models import RightsChanged
from hearthside.core.refusals import NotFound
from hearthside.groups import places
from hearthside.groups.models import Group, Ways
from hearthside.meetings import holding
from hearthside.meetings.counting import Sums
from hearthside.meetings.models import Holding, Meeting
from hearthside.safety.ladder import Rung
from hearthside.safety.models import Report, Response
from hearthside.workflows import (
    come_to_a_meeting,
    hold_an_evening,
    report_from_a_circle,
)
from hearthside.workflows.come_to_a_meeting import CannotComeIn, Part, Stage
from hearthside.workflows.keep_the_circles import keep_the_circles
from hearthside.workflows.sit_in_a_circle import stand_up_everywhere
from tests.circles_scene import word
from tests.evening import tonight
from tests.racing import at_once, where_threads_may_meet
from tests.rooms_scene import (
    commit,
    group,
    held,
    knock,
    lay,
    member,
    online,
    open_room,
    room,
    sit,
    the_room,
)

__all__ = ["held", "online", "room", "tonight"]
pytestmark = pytest.mark.django_db(transaction=True)


def coming(actor, online, now=None):
    return come_to_a_meeting.coming(
        actor, date_id=online.dated.public_id, now=now or online.before
    )


def close(held, who=None, term=1):
    return hold_an_evening.close(
        who or held.fern, held.dated, term=term, sums=Sums(4, 1, 3), at=held.after
    )


def test_each_comes_as_what_they_are(online, amira, newcomer):
    assert coming(online.fern, online).part is Part.HOLDS
    assert coming(amira, online).part is Part.BELONGS
    assert coming(newcomer, online).part is Part.NEW


def test_a_meeting_in_a_hall_has_no_room(tonight, amira):
    with pytest.raises(NotFound):
        coming(amira, tonight)


def test_where_a_talk_comes_first_nobody_new_learns_of_the_room(online, newcomer):
    Ways.objects.create(group_id=online.dated.group_id, talk=Ways.Talk.ASKED)

    with pytest.raises(NotFound):
        coming(newcomer, online)


def test_a_full_group_can_be_visited_and_one_off_the_list_cannot(online, newcomer):
    ours = Group.objects.filter(id=online.dated.group_id)
    ours.update(seats=1)
    assert coming(newcomer, online).part is Part.NEW

    ours.update(state=Group.State.UNLISTED)

    with pytest.raises(NotFound):
        coming(newcomer, online)


def test_the_stages_of_an_evening(held, amira):
    early = held.dated.starts_at - timedelta(minutes=31)

    assert coming(amira, held, early).stage is Stage.EARLY
    assert coming(amira, held).stage is Stage.WAITING
    open_room(held.fern, held)
    assert coming(amira, held).stage is Stage.OPEN
    close(held)
    assert coming(amira, held).stage is Stage.OVER


def test_a_room_is_opened_by_whoever_holds_tonight_and_nobody_else(
    held, amira, outsider, olu, hal
):
    for nobody in (amira, outsider, olu, hal):
        with pytest.raises(NotFound):
            open_room(nobody, held)

    assert open_room(held.fern, held).room is not None


def test_a_room_wants_an_evening_that_is_open(online):
    with pytest.raises(CannotComeIn, match="Open the evening first"):
        open_room(online.fern, online)


def test_asked_again_it_is_the_same_room_and_anew_another(held):
    first = open_room(held.fern, held).room
    again = open_room(held.ivo, held).room
    anew = open_room(held.ivo, held, anew=True).room

    assert first == again
    assert anew is not None
    assert anew.circle_id != first.circle_id
    assert Room.objects.count() == Circle.objects.count() == 1


def test_of_two_who_open_at_once_both_find_one_room(held, tmp_path):
    with where_threads_may_meet(tmp_path):
        became = at_once(
            [partial(open_room, who, held) for who in (held.fern, held.ivo)]
        )
        found = Room.objects.count(), Circle.objects.count()

    assert became == [None, None]
    assert found == (1, 1)


def test_a_member_cannot_lay_the_keys_of_a_room(held, amira):
    open_room(held.fern, held)
    sit(amira, held, 2)

    with pytest.raises(NotFound):
        lay(amira, the_room(), 2)


def test_who_waits_is_shown_to_those_inside_who_hold(room, held, amira, newcomer):
    for seed, who in ((2, held.ivo), (3, amira), (4, newcomer)):
        sit(who, held, seed)
        knock(who, room, held)

    there, gone = come_to_a_meeting.waiting(
        held.fern, date_id=held.dated.public_id, now=held.before
    )

    parts = {one.member_id: one.part for one in there}
    assert parts == {
        member(room, 2): Part.HOLDS,
        member(room, 3): Part.BELONGS,
        member(room, 4): Part.NEW,
    }
    assert gone == []
    for nobody in (amira, held.ivo):
        with pytest.raises(NotFound):
            come_to_a_meeting.waiting(
                nobody, date_id=held.dated.public_id, now=held.before
            )


def test_out_of_tonight_ends_delivery_at_once_and_the_way_back(room, held, amira):
    sit(amira, held, 2)
    commit(held.fern, room, 1, 2, epoch=1)
    put_out = partial(
        come_to_a_meeting.put_out,
        held.fern,
        date_id=held.dated.public_id,
        member_id=member(room, 2),
        now=held.before,
    )
    put_out()
    put_out()

    assert coming(amira, held).stage is Stage.OUT
    assert coming(amira, held).room is None
    with pytest.raises(CannotComeIn):
        sit(amira, held, 2)
    with pytest.raises(CannotSit, match="for tonight"):
        rooms.come_in(
            amira, meeting_id=held.dated.id, member_id=b"k" * 16, now=held.before
        )
    with pytest.raises(NotFound):
        rosters.sitting(amira, room.public_id)
    _there, gone = come_to_a_meeting.waiting(
        held.fern, date_id=held.dated.public_id, now=held.before
    )
    assert gone == [member(room, 2)]


def test_out_of_tonight_holds_for_another_room_of_tonight(room, held, amira):
    sit(amira, held, 2)
    come_to_a_meeting.put_out(
        held.fern,
        date_id=held.dated.public_id,
        member_id=member(room, 2),
        now=held.before,
    )

    open_room(held.fern, held, anew=True)

    assert coming(amira, held).stage is Stage.OUT
    with pytest.raises(CannotComeIn):
        sit(amira, held, 3)


def test_a_name_that_is_paused_comes_to_no_room_and_loses_its_seat(
    room, held, amira, scene
):
    sit(amira, held, 2)
    commit(held.fern, room, 1, 2, epoch=1)
    (place,) = places.of(amira, group_id=held.dated.group_id)
    report = Report.objects.create(
        locality=scene.leeds, made_at=held.before, kind="other"
    )
    Response.objects.create(
        report=report, place_id=place.id, group_id=place.group_id, rung=Rung.PAUSE,
        reason="Wait.", at=held.before, ends_at=held.after + timedelta(days=7),
    )  # fmt: skip

    stand_up_everywhere(place.id, now=held.before)

    with pytest.raises(NotFound):
        coming(amira, held)
    with pytest.raises(NotFound):
        rosters.sitting(amira, room.public_id)
    assert RightsChanged.objects.filter(person_id=amira.person_id).exists()


def test_at_the_door_stand_only_those_who_hold_it(room, held, amira, newcomer):
    sit(amira, held, 2)
    commit(held.fern, room, 1, 2, epoch=1)
    seat = sit(newcomer, held, 3)
    knock(newcomer, room, held)
    hand_out = partial(
        key_packages.hand_out, circle_id=room.public_id, seat_id=seat, now=held.before
    )

    with pytest.raises(NotFound):
        hand_out(amira)

    assert len(hand_out(held.fern)) == 1


def test_words_of_a_room_cannot_be_reported_by_another_way(room, held, amira):
    sit(amira, held, 2)

    with pytest.raises(NotFound):
        report_from_a_circle.readers(amira, circle_id=room.public_id)


def test_nobody_but_those_who_hold_asks_anybody_out_and_not_themselves(
    room, held, amira
):
    sit(amira, held, 2)
    for who, seed in ((amira, 1), (amira, 2), (held.fern, 1), (held.fern, 9)):
        with pytest.raises(NotFound):
            come_to_a_meeting.put_out(
                who,
                date_id=held.dated.public_id,
                member_id=member(room, seed),
                now=held.before,
            )


def test_closing_leaves_nothing_of_the_room(room, held, amira):
    sit(amira, held, 2)
    knock(amira, room, held)
    commit(held.fern, room, 1, 2, epoch=1)
    canary = b"mossglimmer" * 9
    Frame.objects.create(
        circle=room, seq=2, kind=1, epoch=1, minute=1, bucket=512, tag=b"t" * 32,
        body=word(group(room), epoch=1, body=canary), frank_id=franks.begin(now=held.before),
    )  # fmt: skip
    ids = [group(room)[:16], member(room, 1), member(room, 2), canary]
    before = dump()
    assert all(one.hex() in before for one in ids)

    close(held)

    left = {
        model._meta.label_lower
        for model in apps.get_app_config("circles").get_models()
        if model.objects.exists()
    }
    assert left == {"circles.wake", "circles.frankingkey"}
    after = dump()
    assert [one for one in ids if one.hex() in after] == []
    told = Wake.objects.filter(circle_id=room.pk, seat_id=None)
    assert told.count() == 1


def dump() -> str:
    """Return every value of every table as text; bytes in hexadecimal."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                value.hex() if isinstance(value, bytes | memoryview) else str(value)
                for row in cursor.fetchall()
                for value in row
            ]
    return "\n".join(found)


def test_killed_while_closing_all_of_it_is_there_still(room, held, monkeypatch):
    def killed(*_args, **_how):
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(hold_an_evening.rooms, "erase", killed)
        with pytest.raises(sqlite3.OperationalError):
            close(held)
    assert Room.objects.count() == 1
    assert Holding.objects.get().closed_at is None
    assert Meeting.objects.get(id=held.dated.id).here is None

    close(held)

    assert Room.objects.count() == Seat.objects.count() == 0
    assert Holding.objects.get().closed_at is not None


def test_nobody_opens_a_room_of_an_evening_that_closes_meanwhile(held, tmp_path):
    with where_threads_may_meet(tmp_path):
        at_once([partial(close, held), partial(open_room, held.ivo, held)])
        close_again = holding.standing(held.fern, meeting_id=held.dated.id)
        left = Room.objects.count()

    assert close_again.closed_at is not None
    assert left == 0


def test_a_room_nobody_closed_goes_by_itself(room, held):
    over = held.dated.ends_at + come_to_a_meeting.LEFT_OPEN

    keep_the_circles(now=over)
    assert Room.objects.count() == 1
    keep_the_circles(now=over + timedelta(minutes=1))

    assert Circle.objects.count() == 0


def test_what_a_backup_brings_back_of_a_room_goes(room, held):
    Room.objects.all().delete()

    keep_the_circles(now=held.before)

    assert Circle.objects.count() == 0


def test_somebody_forgotten_leaves_no_mark_in_a_room(room, held, amira):
    sit(amira, held, 2)
    come_to_a_meeting.put_out(
        held.fern, date_id=held.dated.public_id, member_id=member(room, 2),
        now=held.before,
    )  # fmt: skip

    assert rooms.forget_person(amira.person_id) == 1
    assert not rooms.is_out(amira, meeting_id=held.dated.id)

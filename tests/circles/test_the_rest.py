from __future__ import annotations

import os
from datetime import timedelta

import pytest

from hearthside.circles import franks, key_packages, retention, seats, tickets
from hearthside.circles.franks import Claim
from hearthside.circles.key_packages import CannotLay
from hearthside.circles.models import Frame, FrankingKey, KeyPackage, StreamTicket
from hearthside.circles.ordering import minute_of
from hearthside.core.refusals import NotFound
from hearthside.groups import joining
from hearthside.workflows.keep_the_circles import keep_the_circles
from tests.cast import NOON
from tests.circles_scene import seat_of

pytestmark = pytest.mark.django_db
PACKAGE = b"\0\1\0\5\0\1\0\1"


def lay(actor, circle, *packages, device="phone"):
    return key_packages.lay(
        actor, circle_id=circle.public_id, device=device, packages=packages, now=NOON
    )


def hand_out(actor, circle, seat):
    return key_packages.hand_out(
        actor, circle_id=circle.public_id, seat_id=seat.public_id, now=NOON
    )


def test_a_key_package_is_handed_out_once_i4(bo, fern, circle):
    body = PACKAGE + os.urandom(300)
    lay(bo, circle, body)

    first = hand_out(fern, circle, seat_of(bo, circle))
    second = hand_out(fern, circle, seat_of(bo, circle))

    assert [one.body for one in first] == [body]
    assert second == []


def test_a_key_package_that_was_used_is_not_taken_again_i4(bo, fern, circle):
    body = PACKAGE + os.urandom(300)
    lay(bo, circle, body)
    hand_out(fern, circle, seat_of(bo, circle))

    with pytest.raises(CannotLay, match="used once"):
        lay(bo, circle, body)


def test_a_key_package_that_ran_out_is_not_handed_out_i4(bo, fern, circle):
    lay(bo, circle, PACKAGE + os.urandom(300))
    KeyPackage.objects.update(until_minute=minute_of(NOON))

    assert hand_out(fern, circle, seat_of(bo, circle)) == []


@pytest.mark.parametrize(
    "body", [b"", b"\0\1\0\5\0\1\0\2" + b"x" * 99, PACKAGE + b"x" * 5000]
)
def test_another_suite_or_too_much_is_refused_i4_i8(bo, circle, body):
    with pytest.raises(CannotLay):
        lay(bo, circle, body)


def test_a_shelf_has_an_end_i8(bo, circle):
    lay(bo, circle, *[PACKAGE + os.urandom(99) for _ in range(20)])

    with pytest.raises(CannotLay, match="enough"):
        lay(bo, circle, PACKAGE + os.urandom(99))


def test_key_packages_go_to_nobody_outside_the_keys(bo, outsider, circle):
    lay(bo, circle, PACKAGE + os.urandom(99))
    seat = seat_of(bo, circle)
    type(seat).objects.exclude(pk=seat.pk).update(from_seq=None)

    with pytest.raises(NotFound):
        hand_out(outsider, circle, seat)


def claim(circle, seat, *, commitment, **other):
    said = {"seq": 7, "epoch": 3, "minute": 29_000_000, "frank": franks.begin(now=NOON)}
    key = franks.FrankingKey.objects.get(id=said["frank"])
    told = said | other
    import base64

    from hearthside.engines import marking

    tag = marking.tag(
        base64.urlsafe_b64decode(key.key + "="),
        commitment=commitment,
        mls_id=bytes(circle.mls_id),
        seat=seat.public_id,
        **{name: said[name] for name in ("seq", "epoch", "minute")},
    )
    given = {"circle_id": circle.public_id, "seat_id": seat.public_id, "tag": tag}
    return Claim(**(given | {"commitment": commitment} | told))


def test_a_genuine_word_is_found_so_and_a_moved_one_is_not_i11(sol, bo, circle):
    commitment = os.urandom(32)
    genuine = claim(circle, seat_of(bo, circle), commitment=commitment)

    assert franks.check(sol, claims=[genuine]) == [True]
    for moved in ({"seq": 8}, {"epoch": 4}, {"minute": 1}, {"frank": 999}):
        wrong = claim(circle, seat_of(bo, circle), commitment=commitment, **moved)
        assert franks.check(sol, claims=[wrong]) == [False], moved


def test_altered_words_and_another_seat_are_found_out_i11(sol, bo, amira, circle):
    from dataclasses import replace

    genuine = claim(circle, seat_of(bo, circle), commitment=os.urandom(32))

    altered = replace(genuine, commitment=os.urandom(32))
    other = replace(genuine, seat_id=seat_of(amira, circle).public_id)

    assert franks.check(sol, claims=[altered]) == [False]
    assert franks.check(sol, claims=[other]) == [False]
    assert franks.check(sol, claims=[replace(genuine, circle_id="zzzzzzzzzzzz")]) == [
        False
    ]


def test_a_mark_is_still_known_after_the_key_was_turned(sol, bo, circle):
    genuine = claim(circle, seat_of(bo, circle), commitment=os.urandom(32))

    franks.turn(now=NOON + timedelta(days=31))

    assert FrankingKey.objects.count() == 2
    assert franks.begin(now=NOON) != genuine.frank
    assert franks.check(sol, claims=[genuine]) == [True]


def test_a_key_nobody_needs_is_forgotten_and_not_before(circle):
    franks.turn(now=NOON + timedelta(days=31))
    franks.turn(now=NOON + timedelta(days=200))
    assert FrankingKey.objects.count() == 3

    franks.turn(now=NOON + timedelta(days=245))

    assert FrankingKey.objects.filter(made_minute=minute_of(NOON)).count() == 0


@pytest.mark.parametrize("name", ["amira", "fern", "olu", "hal", "eve"])
def test_who_does_not_look_at_reports_asks_nothing(request, name, bo, circle):
    actor = request.getfixturevalue(name)
    genuine = claim(circle, seat_of(bo, circle), commitment=os.urandom(32))

    with pytest.raises(NotFound):
        franks.check(actor, claims=[genuine])


def a_word(circle, seq, *, days):
    return Frame.objects.create(
        circle=circle, seq=seq, kind=1, epoch=0, bucket=512, body=b"x", tag=b"t" * 32,
        minute=minute_of(NOON - timedelta(days=days)), once=os.urandom(16),
        frank_id=franks.begin(now=NOON),
    )  # fmt: skip


def test_words_go_after_the_circles_time_and_commits_after_half_a_year(circle):
    kept = a_word(circle, 1, days=29)
    a_word(circle, 2, days=31)
    old = {"circle": circle, "kind": 2, "bucket": 512, "body": b"x"}
    for seq, days in ((3, 179), (4, 181)):
        at = minute_of(NOON - timedelta(days=days))
        Frame.objects.create(**old, seq=seq, epoch=seq, minute=at)

    retention.forget(now=NOON)

    assert set(Frame.objects.values_list("seq", flat=True)) == {1, 3}
    kept.refresh_from_db()
    assert kept.once is None


def test_a_ticket_says_nothing_without_itself(bo, circle):
    ticket = tickets.draw(bo, session_key="key", now=NOON)

    row = StreamTicket.objects.get()
    assert ticket.encode() not in bytes(row.digest) + bytes(row.sealed)
    said = str(bo.person_id).rjust(4, "0").encode()
    assert said not in bytes(row.sealed)
    assert retention.forget(now=NOON + timedelta(minutes=2)) >= 1
    assert StreamTicket.objects.count() == 0


def test_whoever_left_the_group_has_no_seat_in_its_circle(bo, scene, circle):
    joining.leave(bo, group_id=scene.tuesday.pk, now=NOON)

    done = keep_the_circles(now=NOON)

    assert done == 1
    assert seat_of(bo, circle).ended_on == NOON.date()


def test_seats_of_one_person_bear_no_common_mark(bo, scene, circle):
    from hearthside.circles import rehearsing
    from tests.cast import make_group

    other = make_group(scene.leeds, "Another")
    rehearsing.plant(other.pk, [bo.person_id], now=NOON)
    rows = list(seats.Seat.objects.filter(seats.of(bo.person_id)))

    assert len(rows) == 2
    assert len({row.whose for row in rows} | {row.whose_here for row in rows}) == 4


def test_seats_are_found_again_after_the_secret_changed(bo, circle, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of the house, long enough"

    changed = seats.seal_anew()

    assert changed == 3
    settings.SECRET_KEY_FALLBACKS = []
    assert seats.person_behind(seat_of(bo, circle)) == bo.person_id

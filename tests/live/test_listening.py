from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime

import pytest

from hearthside.circles import rosters, tickets
from hearthside.circles.models import LiveSession, Seat
from hearthside.groups import joining
from hearthside.people.signing_in import suspend
from tests.cast import signed_in
from tests.circles_scene import seat_of, word
from tests.live.running import device, running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SOON = 5.0


def say(sender, circle, count):
    return [sender.post(word(bytes(circle.mls_id)))[1]["id"] for _ in range(count)]


def test_a_stream_goes_on_where_it_ended_without_a_gap_j4(live, circle, amira, bo):
    sender, other = device(live, amira, circle), device(live, bo, circle)
    ear = other.listen()
    ear.next()
    said = say(sender, circle, 3)
    last = ear.words(2)[-1][0]
    ear.close()
    said += say(sender, circle, 4)

    again = other.listen(last)
    begun = again.next()
    heard = [int(number) for number, _ in again.words(5)]

    assert begun[1:] == (
        "begin",
        {"resumed": True, "circles": {circle.public_id: {"epoch": 0, "seq": 7}}},
    )
    assert heard == said[2:]


@pytest.mark.parametrize(
    "last", ["x", "-1", "1e9", "9" * 18, "9" * 400, "1, 2", "\u0661", "0x1", " "]
)
def test_a_number_that_is_none_or_lies_ahead_begins_anew_j4(live, circle, amira, last):
    sender = device(live, amira, circle)
    say(sender, circle, 2)

    ear = sender.listen(last.encode("utf-8").decode("latin-1"))
    number, name, said = ear.next()
    later = say(sender, circle, 1)

    assert (ear.status, name, said["resumed"]) == (200, "begin", False)
    assert said["circles"][circle.public_id]["seq"] == 2
    assert [int(one) for one, _ in ear.words(1)] == later
    assert int(number) == later[0] - 1


def test_coming_back_again_and_again_misses_nothing_j4(tmp_path, circle, amira, bo):
    with running(tmp_path / "l", HEARTHSIDE_LIVE_WORDS_A_MINUTE="100000") as live:
        sender, other = device(live, amira, circle), device(live, bo, circle)
        said: list[int] = []
        speaking = threading.Thread(
            target=lambda: said.extend(say(sender, circle, 150)), daemon=True
        )
        first = other.listen()
        last = first.next()[0]
        first.close()
        speaking.start()
        heard: list[int] = []

        while speaking.is_alive() or len(heard) < 150:
            ear = other.listen(last)
            for number, _ in ear.words(min(5, 150 - len(heard))):
                heard.append(int(number))
                last = number
            ear.close()

    assert heard == said


def test_whoever_came_later_is_sent_nothing_from_before(live, circle, amira, bo):
    sender = device(live, amira, circle)
    say(sender, circle, 3)
    Seat.objects.filter(pk=seat_of(bo, circle).pk).update(from_seq=2)

    ear = device(live, bo, circle).listen("0")

    assert [said["seq"] for _, said in ear.words(1)] == [3]


def test_a_ticket_opens_once(live, amira, circle):
    browser = signed_in(amira)
    ticket = tickets.draw(
        amira, session_key=browser.session.session_key, now=datetime.now(UTC)
    )
    sign = {"Authorization": f"Bearer {ticket}"}

    said = [live.ask("POST", "/live/session", **sign)[0] for _ in range(2)]

    assert said == [201, 401]
    assert LiveSession.objects.count() == 1


def test_a_session_outlives_the_process(live, circle, amira):
    sender = device(live, amira, circle)
    say(sender, circle, 1)
    live.kill()
    live.start()

    assert sender.post(word(bytes(circle.mls_id)))[0] == 201
    assert sender.listen("0").words(2)


def closes_soon(one, circle, act):
    """Do something, and say whether the stream closed and nothing more is taken in."""
    ear = one.listen()
    ear.next()
    began = time.monotonic()
    act()
    names = ear.until_closed(SOON)
    took = time.monotonic() - began
    assert names == ["renew"]
    assert took < SOON
    assert one.post(word(bytes(circle.mls_id)))[0] == 401
    assert one.listen().status == 401


def test_somebody_suspended_hears_no_more_within_five_seconds_a13_j3(live, circle, bo):
    one = device(live, bo, circle)

    closes_soon(
        one, circle, lambda: suspend(person_id=bo.person_id, now=datetime.now(UTC))
    )


def test_somebody_who_left_the_group_hears_no_more_j3(live, circle, bo, scene):
    one = device(live, bo, circle)

    closes_soon(
        one,
        circle,
        lambda: joining.leave(bo, group_id=scene.tuesday.pk, now=datetime.now(UTC)),
    )


def test_signing_out_ends_the_streams_of_that_browser_j3_d15(live, circle, bo):
    one, other = device(live, bo, circle), device(live, bo, circle)

    closes_soon(one, circle, one.browser.logout)

    assert other.post(word(bytes(circle.mls_id)))[0] == 201


def test_a_seat_that_ended_falls_silent_and_the_others_go_on_j3(
    live, circle, amira, bo
):
    sender, one = device(live, amira, circle), device(live, bo, circle)
    ear = one.listen()
    ear.next()

    rosters.leave(bo, circle_id=circle.public_id, now=datetime.now(UTC))
    gone = ear.next(SOON)
    say(sender, circle, 1)

    assert gone[1:] == ("gone", {"circle": circle.public_id})
    assert ear.events.empty()
    assert one.post(word(bytes(circle.mls_id)))[0] == 404


def test_a_right_that_ended_while_nothing_listened_is_known_after_a_start(
    live, circle, bo
):
    one = device(live, bo, circle)
    live.kill()
    suspend(person_id=bo.person_id, now=datetime.now(UTC))
    live.start()

    assert one.listen().status == 401


def test_a_session_that_was_ended_opens_nothing(live, circle, bo):
    one = device(live, bo, circle)

    one.end()

    assert one.listen().status == 401
    assert LiveSession.objects.count() == 0


def test_a_storm_of_devices_comes_back_at_once_j4(tmp_path, circle, amira, bo):
    with running(tmp_path / "l", HEARTHSIDE_LIVE_WORDS_A_MINUTE="100000") as live:
        sender = device(live, amira, circle)
        said = say(sender, circle, 20)
        devices = [device(live, bo, circle) for _ in range(25)]
        live.kill()
        live.start()

        ears = [one.listen(str(said[9])) for one in devices]
        said += say(sender, circle, 3)
        heard = [[int(number) for number, _ in ear.words(13)] for ear in ears]

    assert heard == [said[10:]] * 25


def test_a_word_nobody_could_have_sent_leaves_no_trace_in_the_log(live, circle, amira):
    sender = device(live, amira, circle)
    sender.post(b"canary" * 10)
    live.ask("GET", "/live/canary-in-an-address")
    sender.post(word(bytes(circle.mls_id), body=b"canary" + os.urandom(400)))

    assert live.log() == ""

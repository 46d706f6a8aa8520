from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime

import pytest

from hearthside.circles import delivery, franks
from hearthside.circles.franks import Claim
from hearthside.circles.models import Frame
from tests.circles_scene import auditing, seat_of, turn, word
from tests.live.running import device, letters, raw

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_word_reaches_the_others_as_it_was_sent(live, circle, amira, bo, sol):
    sender, other = device(live, amira, circle), device(live, bo, circle)
    ear = other.listen()
    commitment = os.urandom(32)
    sent = word(bytes(circle.mls_id), commitment=commitment)

    status, said = sender.post(sent)

    (number, heard), = ear.words(1)  # fmt: skip
    assert status == 201
    assert (number, heard["seq"]) == (str(said["id"]), said["seq"])
    assert raw(heard["frame"]) == sent == bytes(Frame.objects.get().body)
    claim = Claim(
        circle.public_id, seat_of(amira, circle).public_id, heard["seq"], heard["epoch"],
        heard["minute"], heard["frank"], commitment, raw(heard["tag"]),
    )  # fmt: skip
    assert franks.check(sol, claims=[claim]) == [True]


def test_sent_twice_it_is_one_word_j5(live, circle, amira):
    sender = device(live, amira, circle)
    once, body = os.urandom(16), word(bytes(circle.mls_id))

    first, again = sender.post(body, once=once), sender.post(body, once=once)

    assert (first[0], again[0]) == (201, 200)
    assert first[1] == again[1]
    assert Frame.objects.count() == 1


def test_sixteen_times_at_once_it_is_one_word_j5(live, circle, amira):
    sender = device(live, amira, circle)
    once, body = os.urandom(16), word(bytes(circle.mls_id))
    said = []
    tries = [
        threading.Thread(target=lambda: said.append(sender.post(body, once=once)))
        for _ in range(16)
    ]

    for one in tries:
        one.start()
    for one in tries:
        one.join()

    assert sorted(status for status, _ in said) == [200] * 15 + [201]
    assert len({answer["seq"] for _, answer in said}) == 1
    assert Frame.objects.count() == 1


def test_a_word_for_another_epoch_is_told_which_it_is_now(live, circle, amira, fern):
    sender = device(live, amira, circle)
    once, early = os.urandom(16), word(bytes(circle.mls_id))
    kept = sender.post(early, once=once)
    delivery.commit(
        fern, circle_id=circle.public_id, frame=turn(bytes(circle.mls_id)), group_info=b"k",
        audit=auditing(circle, 1, *circle.seats.all()), now=datetime.now(UTC),
    )  # fmt: skip

    late = sender.post(word(bytes(circle.mls_id)))
    again = sender.post(early, once=once)
    now = sender.post(word(bytes(circle.mls_id), epoch=1))

    assert (late[0], late[1]["epoch"]) == (409, 1)
    assert (again[0], again[1]) == (200, kept[1])
    assert (now[0], now[1]["seq"]) == (201, 3)


def test_a_commit_from_a_page_reaches_the_stream_in_its_order(
    live, circle, amira, fern
):
    sender = device(live, amira, circle)
    ear = sender.listen()
    ear.next()
    sender.post(word(bytes(circle.mls_id)))
    began = time.monotonic()
    delivery.commit(
        fern, circle_id=circle.public_id, frame=turn(bytes(circle.mls_id)), group_info=b"k",
        audit=auditing(circle, 1, *circle.seats.all()), now=datetime.now(UTC),
    )  # fmt: skip

    sender.post(word(bytes(circle.mls_id), epoch=1))
    heard = [ear.next() for _ in range(3)]

    assert [event[1] for event in heard] == ["word", "commit", "word"]
    assert [event[2]["seq"] for event in heard] == [1, 2, 3]
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "path",
    [
        "", "*", "%2a", "..", "../", "../../session", "%2e%2e", "a/b", "zzzzzzzzzzzz",
        "{elsewhere}", "{here}/", "{here}%00", "{here}/../{elsewhere}",
    ],
)  # fmt: skip
def test_a_trick_with_the_name_of_a_circle_finds_nothing_j1(
    live, circle, amira, scene, outsider, path
):
    from hearthside.circles import rehearsing

    elsewhere = rehearsing.plant(
        scene.elsewhere.pk, [outsider.person_id], now=datetime.now(UTC)
    )
    sender = device(live, amira, circle)
    trick = path.format(here=circle.public_id, elsewhere=elsewhere)

    status, said = live.ask(
        "POST", f"/live/circles/{trick}/words", body=word(bytes(circle.mls_id)),
        Idempotency_Key=letters(os.urandom(16)), **sender.sign(),
    )  # fmt: skip

    assert (status, said) == (404, {"why": "There is nothing here."})
    assert Frame.objects.count() == 0


def test_a_word_said_in_one_circle_is_not_heard_in_another_a2(
    live, circle, amira, scene, outsider
):
    from hearthside.circles import rehearsing
    from hearthside.circles.models import Circle

    there = rehearsing.plant(
        scene.elsewhere.pk, [outsider.person_id], now=datetime.now(UTC)
    )
    other = Circle.objects.get(public_id=there)
    sender, stranger = device(live, amira, circle), device(live, outsider, other)
    ear = stranger.listen()
    ear.next()

    forged = sender.post(word(bytes(other.mls_id)))
    sender.post(word(bytes(circle.mls_id)))
    stranger.post(word(bytes(other.mls_id)))

    assert forged[0] == 400
    assert [heard["circle"] for _, heard in ear.words(1)] == [there]


def odd_bodies(mls_id):
    sound = word(mls_id)
    return {
        "nothing": b"",
        "plain text": b"hello",
        "cut short": sound[:-1],
        "one byte more": sound + b"x",
        "no commitment": b"\0\1\0\2\x10" + mls_id + b"\0" * 8 + b"\1\0\1x\1x",
        "a commit": turn(mls_id),
        "another version": b"\0\2" + sound[2:],
        "an epoch beyond counting": sound[:21] + b"\xff" * 8 + sound[29:],
    }


def test_what_is_no_sealed_word_is_refused_and_nothing_kept_i2_i8(live, circle, amira):
    sender = device(live, amira, circle)

    said = {
        name: sender.post(body)[0]
        for name, body in odd_bodies(bytes(circle.mls_id)).items()
    }
    huge = sender.post(word(bytes(circle.mls_id), body=b"x" * 1_000_000))

    assert said == dict.fromkeys(said, 400)
    assert huge[0] == 413
    assert Frame.objects.count() == 0


def test_a_key_that_is_no_key_is_refused(live, circle, amira):
    sender = device(live, amira, circle)
    path = f"/live/circles/{circle.public_id}/words"
    body = word(bytes(circle.mls_id))

    for key in ("", "short", "=" * 22, "é", "x" * 5000):
        shown = {"Idempotency_Key": key} if key else {}
        assert live.ask("POST", path, body=body, **shown, **sender.sign())[0] == 400
    assert Frame.objects.count() == 0


@pytest.mark.parametrize(
    ("shown", "status"),
    [("", 401), ("Bearer", 401), ("Bearer nothing", 401), ("Basic eDp5", 401),
     ("Bearer " + "x" * 5000, 401)],
)  # fmt: skip
def test_nobody_without_a_session_posts_or_listens_a14(live, circle, shown, status):
    sign = {"Authorization": shown} if shown else {}
    path = f"/live/circles/{circle.public_id}/words"

    assert live.ask("POST", path, body=word(bytes(circle.mls_id)), **sign)[0] == status
    assert live.ask("GET", "/live/events", **sign)[0] == status
    assert live.ask("POST", "/live/session", **sign)[0] == status


def test_a_page_of_another_site_is_not_answered(live, circle, amira):
    sender = device(live, amira, circle)
    ask = {"Origin": "https://elsewhere.example", **sender.sign()}

    assert live.ask("GET", "/live/events", **ask)[0] == 403
    assert live.ask("OPTIONS", "/live/events", **ask)[0] == 403


def test_far_too_much_at_once_is_put_off_g9(live, circle, amira):
    sender = device(live, amira, circle)

    said = [sender.post(word(bytes(circle.mls_id)))[0] for _ in range(40)]

    assert said[:30] == [201] * 30
    assert 429 in said[30:]
    assert Frame.objects.count() == said.count(201)

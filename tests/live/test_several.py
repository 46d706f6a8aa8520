"""Several live processes over one PostgreSQL, waking one another through Redis."""

from __future__ import annotations

import os
import socket
import threading
import time

import pytest
from django.db import connection

from hearthside.circles.models import Frame
from tests.circles_scene import word
from tests.live.running import device, running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
REDIS = "redis://127.0.0.1:6379/14"
FAST = {"HEARTHSIDE_LIVE_WORDS_A_MINUTE": "1000000"}


@pytest.fixture(autouse=True)
def services(db):
    if connection.vendor != "postgresql":
        pytest.skip("SKIPPED: several processes want PostgreSQL")
    with socket.socket() as there:
        if there.connect_ex(("127.0.0.1", 6379)) != 0:
            assert not os.environ.get("CI"), "no Redis answers, and this is CI"
            pytest.skip("SKIPPED: no Redis answers on 127.0.0.1:6379")


@pytest.fixture
def two(tmp_path, transactional_db, circle):
    more = {"HEARTHSIDE_REDIS_URL": REDIS, **FAST}
    with (
        running(tmp_path / "a", **more) as here,
        running(tmp_path / "b", **more) as there,
    ):
        yield here, there


def test_a_member_on_each_and_one_process_killed(two, circle, amira, bo):
    here, there = two
    sender, other = device(here, amira, circle), device(there, bo, circle)
    ear = other.listen()
    ear.next()
    said, took = [], []
    for _ in range(20):
        began = time.monotonic()
        said.append(sender.post(word(bytes(circle.mls_id)))[1]["id"])
        assert [int(number) for number, _ in ear.words(1)] == said[-1:]
        took.append(time.monotonic() - began)

    here.kill()
    for _ in range(5):
        said.append(sender.post(word(bytes(circle.mls_id)), at=there)[1]["id"])

    assert [int(number) for number, _ in ear.words(5)] == said[20:]
    assert sorted(took)[10] < 0.2
    back = sender.listen(str(said[0]), at=there)
    assert [int(number) for number, _ in back.words(24)] == said[1:]


def test_twelve_writers_at_two_processes_make_one_order(two, circle, amira, bo, fern):
    ears = [device(live, bo, circle).listen() for live in two]
    for ear in ears:
        ear.next()
    writers = [device(two[n % 2], (amira, bo, fern)[n % 3], circle) for n in range(12)]

    def write(one):
        for _ in range(10):
            assert one.post(word(bytes(circle.mls_id)))[0] == 201

    talking = [threading.Thread(target=write, args=(one,)) for one in writers]
    for one in talking:
        one.start()
    for one in talking:
        one.join()
    heard = [[int(number) for number, _ in ear.words(120)] for ear in ears]

    kept = list(Frame.objects.order_by("id").values_list("id", "seq"))
    assert heard[0] == heard[1] == [number for number, _ in kept]
    assert [seq for _, seq in kept] == list(range(1, 121))


def test_with_the_broker_away_words_arrive_by_looking_m9(tmp_path, circle, amira, bo):
    more = {"HEARTHSIDE_REDIS_URL": "redis://127.0.0.1:1/0", **FAST}
    with (
        running(tmp_path / "a", **more) as here,
        running(tmp_path / "b", **more) as there,
    ):
        sender, other = device(here, amira, circle), device(there, bo, circle)
        ear = other.listen()
        ear.next()
        said = []
        for _ in range(6):
            began = time.monotonic()
            said.append(sender.post(word(bytes(circle.mls_id)))[1]["id"])
            assert [int(number) for number, _ in ear.words(1)] == said[-1:]
            assert time.monotonic() - began < 2

    assert Frame.objects.count() == 6

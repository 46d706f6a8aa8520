"""Killed under load: what was acknowledged is there, once; and it was on the disk before anybody saw it."""

from __future__ import annotations

import http.client
import os
import shutil
import threading
import time

import pytest
from django.db import connection

from hearthside.circles.models import Frame
from tests.circles_scene import word
from tests.live import audit
from tests.live.running import device, running

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = int(os.environ.get("HEARTHSIDE_TEST_ROUNDS", "3"))
FAST = {"HEARTHSIDE_LIVE_WORDS_A_MINUTE": "1000000"}


def talk(sender, mls_id, acknowledged, stop):
    """Post word after word; a word without an answer is sent again, as devices do."""
    while not stop.is_set():
        body, once = word(mls_id), os.urandom(16)
        while not stop.is_set():
            try:
                status, said = sender.post(body, once=once)
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.02)
                continue
            if status in {200, 201}:
                acknowledged[body] = said
                break
            time.sleep(0.02)


def test_killed_under_load_nothing_acknowledged_is_lost_or_doubled_m1(
    tmp_path, circle, amira, bo, fern
):
    mls_id, acknowledged = bytes(circle.mls_id), {}
    with running(tmp_path / "l", **FAST) as live:
        senders = [device(live, who, circle) for who in (amira, bo, fern) * 2]
        listener = device(live, bo, circle)
        heard: dict[int, str] = {}
        last, stop = "0", threading.Event()
        talking = [
            threading.Thread(target=talk, args=(one, mls_id, acknowledged, stop))
            for one in senders
        ]
        for one in talking:
            one.start()
        for _ in range(ROUNDS):
            ear = listener.listen(last)
            time.sleep(0.7)
            live.kill()
            for number, name, said in iter(ear.next, None):
                if name == "word":
                    assert int(number) not in heard
                    heard[int(number)] = said["frame"]
                    last = number
            live.start()
        stop.set()
        for one in talking:
            one.join()
        rows = {row.pk: bytes(row.body) for row in Frame.objects.all()}
        ear = listener.listen(last)
        for number, said in ear.words(len(rows) - len(heard)):
            assert int(number) not in heard
            heard[int(number)] = said["frame"]

    kept = list(rows.values())
    assert len(acknowledged) > 20 * ROUNDS
    assert len(kept) == len(set(kept))
    assert set(acknowledged) <= set(kept)
    assert all(rows[said["id"]] == body for body, said in acknowledged.items())
    assert sorted(heard) == sorted(rows)
    assert sorted(Frame.objects.values_list("seq", flat=True)) == list(
        range(1, len(rows) + 1)
    )


@pytest.fixture
def strace():
    if shutil.which("strace") is None:
        if os.environ.get("CI"):
            pytest.fail("SKIPPED: there is no strace here, and this is CI")
        pytest.skip("SKIPPED: there is no strace here, so no system call was looked at")
    if connection.vendor != "sqlite":
        pytest.skip("SKIPPED: another process writes to the disk here")


def audited(folder, circle, amira, bo, **more):
    """Post under strace, and return what the system calls say of each word."""
    trace = folder / "trace"
    folder.mkdir()
    command = (
        "strace",
        "-f",
        "-ttt",
        "-s",
        "4096",
        "-xx",
        "-o",
        str(trace),
        "-e",
        audit.CALLS,
    )
    with running(folder / "l", *command, **FAST, **more) as live:
        sender, other = device(live, amira, circle), device(live, bo, circle)
        ear = other.listen()
        ear.next()
        marks = [os.urandom(24) for _ in range(12)]
        for mark in marks:
            sender.post(word(bytes(circle.mls_id), body=mark + os.urandom(100)))
        ear.words(12, wait=30)
    return audit.read(trace, marks)


def test_a_word_is_written_and_on_the_disk_before_it_is_acknowledged_or_seen(
    strace, tmp_path, circle, amira, bo
):
    found = audited(tmp_path / "sound", circle, amira, bo)

    assert found == ["written, synced, sent"] * 12


def test_a_word_that_is_sent_before_it_is_on_the_disk_is_caught(
    strace, tmp_path, circle, amira, bo
):
    # Planted: the same process told not to wait for the disk.
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "sitecustomize.py").write_text(
        "import sqlite3\n"
        "connect = sqlite3.connect\n"
        "class Careless(sqlite3.Connection):\n"
        "    def execute(self, said, *values):\n"
        "        return super().execute(said.replace('=FULL', '=OFF'), *values)\n"
        "sqlite3.connect = lambda *a, **k: connect(*a, factory=Careless, **k)\n"
    )

    found = audited(
        tmp_path / "careless", circle, amira, bo, PYTHONPATH=f"src{os.pathsep}{planted}"
    )

    assert set(found) == {"written, not synced, sent"}

"""What only a running house shows: its sockets, its log, its files, its database gone."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import statistics
import subprocess
import time
from pathlib import Path

import pytest

from tests.bad_input.running_house import Running, Visit, running

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]
CANARY = "Quillfeather"
ADDRESS = "quillfeather.canary@example.org"
SECRET = "canary in the coal mine 7719"
NOTE = "canary under the floorboards"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running(tmp_path_factory.mktemp("running") / "data") as opened:
        yield opened


def hang(house: Running, words: bytes, many: int) -> list[socket.socket]:
    """Open many lines to the house and say only this much on each."""
    lines = []
    for _ in range(many):
        line = socket.create_connection(("127.0.0.1", house.port), 5)
        line.sendall(words)
        lines.append(line)
    return lines


def waits(house: Running, *, seconds: float) -> list[float]:
    """Ask for a page again and again meanwhile; return how long each took."""
    found, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.monotonic()
        with contextlib.suppress(TimeoutError):
            assert house.get("/groups/", patience=10)[0] == 200
        found.append(time.monotonic() - start)
    return found


def slow_ones(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


@pytest.mark.parametrize(
    "said",
    [
        b"GET /groups/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"",
        (
            b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: c=x\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: 1000\r\n\r\nlogin="
        ),
    ],
    ids=["half a header", "nothing at all", "half a form"],
)
def test_five_hundred_who_say_nothing_hold_up_nobody(said, house):
    lines = hang(house, said, 500)
    try:
        times = waits(house, seconds=15)
    finally:
        for line in lines:
            line.close()

    assert slow_ones(times) < 1


@pytest.mark.parametrize(
    "words",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"a" * 65_536 + b"\r\n\r\n",
        b"GET /" + b"a" * 65_536 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: h=" + b"a" * 65_536 + b"\r\n\r\n",
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Type: a/b; charset=rot13\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
    ],
    ids=["header", "path", "cookie", "two lengths", "two hosts", "NUL", "rot13",
         "version", "tls", "length"],
)  # fmt: skip
def test_a_rude_request_is_answered_or_hung_up_on(words, house):
    answer = house.raw(words, patience=5)

    assert not answer.startswith(b"HTTP/1.1 5")
    assert b"evil.example" not in answer
    assert house.get("/health/")[0] == 200


def test_nothing_is_smuggled_behind_a_request(house):
    words = (
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 44\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        b"GET /no/such/page/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )

    assert b" 404 " not in house.raw(words, patience=3)


def test_a_log_does_not_grow_with_strangers(house):
    before = len(house.log.read_text().splitlines())
    for number in range(200):
        house.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        house.get(f"/no/such/page/{number}/")

    assert len(house.log.read_text().splitlines()) - before <= 2


def after_the_post(house: Running) -> str:
    """Return the log once a letter has left: the clock carries them every few seconds."""
    end = time.monotonic() + 30
    while "\nTo: " not in (log := house.log.read_text()) and time.monotonic() < end:
        time.sleep(0.2)
    return log


def test_no_canary_sings_where_it_must_not(house, tmp_path):
    bird = Visit(house)
    bird.send(
        "/account/signup/",
        username=CANARY, password1=SECRET, email=ADDRESS, adult="on",
    )  # fmt: skip
    Visit(house).send("/account/login/", login=CANARY, password=SECRET + " wrong")
    Visit(house).send("/account/password/reset/", email=ADDRESS)
    house.get(f"/groups/?place={NOTE.replace(' ', '+')}")
    house.get("/account/login/?next=/" + NOTE.replace(" ", "+"))
    backup = tmp_path / "house.age"
    made = house.command("backup", str(backup))
    log = after_the_post(house)
    letters = [line for line in log.splitlines() if line.startswith("To: ")]
    spoken = "\n".join(line for line in log.splitlines() if not line.startswith("To: "))

    assert letters  # without a mail server, letters are shown to whoever hosts
    for canary in (CANARY, ADDRESS, SECRET, NOTE):
        assert canary not in spoken
    stored = b"".join(
        path.read_bytes() for path in house.folder.glob("hearthside.sqlite3*")
    )
    assert SECRET.encode() not in stored
    assert NOTE.encode() not in stored
    assert backup.exists(), made.stderr
    sealed = backup.read_bytes()
    for canary in (CANARY, ADDRESS, SECRET, NOTE):
        assert canary.encode() not in sealed


def test_with_the_database_gone_help_answers_and_the_rest_says_sorry(house):
    database = house.folder / "hearthside.sqlite3"
    away = house.folder / "away.sqlite3"
    database.rename(away)
    try:
        help_now, page, health = (
            house.get(p) for p in ("/help/", "/groups/", "/health/")
        )
    finally:
        for left in house.folder.glob("hearthside.sqlite3*"):
            left.unlink()
        away.rename(database)

    assert help_now[0] == 200
    assert "tel:" in help_now[1]
    assert page[0] == 500
    assert "/help/" in page[1]
    assert "Traceback" not in page[1]
    assert health[0] == 503
    assert house.get("/groups/")[0] == 200


def children_of(pid: int) -> list[int]:
    listed = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in listed.stdout.split()]


def the_clock_of(house: Running) -> int:
    """Return the process that does the rounds of this very house."""
    for pid in children_of(house.pid):
        if b"hearthside.jobs" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"):
            return pid
    pytest.fail("The clock of this house is not running.")


def test_with_database_cache_and_worker_down_every_help_page_answers_o8(
    tmp_path_factory,
):
    # A store of counters nobody listens at: the cache is down from the first moment.
    dead = {"HEARTHSIDE_REDIS_URL": "redis://127.0.0.1:1/0"}
    with running(tmp_path_factory.mktemp("down") / "data", **dead) as house:
        written = {path.stem for path in (house.folder / "help").glob("*.html")}
        asked = ["/help/", "/help/nowhere/"]
        asked += [f"/help/{name}/" for name in sorted(written - {"index"})]
        worker = the_clock_of(house)
        database = house.folder / "hearthside.sqlite3"
        away = house.folder / "away.sqlite3"
        os.kill(worker, signal.SIGSTOP)
        database.rename(away)
        # Nobody can make a new one in its place meanwhile.
        database.mkdir()
        try:
            answers = {path: house.get(path) for path in asked}
            rest = house.get("/groups/")[0]
            (house.folder / "help").rename(house.folder / "help-away")
            plain = house.get("/help/leeds/")
        finally:
            database.rmdir()
            away.rename(database)
            os.kill(worker, signal.SIGCONT)

    assert len(written) >= 3
    for path, (status, page) in answers.items():
        assert (path, status) == (path, 200)
        assert 'href="tel:999"' in page
        assert 'href="tel:116123"' in page
        assert 'href="sms:85258"' in page
        assert 'href="tel:911"' in page
        assert 'href="/leave/"' in page
    assert rest == 500
    assert plain[0] == 200
    assert 'href="tel:116123"' in plain[1]

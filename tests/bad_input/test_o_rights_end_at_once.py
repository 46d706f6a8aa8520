"""On a running house, a role that ends is gone everywhere within five seconds; measured."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator

import pytest

from tests.bad_input.running_house import ROOT, Running, Visit, running

PASSPHRASE = "a lamp in the window"
WITHIN = 5.0
WATCHES = """
import time
from django.utils.timezone import now
from hearthside.core.rights_changed import ASK_EVERY, Watch
watch = Watch()
print("watching", flush=True)
end = time.monotonic() + 40
while time.monotonic() < end:
    for one in watch.whose(now=now()):
        print(f"{time.time():.3f} {one}", flush=True)
    time.sleep(ASK_EVERY.total_seconds())
"""
# Laid down before the role ends, it may leave some seconds after.
A_LETTER = """
from datetime import timedelta
from django.utils.timezone import now
from hearthside.core import outbox
from hearthside.people.signing_in import person_called
outbox.put(outbox.Words("Your dates have changed", "UNTOLD"), key="measured",
    address="fern@x.example", person_id=person_called("Fern"), still="helps",
    kind="rota", not_before=now() + timedelta(seconds=20), now=now())
"""
ITS_END = """
from hearthside.core.models import Letter
row = Letter.objects.get(key="measured")
print("dropped" if row.dropped_at else "sent" if row.sent_at else "waits")
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("rights") / "house") as opened:
        yield opened


def comes_in(house: Running, called: str) -> Visit:
    visit = Visit(house)
    visit.send("/account/login/", login=called, password=PASSPHRASE)
    return visit


def status_of(visit: Visit, path: str) -> int:
    try:
        return int(visit.opener.open(visit.house.address + path, timeout=15).status)
    except OSError as no:
        return int(getattr(no, "code", 0))


def page_of(visit: Visit, path: str) -> str:
    return str(
        visit.opener.open(visit.house.address + path, timeout=15).read().decode()
    )


def seconds_until(is_so: Callable[[], bool], *, since: float) -> float:
    while not is_so():
        assert time.monotonic() - since < WITHIN * 3
        time.sleep(0.05)
    return time.monotonic() - since


@pytest.mark.slow
def test_a_role_that_ends_is_gone_everywhere_within_five_seconds(house, capsys):
    fern, olu = comes_in(house, "Fern"), comes_in(house, "Olu")
    evening = re.search(r"/hold/(\w{12})/", page_of(fern, "/hold/"))
    assert evening
    state = f"/hold/{evening.group(1)}/state/"
    secret = makes_a_calendar(fern)
    person = re.search(
        r'href="(/desk/who/\w{12}/)"><bdi>Fern</bdi>', page_of(olu, "/desk/who/")
    )
    assert person
    assert house.command("shell", "-c", A_LETTER).returncode == 0
    opened = {"/desk/": fern, state: fern, secret: Visit(house)}
    for path, who in opened.items():
        assert status_of(who, path) == 200, path
    watch = subprocess.Popen(
        [sys.executable, "-m", "hearthside", "shell", "-c", WATCHES],
        env=house.environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert watch.stdout is not None
        while "watching" not in watch.stdout.readline():
            pass

        began, by_the_clock = time.monotonic(), time.time()
        for part in re.findall(
            r'name="part" value="([^"]+)"', page_of(olu, person.group(1))
        ):
            sends(olu, person.group(1), f"{person.group(1)}take-back/", part=part)
        took = {
            path: seconds_until(
                lambda p=path, w=who: status_of(w, p) == 404, since=began
            )
            for path, who in opened.items()
        }
        told = float(watch.stdout.readline().split()[0]) - by_the_clock
    finally:
        watch.kill()
        watch.wait()
        if watch.stdout is not None:
            watch.stdout.close()

    for _ in range(12):
        became = house.command("shell", "-c", ITS_END).stdout.split()[-1]
        if became != "waits":
            break
        time.sleep(2)
    with capsys.disabled():
        said = ", ".join(
            f"{path.split('/')[1]} {one:.2f} s" for path, one in took.items()
        )
        print(f"\nrights ended: {said}, open lines {told:.2f} s, letter {became}")  # noqa: T201
    assert max(took.values()) < WITHIN
    assert told < WITHIN
    assert became == "dropped"
    assert "UNTOLD" not in house.log.read_text()


def makes_a_calendar(fern: Visit) -> str:
    """Return the secret address, made on the page of my dates."""
    sends(fern, "/desk/my-dates/", "/desk/my-dates/calendar/", what="make")
    found = re.search(r"/rota/[\w-]+\.ics", page_of(fern, "/desk/my-dates/"))
    assert found
    return found.group()


def sends(who: Visit, page: str, address: str, **answers: str) -> None:
    """Press a button of one page that leads to another address."""
    words = page_of(who, page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', words)
    body = urllib.parse.urlencode(
        answers | {"csrfmiddlewaretoken": token.group(1) if token else ""}
    ).encode()
    who.opener.open(who.house.address + address, body, timeout=15).read()

"""Too many, too long, too often."""

from __future__ import annotations

import io
import logging
import time

import pytest

from hearthside.core.logs import Line, NoWords, Seldom
from tests.bad_input.forms import pages

HUGE = (
    "-1",
    "0",
    "1e309",
    "9" * 18,
    "9" * 1900,
    "\u00b2",
    "%F0",
    "NaN",
    "[]",
    "1,2",
    "",
)
# Some forms are for scripts alone: without one, their address takes no answer at all.
REFUSED = {400, 405, 413}
ENDLESS = ("(a%2B)%2B$" * 50, "%25_" * 400, "LS6" * 500, "a+" * 900, "%E2%80%AE" * 200)


@pytest.mark.slow
@pytest.mark.parametrize("number", HUGE)
def test_a_page_number_out_of_this_world_is_answered(number, about, browsers):
    everywhere = "&".join(
        f"{name}={number}" for name in ("limit", "kind", "day", "latitude", "note")
    )
    for _route, address in pages(about):
        if "/account/" in address:
            continue
        for said in (f"page={number}", f"reach={number}&said={number}", everywhere):
            answer = browsers["olu"].get(f"{address}?{said}"[:1990])
            assert answer.status_code < 500, address


@pytest.mark.parametrize("place", ENDLESS)
def test_a_search_shaped_to_take_for_ever_does_not(place, client, scene):
    start = time.perf_counter()
    answer = client.get(f"/groups/?place={place[:1900]}")

    assert answer.status_code in {200, 400}
    assert time.perf_counter() - start < 1


def test_a_hundred_thousand_answers_are_too_many(every_form, browsers):
    body = "&".join(f"a{number}=" for number in range(100_000))
    for who, form in every_form:
        answer = browsers[who].post(
            form.action, body, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code in REFUSED, form.name


@pytest.mark.parametrize("extra", ["", '; filename="f"'])
def test_ten_thousand_parts_are_too_many(extra, every_form, browsers):
    part = f'--x\r\nContent-Disposition: form-data; name="a"{extra}\r\n\r\n\r\n'
    body = part * 10_000 + "--x--\r\n"
    for who, form in every_form:
        answer = browsers[who].post(
            form.action, body, content_type="multipart/form-data; boundary=x"
        )
        assert answer.status_code in REFUSED, form.name


@pytest.fixture
def written():
    """What the handler of the house would write."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Line())
    for one in (NoWords(), Seldom()):
        handler.addFilter(one)
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    yield out
    logger.removeHandler(handler)


def test_a_strangers_bad_requests_do_not_fill_the_disk(client, scene, written):
    strict = type(client)(enforce_csrf_checks=True)
    for number in range(100):
        client.get("/", headers={"host": f"evil{number}.example"})
        client.get(f"/no/such/page/{number}/")
        client.put("/groups/")
        strict.post("/account/login/", {"login": str(number)})

    assert len(written.getvalue().splitlines()) <= 3


def test_a_fault_of_ours_is_always_written():
    filtered = Seldom()
    fault = logging.LogRecord("django.request", logging.ERROR, "", 0, "broke", (), None)

    assert all(filtered.filter(fault) for _ in range(5))

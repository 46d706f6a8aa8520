"""Addresses in log lines: their pattern, never what stood in them."""

import logging
from io import StringIO

import pytest
from django.test import Client

from hearthside.core.logs import Line, NoWords

SECRET = "abc123-c0ffee-of-amira"


@pytest.fixture
def lines():
    """What the house writes when a request breaks, filtered as settings say."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(NoWords())
    handler.setFormatter(Line())
    loggers = [
        logging.getLogger(name) for name in ("django.request", "django.security")
    ]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


def broken(*given, **more):
    raise RuntimeError(SECRET)


@pytest.mark.parametrize(
    ("address", "pattern"),
    [
        (f"/account/password/reset/key/1-{SECRET}/", "account/password/reset/key/"),
        (f"/account/confirm-email/{SECRET}/", "account/confirm-email/"),
        (f"/letters/stop/{SECRET}/", "letters/stop/<token:token>/"),
    ],
)
def test_a_broken_page_does_not_write_down_the_key_in_its_address(
    db, lines, monkeypatch, address, pattern
):
    monkeypatch.setattr("hearthside.web.gates._who_knocks", broken)

    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code == 500
    assert f"Internal Server Error: /{pattern}" in lines.getvalue()
    assert SECRET not in lines.getvalue()


def test_an_address_that_is_none_of_ours_is_not_written_down_either(lines):
    record = logging.LogRecord(
        "django.request",
        logging.ERROR,
        "x.py",
        1,
        "Not Found: %s",
        (f"/{SECRET}",),
        None,
    )
    record.request = object()

    for one in logging.getLogger("django.request").handlers:
        one.handle(record)

    assert lines.getvalue().strip().endswith("Not Found: /...")


def test_a_form_that_is_not_ours_does_not_write_down_its_address(db, lines):
    Client(enforce_csrf_checks=True).post(f"/account/confirm-email/{SECRET}/")

    assert "Forbidden" in lines.getvalue()
    assert SECRET not in lines.getvalue()

"""What a stranger writes into the headers of a proxy is believed only behind one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import RequestFactory

from hearthside.web.limits import _neighbourhood

CLAIMED = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7"}


def who_is_it(**headers):
    return _neighbourhood(RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", **headers))


@pytest.fixture
def behind_a_proxy(settings):
    settings.CONFIG = replace(settings.CONFIG, behind_proxy=True)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def test_without_a_proxy_a_claimed_address_changes_nothing():
    assert who_is_it(**CLAIMED) == who_is_it()


def test_behind_a_proxy_what_the_proxy_itself_added_counts(behind_a_proxy):
    assert who_is_it(**CLAIMED) != who_is_it()
    assert who_is_it(**CLAIMED) == who_is_it(HTTP_X_FORWARDED_FOR="198.51.100.7")


def test_without_a_proxy_a_claimed_https_is_not_believed():
    said = RequestFactory().get("/", HTTP_X_FORWARDED_PROTO="https")

    assert not said.is_secure()


def test_behind_a_proxy_https_is_believed(behind_a_proxy):
    said = RequestFactory().get("/", HTTP_X_FORWARDED_PROTO="https")

    assert said.is_secure()

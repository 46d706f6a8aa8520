"""The numbers that come with the house: each from a page, each dialled as it is read."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from hearthside.organisation import countries

NUMBERS = [
    pytest.param(one, number, id=f"{one.code} {number.dial}")
    for one in countries.COUNTRIES
    for number in (one.urgent, *one.talk)
]


@pytest.mark.parametrize(("country", "number"), NUMBERS)
def test_k8_each_number_names_the_page_and_the_day_it_was_read(country, number):
    page = urlsplit(number.source)

    assert page.scheme == "https"
    # A page and not a front door: somebody must find the number there again.
    assert page.path.strip("/") or page.query
    assert number.verified_at >= date(2026, 11, 21)
    assert page.netloc.removeprefix("www.") in country.source


@pytest.mark.parametrize(("country", "number"), NUMBERS)
def test_k14_what_is_dialled_is_what_is_read(country, number):
    way, _, digits = number.dial.partition(":")

    assert way in {"tel", "sms"}
    assert digits in re.sub(r"[ -]", "", str(number.display))


def test_each_country_stands_once_and_has_its_emergency_number():
    codes = [one.code for one in countries.COUNTRIES]

    assert len(codes) == len(set(codes))
    assert all(one.urgent.dial.startswith("tel:") for one in countries.COUNTRIES)
    assert countries.ANYWHERE.dial == "tel:112"
    assert countries.ANYWHERE.source.startswith("https://")


def test_what_we_could_not_confirm_is_not_there():
    dialled = {number.dial for _country, number in (one.values for one in NUMBERS)}

    assert "sms:50808" not in dialled

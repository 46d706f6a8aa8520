from __future__ import annotations

import re

import pytest
from django.test import Client

from hearthside.web.public.feeds import OFFERS

PAGE = "/feeds/"


def test_every_address_stands_on_the_page_and_answers(scene):
    page = Client().get(PAGE).content.decode()
    addresses = re.findall(r'readonly value="https?://[^/]+([^"]+)"', page)

    assert len(addresses) == len(OFFERS)
    assert "/feeds/meetings.json" in addresses
    for address in addresses:
        if address == "/feeds/bmlt":
            address += "/client_interface/json/?switcher=GetServerInfo"
        assert Client().get(address).status_code == 200


def test_the_page_is_for_people_and_is_not_kept(scene):
    assert Client().get(PAGE)["Cache-Control"] == "no-store"


def test_somebody_who_left_is_not_shown_the_page(scene):
    client = Client()
    client.get("/leave/")

    assert b"Address to copy" not in client.get(PAGE).content
    assert client.get("/feeds/meetings.json").status_code == 200


@pytest.mark.parametrize("query", ["?a=1&a=2"])
def test_the_page_refuses_what_every_page_refuses(scene, query):
    assert Client().get(PAGE + query).status_code == 400

"""Asking the feeds of Open Referral, at noon."""

from __future__ import annotations

import pytest

from hearthside.engines.publishing.hsds.ids import id_of
from hearthside.groups.models import Group
from tests.cast import NOON

AT = "/feeds/hsds/"


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)


@pytest.fixture
def ask(client):
    """Ask one address, and read what it says."""

    def ask(path: str, **query: str):
        answer = client.get(AT + path, query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def service_id(group: Group) -> str:
    return id_of("service", group.public_id)

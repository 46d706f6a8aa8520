"""Every page of these tests is asked for at noon of the same Monday."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def at_noon(monkeypatch, noon):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: noon)


@pytest.fixture
def visitor(scene, at_noon) -> Client:
    return Client()

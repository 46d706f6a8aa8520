from django.urls import path

from hearthside.core import policy
from hearthside.core.policy import Verb
from tests.house.routes import WITHOUT_A_GATE, _walk, routes


def test_every_address_has_a_gate_or_a_reason():
    open_ones = {route.name for route in routes() if route.verb is None}

    assert open_ones == set(WITHOUT_A_GATE)


def test_every_address_has_a_name_of_its_own():
    names = [route.name for route in routes()]

    assert len(names) == len(set(names))
    assert "" not in names


def test_every_verb_has_a_decision():
    assert set(policy.TABLE) == set(Verb)


def test_an_address_without_a_gate_is_seen():
    planted = [path("hidden/", lambda request: None, name="hidden")]

    assert [route.verb for route in _walk(planted)] == [None]

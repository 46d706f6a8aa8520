"""The finder: what stands on its shelf, and when it looks anew."""

from __future__ import annotations

import socket
import stat

import pytest

from hearthside.cli.finder import doorbell, serving
from hearthside.cli.finder.serving import Finder
from hearthside.guide import cards
from tests.guide.scene import put

pytestmark = pytest.mark.django_db
WISHES = {
    "audiences": ["everyone"],
    "kinds": [],
    "language": "",
    "without": [],
    "calm": False,
}


def found(house: Finder, question: str, **wishes: object) -> list[int]:
    asked = {"do": "find", "question": question, "most": 10, **WISHES, **wishes}
    return [row[0] for row in house._say(asked)["hits"]]


def test_a_slip_of_the_finger_is_forgiven():
    tea = put("tea", "Chamomile before bed.")

    assert found(Finder(None), "chamomille") == [tea.pk]


def test_a_card_put_in_or_taken_out_is_so_at_the_next_question():
    house = Finder(None)
    tea = put("tea", "Chamomile before bed.")
    assert found(house, "chamomile") == [tea.pk]

    cards.remove_cards("strategy", "tea")

    assert found(house, "chamomile") == []


def test_a_large_shelf_is_not_built_while_somebody_waits(monkeypatch):
    monkeypatch.setattr(serving, "LARGE", 0)
    put("tea", "Chamomile before bed.")
    house = Finder(None)
    put("milk", "Chamomile and milk.")

    said = house._say({"do": "find", "question": "chamomile", "most": 5, **WISHES})

    assert len(said["hits"]) == 1
    assert said["generation"] < cards.generation()
    house._do_some_work()
    assert len(found(house, "chamomile")) == 2


@pytest.mark.parametrize(
    ("wish", "many"),
    [
        ({}, 1),
        ({"audiences": ["everyone", "group:g1"]}, 2),
        ({"kinds": ["story"]}, 0),
        ({"language": "cy"}, 0),
        ({"calm": True}, 0),
        ({"without": ["grief"]}, 0),
        ({"without": ["loss"]}, 1),
    ],
)
def test_what_may_not_be_seen_or_is_not_wanted_is_away_before_ranking(wish, many):
    put("tea", "Chamomile.", notes=frozenset({"grief"}))
    put("ours", "Chamomile.", audiences=frozenset({"group:g1"}))

    assert len(found(Finder(None), "chamomile", **wish)) == many


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[1]\n",
        b"x\n",
        b'{"do": "find"}\n',
        b'{"do": "answer"}\n',
        b"\xff\n",
    ],
)
def test_an_odd_question_is_answered_with_a_no_and_it_lives_on(raw):
    house = Finder(None)
    here, there = socket.socketpair()
    with here, there:
        here.sendall(raw)
        here.shutdown(socket.SHUT_WR)

        house._answer(there)

    assert found(house, "chamomile") == []


def test_only_this_account_may_knock(tmp_path):
    where = tmp_path / "finder.sock"
    where.write_text("left behind")

    door = doorbell.listen(where)

    with door:
        assert stat.S_IMODE(where.stat().st_mode) == 0o600

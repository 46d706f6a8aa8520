from __future__ import annotations

import json
import socket
import threading

import pytest

from hearthside.guide import finder
from hearthside.guide.finder import Hit, Quoted
from hearthside.guide.reader import Reader

pytestmark = pytest.mark.engine


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """Somebody who answers one question at the finder's place, with these bytes."""
    where = tmp_path / "finder.sock"
    monkeypatch.setattr(finder, "address", lambda: where)
    doors = []

    def answering(said: bytes) -> list[dict[str, object]]:
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        door.bind(str(where))
        door.listen()
        doors.append(door)
        heard: list[dict[str, object]] = []

        def once() -> None:
            line, _ = door.accept()
            with line, line.makefile("rb") as words:
                heard.append(json.loads(words.readline()))
                line.sendall(said)

        threading.Thread(target=once, daemon=True).start()
        return heard

    yield answering
    for door in doors:
        door.close()


def test_it_is_asked_who_looks_as_keys_and_never_who(beside):
    heard = beside(b'{"hits": [[7, 3, 1, 0.5, 0.25]], "generation": 4}\n')

    found = finder.find("tea", Reader(frozenset({"everyone", "group:g"})), most=5)

    assert found is not None
    assert found.hits == (Hit(7, 3, 1, 0.5, 0.25),)
    assert heard == [
        {
            "do": "find", "question": "tea", "most": 5, "audiences": ["everyone", "group:g"],
            "kinds": [], "language": "", "without": [], "calm": False,
        }
    ]  # fmt: skip


def test_quotes_come_as_places_in_a_copy(beside):
    beside(b'{"quotes": [[7, 3, [0, 1]]]}\n')

    told = finder.answer("tea", Reader())

    assert told is not None
    assert told.quotes == (Quoted(7, 3, (0, 1)),)


@pytest.mark.parametrize(
    "said",
    [b"", b"\n", b"{}\n", b"[]\n", b"nonsense\n", b'{"no": "so"}\n', b'{"hits": 4}\n',
     b'{"hits": [[1]], "generation": 1}\n', b'{"hits": []}\n', b"\xff\xfe\n"],
)  # fmt: skip
def test_an_answer_that_is_none_is_no_answer(beside, said):
    beside(said)

    assert finder.find("tea", Reader(), most=5) is None


def test_nobody_there_is_no_answer_and_waking_waits_for_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(finder, "address", lambda: tmp_path / "finder.sock")

    finder.wake()

    assert finder.find("tea", Reader(), most=5) is None
    assert finder.answer("tea", Reader()) is None
    assert finder.is_listening() is False


def test_a_path_no_system_takes_is_no_answer(tmp_path, monkeypatch):
    monkeypatch.setattr(finder, "address", lambda: tmp_path / ("x" * 200))

    assert finder.find("tea", Reader(), most=5) is None

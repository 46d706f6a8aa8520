from __future__ import annotations

import json
from argparse import Namespace

import pytest

from hearthside.cli import serve
from hearthside.guide import finder

NOTHING_LEFT_AWAY = {"no_jobs": False, "no_live": False, "no_finder": False}


@pytest.fixture
def started(monkeypatch, settings):
    """What the keeper would be told to hold, without becoming it."""
    told = []
    monkeypatch.setattr(serve, "prepare", lambda: 0)
    monkeypatch.setattr(
        serve.os, "execv", lambda _path, words: told.append(json.loads(words[3]))
    )

    def run(**wanted):
        serve.run(Namespace(**NOTHING_LEFT_AWAY | wanted))
        return told[-1]

    return run


def test_one_command_holds_pages_streams_finder_and_the_clock(started):
    held = started()

    assert list(held) == ["pages", "live", "finder", "clock"]
    assert held["live"][1:] == ["-m", "hearthside.live"]
    assert held["finder"][1:] == ["-m", serve.DOORBELL, str(finder.address())]


def test_streams_and_the_clock_may_run_elsewhere_and_the_finder_nowhere(started):
    assert list(started(no_live=True)) == ["pages", "finder", "clock"]
    assert list(started(no_jobs=True, no_live=True)) == ["pages", "finder"]
    assert list(started(no_finder=True)) == ["pages", "live", "clock"]

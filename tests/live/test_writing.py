from __future__ import annotations

import asyncio

import pytest

from hearthside.engines import sealing
from hearthside.live import ledger, writing
from hearthside.live.ledger import Batch, Frank, Gone, Post
from hearthside.live.store import Clash, Trouble
from hearthside.live.writing import CannotWrite, Writer

A_WORD = Post(1, "seat", 1, b"m", 0, b"c", b"o", b"b")


@pytest.mark.parametrize(
    "fault", [Trouble("OperationalError"), Clash(), sealing.CannotOpen(), ValueError()]
)
def test_a_fault_nobody_foresaw_is_answered_and_the_next_word_is_kept(
    fault, monkeypatch, caplog
):
    outcomes = [fault, Batch([Gone()])]

    def keep(*_store, **_more):
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def two_words():
        writer = Writer(
            lambda: None,
            loop=asyncio.get_running_loop(),
            secrets=(),
            seen=lambda: 0,
            hand_on=lambda rows: None,
            said=lambda newest: None,
        )
        writer.start()
        with pytest.raises(CannotWrite):
            await asyncio.wait_for(writer.keep(A_WORD), 5)
        return await asyncio.wait_for(writer.keep(A_WORD), 5)

    monkeypatch.setattr(ledger, "keep", keep)
    monkeypatch.setattr(writing.Writer, "_key", lambda *_: Frank(1, b"k"))

    assert asyncio.run(two_words()) == Gone()
    assert [record.message for record in caplog.records] == ["words not kept"]

"""The load: words that are due whatever the server does, and words as many as it takes."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from bench.circles.cost import processor_s
from bench.circles.ledger import Ledger, Said
from bench.circles.server import Server

Found = dict[str, Any]
DRAIN_S = 10.0


class Meter:
    """What server and load used since it was made."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._used, self._mine = processor_s(server.roots), time.process_time()
        self._began = time.perf_counter()

    def read(self, words: int) -> Found:
        """Return the costs; words -- how many were whole meanwhile."""
        took = time.perf_counter() - self._began
        used = processor_s(self._server.roots) - self._used
        return {
            "cpu_ms_a_post": round(used / max(1, words) * 1000, 4),
            "posts_a_core_second": round(words / max(0.01, used), 1),
            "load_busy": round((time.process_time() - self._mine) / took, 2),
        }


async def steady(server: Server, ledger: Ledger, rate: float, seconds: float) -> Found:
    """Return what became of words at a fixed rate; each waits from when it was due."""
    first, count = len(ledger.words), int(rate * seconds)
    meter, began = Meter(server), time.perf_counter() + 0.05
    tasks, late = [], []
    for number in range(count):
        due = began + number / rate
        wait = due - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        late.append(time.perf_counter() - due)
        circle = ledger.random.randrange(ledger.circles)
        tasks.append(asyncio.ensure_future(_say(server, ledger, circle, due)))
    await _drained(ledger, first, count)
    whole = [word.done - word.due for word in ledger.words[first:] if word.done]
    costs = meter.read(len(whole))
    return {
        "rate": rate,
        "posts": count,
        "whole": len(whole),
        "last_ms": _quantiles(whole),
        "load_late_ms_p99": _quantiles(late).get("p99"),
        "faults": await _ended(tasks),
        **costs,
    }


async def saturate(
    server: Server, ledger: Ledger, seconds: float, at_once: int
) -> Found:
    """Return how much it takes when so many words are always under way.

    at_once -- over all circles; the next goes when the last of the others has one.
    """
    first, is_over, faults = len(ledger.words), False, 0
    tasks: set[asyncio.Task[bool]] = set()

    def go(circle: int) -> None:
        if is_over:
            return
        now = time.perf_counter()
        task = asyncio.ensure_future(_say(server, ledger, circle, now))
        tasks.add(task)
        task.add_done_callback(ended)

    def ended(task: asyncio.Task[bool]) -> None:
        nonlocal faults
        tasks.discard(task)
        faults += task.cancelled() or task.result()

    ledger.on_done = go
    for number in range(at_once):
        go(number % ledger.circles)
    await asyncio.sleep(1.0)
    meter, began = Meter(server), time.perf_counter()
    await asyncio.sleep(seconds)
    now = time.perf_counter()
    whole = sum(began <= word.done <= now for word in ledger.words[first:])
    costs = meter.read(whole)
    is_over, ledger.on_done = True, None
    await _drained(ledger, first, 0)
    await _ended(list(tasks))
    return {"posts_a_second": round(whole / (now - began), 1), "faults": faults} | costs


async def killed(server: Server, ledger: Ledger, seconds: float) -> int:
    """Kill it under load; return how many words that somebody knew of are gone.

    Known is what was acknowledged to its sender, or reached anybody.
    """
    tasks = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        circle = ledger.random.randrange(ledger.circles)
        tasks.append(
            asyncio.ensure_future(_say(server, ledger, circle, time.perf_counter()))
        )
        await asyncio.sleep(0.002)
    server.kill()
    await asyncio.sleep(0.2)
    await _ended(tasks)
    known = [word.shown for word in ledger.words if word.acked or word.seen]
    stored = server.stored()
    return sum(stored.get(shown, 0) != 1 for shown in known)


async def _say(server: Server, ledger: Ledger, circle: int, due: float) -> bool:
    """Post as somebody there; return whether it failed."""
    member = ledger.random.randrange(ledger.members)
    try:
        await server.say(ledger, circle, member, due)
    except (OSError, RuntimeError):
        # A server that is killed, or has too much to do. What it kept is asked elsewhere.
        return True
    return False


async def _drained(ledger: Ledger, first: int, count: int) -> None:
    """Wait until every word since `first`, and there are `count`, is whole; not for ever."""
    end = time.perf_counter() + DRAIN_S
    while time.perf_counter() < end:
        words: list[Said] = ledger.words[first:]
        if len(words) >= count and all(word.done for word in words):
            return
        await asyncio.sleep(0.02)


async def _ended(tasks: list[asyncio.Task[bool]]) -> int:
    """Return how many posts failed, or were still not answered."""
    if not tasks:
        return 0
    done, waiting = await asyncio.wait(tasks, timeout=5)
    for one in waiting:
        one.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    return len(waiting) + sum(one.result() for one in done)


def _quantiles(waits: list[float]) -> dict[str, float]:
    waits = sorted(waits)
    if not waits:
        return {}
    at = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    return {
        name: round(waits[min(len(waits) - 1, int(q * len(waits)))] * 1000, 1)
        for name, q in at.items()
    }

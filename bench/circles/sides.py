"""The servers side by side: one round of one of them, and how its cost keeps over shapes."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.circles import cost, load
from bench.circles.floor import Floor
from bench.circles.ledger import Ledger
from bench.circles.ours import Ours
from bench.circles.server import Server

Found = dict[str, Any]
# Over all circles, whatever their size, so that shapes compare.
AT_ONCE = 100
# People in a circle, and how many of those: about as many log-ins each time.
SHAPES = ((3, 20), (12, 5), (40, 2))
SIZES = (100, 400, 4000)


async def one_round(
    servers: Sequence[Server], size: int, rates: Sequence[float], seconds: float
) -> list[Found]:
    """Return everything about each server: memory, waits, costs, and what a kill left.

    They take turns for each figure, so that whatever disturbs the machine meets all.
    """
    ledgers = [Ledger(one.circles, one.members, size) for one in servers]
    both = list(zip(servers, ledgers, strict=True))
    found: list[Found] = []
    try:
        for server, ledger in both:
            found.append({"name": server.name})
            server.launch()
            await server.start()
            found[-1] |= await _memory(server, ledger)
            await load.steady(server, ledger, 20, 2)
        disk = [_on_disk(*one) for one in both]
        for one in found:
            one |= {"before": cost.disturbed(servers[0].folder.parent), "steady": []}
        for rate in rates:
            for (server, ledger), one in zip(both, found, strict=True):
                one["steady"].append(await load.steady(server, ledger, rate, seconds))
        for (server, ledger), one in zip(both, found, strict=True):
            one["full"] = await load.saturate(server, ledger, seconds, AT_ONCE)
        await asyncio.sleep(1)
        for (server, ledger), one, (bytes_, words) in zip(
            both, found, disk, strict=True
        ):
            grown = _on_disk(server, ledger)
            one["disk_a_post"] = round((grown[0] - bytes_) / max(1, grown[1] - words))
            one["posts"] = len(ledger.words)
            one |= ledger.verdict()
            one["gone"] = await load.killed(server, ledger, 1.5)
    finally:
        for server in servers:
            server.stop()
    return found


def _on_disk(server: Server, ledger: Ledger) -> tuple[int, int]:
    return cost.disk_bytes(server.folder), len(ledger.words)


async def _memory(server: Server, ledger: Ledger) -> Found:
    """Return MiB idle, and by how much a thousand who listen make it grow.

    lines_mib_a_1000 -- what one more listener costs, once the first circle is there: what
    any first visit wakes in the house is left out.
    """
    await asyncio.sleep(2)
    idle = cost.memory_mib(server.roots)
    await server.connect(ledger, range(1))
    await asyncio.sleep(1)
    first = cost.memory_mib(server.roots)
    await server.connect(ledger, range(1, server.circles))
    await asyncio.sleep(2)
    live = cost.memory_mib(server.roots)
    everybody = server.circles * server.members
    others = max(1, everybody - server.members)
    return {
        "idle_mib": round(idle, 1),
        "mib_a_1000": round((live - idle) / everybody * 1000, 1),
        "lines_mib_a_1000": round((live - first) / others * 1000, 1),
    }


async def shapes(folder: Path, port: int, seconds: float) -> list[Found]:
    """Return what a post costs ours and the floor, in circles and words of other sizes.

    They take turns for each size, so that whatever disturbs the machine meets both.
    """
    found = []
    for members, circles in SHAPES:
        ours = Ours(folder, port, circles, members)
        floor = Floor(folder, port + 10, circles, members)
        for one in (ours, floor):
            one.build()
            one.launch()
        ledgers = {one.name: Ledger(circles, members, 0) for one in (ours, floor)}
        try:
            for one in (ours, floor):
                await one.start()
                await one.connect(ledgers[one.name], range(circles))
            for size in SIZES:
                found.append(await _shape([ours, floor], ledgers, size, seconds))
                print(json.dumps(found[-1]), file=sys.stderr, flush=True)
        finally:
            ours.stop()
            floor.stop()
    return found


async def _shape(
    servers: list[Server], ledgers: dict[str, Ledger], size: int, seconds: float
) -> Found:
    found: Found = {"members": servers[0].members, "size": size}
    for one in servers:
        ledger = ledgers[one.name]
        ledger.size = size
        full = await load.saturate(one, ledger, seconds, AT_ONCE)
        found[one.name] = full | ledger.verdict()
    found["ratio"] = round(
        found["ours"]["cpu_ms_a_post"] / found["floor"]["cpu_ms_a_post"], 2
    )
    return found

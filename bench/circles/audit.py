"""Was each word on the disk before anybody knew of it? What the system calls say (strace).

The whole house is looked at. For each word three things are found: when a write that holds
its sealed bytes returned, when a wait for the disk on that very file returned, and when the
first byte about it left: the answer to its sender or the event to anybody else.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.circles.ledger import Ledger, letters
from bench.circles.ours import Ours, framed

WRITES = frozenset({"write", "pwrite64", "writev", "pwritev", "sendto", "sendmsg"})
SYNCS = frozenset({"fsync", "fdatasync"})
SOUND = "written, synced, sent"
_LINE = re.compile(r"^(\d+) +(.*)$")
_CALL = re.compile(r"^(\w+)\((\d+)<(.*?)>[,)]")
_RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HEX = re.compile(r"\\x([0-9a-f]{2})")
# Told not to wait for the disk: a house that must be caught.
CARELESS = """
import sqlite3
connect = sqlite3.connect
class Careless(sqlite3.Connection):
    def execute(self, said, *values):
        return super().execute(said.replace("=FULL", "=OFF"), *values)
sqlite3.connect = lambda *a, **k: connect(*a, factory=Careless, **k)
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. where -- the file; empty for a line to somebody."""

    kind: str
    where: str
    inside: bytes


def events(lines: list[str]) -> Iterator[Event]:
    """Return writes and waits when they returned, and what was sent when it was begun."""
    begun: dict[str, str] = {}
    for line in lines:
        if not (parts := _LINE.match(line)):
            continue
        pid, said = parts.groups()
        if resumed := _RESUMED.match(said):
            call = begun.pop(pid, "") + resumed[2]
            is_begun, is_done = False, True
        else:
            call, is_begun = said, True
            is_done = not said.endswith("<unfinished ...>")
            if not is_done:
                begun[pid] = said.removesuffix("<unfinished ...>").rstrip()
        yield from _of(call, is_begun=is_begun, is_done=is_done)


def _of(call: str, *, is_begun: bool, is_done: bool) -> Iterator[Event]:
    found = _CALL.match(call)
    if found is None or " = -1 " in call:
        return
    name, where = found[1], _plain(found[3])
    is_file = where.startswith("/") and not where.startswith(("/dev/", "/proc/"))
    if name in SYNCS and is_done:
        yield Event("synced", where, b"")
    elif name in WRITES and is_file and is_done:
        yield Event("written", where, _inside(call))
    elif name in WRITES and "TCP" in where and is_begun:
        yield Event("sent", "", _inside(call))


def _plain(where: str) -> str:
    """Return a path that strace wrote as it writes all bytes."""
    return _HEX.sub(lambda found: chr(int(found[1], 16)), where)


def _inside(call: str) -> bytes:
    said = "".join(_BYTES.findall(call)).replace("\\x", "")
    return bytes.fromhex(said)


def judge(happened: list[Event], sealed: bytes, answer: bytes) -> str:
    """Return what became of one word, in the order it happened.

    sealed -- its bytes. answer -- what its sender was answered, which is about it alone.
    """
    shapes = [*_middles(sealed), answer]
    files: set[str] = set()
    is_synced = False
    for one in happened:
        if one.kind == "written" and sealed in one.inside:
            files.add(one.where)
        elif one.kind == "synced" and one.where in files:
            is_synced = True
        elif one.kind == "sent" and any(shape in one.inside for shape in shapes):
            if is_synced:
                return SOUND
            return "written, not synced, sent" if files else "sent, not written"
    return "never sent"


def _middles(raw: bytes) -> list[bytes]:
    """Return how bytes look in base64url, wherever in a word they begin."""
    return [letters(raw[at:][: (len(raw) - at) // 3 * 3]) for at in range(3)]


async def _posts(house: Ours, trace: Path, count: int) -> dict[str, int]:
    house.before = [
        *("strace", "-f", "-qq", "-yy", "-xx", "-s", "20000", "-e", "signal=none"),
        *("--seccomp-bpf", "-o", str(trace)),
        *("-e", "trace=" + ",".join(sorted(WRITES | SYNCS))),
    ]
    house.launch()
    posted = []
    try:
        await house.start()
        ledger = Ledger(1, house.members, 0)
        await house.connect(ledger, range(1))
        for _ in range(count):
            sealed = os.urandom(48)
            frame = framed(house.sessions[0, 0][2], sealed)
            word = ledger.new(0, 0, 0.0, letters(frame))
            posted.append((sealed, await house.post(0, 0, frame)))
            async with asyncio.timeout(20):
                while not word.done:
                    await asyncio.sleep(0.01)
    finally:
        house.stop()
    happened = list(events(trace.read_text(errors="replace").splitlines()))
    return Counter(judge(happened, sealed, said) for sealed, said in posted)


async def audit(folder: Path, port: int, count: int = 20) -> dict[str, Any]:
    """Return what was found of a sound house, and of one in which a mistake is planted."""
    if shutil.which("strace") is None:
        return {"skipped": "there is no strace"}
    house = Ours(folder, port, 2, 12)
    house.build()
    trace, planted = folder / "trace", folder / "planted"
    planted.mkdir(exist_ok=True)
    (planted / "sitecustomize.py").write_text(CARELESS)
    found: dict[str, Any] = {"sound": await _posts(house, trace, count)}
    house.planted = str(planted)
    found["planted"] = await _posts(house, trace, count)
    trace.unlink()
    found["is_sound"] = set(found["sound"]) == {SOUND}
    found["is_caught"] = set(found["planted"]) == {"written, not synced, sent"}
    return found

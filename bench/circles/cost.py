"""What a server costs: processor, memory and disk of every process it started."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def family(roots: Iterable[int]) -> list[int]:
    """Return these processes and all below them."""
    below: dict[int, list[int]] = {}
    for one in Path("/proc").iterdir():
        if one.name.isdigit() and (fields := _fields(int(one.name))):
            below.setdefault(int(fields[1]), []).append(int(one.name))
    found, todo = [], list(roots)
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += below.get(pid, [])
    return found


def _fields(pid: int) -> list[str]:
    """Return what proc(5) calls stat, from its third field on; nothing for who is gone."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return said[said.rindex(")") + 2 :].split()


def processor_s(roots: Iterable[int]) -> float:
    """Return the seconds of processor these and all below them used, and their dead."""
    used = 0
    for pid in family(roots):
        used += sum(int(x) for x in _fields(pid)[11:15])
    return used / TICK


def memory_mib(roots: Iterable[int]) -> float:
    """Return their memory, what they share counted once (PSS)."""
    total = 0
    for pid in family(roots):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(x.split()[1]) for x in lines if x.startswith("Pss:"))
    return total / 1024


def disk_bytes(folder: Path) -> int:
    """Return what a folder holds on the disk."""
    return sum(p.stat().st_blocks * 512 for p in folder.rglob("*") if p.is_file())


def disturbed(folder: Path) -> dict[str, float]:
    """Return how disturbed the machine is.

    fdatasync_ms -- one small write to the disk. load -- processes that want a core.
    core_wait -- how much longer than its own processor time a busy loop takes.
    """
    times = []
    handle = os.open(folder / ".probe", os.O_CREAT | os.O_WRONLY)
    for number in range(30):
        began = time.perf_counter()
        os.pwrite(handle, b"x" * 4096, number % 8 * 4096)
        os.fdatasync(handle)
        times.append((time.perf_counter() - began) * 1000)
    os.close(handle)
    (folder / ".probe").unlink()
    times.sort()
    wall, mine = time.perf_counter(), time.process_time()
    while time.process_time() - mine < 0.06:
        pass
    waited = (time.perf_counter() - wall) / (time.process_time() - mine)
    return {
        "fdatasync_ms": round(times[15], 2),
        "load": round(os.getloadavg()[0], 1),
        "core_wait": round(waited, 2),
    }

"""Reading system calls: was each word written, on the disk, and only then sent?"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Final

CALLS: Final = "trace=openat,write,pwrite64,writev,fsync,fdatasync,sendto,sendmsg,close"
_CALL: Final = re.compile(r"^(\d+)\s+[\d.]+ (\w+)\((.*)$")
_RESUMED: Final = re.compile(r"^(\d+)\s+[\d.]+ <\.\.\. (\w+) resumed>")
_STARTED: Final = re.compile(r"^(\d+)\s+[\d.]+ (\w+)\(.*<unfinished \.\.\.>$")
_BYTES: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def read(trace: Path, marks: list[bytes]) -> list[str]:
    """Return for each mark what happened to it, in the order it happened.

    marks -- in the order they were posted to a new circle. Sent is whatever came first: the
    answer to its sender, or the event to anybody else.
    """
    lines = trace.read_text(errors="replace").splitlines()
    written, synced, sent = {}, [], {}
    for number, line in enumerate(lines):
        call = _CALL.match(line)
        if done := _sync_done(line):
            synced.append((number, done))
        if call is None:
            continue
        _pid, name, rest = call.groups()
        inside = b"".join(
            bytes.fromhex(found.replace("\\x", "")) for found in _BYTES.findall(rest)
        )
        if name in {"write", "pwrite64", "writev"}:
            for mark in marks:
                if mark in inside:
                    written.setdefault(mark, number)
        if name in {"write", "writev", "sendto", "sendmsg"}:
            for place, mark in enumerate(marks, 1):
                # Its number in the circle stands in the answer and in the event.
                shapes = [*_as_sent(mark), b'"seq":%d,"epoch":' % place]
                if any(shape in inside for shape in shapes):
                    sent.setdefault(mark, number)
    return [_said(written.get(one), synced, sent.get(one)) for one in marks]


def _sync_done(line: str) -> bool:
    """Return whether this line ends a wait for the disk."""
    if resumed := _RESUMED.match(line):
        return resumed[2] in {"fsync", "fdatasync"}
    call = _CALL.match(line)
    return bool(call and call[2] in {"fsync", "fdatasync"} and not _STARTED.match(line))


def _as_sent(mark: bytes) -> list[bytes]:
    """Return how the middle of a mark looks in base64url, wherever it begins in a word."""
    shapes = []
    for shift in range(3):
        inner = mark[shift:]
        inner = inner[: len(inner) // 3 * 3]
        shapes.append(base64.urlsafe_b64encode(inner))
    return shapes


def _said(written: int | None, synced: list[tuple[int, bool]], sent: int | None) -> str:
    if written is None or sent is None:
        return "not seen"
    if sent < written:
        return "sent, then written"
    between = any(written < number < sent for number, _ in synced)
    return "written, synced, sent" if between else "written, not synced, sent"

"""A file that remembers which numbers were let out, and of whom, one line each release.

Lines are only ever added. Each holds the SHA-256 of the one before, so that a line taken out
or changed is seen. Study codes stand in it only under a key of the log's own, so that it can
be compared with a new release and with nothing else.
Numbers of one kind (the same score, the same question) are laid beside each other; those of
different kinds cannot be added or taken away.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hearthside.engines.disclosure.releases import PUBLIC, Release, why_not_release
from hearthside.engines.strict_json import NotReadable, read_json

FORMAT: Final = 1
SHORTEST_KEY: Final = 16
_CODE: Final = 24

Kinds = Mapping[str, tuple[frozenset[str], ...]]


class NotALog(Exception):
    """A file is no whole log of releases. why -- one sentence, fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Log:
    """Every release so far.

    key -- under which codes stand here. entries -- name, mark of what was let out, and sets
    of codes (already under the key) by kind. last -- SHA-256 of the last line.
    """

    key: bytes
    entries: tuple[tuple[str, str, Kinds], ...]
    last: str

    def coded(self, kinds: Kinds) -> Kinds:
        """Return the same sets under the key of this log."""
        return {
            kind: tuple(frozenset(self._code(one) for one in people) for people in sets)
            for kind, sets in kinds.items()
        }

    def _code(self, code: str) -> str:
        return hmac.new(self.key, code.encode(), hashlib.sha256).hexdigest()[:_CODE]

    def holds(self, mark: str) -> bool:
        """Return whether exactly this was let out before."""
        return any(one == mark for _, one, _ in self.entries)

    def why_not(self, kinds: Kinds, *, fewest: int = PUBLIC) -> str:
        """Return why numbers of these people may not be let out; "" where they may.

        kinds -- the codes of whom each number is, as the study has them.
        """
        for kind, sets in self.coded(kinds).items():
            before = [
                Release(name, old[kind]) for name, _, old in self.entries if kind in old
            ]
            if why := why_not_release(Release(kind, sets), before, fewest=fewest):
                return f"{kind}: {why}"
        return ""


def first_line(key: bytes) -> str:
    """Return the line a new log begins with.

    key -- at least 16 bytes by chance.
    """
    if len(key) < SHORTEST_KEY:
        raise ValueError("A key is 16 bytes or more.")
    return _line({"format": FORMAT, "key": key.hex()})


def next_line(log: Log, *, name: str, mark: str, kinds: Kinds) -> str:
    """Return the line that remembers one more release.

    mark -- the SHA-256 of what was let out.
    """
    sets = {
        kind: [sorted(people) for people in several]
        for kind, several in log.coded(kinds).items()
    }
    return _line({"before": log.last, "name": name, "mark": mark, "of": sets})


def read_log(raw: bytes) -> Log:
    """Return the log a file holds.

    Raises NotALog: cut short, changed, or no log at all.
    """
    lines = raw.decode("utf-8", errors="replace").split("\n")
    if lines[-1]:
        raise NotALog(
            "The log of releases ends in the middle of a line. Take a copy that is whole."
        )
    key, last = _first(lines[0]), _hash(lines[0])
    entries = []
    for number, line in enumerate(lines[1:-1], 2):
        found = _read(line, number)
        if found.get("before") != last:
            raise NotALog(
                f"Line {number} of the log of releases does not follow the one before it: "
                "a line was changed or taken out. Take a copy that is whole."
            )
        entries.append(_entry(found, number))
        last = _hash(line)
    return Log(key, tuple(entries), last)


def _first(line: str) -> bytes:
    found = _read(line, 1)
    if found.get("format") != FORMAT:
        raise NotALog(f"This is no log of releases of format {FORMAT}.")
    try:
        key = bytes.fromhex(str(found.get("key")))
    except ValueError:
        key = b""
    if len(key) < SHORTEST_KEY:
        raise NotALog("Line 1 of the log of releases has no key.")
    return key


def _entry(found: Mapping[str, Any], number: int) -> tuple[str, str, Kinds]:
    name, mark, of = found.get("name"), found.get("mark"), found.get("of")
    if (
        not isinstance(name, str)
        or not isinstance(mark, str)
        or not isinstance(of, dict)
    ):
        raise NotALog(f"Line {number} of the log of releases lacks something.")
    kinds = {}
    for kind, sets in of.items():
        if not isinstance(sets, list) or not all(isinstance(one, list) for one in sets):
            raise NotALog(f"Line {number} of the log of releases lacks something.")
        kinds[kind] = tuple(frozenset(map(str, one)) for one in sets)
    return name, mark, kinds


def _read(line: str, number: int) -> dict[str, Any]:
    try:
        found = read_json(line.encode())
    except NotReadable:
        found = None
    if not isinstance(found, dict):
        raise NotALog(f"Line {number} of the log of releases cannot be read.")
    return found


def _line(found: Mapping[str, Sequence[Any] | Any]) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()

"""Having a report built by a process of its own, which can be stopped and leaves nothing behind.

numpy and scipy take a hundred megabytes: they go with that process, and a fit that never ends
holds up nobody's letters.
"""

from __future__ import annotations

import base64
import json
import subprocess  # nosec B404 - our own module, run by our own interpreter
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from hearthside.engines.disclosure.log import Kinds
from hearthside.engines.reporting.frozen import ABOUT, DATASET, ITEMS, QUOTES

CHILD: Final = "hearthside.engines.reporting.child"
SOURCES: Final = Path(__file__).resolve().parents[3]
SECONDS: Final = 60 * 60
# What is told of one outcome, and once: so whoever waits can be shown how far it is.
PARTS_OF_AN_OUTCOME: Final = 7
PAPERS: Final = 2

# Hears that one more part is begun; answers False when it should stop.
Tell = Callable[[str], bool]


class CannotBuild(Exception):
    """No report came out. why -- one sentence, fit to be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class BuilderBroke(Exception):
    """The process ended without an answer: a fault, and no word of what was in it."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report. files -- by name. kinds -- of whom its numbers are, as the study has them."""

    files: Mapping[str, bytes]
    kinds: Kinds


def how_many_parts(outcomes: int) -> int:
    """Return how many parts are told of at most, for a plan of so many outcomes."""
    return outcomes * PARTS_OF_AN_OUTCOME + PAPERS


def build_apart(
    plan: bytes,
    frozen: Mapping[str, bytes],
    *,
    before: Mapping[str, str] | None,
    tell: Tell,
    child: str = CHILD,
    seconds: int = SECONDS,
) -> Made | None:
    """Return the report of a frozen dataset, or None when `tell` said stop.

    frozen -- its files by name. before -- numbers of the report it takes the place of.

    Raises CannotBuild; BuilderBroke.
    """
    order = {
        "plan": plan.decode(),
        "dataset": frozen[DATASET].decode(),
        "items": frozen[ITEMS].decode(),
        "about": frozen[ABOUT].decode(),
        "quotes": frozen[QUOTES].decode() if QUOTES in frozen else None,
        "before": None if before is None else dict(before),
    }
    # It gets no variable of ours: no key, no address of a database.
    with subprocess.Popen(  # noqa: S603  # nosec B603
        [sys.executable, "-m", child],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(SOURCES)},
        text=True,
    ) as running:
        patience = threading.Timer(seconds, running.kill)
        patience.start()
        try:
            said = _hear(running, json.dumps(order), tell)
        finally:
            patience.cancel()
            running.kill()
    if said is None:
        return None
    if "cannot" in said:
        raise CannotBuild(said["cannot"])
    if "files" not in said:
        raise BuilderBroke(f"it ended with {running.returncode}")
    files = {name: base64.b64decode(raw) for name, raw in said["files"].items()}
    kinds = {
        kind: tuple(frozenset(one) for one in sets)
        for kind, sets in said["kinds"].items()
    }
    return Made(files, kinds)


def _hear(
    running: subprocess.Popen[str], order: str, tell: Tell
) -> dict[str, Any] | None:
    sent, heard = running.stdin, running.stdout
    if sent is None or heard is None:
        raise BuilderBroke("it has no pipes")
    with suppress(BrokenPipeError):
        # One that ended before it read everything is told apart by its silence.
        sent.write(order)
        sent.close()
    said: dict[str, Any] = {}
    for line in heard:
        said = json.loads(line)
        if "tell" in said and not tell(said["tell"]):
            return None
    return {} if "tell" in said else said

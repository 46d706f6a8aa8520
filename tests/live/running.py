"""A live process really running over the tables of the test, and devices that speak to it."""

from __future__ import annotations

import base64
import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from hearthside.circles import tickets
from tests.cast import signed_in

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def raw(said: str) -> bytes:
    return base64.urlsafe_b64decode(said + "=" * (-len(said) % 4))


@dataclass
class Live:
    """One live process."""

    folder: Path
    port: int
    more: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    command: tuple[str, ...] = ()
    ears: list[Ear] = field(default_factory=list)

    def start(self) -> None:
        database = connection.settings_dict
        more = dict(self.more)
        if connection.vendor == "postgresql":
            host = database["HOST"] or "127.0.0.1"
            at = f"{host}:{database['PORT'] or 5432}"
            who = database["USER"] + (
                f":{database['PASSWORD']}" if database["PASSWORD"] else ""
            )
            more["HEARTHSIDE_DATABASE_URL"] = (
                f"postgresql://{who}@{at}/{database['NAME']}"
            )
        else:
            place = self.folder / "hearthside.sqlite3"
            if not place.is_symlink():
                place.symlink_to(Path(database["NAME"]).resolve())
        kept = {k: v for k, v in os.environ.items() if not k.startswith("HEARTHSIDE_")}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*self.command, sys.executable, "-m", "hearthside.live"],
                cwd=ROOT,
                env={
                    **kept,
                    "PYTHONPATH": str(ROOT / "src"),
                    "HEARTHSIDE_DATA_DIR": str(self.folder),
                    "HEARTHSIDE_LIVE_PORT": str(self.port),
                    **more,
                },
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                if self.ask("GET", "/live/health")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(self.log())

    def kill(self) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        for ear in self.ears:
            ear.close()
        if self.process is not None and self.process.poll() is None:
            # Whoever looks on from outside leaves it running when told to go.
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def log(self) -> str:
        return (self.folder / "log").read_text()

    def ask(
        self, method: str, path: str, *, body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, Any]]:
        there = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            there.request(method, path, body=body or None, headers=named)
            answer = there.getresponse()
            said = answer.read()
            return answer.status, json.loads(said) if said else {}
        finally:
            there.close()


@dataclass
class Device:
    """Somebody's browser with a session at a live process."""

    live: Live
    circle: Any
    browser: Any
    session: str = ""
    epoch: int = 0

    def sign(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.session}"}

    def post(
        self,
        body: bytes,
        *,
        once: bytes = b"",
        circle: str = "",
        at: Live | None = None,
    ) -> tuple[int, dict[str, Any]]:
        return (at or self.live).ask(
            "POST",
            f"/live/circles/{circle or self.circle.public_id}/words",
            body=body,
            Idempotency_Key=letters(once or os.urandom(16)),
            **self.sign(),
        )

    def listen(self, last: str = "", at: Live | None = None) -> Ear:
        return Ear(at or self.live, self.session, last)

    def end(self) -> None:
        self.live.ask("DELETE", "/live/session", **self.sign())


@dataclass
class Ear:
    """One open stream; events as they come, each with its number, name and words."""

    live: Live
    session: str
    last: str
    events: queue.Queue[Any] = field(default_factory=queue.Queue)
    status: int = 0

    def __post_init__(self) -> None:
        self._there = http.client.HTTPConnection(
            "127.0.0.1", self.live.port, timeout=60
        )
        sign = {"Authorization": f"Bearer {self.session}"}
        more = {"Last-Event-ID": self.last} if self.last else {}
        self._there.request("GET", "/live/events", headers=sign | more)
        self._answer = self._there.getresponse()
        self.status = self._answer.status
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self.live.ears.append(self)

    def _read(self) -> None:
        event: dict[str, str] = {}
        try:
            for line in self._answer:
                name, _colon, value = line.decode().rstrip("\n").partition(": ")
                if name:
                    event[name] = value
                elif "event" in event:
                    said = json.loads(event["data"])
                    self.events.put((event.get("id", ""), event["event"], said))
                    event = {}
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            pass
        self.events.put(None)

    def next(self, wait: float = 10) -> Any:
        return self.events.get(timeout=wait)

    def words(self, count: int, wait: float = 10) -> list[tuple[str, dict[str, Any]]]:
        """Return the next so many words, whatever else comes between."""
        found = []
        while len(found) < count:
            event = self.next(wait)
            assert event is not None, f"closed after {len(found)} of {count}"
            if event[1] == "word":
                found.append((event[0], event[2]))
        return found

    def until_closed(self, wait: float) -> list[str]:
        """Return the names of the events before it closed."""
        end, names = time.monotonic() + wait, []
        while True:
            event = self.next(max(0.01, end - time.monotonic()))
            if event is None:
                return names
            names.append(event[1])

    def close(self) -> None:
        try:
            # The answer holds the socket once it is a stream without an end.
            with socket.socket(fileno=os.dup(self._answer.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)
        except (OSError, ValueError, AttributeError):
            pass
        self._thread.join(5)
        self._answer.close()
        self._there.close()


def device(live: Live, actor: Any, circle: Any) -> Device:
    """Sign somebody in, draw a ticket and begin a session with it."""
    browser = signed_in(actor)
    ticket = tickets.draw(
        actor, session_key=browser.session.session_key, now=datetime.now(UTC)
    )
    one = Device(live, circle, browser)
    status, said = live.ask("POST", "/live/session", Authorization=f"Bearer {ticket}")
    assert status == 201, said
    one.session = said["session"]
    return one


@contextmanager
def running(folder: Path, *command: str, **more: str) -> Iterator[Live]:
    folder.mkdir(exist_ok=True)
    live = Live(folder, free_port(), more, command=command)
    try:
        live.start()
        yield live
    finally:
        live.stop()

"""What a server must offer to be measured: started whole, spoken to, stopped, looked into."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from bench.circles.cost import family
from bench.circles.ledger import Ledger
from bench.circles.wire import Http

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """One server over a folder of its own; each round begins with a fresh copy.

    base -- made once by `build`. folder -- where it runs. before -- words put in front of
    its commands, such as strace.
    """

    name = ""

    def __init__(self, folder: Path, port: int, circles: int, members: int) -> None:
        self.base = folder / f"{self.name}-{circles}x{members}"
        self.folder, self.port = folder / self.name, port
        self.circles, self.members = circles, members
        self.before: list[str] = []
        self.lines: list[Http] = []
        self._started: list[subprocess.Popen[bytes]] = []

    # -- what each one says for itself

    def build(self) -> None:
        """Make `base`, if it is not there."""
        self.base.mkdir(parents=True, exist_ok=True)

    def launch(self) -> None:
        """Start every process."""
        raise NotImplementedError

    async def start(self) -> None:
        """Return once it answers."""
        await self.answers(self.port)

    async def connect(self, ledger: Ledger, circles: range) -> None:
        """Let every member of these circles listen."""
        raise NotImplementedError

    async def say(self, ledger: Ledger, circle: int, member: int, due: float) -> None:
        """Post a word; raise whatever went wrong."""
        raise NotImplementedError

    def stored(self) -> dict[bytes, int]:
        """Return how often each word is kept, as it is shown; of a dead server."""
        raise NotImplementedError

    # -- what all have

    @property
    def roots(self) -> list[int]:
        """The processes all others are below."""
        return [one.pid for one in self._started if one.poll() is None]

    def fresh(self) -> None:
        """Lay the folder anew."""
        if self.folder.exists():
            shutil.rmtree(self.folder)
        # Whose file it is stays: PostgreSQL asks.
        subprocess.run(["cp", "-a", self.base, self.folder], check=True)

    def spawn(self, command: Sequence[str | Path], env: dict[str, str]) -> None:
        """Start one process; what it says goes to a file."""
        self._started.append(
            subprocess.Popen(
                [*self.before, *map(str, command)],
                env={**os.environ, **env},
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=(self.folder / "log").open("ab"),
                start_new_session=True,
            )
        )

    async def answers(self, port: int, wait: float = 90) -> None:
        """Return once somebody listens there; raise TimeoutError."""
        async with asyncio.timeout(wait):
            while True:
                try:
                    (await Http(port).open()).close()
                    return
                except OSError:
                    await asyncio.sleep(0.05)

    def part(self) -> None:
        """Close every line of ours."""
        for line in self.lines:
            line.close()
        self.lines = []

    def stop(self) -> None:
        """Ask it to stop, and see that it does."""
        self.part()
        self._end(signal.SIGTERM, 15)

    def kill(self) -> None:
        """Let it stop in the middle of whatever it does."""
        self._end(signal.SIGKILL, 5)
        self.part()

    def _end(self, how: signal.Signals, patience: float) -> None:
        roots, everybody = self.roots, family(self.roots)
        # A keeper whose processes went first would only start them again; and whoever
        # looks on from outside goes when there is nothing left to look at.
        told = roots if how is signal.SIGTERM else everybody
        if self.before:
            told, how = [pid for pid in everybody if pid not in roots], signal.SIGKILL
        for pid in told:
            _tell(pid, how)
        end = time.monotonic() + patience
        for one in self._started:
            try:
                one.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()
        for pid in everybody:
            _tell(pid, signal.SIGKILL)
        while any(Path(f"/proc/{pid}").exists() for pid in everybody):
            time.sleep(0.05)
        self._started = []


def _tell(pid: int, how: signal.Signals) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return

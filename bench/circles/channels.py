"""Django Channels' ordinary chat made safe (chat/), over PostgreSQL and Redis of its own.

It runs in `.venv-bench`. Both databases are started for it alone, as they come but for
where they lie, so that their cost is counted and nobody else's is.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections import Counter
from pathlib import Path

from bench.circles.ledger import Ledger, letters
from bench.circles.server import ROOT, Server
from bench.circles.wire import Socket

PYTHON = ROOT / ".venv-bench/bin/python"


def _program(name: str) -> str | None:
    """Return where a program of PostgreSQL lies."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])
    return shutil.which(name, path=path)


def _as_postgres(*command: str) -> list[str]:
    """Return a command as PostgreSQL takes it: never as root."""
    return (
        ["runuser", "-u", "postgres", "--", *command]
        if not os.geteuid()
        else [*command]
    )


def why_not() -> str | None:
    """Return why it cannot be measured here, or None."""
    if not PYTHON.exists():
        return "there is no .venv-bench: bin/setup bench"
    if shutil.which("redis-server") is None:
        return "there is no redis-server"
    if _program("initdb") is None:
        return "there is no PostgreSQL"
    return None


class Channels(Server):
    """One uvicorn, one PostgreSQL, one Redis."""

    name = "channels"

    def environment(self) -> dict[str, str]:
        return {
            "CHAT_DATABASE_PORT": str(self.port + 1),
            "CHAT_REDIS_PORT": str(self.port + 2),
            "PYTHONPATH": str(ROOT),
        }

    def build(self) -> None:
        if (self.base / "players.json").exists():
            return
        shutil.rmtree(self.base, ignore_errors=True)
        tables = self.base / "tables"
        tables.mkdir(parents=True)
        if not os.geteuid():
            shutil.chown(tables, "postgres", "postgres")
        initdb = [
            str(_program("initdb")),
            "-D",
            str(tables),
            "-A",
            "trust",
            "-U",
            "chat",
        ]
        subprocess.run(_as_postgres(*initdb), check=True, stdout=subprocess.DEVNULL)
        self.fresh()
        many = [str(self.circles), str(self.members), str(self.folder / "players.json")]
        try:
            self._start_tables()
            subprocess.run(
                [PYTHON, "-m", "bench.circles.chat.plant", *many],
                env={**os.environ, **self.environment()},
                cwd=ROOT,
                check=True,
            )
        finally:
            self.stop()
        shutil.rmtree(self.base)
        subprocess.run(["cp", "-a", self.folder, self.base], check=True)

    def launch(self) -> None:
        self.fresh()
        self.sockets: dict[tuple[int, int], Socket] = {}
        self._start_tables()
        redis = ["redis-server", "--port", str(self.port + 2), "--bind", "127.0.0.1"]
        self.spawn([*redis, "--save", "", "--dir", str(self.folder)], {})
        self.spawn(
            [
                *(PYTHON, "-m", "uvicorn", "bench.circles.chat.asgi:application"),
                *("--port", str(self.port), "--loop", "uvloop", "--http", "httptools"),
                *("--no-access-log", "--log-level", "error"),
                *("--ws-per-message-deflate", "false"),
            ],
            self.environment(),
        )

    def _start_tables(self) -> None:
        command = [str(_program("postgres")), "-D", str(self.folder / "tables")]
        command += ["-p", str(self.port + 1), "-c", "unix_socket_directories="]
        self.spawn(_as_postgres(*command), {})
        ready = [str(_program("pg_isready")), "-q", "-h", "127.0.0.1", "-p"]
        for _ in range(300):
            if (
                subprocess.run([*ready, str(self.port + 1)], check=False).returncode
                == 0
            ):
                return
            time.sleep(0.1)
        raise TimeoutError("PostgreSQL")

    async def connect(self, ledger: Ledger, circles: range) -> None:
        for circle, member, pk, key in json.loads(
            (self.folder / "players.json").read_text()
        ):
            if circle in circles:
                await self._listen(ledger, circle, member, pk, key)

    async def _listen(
        self, ledger: Ledger, circle: int, member: int, pk: int, key: str
    ) -> None:
        def part(said: bytes) -> None:
            ledger.heard(circle, member, json.loads(said)["body"].encode())

        def ended() -> None:
            ledger.let_go += 1

        line = Socket(self.port, part, ended)
        await line.upgrade(f"/ws/{pk}/", f"Cookie: sessionid={key}\r\n")
        self.sockets[circle, member] = line
        self.lines.append(line)

    async def say(self, ledger: Ledger, circle: int, member: int, due: float) -> None:
        shown = letters(ledger.body())
        ledger.new(circle, member, due, shown)
        self.sockets[circle, member].send(b'{"body": "%b"}' % shown)

    def stored(self) -> dict[bytes, int]:
        # Left by the kill: nothing of ours still runs.
        (self.folder / "tables/postmaster.pid").unlink(missing_ok=True)
        self._start_tables()
        ask = [
            str(_program("psql")),
            "-qAtX",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port + 1),
        ]
        ask += ["-U", "chat", "-d", "postgres", "-c", "SELECT body FROM room_word"]
        said = subprocess.run(ask, check=True, capture_output=True).stdout
        return Counter(said.split())

"""The floor under ours: see floor_app.py."""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter

from bench.circles.ledger import Ledger, letters
from bench.circles.server import ROOT, Server
from bench.circles.wire import Http, Pool


class Floor(Server):
    """One process, and a line for each member."""

    name = "floor"

    def launch(self) -> None:
        self.fresh()
        self.pool = Pool(self.port)
        self.spawn(
            [
                *(sys.executable, "-m", "uvicorn"),
                "bench.circles.floor_app:application",
                *("--port", str(self.port), "--loop", "uvloop", "--http", "httptools"),
                *("--no-access-log", "--log-level", "warning", "--ws", "none"),
                *("--timeout-keep-alive", "75", "--backlog", "4096"),
            ],
            {
                "FLOOR_FILE": str(self.folder / "floor.sqlite3"),
                "PYTHONPATH": str(ROOT),
            },
        )

    async def connect(self, ledger: Ledger, circles: range) -> None:
        for circle in circles:
            for member in range(self.members):
                await self._listen(ledger, circle, member)

    async def _listen(self, ledger: Ledger, circle: int, member: int) -> None:
        held = bytearray()

        def part(data: bytes) -> None:
            held.extend(data)
            while (end := held.find(b"\n\n")) >= 0:
                if held.startswith(b"data: "):
                    ledger.heard(circle, member, bytes(held[6:end]))
                del held[: end + 2]

        def ended() -> None:
            ledger.let_go += 1

        line = await Http(self.port, part, ended).open()
        await line.ask("GET", f"/listen/{circle}")
        self.lines.append(line)

    async def say(self, ledger: Ledger, circle: int, member: int, due: float) -> None:
        body = ledger.body()
        word = ledger.new(circle, member, due, letters(body))
        status, _, _ = await self.pool.ask("POST", f"/post/{circle}", body, "")
        if status != 201:
            raise RuntimeError(str(status))
        word.acked = True

    def stored(self) -> dict[bytes, int]:
        with sqlite3.connect(self.folder / "floor.sqlite3") as db:
            return Counter(
                letters(body) for (body,) in db.execute("SELECT body FROM word")
            )

    def part(self) -> None:
        super().part()
        self.pool.close()

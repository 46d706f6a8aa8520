"""Ours, as it is shipped: `hearthside serve` over one SQLite file; only the limit of words is raised.

Nothing here knows our code: it speaks as docs/develop/protocol.md says. Only what is asked
of a dead house is read from its file.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.parse
from collections import Counter
from pathlib import Path

from bench.circles.ledger import Ledger, letters
from bench.circles.server import ROOT, Server
from bench.circles.wire import Http, Pool

JSON = "Content-Type: application/json\r\n"


def vector(raw: bytes) -> bytes:
    """Return bytes with their length before them (RFC 9420 section 2.1.2)."""
    if len(raw) < 64:
        return bytes([len(raw)]) + raw
    return (0x4000 | len(raw)).to_bytes(2) + raw


def framed(mls_id: bytes, sealed: bytes) -> bytes:
    """Return a word of epoch 0 around bytes; what a device would seal is random."""
    head = b"\0\1\0\2" + vector(mls_id) + bytes(8) + b"\1"
    inside = vector(b"\1" + os.urandom(32)) + vector(os.urandom(28))
    return head + inside + vector(sealed)


class Ours(Server):
    """A house with so many circles, and a signed-in device for each seat."""

    name = "ours"
    # Put in front of where Python looks; only the audit plants anything there.
    planted = ""

    def environment(self, folder: Path) -> dict[str, str]:
        return {
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{self.planted}".rstrip(
                os.pathsep
            ),
            "HEARTHSIDE_DATA_DIR": str(folder),
            "HEARTHSIDE_PORT": str(self.port),
            "HEARTHSIDE_PLACES_BELOW": "15000",
            "HEARTHSIDE_LIVE_WORDS_A_MINUTE": "1000000",
            # As behind the proxy of a real house: everybody comes from an address of their own.
            "HEARTHSIDE_BEHIND_PROXY": "yes",
        }

    def build(self) -> None:
        if (self.base / "players.json").exists():
            return
        shutil.rmtree(self.base, ignore_errors=True)
        self.base.mkdir(parents=True)
        where = str(self.base / "players.json")
        many = ["--circles", str(self.circles), "--members", str(self.members)]
        # A house that has stood for a while: what it can find is laid out, the finder sleeps.
        for command in (["prepare"], ["demo", "circles", where, *many], ["index"]):
            subprocess.run(
                [sys.executable, "-m", "hearthside", *command],
                env={**os.environ, **self.environment(self.base)},
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                check=True,
            )

    def launch(self) -> None:
        self.fresh()
        self.pool = Pool(self.port + 1)
        self.sessions: dict[tuple[int, int], tuple[str, str, bytes]] = {}
        self.players = json.loads((self.folder / "players.json").read_text())
        self.spawn(
            [sys.executable, "-m", "hearthside", "serve"],
            self.environment(self.folder),
        )

    async def start(self) -> None:
        for path, port in (("/health/", self.port), ("/live/health", self.port + 1)):
            await self.answers(port)
            one = Http(port)
            status, said, _ = await one.ask("GET", path)
            one.close()
            if status != 200:
                raise RuntimeError(f"{path} {status} {said!r}")

    async def connect(self, ledger: Ledger, circles: range) -> None:
        gate = asyncio.Semaphore(4)

        async def one(circle: int, member: int) -> None:
            number = circle * self.members + member
            async with gate:
                signed_in = await self._sign_in(self.players[number], number)
            self.sessions[circle, member] = signed_in
            await self._listen(ledger, circle, member)

        await asyncio.gather(*(one(c, m) for c in circles for m in range(self.members)))

    async def _sign_in(
        self, player: dict[str, str], number: int
    ) -> tuple[str, str, bytes]:
        """Return a session, the circle's id and its MLS id: sections 1 and 2."""
        door = await Http(self.port).open()
        jar: dict[str, str] = {}
        address = f"10.0.{number // 250}.{number % 250 + 1}"
        origin = f"X-Forwarded-For: {address}\r\nX-Forwarded-Proto: http\r\n"

        async def ask(
            method: str, path: str, body: bytes = b"", more: str = ""
        ) -> bytes:
            cookies = "; ".join(f"{k}={v}" for k, v in jar.items())
            _status, said, headers = await door.ask(
                method, path, body, f"Cookie: {cookies}\r\n{origin}{more}"
            )
            for name, value in headers:
                if name == b"set-cookie":
                    key, _, rest = value.decode().partition("=")
                    jar[key] = rest.partition(";")[0]
            return said

        page = (await ask("GET", "/account/login/")).decode()
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        form = {
            "csrfmiddlewaretoken": token[1],
            "login": player["name"],
            "password": player["passphrase"],
        }
        await ask(
            "POST",
            "/account/login/",
            urllib.parse.urlencode(form).encode(),
            "Content-Type: application/x-www-form-urlencoded\r\n",
        )
        state = json.loads(await ask("GET", "/circles/state/"))
        sign = f"X-CSRFToken: {state['csrf']}\r\n{JSON}"
        drawn = json.loads(await ask("POST", "/circles/ticket/", b"{}", sign))
        door.close()
        _status, said, _ = await self.pool.ask(
            "POST", "/live/session", b"", f"Authorization: Bearer {drawn['ticket']}\r\n"
        )
        found = state["circles"][0]
        mls_id = base64.urlsafe_b64decode(found["mls_id"] + "==")
        return json.loads(said)["session"], found["circle"], mls_id

    async def _listen(self, ledger: Ledger, circle: int, member: int) -> None:
        held = bytearray()

        def part(data: bytes) -> None:
            held.extend(data)
            while (end := held.find(b"\n\n")) >= 0:
                at = held.find(b'"frame":"', 0, end)
                if at >= 0:
                    ledger.heard(circle, member, bytes(held[at + 9 : end - 2]))
                elif held.startswith((b"event: renew", b"event: gone")):
                    ledger.let_go += 1
                del held[: end + 2]

        def ended() -> None:
            ledger.let_go += 1

        line = await Http(self.port + 1, part, ended).open()
        sign = f"Authorization: Bearer {self.sessions[circle, member][0]}\r\n"
        status, _, _ = await line.ask("GET", "/live/events", b"", sign)
        assert status == 200, status
        self.lines.append(line)

    async def say(self, ledger: Ledger, circle: int, member: int, due: float) -> None:
        frame = framed(self.sessions[circle, member][2], ledger.body())
        word = ledger.new(circle, member, due, letters(frame))
        await self.post(circle, member, frame)
        word.acked = True

    async def post(self, circle: int, member: int, frame: bytes) -> bytes:
        """Return what is answered to a word that is kept: section 3."""
        session, name, _mls_id = self.sessions[circle, member]
        once = letters(os.urandom(16)).decode()
        status, said, _ = await self.pool.ask(
            "POST",
            f"/live/circles/{name}/words",
            frame,
            f"Authorization: Bearer {session}\r\nIdempotency-Key: {once}\r\n",
        )
        if status != 201:
            raise RuntimeError(f"{status} {said!r}")
        return bytes(said)

    def stored(self) -> dict[bytes, int]:
        with sqlite3.connect(self.folder / "hearthside.sqlite3") as db:
            rows = db.execute("SELECT body FROM circles_frame")
            return Counter(letters(body) for (body,) in rows)

    def part(self) -> None:
        super().part()
        self.pool.close()

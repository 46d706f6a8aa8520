"""The floor: the least a durable server of circles can do, and nothing of what ours checks.

Raw ASGI, one SQLite writer that commits many at once, a stream of events each. No session
but the path, no order a circle, no epoch, no idempotency, no resume, no mark.
"""

from __future__ import annotations

import asyncio
import base64
import os
import sqlite3
import threading
from typing import Any

PLACE = os.environ["FLOOR_FILE"]
listening: dict[str, set[Any]] = {}
queue: list[Any] = []
some = threading.Condition()
loop: Any = None


def connect() -> sqlite3.Connection:
    db = sqlite3.connect(PLACE, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=4000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute(
        "CREATE TABLE IF NOT EXISTS word(id INTEGER PRIMARY KEY, circle TEXT, body BLOB)"
    )
    return db


def write() -> None:
    global queue
    db = connect()
    while True:
        with some:
            while not queue:
                some.wait()
            now, queue = queue, []
        db.execute("BEGIN IMMEDIATE")
        db.executemany(
            "INSERT INTO word(circle, body) VALUES (?, ?)", [x[:2] for x in now]
        )
        db.execute("COMMIT")
        loop.call_soon_threadsafe(sent, now)


def sent(now: list[Any]) -> None:
    for circle, body, future in now:
        event = b"data: " + base64.urlsafe_b64encode(body).rstrip(b"=") + b"\n\n"
        future.set_result(None)
        for one in listening.get(circle, ()):
            one.put(event)


class Line:
    def __init__(self) -> None:
        self.box: list[bytes] = []
        self.waiter: Any = None

    def put(self, event: bytes) -> None:
        self.box.append(event)
        if self.waiter is not None:
            self.waiter.set_result(None)
            self.waiter = None

    async def take(self) -> bytes:
        if not self.box:
            self.waiter = asyncio.get_running_loop().create_future()
            await self.waiter
        now, self.box = self.box, []
        return b"".join(now)


async def application(scope: Any, receive: Any, send: Any) -> None:
    global loop
    if scope["type"] == "lifespan":
        await receive()
        loop = asyncio.get_running_loop()
        threading.Thread(target=write, daemon=True).start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    _, what, circle = scope["path"].split("/", 2)
    if what == "post":
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        future = loop.create_future()
        with some:
            queue.append((circle, body, future))
            if len(queue) == 1:
                some.notify()
        await future
        await send(
            {
                "type": "http.response.start",
                "status": 201,
                "headers": [(b"content-length", b"0")],
            }
        )
        await send({"type": "http.response.body", "body": b""})
        return
    line = Line()
    listening.setdefault(circle, set()).add(line)
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-type", b"text/event-stream")],
        }
    )
    await send({"type": "http.response.body", "body": b": \n\n", "more_body": True})

    async def pump() -> None:
        while True:
            await send(
                {
                    "type": "http.response.body",
                    "body": await line.take(),
                    "more_body": True,
                }
            )

    task = asyncio.ensure_future(pump())
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        listening[circle].discard(line)
        task.cancel()

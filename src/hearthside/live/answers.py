"""An answer: a status, a line of JSON, and the headers that keep it private."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from hearthside.live.letters import NOT_KEPT, plain_json


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, and after how many seconds one may ask again."""

    status: int
    body: bytes
    retry_s: int = 0


def problem(status: int, why: str, *, retry_s: int = 0) -> Answer:
    """Return a no, with one sentence."""
    return Answer(status, plain_json({"why": why}), retry_s)


async def answer(
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    said: Answer,
    origin: bytes | None = None,
) -> None:
    """Send an answer; origin -- the page of ours that asked, where it names itself."""
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(said.body)),
        *NOT_KEPT,
    ]
    if origin is not None:
        headers += [(b"access-control-allow-origin", origin), (b"vary", b"Origin")]
    if said.retry_s:
        headers.append((b"retry-after", b"%d" % said.retry_s))
    await send(
        {"type": "http.response.start", "status": said.status, "headers": headers}
    )
    await send({"type": "http.response.body", "body": said.body})

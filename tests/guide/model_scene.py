"""A language model of somebody's, on a port of this machine, that answers as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Model:
    """Where it stands, and what it was asked: path, headers and JSON of each."""

    port: int = 0
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def handed(self) -> dict[str, Any]:
        """What it was handed last: the question and the quotations."""
        found: dict[str, Any] = json.loads(self.asked[-1][2]["messages"][1]["content"])
        return found


Says = Callable[[BaseHTTPRequestHandler], None]


def says(content: object) -> Says:
    """Return a model that answers with this: words as they are, anything else as JSON."""
    words = content if isinstance(content, str) else json.dumps(content)
    return sends(json.dumps({"choices": [{"message": {"content": words}}]}).encode())


def sends(body: bytes, status: int = 200, **headers: str) -> Says:
    """Return a model that answers these bytes; headers with _ for -."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | said).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def standing(answer: Says) -> Iterator[Model]:
    """Let it stand there and answer every question so."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            model.asked.append((self.path, dict(self.headers), json.loads(raw)))
            with suppress(OSError):
                answer(self)

        def do_GET(self) -> None:
            model.asked.append((self.path, dict(self.headers), None))
            sends(b"{}")(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        model.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield model
        finally:
            server.shutdown()

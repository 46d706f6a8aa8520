"""A server that says it is a house, and answers as the test tells it."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
from django.conf import settings

from hearthside.cli.verifying.release import Release

SCRIPT, STYLE = (
    "/static/built/house.0123456789ab.js",
    "/static/built/house.ba9876543210.css",
)
WORKER = "/hold/keeper.js"
FILES = {
    SCRIPT: b"leave()",
    STYLE: b"body{margin:0}",
    WORKER: b"keep()",
}
HEAD = f'<link rel="stylesheet" href="{STYLE}"><script src="{SCRIPT}" defer></script>'
POLICY = "; ".join(
    f"{name} {' '.join(sources)}"
    for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
KINDS = {"js": "text/javascript", "css": "text/css", "json": "application/json"}


@dataclass
class Told:
    """One answer. by_packing -- other bytes for whoever takes "gzip" or "br"."""

    body: bytes
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    by_packing: dict[str, bytes] = field(default_factory=dict)


def page(
    body: str = "", *, head: str = HEAD, policy: str = POLICY, **more: str
) -> Told:
    """Return a page that loads what pages load."""
    headers = {"Content-Security-Policy": policy} if policy else {}
    said = {name.replace("_", "-"): value for name, value in more.items()}
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return Told(html.encode(), headers=headers | said)


def file(address: str, body: bytes, **by_packing: bytes) -> Told:
    """Return a file of the kind its name says."""
    return Told(body, KINDS[address.rpartition(".")[2]], by_packing=by_packing)


def whole_house() -> dict[str, Told]:
    """Return a house in which everything is as the release has it."""
    listed = {
        "paths": {path: path.removeprefix("/static/") for path in (SCRIPT, STYLE)}
    }
    return {
        "/": page('<a href="/help/">Help now</a>'),
        "/help/": page(),
        "/account/login/": page(),
        "/account/signup/": page(),
        "/static/staticfiles.json": file("x.json", json.dumps(listed).encode()),
        **{address: file(address, body) for address, body in FILES.items()},
    }


def release() -> Release:
    """Return the release of that house."""
    sums = {name: hashlib.sha256(body).hexdigest() for name, body in FILES.items()}
    return Release("0.0", "b" * 64, sums)


@contextmanager
def standing(told: dict[str, Told], asked: list[str] | None = None) -> Iterator[str]:
    """Let the house stand at an address of this machine."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if asked is not None:
                asked.append(self.path)
            nothing = page("Nothing here")
            nothing.status = 404
            one = told.get(self.path, nothing)
            packed = self.headers["Accept-Encoding"]
            body = one.by_packing.get(packed, one.body)
            self.send_response(one.status)
            if packed != "identity":
                body = {"gzip": gzip.compress, "br": brotli.compress}[packed](body)
                self.send_header("Content-Encoding", packed)
            self.send_header("Content-Type", one.kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in one.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()

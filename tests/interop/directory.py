"""Another directory that shows our groups: its site, its finders, and what it must show."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from hearthside.engines.publishing.published import Published
from hearthside.engines.recurrence import Pattern
from hearthside.engines.recurrence.rules import DAY_CODES
from tests.browser.conftest import CHROMIUM
from tests.engines.publishing.our_groups import LEEDS as LONDON
from tests.engines.publishing.our_groups import TUESDAY, TUESDAYS, WITHHELD, a_date

ROOT = Path(__file__).resolve().parents[2]
TSML_UI = ROOT / ".run/clients/meeting_guide/static/meeting_guide/app.js"
CROUTON = ROOT / "node_modules/@bmlt-enabled/croutonjs"
LEEDS = {"latitude": 53.8, "longitude": -1.55}
KINDS = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}

Answer = Callable[[dict[str, list[str]]], bytes]


def must_be_there(client: Path, what: str) -> None:
    """Skip aloud where a client or the browser is absent; where all is promised, fail."""
    if client.exists() and Path(CHROMIUM).exists():
        return
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not here, and this is CI")
    pytest.skip(f"SKIPPED with {what}: {client.name} is not there")


@dataclass
class Heard:
    """What a page said on its console, and every address it asked for."""

    said: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def strangers(self) -> list[str]:
        """The addresses that are neither this site's nor the house's."""
        ours = ("http://localhost:", "data:", "blob:")
        return [address for address in self.asked if not address.startswith(ours)]


class Site:
    """A site on http://localhost: pages and answers put on it, and folders lent to it."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[Answer, str]] = {}
        self.folders: dict[str, Path] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self._server.server_port}"

    def put(self, path: str, words: str | bytes | Answer, kind: str) -> str:
        """Put words, or what answers a query with them, at a path; return its address."""
        if isinstance(words, str):
            words = words.encode()
        said = words if callable(words) else (lambda _query, whole=words: whole)
        self.answers[path] = (said, kind)
        return self.address + path

    def page(self, path: str, body: str) -> str:
        """Put up a page with this inside; return its address."""
        head = '<!doctype html><meta charset="utf-8"><title>Elsewhere</title>'
        return self.put(path, head + body, "text/html")

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                words, kind = site._found(self.path)
                self.send_response(200 if words is not None else 404)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(words or b"")

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def _found(self, target: str) -> tuple[bytes | None, str]:
        split = urlsplit(target)
        if split.path == "/favicon.ico":
            return b"", "image/x-icon"
        if split.path in self.answers:
            answer, kind = self.answers[split.path]
            return answer(parse_qs(split.query, keep_blank_values=True)), kind
        for start, folder in self.folders.items():
            file = folder / split.path.removeprefix(start)
            if split.path.startswith(start) and file.is_file():
                kind = KINDS.get(file.suffix, "application/octet-stream")
                return file.read_bytes(), kind
        return None, "text/plain"


def awkward(now: datetime) -> list[Published]:
    """Return groups that a list of weekdays and times tells wrongly if one lets it.

    Each meets three days from now if it meets in the coming week at all.
    """
    on = (now.astimezone(LONDON) + timedelta(days=3)).date()
    weekly = replace(TUESDAYS, rule=f"FREQ=WEEKLY;BYDAY={DAY_CODES[on.weekday()]}")
    later = a_date(on).starts_at + timedelta(days=1, hours=-2)
    moved = a_date(on, starts_at=later, ends_at=later + timedelta(minutes=60))
    off = a_date(on, is_called_off=True)
    return [
        _group("As usual", weekly),
        _group("Called off", weekly, dates=(off,)),
        _group("Moved", weekly, dates=(moved,)),
        _group("On a break", replace(weekly, without=(on,))),
        _group("Paused", weekly, is_paused=True),
        _group("Far off", _monthly(on + timedelta(days=10))),
        _group("This week", _monthly(on)),
        _group("On a call", weekly, attendance="online", address="", place_name="",
               latitude=None, longitude=None),
        replace(WITHHELD, id="quiet2345678", name="Quiet", pattern=weekly),
    ]  # fmt: skip


def _group(name: str, pattern: Pattern, **changes: object) -> Published:
    key = name.lower().replace(" ", "")
    made = replace(TUESDAY, id=f"{key:2<12}"[:12], name=name, pattern=pattern)
    return replace(made, **changes)  # type: ignore[arg-type]


def _monthly(on: date) -> Pattern:
    """Return a pattern that meets on that day and then a month later."""
    rule = f"FREQ=MONTHLY;BYDAY={(on.day - 1) // 7 + 1}{DAY_CODES[on.weekday()]}"
    return replace(TUESDAYS, rule=rule)


def clock() -> datetime:
    return datetime.now(UTC)

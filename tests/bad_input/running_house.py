"""A house with the demo in it, really running: real sockets, real log, real files."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src/hearthside/web/static/built/house.css"
FEW_TOWNS = "15000"


@dataclass
class Running:
    """A running house; raw() speaks to its socket as rudely as you like."""

    port: int
    folder: Path
    log: Path
    more: dict[str, str] = field(default_factory=dict)
    live_port: int = 0
    pid: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith("HEARTHSIDE_")},
            "PYTHONPATH": str(ROOT / "src"),
            "HEARTHSIDE_DATA_DIR": str(self.folder),
            "HEARTHSIDE_PORT": str(self.port),
            "HEARTHSIDE_LIVE_PORT": str(self.live_port),
            "HEARTHSIDE_PLACES_BELOW": FEW_TOWNS,
            **self.more,
        }

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a hearthside command against this house."""
        return subprocess.run(
            [sys.executable, "-m", "hearthside", *words],
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def raw(self, words: bytes, *, patience: float = 15) -> bytes:
        """Send bytes; return whatever comes back before the house hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), patience) as line:
            try:
                line.sendall(words)
                return line.recv(65536)
            except (ConnectionError, TimeoutError):
                return b""

    def get(self, path: str, *, patience: float = 15) -> tuple[int, str]:
        """Return the status and the words of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=patience) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as no:
            return no.code, no.read().decode()


class Visit:
    """Somebody with a browser of their own: cookies and forms, no scripts."""

    def __init__(self, house: Running) -> None:
        self.house, self.jar = house, CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar)
        )

    def send(self, path: str, **answers: str) -> tuple[int, str]:
        """Fill in the form of a page."""
        page = self.opener.open(self.house.address + path, timeout=15).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        given = answers | {"csrfmiddlewaretoken": token.group(1) if token else ""}
        body = urllib.parse.urlencode(given).encode()
        try:
            with self.opener.open(self.house.address + path, body, timeout=15) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as no:
            return no.code, no.read().decode()


@contextmanager
def running(folder: Path, **more: str) -> Iterator[Running]:
    """Open a house in this folder, with more settings, and close it again."""
    if not BUILT.exists():
        pytest.skip("FRONT END ABSENT: run `npm ci && npm run build` first")
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        ports = one.getsockname()[1], other.getsockname()[1]
    house = Running(
        ports[0], folder, folder.with_suffix(".log"), more, live_port=ports[1]
    )
    with house.log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "hearthside", "serve"],
            env=house.environment(),
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    house.pid = process.pid
    try:
        _wait(house, process)
        yield house
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(house: Running, process: subprocess.Popen[bytes]) -> None:
    # A house that fell says so at once; one on a busy machine is only slow.
    end = time.monotonic() + 200
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"The house did not open:\n{house.log.read_text()}")
        try:
            if house.get("/health/", patience=2)[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The house took too long to open:\n{house.log.read_text()}")

"""The house itself: first and second start, idle memory, page weight, pages a second.

Beside it the competing design: the same Django pages under ASGI instead of WSGI.
"""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("/", "/groups/", "/groups/?place=Leeds", "/help/", "/account/login/")


def free_port() -> int:
    """Return a port that is free, and so is the next: the pages', and the streams'."""
    while True:
        with socket.socket() as one, socket.socket() as next_one:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            try:
                next_one.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def environment(folder: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "HEARTHSIDE_DATA_DIR": str(folder),
        "HEARTHSIDE_PORT": str(port),
    }


def start(
    folder: Path, port: int, *command: str
) -> tuple[subprocess.Popen[bytes], float]:
    """Start a house; return it and the seconds until its first answer."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *(command or ("hearthside", "serve"))],
        env=environment(folder, port),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    while True:
        try:
            urllib.request.urlopen(
                f"http://127.0.0.1:{port}/health/", timeout=2
            ).close()
            return process, time.perf_counter() - began
        except OSError:
            time.sleep(0.02)


def memory(process: subprocess.Popen[bytes]) -> float:
    """Return the resident memory of a process and all below it, in MB."""
    table = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
    ).stdout
    rows = [tuple(map(int, line.split())) for line in table.splitlines()]
    family = {process.pid}
    while True:
        more = {pid for pid, parent, _ in rows if parent in family} - family
        if not more:
            break
        family |= more
    return sum(rss for pid, _, rss in rows if pid in family) / 1024


def weigh(port: int, path: str) -> tuple[int, int]:
    """Return the bytes of a page, and what it weighs with its styles, scripts and icons
    but without fonts, compressed as a browser asks for it."""
    page = fetch(port, path)
    whole = len(page)
    text = gzip.decompress(page).decode() if page[:2] == b"\x1f\x8b" else page.decode()
    parts = {
        piece.split('"')[0].split("#")[0]
        for mark in ('href="/static/', 'src="/static/')
        for piece in text.split(mark)[1:]
    }
    whole += sum(
        len(fetch(port, f"/static/{part}")) for part in parts if "woff2" not in part
    )
    return len(page), whole


def fetch(port: int, path: str) -> bytes:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip, br"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return bytes(answer.read())


def latency(port: int, path: str, times: int = 60) -> float:
    """Return the median milliseconds of one request after another."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        fetch(port, path)
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        house, first = start(folder, port)
        house.terminate()
        house.wait()
        house, second = start(folder, port)
        print(
            f"first start, demo and gazetteer made: {first:.1f} s; again: {second:.2f} s"
        )
        time.sleep(4)
        print(f"idle memory, all processes: {memory(house):.0f} MB")
        for path in PAGES:
            page, whole = weigh(port, path)
            print(
                f"{path:24} page {page / 1024:5.1f} kB, with styles and scripts {whole / 1024:5.1f} kB"
            )
        path = "/groups/?place=Leeds"
        wsgi = latency(port, path)
        house.terminate()
        house.wait()
        other, _ = start(
            folder, port, "granian", "--interface", "asginl", "--no-ws", "--port", str(port),
            "--log-level", "warning", "bench.asgi:application",
        )  # fmt: skip
        asgi = latency(port, path)
        other.terminate()
        other.wait()
        print(
            f"{path}: WSGI {wsgi:.1f} ms, the same under ASGI {asgi:.1f} ms, ratio {asgi / wsgi:.2f}"
        )


if __name__ == "__main__":
    main()

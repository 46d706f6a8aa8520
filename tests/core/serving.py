"""A machine of ours that answers as badly as it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Answer = Callable[[socket.socket], None]


def say(body: bytes = b"[]", *, status: str = "200 OK", **headers: str) -> Answer:
    """Return an answer with this body; headers with _ for -."""

    def answer(client: socket.socket) -> None:
        said = {"Content-Length": str(len(body)), "Content-Type": "application/json"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value)
        client.sendall(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)

    return answer


@contextmanager
def serving(answer: Answer, asked: list[str] | None = None) -> Iterator[int]:
    """Answer every request this way, on a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(
            target=_serve, args=(server, answer, asked), daemon=True
        ).start()
        yield int(server.getsockname()[1])


def _serve(server: socket.socket, answer: Answer, asked: list[str] | None) -> None:
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        threading.Thread(
            target=_answer, args=(client, answer, asked), daemon=True
        ).start()


def _answer(client: socket.socket, answer: Answer, asked: list[str] | None) -> None:
    with client:
        try:
            request = client.recv(65536)
            if asked is not None:
                asked.append(request.decode("latin-1"))
            answer(client)
        except OSError:
            return

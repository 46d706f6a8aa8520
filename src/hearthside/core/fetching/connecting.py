"""One connection: to an address that was looked at, and no longer than agreed."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Self

from urllib3.connection import HTTPConnection, HTTPSConnection

from .addresses import Reach

Resolve = Callable[[str, int], list[str]]
"""Returns the addresses a host name has."""


class NoWay(OSError):
    """The name leads to no machine that may be asked."""


class Deadline:
    """Hangs up when the time is over, however slowly the other side drips."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._ends = time.monotonic() + seconds
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._forget()

    @property
    def left(self) -> float:
        """How many seconds are left; a little at least."""
        return max(0.05, self._ends - time.monotonic())

    def watch(self, connected: socket.socket) -> None:
        """Hang up this socket when the time is over."""
        self._forget()
        with self._lock:
            # A hand of our own on it: sealing a connection takes the first one away.
            self._socket = connected.dup()
        if self.is_over:
            self._hang_up()

    def _forget(self) -> None:
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    def _hang_up(self) -> None:
        with self._lock:
            self.is_over = True
            if self._socket is not None:
                try:
                    self._socket.shutdown(socket.SHUT_RDWR)
                except OSError:
                    return  # It had ended by itself.


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses a host name has, as the machine's resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def connection_to(
    host: str,
    port: int,
    *,
    is_https: bool,
    reach: Reach,
    resolve: Resolve,
    timeout: float,
    deadline: Deadline,
) -> HTTPConnection:
    """Return a connection that resolves the name once and connects to what it looked at.

    The name is still what a certificate must be for. No proxy of the environment is used.
    """

    def connect() -> socket.socket:
        # One look: asking twice would let the second answer be another machine.
        addresses = resolve(host, port)
        if not addresses or not all(reach(address) for address in addresses):
            raise NoWay
        connected = _first_that_answers(
            addresses, port, timeout=timeout, deadline=deadline
        )
        deadline.watch(connected)
        return connected

    if not is_https:
        plain = _Plain(host, port, timeout=timeout)
        plain.connect_by = connect
        return plain
    sealed = _Sealed(
        host, port, timeout=timeout, ssl_context=ssl.create_default_context()
    )
    sealed.connect_by = connect
    return sealed


class _Plain(HTTPConnection):
    connect_by: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.connect_by()


class _Sealed(HTTPSConnection):
    connect_by: Callable[[], socket.socket]

    def _new_conn(self) -> socket.socket:
        return self.connect_by()


def _first_that_answers(
    addresses: list[str], port: int, *, timeout: float, deadline: Deadline
) -> socket.socket:
    trouble: OSError | None = None
    for address in addresses[:4]:
        try:
            wait = min(timeout, deadline.left)
            connected = socket.create_connection((address, port), timeout=wait)
        except OSError as fault:
            trouble = fault
            if deadline.is_over:
                break
        else:
            connected.settimeout(timeout)
            return connected
    raise trouble or NoWay()

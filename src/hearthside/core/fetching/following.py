"""Asking an address over HTTP, and following where it leads, within bounds."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final, Generic, TypeVar
from urllib.parse import SplitResult, urlunsplit

from urllib3.exceptions import DecodeError, HTTPError, IncompleteRead, ProtocolError
from urllib3.response import BaseHTTPResponse

from hearthside.core.refusals import Refusal

from .addresses import Reach, may_reach
from .connecting import Deadline, NoWay, Resolve, connection_to, resolve
from .links import check_link

MEGABYTE: Final = 1024 * 1024
MOST_HOPS: Final = 3

_PIECE: Final = 64 * 1024
_SENT_ON: Final = (301, 302, 303, 307, 308)

Found = TypeVar("Found")


class NotFetched(Refusal):
    """The file could not be fetched; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How far a fetch may go.

    most_bytes -- of the file, unpacked. seconds -- for all of it, from first to last.
    reach, resolve -- which machines may be asked, and who says where a name leads.
    """

    https_only: bool = True
    most_bytes: int = 50 * MEGABYTE
    seconds: float = 60.0
    patience: float = 10.0
    reach: Reach = may_reach
    resolve: Resolve = resolve


@dataclass(frozen=True, slots=True)
class Sentences:
    """What whoever asks says when it fails: one sentence each, fit to be shown."""

    too_large: str
    too_slow: str
    never_arrives: str
    no_way: str
    no_such_name: str
    no_certificate: str
    packed: str
    hung_up: str
    silent: str

    def of(self, fault: Exception) -> str:
        """Return what to say of a fault."""
        if isinstance(fault, NoWay):
            return self.no_way
        if isinstance(fault, socket.gaierror):
            return self.no_such_name
        if isinstance(fault, ssl.SSLCertVerificationError):
            return self.no_certificate
        if isinstance(fault, DecodeError):
            return self.packed
        if isinstance(fault, IncompleteRead | ProtocolError):
            return self.hung_up
        return self.silent


@dataclass(frozen=True, slots=True)
class Errand(Generic[Found]):
    """What to say, what to make of an answer, and where one may be sent on to.

    words -- what is told; None to ask for what is there. read -- makes what is wanted of the address asked, the answer, and its bytes on demand.
    sent_on -- returns the next address, or raises NotFetched.
    """

    headers: Mapping[str, str]
    read: Callable[[SplitResult, BaseHTTPResponse, Callable[[], bytes]], Found]
    sent_on: Callable[[SplitResult, str], SplitResult]
    sentences: Sentences
    words: bytes | None = None


def follow(link: str, errand: Errand[Found], rules: Rules) -> Found:
    """Return what an address has, or where it leads, in at most `MOST_HOPS` steps.

    Raises NotFetched, NotALink.
    """
    parts = check_link(link, https_only=rules.https_only)
    sentences = errand.sentences
    with Deadline(rules.seconds) as deadline:
        try:
            for _hop in range(MOST_HOPS + 1):
                found = _ask(parts, errand, rules=rules, deadline=deadline)
                if not isinstance(found, _SentOn):
                    return found
                parts = errand.sent_on(parts, found.to)
        except (HTTPError, HTTPException, OSError, UnicodeError) as fault:
            if deadline.is_over:
                raise NotFetched(sentences.too_slow) from fault
            raise NotFetched(sentences.of(fault)) from fault
    raise NotFetched(sentences.never_arrives)


@dataclass(frozen=True, slots=True)
class _SentOn:
    to: str


def _ask(
    parts: SplitResult, errand: Errand[Found], *, rules: Rules, deadline: Deadline
) -> Found | _SentOn:
    is_https = parts.scheme == "https"
    connection = connection_to(
        (parts.hostname or "").rstrip("."),
        parts.port or (443 if is_https else 80),
        is_https=is_https,
        reach=rules.reach,
        resolve=rules.resolve,
        timeout=rules.patience,
        deadline=deadline,
    )
    try:
        connection.request(
            "GET" if errand.words is None else "POST",
            urlunsplit(("", "", parts.path or "/", parts.query, "")),
            body=errand.words,
            headers={**errand.headers, "Connection": "close"},
            preload_content=False,
            decode_content=False,
        )
        answer = connection.getresponse()
        if answer.status in _SENT_ON:
            return _SentOn(answer.headers.get("Location", ""))
        return errand.read(
            parts,
            answer,
            lambda: _bytes_of(answer, errand.sentences, rules=rules, deadline=deadline),
        )
    finally:
        connection.close()


def _bytes_of(
    answer: BaseHTTPResponse, sentences: Sentences, *, rules: Rules, deadline: Deadline
) -> bytes:
    length = answer.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:15]) > rules.most_bytes:
        raise NotFetched(sentences.too_large)
    pieces, total = [], 0
    while piece := answer.read(_PIECE, decode_content=True):
        total += len(piece)
        if total > rules.most_bytes:
            raise NotFetched(sentences.too_large)
        pieces.append(piece)
    # A server that hangs up early and one we hung up on look alike from here.
    if deadline.is_over:
        raise NotFetched(sentences.too_slow)
    return b"".join(pieces)

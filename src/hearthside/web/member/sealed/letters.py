"""Bytes as they travel: JSON with base64url in it, and nothing a page of ours would not send."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hearthside.core.refusals import Refusal

LONGEST: Final = 200_000
_LETTERS: Final = re.compile(r"[A-Za-z0-9_-]*")


class CannotRead(Refusal):
    """It is not what our pages say."""


def body_of(request: HttpRequest) -> Mapping[str, Any]:
    """Return what a page of ours said as JSON.

    Raises CannotRead.
    """
    if request.content_type != "application/json":
        raise _odd()
    return read(request.body.decode(errors="replace"))


def read(text: str) -> Mapping[str, Any]:
    """Return a JSON object.

    Raises CannotRead.
    """
    if len(text) > LONGEST:
        raise _odd()
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as odd:
        raise _odd() from odd
    if not isinstance(said, dict):
        raise _odd()
    return said


def text_in(said: Mapping[str, Any], name: str, *, most: int = 1400) -> str:
    """Return a text of plain letters.

    Raises CannotRead.
    """
    found = said.get(name)
    if not isinstance(found, str) or len(found) > most or not found.isascii():
        raise _odd()
    # JSON can say it, and PostgreSQL keeps no text with it.
    if "\0" in found:
        raise _odd()
    return found


def number_in(said: Mapping[str, Any], name: str) -> int:
    """Return a number from 0 up.

    Raises CannotRead.
    """
    found = said.get(name)
    if type(found) is not int or not 0 <= found < 1 << 31:
        raise _odd()
    return found


def bytes_in(said: Mapping[str, Any], name: str) -> bytes:
    """Return bytes that travelled as letters.

    Raises CannotRead.
    """
    return from_letters(text_in(said, name, most=LONGEST))


def from_letters(letters: str) -> bytes:
    """Return the bytes of base64url without padding.

    Raises CannotRead.
    """
    if not _LETTERS.fullmatch(letters):
        raise _odd()
    try:
        return base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    except (binascii.Error, ValueError) as odd:
        raise _odd() from odd


def to_letters(raw: bytes) -> str:
    """Return base64url without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _odd() -> CannotRead:
    return CannotRead(_("That is not what our pages say. Nothing was changed."))

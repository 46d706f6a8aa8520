"""Uploads: a feed as it came, and what was found in it, until somebody brings it in.

A feed as it came may hold people's numbers and passcodes: it lies in a folder only the
house can read, never in the database, and goes as soon as its listings are in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from hearthside.core.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a feed, as the person who brings it in should see it.

    kind -- "kept", "mended" or "refused"; said -- how mended, or why refused.
    when -- "Tuesday 7.30pm", or "".
    """

    number: int
    kind: str
    name: str
    when: str
    where: str
    said: tuple[str, ...]


def keep(public_id: str, *, raw: bytes, found: Iterable[Found]) -> None:
    """Lay a feed and what was found in it in the folder."""
    _folder().save(f"{public_id}.json", ContentFile(raw))
    put_found(public_id, found)


def put_found(public_id: str, found: Iterable[Found]) -> None:
    """Lay what was found in a feed in the folder, in place of what was there."""
    rows = json.dumps([astuple(one) for one in found], ensure_ascii=False)
    _folder().delete(f"{public_id}.rows.json")
    _folder().save(f"{public_id}.rows.json", ContentFile(rows.encode()))


def raw_of(public_id: str) -> bytes:
    """Return the feed as it came.

    Raises NotFound: it was brought in, or forgotten.
    """
    return _read(f"{public_id}.json")


def found_in(public_id: str) -> list[Found]:
    """Return what was found in the feed, in its order; nothing when it was forgotten."""
    try:
        rows = json.loads(_read(f"{public_id}.rows.json"))
    except NotFound:
        return []
    return [
        Found(number, kind, name, when, where, tuple(said))
        for number, kind, name, when, where, said in rows
    ]


def is_kept(public_id: str) -> bool:
    """Return whether the feed as it came is still here."""
    return _folder().exists(f"{public_id}.json")


def forget_raw(public_id: str) -> None:
    """Delete the feed as it came; what was found in it stays."""
    _folder().delete(f"{public_id}.json")


def forget(public_id: str) -> None:
    """Delete all of it."""
    forget_raw(public_id)
    _folder().delete(f"{public_id}.rows.json")


def _read(name: str) -> bytes:
    try:
        with _folder().open(name) as file:
            read: bytes = file.read()
            return read
    except FileNotFoundError as gone:
        raise NotFound from gone


def _folder() -> FileSystemStorage:
    return FileSystemStorage(
        location=f"{settings.MEDIA_ROOT}/readings",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )

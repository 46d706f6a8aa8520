"""Ids as HSDS wants them: UUIDs that are the same for ever, made from ours."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

# What an object of JSON is made of, before it is written down.
Written = dict[str, object]

# Of Hearthside, not of one house: a word of our vocabulary has the same id everywhere.
OURS: Final = UUID("8f0c7a54-7c1d-5e0a-9d64-2f1b6a3c9e10")


def id_of(kind: str, *names: str) -> str:
    """Return the id of something, such as id_of("service", group.id).

    Source: RFC 9562, section 5.5 (version 5, by name).
    """
    return str(uuid5(OURS, "/".join((kind, *names))))

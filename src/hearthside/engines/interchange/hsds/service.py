"""One service at one place, the same whether a table or an answer told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hearthside.engines.interchange.findings import Findings


@dataclass(frozen=True, slots=True)
class Service:
    """What a directory says of one service at one of its places.

    about -- the columns of services.csv, or the fields of the service; likewise place of
        the location, and address of its first address.
    kinds -- names of what the directory files it under. schedules -- as written.
    access -- what is said of getting in. findings -- counts what was about people.
    """

    key: str
    about: dict[str, Any]
    organisation: str = ""
    place: dict[str, Any] = field(default_factory=dict)
    address: dict[str, Any] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    schedules: tuple[dict[str, Any], ...] = ()
    languages: tuple[str, ...] = ()
    access: str = ""
    findings: Findings = field(default_factory=Findings)

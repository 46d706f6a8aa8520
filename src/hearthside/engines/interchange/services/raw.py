"""One service at one place as it was written, whether a table or an answer told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hearthside.engines.interchange.findings import Findings

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Raw:
    """What a directory wrote.

    about -- the fields of the service; whose -- of its organisation; place -- of the
    location; address -- of its first address. phones -- those of the service itself, of
    nobody by name. costs, hours -- as written. who -- eligibility in words.
    """

    key: str
    about: Fields
    whose: Fields = field(default_factory=dict)
    place: Fields = field(default_factory=dict)
    address: Fields = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    phones: tuple[Fields, ...] = ()
    languages: tuple[str, ...] = ()
    access: str = ""
    costs: tuple[Fields, ...] = ()
    who: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    findings: Findings = field(default_factory=Findings)

"""One service at one place as it was written, whether a table or an answer told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from hearthside.engines.interchange.findings import Findings

Fields = dict[str, Any]
Place = TypeVar("Place")

# Of services that are at several places, so many places are read of one list.
MOST_PLACES: Final = 20_000
TOO_MANY_PLACES: Final = (
    "A service in this list is at very many places. The first 20,000 were read, and the "
    "others left out. Ask whose list it is to send them in parts."
)
# What is said so many times over says nothing more after that.
MOST_SAID: Final = 40
MOST_NUMBERS: Final = 20
_LONGEST_ID: Final = 500


@dataclass(frozen=True, slots=True, eq=False)
class About:
    """What a directory wrote of one service, the same at all its places.

    fields -- of the service; whose -- of its organisation. costs -- as written. who --
    eligibility in words. languages, hours -- those of the service itself.
    """

    fields: Fields
    whose: Fields = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    costs: tuple[Fields, ...] = ()
    who: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    findings: Findings = field(default_factory=Findings)


@dataclass(frozen=True, slots=True, eq=False)
class Raw:
    """What a directory wrote of a service at one place.

    place -- the location; address -- its first address. phones -- those of the service
    there, of nobody by name; languages -- spoken at them. hours -- of this place, before
    those of the service.
    """

    key: str
    about: About
    place: Fields = field(default_factory=dict)
    address: Fields = field(default_factory=dict)
    phones: tuple[Fields, ...] = ()
    languages: tuple[str, ...] = ()
    access: str = ""
    hours: tuple[str, ...] = ()
    findings: Findings = field(default_factory=Findings)


class Places:
    """How many places of a list were read, where its services are at several."""

    def __init__(self) -> None:
        self.left = MOST_PLACES
        self.are_too_many = False

    def some_of(self, places: Sequence[Place]) -> Sequence[Place]:
        """Return as many of a service's places as are still read, one at least."""
        if len(places) < 2:
            return places
        taken = places[: max(1, self.left)]
        self.left -= len(taken)
        self.are_too_many = self.are_too_many or len(taken) < len(places)
        return taken


def id_of(written: str) -> str:
    """Return an id, made short where it is no id any more: each place repeats it."""
    if len(written) <= _LONGEST_ID:
        return written
    return hashlib.sha256(written.encode(errors="surrogatepass")).hexdigest()

"""The one line of an address taken apart, as other directories hold it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from hearthside.engines.interchange.place import one_line

# An outward code, with or without the rest: LS6, LS6 3AA.
_BRITISH: Final = re.compile(
    r"(?:^|\s)([A-Z]{1,2}[0-9][0-9A-Z]?(?:\s*[0-9][A-Z]{2})?)$", re.IGNORECASE
)
_COUNTRIES: Final = {"GB": "UK"}


@dataclass(frozen=True, slots=True)
class Postal:
    """An address in parts; any of them may be "".

    country -- as people write it at the end of an address.
    """

    street: str
    town: str
    code: str
    country: str

    @property
    def whole(self) -> str:
        """Everything in one line, parts between commas."""
        return one_line([self.street, self.town, self.code, self.country])


def taken_apart(address: str, *, town: str, country: str) -> Postal:
    """Return the parts of an address written in one line.

    address -- "Cardigan Road, Leeds LS6"; "" where there is none to tell.
    town -- what stands for the town where the address names none.
    country -- ISO 3166-1 alpha-2; postal codes are told apart in GB alone.
    """
    parts = [part for part in (each.strip() for each in address.split(",")) if part]
    code = ""
    if parts and country == "GB" and (found := _BRITISH.search(parts[-1])):
        code = " ".join(found[1].upper().split())
        parts[-1] = parts[-1][: found.start()].strip()
        parts = [part for part in parts if part]
    named = parts.pop() if len(parts) > 1 else town
    if not parts and not address:
        return Postal("", town, "", _COUNTRIES.get(country, country))
    return Postal(", ".join(parts), named, code, _COUNTRIES.get(country, country))

"""Asking one house, with patience that ends."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

from hearthside.core.fetching import (
    MEGABYTE,
    NotALink,
    NotFetched,
    Rules,
    Seen,
    check_link,
    look,
)

SECONDS: Final = 300.0
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


def _anywhere(address: str) -> bool:
    """Any machine: whoever typed the address sits at this one, and may ask what they like."""
    return True


RULES: Final = Rules(
    https_only=False, most_bytes=4 * MEGABYTE, seconds=20, reach=_anywhere
)


@dataclass(slots=True)
class House:
    """One house. root -- such as "https://groups.example.org", without a last slash.

    ends_at -- when patience is over, of time.monotonic().
    """

    root: str
    rules: Rules = RULES
    ends_at: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    @property
    def host(self) -> str:
        """The name of its machine."""
        return urlsplit(self.root).hostname or ""

    @property
    def is_private_on_the_way(self) -> bool:
        """Whether nobody between could change what is sent."""
        return self.root.startswith("https://") or self.host in _LOOPBACK

    def has(self, address: str) -> bool:
        """Return whether a whole address is one of this house."""
        return address.startswith(f"{self.root}/")

    def look(self, address: str, *, packed: str = "identity") -> Seen:
        """Return what an address of the house, such as "/help/", answers.

        Raises NotFetched, whatever the reason.
        """
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise NotFetched(
                f"It was not asked: the whole takes over {SECONDS / 60:.0f} minutes."
            )
        rules = replace(self.rules, seconds=min(self.rules.seconds, left))
        try:
            return look(f"{self.root}{address}", rules=rules, packed=packed)
        except NotALink as no:
            raise NotFetched(no.why) from no


def house_at(link: str, *, rules: Rules = RULES) -> House:
    """Return the house at an address as somebody types it.

    Raises NotALink.
    """
    parts = check_link(link, https_only=rules.https_only)
    if parts.path not in ("", "/") or parts.query:
        raise NotALink(
            f"A house is checked as a whole: write {parts.scheme}://{parts.netloc}."
        )
    return House(f"{parts.scheme}://{parts.netloc.lower()}", rules)

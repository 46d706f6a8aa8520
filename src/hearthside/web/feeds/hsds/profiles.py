"""The two standards we answer as. Only what they say of themselves differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Profile:
    """One standard.

    name -- in our addresses. version, profile, openapi_url -- as its root answer has them.
    """

    name: str
    version: str
    profile: str
    openapi_url: str


HSDS: Final = Profile(
    "hsds",
    "3.0",
    "https://docs.openreferral.org/en/3.0/hsds/overview.html",
    "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json",
)
UK: Final = Profile(
    "oruk",
    "HSDS-UK-3.0",
    "https://docs.openreferraluk.org/en/latest/",
    "https://docs.openreferraluk.org/en/latest/openapi30.json",
)

"""Fetching a file from an address the host approved: nothing else leaves this house.

`look` is for the command that looks at another house from somebody's own machine. `tell` is
for a language model the host named.

Source: OWASP Server-Side Request Forgery Prevention; IANA special-purpose registries.
"""

from .addresses import is_near, may_reach
from .asking import Fetched, fetch
from .following import MEGABYTE, NotFetched, Rules
from .links import NotALink, check_link
from .looking import PACKINGS, Seen, look
from .telling import tell

__all__ = [
    "MEGABYTE",
    "PACKINGS",
    "Fetched",
    "NotALink",
    "NotFetched",
    "Rules",
    "Seen",
    "check_link",
    "fetch",
    "is_near",
    "look",
    "may_reach",
    "tell",
]

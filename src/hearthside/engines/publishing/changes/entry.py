"""One change in what we publish, as a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One change.

    id -- an IRI, the same for ever and of this change alone. at -- aware. title, words --
    plain text. url -- the page to look at; empty where there is none any more.
    """

    id: str
    at: datetime
    title: str
    words: str
    url: str = ""

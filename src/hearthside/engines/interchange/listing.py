"""What one reading of a list gives back, whatever it is written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from hearthside.engines import words


@dataclass(frozen=True, slots=True)
class Listing:
    """One group on one weekday, as another directory lists it; fit to be shown.

    key -- the same in every reading of the feed, whatever the order of its rows.
    weekday -- 0 Monday to 6 Sunday.
    rule -- RRULE value where the list gives one, or "" for every week; starts_on is the
        day its fortnights count from, without are dates on which it does not meet.
    minutes -- how long it lasts; an hour where minutes_known is False.
    attendance -- a code of words.ATTENDANCE; topics, who_for, access, manner and languages
        are codes of the other vocabularies there.
    region -- from the narrow to the wide: "Mayfair, Philadelphia County".
    approximate -- True when address and position are an area, not a door.
    about, directions -- plain text of several lines; without anybody's number.
    online_url -- https, without a passcode; "" when there is none.
    source_updated -- when the directory last changed it; aware, UTC.
    suspended -- the group says that it does not meet for now.
    remarks -- where a rhythm other than weekly may be said ("last Friday").
    types_unknown -- codes of the feed that we could not read.
    """

    key: str
    name: str
    weekday: int
    starts_at: time
    minutes: int
    minutes_known: bool
    zone: str
    attendance: str = words.IN_PERSON
    topics: tuple[str, ...] = ()
    who_for: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    manner: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    place: str = ""
    address: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    approximate: bool = False
    about: str = ""
    directions: str = ""
    online_url: str = ""
    source_updated: datetime | None = None
    suspended: bool = False
    remarks: str = ""
    types_unknown: tuple[str, ...] = ()
    rule: str = ""
    starts_on: date | None = None
    without: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A row we can list.

    number -- the row's place in the feed, from 1.
    mended -- what was guessed, changed or lost, in sentences; empty for a row as it stands.
    """

    number: int
    listing: Listing
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row we cannot list.

    reason -- a sentence without anything of this row in it, so that it can be counted.
    detail -- a second sentence with what is special about this row, or "".
    """

    number: int
    key: str
    name: str
    reason: str
    detail: str = ""

    @property
    def why(self) -> str:
        """Return everything there is to say about it."""
        return f"{self.reason} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one feed gave.

    rows -- in the order of the feed; a row with two days gives two of them.
    feed_rows -- how many rows the feed had.
    mended -- what was wrong with the file as a whole, in sentences.
    dropped -- how many of what was left out so that nobody can be found by it.
    """

    rows: tuple[Kept | Refused, ...]
    feed_rows: int
    mended: tuple[str, ...]
    dropped: Counter[str]

    @property
    def listings(self) -> Iterator[Listing]:
        """Return what may be listed, in the order of the feed."""
        return (row.listing for row in self.rows if isinstance(row, Kept))

    @property
    def kept(self) -> list[Kept]:
        """Return the rows that were taken as they stand."""
        return [row for row in self.rows if isinstance(row, Kept) and not row.mended]

    @property
    def repaired(self) -> list[Kept]:
        """Return the rows that were taken with something mended."""
        return [row for row in self.rows if isinstance(row, Kept) and row.mended]

    @property
    def refused(self) -> list[Refused]:
        """Return the rows that cannot be listed."""
        return [row for row in self.rows if isinstance(row, Refused)]

    @property
    def mendings(self) -> Counter[str]:
        """Return what was mended, and in how many rows."""
        return Counter(sentence for row in self.repaired for sentence in row.mended)

    @property
    def refusals(self) -> Counter[str]:
        """Return why rows were refused, and how many."""
        return Counter(row.reason for row in self.refused)

    @property
    def reasons(self) -> Counter[str]:
        """Return every sentence about mending or refusing, and how often it came up."""
        return self.mendings + self.refusals

    @property
    def types_unknown(self) -> Counter[str]:
        """Return the codes nobody could read, and how many listings had them."""
        return Counter(
            code for listing in self.listings for code in listing.types_unknown
        )

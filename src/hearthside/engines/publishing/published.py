"""What we publish of one group: the one shape from which every standard is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hearthside.engines.recurrence import Pattern


@dataclass(frozen=True, slots=True)
class Publisher:
    """The charity that answers for what is published.

    address -- https address of the house, without a slash at its end.
    zone -- IANA name. country -- ISO 3166-1 alpha-2.
    """

    name: str
    strapline: str
    address: str
    zone: str
    country: str


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """One date of the coming quarter as it truly is.

    on -- the date the pattern gave: its stable key. usual_start -- what the pattern gave.
    starts_at, ends_at -- aware. is_called_off -- nobody is there.
    is_unsure -- it has no two facilitators yet, so it may still be called off.
    sequence -- 1, and one more with every change (RFC 5545, section 3.8.7.4).
    changed_at -- aware; None while it is as the pattern gave it.
    """

    id: str
    on: date
    starts_at: datetime
    ends_at: datetime
    usual_start: datetime
    is_called_off: bool
    is_unsure: bool
    place_note: str
    sequence: int
    changed_at: datetime | None

    @property
    def is_moved(self) -> bool:
        return not self.is_called_off and self.starts_at != self.usual_start

    @property
    def is_usual(self) -> bool:
        """Whether the pattern already says everything there is to say of it."""
        return not (self.is_called_off or self.is_moved or self.place_note)


@dataclass(frozen=True, slots=True)
class Published:
    """One of our groups, as much of it as anybody may read.

    Nothing withheld is in here: no address, place or way in of a group that keeps its
    address to its own people, never a link to a call, never a person.

    id -- opaque, the same for ever. url -- its page. area -- its locality's name;
    area_slug -- the same in every season, whatever the locality is called.
    attendance, said -- words of `engines.words`; languages are ISO 639 codes of their own.
    latitude, longitude -- degrees, WGS 84; both or neither.
    is_approximate -- the place is a postcode area or a town, not a door.
    has_online_link -- one can take part from home; how, its facilitators say.
    pattern -- when it usually meets. dates -- the coming quarter, soonest first; empty
    while it takes a pause. sequence -- 1, and more with every change of what it says.
    changed_at -- aware; when any of this last changed; details_changed_at -- dates aside.
    """

    id: str
    url: str
    name: str
    one_line: str
    about: str
    first_time: str
    area: str
    attendance: str
    place_name: str
    address: str
    address_withheld: bool
    district: str
    latitude: float | None
    longitude: float | None
    is_approximate: bool
    directions: str
    access_notes: str
    online_note: str
    has_online_link: bool
    said: tuple[str, ...]
    languages: tuple[str, ...]
    seats: int
    is_paused: bool
    pattern: Pattern
    dates: tuple[PublishedDate, ...]
    sequence: int
    confirmed_at: datetime
    changed_at: datetime
    details_changed_at: datetime
    area_slug: str = ""

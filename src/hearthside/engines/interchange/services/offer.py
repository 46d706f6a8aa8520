"""One service as it may be kept, and what became of each row of a list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

LONGEST_KEY = 120
LONGEST_NAME = 200
LONGEST_LINE = 300
LONGEST_OFFERS = 2_000
MOST_WAYS = 4


@dataclass(frozen=True, slots=True)
class Way:
    """A number to reach a service by.

    kind -- "voice", "text" or "textphone". display -- as people read it. dial -- what a
    phone in its own country is handed. abroad -- the same from any other country ("tel:+44
    ..."), "" where it cannot be dialled from there. says -- what the number is for.
    """

    kind: str
    display: str
    dial: str
    abroad: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a directory says of one service at one place.

    needs, who, languages, access -- codes of engines.needs and engines.words.
    cost -- "free", "pays", or "" where nobody said. country -- two letters.
    youngest, oldest -- ages in whole years. latitude, longitude -- degrees, WGS 84.
    web -- an https address. mailbox -- an e-mail address that is a desk's, nobody's own.
    alert -- what its directory warns of.
    """

    key: str
    name: str
    organisation: str
    offers: str
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    cost: str = ""
    cost_words: str = ""
    who: tuple[str, ...] = ()
    who_words: str = ""
    youngest: int | None = None
    oldest: int | None = None
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    access_words: str = ""
    hours: str = ""
    how: str = ""
    alert: str = ""
    ways: tuple[Way, ...] = ()
    web: str = ""
    mailbox: str = ""
    address: str = ""
    town: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    assured_on: date | None = None


@dataclass(frozen=True, slots=True)
class KeptOffer:
    """A row that is kept; mended -- what was changed about it, in sentences."""

    number: int
    offer: Offer
    mended: tuple[str, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class RefusedOffer:
    """A row that is not kept, and why."""

    number: int
    name: str
    why: str
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class OfferReading:
    """Everything a list of services held. mended -- about the file as a whole."""

    rows: tuple[KeptOffer | RefusedOffer, ...]
    mended: tuple[str, ...] = ()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is kept, mended or not."""
        return tuple(row.offer for row in self.rows if isinstance(row, KeptOffer))

    @property
    def kept(self) -> int:
        """How many are kept as they stand."""
        return sum(isinstance(row, KeptOffer) and not row.mended for row in self.rows)

    @property
    def repaired(self) -> int:
        """How many are kept but were mended."""
        return sum(isinstance(row, KeptOffer) and bool(row.mended) for row in self.rows)

    @property
    def refused(self) -> int:
        """How many are not kept."""
        return sum(isinstance(row, RefusedOffer) for row in self.rows)

    @property
    def reasons(self) -> Counter[str]:
        """Each sentence about mending or refusing, with how often."""
        said: Counter[str] = Counter()
        for row in self.rows:
            said.update([row.why] if isinstance(row, RefusedOffer) else row.mended)
        return said

    @property
    def dropped(self) -> Counter[str]:
        """What was left out so that nobody can be found by it, with how often."""
        return _sum(row.dropped for row in self.rows)


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total

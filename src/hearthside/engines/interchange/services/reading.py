"""From what a directory wrote to what may be kept of it, row by row."""

from __future__ import annotations

from datetime import date
from typing import Final

from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.texts import as_text

from .from_answers import read_answers
from .from_tables import read_tables
from .offer import KeptOffer, Offer, OfferReading, RefusedOffer
from .raw import Raw
from .saying import NO_KEY, Saying, why_not

TWICE: Final = "A row before it has the same id."
SAME: Final = "A row before it says the same, word for word."
NOT_A_SERVICE: Final = "This is not a service: a row should be one { } with its fields."
_ZIP: Final = b"PK\x03\x04"


def read_services(raw: bytes, *, country: str, today: date) -> OfferReading:
    """Return every service at every place kept, mended or refused.

    raw -- a zip of HSDS 1.1 tables, or HSDS 3.0 or Open Referral UK 3.0 as JSON.
    country -- two letters; for rows that say none.

    Raises NotAFeed.
    """
    mended: list[str] = []
    is_zip = raw[:4] == _ZIP
    found = read_tables(raw, mended) if is_zip else read_answers(raw, mended)
    seen, saying = _Seen(), Saying(country=country, today=today)
    rows = [
        _row(number, one, seen, saying) for number, one in enumerate(found, start=1)
    ]
    return OfferReading(tuple(rows), tuple(mended))


class _Seen:
    """What the list had before a row: its ids, and what was said."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.said: set[tuple[object, ...]] = set()

    def why_again(self, offer: Offer) -> str:
        """Return why this is a row we have, or ""; remember it otherwise."""
        said = (
            offer.name, offer.organisation, offer.offers, offer.address,
            offer.latitude, offer.longitude, offer.ways,
        )  # fmt: skip
        if offer.key in self.keys:
            return TWICE
        if said in self.said:
            return SAME
        self.keys.add(offer.key)
        self.said.add(said)
        return ""


def _row(
    number: int, raw: Raw | None, seen: _Seen, saying: Saying
) -> KeptOffer | RefusedOffer:
    if raw is None:
        return RefusedOffer(number, "", NOT_A_SERVICE)
    findings: Findings = raw.findings
    findings.add(raw.about.findings)
    if not as_text(raw.key).strip(" -"):
        return RefusedOffer(number, saying.called(raw), NO_KEY, findings.dropped)
    offer = saying.offer_of(raw, findings)
    why = why_not(raw, offer) or seen.why_again(offer)
    if why:
        return RefusedOffer(number, saying.called(raw), why, findings.dropped)
    return KeptOffer(number, offer, tuple(findings.mended), findings.dropped)

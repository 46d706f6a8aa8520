"""What one row says, in the fields we keep; and which rows are not kept."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import Final

from hearthside.engines import words
from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.links import safe_link
from hearthside.engines.interchange.place import one_line, position
from hearthside.engines.interchange.texts import as_text, bare, joined, notes
from hearthside.engines.needs import needs_in

from .costs import cost_of
from .dialling import ways_of
from .offer import LONGEST_KEY, LONGEST_LINE, LONGEST_NAME, Offer, Way
from .once import Once
from .raw import MOST_SAID, About, Fields, Raw

NO_KEY: Final = "It has no id, so it could not be known again next time."
NO_NAME: Final = "It has no name."
ENDED: Final = "Its directory says that it no longer runs."
NO_WAY: Final = "It says no way to reach it: no number, no website, no address."
NOT_SAID: Final = (
    "Its address is kept secret, so it was left out with its place on the map."
)
NO_WEBSITE: Final = "Its web address could not be shown safely, so it was left out."
NO_ASSURED_DAY: Final = "The day it was last checked could not be read."

_OVER: Final = ("inactive", "defunct", "closed", "temporarily closed")
_SECRET: Final = re.compile(
    r"confidential|undisclosed|not disclosed|address withheld|secret location",
    re.IGNORECASE,
)
_MAILBOX: Final = re.compile(
    r"(?:info|hello|enquir(?:y|ies)|inquiries|contact(?:us)?|office|admin|reception|help"
    r"|support|referrals?|mail|services|appointments|advice|team)"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}",
    re.IGNORECASE,
)
_WHO: Final = {
    "carers": r"\bcarers?\b|caregiver|families and friends",
    "men": r"\bmen\b(?!.{0,12}\bwomen\b)|\bmales?\b",
    "women": r"\bwomen\b|\bfemales?\b",
    "young_adults": r"young adults?|18.?(?:to|-).?(?:2\d|30)",
    "older": r"\bseniors?\b|older (?:people|adults?)|elderly|over.?(?:50|55|60|65)|"
    r"(?:50|55|60|65)\s?(?:\+|years|and over|or older)",
    "lgbtq": r"lgbt|\bgay\b|lesbian|transgender",
    "veterans": r"veteran|armed forces",
    "new_parents": r"new (?:parents?|mothers?|mums?)|pregnan",
}
_FOR: Final = {code: re.compile(shape, re.IGNORECASE) for code, shape in _WHO.items()}
_ACCESS: Final = {
    "step_free": r"wheelchair|handicap|step.?free|accessible (?:entrance|building)",
    "accessible_toilet": r"accessible toilet|disabled toilet",
    "hearing_loop": r"hearing loop|induction loop",
    "sign_language": r"sign language|\bbsl\b|\basl\b",
    "parking": r"parking",
    "bus": r"\bbus(?:es)?\b",
}
_OFFERED: Final = {
    code: re.compile(shape, re.IGNORECASE) for code, shape in _ACCESS.items()
}
_TONGUES: Final = {label.casefold(): code for code, label in words.LANGUAGES.items()} | {
    "creole": "ht", "haitian": "ht", "mandarin": "zh", "cantonese": "zh", "bsl": "sgn-gb",
    "american sign language (asl)": "sgn-us", "farsi": "fa", "bengali; bangla": "bn",
}  # fmt: skip
_COUNTRIES: Final = {
    "usa": "US", "u.s.a.": "US", "united states": "US", "united states of america": "US",
    "uk": "GB", "united kingdom": "GB", "england": "GB", "wales": "GB", "scotland": "GB",
    "northern ireland": "GB", "great britain": "GB", "ireland": "IE", "canada": "CA",
    "australia": "AU", "new zealand": "NZ",
}  # fmt: skip


class Saying:
    """The services of one list, each put into our fields once for all its places."""

    def __init__(self, *, country: str, today: date) -> None:
        self._country, self._today = country, today
        self._once = Once()
        self._last: tuple[About, Offer, Findings] | None = None
        self._ways: tuple[tuple[Fields, ...], str, tuple[Way, ...], Findings] | None = (
            None
        )

    def offer_of(self, raw: Raw, findings: Findings) -> Offer:
        """Return what is kept of a row; adds to findings what was mended or left out."""
        if self._last is None or self._last[0] is not raw.about:
            found = Findings()
            self._last = raw.about, self._everywhere(raw.about, found), found
        _, said, found = self._last
        findings.add(found)
        where = _country(raw, self._country)
        address, town, spot = _where(raw, findings, self._once)
        access = self._once.line(raw.access, findings, most=LONGEST_LINE)
        hours = said.hours
        if raw.hours:
            every = (*raw.hours, *raw.about.hours)[:MOST_SAID]
            hours = self._once.one_line(every, findings, most=LONGEST_LINE)
        spoken = _languages(raw.languages[:MOST_SAID])
        return replace(
            said,
            key=_key(raw.key),
            languages=tuple(dict.fromkeys((*said.languages, *spoken))),
            access=_codes(_OFFERED, access),
            access_words=access,
            hours=hours,
            ways=self._ways_of(raw, where, findings),
            address=address,
            town=town,
            country=where,
            latitude=spot[0],
            longitude=spot[1],
        )

    def called(self, raw: Raw) -> str:
        """Return the name of a row for a report, with nothing remembered about cleaning it."""
        return self._once.line(raw.about.fields.get("name"), Findings(), most=120)

    def _everywhere(self, about: About, findings: Findings) -> Offer:
        """Return what a service says of itself, wherever it is."""
        fields, line = about.fields, self._once.line
        name = line(fields.get("name"), findings, most=LONGEST_NAME)
        # Some directories write the two signs where they mean a new line.
        described = as_text(fields.get("description")).replace("\\n", "\n")
        offers = joined([notes(described, findings)], findings)
        kinds = tuple(
            dict.fromkeys(
                k for one in about.kinds if (k := line(one, Findings(), most=80))
            )
        )
        filed = " ; ".join((name, *kinds))
        who = self._once.one_line(about.who, findings, most=LONGEST_LINE)
        cost, cost_words = cost_of(about, findings, self._once)
        return Offer(
            key="",
            name=name,
            organisation=line(about.whose.get("name"), findings, most=LONGEST_NAME),
            offers=offers,
            kinds=kinds[:12],
            needs=needs_in(filed) or needs_in(offers[:300]),
            cost=cost,
            cost_words=cost_words,
            who=_codes(_FOR, f"{filed} ; {who}"),
            who_words=who,
            youngest=_age(fields.get("minimum_age")),
            oldest=_age(fields.get("maximum_age")),
            languages=_languages(about.languages),
            hours=self._once.one_line(about.hours, findings, most=LONGEST_LINE),
            how=line(fields.get("application_process"), findings, most=LONGEST_LINE),
            alert=line(fields.get("alert"), findings, most=LONGEST_LINE),
            web=_web(about, findings),
            mailbox=_mailbox(about, findings),
            assured_on=_assured(fields, findings, today=self._today),
        )

    def _ways_of(self, raw: Raw, where: str, findings: Findings) -> tuple[Way, ...]:
        last = self._ways
        if last is None or last[0] is not raw.phones or last[1] != where:
            found = Findings()
            ways = ways_of(raw.phones, country=where, findings=found)
            last = self._ways = raw.phones, where, ways, found
        findings.add(last[3])
        return last[2]


def why_not(raw: Raw, offer: Offer) -> str:
    """Return why this row is not kept, or ""."""
    if as_text(raw.about.fields.get("status")).strip().casefold() in _OVER:
        return ENDED
    if not offer.name:
        return NO_NAME
    if not (offer.ways or offer.web or offer.address or offer.mailbox):
        return NO_WAY
    return ""


def _key(written: str) -> str:
    key = bare(written, most=10_000)
    if len(key) <= LONGEST_KEY:
        return key
    return hashlib.sha256(key.encode()).hexdigest()


def _codes(shapes: dict[str, re.Pattern[str]], said: str) -> tuple[str, ...]:
    return tuple(code for code, shape in shapes.items() if shape.search(said))


def _country(raw: Raw, country: str) -> str:
    said = " ".join(as_text(raw.address.get("country")).split())
    if re.fullmatch(r"[A-Za-z]{2}", said) and said.casefold() != "uk":
        return said.upper()
    return _COUNTRIES.get(said.casefold(), country)


def _where(
    raw: Raw, findings: Findings, once: Once
) -> tuple[str, str, tuple[float | None, float | None]]:
    """Return its address, its town, and its place on the map."""
    fields = raw.address
    parts = [
        once.line(fields.get(name), findings, most=120)
        for name in ("address_1", "address_2", "city", "postal_code")
    ]
    whole = " ".join((*parts, as_text(raw.place.get("name"))[:200]))
    if _SECRET.search(whole):
        findings.mend(NOT_SAID)
        return "", "", (None, None)
    spot = position(raw.place.get("latitude"), raw.place.get("longitude"), findings)
    return one_line(parts)[:240], parts[2][:80], spot


def _web(about: About, findings: Findings) -> str:
    whose = about.whose
    for held, name in ((about.fields, "url"), (whose, "url"), (whose, "website")):
        written = as_text(held.get(name)).strip()
        if not written:
            continue
        quiet = Findings()  # its sentences speak of the link to a meeting
        found = safe_link(written, quiet)
        findings.dropped.update(quiet.dropped)
        if found and len(found) <= LONGEST_LINE:
            return found
        findings.mend(NO_WEBSITE)
    return ""


def _mailbox(about: About, findings: Findings) -> str:
    """Return the mailbox of the service where its name is a desk's and nobody's own."""
    for held in (about.fields, about.whose):
        written = as_text(held.get("email")).strip()
        if not written:
            continue
        if len(written) <= 120 and _MAILBOX.fullmatch(written):
            return written.lower()
        findings.drop("e-mail addresses")
    return ""


def _age(value: object) -> int | None:
    written = as_text(value).split(".")[0].strip()
    if not (written.isascii() and written.isdigit() and len(written) <= 3):
        return None
    age = int(written)
    # A hundred years is how forms say "no limit".
    return age if 0 < age < 100 else None


def _languages(said: tuple[str, ...]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in said:
        word = bare(one, most=40).casefold()
        code = word if word in words.LANGUAGES else _TONGUES.get(word, "")
        if code:
            found[code] = None
    return tuple(found)


def _assured(fields: Fields, findings: Findings, *, today: date) -> date | None:
    written = as_text(fields.get("assured_date") or fields.get("last_assured")).strip()
    if not written:
        return None
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        day = date.max
    if not date(1990, 1, 1) <= day <= today:
        findings.mend(NO_ASSURED_DAY)
        return None
    return day

"""What one row says, in the fields we keep; and which rows are not kept."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Final

from hearthside.engines import words
from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.links import safe_link
from hearthside.engines.interchange.place import one_line, position
from hearthside.engines.interchange.texts import as_text, bare, joined, line, notes
from hearthside.engines.needs import needs_in

from .dialling import ways_of
from .offer import LONGEST_KEY, LONGEST_LINE, LONGEST_NAME, Offer
from .raw import Fields, Raw

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
_FREE: Final = re.compile(
    r"\bfree\b(?! parking)|\bno (?:fees?|charges?|costs?)\b|without charge|^none\.?$|at no cost|"
    r"\bnothing to pay\b|^[£$€]\s?0(?:\.00)?$",
    re.IGNORECASE,
)
_PAYS: Final = re.compile(
    r"[£$€]\s?\d|\d\s?(?:gbp|usd|eur|pounds|dollars)|sliding (?:fee|scale)|insurance|"
    r"medicaid|medicare|\bfees?\b|\bcharges?\b|\bpay\b|contribution|"
    r"\bnot (?:for )?free\b",
    re.IGNORECASE,
)
# Words of a price that say there is none.
_NO_PRICE: Final = re.compile(
    r"\b(?:no|without(?: any)?|free of) (?:fees?|charges?|costs?|insurance)\b"
    r"(?: (?:or|and) (?:fees?|charges?|costs?)\b)?|\bnothing to pay\b|"
    r"\bvoluntary contributions?\b|[£$€]\s?0(?:\.00)?(?![\d.,]*\d)",
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


def offer_of(raw: Raw, findings: Findings, *, country: str, today: date) -> Offer:
    """Return what is kept of a row; adds to findings what was mended or left out."""
    about = raw.about
    name = line(about.get("name"), findings, most=LONGEST_NAME)
    # Some directories write the two signs where they mean a new line.
    described = as_text(about.get("description")).replace("\\n", "\n")
    offers = joined([notes(described, findings)], findings)
    kinds = tuple(dict.fromkeys(k for one in raw.kinds if (k := bare(one, most=80))))
    filed = " ; ".join((name, *kinds))
    who = _one_line(raw.who, findings)
    cost, cost_words = _cost(raw, findings)
    where = _country(raw, country)
    address, town, spot = _where(raw, findings)
    access = line(raw.access, findings, most=LONGEST_LINE)
    return Offer(
        key=_key(raw.key),
        name=name,
        organisation=line(raw.whose.get("name"), findings, most=LONGEST_NAME),
        offers=offers,
        kinds=kinds[:12],
        needs=needs_in(filed) or needs_in(offers[:300]),
        cost=cost,
        cost_words=cost_words,
        who=_codes(_FOR, f"{filed} ; {who}"),
        who_words=who,
        youngest=_age(about.get("minimum_age")),
        oldest=_age(about.get("maximum_age")),
        languages=_languages(raw.languages),
        access=_codes(_OFFERED, access),
        access_words=access,
        hours=_one_line(raw.hours, findings),
        how=line(about.get("application_process"), findings, most=LONGEST_LINE),
        alert=line(about.get("alert"), findings, most=LONGEST_LINE),
        ways=ways_of(raw.phones, country=where, findings=findings),
        web=_web(raw, findings),
        mailbox=_mailbox(raw, findings),
        address=address,
        town=town,
        country=where,
        latitude=spot[0],
        longitude=spot[1],
        assured_on=_assured(about, findings, today=today),
    )


def why_not(raw: Raw, offer: Offer) -> str:
    """Return why this row is not kept, or ""."""
    if as_text(raw.about.get("status")).strip().casefold() in _OVER:
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


def _one_line(said: tuple[str, ...], findings: Findings) -> str:
    """Return what was said several times over, each thing once, on one line."""
    parts = dict.fromkeys(p for one in said if (p := line(one, findings, most=300)))
    text = " · ".join(parts)
    return line(text, findings, most=LONGEST_LINE) if len(text) > 300 else text


def _codes(shapes: dict[str, re.Pattern[str]], said: str) -> tuple[str, ...]:
    return tuple(code for code, shape in shapes.items() if shape.search(said))


def _cost(raw: Raw, findings: Findings) -> tuple[str, str]:
    """Return whether it is free, and what was said of it."""
    about = raw.about
    said = [as_text(about.get("fees_description")), as_text(about.get("fees"))]
    amounts = []
    for one in raw.costs:
        parts = [
            as_text(one.get(n)) for n in ("option", "amount", "amount_description")
        ]
        said.append(" ".join(part for part in parts if part))
        amounts.append(_amount(one.get("amount")))
    told = _one_line(tuple(said), findings)
    priced = [amount for amount in amounts if amount is not None]
    if priced:
        return ("pays" if any(priced) else "free"), told
    # "Free for members, others pay 5" is not free for whoever asks.
    if _PAYS.search(_NO_PRICE.sub(" ", told)):
        return "pays", told
    return ("free" if _FREE.search(told) else ""), told


def _amount(value: object) -> float | None:
    try:
        return float(as_text(value)) if as_text(value).strip() else None
    except ValueError:
        return None


def _country(raw: Raw, country: str) -> str:
    said = " ".join(as_text(raw.address.get("country")).split())
    if re.fullmatch(r"[A-Za-z]{2}", said) and said.casefold() != "uk":
        return said.upper()
    return _COUNTRIES.get(said.casefold(), country)


def _where(
    raw: Raw, findings: Findings
) -> tuple[str, str, tuple[float | None, float | None]]:
    """Return its address, its town, and its place on the map."""
    fields = raw.address
    parts = [
        line(fields.get(name), findings, most=120)
        for name in ("address_1", "address_2", "city", "postal_code")
    ]
    whole = " ".join((*parts, as_text(raw.place.get("name"))[:200]))
    if _SECRET.search(whole):
        findings.mend(NOT_SAID)
        return "", "", (None, None)
    spot = position(raw.place.get("latitude"), raw.place.get("longitude"), findings)
    return one_line(parts)[:240], parts[2][:80], spot


def _web(raw: Raw, findings: Findings) -> str:
    for held, name in ((raw.about, "url"), (raw.whose, "url"), (raw.whose, "website")):
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


def _mailbox(raw: Raw, findings: Findings) -> str:
    """Return the mailbox of the service where its name is a desk's and nobody's own."""
    for held in (raw.about, raw.whose):
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


def _assured(about: Fields, findings: Findings, *, today: date) -> date | None:
    written = as_text(about.get("assured_date") or about.get("last_assured")).strip()
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

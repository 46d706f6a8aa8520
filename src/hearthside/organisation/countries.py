"""Numbers that answer in other countries: what Help now says when the house knows no better.

Part of the code, so that they are there before any table is. Nobody of the project rings
them: each names the page it was read on, and the day. What could not be read on a page of
whoever answers, or of a public body, is not here. A charity's own lines come first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Number:
    """One number: for what, as people read it, as a phone dials it.

    source -- the page that says so, of whoever answers there or of a public body.
    verified_at -- the day somebody read it there.
    """

    what: str | Promise
    display: str | Promise
    dial: str
    source: str
    verified_at: date


@dataclass(frozen=True, slots=True)
class Country:
    """The numbers of one country.

    code -- two letters; urgent -- when a life is in danger; typed -- the same for those
    who type instead of speaking.
    """

    code: str
    name: str | Promise
    urgent: Number
    talk: tuple[Number, ...]
    typed: tuple[Number, ...] = ()

    @property
    def every(self) -> tuple[Number, ...]:
        """All of them, the urgent ones first."""
        return (self.urgent, *self.typed, *self.talk)

    @property
    def source(self) -> str:
        """The sites these were read on, each once."""
        sites = (urlsplit(one.source).netloc for one in self.every)
        return ", ".join(dict.fromkeys(site.removeprefix("www.") for site in sites))


ANY_TIME: Final = _("Any time, every day.")
_EMERGENCY: Final = _("Emergency")
# Where each was read, in copies that may be older than the day.
_READ_ON: Final = date(2026, 11, 21)
_SAMARITANS: Final = "https://www.samaritans.org/how-we-can-help/contact-samaritan/"
_WYOMING: Final = (
    "https://health.wyo.gov/publichealth/prevention/wivpp/suicide-prevention/"
    "988-suicide-crisis-lifeline"
)
_CANADA_988: Final = "https://crtc.gc.ca/eng/archive/2022/2022-234.htm"
# The health minister's words on the day it began.
_NEW_ZEALAND_1737: Final = (
    "https://www.scoop.co.nz/stories/PA1706/S00527/"
    "single-phone-number-to-access-support-services.htm"
)


def _number(
    what: str | Promise, display: str | Promise, dial: str, source: str
) -> Number:
    return Number(what, display, dial, source, _READ_ON)


COUNTRIES: Final = (
    Country(
        "GB",
        _("United Kingdom"),
        _number(
            _EMERGENCY,
            "999",
            "tel:999",
            "https://www.lincs.police.uk/news/lincolnshire/news/2024/sep-2024/"
            "advice-if-you-know-someone-who-is-vulnerable/",
        ),
        (
            _number("Samaritans", "116 123", "tel:116123", _SAMARITANS),
            _number(
                "Shout",
                _("Text SHOUT to 85258"),
                "sms:85258",
                "https://www.giveusashout.org/faqs/",
            ),
        ),
        (
            _number(
                _("Emergency, by text"),
                _("Text 999. Before the first time, text REGISTER to 999"),
                "sms:999",
                "https://www.southtees.nhs.uk/services/audiology/emergencysms/",
            ),
        ),
    ),
    # The text line 50808 is left out: which word to send we could not confirm.
    Country(
        "IE",
        _("Ireland"),
        _number(
            _EMERGENCY,
            "112",
            "tel:112",
            "https://www.kildarestreet.com/wrans/?id=2025-11-25a.1853",
        ),
        (_number("Samaritans", "116 123", "tel:116123", _SAMARITANS),),
    ),
    Country(
        "US",
        _("United States"),
        _number(_EMERGENCY, "911", "tel:911", _WYOMING),
        (
            _number("988 Lifeline", "988", "tel:988", _WYOMING),
            _number("988 Lifeline", _("Text 988"), "sms:988", _WYOMING),
        ),
    ),
    Country(
        "CA",
        _("Canada"),
        _number(
            _EMERGENCY,
            "911",
            "tel:911",
            "https://crtc.gc.ca/eng/archive/2024/lt240125.htm",
        ),
        (
            _number("9-8-8", "988", "tel:988", _CANADA_988),
            _number("9-8-8", _("Text 988"), "sms:988", _CANADA_988),
        ),
    ),
    Country(
        "AU",
        _("Australia"),
        _number(_EMERGENCY, "000", "tel:000", "https://www.police.nsw.gov.au/?a=6943"),
        (
            _number(
                "Lifeline",
                "13 11 14",
                "tel:131114",
                "https://www.lifeline.org.au/About-Lifeline/"
                "Want-to-know-more-about-Lifeline-/Lifeline-Information",
            ),
        ),
        (
            _number(
                _("Emergency, by textphone"),
                _("106, from a textphone only"),
                "tel:106",
                "https://www.sdrc.qld.gov.au/living-here/disaster-management/"
                "before-a-disaster/i-have-a-disability/mobility-issue/"
                "im-deaf-or-hard-of-hearing",
            ),
        ),
    ),
    Country(
        "NZ",
        _("New Zealand"),
        _number(
            _EMERGENCY,
            "111",
            "tel:111",
            "https://www.govt.nz/browse/crime-and-justice/crimes-and-emergencies/"
            "111-emergency-service/",
        ),
        (
            _number("1737", "1737", "tel:1737", _NEW_ZEALAND_1737),
            _number("1737", _("Text 1737"), "sms:1737", _NEW_ZEALAND_1737),
        ),
    ),
)
ANYWHERE: Final = _number(
    _("Emergency, in the European Union and many other places"),
    "112",
    "tel:112",
    "https://pulizija.gov.mt/en/emergency-services-112/",
)
FINDER: Final = "https://findahelpline.com/"


def country(code: str) -> Country | None:
    """Return what we know of a country, or None."""
    return next((one for one in COUNTRIES if one.code == code), None)


def others(code: str) -> tuple[Country, ...]:
    """Return every country but this one."""
    return tuple(one for one in COUNTRIES if one.code != code)

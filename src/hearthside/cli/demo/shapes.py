"""The shapes the demo organisation is written in: plain frozen data, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoLocality:
    """An area with coordinators of its own.

    latitude, longitude -- degrees, WGS 84: the middle of it, for "near me".
    """

    slug: str
    name: str
    blurb: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class DemoVenue:
    """A door, and how to reach it.

    outward -- the first half of the postcode, as in "LS6".
    latitude, longitude -- degrees, WGS 84, good to a few hundred metres.
    """

    name: str
    address: str
    outward: str
    latitude: float
    longitude: float
    getting_there: str
    access_notes: str
    door: str


@dataclass(frozen=True, slots=True)
class DemoGroup:
    """A group, in its own words.

    topics, who_for, access, manner, attendance -- codes of hearthside.engines.words.
    recurrence -- the sentence on the screen: "Every Tuesday at 7.30pm".
    minutes -- from open to close.
    venue -- nothing where nobody travels: online, or by phone.
    address_withheld -- the address is given to people who ask, and not listed.
    """

    slug: str
    locality: str
    name: str
    one_line: str
    about: str
    topics: tuple[str, ...]
    who_for: tuple[str, ...]
    access: tuple[str, ...]
    manner: tuple[str, ...]
    languages: tuple[str, ...]
    attendance: str
    recurrence: str
    minutes: int
    seats: int
    venue: DemoVenue | None
    online_note: str
    first_time: str
    who_meets_you: str
    agreement: tuple[str, ...]
    hours_note: str
    founded_years_ago: int
    address_withheld: bool = False
    online_link: str = ""
    zone: str = "Europe/London"


@dataclass(frozen=True, slots=True)
class DemoPause:
    """A stretch of dates on which a group does not meet.

    first_week, last_week -- weeks from today, both included.
    """

    group: str
    first_week: int
    last_week: int
    words: str


@dataclass(frozen=True, slots=True)
class DemoTraining:
    """A course somebody finished.

    days_ago -- when, counted back from today, so that the demo never grows old.
    lasts_days -- for how long it counts; it is out of date once days_ago is larger.
    """

    name: str
    days_ago: int
    lasts_days: int


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo, by the name they chose.

    roles -- (role, scope): the scope is a group's slug, a locality's slug, or "" for
    the whole organisation.
    names -- (group's slug, the other name they have there); elsewhere it is `called`.
    email -- of a reserved domain that reaches nobody, or "".
    """

    key: str
    called: str
    roles: tuple[tuple[str, str], ...]
    training: tuple[DemoTraining, ...] = ()
    email: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DemoHelpline:
    """A real national service, and how to reach it.

    display -- as people say and dial it; dial -- the same as a tel: or sms: address.
    deaf_ways -- how to reach it by text, relay or sign, or that we know of no way.
    text -- a number for texts beside the voice one, as (display, dial). opens -- the hours
    as a phone reckons with them, empty where bank holidays or the day change them.
    source -- the page of the service itself on which the facts can be checked.
    verified_days_ago -- counted back from today.
    """

    slug: str
    name: str
    display: str
    dial: str
    hours: str
    who_for: str
    deaf_ways: str
    source: str
    verified_days_ago: int
    languages: tuple[str, ...] = ("en",)
    text: tuple[str, str] = ("", "")
    opens: str = ""


@dataclass(frozen=True, slots=True)
class DemoAgreement:
    """One version of what the members of a group promise one another.

    group -- the group's slug, or "" for the text every new group begins with.
    days_ago -- when it began to count, counted back from today.
    """

    group: str
    version: int
    promises: tuple[str, ...]
    why: str
    days_ago: int


@dataclass(frozen=True, slots=True)
class DemoWording:
    """What the organisation says everywhere, in its own voice."""

    organisation: str
    strapline: str
    confidentiality_limits: str
    visitor_privacy: str
    first_time: str
    under_18: str
    out_of_hours: str
    mail_footer: str
    agreements: tuple[DemoAgreement, ...]


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One step of an evening."""

    kind: str
    title: str
    minutes: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class DemoEvening:
    """How one group's evening runs; opening and closing are read aloud, a line at a time."""

    group: str
    template: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    steps: tuple[DemoStep, ...]


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """The whole demo, ready to be planted."""

    wording: DemoWording
    localities: tuple[DemoLocality, ...]
    groups: tuple[DemoGroup, ...]
    pauses: tuple[DemoPause, ...]
    people: tuple[DemoPerson, ...]
    helplines: tuple[DemoHelpline, ...]
    evenings: tuple[DemoEvening, ...]

"""Groups that are hard to write down, and what is true of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hearthside.engines.publishing.group_calendars import Saying
from hearthside.engines.publishing.published import Published, PublishedDate
from hearthside.engines.recurrence import Pattern, dates
from hearthside.engines.recurrence.pattern import zone_of

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LAST = date(2027, 3, 2)
# Into the third year of a zone's clocks: of several changes on one line ical.js reads one.
LATER = date(2028, 4, 30)
QUARTER = timedelta(weeks=13)
BUT_AUGUST = "1,2,3,4,5,6,7,9,10,11,12"

SAYING = Saying(
    calendar="Groups",
    called_off="Called off: %(title)s",
    see="Look at the page before you set out.",
    attendance={"online": "Online"},
)


def group(name: str, pattern: Pattern, **changes: object) -> Published:
    """Return a group whose coming quarter is as its pattern gives it, nobody sure yet."""
    as_usual = Published(
        id=name,
        url=f"https://groups.example.org/groups/{name}/",
        name=name.capitalize(),
        one_line="A small circle; it listens, always.",
        about="", first_time="", area="Leeds", attendance="in_person",
        place_name="St Wilfrid's Hall", address="Cardigan Road, Leeds LS6",
        address_withheld=False, district="Headingley", latitude=53.82, longitude=-1.58,
        is_approximate=False, directions="", access_notes="", online_note="",
        has_online_link=False, said=("depression",), languages=("en",), seats=14,
        is_paused=False, pattern=pattern, dates=quarter_of(pattern, name), sequence=3,
        confirmed_at=NOW, changed_at=NOW - timedelta(days=9),
        details_changed_at=NOW - timedelta(days=9),
    )  # fmt: skip
    return replace(as_usual, **changes)  # type: ignore[arg-type]


def quarter_of(pattern: Pattern, name: str) -> tuple[PublishedDate, ...]:
    today = NOW.astimezone(zone_of(pattern.zone)).date()
    coming = dates(pattern, first=today, last=today + QUARTER)
    return tuple(
        PublishedDate(
            id=f"{name}-{one.on:%m%d}", on=one.on, starts_at=one.starts,
            ends_at=one.ends, usual_start=one.starts, is_called_off=False,
            is_unsure=True, place_note="", sequence=1, changed_at=None,
        )
        for one in coming
    )  # fmt: skip


def pattern(rule: str, at: str = "19:30", **changes: object) -> Pattern:
    usual = Pattern(rule, date(2025, 1, 7), time.fromisoformat(at), 90, "Europe/London")
    return replace(usual, **changes)  # type: ignore[arg-type]


def changed(one: Published, which: int, **changes: object) -> Published:
    """Return the group with one of its dates changed by hand."""
    told = list(one.dates)
    told[which] = replace(told[which], sequence=2, changed_at=NOW, **changes)
    return replace(one, dates=tuple(told))


def moved(one: Published, which: int, by: timedelta, **changes: object) -> Published:
    at = one.dates[which]
    starts, ends = at.starts_at.astimezone(UTC) + by, at.ends_at.astimezone(UTC) + by
    return changed(one, which, starts_at=starts, ends_at=ends, **changes)


def awkward() -> list[Published]:
    weekly = pattern("FREQ=WEEKLY;BYDAY=TU")
    sydney = {"zone": "Australia/Sydney"}
    across = pattern("FREQ=WEEKLY;BYDAY=SA", "21:30")
    called_off = changed(group("calledoff", weekly), 2, is_called_off=True)
    return [
        group("weekly", weekly),
        group("fortnightly", pattern("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU")),
        group("lastfriday", pattern("FREQ=MONTHLY;BYDAY=-1FR")),
        group("butaugust", pattern(f"FREQ=MONTHLY;BYMONTH={BUT_AUGUST};BYDAY=2TU")),
        group("butthelast", pattern(
            f"FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY={','.join(str(n) for n in range(-31, -7))}")),
        group("lastworkday", pattern("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")),
        group("everyotherfirst", pattern("FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,3TU")),
        group("the31st", pattern("FREQ=MONTHLY;BYMONTHDAY=31,-1")),
        group("tentimes", pattern(
            "FREQ=WEEKLY;BYDAY=TU;COUNT=70", without=(date(2026, 4, 7),))),
        group("untilsummer", pattern("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260721")),
        group("yearly", pattern("FREQ=YEARLY;BYMONTH=5;BYDAY=-1SU")),
        group("daily", pattern("FREQ=DAILY;INTERVAL=3")),
        group("pausing", pattern(
            "FREQ=WEEKLY;BYDAY=TU", pauses=((date(2026, 4, 1), date(2026, 5, 15)),),
            without=(date(2026, 6, 2), date(2026, 6, 3)),
            also=(date(2026, 4, 14), date(2026, 4, 16), date(2026, 8, 1)))),
        group("addedsoon", pattern(
            "FREQ=MONTHLY;BYDAY=-1FR", also=(date(2026, 3, 4), date(2026, 3, 9)))),
        group("onlyadded", pattern(
            "FREQ=WEEKLY;BYDAY=TU;COUNT=2", also=(date(2026, 4, 4), date(2026, 4, 9)))),
        called_off,
        moved(group("overmidnight", pattern("FREQ=WEEKLY;BYDAY=TU", "23:00")), 1,
              timedelta(hours=2)),
        # The clocks of London go forward on Sunday 29 March 2026 at one.
        moved(group("acrossdst", across), 3, timedelta(hours=23, minutes=30)),
        moved(group("backinto", weekly), 4, -timedelta(days=3)),
        changed(group("elsewhere", weekly), 1, place_note="Upstairs, just this once."),
        changed(group("sure", weekly), 0, is_unsure=False),
        group("sydney", pattern("FREQ=WEEKLY;BYDAY=TU", **sydney)),
        changed(group("sydneyoff", pattern("FREQ=WEEKLY;BYDAY=SU", **sydney)), 5,
                is_called_off=True),
        group("lordhowe", pattern("FREQ=WEEKLY;BYDAY=SU", zone="Australia/Lord_Howe")),
        group("kolkata", pattern("FREQ=MONTHLY;BYDAY=1SA", zone="Asia/Kolkata")),
        group("stjohns", pattern("FREQ=WEEKLY;BYDAY=SU", zone="America/St_Johns")),
        group("chatham", pattern("FREQ=WEEKLY;BYDAY=WE", zone="Pacific/Chatham")),
        group("casablanca", pattern("FREQ=WEEKLY;BYDAY=WE", zone="Africa/Casablanca")),
        group("latenight", pattern("FREQ=WEEKLY;BYDAY=SA", "23:45", minutes=240)),
        group("leaptover", pattern("FREQ=WEEKLY;BYDAY=SU;UNTIL=20260901", "01:30")),
        group("twice", pattern(
            "FREQ=WEEKLY;BYDAY=SU;UNTIL=20260901", "02:30", **sydney)),
        # No longer one of its pattern's dates, but somebody moved it by hand: it stays.
        moved(replace(group("newday", pattern("FREQ=WEEKLY;BYDAY=TH")),
                      dates=quarter_of(weekly, "newday")[:1]), 0, timedelta(days=1)),
        group("resting", weekly, is_paused=True, dates=()),
    ]  # fmt: skip


Truth = tuple[datetime, datetime, str]


def truth(one: Published, *, first: date, last: date) -> set[Truth]:
    """Return what is so: each date with its status, from what we publish alone."""
    if one.is_paused:
        return set()
    found: dict[date, Truth] = {
        usual.on: (
            usual.starts.astimezone(UTC),
            usual.ends.astimezone(UTC),
            "TENTATIVE",
        )
        for usual in dates(one.pattern, first=first, last=last, most=9999)
    }
    for dated in one.dates:
        status = "TENTATIVE" if dated.is_unsure else "CONFIRMED"
        if dated.is_called_off:
            status = "CANCELLED"
        found[dated.on] = (
            dated.starts_at.astimezone(UTC), dated.ends_at.astimezone(UTC), status
        )  # fmt: skip
    return set(found.values())


def truths(
    groups: Iterable[Published], *, first: date, last: date
) -> dict[str, set[Truth]]:
    return {one.id: truth(one, first=first, last=last) for one in groups}

"""When, where and how a row meets, put together as a listing."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from hearthside.engines.interchange.characters import cut
from hearthside.engines.interchange.clock import (
    is_zone,
    minutes_between,
    moment,
    time_of_day,
)
from hearthside.engines.interchange.findings import Findings
from hearthside.engines.interchange.links import safe_link
from hearthside.engines.interchange.listing import Listing
from hearthside.engines.interchange.place import (
    LONGEST_ADDRESS,
    is_approximate,
    one_line,
    position,
)
from hearthside.engines.interchange.texts import as_text, joined, line, notes

from .attendance import attendance_of, is_paused
from .describing import Described
from .kinds import kinds_of
from .private import had_a_phone

LONGEST_PLACE: Final = 160
LONGEST_REGION: Final = 80

_ADDRESS_PARTS: Final = ("address", "city", "state", "postal_code", "country")


def placed(
    row: dict[str, object],
    described: Described,
    starts: time,
    *,
    zone: str,
    now: datetime | None,
    findings: Findings,
) -> Listing:
    """Return the listing of a row that has a name and a time; its key and its day are still to come."""
    kinds = kinds_of(row.get("types"), findings)
    address = _address(row, findings)
    approximate = is_approximate(row.get("approximate"), address)
    online_url = _online_url(row, described.rooms, findings)
    option, by_phone = as_text(row.get("attendance_option")).strip(), had_a_phone(row)
    attendance = attendance_of(
        option,
        kinds.codes,
        online_url=online_url,
        by_phone=by_phone,
        door=not approximate,
    )
    minutes, minutes_known = _minutes(row, starts, findings)
    latitude, longitude = position(row.get("latitude"), row.get("longitude"), findings)
    return Listing(
        key="",
        name=described.name,
        weekday=0,
        starts_at=starts,
        minutes=minutes,
        minutes_known=minutes_known,
        zone=_zone(row, zone, findings),
        attendance=attendance,
        topics=kinds.topics,
        who_for=kinds.who_for,
        access=kinds.access,
        manner=kinds.manner,
        languages=kinds.languages,
        place=line(row.get("location"), findings, most=LONGEST_PLACE),
        address=address,
        region=_region(row, findings),
        latitude=latitude,
        longitude=longitude,
        approximate=approximate,
        about=described.about,
        directions=joined([notes(row.get("location_notes"), findings)], findings),
        online_url=online_url,
        source_updated=moment(row.get("updated"), now=now, findings=findings),
        suspended=described.suspended or is_paused(option, kinds.codes, attendance),
        remarks=described.remarks,
        types_unknown=kinds.unknown,
    )


def _minutes(
    row: dict[str, object], starts: time, findings: Findings
) -> tuple[int, bool]:
    written = as_text(row.get("end_time")).strip()
    ends = time_of_day(written)
    if written and ends is None:
        findings.mend("Its end could not be read, so it is taken to last an hour.")
    return minutes_between(starts, ends, findings)


def _zone(row: dict[str, object], zone: str, findings: Findings) -> str:
    written = as_text(row.get("timezone")).strip()
    if not written:
        return zone
    if is_zone(written):
        return written
    findings.mend(
        "Its time zone is not one we know, so the zone of the feed was taken."
    )
    return zone


def _address(row: dict[str, object], findings: Findings) -> str:
    """Return the address the feed put together, or else its parts put together."""
    whole = line(row.get("formatted_address"), findings, most=LONGEST_ADDRESS)
    if whole:
        return one_line([whole])
    parts = [
        line(row.get(key), findings, most=LONGEST_ADDRESS) for key in _ADDRESS_PARTS
    ]
    # Once more as a whole: a number may have been spread over its parts.
    return line(one_line(parts), findings, most=LONGEST_ADDRESS)


def _region(row: dict[str, object], findings: Findings) -> str:
    """Return the regions from the narrow to the wide."""
    given = row.get("regions")
    if isinstance(given, str):
        given = given[:1000].split(">")
    if not isinstance(given, list) or not any(given):
        given = [row.get("region"), row.get("sub_region")]
    said = [line(each, findings, most=LONGEST_REGION) for each in given[:8]]
    return cut(one_line(reversed(said)), LONGEST_REGION)


def _online_url(
    row: dict[str, object], rooms: tuple[str, ...], findings: Findings
) -> str:
    written = as_text(row.get("conference_url")).strip()[:5000]
    if written.lower().startswith("tel:"):
        findings.drop("phone numbers")
    elif written and (link := safe_link(written, findings)):
        return link
    if rooms and (link := safe_link(rooms[0], findings)):
        findings.mend(
            "The online link stood in the notes, and was moved to its own place."
        )
        return link
    return ""

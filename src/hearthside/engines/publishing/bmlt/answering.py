"""Answers of a BMLT server, as its clients ask for them.

Source: bmlt-enabled/bmlt-server, SwitcherController; versions of the 3rd series.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from hearthside.engines.publishing.published import Published, Publisher

from .asking import Query, asked, one, picks, several
from .bodies import bodies
from .choosing import choose
from .formats import ALL, Format
from .meetings import Held, meetings

Row: TypeAlias = dict[str, str]
Answer: TypeAlias = list[Row] | dict[str, list[Row]]

# The server whose answers ours are like: clients look at it before they ask.
VERSION: Final = "3.1.0"
MILES: Final = frozenset({"GB", "US"})


class CannotAnswer(ValueError):
    """The question is none a BMLT server of ours answers; the sentence says what is."""


@dataclass(frozen=True, slots=True)
class Server:
    """What is asked about.

    groups -- dates: all of them, or only the changed ones. now -- aware.
    address -- the one clients know us by, without a slash at its end.
    """

    publisher: Publisher
    groups: tuple[Published, ...]
    address: str
    now: datetime

    def held(self) -> Iterable[Held]:
        return meetings(self.publisher, self.groups, server=self.address, now=self.now)


def answer(server: Server, query: Query) -> Answer:
    """Return what the switcher in this query asks for, as it goes into JSON.

    Raises CannotAnswer.
    """
    switcher = one(query, "switcher")
    if switcher not in _SWITCHERS:
        known = ", ".join(_SWITCHERS)
        raise CannotAnswer(
            f"Invalid data format or endpoint name. Valid endpoint names are: {known}."
        )
    return _SWITCHERS[switcher](server, query)


def _search_results(server: Server, query: Query) -> Answer:
    if one(query, "StringSearchIsAnAddress") == "1":
        raise CannotAnswer(
            "We do not look up addresses. Ask with lat_val, long_val and geo_width."
        )
    ask = asked(query)
    # All of ours are published, so there are none that are not.
    hidden_only = one(query, "advanced_published") == "-1"
    found = [] if hidden_only else choose(server.held(), ask)
    known = {*found[0].fields} if found else set()
    kept = [name for name in ask.fields if name in known]
    rows = [_kept(held.fields, kept) for held in found]
    if "get_formats_only" in query:
        return {"formats": _formats(server, found)}
    if "get_used_formats" in query:
        return {"meetings": rows, "formats": _formats(server, found)}
    return rows


def _kept(fields: Row, names: list[str]) -> Row:
    return {name: fields[name] for name in names} if names else fields


def _formats(server: Server, found: Iterable[Held]) -> list[Row]:
    used = {format_ for held in found for format_ in held.formats}
    return [one.fields(server.address) for one in _in_order(used)]


def _in_order(used: set[Format]) -> list[Format]:
    return [format_ for format_ in ALL.values() if format_ in used]


def _all_formats(server: Server, query: Query) -> Answer:
    keys, wanted = several(query, "key_strings"), picks(query, "format_ids")
    # The keys that clients look for by name are told even while no group has them.
    used = {*ALL.values()}
    if one(query, "show_all") != "1" and not keys:
        used = {format_ for held in server.held() for format_ in held.formats}
    return [
        format_.fields(server.address)
        for format_ in _in_order(used)
        if wanted.take(format_.id) and (not keys or format_.key in keys)
    ]


def _service_bodies(server: Server, query: Query) -> Answer:
    known = bodies(server.publisher, server.groups)
    ask = picks(query, "services")
    taken = {body.id for body in known if ask.take(body.id)}
    if one(query, "recursive") == "1":
        taken |= {body.id for body in known if body.parent in taken & ask.wanted}
    if one(query, "parents") == "1":
        taken |= {body.parent for body in known if body.id in taken}
    return [body.fields() for body in known if body.id in taken]


def _field_keys(server: Server, query: Query) -> Answer:
    first = next(iter(server.held()), None)
    names = first.fields if first else {}
    return [
        {"key": name, "description": name.replace("_", " ").capitalize()}
        for name in names
    ]


def _coverage_area(server: Server, query: Query) -> Answer:
    box = _box(server)
    if box is None:
        return []
    south, west, north, east = box
    return [
        {
            "nw_corner_longitude": str(west),
            "nw_corner_latitude": str(north),
            "se_corner_longitude": str(east),
            "se_corner_latitude": str(south),
        }
    ]


def _server_info(server: Server, query: Query) -> Answer:
    south, west, north, east = _box(server) or (0.0, 0.0, 0.0, 0.0)
    first = next(iter(server.held()), None)
    major, minor, patch = (int(part) for part in VERSION.split("."))
    return [
        {
            "version": VERSION,
            "versionInt": str(major * 1_000_000 + minor * 1000 + patch),
            "langs": "en",
            "nativeLang": "en",
            "centerLongitude": str((west + east) / 2),
            "centerLatitude": str((south + north) / 2),
            "centerZoom": "8",
            "defaultDuration": "01:30:00",
            "regionBias": server.publisher.country.lower(),
            "charSet": "UTF-8",
            "distanceUnits": "mi" if server.publisher.country in MILES else "km",
            "semanticAdmin": "0",
            "emailEnabled": "0",
            "emailIncludesServiceBodies": "0",
            "changesPerMeeting": "0",
            "meeting_states_and_provinces": "",
            "meeting_counties_and_sub_provinces": "",
            "available_keys": ",".join(first.fields) if first else "",
            "google_api_key": "",
            "meeting_time_zones_enabled": "1",
            "aggregator_mode_enabled": "0",
        }
    ]


def _box(server: Server) -> tuple[float, float, float, float] | None:
    """Return south, west, north and east of every place that is told."""
    places = [held.place for held in server.held() if held.place is not None]
    if not places:
        return None
    norths, easts = (
        [place.latitude for place in places],
        [place.longitude for place in places],
    )
    return min(norths), min(easts), max(norths), max(easts)


_SWITCHERS: Final[dict[str, Callable[[Server, Query], Answer]]] = {
    "GetSearchResults": _search_results,
    "GetFormats": _all_formats,
    "GetServiceBodies": _service_bodies,
    "GetFieldKeys": _field_keys,
    "GetServerInfo": _server_info,
    "GetCoverageArea": _coverage_area,
}

"""Where a group meets, as an HSDS location: what is withheld is not in it."""

from __future__ import annotations

import re
from typing import Final

from hearthside.engines import words
from hearthside.engines.publishing.published import Published

from .ids import Written, id_of

FROM_HOME: Final = (words.ONLINE, words.PHONE)
PHYSICAL: Final = "physical"
VIRTUAL: Final = "virtual"

_POSTCODE: Final = re.compile(
    r"[A-Z]{1,2}[0-9][0-9A-Z]?(?: ?[0-9][A-Z]{2})?|[0-9]{5}(?:-[0-9]{4})?"
)


def brief_location(group: Published) -> Written:
    """Return the location with its own fields only.

    A group that meets online has no place on the earth: its url is its page, never the
    way into a call.
    """
    from_home = group.attendance in FROM_HOME
    where: Written = {
        "id": id_of("location", group.id),
        "location_type": VIRTUAL if from_home else PHYSICAL,
        "name": _name(group),
        "description": _description(group),
    }
    if from_home:
        return {**where, "url": group.url}
    if group.directions:
        where["transportation"] = group.directions
    if group.latitude is None or group.longitude is None:
        return where
    return {**where, "latitude": group.latitude, "longitude": group.longitude}


def whole_location(group: Published, *, country: str) -> Written:
    """Return the location with its address and what makes it easier to get in.

    country -- ISO 3166-1 alpha-2.
    """
    whole = brief_location(group)
    if group.address and group.attendance not in FROM_HOME:
        whole["addresses"] = [_address(group, country=country)]
    offers = [words.ACCESS[word] for word in group.said if word in words.ACCESS]
    if offers or group.access_notes:
        whole["accessibility"] = [_accessibility(group, offers)]
    return whole


def _name(group: Published) -> str:
    if group.attendance in FROM_HOME:
        return words.ATTENDANCE[group.attendance]
    return group.place_name or group.district or group.area or group.name


def _description(group: Published) -> str:
    if group.attendance in FROM_HOME:
        said = "You take part from home. The page of the group says how."
    elif group.address_withheld:
        said = "The address is given to people who come. The page of the group says how to ask."
    elif group.is_approximate:
        said = "The place shown is only near where the group meets."
    else:
        said = "The group meets here."
    if group.attendance == words.HYBRID:
        said += " You can also take part from home."
    return said


def _address(group: Published, *, country: str) -> Written:
    """Return the address in its parts; one that cannot be told apart stays empty.

    The house, street and town stay in the first line, in the order they were written:
    people sort them in as many ways as there are towns.
    """
    parts = [part.strip() for part in group.address.split(",") if part.strip()]
    postcode = _postcode(group.address)
    if postcode and parts[-1] == postcode:
        parts.pop()
    elif postcode:
        parts[-1] = parts[-1].removesuffix(postcode).strip()
    city = parts.pop() if len(parts) > 1 else group.district or group.area
    return {
        "id": id_of("address", group.id),
        "location_id": id_of("location", group.id),
        "address_1": ", ".join(parts) or group.place_name,
        "city": city,
        "state_province": group.area,
        "postal_code": postcode,
        "country": country,
        "address_type": PHYSICAL,
    }


def _postcode(address: str) -> str:
    """Return the postcode an address ends with, or nothing."""
    tail = address.rsplit(",", 1)[-1].strip()
    for start in range(len(tail)):
        fits = start == 0 or tail[start - 1] == " "
        if fits and _POSTCODE.fullmatch(tail[start:]):
            return tail[start:]
    return ""


def _accessibility(group: Published, offers: list[str]) -> Written:
    said = "; ".join(offers) or group.access_notes
    return {
        "id": id_of("accessibility", group.id),
        "location_id": id_of("location", group.id),
        "description": said,
        # The name the UK profile has for it.
        "accessibility": said,
        "details": group.access_notes,
        "url": group.url,
    }

"""Services near Leeds that do not exist, as an invented directory would list them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from hearthside.core.actor import Machine
from hearthside.signposting.lists import ListSource
from hearthside.workflows import bring_in_services

PLANTER: Final = Machine("demo")
LIST: Final = ListSource(
    "Aire Valley Directory (made up)", "GB", "Made up for this demo"
)


@dataclass(frozen=True, slots=True)
class DemoService:
    """One service. place -- latitude, longitude and address lines, or None for no place.

    number -- from the ranges Ofcom keeps for plays and films.
    """

    name: str
    whose: str
    offers: str
    kind: str
    number: str
    place: tuple[float, float, str, str, str] | None
    fees: str = "Free."
    who: str = ""
    hours: str = ""
    access: str = ""
    languages: tuple[str, ...] = ()
    youngest: int | None = None
    checked_days_ago: int = 40
    number_kind: str = "voice"


SERVICES: Final = (
    DemoService(
        "Quiet Room Counselling",
        "Wharfe and Aire Counselling Trust",
        "Talking with a trained counsellor, once a week for up to twelve weeks. You can "
        "ask for yourself. The wait is about five weeks, and somebody rings you meanwhile.",
        "Counselling",
        "0113 496 0110",
        (53.8083, -1.5620, "4 Example Terrace", "Leeds", "LS6 2AB"),
        who="Anybody over 16 who lives in Leeds.",
        hours="Monday to Thursday, 10am to 7pm",
        access="Step-free entrance. Hearing loop. Accessible toilet.",
        languages=("English", "Polish", "Urdu"),
        youngest=16,
    ),
    DemoService(
        "Straight Talk Drink and Drugs Service",
        "Calder Recovery (made up)",
        "Help to drink less, stop using, or stay safe while you do. Walk in, no letter "
        "from a doctor needed. Naloxone and clean equipment, no questions.",
        "Alcohol and drug treatment",
        "0113 496 0121",
        (53.7960, -1.5340, "22 Example Wharf", "Leeds", "LS9 8AA"),
        who="Adults, and families of people who drink or use.",
        hours="Walk in Monday to Saturday, 9am to 5pm",
        access="Step-free. On bus routes 4 and 16.",
        youngest=18,
    ),
    DemoService(
        "Kirkgate Debt Advice",
        "Harbour Money Advice (made up)",
        "Somebody who goes through your bills with you, talks to those you owe, and asks "
        "for more time. Bring the letters, opened or not.",
        "Debt and money advice",
        "0113 496 0134",
        (53.7962, -1.5395, "9 Example Yard", "Leeds", "LS2 7DJ"),
        hours="Tuesday and Friday, 10am to 3pm",
        access="Two steps at the door; ring and we come down.",
        checked_days_ago=500,
    ),
    DemoService(
        "Beeston Table",
        "Beeston Community Kitchen (made up)",
        "A hot meal to eat together, and a bag of food to take home. You do not need a "
        "voucher, and nobody asks why you came.",
        "Food bank and community meals",
        "0113 496 0147",
        (53.7760, -1.5540, "31 Example Lane", "Leeds", "LS11 6JQ"),
        hours="Wednesday and Sunday, noon to 2pm",
        access="Step-free. Parking outside. Children welcome.",
    ),
    DemoService(
        "Roof Tonight",
        "Aire Street Housing Help (made up)",
        "Help to find somewhere to sleep tonight, and to stop an eviction. They can speak "
        "to your landlord or the council with you.",
        "Homelessness and housing advice",
        "0113 496 0155",
        (53.7945, -1.5500, "2 Example Street", "Leeds", "LS1 4PR"),
        hours="Every day, 8am to 10pm",
    ),
    DemoService(
        "Harrogate Bereavement Companions",
        "Nidd Valley Companions (made up)",
        "Somebody who also lost a person close to them comes to see you, or walks with "
        "you, for as long as it helps.",
        "Bereavement support",
        "01423 496 020",
        (53.9921, -1.5418, "15 Example Road", "Harrogate", "HG1 1AA"),
        who="Adults in Harrogate and Wetherby.",
        youngest=18,
    ),
    DemoService(
        "Yorkshire Listening Therapy",
        "Ridings Talking Therapies (made up)",
        "Talking therapy by video or phone, in the evening too. The first talk is free; "
        "after that you pay what you can.",
        "Talking therapies",
        "0113 496 0168",
        None,
        fees="Sliding scale, £5 to £40 for each talk.",
        hours="Monday to Friday, 9am to 9pm",
        languages=("English", "British Sign Language"),
        youngest=18,
    ),
    DemoService(
        "Text a Befriender",
        "Yorkshire Befrienders (made up)",
        "A friendly text each day from the same volunteer, for people who live alone.",
        "Befriending",
        "07700 900 177",
        None,
        who="Anybody over 60 who feels lonely.",
        youngest=60,
        number_kind="sms",
    ),
)


def plant_services(*, now: datetime) -> None:
    """Bring the made-up services in, as the clock would from a directory."""
    today = now.date()
    rows = [_row(one, number, today) for number, one in enumerate(SERVICES, 1)]
    bring_in_services.bring_in(
        PLANTER,
        json.dumps({"contents": rows}).encode(),
        source=LIST,
        clock=lambda: now,
    )


def _row(one: DemoService, number: int, today: date) -> dict[str, Any]:
    """Return one service as HSDS 3.0 writes it."""
    checked_on = today - timedelta(days=one.checked_days_ago)
    return {
        "id": f"demo-{number}",
        "name": one.name,
        "status": "active",
        "description": one.offers,
        "fees_description": one.fees,
        "eligibility_description": one.who,
        "minimum_age": one.youngest,
        "assured_date": checked_on.isoformat(),
        "organization": {"name": one.whose},
        "phones": [{"number": one.number, "type": one.number_kind}],
        "languages": [{"name": name} for name in one.languages],
        "schedules": [{"description": one.hours}],
        "attributes": [{"taxonomy_term": {"name": one.kind}}],
        "service_at_locations": [_place(one.place, one.access)] if one.place else [],
    }


def _place(place: tuple[float, float, str, str, str], access: str) -> dict[str, Any]:
    latitude, longitude, street, town, postcode = place
    return {
        "id": "here",
        "location": {
            "latitude": latitude,
            "longitude": longitude,
            "accessibility": [{"description": access}],
            "addresses": [
                {
                    "address_1": street,
                    "city": town,
                    "postal_code": postcode,
                    "country": "GB",
                }
            ],
        },
    }

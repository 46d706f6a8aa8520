"""Services for tests: invented ones near Leeds, brought in as a directory would."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from hearthside.core.actor import Machine
from hearthside.signposting.lists import ListSource
from hearthside.signposting.models import Service
from hearthside.workflows import bring_in_services
from tests.cast import NOON

HOST = Machine("import")
LIST = ListSource("Leeds Directory", "GB", "Open Government Licence")


def service(key: str, name: str, **said: Any) -> dict[str, Any]:
    """Return one service as HSDS 3.0 writes it, in the middle of Leeds unless said."""
    whole: dict[str, Any] = {
        "id": key,
        "name": name,
        "status": "active",
        "description": "For anybody who wants it.",
        "organization": {"id": "o1", "name": "Wharfe Trust"},
        "phones": [{"id": "p1", "number": "0113 496 0100", "type": "voice"}],
        "service_at_locations": [
            {
                "id": f"{key}-here",
                "location": {
                    "id": "l1",
                    "latitude": 53.7997,
                    "longitude": -1.5492,
                    "addresses": [
                        {
                            "address_1": "1 Example Street",
                            "city": "Leeds",
                            "postal_code": "LS1 1AA",
                            "country": "GB",
                        }
                    ],
                },
            }
        ],
    }
    return {**whole, **said}


def answer(*services: dict[str, Any]) -> bytes:
    """Return services as a directory answers with them."""
    return json.dumps({"contents": list(services)}).encode()


def package(**tables: str) -> bytes:
    """Return tables as the zip of an HSDS 1.1 data package."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in tables.items():
            file.writestr(f"data/{name}.csv", text)
    return held.getvalue()


def bring_in(
    *services: dict[str, Any],
    now: datetime = NOON,
    source: ListSource = LIST,
    even_if_smaller: bool = True,
) -> bring_in_services.ServiceTally:
    """Bring services in as the host does, at this moment."""
    return bring_in_services.bring_in(
        HOST,
        answer(*services),
        source=source,
        clock=lambda: now,
        even_if_smaller=even_if_smaller,
    )


def a_service() -> Service:
    """Return a service that is here."""
    found = Service.objects.first()
    if found is None:
        bring_in(service("a", "Talking Rooms"))
        found = Service.objects.get()
    return found

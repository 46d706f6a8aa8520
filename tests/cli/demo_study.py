"""The study of the demo without the rest of it: the same groups, people and answers."""

from __future__ import annotations

from datetime import UTC, datetime

from hearthside.cli.demo import HARBOUR
from hearthside.cli.demo.asked import plant_study
from hearthside.organisation.models import Locality, Organisation
from tests.cast import make_group, make_person

TODAY = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def plant_demo_study() -> str:
    """Plant it in a house with nothing in it; return its public id."""
    Organisation.objects.create(id=1, name="Harbour", tab_title="Notices")
    places = {
        one.slug: Locality.objects.create(
            slug=one.slug, name=one.name, latitude=one.latitude, longitude=one.longitude
        )
        for one in HARBOUR.localities
    }
    groups = {
        one.slug: make_group(places[one.locality], one.name).pk
        for one in HARBOUR.groups
    }
    amira = make_person("Amira")
    return plant_study({"amira": amira.pk}, groups, now=TODAY)

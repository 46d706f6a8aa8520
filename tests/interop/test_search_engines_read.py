"""What a page of a group says to search engines, read by programs of others."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.test import Client
from pyld import jsonld

from hearthside.engines.publishing import schema_org
from hearthside.engines.publishing.published import Publisher
from hearthside.meetings.models import Meeting
from tests.cast import NOON
from tests.interop.awkward import NOW, awkward, changed, group, moved, pattern
from tests.interop.clients import ROOT, absent

pytestmark = pytest.mark.interop

SCHEMA = "https://schema.org/"
HOUSE = Publisher("Harbour", "", "https://groups.example.org", "Europe/London", "GB")
# What the published context says of the words we use, so that no network is needed.
CONTEXT = {
    "@context": {
        "@vocab": SCHEMA,
        **{
            name: {"@type": "@id"}
            for name in ("url", "eventStatus", "eventAttendanceMode")
        },
        **{
            name: {"@type": "DateTime"}
            for name in ("startDate", "endDate", "previousStartDate")
        },
    }
}


def triples(raw: str) -> set[tuple[str, str, str]]:
    """Return what is said, as subject, property and value."""

    def load(url: str, _options: object) -> dict:
        assert url == "https://schema.org"
        return {"contentType": "application/ld+json", "contextUrl": None,
                "documentUrl": url, "document": CONTEXT}  # fmt: skip

    graph = jsonld.to_rdf(json.loads(raw), {"documentLoader": load})
    return {
        tuple(one[part]["value"].removeprefix(SCHEMA) for part in
              ("subject", "predicate", "object"))
        for one in graph["@default"]
    }  # fmt: skip


def values(found: set[tuple[str, str, str]], name: str) -> set[str]:
    return {value for _, said, value in found if said == name}


def test_a_parser_finds_each_date_and_what_became_of_it():
    one = moved(group("weekly", pattern("FREQ=WEEKLY;BYDAY=TU")), 1, timedelta(days=1))
    one = changed(one, 2, is_called_off=True)

    found = triples(schema_org.write(HOUSE, one, now=NOW))

    status = {
        value: {s for s, said, v in found if said == "eventStatus" and v == value}
        for value in values(found, "eventStatus")
    }
    assert {name: len(there) for name, there in status.items()} == {
        "EventScheduled": 2,
        "EventRescheduled": 1,
        "EventCancelled": 1,
    }
    (late,) = status["EventRescheduled"]
    assert (late, "startDate", "2026-03-11T19:30:00+00:00") in found
    assert (late, "previousStartDate", "2026-03-10T19:30:00+00:00") in found
    assert values(found, "eventAttendanceMode") == {"OfflineEventAttendanceMode"}
    assert values(found, "byDay") == {"Tuesday"}
    assert values(found, "isAccessibleForFree") == {"true"}


@pytest.mark.django_db
def test_the_page_itself_is_read(scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: NOON)
    row = Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")
    Meeting.objects.filter(pk=row.pk).update(state="called_off", reason="Fern is ill.")

    page = Client().get(f"/groups/{scene.tuesday.public_id}/").content.decode()
    (raw,) = re.findall(r"ld\+json\">(.*?)</script>", page, re.DOTALL)
    found = triples(raw)

    assert values(found, "name") >= {"Tuesday circle, Headingley", "Harbour"}
    assert "EventCancelled" in values(found, "eventStatus")
    assert not any("ill" in value.split() for _, _, value in found)


@pytest.mark.slow
def test_every_word_is_one_schema_org_knows(tmp_path):
    tsc = ROOT / "node_modules" / ".bin" / "tsc"
    if not shutil.which("node") or not (ROOT / "node_modules" / "schema-dts").is_dir():
        absent("the types of schema.org (npm ci)")
    told = [schema_org.write(HOUSE, one, now=NOW) for one in awkward()]

    assert _complaints(tsc, told) == ""
    assert "colour" in _complaints(
        tsc, [told[0].replace('"@type"', '"colour":1,"@type"', 1)]
    )


def _complaints(tsc, told: list[str]) -> str:
    folder = ROOT / ".run" / "schema-org"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ['import type { Event, WithContext } from "schema-dts"']
    lines += [
        f"export const e{n}: WithContext<Event> = {raw}" for n, raw in enumerate(told)
    ]
    (folder / "told.ts").write_text("\n".join(lines))
    done = subprocess.run(
        [str(tsc), "--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext",
         str(folder / "told.ts")],
        capture_output=True, text=True, timeout=240, check=False, cwd=ROOT,
    )  # fmt: skip
    return done.stdout + done.stderr

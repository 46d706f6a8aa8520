from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearthside.engines.publishing.hsds.ids import id_of
from hearthside.groups.models import Group, Said
from hearthside.meetings.models import Meeting
from tests.cast import NOON, make_group
from tests.web.feeds.hsds.conftest import AT, service_id


def test_a_page_past_the_last_is_empty(scene, ask):
    page = ask("services", page="9")

    assert (page["empty"], page["last_page"], page["contents"]) == (True, True, [])


@pytest.mark.parametrize(
    "path",
    [
        "services/{}",
        "service_at_locations/{}",
        "organizations/{}",
        "taxonomies/{}",
        "taxonomy_terms/{}",
    ],
)
@pytest.mark.parametrize("record", ["nothing", id_of("service", "zzzzzzzzzzzz")])
def test_an_unknown_id_is_told_in_a_sentence(scene, client, path, record):
    answer = client.get(AT + path.format(record))

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "There is nothing with that id here."


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "abc"},
        {"page": "1.5"},
        {"page": "\u0661"},
        {"page": "9" * 400},
        {"per_page": "0"},
        {"per_page": "1000000000"},
        {"per_page": "1e9"},
        {"modified_after": "yesterday"},
        {"modified_after": "2026-13-40"},
        {"modified_after": "0001-01-01T00:00:00+14:00"},
        {"full": "perhaps"},
        {"minimal": "2"},
        {"format": "xml"},
        {"day": "someday"},
        {"start_time": "25:00"},
        {"end_time": "late"},
        {"minimum_age": "-1"},
        {"maximum_age": "nan"},
        {"proximity": "100"},
        {"postcode": "LS6", "proximity": "inf"},
        {"postcode": "QQ99 9QQ"},
        {"search": "x" * 201},
    ],
)
def test_a_question_that_is_none_is_answered_with_a_sentence(scene, client, query):
    answer = client.get(AT + "services", query)

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == 400
    assert said["detail"].endswith(".")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["tuesday", "elsewhere"]),
        ({"search": "headingley"}, ["tuesday"]),
        ({"search": "low mood"}, ["tuesday"]),
        ({"search": "100%"}, []),
        ({"day": "TU", "start_time": "19:30", "end_time": "21:00"}, ["tuesday"]),
        ({"day": "wednesday"}, ["elsewhere"]),
        ({"end_time": "20:59"}, []),
        ({"minimum_age": "18"}, ["tuesday", "elsewhere"]),
        ({"minimum_age": "19"}, ["elsewhere"]),
        ({"maximum_age": "30"}, []),
        ({"organization_id": "nothing"}, []),
        ({"taxonomy_term_id": "nothing"}, []),
        ({"postcode": "LS6 3AA"}, ["tuesday", "elsewhere"]),
        ({"postcode": "LS6", "proximity": "5000"}, ["tuesday"]),
        ({"of_our_own": "1"}, ["tuesday", "elsewhere"]),
    ],
)
def test_what_is_asked_for_is_what_is_found(scene, ask, query, found):
    Group.objects.filter(pk=scene.elsewhere.pk).update(weekdays=1 << 2)
    Said.objects.filter(group=scene.elsewhere).delete()
    Said.objects.create(group=scene.elsewhere, word="older")

    services = ask("services", **query)["contents"]

    wanted = [getattr(scene, one) for one in found]
    assert [one["id"] for one in services] == [service_id(group) for group in wanted]


def test_a_term_and_a_taxonomy_narrow_the_list(scene, ask):
    quiet = make_group(scene.leeds, "Online circle", said=(), attendance="online")
    terms = {
        one["code"]: one for one in ask("taxonomy_terms", per_page="100")["contents"]
    }

    by_term = ask("services", taxonomy_term_id=terms["depression"]["id"])
    online = ask("services", taxonomy_term_id=terms["online"]["id"])
    by_taxonomy = ask("services", taxonomy_id=terms["depression"]["taxonomy_id"])
    anyhow = ask("services", taxonomy_id=terms["online"]["taxonomy_id"])

    assert by_term["total_items"] == by_taxonomy["total_items"] == 2
    assert [one["id"] for one in online["contents"]] == [service_id(quiet)]
    assert anyhow["total_items"] == 3


def test_modified_after_knows_a_group_by_its_dates_too(scene, ask, settings):
    later = NOON + timedelta(hours=1)
    date = Meeting.objects.filter(group=scene.elsewhere).earliest("starts_at")
    Meeting.objects.filter(pk=date.pk).update(
        state=Meeting.State.CALLED_OFF, changed_at=later
    )

    changed = ask("services", modified_after="2026-03-02T12:30:00Z", minimal="true")

    assert changed["contents"] == [
        {
            "id": service_id(scene.elsewhere),
            "name": scene.elsewhere.name,
            "status": "active",
            "url": f"{settings.CONFIG.base_address}/groups/{scene.elsewhere.public_id}/",
            "last_modified": "2026-03-02T13:00:00.000Z",
        }
    ]
    assert ask("services", modified_after="2026-03-02")["total_items"] == 2
    assert ask("services", modified_after="2026-03-02T14:00:01+01:00")["empty"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_a_method_a_feed_has_not_is_told_so(scene, method):
    strict = Client(enforce_csrf_checks=True)

    answer = getattr(strict, method)(AT + "services")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("query", ["search=%00", "search=" + "x" * 2001])
def test_an_address_that_is_none_is_told_in_the_same_form(scene, client, query):
    answer = client.get(f"{AT}services?{query}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "That address is not one of ours."

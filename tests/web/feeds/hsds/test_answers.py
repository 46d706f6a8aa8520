from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.engines.publishing.hsds.ids import id_of
from hearthside.groups.models import Group
from hearthside.meetings.models import Meeting
from tests.cast import NOON, make_group
from tests.web.feeds.hsds.conftest import AT, service_id


def test_the_root_says_which_standard_it_is(scene, client):
    assert client.get("/feeds/hsds/").json()["version"] == "3.0"
    assert client.get("/feeds/oruk/").json()["version"] == "HSDS-UK-3.0"
    assert client.get("/feeds/oruk").content == client.get("/feeds/oruk/").content


def test_a_list_is_wrapped_as_a_page(scene, ask):
    page = ask("services", per_page="1", page="2")

    one = page.pop("contents")
    assert [service["id"] for service in one] == [service_id(scene.elsewhere)]
    assert page == {
        "total_items": 2,
        "total_pages": 2,
        "page_number": 2,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }


def test_a_service_is_whole_at_its_own_address(scene, ask):
    service = ask(f"services/{service_id(scene.tuesday)}")

    assert service["name"] == scene.tuesday.name
    assert service["status"] == "active"
    assert service["last_modified"] == "2026-03-02T12:00:00.000Z"
    assert [one["byday"] for one in service["schedules"]] == ["TU"]
    place = service["service_at_locations"][0]["location"]
    assert place["name"] == "St Wilfrid's Hall"
    terms = {one["taxonomy_term"]["code"] for one in service["attributes"]}
    assert terms == {"depression", "step_free", "in_person"}
    assert not {"contacts", "phones", "email", "assurer_email"} & service.keys()


def test_an_id_in_capitals_is_the_same_id(scene, ask):
    assert ask(f"services/{service_id(scene.tuesday).upper()}")["name"]


def test_a_pause_is_told_and_its_dates_are_not(scene, ask):
    Group.objects.filter(pk=scene.tuesday.pk).update(state=Group.State.PAUSED)

    service = ask(f"services/{service_id(scene.tuesday)}")

    assert service["status"] == "temporarily closed"
    assert service["schedules"] == []
    assert service["alert"].startswith("This group takes a pause")


def test_what_is_withheld_is_nowhere_and_cannot_be_guessed(scene, client, ask):
    secret = {
        "online_link": "https://meet.example/j/passcode-4711",
        "address_withheld": True,
    }
    group = make_group(
        scene.leeds,
        "Quiet circle",
        place_name="Old Chapel",
        address="Mill Lane 7, Leeds LS9",
        directions="Behind the mill",
        attendance="hybrid",
        latitude=53.8123,
        longitude=-1.5678,
        **secret,
    )
    paths = ["services?full=true", "service_at_locations?full=true"]
    paths += [f"services/{service_id(group)}", "organizations?full_service=true"]
    paths += [f"service_at_locations/{id_of('service_at_location', group.public_id)}"]

    told = b"".join(client.get(AT + path).content for path in paths)

    assert b"Quiet circle" in told
    for word in (
        b"Chapel",
        b"Mill",
        b"mill",
        b"LS9",
        b"53.81",
        b"1.56",
        b"meet.example",
        b"4711",
    ):
        assert word not in told
    assert ask("services", search="chapel")["empty"]
    near = ask("services", postcode="LS6", proximity="3000")["contents"]
    assert [one["id"] for one in near] == [service_id(scene.tuesday)]


def test_lines_are_everything_and_no_page(scene, client):
    answer = client.get(AT + "services?format=ndjson&per_page=1&full=true")

    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert len(answer.content.splitlines()) == 2


def test_the_organisation_is_the_house(scene, ask):
    one = ask("organizations")["contents"][0]
    whole = ask(f"organizations/{one['id']}")

    assert one["name"] == "Harbour"
    assert ask("services", organization_id=one["id"])["total_items"] == 2
    assert [set(service) for service in whole["services"]] == [
        {"id", "name", "status", "url", "last_modified"}
    ] * 2
    full = ask(f"organizations/{one['id']}", full_service="true")
    assert full["services"][0]["schedules"]


def test_every_term_is_where_its_uri_says(scene, ask):
    terms = ask("taxonomy_terms", per_page="100", search="step-free")["contents"]

    one = ask(f"taxonomy_terms/{terms[0]['id']}")
    assert one == terms[0]
    assert one["term_uri"].endswith(f"/feeds/hsds/taxonomy_terms/{one['id']}")
    of_it = ask("taxonomy_terms", taxonomy_id=one["taxonomy_id"], per_page="100")
    assert len(of_it["contents"]) == len(
        ask(f"taxonomies/{one['taxonomy_id']}")["taxonomy_terms"]
    )
    assert ask("taxonomy_terms", parent_id=one["id"])["empty"]


def test_both_profiles_say_the_same(scene, client):
    path = f"services/{service_id(scene.tuesday)}"

    hsds, uk = (client.get(f"/feeds/{name}/{path}").json() for name in ("hsds", "oruk"))

    for one in (hsds, uk):
        del one["attributes"]
    assert hsds == uk


def test_what_somebody_has_already_is_not_sent_again(scene, client):
    first = client.get(AT + "services")

    again = client.get(
        AT + "services", headers={"if-none-match": first.headers["ETag"]}
    )

    assert again.status_code == 304


@pytest.mark.parametrize(
    "query", ["", "?full=true", "?minimal=true&modified_after=2026-01-01"]
)
@pytest.mark.parametrize("path", ["services", "service_at_locations", "organizations"])
def test_queries_do_not_grow_with_groups(
    scene, client, path, query, django_assert_max_num_queries
):
    for number in range(12):
        group = make_group(scene.leeds, f"Circle {number}")
        Meeting.objects.create(
            group=group,
            on=NOON.date() + timedelta(days=1),
            starts_at=NOON + timedelta(days=1),
            ends_at=NOON + timedelta(days=1, hours=1),
            usual_start=NOON + timedelta(days=1, minutes=5),
            changed_at=NOON,
        )

    with django_assert_max_num_queries(12):
        page = client.get(f"{AT}{path}{query}").json()

    assert page["contents"]

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hearthside.jobs import reading as jobs
from hearthside.signposting import doubts
from hearthside.signposting.models import Service, ServiceList, ServiceReading
from hearthside.workflows import bring_in_services
from tests.cast import signed_in
from tests.services_scene import a_service, answer, bring_in, service


@pytest.fixture
def desk(olu, at_noon) -> Client:
    return signed_in(olu)


def upload(raw: bytes, name: str = "Leeds Directory", **said: str) -> dict[str, Any]:
    file = SimpleUploadedFile("list.json", raw, "application/json")
    return {"file": file, "name": name, "licence": "", "country": "GB", **said}


@pytest.fixture
def at_once(monkeypatch, noon):
    """Have what is laid down for the clock done when it is asked for."""
    asked: list[str] = []
    monkeypatch.setattr(
        type(jobs.bring_in_services_of),
        "enqueue",
        lambda _task, public_id: asked.append(public_id),
    )
    return asked


def test_a_file_is_looked_at_before_anybody_sees_it(desk, scene):
    raw = answer(service("a", "Rooms"), {"id": "b"})
    found = desk.post("/desk/services/", upload(raw), follow=True).content.decode()

    assert "Looked at, not brought in" in found
    assert "It has no name." in found
    assert not Service.objects.exists()


def test_looking_changes_nothing_said_of_a_list_until_it_is_brought_in(
    desk, scene, noon, at_once
):
    a_service()
    before = ServiceList.objects.values().get()

    said = {"licence": "CC BY 4.0", "country": "IE"}
    desk.post("/desk/services/", upload(answer(service("a", "Rooms")), **said))

    assert ServiceList.objects.values().get() == before

    bring_in_services.carry_out(
        ServiceReading.objects.get().public_id, clock=lambda: noon
    )

    after = ServiceList.objects.get()
    assert (after.licence, after.country) == ("CC BY 4.0", "IE")


def test_it_is_brought_in_by_the_clock(desk, scene, noon, at_once):
    desk.post("/desk/services/", upload(answer(service("a", "Rooms"))))
    public_id = ServiceReading.objects.get().public_id
    desk.post(f"/desk/services/{public_id}/")
    again = desk.post(f"/desk/services/{public_id}/")

    assert at_once == [public_id]
    assert again.status_code == 409

    bring_in_services.carry_out(public_id, clock=lambda: noon)

    assert Service.objects.get().name == "Rooms"
    assert ServiceReading.objects.get().state == "done"
    assert "Brought in" in desk.get(f"/desk/services/{public_id}/").content.decode()


def test_a_broken_copy_waits_for_somebody_to_say_it_is_right(
    desk, scene, noon, at_once
):
    bring_in(*(service(str(n), f"Room {n}") for n in range(5)))
    desk.post("/desk/services/", upload(answer(service("0", "Room 0"))))
    public_id = ServiceReading.objects.get().public_id

    assert desk.post(f"/desk/services/{public_id}/").status_code == 409
    assert at_once == []

    desk.post(f"/desk/services/{public_id}/", {"even_if_smaller": "yes"})

    assert at_once == [public_id]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"country": "England"}, "2 characters"),
        ({"country": "11"}, "Write the country as two letters, such as GB."),
        ({"name": " "}, "Say whose list it is."),
        ({"raw": b"<html>"}, "This is a web page, not a feed."),
        ({"raw": b"[]"}, "There is nothing in this list."),
        ({"raw": b"[{}]"}, "None of its rows can be shown."),
        ({"raw": b""}, "The file is empty."),
    ],
)
def test_f7_g1_what_cannot_be_read_is_said_and_what_was_typed_stays(
    desk, scene, said, why
):
    raw = said.get("raw", answer(service("a", "Rooms")))
    given = {key: value for key, value in said.items() if key != "raw"}
    found = desk.post(
        "/desk/services/", upload(raw, **{"licence": "CC BY 4.0", **given})
    )

    assert found.status_code == 422
    assert why in found.content.decode()
    assert "CC BY 4.0" in found.content.decode()


def test_a_doubt_waits_at_the_desk_without_a_name_and_is_answered(desk, scene, noon):
    rooms = a_service()
    doubts.say(rooms.public_id, what="closed", now=noon)
    words = desk.get("/desk/services/").content.decode()

    assert "It has closed (once)" in words
    assert "Nobody is named" in words

    desk.post(f"/desk/services/{rooms.public_id}/answer/", {"answered": "off"})

    assert Service.objects.get().taken_off_at == noon
    assert "Nobody has said that anything is wrong." in (
        desk.get("/desk/services/").content.decode()
    )


def test_what_was_taken_off_can_be_shown_again(desk, scene, noon):
    rooms = a_service()
    doubts.say(rooms.public_id, what="closed", now=noon)
    address = f"/desk/services/{rooms.public_id}/answer/"
    words = desk.post(address, {"answered": "off"}, follow=True).content.decode()

    assert "Show it again" in words

    words = desk.post(address, {"answered": "right"}, follow=True).content.decode()

    assert "Somebody answered this meanwhile. Look at the list again." in words
    assert Service.objects.get().taken_off_at == noon

    words = desk.post(address, {"answered": "again"}, follow=True).content.decode()

    assert "It is shown again." in words
    assert "Show it again" not in words
    assert Service.objects.get().taken_off_at is None


def test_an_answer_that_was_not_offered_changes_nothing(desk, scene, noon):
    rooms = a_service()
    doubts.say(rooms.public_id, what="closed", now=noon)
    words = desk.post(
        f"/desk/services/{rooms.public_id}/answer/", {"answered": "x"}, follow=True
    ).content.decode()

    assert "Choose whether it is right, or taken off." in words
    assert Service.objects.get().taken_off_at is None


def test_the_desk_says_how_many_wait(desk, scene, noon):
    doubts.say(a_service().public_id, what="closed", now=noon)

    assert 'href="/desk/services/">Services nearby <span' in (
        desk.get("/desk/").content.decode()
    )

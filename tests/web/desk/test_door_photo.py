"""The photo of a door, through its form and its two addresses."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hearthside.groups.models import DoorPhoto, Group
from tests import photos
from tests.cast import DIGEST, make_door, signed_in
from tests.web.desk.desk_scene import at_noon

WORDS = "A blue door beside the church."


@pytest.fixture(autouse=True)
def clock(monkeypatch, db):
    at_noon(monkeypatch)


@pytest.fixture
def visitor(scene) -> Client:
    return Client()


def address(scene) -> str:
    return f"/desk/groups/{scene.tuesday.public_id}/photo/"


def picture(group, size="small", digest=DIGEST) -> str:
    return f"/groups/{group.public_id}/door/{digest}-{size}.webp"


def sent(actor, scene, *, raw=None, name="door.jpg", follow=False, **form):
    file = SimpleUploadedFile(name, photos.photo() if raw is None else raw)
    answers = {"seen": "", "words": WORDS, "photo": file} | form
    return signed_in(actor).post(address(scene), answers, follow=follow)


def test_a_photo_is_put_up_and_stands_on_the_page(olu, scene, visitor):
    page = sent(olu, scene, follow=True).content.decode()

    row = DoorPhoto.objects.get()
    shown = visitor.get(f"/groups/{scene.tuesday.public_id}/").content.decode()
    assert "The photo is kept, with its words." in page
    assert picture(scene.tuesday, "large", row.digest) in shown
    assert f'alt="{WORDS}"' in shown


def test_its_address_is_for_good_and_its_answer_is_a_picture(visitor, scene):
    make_door(scene.tuesday)

    answer = visitor.get(picture(scene.tuesday))

    assert answer.content == b"small"
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Content-Disposition"] == 'inline; filename="door.webp"'
    assert not answer.cookies


@pytest.mark.parametrize(
    "wrong", ["fedcba9876543210-small", f"{DIGEST}-huge", f"{DIGEST}", "../../x-small"]
)
def test_another_picture_is_not_there_and_not_kept(visitor, scene, wrong):
    make_door(scene.tuesday)

    answer = visitor.get(f"/groups/{scene.tuesday.public_id}/door/{wrong}.webp")

    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"


def test_the_door_of_a_withheld_address_is_not_there(visitor, amira, scene):
    make_door(scene.tuesday)
    Group.objects.filter(id=scene.tuesday.pk).update(address_withheld=True)

    page = visitor.get(f"/groups/{scene.tuesday.public_id}/").content.decode()

    assert "/door/" not in page
    assert WORDS not in page
    assert visitor.get(picture(scene.tuesday)).status_code == 404
    hers = signed_in(amira).get(picture(scene.tuesday))
    assert (hers.status_code, hers["Cache-Control"]) == (200, "no-store")


def test_after_leave_now_the_picture_is_not_shown(visitor, scene):
    make_door(scene.tuesday)
    visitor.cookies["q"] = "1"

    answer = visitor.get(picture(scene.tuesday))

    assert b"small" not in answer.content
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", photos.NO_PHOTOS)
def test_what_is_no_photo_gets_a_sentence_and_the_words_stay(olu, scene, name):
    answer = sent(olu, scene, raw=photos.NO_PHOTOS[name])

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "field-error" in page
    assert WORDS in page
    assert not DoorPhoto.objects.exists()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (photos.also_an_archive, "a picture and something else at once"),
        (partial(photos.that_moves, "WEBP"), "That picture moves."),
        (photos.bomb, "too large to unpack"),
        (photos.liar, "cut off or damaged"),
        (partial(photos.photo, size=(200, 200)), "too small to see a door on"),
    ],
    ids=("archive", "moves", "bomb", "liar", "small"),
)
def test_each_no_says_why(olu, scene, make, why):
    assert why in sent(olu, scene, raw=make()).content.decode()


@pytest.mark.parametrize(
    "name",
    ["../../x.jpg", "a.php.jpg", "\u202egpj.exe", 'a"b\n.jpg', "C:\\x.jpg", "x" * 300],
)
def test_the_name_of_the_file_is_nowhere(olu, scene, name):
    answer = sent(olu, scene, name=name, follow=True)

    row = DoorPhoto.objects.values().get()
    assert answer.status_code == 200
    assert not any(str(value) in {name, "x.jpg"} for value in row.values())


def test_without_words_it_is_not_put_up(olu, scene):
    page = sent(olu, scene, words="  ").content.decode()

    assert "Say what somebody sees who stands there." in page
    assert not DoorPhoto.objects.exists()


def test_a_file_over_the_limit_is_told_so(olu, scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.desk.door_photo.MOST_BYTES", 100)

    assert "This file is over 20 MB." in sent(olu, scene).content.decode()


def test_more_than_any_photo_is_refused_at_the_door_with_the_way_back(olu, scene):
    answer = signed_in(olu).post(
        address(scene), "x", content_type="text/plain", CONTENT_LENGTH="30000000"
    )

    assert answer.status_code == 413
    assert address(scene) in answer.content.decode()


def test_photo_after_photo_is_stopped(olu, scene, monkeypatch):
    monkeypatch.setattr("hearthside.web.desk.door_photo.AN_HOUR", 1)
    sent(olu, scene)

    assert sent(olu, scene).status_code == 429


def test_with_a_photo_there_the_words_alone_may_change(olu, scene):
    row = make_door(scene.tuesday)

    answer = signed_in(olu).post(
        address(scene), {"seen": row.public_id, "words": "A green door."}, follow=True
    )

    assert "The photo is kept, with its words." in answer.content.decode()
    assert DoorPhoto.objects.get().words == "A green door."


def test_somebody_faster_is_shown_and_the_words_stay(olu, scene):
    make_door(scene.tuesday, words="Hers.")

    answer = sent(olu, scene, words="Mine.")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed this photo" in page
    assert "Hers." in page
    assert "Mine." in page


def test_it_is_taken_away_in_one_press(olu, scene):
    row = make_door(scene.tuesday)

    answer = signed_in(olu).post(
        f"{address(scene)}take-away/", {"seen": row.public_id}, follow=True
    )

    assert "The photo is gone." in answer.content.decode()
    assert not DoorPhoto.objects.exists()


def test_an_old_page_takes_away_nothing(olu, scene):
    make_door(scene.tuesday)

    answer = signed_in(olu).post(f"{address(scene)}take-away/", {"seen": "old"})

    assert answer.status_code == 409
    assert DoorPhoto.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "otto", "una", "amira", "fern"])
def test_nobody_else_finds_the_form(request, who, scene):
    actor = request.getfixturevalue(who)

    assert signed_in(actor).get(address(scene)).status_code == 404
    assert sent(actor, scene).status_code == 404


def test_the_desk_leads_to_the_photo_and_the_poster(olu, fern, scene):
    dates = f"/desk/groups/{scene.tuesday.public_id}/dates/"

    hers = signed_in(olu).get(dates).content.decode()
    facilitators = signed_in(fern).get(dates).content.decode()

    assert address(scene) in hers
    assert address(scene) not in facilitators
    assert "poster.pdf" in hers
    assert "poster.pdf" in facilitators

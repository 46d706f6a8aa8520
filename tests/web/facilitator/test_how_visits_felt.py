from __future__ import annotations

import re

from django.test import Client

from hearthside.groups.models import Ease
from tests.cast import signed_in


def page(actor, scene) -> tuple[int, str]:
    answer = signed_in(actor).get(
        f"/desk/groups/{scene.tuesday.public_id}/how-visits-felt/"
    )
    return answer.status_code, answer.content.decode()


def test_below_five_the_page_shows_nothing(fern, scene, at_noon):
    Ease.objects.create(group=scene.tuesday, new_at_ease=4)

    status, shown = page(fern, scene)

    assert status == 200
    assert "Fewer than five people have told us yet." in shown
    assert "<table" not in shown


def test_from_five_it_shows_the_sums_and_no_other_group(fern, scene, at_noon):
    Ease.objects.create(group=scene.tuesday, at_ease=7, between=2, not_at_ease=1)
    Ease.objects.create(group=scene.elsewhere, at_ease=33)

    _, shown = page(fern, scene)

    assert "Of 10 people who told us, 7 felt at ease." in shown
    assert shown.count("<tr>") == 4
    words = re.sub(r"<[^>]*>", " ", shown.split("<main", 1)[1])
    assert "33" not in words


def test_coordinators_and_members_do_not_see_it(olu, otto, amira, scene, at_noon):
    Ease.objects.create(group=scene.tuesday, at_ease=7)

    assert [page(who, scene)[0] for who in (olu, otto, amira)] == [404, 404, 404]
    visitor = Client().get(f"/desk/groups/{scene.tuesday.public_id}/how-visits-felt/")
    assert visitor.status_code == 302

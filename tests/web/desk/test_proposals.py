from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearthside.groups.models import Group, ImportRun
from hearthside.jobs import reading as jobs
from tests.cast import signed_in
from tests.web.desk.uploading import looked_at, words
from tests.workflows.feed_rows import feed, row


def bring_in_monthly(desk: Client, scene: Any) -> Group:
    said = "We meet on the 2nd Tuesday of the month only."
    here = looked_at(desk, scene, feed(row("one", notes=said)))
    desk.post(here + "bring-in/")
    jobs.bring_in.call(ImportRun.objects.get().public_id)
    return Group.objects.get(feed__name="Vale")


def test_a_proposal_is_shown_with_its_words_and_taken(scene, desk):
    group = bring_in_monthly(desk, scene)
    shown = words(desk.get(reverse("proposals")))

    answer = desk.post(reverse("proposals"), {"settle": [f"{group.public_id}:yes"]})

    assert "2nd Tuesday" in shown
    assert "econd Tuesday of the month at 7.30pm" in shown
    assert answer.status_code == 302
    group.refresh_from_db()
    assert group.rule == "FREQ=MONTHLY;BYDAY=2TU"
    assert "One is settled." in words(desk.get(reverse("proposals")))


def test_leaving_a_proposal_asks_again(scene, desk):
    bring_in_monthly(desk, scene)

    desk.post(reverse("proposals"), {"settle": [""]})

    assert "Group one" in words(desk.get(reverse("proposals")))


@pytest.mark.parametrize("settle", ["nonsense", "zzzz:yes", "222222222222:yes"])
def test_a_proposal_nobody_made_does_not_exist(scene, desk, settle):
    answer = desk.post(reverse("proposals"), {"settle": [settle]})

    assert answer.status_code == 404


def test_proposals_of_another_locality_do_not_exist(scene, desk, una):
    group = bring_in_monthly(desk, scene)
    stranger = signed_in(una)

    assert "Group one" not in words(stranger.get(reverse("proposals")))
    answer = stranger.post(reverse("proposals"), {"settle": [f"{group.public_id}:yes"]})
    assert answer.status_code == 404

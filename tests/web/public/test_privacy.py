from __future__ import annotations

from django.utils.html import escape

from hearthside.groups import erasure as groups
from hearthside.meetings import erasure as meetings
from hearthside.organisation.models import Organisation


def test_every_promise_about_people_is_shown(visitor):
    page = visitor.get("/privacy/").content.decode()

    for promise in (*groups.KEEPS, *meetings.KEEPS):
        assert escape(promise.why) in page


def test_the_limits_of_confidence_are_the_charitys_own_words(visitor):
    Organisation.objects.update(limits_of_confidence="There are two limits.")

    assert "There are two limits." in visitor.get("/privacy/").content.decode()

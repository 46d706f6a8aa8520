from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.actor import Machine
from hearthside.core.refusals import NotFound
from hearthside.signposting import freshness, lists
from hearthside.signposting.lists import CannotKeepList, ListSource
from hearthside.signposting.models import Service, ServiceList, Word
from hearthside.workflows.bring_in_services import TooFewServices
from tests.services_scene import bring_in, service

ROOMS = service("a", "Talking Rooms")
DEBT = service("b", "Debt Helpdesk")


def rows():
    return list(Service.objects.order_by("name").values())


def test_bringing_the_same_in_again_changes_nothing(scene, noon):
    first = bring_in(ROOMS, DEBT)
    before, words = rows(), Word.objects.count()
    again = bring_in(ROOMS, DEBT)

    assert (first.new, again.new, again.changed, again.same) == (2, 0, 0, 2)
    assert rows() == before
    assert Word.objects.count() == words


def test_what_changed_keeps_its_address_and_is_found_by_its_new_words(scene):
    bring_in(ROOMS, DEBT)
    known = Service.objects.get(source_id="b").public_id
    tally = bring_in(ROOMS, {**DEBT, "description": "Ask about gasbills."})

    assert (tally.changed, tally.same) == (1, 1)
    assert Service.objects.get(source_id="b").public_id == known
    assert Word.objects.filter(service__public_id=known, word="gasbil").exists()


def test_a_list_that_counts_anew_is_not_doubled(scene):
    bring_in(ROOMS, DEBT)
    known = {row["name"]: row["public_id"] for row in rows()}
    bring_in({**ROOMS, "id": "900"}, {**DEBT, "id": "901"})

    assert {row["name"]: row["public_id"] for row in rows()} == known
    assert {row["source_id"] for row in rows()} == {"900", "901"}


def test_two_alike_that_both_have_new_ids_are_not_mixed_up(scene):
    near, far = (
        service(key, "Talking Rooms", description=key) for key in ("near", "far")
    )
    bring_in(near, far)
    bring_in({**near, "id": "1"}, {**far, "id": "2"})

    assert Service.objects.filter(gone_at=None).count() == 2
    assert Service.objects.exclude(gone_at=None).count() == 2


def test_what_is_no_longer_on_the_list_fades_and_comes_back(scene, noon):
    bring_in(ROOMS, DEBT)
    tally = bring_in(ROOMS, now=noon + timedelta(days=1))

    assert tally.gone == 1
    assert Service.objects.get(source_id="b").gone_at == noon + timedelta(days=1)

    back = bring_in(ROOMS, DEBT, now=noon + timedelta(days=2))

    assert back.changed == 1
    assert Service.objects.get(source_id="b").gone_at is None


def test_a_list_that_lost_most_of_its_rows_changes_nothing(scene, noon):
    bring_in(*(service(str(n), f"Room {n}") for n in range(5)))
    before = rows()

    with pytest.raises(TooFewServices):
        bring_in(ROOMS, now=noon + timedelta(days=1), even_if_smaller=False)

    assert rows() == before


def test_what_somebody_here_took_off_stays_off(scene, noon):
    bring_in(ROOMS)
    Service.objects.update(taken_off_at=noon)
    bring_in({**ROOMS, "description": "Changed."})

    assert Service.objects.get().taken_off_at == noon


def test_what_is_long_gone_is_forgotten(scene, noon):
    bring_in(ROOMS, DEBT)
    bring_in(ROOMS, now=noon + timedelta(days=1))

    assert freshness.forget(now=noon + timedelta(days=90)) == 0
    assert freshness.forget(now=noon + timedelta(days=92)) == 1
    assert Service.objects.get().source_id == "a"
    assert freshness.forget(now=noon + timedelta(days=400)) == 1


@pytest.mark.parametrize(
    ("name", "country"), [("", "GB"), ("x" * 121, "GB"), ("A list", "gb"), ("A", "")]
)
def test_a_list_without_a_name_or_a_country_is_refused(scene, name, country):
    with pytest.raises(CannotKeepList):
        lists.keep(Machine("import"), ListSource(name, country))

    assert not ServiceList.objects.exists()


def test_nobody_else_keeps_a_list(scene, amira, fern):
    for actor in (amira, fern):
        with pytest.raises(NotFound):
            lists.keep(actor, ListSource("A list", "GB"))

from __future__ import annotations

import pytest

from hearthside.people import study
from hearthside.people.models import StudyPlace
from tests.cast import NOON

ONE, TWO = "2345678abcde", "edcba8765432"


def take(actor, *, where=ONE, code="code"):
    study.take(actor.person_id, study=where, code=code, agreed_to="2026-1", now=NOON)


def test_what_is_kept_says_nobody_at_rest(amira):
    take(amira, code="thecodeofhers")

    with_sql = StudyPlace.objects.values_list("study", "whose").get()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT whose_sealed FROM people_studyplace")
        sealed = cursor.fetchone()[0]
    assert with_sql[0] == ONE
    assert sealed.startswith("s1.")
    assert "thecodeofhers" not in sealed


def test_l5_two_studies_know_one_person_by_nothing_they_share(amira):
    take(amira, where=ONE, code="one")
    take(amira, where=TWO, code="two")

    marks = set(StudyPlace.objects.values_list("whose", flat=True))
    assert len(marks) == 2
    assert {place.code for place in study.mine(amira.person_id)} == {"one", "two"}


def test_nobody_takes_part_twice(amira):
    take(amira)

    with pytest.raises(study.AlreadyInIt):
        take(amira, code="another")


def test_a_place_is_found_by_its_person_alone(amira, bo):
    take(amira)

    assert study.mine(bo.person_id) == []
    assert study.mine_in(bo.person_id, study=ONE) is None
    assert study.mine_in(amira.person_id, study=ONE).agreed_at == NOON


def test_giving_up_cuts_the_link_and_hands_back_the_code(amira):
    take(amira, code="hers")

    assert study.give_up(amira.person_id, study=ONE) == "hers"
    assert study.give_up(amira.person_id, study=ONE) is None


def test_a_new_secret_finds_whoever_was_there_before(amira, settings):
    take(amira)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret of this house, long enough to be one"

    assert study.mine_in(amira.person_id, study=ONE)
    assert study.seal_anew() == 1
    settings.SECRET_KEY_FALLBACKS = []
    assert study.mine_in(amira.person_id, study=ONE)

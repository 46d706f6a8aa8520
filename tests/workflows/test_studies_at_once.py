"""Several at once: two taps on yes, many first members of one group, two freezings."""

from __future__ import annotations

from functools import partial

import pytest
from django_tasks_db.models import DBTaskResult

from hearthside.core.actor import Machine
from hearthside.outcomes import answering, codes
from hearthside.outcomes.models import (
    Answer,
    Cluster,
    Frozen,
    Participant,
    Report,
    Sitting,
)
from hearthside.people import study as places
from hearthside.workflows import build_a_report, take_part_in_a_study
from hearthside.workflows.freeze_a_study import freeze_a_study
from hearthside.workflows.take_part_in_a_study import CannotTakePart
from tests.cast import NOON
from tests.racing import at_once, where_threads_may_meet
from tests.study_scene import *
from tests.study_scene import HERE, TODAY, answered, begun

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_of_many_taps_on_yes_one_counts(amira, study, tmp_path):
    def yes() -> None:
        take_part_in_a_study.say_yes(
            amira, study_id=study.public_id, group_id="", today=TODAY, now=NOON
        )

    with where_threads_may_meet(tmp_path):
        refusals = at_once([yes] * 6)
        kept = Participant.objects.count()
        mine = len(places.mine(amira.person_id))

    assert refusals.count(None) == 1
    assert {type(why) for why in refusals if why} == {CannotTakePart}
    assert (kept, mine) == (1, 1)


def test_the_first_of_one_group_at_once_share_its_code(study, tmp_path):
    with where_threads_may_meet(tmp_path):
        at_once([partial(codes.new_for, study.id, HERE)] * 6)
        clusters = Cluster.objects.filter(kind="group").count()
        people = Participant.objects.count()

    assert (clusters, people) == (1, 6)


def test_two_devices_that_answer_at_once_lose_nothing(study, tmp_path):
    given = begun(study)

    def say(number: int) -> None:
        answering.say(given.code, wave=0, number=number, value=1, now=NOON, today=TODAY)

    with where_threads_may_meet(tmp_path):
        at_once([partial(say, number) for number in (1, 2, 3, 1, 2, 3)])
        kept = Answer.objects.count()
        sittings = Sitting.objects.count()

    assert (kept, sittings) == (3, 1)


def test_two_who_freeze_at_once_each_get_the_whole(study, tmp_path):
    for _ in range(4):
        answered(study)
    found = []

    def freeze() -> None:
        found.append(
            freeze_a_study(
                Machine("host"),
                study_id=study.public_id,
                code_version="x",
                plan_sha256="0" * 64,
                now=NOON,
            )
        )

    with where_threads_may_meet(tmp_path):
        assert at_once([freeze] * 2) == [None, None]
        kept = Frozen.objects.count()

    assert kept == 2
    assert found[0].files["dataset.csv"] == found[1].files["dataset.csv"]
    assert found[0].people == found[1].people == 4


def test_two_who_ask_for_a_report_at_once_get_one_report_and_one_freeze(
    eve, study, tmp_path
):
    for _ in range(10):
        answered(study)
    said: list[bool] = []

    def asks() -> None:
        about = {"study_id": study.public_id, "agreement": "Agreement 7", "now": NOON}
        said.append(build_a_report.ask(eve, **about))

    with where_threads_may_meet(tmp_path):
        assert at_once([asks] * 4) == [None] * 4
        kept = Report.objects.count()
        waiting = DBTaskResult.objects.filter(task_path=build_a_report.JOB).count()

    assert sorted(said) == [False, False, False, True]
    assert (kept, waiting) == (1, 1)

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from hearthside.cli import demo_command
from hearthside.cli.demo.planting import PASSWORD, SIGN_IN_AS, plant
from hearthside.groups.models import Agreement, Group, Membership, NobodyThere, RoleHeld
from hearthside.meetings import rota
from hearthside.meetings.models import Meeting, Training
from hearthside.organisation.models import CrisisLine, KnownPlace, Organisation
from hearthside.people.models import Person

pytestmark = pytest.mark.slow
TODAY = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def harbour(db):
    plant(now=TODAY)


def in_short():
    """Everything a year of the demo says, without the ids made by chance."""
    return (
        sorted(Group.objects.values_list("name", "rule", "starts_at", "next_at")),
        sorted(
            Meeting.objects.values_list("group__name", "on", "state", "here", "first_time")
            .exclude(here=None)
        ),
        sorted(Person.objects.values_list("called", "email")),
        sorted(Training.objects.values_list("person__called", "name", "runs_out_on")),
    )  # fmt: skip


def test_sixteen_groups_with_agreements_and_dates(harbour):
    assert Group.objects.count() == 16
    assert Agreement.objects.values("group").distinct().count() == 16
    assert not Group.objects.filter(next_at=None).exists()


def test_about_sixty_volunteers_some_of_them_out_of_date(harbour):
    volunteers = RoleHeld.objects.values("person").distinct().count()

    assert 55 <= volunteers <= 65
    assert Training.objects.filter(runs_out_on__lt=TODAY.date()).exists()
    assert Training.objects.filter(
        runs_out_on__range=(TODAY.date(), TODAY.date() + timedelta(days=60))
    ).exists()


def test_a_year_of_evenings_that_breathe(harbour):
    past = Meeting.objects.filter(ends_at__lte=TODAY)

    assert past.count() > 400
    assert past.filter(here=0).exists()
    assert past.filter(state=Meeting.State.CALLED_OFF).exclude(reason="").exists()
    winter = past.filter(on__month__in=(12, 1, 2), here__gt=0)
    summer = past.filter(on__month__in=(5, 6, 9), here__gt=0)
    mean = lambda rows: sum(r.here for r in rows) / len(rows)
    assert mean(winter) < mean(summer)


def test_the_rota_has_gaps_and_evenings_that_are_ready(harbour):
    coming = Meeting.objects.filter(
        starts_at__range=(TODAY, TODAY + timedelta(weeks=8))
    ).values_list("id", flat=True)

    assert set(rota.ready(coming).values()) >= {0, 1, 2}


def test_the_same_day_plants_the_same_year(harbour):
    first = in_short()
    demo_command._empty()
    plant(now=TODAY)

    assert in_short() == first


def test_the_dates_move_with_today(harbour):
    demo_command._empty()
    later = TODAY + timedelta(days=100)
    plant(now=later)

    newest = Meeting.objects.filter(ends_at__lte=later).latest("starts_at")
    assert later - newest.starts_at < timedelta(days=8)


def test_everybody_named_can_sign_in_and_nobody_else(harbour):
    for key in SIGN_IN_AS:
        assert Person.objects.get(called=key.capitalize()).check_password(PASSWORD)
    usable = [p.called for p in Person.objects.all() if p.has_usable_password()]
    assert len(usable) == len(SIGN_IN_AS)


def test_reset_keeps_the_gazetteer_and_nothing_else(harbour, capsys):
    KnownPlace.objects.create(
        kind="town", folded="leeds", name="Leeds", country="GB", latitude=1, longitude=1
    )
    NobodyThere.objects.create(
        group=Group.objects.first(), on=TODAY.date(), said_at=TODAY
    )

    assert demo_command.run(None) == 0

    assert NobodyThere.objects.count() == 0
    assert (Group.objects.count(), KnownPlace.objects.count()) == (16, 1)
    assert "as new" in capsys.readouterr().out


def test_a_house_with_people_in_it_is_never_reset(harbour, monkeypatch, capsys):
    from dataclasses import replace

    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, demo=False))

    assert demo_command.run(None) == 1
    assert Person.objects.exists()
    assert "nothing was touched" in capsys.readouterr().err


def test_help_lines_are_there_and_members_have_seats(harbour):
    assert CrisisLine.objects.filter(dial="tel:116123").exists()
    assert Membership.objects.count() >= 12
    assert Organisation.objects.get().younger

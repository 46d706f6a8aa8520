import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from hearthside.cli import demo_command
from hearthside.cli.demo.planting import PASSWORD, SIGN_IN_AS, plant
from hearthside.core.actor import Actor
from hearthside.core.models import Letter, Note
from hearthside.groups import roles
from hearthside.groups.models import Agreement, Group, Membership, NobodyThere, RoleHeld
from hearthside.meetings import (
    evenings,
    holding,
    placing,
    requirements,
    rota,
    slips,
    training,
)
from hearthside.meetings.models import Debrief, Holding, Meeting, RotaPlace, Training
from hearthside.organisation.models import CrisisLine, KnownPlace, Organisation
from hearthside.people.models import Person
from hearthside.workflows import come_to_a_meeting
from tests.laid_rows import laid_once

pytestmark = pytest.mark.slow
TODAY = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
HOUSE = "https://lamp.example"


@pytest.fixture
def harbour(db):
    laid_once(_planted_today)


def _planted_today():
    plant(now=TODAY, base_address=HOUSE)


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
        sorted(
            RotaPlace.objects.values_list("meeting__on", "person__called", "part", "offered_to__called")
            .exclude(offered_to=None)
        ),
        sorted(RotaPlace.objects.values_list("meeting__on", "person__called", "part")),
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


def test_what_leading_asks_for_is_written_down_and_not_everybody_has_it(harbour):
    names = {"Facilitating a group", "Safeguarding adults", "Background check"}
    facilitators = RoleHeld.objects.filter(role="facilitator").values("person_id")
    may_lead = training.trained(
        facilitators.values_list("person_id", flat=True), on=TODAY.date()
    )

    def person(called):
        return Person.objects.get(called=called).pk

    assert {asked.name for asked in requirements.asked_for()} == names
    # Tonight still counts; a course nobody asks for may run out; Donna has not shadowed.
    assert {person("Fern"), person("Dev"), person("Ravi")} <= may_lead
    assert not {person("Donna"), person("Femi"), person("Elspeth")} & may_lead
    tomorrow = training.trained([person("Dev")], on=TODAY.date() + timedelta(days=1))
    assert tomorrow == frozenset()


def test_fern_said_how_she_was_and_would_like_a_talk(harbour):
    hers = Debrief.objects.filter(person__called="Fern")

    assert hers.count() == 12
    assert hers.filter(wants_a_talk=True).count() == 1


def test_on_the_rota_somebody_shadows_cannot_make_it_and_is_asked_by_name(harbour):
    places = RotaPlace.objects.filter(meeting__starts_at__gt=TODAY)
    fern = Person.objects.get(called="Fern")

    assert places.filter(part="shadows").count() > 5
    assert places.exclude(wants_a_swap_since=None).count() == 4
    assert places.filter(offered_to=fern).count() == 1
    assert not placing.untangle(now=TODAY)


def test_the_same_day_plants_the_same_year(harbour):
    first = in_short()
    demo_command._empty()
    plant(now=TODAY, base_address=HOUSE)

    assert in_short() == first


def test_the_dates_move_with_today(harbour):
    demo_command._empty()
    later = TODAY + timedelta(days=100)
    plant(now=later, base_address=HOUSE)

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


def test_an_evening_has_just_closed_and_a_visitor_redeems_a_slip_of_it(harbour):
    fern = Person.objects.get(called="Fern")
    grants = roles.grants_of(fern.pk) | rota.grants_for_tonight(fern.pk, now=TODAY)
    who = Actor(fern.pk, grants, True)
    (over,) = (
        one.dated
        for one in evenings.mine(who, now=TODAY)
        if one.standing.closed_at and one.dated.ends_at > TODAY - timedelta(hours=1)
    )

    slips.show_codes(who, meeting_id=over.id, now=TODAY)
    codes = slips.shown(who, meeting_id=over.id, now=TODAY).codes
    slip = slips.redeem(code=codes[0], form="f" * 26, house=HOUSE, now=TODAY)

    assert len(codes) == over.here == 9
    assert slip.slip.minutes == 60
    assert slips.why_not_verify(slip, today=TODAY.date()) is None


@pytest.mark.parametrize("days", range(7))
def test_on_any_day_of_the_week_there_is_one_that_has_just_closed(db, days):
    now = TODAY + timedelta(days=days)
    plant(now=now, base_address=HOUSE)

    closed = Holding.objects.filter(closed_at=now - timedelta(minutes=2))
    assert closed.get().meeting.here == 9


def test_whatever_the_demo_sends_leads_to_this_house(harbour):
    letters = " ".join(letter.text for letter in Letter.objects.all())
    lines = [note.address for note in Note.objects.exclude(address="")]
    addresses = re.findall(r"https?://[^\s/]+", letters)

    assert addresses
    assert set(addresses) == {HOUSE}
    assert all(line.startswith(("/", f"{HOUSE}/")) for line in lines)


def test_a_meeting_in_writing_begins_soon_and_can_be_walked(harbour):
    lamp = Group.objects.get(name="The Sunday Lamp")
    date = Meeting.objects.filter(group=lamp, starts_at__gt=TODAY).earliest("starts_at")
    fern, amira = (_actor(Person.objects.get(called=one)) for one in ("Fern", "Amira"))

    hers = come_to_a_meeting.coming(fern, date_id=date.public_id, now=TODAY)
    new = come_to_a_meeting.coming(amira, date_id=date.public_id, now=TODAY)

    assert date.starts_at - TODAY == timedelta(minutes=10)
    assert (hers.part, hers.stage) == ("holds", "waiting")
    assert new.part == "new"
    assert holding.why_not_open(fern, meeting_id=date.pk, at=TODAY) is None


def _actor(person):
    tonight = rota.grants_for_tonight(person.pk, now=TODAY)
    return Actor(person.pk, roles.grants_of(person.pk, now=TODAY) | tonight, True)

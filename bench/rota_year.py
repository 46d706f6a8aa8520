"""A year of many groups and their volunteers, lived through the real rules of the rota.

Everybody acts through the same actions as on the pages, the clock does its rounds, and at
each start what the public page would say is held against the bare tables. The same seed
lives the same year.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bench.rota_people import FIRST, ZONE, at, certify, keep_dates, plant
from bench.rota_truth import truly_held
from hearthside.core.actor import Actor, Role
from hearthside.core.refusals import Refusal
from hearthside.groups import directory, roles
from hearthside.groups.roles import grants_of
from hearthside.meetings import deadlines, gaps, rota, schedule, swapping
from hearthside.meetings.models import Meeting, RotaPlace, Training
from hearthside.people.signing_in import suspend
from hearthside.workflows import change_a_date, change_the_rota
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.keep_the_rota import keep_the_rota

BASE = "https://groups.example.org"


@dataclass
class Report:
    """What became of a year."""

    dates: int = 0
    held: int = 0
    called_off: int = 0
    taken: int = 0
    letters: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    # Of the processor, not of the wall: other work beside it does not count.
    seconds: float = 0.0
    slowest_round: float = 0.0
    rounds: int = 0


class Year:
    """One organisation and its volunteers, walked through day by day."""

    def __init__(self, *, groups: int, weeks: int, seed: str = "rota") -> None:
        self.groups, self.weeks = groups, weeks
        self.chance = random.Random(seed)
        self.report = Report()
        self.volunteers: dict[int, list[int]] = {}
        self.coordinators: dict[int, int] = {}
        self.truly_two: dict[int, bool] = {}
        # Who holds which role changes rarely; whoever lost one is never asked again.
        self.actors: dict[int, Actor] = {}

    def plant(self) -> None:
        """Make the organisation and its people."""
        people = plant(groups=self.groups, chance=self.chance)
        self.volunteers, self.coordinators = people.volunteers, people.coordinators

    # -- the days

    def live(self, each_week: Callable[[], None] = lambda: None) -> Report:
        """Walk through the year; return what became of it."""
        began = time.process_time()
        for ahead in range(21):
            self._fill_own(FIRST - timedelta(days=21 - ahead), at(FIRST, 1))
        # A fortnight longer: a date of the last days may have been moved past them.
        for number in range((self.weeks + 2) * 7):
            if number % 7 == 0:
                each_week()
            self._day(FIRST + timedelta(days=number), number)
        self.report.seconds = time.process_time() - began
        self._look_back()
        return self.report

    def _day(self, today: date, number: int) -> None:
        if number and number % 28 == 0:
            keep_dates(at(today, 5))
        self._renew(today)
        self._people_act(today, at(today, 9))
        self._round(at(today, 17, 45))
        self._late_ones(at(today, 18))
        self._check_each_start(today)
        self._round(at(today, 19, 45))

    def _renew(self, today: date) -> None:
        """Let certificates run out, most of them renewed in time, some late, some never."""
        soon = Training.objects.filter(runs_out_on=today + timedelta(days=10))
        for person in soon.values_list("person_id", flat=True):
            if self.chance.random() < 0.7:
                certify(person, today)
        late = Training.objects.filter(runs_out_on=today - timedelta(days=20))
        for person in late.values_list("person_id", flat=True):
            if self.chance.random() < 0.5:
                certify(person, today)

    def _round(self, now: datetime) -> None:
        began = time.process_time()
        keep_the_rota(base_address=BASE, now=now)
        self.report.letters += deliver_the_post(
            lambda letter: None, now=now, most=10_000
        )
        took = time.process_time() - began
        self.report.rounds += 1
        self.report.slowest_round = max(self.report.slowest_round, took)

    def _people_act(self, today: date, now: datetime) -> None:
        self._fill_own(today, now)
        self._neighbours(now)
        self._leave_or_go(now)
        self._swap_and_drop(now)
        self._coordinators(today, now)

    def _fill_own(self, today: date, now: datetime) -> None:
        """Three weeks before, most of a group's own people put themselves down."""
        day = at(today + timedelta(days=21), 0)
        for dated in self._dates(day, day + timedelta(days=1)):
            people = list(self.volunteers[dated.group_id])
            self.chance.shuffle(people)
            for person in people[:2]:
                if self.chance.random() < 0.88:
                    self._take(person, dated.public_id, dated.version, now)

    def _neighbours(self, now: datetime) -> None:
        """Of the gaps of the coming week, about every third finds somebody each day."""
        found = gaps.open_gaps(None, now=now, until=now + timedelta(days=7))
        some = [gap for gap in found if self.chance.random() < 0.35]
        concern = gaps.whom_they_concern(some) if some else {}
        willing: dict[int, list[int]] = {}
        for person, theirs in concern.items():
            for gap in theirs:
                willing.setdefault(gap.dated.id, []).append(person)
        for gap in some:
            if people := willing.get(gap.dated.id):
                person = self.chance.choice(people)
                self._take(person, gap.dated.public_id, gap.dated.version, now)

    def _swap_and_drop(self, now: datetime) -> None:
        places = RotaPlace.objects.filter(
            meeting__starts_at__gt=now, meeting__starts_at__lt=now + timedelta(days=10)
        ).order_by("id")
        for person, public_id in list(
            places.values_list("person_id", "meeting__public_id")
        ):
            dice = self.chance.random()
            if dice < 0.005:
                self._act(
                    "swap", change_the_rota.ask_for_a_swap, person, public_id, now
                )
            elif dice < 0.008:
                self._act("drop out", change_the_rota.drop_out, person, public_id, now)
            elif dice < 0.012:
                self._hand_over(person, public_id, now)
            elif dice < 0.014:
                self._say(
                    "keep", swapping.keep_it, person, public_id=public_id, now=now
                )

    def _hand_over(self, person: int, public_id: str, now: datetime) -> None:
        dated = schedule.the_date(public_id)
        to = self.chance.choice(self.volunteers[dated.group_id])
        self._act(
            "offer", change_the_rota.offer_to, person, public_id, now, person_id=to
        )
        if self.chance.random() < 0.8:
            self._act(
                "accept",
                change_the_rota.accept,
                to,
                public_id,
                now,
                version=dated.version,
            )
        else:
            self._act("decline", change_the_rota.decline, to, public_id, now)

    def _coordinators(self, today: date, now: datetime) -> None:
        """Some dates are moved or called off by hand; near gaps get a helping hand."""
        for dated in self._dates(now, now + timedelta(days=2)):
            dice = self.chance.random()
            group = (
                directory.handles([dated.group_id])[dated.group_id]
                if dice < 0.09
                else None
            )
            if group is None:
                continue
            who = self.coordinators[group.locality_id or 0]
            about = {
                "public_id": dated.public_id,
                "group": group,
                "base_address": BASE,
                "now": now,
            }
            if dice < 0.01:
                # On the clock of the wall: over the night the clocks change it is the same time.
                usual = dated.starts_at.astimezone(ZONE)
                later = usual + timedelta(days=self.chance.randrange(1, 4))
                self._say("move", change_a_date.move, who, starts_at=later, place_note="",
                          version=dated.version, **about)  # fmt: skip
            elif dice < 0.02:
                self._say("call off", change_a_date.call_off, who, reason="The weather",
                          version=dated.version, **about)  # fmt: skip
            elif dice < 0.04:
                self._say(
                    "put back",
                    change_a_date.put_back,
                    who,
                    version=dated.version,
                    **about,
                )
            elif dice < 0.06:
                self._say("keep looking", deadlines.keep_looking, who,
                          public_id=dated.public_id, place=group.place, now=now)  # fmt: skip
            else:
                person = self.chance.choice(self.volunteers[group.id])
                part = self.chance.choice(
                    ("leads", "leads", "leads", "shadows", "waits")
                )
                self._say("put down", change_the_rota.put_down, who, person_id=person,
                          part=part, version=dated.version, **about)  # fmt: skip

    def _leave_or_go(self, now: datetime) -> None:
        """A few volunteers stop in a year, and the house is closed to fewer."""
        dice = self.chance.random()
        if dice > 0.05:
            return
        group_id = self.chance.choice(sorted(self.volunteers))
        if len(self.volunteers[group_id]) < 3:
            return
        person = self.volunteers[group_id].pop()
        if dice < 0.01:
            suspend(person_id=person, now=now)
            self.report.done["suspended"] += 1
        else:
            area = directory.handles([group_id])[group_id].locality_id or 0
            self._say("role back", roles.take_back, self.coordinators[area],
                      person_id=person, role=Role.FACILITATOR, group_id=group_id, now=now)  # fmt: skip

    def _late_ones(self, now: datetime) -> None:
        """Minutes before, somebody is ill; sometimes somebody else steps in."""
        for gap in gaps.open_gaps(None, now=now, until=now + timedelta(hours=2)):
            concern = (
                gaps.whom_they_concern([gap]) if self.chance.random() < 0.3 else {}
            )
            if concern:
                person = self.chance.choice(sorted(concern))
                self._take(person, gap.dated.public_id, gap.dated.version, now)
        places = RotaPlace.objects.filter(
            meeting__starts_at__gt=now, meeting__starts_at__lt=now + timedelta(hours=2)
        ).order_by("id")
        for person, public_id in list(
            places.values_list("person_id", "meeting__public_id")
        ):
            if self.chance.random() < 0.01:
                self._act(
                    "late drop out", change_the_rota.drop_out, person, public_id, now
                )

    # -- what the public page says, held against the bare tables

    def _check_each_start(self, today: date) -> None:
        day = at(today, 18, 1)
        dates = self._dates(day, day + timedelta(hours=4))
        ready = rota.ready(dated.id for dated in dates)
        truly = truly_held([dated.id for dated in dates])
        for dated in dates:
            shown_on = not dated.is_called_off and ready[dated.id] >= rota.NEEDED
            really = not dated.is_called_off and truly[dated.id]
            self.truly_two[dated.id] = really
            if shown_on != really:
                self.report.wrong.append(
                    f"{dated.starts_at}: shown {shown_on}, is {really}"
                )

    def _look_back(self) -> None:
        """Count what became of every date: held by two, or off."""
        until = FIRST + timedelta(weeks=self.weeks)
        past = Meeting.objects.filter(on__gte=FIRST, on__lt=until).order_by("id")
        for meeting_id, state in past.values_list("id", "state"):
            self.report.dates += 1
            off = state == Meeting.State.CALLED_OFF
            self.report.called_off += off
            self.report.held += not off
            if off == self.truly_two.get(meeting_id, False):
                self.report.wrong.append(f"meeting {meeting_id} ended as {state}")

    # -- small things

    def _take(self, person: int, public_id: str, version: int, now: datetime) -> None:
        before = self.report.done["take"]
        self._act("take", change_the_rota.take, person, public_id, now, version=version)
        self.report.taken += self.report.done["take"] - before

    def _act(
        self,
        what: str,
        act: object,
        person: int,
        public_id: str,
        now: datetime,
        **more: object,
    ) -> None:
        self._say(
            what, act, person, public_id=public_id, base_address=BASE, now=now, **more
        )

    def _say(self, what: str, act: object, person: int, **more: object) -> None:
        try:
            act(self._actor(person), **more)  # type: ignore[operator]
            self.report.done[what] += 1
        except Refusal as no:
            self.report.refused[f"{what}: {no.why}"] += 1

    def _actor(self, person: int) -> Actor:
        if person not in self.actors:
            self.actors[person] = Actor(person, grants_of(person), True)
        return self.actors[person]

    def _dates(self, first: datetime, last: datetime) -> list[schedule.Dated]:
        return schedule.dates_between(self.volunteers, first=first, last=last)

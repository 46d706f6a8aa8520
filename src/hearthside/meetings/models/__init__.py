"""Tables of meetings: each date a row of its own."""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField
from hearthside.meetings.models.slips import SlipCode, SlipKey, SlipsWanted, SpentSlip
from hearthside.meetings.models.training import LedBefore, Requirement, Training

__all__ = [
    "AskedToBeTold",
    "CheckIn",
    "Debrief",
    "Holding",
    "LedBefore",
    "Meeting",
    "MightCome",
    "Requirement",
    "RotaCalendar",
    "RotaPlace",
    "RunningOrder",
    "SlipCode",
    "SlipKey",
    "SlipsWanted",
    "SpentSlip",
    "Training",
]


class Meeting(models.Model):
    """One date of one group. `on` is the date the pattern gave, whatever became of it."""

    class State(models.TextChoices):
        ON = "on"
        CALLED_OFF = "called_off"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="meetings")
    on = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    usual_start = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ON)
    reason = models.CharField(max_length=140, blank=True, default="")
    place_note = models.CharField(max_length=200, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)
    changed_by_person_id = models.BigIntegerField(null=True)
    # Until when facilitators are looked for; None: as long as the house usually looks.
    looking_until = models.DateTimeField(null=True)

    # -- counted by the facilitators' taps; sums only, no register
    here = models.PositiveSmallIntegerField(null=True)
    first_time = models.PositiveSmallIntegerField(null=True)
    been_before = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on"], name="meetings_one_per_date"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="meetings_end_after_they_start",
            ),
        ]
        indexes = [models.Index(fields=["group", "starts_at"], name="meetings_next")]

    def __str__(self) -> str:
        return self.public_id


class RotaPlace(models.Model):
    """One volunteer put down for one meeting, and for what.

    Who leads counts towards the two a date needs. Who shadows comes to learn. Who waits
    is at home with a phone, and is told when a check-out does not come.

    wants_a_swap_since -- they cannot make it, and stay down until somebody takes it.
    offered_to -- whom they asked by name; nothing changes until that person says yes.
    """

    class Part(models.TextChoices):
        LEADS = "leads"
        SHADOWS = "shadows"
        WAITS = "waits"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="rota")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.LEADS)
    wants_a_swap_since = models.DateTimeField(null=True)
    offered_to = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="meetings_on_the_rota_once"
            )
        ]

    def __str__(self) -> str:
        return f"rota {self.pk}"


class RotaCalendar(models.Model):
    """The secret address at which a volunteer's calendar reads their own dates.

    secret_hash -- SHA-256 of the secret, to find it by; the secret itself is sealed, and
    is opened only to show it to its owner again.
    """

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    secret = SealedTextField(max_length=64)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rota calendar {self.pk}"


class Holding(models.Model):
    """One evening being held: who holds it, from when to when. Never who came.

    term -- grows by one each time the evening passes to another phone; what an earlier
    phone still says is then out of date.
    hand_key -- opens what one phone shows the next as a picture; gone at close.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="holding")
    holder = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+"
    )
    term = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    both_here = models.BooleanField(default=False)
    hand_key = SealedTextField(max_length=64, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    # Until when the codes for slips of this evening work; None: none were shown.
    slips_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | models.Q(closed_at__gte=models.F("opened_at")),
                name="meetings_close_after_they_open",
            )
        ]

    def __str__(self) -> str:
        return f"holding {self.pk}"


class CheckIn(models.Model):
    """One volunteer at one evening: in, and safely out again."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="check_ins")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    in_at = models.DateTimeField()
    due_out_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="meetings_one_check_in_each"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_out_at"],
                condition=models.Q(out_at=None, told_at=None),
                name="meetings_not_out_yet",
            )
        ]

    def __str__(self) -> str:
        return f"check-in {self.pk}"


class Debrief(models.Model):
    """How one facilitator was after one evening: for their own eyes, sealed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="debriefs")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    how = SealedTextField(max_length=20, blank=True, default="")
    wants_a_talk = models.BooleanField(default=False)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="meetings_one_debrief_each"
            )
        ]

    def __str__(self) -> str:
        return f"debrief {self.pk}"


class RunningOrder(models.Model):
    """How a group's evening runs: the words read aloud, and the steps with their minutes.

    steps -- a list of {"kind", "title", "minutes", "words"}, in order.
    """

    group = models.OneToOneField("groups.Group", models.CASCADE, related_name="+")
    template = models.CharField(max_length=20)
    opening_words = models.TextField(max_length=4000, blank=True, default="")
    closing_words = models.TextField(max_length=2000, blank=True, default="")
    steps: models.JSONField[Any, Any] = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"running order {self.pk}"


class MightCome(models.Model):
    """A nameless note to the greeter of one evening. Ticks only; gone the morning after."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="might_come")
    quiet_seat = models.BooleanField(default=False)
    step_free = models.BooleanField(default=False)
    just_listen = models.BooleanField(default=False)
    be_outside = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"note {self.pk}"


class AskedToBeTold(models.Model):
    """A person who wants a letter when a date of this group changes."""

    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], name="meetings_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"asked {self.pk}"

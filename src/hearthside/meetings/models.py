"""Tables of meetings: each date a row of its own."""

from __future__ import annotations

from django.db import models

from hearthside.core.ids import new_public_id


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
    """One facilitator put down for one meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="rota")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="meetings_on_the_rota_once"
            )
        ]

    def __str__(self) -> str:
        return f"rota {self.pk}"


class Training(models.Model):
    """One certificate: what for, from when, until when."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    got_on = models.DateField()
    runs_out_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"], name="meetings_latest_certificate"
            )
        ]

    def __str__(self) -> str:
        return f"training {self.pk}"


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

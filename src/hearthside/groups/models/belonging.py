"""Tables of belonging: changing the agreement together, the line for a seat, first talks."""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import BlindIndex, SealedTextField


class Ways(models.Model):
    """How people belong to one group, as the group says: its breaks, talks and counts."""

    class Talk(models.TextChoices):
        OFF = "off"
        OFFERED = "offered"
        ASKED = "asked"

    class Counts(models.TextChoices):
        ALL = "all"
        FACILITATORS = "facilitators"
        NOBODY = "nobody"

    group = models.OneToOneField("groups.Group", models.CASCADE, related_name="ways")
    break_months = models.PositiveSmallIntegerField(default=6)
    talk = models.CharField(max_length=10, choices=Talk.choices, default=Talk.OFF)
    counts = models.CharField(
        max_length=15, choices=Counts.choices, default=Counts.FACILITATORS
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(break_months__range=(1, 24)),
                name="groups_break_of_some_months",
            )
        ]

    def __str__(self) -> str:
        return f"ways {self.pk}"


class Change(models.Model):
    """A change of the agreement somebody in the group proposes. Who, only a mark says."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="changes")
    by_mark = BlindIndex()
    # The version its words were made from.
    from_number = models.PositiveSmallIntegerField()
    promises: models.JSONField[Any, Any] = models.JSONField(default=list)
    why = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "by_mark"],
                condition=models.Q(settled_at=None),
                name="groups_one_open_change_each",
            )
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"


class Voice(models.Model):
    """What somebody in the group said to a proposed change. Who, only a mark says."""

    class Say(models.TextChoices):
        YES = "yes"
        NOT_YET = "not_yet"
        TALK = "talk"

    change = models.ForeignKey(Change, models.CASCADE, related_name="voices")
    by_mark = BlindIndex()
    say = models.CharField(max_length=10, choices=Say.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change", "by_mark"], name="groups_one_voice_each"
            )
        ]

    def __str__(self) -> str:
        return f"voice {self.pk}"


class InLine(models.Model):
    """Somebody waits for a seat in one group. Who, is sealed."""

    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="line")
    mark = BlindIndex()
    who = SealedTextField(max_length=200)
    asked_at = models.DateTimeField()
    # The place in the line: later than it was once an offer went by.
    behind_at = models.DateTimeField()
    offers = models.PositiveSmallIntegerField(default=0)
    offered_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "mark"], name="groups_once_in_a_line"
            )
        ]
        indexes = [models.Index(fields=["offered_until"], name="groups_line_offered")]

    def __str__(self) -> str:
        return f"in line {self.pk}"


class FirstTalk(models.Model):
    """Somebody asked for a talk, before joining or as a member. Who and when is sealed; of the talk, nothing."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="talks")
    mark = BlindIndex()
    called = SealedTextField(max_length=400, blank=True, default="")
    when = SealedTextField(max_length=2000, blank=True, default="")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "mark"], name="groups_one_first_talk_each"
            )
        ]

    def __str__(self) -> str:
        return f"talk {self.pk}"


class Farewell(models.Model):
    """A few words somebody left for the facilitators when they left. No name on them."""

    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="farewells")
    words = SealedTextField(max_length=6000)
    said_on = models.DateField()

    def __str__(self) -> str:
        return f"farewell {self.pk}"

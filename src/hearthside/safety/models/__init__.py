"""Tables of safety: worries as they were raised, and every time one was read."""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField
from hearthside.safety.models.contacts import (
    ContactHalf,
    KeyholderKey,
    Opening,
    SealedContact,
)
from hearthside.safety.models.records import (
    Asked,
    Care,
    Chain,
    Entry,
    EntryWords,
    Record,
)
from hearthside.safety.models.reports import (
    Block,
    Concerned,
    Protection,
    Report,
    Response,
    Step,
)
from hearthside.safety.models.sealed_words import SealedWords, SealedWordsKey

__all__ = [
    "Asked",
    "Block",
    "Care",
    "Chain",
    "Concerned",
    "ContactHalf",
    "Draft",
    "Entry",
    "EntryWords",
    "KeptFrom",
    "KeyholderKey",
    "Opening",
    "Practice",
    "Protection",
    "Reading",
    "Record",
    "Report",
    "Response",
    "SealedContact",
    "SealedWords",
    "SealedWordsKey",
    "Step",
    "Telling",
    "Worry",
]


def _person(**more: Any) -> Any:
    return models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, related_name="+", **more
    )


class Practice(models.Model):
    """How this house looks after worries: its times and how long it keeps. One row."""

    first_look_hours = models.PositiveSmallIntegerField(default=24)
    danger_minutes = models.PositiveSmallIntegerField(default=60)
    review_days = models.PositiveSmallIntegerField(default=14)
    second_eyes = models.BooleanField(default=False)
    coordinators_know = models.BooleanField(default=True)
    years_adult = models.PositiveSmallIntegerField(default=6)
    years_child = models.PositiveSmallIntegerField(default=25)
    years_volunteer = models.PositiveSmallIntegerField(default=10)
    years_other = models.PositiveSmallIntegerField(default=6)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1), name="safety_only_one_practice"
            )
        ]

    def __str__(self) -> str:
        return "practice"


class Worry(models.Model):
    """Something somebody is worried about, for the safeguarding leads alone.

    meeting_id is a pointer and no key: this room does not see the room of meetings.
    words -- sealed; what the lead needs to know, as far as the person chose to say.
    about_key -- keyed digest of whom it points at, so that many about one are one; no
    name can be read from it, and none is looked up.
    look_by -- until when a lead looks at it first. told -- how often that was asked for.
    record -- once it is one; its words are then there and no longer here.
    """

    class Kind(models.TextChoices):
        DANGER_NOW = "danger_now"
        ADULT = "adult"
        CHILD = "child"
        VOLUNTEER = "volunteer"
        OTHER = "other"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    locality = models.ForeignKey(
        "organisation.Locality", models.PROTECT, null=True, related_name="+"
    )
    meeting_id = models.BigIntegerField(null=True)
    raised_by = _person()
    raised_at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = SealedTextField(max_length=2000, blank=True, default="")
    about_key = models.CharField(max_length=64, blank=True, default="", db_index=True)
    times = models.PositiveIntegerField(default=1)
    held_by = _person()
    held_since = models.DateTimeField(null=True)
    look_by = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    told = models.PositiveSmallIntegerField(default=0)
    record = models.ForeignKey(
        Record, models.PROTECT, null=True, related_name="worries"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = _person()
    closed_why = SealedTextField(max_length=2000, blank=True, default="")

    def __str__(self) -> str:
        return self.public_id


class Telling(models.Model):
    """What was said about a worry after it was raised: by whoever raised it, or by another.

    step -- one of the four headings; empty for a worry told from the public page.
    reach -- sealed; how to reach who told it, if they want that.
    """

    worry = models.ForeignKey(Worry, models.CASCADE, related_name="tellings")
    at = models.DateTimeField()
    told_by = _person()
    step = models.CharField(max_length=20, blank=True, default="")
    words = SealedTextField(max_length=2000, blank=True, default="")
    by_when = SealedTextField(max_length=200, blank=True, default="")
    who = SealedTextField(max_length=200, blank=True, default="")
    reach = SealedTextField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return f"telling {self.pk}"


class KeptFrom(models.Model):
    """A lead who does not know of a worry or a record, because it may be about them."""

    worry = models.ForeignKey(
        Worry, models.CASCADE, null=True, related_name="kept_from"
    )
    record = models.ForeignKey(
        Record, models.CASCADE, null=True, related_name="kept_from"
    )
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(worry=None) ^ models.Q(record=None),
                name="safety_kept_from_one_thing",
            ),
            models.UniqueConstraint(
                fields=["worry", "person"], name="safety_worry_kept_from_once"
            ),
            models.UniqueConstraint(
                fields=["record", "person"], name="safety_record_kept_from_once"
            ),
        ]

    def __str__(self) -> str:
        return f"kept from {self.pk}"


class Draft(models.Model):
    """What somebody has typed under a heading and not kept yet; theirs alone, sealed."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    worry = models.ForeignKey(Worry, models.CASCADE, null=True, related_name="+")
    record = models.ForeignKey(Record, models.CASCADE, null=True, related_name="+")
    step = models.CharField(max_length=20)
    words = SealedTextField(max_length=2000, blank=True, default="")
    by_when = SealedTextField(max_length=200, blank=True, default="")
    who = SealedTextField(max_length=200, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "worry", "step"], name="safety_one_draft_on_a_worry"
            ),
            models.UniqueConstraint(
                fields=["person", "record", "step"], name="safety_one_draft_on_a_record"
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Reading(models.Model):
    """One time somebody opened a worry or a record: who, and when."""

    worry = models.ForeignKey(Worry, models.CASCADE, null=True, related_name="readings")
    record = models.ForeignKey(
        Record, models.PROTECT, null=True, related_name="readings"
    )
    person = _person()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(worry=None) ^ models.Q(record=None),
                name="safety_reading_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"

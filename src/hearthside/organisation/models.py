"""Tables of the organisation."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db import models


class Organisation(models.Model):
    """The charity itself: one row."""

    name = models.CharField(max_length=80)
    strapline = models.CharField(max_length=140, blank=True, default="")
    # What a newcomer reads first: what this is, whether it is for them, what happens.
    what_it_is = models.CharField(max_length=200, blank=True, default="")
    who_it_is_for = models.CharField(max_length=200, blank=True, default="")
    what_happens = models.CharField(max_length=200, blank=True, default="")
    tab_title = models.CharField(max_length=40, default="Notices")
    leave_to = models.URLField(max_length=200, default="https://www.bbc.co.uk/weather")
    zone = models.CharField(max_length=64, default="Europe/London")
    country = models.CharField(max_length=2, default="GB")
    miles = models.BooleanField(default=True)
    limits_of_confidence = models.TextField(max_length=4000, blank=True, default="")
    honest_hours = models.TextField(max_length=1000, blank=True, default="")
    younger = models.TextField(max_length=1000, blank=True, default="")
    # How many evenings somebody sits beside two who lead before they lead themselves.
    shadows_needed = models.PositiveSmallIntegerField(default=1)
    # When somebody reads reports: days as digits from Monday 0, none while nobody said.
    reports_days = models.CharField(max_length=7, blank=True, default="")
    reports_from = models.TimeField(default=time(9))
    reports_until = models.TimeField(default=time(17))
    reports_closed_on: models.JSONField[Any, Any] = models.JSONField(default=list)
    # Who outside reads a report about those who would read it, in the charity's words.
    second_reader = models.CharField(max_length=200, blank=True, default="")
    # How many hours after an emergency contact was opened the person is told; 0: at once.
    told_after_hours = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1), name="organisation_only_one"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Locality(models.Model):
    """An area with its own coordinators and crisis lines."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    blurb = models.CharField(max_length=300, blank=True, default="")
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.slug


class CrisisLine(models.Model):
    """One number or text line, as people read it and as a phone dials it."""

    locality = models.ForeignKey(
        Locality, models.CASCADE, null=True, related_name="crisis_lines"
    )
    name = models.CharField(max_length=80)
    for_whom = models.CharField(max_length=200)
    display = models.CharField(max_length=80)
    dial = models.CharField(max_length=80, blank=True, default="")
    hours = models.CharField(max_length=120)
    also = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=160)
    verified_on = models.DateField()
    order = models.PositiveSmallIntegerField(default=100)
    is_urgent = models.BooleanField(default=False)
    # Empty: the country of the house.
    country = models.CharField(max_length=2, blank=True, default="")
    text_display = models.CharField(max_length=80, blank=True, default="")
    text_dial = models.CharField(max_length=80, blank=True, default="")
    relay_display = models.CharField(max_length=80, blank=True, default="")
    relay_dial = models.CharField(max_length=80, blank=True, default="")
    sign_url = models.URLField(max_length=200, blank=True, default="")
    # When it answers, as a phone reckons with it, on the clock of its zone.
    opens = models.CharField(max_length=200, blank=True, default="")
    zone = models.CharField(max_length=64, blank=True, default="")
    languages = models.CharField(max_length=60, blank=True, default="")
    # What the house itself made of all of the above; anybody else's change is seen by it.
    mark = models.CharField(max_length=64, default="")

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class CrisisSeal(models.Model):
    """The mark over all crisis lines together: one taken away or put in is seen by it."""

    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1), name="organisation_one_crisis_seal"
            )
        ]

    def __str__(self) -> str:
        return "crisis seal"


class LineChange(models.Model):
    """A change somebody proposes to a crisis line; another person has to agree.

    line -- None for a new one. columns -- what it would say; empty to take it off.
    seen -- the mark of the line the proposer had open.
    """

    line = models.ForeignKey(
        CrisisLine, models.CASCADE, null=True, related_name="changes"
    )
    locality = models.ForeignKey(
        Locality, models.CASCADE, null=True, related_name="line_changes"
    )
    columns: models.JSONField[Any, Any] = models.JSONField(default=dict)
    seen = models.CharField(max_length=64, blank=True, default="")
    proposed_by_person_id = models.BigIntegerField()
    proposed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"line change {self.pk}"


class KnownPlace(models.Model):
    """One town, village or postcode area of the offline gazetteer."""

    class Kind(models.TextChoices):
        TOWN = "town"
        POSTCODE = "postcode"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    folded = models.CharField(max_length=100)
    name = models.CharField(max_length=100)
    region = models.CharField(max_length=80, blank=True, default="")
    country = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    people = models.PositiveIntegerField(default=0)
    zone = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["folded", "kind"], name="organisation_place"),
            models.Index(fields=["latitude"], name="organisation_place_near"),
        ]

    def __str__(self) -> str:
        return self.name

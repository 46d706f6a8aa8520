"""Tables of the organisation."""

from __future__ import annotations

from django.db import models


class Organisation(models.Model):
    """The charity itself: one row."""

    name = models.CharField(max_length=80)
    strapline = models.CharField(max_length=140, blank=True, default="")
    tab_title = models.CharField(max_length=40, default="Notices")
    leave_to = models.URLField(max_length=200, default="https://www.bbc.co.uk/weather")
    zone = models.CharField(max_length=64, default="Europe/London")
    country = models.CharField(max_length=2, default="GB")
    miles = models.BooleanField(default=True)
    limits_of_confidence = models.TextField(max_length=4000, blank=True, default="")
    honest_hours = models.TextField(max_length=1000, blank=True, default="")
    younger = models.TextField(max_length=1000, blank=True, default="")

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

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


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

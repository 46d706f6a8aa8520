"""Tables of services nearby. No column of them is about a person, or about who looked."""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id

# A column here is called "list": inside its class that name is no longer the type.
nothing = list


class ServiceList(models.Model):
    """Somebody else's list of services that we show, and when we last read it."""

    name = models.CharField(max_length=120, unique=True)
    licence = models.CharField(max_length=200, blank=True, default="")
    # For rows that say no country of their own.
    country = models.CharField(max_length=2)
    fetched_at = models.DateTimeField(null=True)

    # -- where the clock fetches it, once the host has approved the address
    address = models.CharField(max_length=300, blank=True, default="")
    next_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=200, blank=True, default="")
    changed_there = models.CharField(max_length=64, blank=True, default="")
    trouble = models.CharField(max_length=300, blank=True, default="")
    trouble_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"service list {self.pk}"


class Service(models.Model):
    """One service at one place, as its directory says.

    Codes stand in a text with a blank before, between and after them, so that one of them
    is found as " money ".
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    list = models.ForeignKey(ServiceList, models.CASCADE, related_name="services")
    source_id = models.CharField(max_length=120)
    # What it says of itself beside its id: a directory that counts anew is known by it.
    likeness = models.CharField(max_length=64)
    # Of everything in the row, so that what did not change is not written.
    digest = models.CharField(max_length=64)

    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True, default="")
    offers = models.TextField(max_length=2000, blank=True, default="")
    kinds: models.JSONField[Any, Any] = models.JSONField(default=nothing)
    needs = models.CharField(max_length=300, blank=True, default="")
    cost = models.CharField(max_length=8, blank=True, default="")
    cost_words = models.CharField(max_length=300, blank=True, default="")
    who = models.CharField(max_length=200, blank=True, default="")
    who_words = models.CharField(max_length=300, blank=True, default="")
    youngest = models.PositiveSmallIntegerField(null=True)
    oldest = models.PositiveSmallIntegerField(null=True)
    languages = models.CharField(max_length=300, blank=True, default="")
    access = models.CharField(max_length=200, blank=True, default="")
    access_words = models.CharField(max_length=300, blank=True, default="")
    hours = models.CharField(max_length=300, blank=True, default="")
    how = models.CharField(max_length=300, blank=True, default="")
    alert = models.CharField(max_length=300, blank=True, default="")
    ways: models.JSONField[Any, Any] = models.JSONField(default=nothing)
    web = models.CharField(max_length=300, blank=True, default="")
    mailbox = models.CharField(max_length=120, blank=True, default="")
    address = models.CharField(max_length=240, blank=True, default="")
    town = models.CharField(max_length=80, blank=True, default="")
    country = models.CharField(max_length=2)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    assured_on = models.DateField(null=True)

    seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    # Taken off by somebody who looks after the list here; a reading does not undo it.
    taken_off_at = models.DateTimeField(null=True)
    # Somebody here rang or looked, and it is right.
    checked_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "source_id"], name="signposting_once_in_a_list"
            )
        ]
        indexes = [
            models.Index(fields=["list", "likeness"], name="signposting_by_likeness"),
            models.Index(fields=["latitude"], name="signposting_by_latitude"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Word(models.Model):
    """One word by which a service is found. weight -- 1 to 4: how much of it that word is."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="words")
    word = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["word", "service", "weight"], name="signposting_by_word"
            )
        ]

    def __str__(self) -> str:
        return f"word {self.pk}"


class Doubt(models.Model):
    """Somebody said that a service is not right: what, on which days, how often. Never who."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="doubts")
    what = models.CharField(max_length=16)
    times = models.PositiveSmallIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "what"], name="signposting_one_doubt_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"doubt {self.pk}"


class ServiceReading(models.Model):
    """One file of services somebody looked into: what was in it, and what came of it."""

    class State(models.TextChoices):
        LOOKED_AT = "looked_at"
        RUNNING = "running"
        DONE = "done"
        BROKEN = "broken"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    list = models.ForeignKey(ServiceList, models.CASCADE, related_name="readings")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.LOOKED_AT
    )
    made_at = models.DateTimeField()
    # When it ended; while it runs, when it began.
    ended_at = models.DateTimeField(null=True)
    # Counts, and sentences of ours with how often.
    notes: models.JSONField[Any, Any] = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.public_id

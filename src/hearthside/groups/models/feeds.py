"""Tables of other people's lists, and of each reading of one."""

from __future__ import annotations

from typing import Any

from django.db import models

from hearthside.core.ids import new_public_id


class Feed(models.Model):
    """Somebody else's list of groups that we show, and when we last read it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    name = models.CharField(max_length=120, unique=True)
    locality = models.ForeignKey(
        "organisation.Locality", models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=20, default="meeting-guide")
    # For a table: the field each of its columns is, as somebody said.
    columns: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    licence = models.CharField(max_length=200, blank=True, default="")
    zone = models.CharField(max_length=64)
    fetched_at = models.DateTimeField(null=True)

    # -- where the clock fetches it, once the host has approved the address
    address = models.CharField(max_length=300, blank=True, default="")
    next_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=200, blank=True, default="")
    changed_there = models.CharField(max_length=64, blank=True, default="")
    trouble = models.CharField(max_length=300, blank=True, default="")
    trouble_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id


class ImportRun(models.Model):
    """One reading of a feed: how far it is, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        STOPPED = "stopped"
        BROKEN = "broken"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    feed = models.ForeignKey(Feed, models.CASCADE, related_name="runs")
    by_person_id = models.BigIntegerField(null=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    made_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=64)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    tally: models.JSONField[Any, Any] = models.JSONField(default=dict)
    asked_to_stop = models.BooleanField(default=False)
    fault = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed"],
                condition=models.Q(state="running"),
                name="groups_one_reading_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.public_id

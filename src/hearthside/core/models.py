"""Tables every room stands on."""

from __future__ import annotations

from django.db import models

from hearthside.core.seal import SealedTextField


class TrailEntry(models.Model):
    """One privileged act: who, what, when; never words. Append-only, hash-chained."""

    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    verb = models.CharField(max_length=60)
    what = models.CharField(max_length=60)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"trail {self.pk}"


class TrailHead(models.Model):
    """The one row that makes writers of the trail queue."""

    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="core_one_trail_head")
        ]

    def __str__(self) -> str:
        return "trail head"


class Letter(models.Model):
    """One message waiting to leave. Its words are sealed; they go once it has gone."""

    key = models.CharField(max_length=120, unique=True)
    person_id = models.BigIntegerField(null=True)
    still = models.CharField(max_length=60, blank=True, default="")
    address = SealedTextField()
    subject = models.CharField(max_length=120)
    text = SealedTextField()
    html = SealedTextField(blank=True, default="")
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(sent_at=None, dropped_at=None),
                name="core_letters_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class Heartbeat(models.Model):
    """When one of the clock's rounds last ended well, so that doctor can tell."""

    round = models.CharField(max_length=60, unique=True)
    ended_at = models.DateTimeField()
    fault = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.round

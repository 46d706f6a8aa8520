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
        # Each person may read which acts touched them.
        indexes = [models.Index(fields=["what"], name="core_trail_of_what")]

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
    # What it is about, for letters a person may stop; empty for letters about an account.
    kind = models.CharField(max_length=20, blank=True, default="")
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


class RightsChanged(models.Model):
    """That somebody's rights are others from now on; nothing of which, or why."""

    person_id = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rights changed {self.pk}"


class Note(models.Model):
    """One line in the house for one person, as discreet as the subject of a letter; sealed.

    digest_at -- when it goes into a letter with others; None: into none.
    """

    key = models.CharField(max_length=140, unique=True)
    person_id = models.BigIntegerField()
    still = models.CharField(max_length=60, blank=True, default="")
    kind = models.CharField(max_length=20, blank=True, default="")
    words = SealedTextField(max_length=200)
    address = SealedTextField(max_length=300, blank=True, default="")
    made_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True)
    digest_at = models.DateTimeField(null=True)
    digested_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-made_at"], name="core_notes_of_mine"),
            models.Index(
                fields=["digest_at"],
                condition=models.Q(digest_at__isnull=False, digested_at=None),
                name="core_notes_for_a_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"

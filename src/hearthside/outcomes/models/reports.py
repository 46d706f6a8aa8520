"""Tables of what is made of a study: its plan, its reports, and what was let out of them."""

from __future__ import annotations

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField
from hearthside.outcomes.models.asking import Study


class LockedPlan(models.Model):
    """What an evaluator said would be done with the answers, before anybody read them.

    raw -- the file as it came. opened_at -- when answers were first read under it: from then
    on it stays as it is.
    """

    study = models.OneToOneField(Study, models.CASCADE, related_name="plan")
    raw = models.TextField(max_length=200_000)
    sha256 = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    locked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Report(models.Model):
    """One report: how far its building is, and once done its files, sealed.

    why -- why none came out, in a sentence. papers -- a zip of its files. exports -- a zip of
    answers by code, in each form; gone after 30 days, and at once when somebody leaves.
    kinds -- of whom its numbers are, for the log of releases; gone once it is let out.
    """

    class State(models.TextChoices):
        BUILDING = "building"
        DONE = "done"
        OUT = "out"
        STOPPED = "stopped"
        BROKEN = "broken"
        CANNOT = "cannot"
        OVERTAKEN = "overtaken"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    study = models.ForeignKey(Study, models.CASCADE, related_name="reports")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.BUILDING
    )
    why = models.CharField(max_length=300, blank=True, default="")
    agreement = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    out_at = models.DateTimeField(null=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    asked_to_stop = models.BooleanField(default=False)
    people = models.PositiveIntegerField(default=0)
    papers = models.BinaryField(null=True, max_length=50_000_000)
    exports = models.BinaryField(null=True, max_length=200_000_000)
    kinds = models.BinaryField(null=True, max_length=50_000_000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study"],
                condition=models.Q(state="building"),
                name="outcomes_one_report_is_built_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class Release(models.Model):
    """One line of a study's log of releases; only ever added."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="releases")
    line = SealedTextField(max_length=20_000_000)

    def __str__(self) -> str:
        return f"release {self.pk}"

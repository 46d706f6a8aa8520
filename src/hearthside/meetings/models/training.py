"""Tables of training: certificates, what leading asks for, who led before."""

from __future__ import annotations

from django.db import models


class Training(models.Model):
    """One certificate: what for, from when, until when.

    told_of -- the last reminder of its end: so many days before; 0 that it is over.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    got_on = models.DateField()
    runs_out_on = models.DateField(null=True)
    told_of = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"], name="meetings_latest_certificate"
            )
        ]
        indexes = [
            models.Index(fields=["runs_out_on"], name="meetings_runs_out"),
        ]

    def __str__(self) -> str:
        return f"training {self.pk}"


class Requirement(models.Model):
    """One thing everybody who leads must have in date: a course, or a check."""

    name = models.CharField(max_length=80, unique=True)
    lasts_months = models.PositiveSmallIntegerField(null=True)
    is_check = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class LedBefore(models.Model):
    """That somebody led evenings before we counted, here or elsewhere; noted once."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"led before {self.pk}"

"""Tables of slips: which groups offer them, the keys that sign, codes and what was spent."""

from __future__ import annotations

from django.db import models

from hearthside.core.seal import SealedTextField


class SlipsWanted(models.Model):
    """A group that offers slips when an evening closes. Without a row it does not."""

    group = models.OneToOneField("groups.Group", models.CASCADE, related_name="+")
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"slips wanted {self.pk}"


class SlipKey(models.Model):
    """A key this house signs slips with. Old ones stay, so that old slips still verify.

    house -- the address in every slip it signs. private -- sealed; empty once retired.
    """

    key_id = models.CharField(max_length=16, unique=True)
    house = models.CharField(max_length=200)
    public = models.CharField(max_length=43)
    private = SealedTextField(max_length=64, blank=True, default="")
    made_on = models.DateField()
    retired_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.key_id


class SlipCode(models.Model):
    """A code for one slip, as a keyed hash. No group, no evening, no person, no time of use.

    form_hash -- of the form it was used with, so that sending it twice gives one slip;
    empty until then.
    """

    code_hash = models.CharField(max_length=64, primary_key=True)
    on = models.DateField()
    valid_until = models.DateTimeField()
    form_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["valid_until"], name="meetings_slip_codes")]

    def __str__(self) -> str:
        return "slip code"


class SpentSlip(models.Model):
    """That a slip was verified once, on which day: a hash of its serial, no more."""

    slip_hash = models.CharField(max_length=64, primary_key=True)
    verified_on = models.DateField()
    form_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return "spent slip"

"""Names given up in a group, and names by which a lead asked somebody to stay away."""

from __future__ import annotations

from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import BlindIndex, SealedTextField


class NameAtRest(models.Model):
    """A name somebody no longer has in a group, as a mark, until others may take it."""

    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="+")
    mark = BlindIndex(unique=True)
    # Who may have it back; empty once they are gone.
    whose_here = BlindIndex(blank=True, default="")
    until_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"name at rest {self.pk}"


class Suspension(models.Model):
    """One name in one group by which a lead suspended whoever has it.

    The person's other names are not here: whoever reads this learns of one place.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    membership = models.OneToOneField("groups.Membership", models.CASCADE)
    # As the lead knew it: they are not shown a newer one.
    called = SealedTextField(max_length=40)
    since_at = models.DateTimeField()
    # Empty once that lead is gone: who stays away is not let in by that.
    by_person_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"suspension {self.pk}"

"""The table of listings that may be one group."""

from __future__ import annotations

from django.db import models

from hearthside.core.ids import new_public_id


class Alike(models.Model):
    """Two groups in the directory that may be one, and what somebody said of them."""

    class State(models.TextChoices):
        OPEN = "open"
        ONCE = "once"
        TWO = "two"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    first = models.ForeignKey("groups.Group", models.CASCADE, related_name="+")
    second = models.ForeignKey("groups.Group", models.CASCADE, related_name="+")
    # Of the two, the one that is not shown while the other is.
    hidden = models.ForeignKey(
        "groups.Group", models.CASCADE, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="groups_alike_once_each"
            )
        ]

    def __str__(self) -> str:
        return self.public_id

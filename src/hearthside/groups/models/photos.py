"""The table of photos: what somebody sees who stands at a group's door."""

from __future__ import annotations

from django.db import models

from hearthside.core.ids import new_public_id

LONGEST_WORDS = 240


class DoorPhoto(models.Model):
    """One photo of the door, as two pictures of our own making; never the file that came.

    They lie in the database, not beside it: a backup, a restore and a change of machine
    have the whole of it or nothing, and no file is left over when the group goes.
    """

    # Another one at each change, so that a form knows what it showed.
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    group = models.OneToOneField(
        "groups.Group", models.CASCADE, related_name="door_photo"
    )
    words = models.CharField(max_length=LONGEST_WORDS)
    digest = models.CharField(max_length=16)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    small_width = models.PositiveSmallIntegerField()
    large = models.BinaryField(max_length=2_000_000)
    small = models.BinaryField(max_length=1_000_000)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id

"""Tables of the room of one meeting: it is there for an evening, and then it is not."""

from __future__ import annotations

from django.db import models

from hearthside.core.seal import BlindIndex


class Room(models.Model):
    """That a circle is the room of one meeting.

    meeting_id -- a number here, and nothing more. until_minute -- it goes then at the
    latest, whether or not anybody closed.
    """

    circle = models.OneToOneField("circles.Circle", models.CASCADE, related_name="room")
    meeting_id = models.BigIntegerField(unique=True)
    until_minute = models.BigIntegerField()

    def __str__(self) -> str:
        return f"room {self.pk}"


class OutTonight(models.Model):
    """That somebody was asked out of one room; forgotten with it."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="out_tonight")
    whose_here = BlindIndex()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "whose_here"], name="circles_out_tonight_once"
            )
        ]

    def __str__(self) -> str:
        return f"out tonight {self.pk}"

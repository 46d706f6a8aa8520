"""Tables of sealed pictures: bytes nobody here can open, and for how long."""

from __future__ import annotations

from typing import Final

from django.db import models

from hearthside.core.seal import BlindIndex

# Half a megabyte, and what a sealed box adds (frontend/keys/secret/box.ts).
LARGEST_PICTURE: Final = 512 * 1024 + 29


class Picture(models.Model):
    """One picture of a circle, sealed on the device it was sent from.

    drawn -- 16 random bytes by which its message calls it. whose -- a mark of its sender in
    this circle on the day of `minute`: it counts, and finds what they may take back. The
    pictures of two days, or of two circles, bear no mark in common. size -- of the body, in
    bytes: one of four.
    """

    circle = models.ForeignKey(
        "circles.Circle", models.CASCADE, related_name="pictures", db_index=False
    )
    drawn = models.BinaryField(max_length=16)
    whose = BlindIndex(db_index=True)
    minute = models.BigIntegerField()
    size = models.PositiveIntegerField()
    body = models.BinaryField(max_length=LARGEST_PICTURE)

    class Meta:
        indexes = [
            models.Index(fields=["circle", "minute"], name="circles_pictures_by_age")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "drawn"], name="circles_a_picture_once"
            )
        ]

    def __str__(self) -> str:
        return f"picture {self.pk}"

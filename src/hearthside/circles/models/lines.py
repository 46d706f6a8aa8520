"""Tables of lines: small circles of two or three, from the asking to the end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearthside.core.seal import SealedTextField


class Line(models.Model):
    """One line, beside its circle. It counts once everybody in it said yes.

    group -- where those in it met. words -- sealed; what was asked, empty once it is open
    or taken back. until_on -- the last day to answer; once open, the last day of the line.
    heard_on -- the newest day on which something came there; words go sooner than a line
    that fell silent does.
    """

    circle = models.OneToOneField("circles.Circle", models.CASCADE, related_name="line")
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="+")
    words = SealedTextField(max_length=1000, blank=True, default="")
    weeks = models.PositiveSmallIntegerField()
    opened_on = models.DateField(null=True)
    until_on = models.DateField()
    heard_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=26), name="circles_lines_end"
            )
        ]

    def __str__(self) -> str:
        return f"line {self.pk}"


class Side(models.Model):
    """What a line is to one of those in it.

    place -- sealed; by which name in the group they are there. says_yes -- None while they
    have not answered; False, too, of whoever asked and took it back. is_kept_back -- the
    asking does not reach them, and nobody is told.
    reads_from, reads_until -- when they read, in whole hours of the house's clock.
    """

    seat = models.OneToOneField("circles.Seat", models.CASCADE, related_name="side")
    place = SealedTextField(max_length=20)
    has_asked = models.BooleanField(default=False)
    says_yes = models.BooleanField(null=True)
    is_kept_back = models.BooleanField(default=False)
    reads_from = models.PositiveSmallIntegerField(default=0)
    reads_until = models.PositiveSmallIntegerField(default=24)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reads_from__lt=24, reads_until__lte=24),
                name="circles_hours_of_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"side {self.pk}"

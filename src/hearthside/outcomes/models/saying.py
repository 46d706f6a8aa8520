"""Tables of what people in a study say beside its questions, each with a yes of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearthside.outcomes.models.asking import Participant


class Came(models.Model):
    """How many meetings somebody says they came to since they last answered, as a band."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="came")
    wave = models.PositiveSmallIntegerField()
    band = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "wave"], name="outcomes_came_said_once_a_wave"
            ),
            models.CheckConstraint(
                condition=Q(wave__in=[3, 6, 12], band__lte=4),
                name="outcomes_came_is_a_band",
            ),
        ]

    def __str__(self) -> str:
        return f"came {self.pk}"

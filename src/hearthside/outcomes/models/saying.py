"""Tables of what people in a study say beside its questions, each with a yes of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField
from hearthside.outcomes.models.asking import Participant, Study


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


class Quote(models.Model):
    """A sentence somebody left for a report, and for which uses.

    mark -- made from its writer's code with the secret of the house: no column leads there.
    checked -- the words as they may stand in a report, names taken out.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        CLEARED = "cleared"
        TURNED_DOWN = "no"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    study = models.ForeignKey(Study, models.CASCADE, related_name="quotes")
    mark = models.CharField(max_length=43)
    words = SealedTextField(max_length=300)
    checked = SealedTextField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    for_appendix = models.BooleanField()
    for_funders = models.BooleanField()
    for_public = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "mark"], name="outcomes_one_sentence_a_code"
            ),
            models.CheckConstraint(
                condition=Q(for_appendix=True)
                | Q(for_funders=True)
                | Q(for_public=True),
                name="outcomes_a_sentence_has_a_use",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

"""Tables of choosing: how visits felt, in sums of five; who waits, and what they might try."""

from __future__ import annotations

from django.db import models

from hearthside.core.seal import SealedTextField


class Ease(models.Model):
    """How first visits to one group felt: sums, and no more than that.

    The three `new_` columns fill up until there are five together; then they join the
    others at once. What is shown or used never moves by one person's answer.
    """

    group = models.OneToOneField("groups.Group", models.CASCADE, related_name="ease")
    at_ease = models.PositiveIntegerField(default=0)
    between = models.PositiveIntegerField(default=0)
    not_at_ease = models.PositiveIntegerField(default=0)
    new_at_ease = models.PositiveSmallIntegerField(default=0)
    new_between = models.PositiveSmallIntegerField(default=0)
    new_not_at_ease = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"ease {self.pk}"


class Waiting(models.Model):
    """Somebody waits for a group that fits. What they wait for is sealed."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    wanted = SealedTextField(max_length=4000)
    since_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"waiting {self.pk}"


class Shortlist(models.Model):
    """The groups somebody might try, and what they wrote of their visits. All of it is sealed."""

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    kept = SealedTextField(max_length=700_000)
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"shortlist {self.pk}"

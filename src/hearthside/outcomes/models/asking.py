"""Tables of outcomes: studies, codes and answers. No column leads to a person or a group.

No day of an answer is kept, only its wave; of a beginning only the Monday of its week: what
is known by its time is known by whoever looked at a clock.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hearthside.core.ids import new_public_id
from hearthside.core.seal import SealedTextField


class Instrument(models.Model):
    """A questionnaire whose words the charity supplied, as its file had it.

    sha256 -- of the file: what was changed in the table is not asked and not scored.
    """

    pack_id = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    raw = models.TextField(max_length=200_000)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pack_id", "version"], name="outcomes_one_file_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"instrument {self.pk}"


class Study(models.Model):
    """One study: what is asked, since when, and until when people may begin.

    responder, responder_hours -- who reads an answer that may tell of danger, and when; empty
    where nobody does, and then no such question is asked. takes_quotes -- people may leave a
    sentence for its report; nobody may unless somebody at the desk says so.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    name = models.CharField(max_length=80)
    begins_on = models.DateField()
    ended_on = models.DateField(null=True)
    responder = models.CharField(max_length=120, blank=True, default="")
    responder_hours = models.CharField(max_length=200, blank=True, default="")
    takes_quotes = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class Part(models.Model):
    """One questionnaire of a study, in the words in which it is asked; never changed.

    wording -- the SHA-256 of those words.
    """

    study = models.ForeignKey(Study, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    pack_id = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    wording = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "pack_id"], name="outcomes_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"


class Cluster(models.Model):
    """A group or a place of a study under a code; which it is, only its mark can tell.

    mark -- made outside this room, with the secret of the house.
    """

    class Kind(models.TextChoices):
        GROUP = "group"
        SITE = "site"

    study = models.ForeignKey(Study, models.CASCADE, related_name="clusters")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    mark = models.CharField(max_length=43)
    code = models.CharField(max_length=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["study", "kind", "mark"], name="outcomes_one_code_a_cluster"
            ),
            models.UniqueConstraint(
                fields=["study", "kind", "code"], name="outcomes_one_cluster_a_code"
            ),
        ]

    def __str__(self) -> str:
        return f"cluster {self.pk}"


class Participant(models.Model):
    """Somebody of a study, who is nobody here: a code, and where it belongs.

    link_mark -- by which their own link finds them; link_sealed -- the link, to print again.
    agreed_to -- which words they said yes to; empty until they did. began_on -- the Monday of
    the week in which they did.
    """

    study = models.ForeignKey(Study, models.CASCADE, related_name="participants")
    code = models.CharField(max_length=12, unique=True, default=new_public_id)
    link_mark = models.CharField(max_length=64, unique=True)
    link_sealed = SealedTextField(max_length=200)
    cluster = models.CharField(max_length=6)
    site = models.CharField(max_length=6)
    agreed_to = models.CharField(max_length=8, blank=True, default="")
    began_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_to="", began_on=None)
                | (~Q(agreed_to="") & Q(began_on__isnull=False)),
                name="outcomes_whoever_agreed_began",
            )
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class Sitting(models.Model):
    """One wave of one code: whether it was sent, how it came, and whether it came late."""

    class Way(models.TextChoices):
        SCREEN = "screen"
        PAPER = "paper"

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="sittings"
    )
    wave = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.SCREEN)
    is_sent = models.BooleanField(default=False)
    is_late = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "wave"], name="outcomes_one_sitting_a_wave"
            ),
            models.CheckConstraint(
                condition=Q(wave__in=[0, 3, 6, 12]), name="outcomes_waves_are_known"
            ),
        ]

    def __str__(self) -> str:
        return f"sitting {self.pk}"


class Answer(models.Model):
    """One answer, appended. The newest of an item counts; the ones before stay as they were.

    value -- None: the question was skipped.
    """

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="answers")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    value = models.SmallIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sitting", "part", "item"])]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Alert(models.Model):
    """That an answer may tell of danger: whose code, and whether somebody looked."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="alerts")
    wave = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "wave"], name="outcomes_one_alert_a_wave"
            )
        ]

    def __str__(self) -> str:
        return f"alert {self.pk}"


class Withdrawn(models.Model):
    """That somebody left a study: a code that now leads nowhere, for the ledger."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="withdrawn")
    code = models.CharField(max_length=12, unique=True)
    had_agreed = models.BooleanField()
    on = models.DateField()

    def __str__(self) -> str:
        return f"withdrawn {self.pk}"


class Frozen(models.Model):
    """One frozen dataset: when it was made, what it hashed to, and of how many."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    study = models.ForeignKey(Study, models.CASCADE, related_name="frozen")
    made_at = models.DateTimeField()
    dataset_sha256 = models.CharField(max_length=64)
    items_sha256 = models.CharField(max_length=64)
    people = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.public_id

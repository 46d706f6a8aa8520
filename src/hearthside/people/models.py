"""Tables of people: who signs in. No group is known here, and no time of last visit."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hearthside.core.ids import new_public_id
from hearthside.core.seal import BlindIndex, SealedTextField


class PersonManager(BaseUserManager["Person"]):
    """Makes people the way Django's account libraries ask for."""

    def create_user(
        self, called: str, password: str | None = None, **more: Any
    ) -> Person:
        person = self.model(called=called, **more)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with a key to the house.

    No last_login: when somebody was here is nobody's business. No birth date: they
    affirm being 18 or over, and that is all we keep.

    mark -- drawn once and shown nowhere: by its hash alone somebody who was forgotten is
    known again when an old backup brings them back. A number would not do, because a
    house that stepped back gives the same number to somebody else.
    leaving_since -- they asked to be forgotten; until then nothing of them is shown.
    """

    last_login = None
    called = models.CharField(max_length=40, unique=True)
    skeleton = models.CharField(max_length=80, unique=True)
    email = models.EmailField(max_length=254, blank=True, default="")
    is_active = models.BooleanField(default=True)
    affirmed_adult = models.BooleanField(default=False)
    suspended_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=12, unique=True, default=new_public_id)
    leaving_since = models.DateTimeField(null=True)

    USERNAME_FIELD = "called"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(affirmed_adult=True),
                name="people_everybody_is_an_adult",
            )
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class LetterWish(models.Model):
    """When letters may reach a person: outside their quiet hours.

    Without a row, the hours of the house hold.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="letter_wish")
    quiet_from = models.TimeField()
    quiet_until = models.TimeField()

    def __str__(self) -> str:
        return f"letter wish {self.pk}"


class NoLetters(models.Model):
    """One kind of letter a person asked us to stop."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="no_letters")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="people_stopped_once"
            )
        ]

    def __str__(self) -> str:
        return f"no letters {self.pk}"


class Forgotten(models.Model):
    """That somebody was here and was forgotten: the hash of their mark, and nothing else.

    washed_at -- when the disk under the database was cleaned of what they left there.
    """

    blind = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    washed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"forgotten {self.pk}"


class Copy(models.Model):
    """A copy of one person's own data: how far it is, and once done the whole, sealed.

    The file lies in the row and not beside it: it is there whole or not at all, and goes
    with its person.
    """

    class State(models.TextChoices):
        BUILDING = "building"
        DONE = "done"
        STOPPED = "stopped"
        BROKEN = "broken"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.BUILDING
    )
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    asked_to_stop = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True, max_length=50_000_000)

    def __str__(self) -> str:
        return self.public_id


class LetterPace(models.Model):
    """One kind of letter that comes to a person once a day or once a week."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="letter_paces")
    kind = models.CharField(max_length=20)
    pace = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="people_one_pace_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"letter pace {self.pk}"


class Bounce(models.Model):
    """That letters to a person's address came back.

    digest -- of that address: once it is changed, this says nothing any more.
    days -- on how many days letters came back; gave_up_at -- since when none is sent.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=16)
    days = models.PositiveSmallIntegerField(default=0)
    last_on = models.DateField()
    gave_up_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"bounce {self.pk}"


class Keyring(models.Model):
    """By what id the secret of a person's own devices is known; the secret never comes here."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="keyring")
    key_id = models.CharField(max_length=22)

    def __str__(self) -> str:
        return f"keyring {self.pk}"


class WayBack(models.Model):
    """One wrapped copy of a person's secret: opaque here, opened in their browser alone.

    credential, salt -- for a passkey: which one, and at what it is evaluated.
    """

    class Kind(models.TextChoices):
        CODE = "code"
        PASSKEY = "passkey"

    person = models.ForeignKey(Person, models.CASCADE, related_name="ways_back")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    credential = models.TextField(max_length=1400, blank=True, default="")
    salt = models.BinaryField(max_length=32, default=b"")
    wrapped = models.BinaryField(max_length=61)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "credential"], name="people_one_way_each"
            )
        ]

    def __str__(self) -> str:
        return f"way back {self.pk}"


class SealedPlan(models.Model):
    """A person's plan as their browser sealed it; deleted, only the number of its version stays.

    key_id -- under which key it lies. box -- one of a few sizes, whatever was written.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="sealed_plan")
    key_id = models.CharField(max_length=22)
    version = models.PositiveIntegerField()
    box = models.BinaryField(max_length=131_101, default=b"")

    def __str__(self) -> str:
        return f"sealed plan {self.pk}"


class StudyPlace(models.Model):
    """That somebody takes part in a study, and under which code: `people/study.py` alone opens it.

    whose -- a mark of the person in this study. whose_sealed -- the person, their code there,
    and the words they said yes to and when.
    """

    study = models.CharField(max_length=12)
    whose = BlindIndex(unique=True)
    whose_sealed = SealedTextField(max_length=400)

    def __str__(self) -> str:
        return f"study place {self.pk}"

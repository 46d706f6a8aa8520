"""Tables of people: who signs in. No group is known here, and no time of last visit."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


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
    """

    last_login = None
    called = models.CharField(max_length=40, unique=True)
    skeleton = models.CharField(max_length=80, unique=True)
    email = models.EmailField(max_length=254, blank=True, default="")
    is_active = models.BooleanField(default=True)
    affirmed_adult = models.BooleanField(default=False)
    suspended_at = models.DateTimeField(null=True)

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
